import type { DatedParameter } from '../../domain/law.js';

/**
 * A mortgage is protected as long as the claim’s limitation period runs. A registered pledge of rights follows it.
 */
export const mortgageDeadline: DatedParameter<'two_years_after_limitation' | 'limitation_of_claim'> = {
  id: 'cn.mortgage.deadline',
  question: 'Until when is a mortgage or a registered pledge protected?',
  unit: 'choice',
  selectedBy: 'periodEndDate',
  existsFrom: '2000-12-13',
  values: [
    {
      from: '2000-12-13',
      until: '2007-10-01',
      value: 'two_years_after_limitation',
      source: {
        instrument: '担保法解释（法释〔2000〕44号）',
        article: '第12条第2款',
        quote:
          '担保物权所担保的债权的诉讼时效结束后，担保权人在诉讼时效结束后的2年内行使担保物权的，人民法院应当予以支持。',
        mark: 'T',
      },
    },
    {
      from: '2007-10-01',
      until: '2021-01-01',
      value: 'limitation_of_claim',
      source: {
        instrument: '物权法',
        article: '第202条',
        quote: '抵押权人应当在主债权诉讼时效期间行使抵押权；未行使的，人民法院不予保护。',
        mark: 'S',
        caveat: 'wording as Civil Code art. 419, from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'limitation_of_claim',
      source: {
        instrument: '民法典；担保制度解释（法释〔2020〕28号）',
        article: '第419条；第44条',
        quote: '抵押权人应当在主债权诉讼时效期间行使抵押权；未行使的，人民法院不予保护。',
        mark: 'T',
        caveat:
          'after a judgment against the debtor alone the period for enforcement takes the place of the limitation period (担保制度解释 art. 44(1))',
      },
    },
  ],
  notCovered: [
    'security given by possession (cn.mortgage.possessory-pledge)',
    'liens',
    'a claim whose debtor agreed to perform after its period had ended: the mortgage is not taken to come back, and somebody else who gave it keeps the plea (担保制度解释 art. 20, Civil Code art. 701); the favourable reading lets the debtor’s own follow the claim',
    'claims whose period had ended before 2000-12-13',
  ],
  lastCheckedOn: '2026-11-21',
};
