import type { DatedParameter } from '../../domain/law.js';

/** The bound on every agreed rate: no usury, and no rate above what the state's rules allow for the lender's kind. */
export const interestCeiling: DatedParameter<'state_rules'> = {
  id: 'cn.interest.ceiling',
  question: 'What bounds the rate that a loan, or its new terms, may bear?',
  unit: 'choice',
  selectedBy: 'contractDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'state_rules',
      source: {
        instrument: '民法典',
        article: '第680条第1款',
        quote: '禁止高利放贷，借款的利率不得违反国家有关规定。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'the numbers themselves: which state rule binds depends on the lender (bank, micro-lender, private) and the day',
    'contracts made before 2021-01-01',
  ],
  lastCheckedOn: '2026-11-22',
};
