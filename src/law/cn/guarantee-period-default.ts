import type { DatedParameter } from '../../domain/law.js';

/**
 * Months of a guarantee period on which nothing was agreed, or which was to end no later than the debt’s own term.
 */
export const guaranteePeriodDefaultMonths: DatedParameter<number> = {
  id: 'cn.guarantee.period-default',
  question: 'How long is a guarantee period on which nothing was agreed?',
  unit: 'months',
  selectedBy: 'contractDate',
  existsFrom: '1995-10-01',
  values: [
    {
      from: '1995-10-01',
      until: '2000-12-13',
      value: 6,
      source: {
        instrument: '担保法',
        article: '第25条、第26条',
        quote: '主债务履行期届满之日起六个月',
        mark: 'S',
      },
    },
    {
      from: '2000-12-13',
      until: '2021-01-01',
      value: 6,
      source: {
        instrument: '担保法；担保法解释（法释〔2000〕44号）',
        article: '第25条、第26条；第32条第1款',
        quote:
          '保证合同约定的保证期间早于或者等于主债务履行期限的，视为没有约定，保证期间为主债务履行期届满之日起6个月。',
        mark: 'S',
        caveat: 'the interpretation was read in full, the articles of the act in a secondary source',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 6,
      source: {
        instrument: '民法典',
        article: '第692条第2款',
        quote: '没有约定或者约定不明确的，保证期间为主债务履行期限届满之日起六个月。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'guarantees up to a maximum amount (担保制度解释 art. 30)',
    'debts without a term: counted from the end of the grace given with the first demand (art. 692(3))',
  ],
  lastCheckedOn: '2026-11-21',
};
