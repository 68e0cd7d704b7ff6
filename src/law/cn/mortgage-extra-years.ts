import type { DatedParameter } from '../../domain/law.js';

/** How long a mortgage outlived the claim’s limitation period. The day on which that period ended picks the value. */
export const mortgageExtraYears: DatedParameter<number> = {
  id: 'cn.mortgage.extra-years',
  question: 'How many years after the end of the limitation period is a mortgage still protected?',
  unit: 'years',
  selectedBy: 'periodEndDate',
  existsFrom: '2000-12-13',
  values: [
    {
      from: '2000-12-13',
      until: '2007-10-01',
      value: 2,
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
      value: 0,
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
      value: 0,
      source: {
        instrument: '民法典',
        article: '第419条',
        quote: '抵押权人应当在主债权诉讼时效期间行使抵押权；未行使的，人民法院不予保护。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'periods that ended before 2007-10-01 with their two years still running on that day: the two years are kept',
  ],
  lastCheckedOn: '2026-11-21',
};
