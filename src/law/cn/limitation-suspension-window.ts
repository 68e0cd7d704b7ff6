import type { DatedParameter } from '../../domain/law.js';

/** The stretch before the end of a period in which an obstacle to suing suspends it. */
export const limitationSuspensionWindowMonths: DatedParameter<number> = {
  id: 'cn.limitation.suspension-window',
  question: 'In which last part of the period does an obstacle to suing suspend it?',
  unit: 'months',
  selectedBy: 'periodEndDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: 6,
      source: {
        instrument: '民法通则',
        article: '第139条',
        quote: '在诉讼时效期间的最后六个月内，因不可抗力或者其他障碍不能行使请求权的，诉讼时效中止。',
        mark: 'M',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 6,
      source: {
        instrument: '民法总则',
        article: '第194条第1款',
        quote: '在诉讼时效期间的最后六个月内，因下列障碍，不能行使请求权的，诉讼时效中止',
        mark: 'M',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 6,
      source: {
        instrument: '民法典',
        article: '第194条第1款',
        quote: '在诉讼时效期间的最后六个月内，因下列障碍，不能行使请求权的，诉讼时效中止',
        mark: 'T',
      },
    },
  ],
  notCovered: ['how long the period still runs once the obstacle has gone', 'which facts are an obstacle'],
  lastCheckedOn: '2026-11-21',
};
