import type { DatedParameter } from '../../domain/law.js';

/** The stretch before the end of the period for enforcement in which an obstacle suspends it. */
export const enforcementSuspensionWindowMonths: DatedParameter<number> = {
  id: 'cn.enforcement.suspension-window',
  question: 'In which last part of the period for enforcement does an obstacle suspend it?',
  unit: 'months',
  selectedBy: 'periodEndDate',
  existsFrom: '2009-01-01',
  values: [
    {
      from: '2009-01-01',
      until: '2021-01-01',
      value: 6,
      source: {
        instrument: '执行程序解释（法释〔2008〕13号）',
        article: '第27条',
        quote: '在申请执行时效期间的最后六个月内，因不可抗力或者其他障碍不能行使请求权的，申请执行时效中止。',
        mark: 'M',
        caveat: 'number, article, wording and day of commencement from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 6,
      source: {
        instrument: '执行程序解释（法释〔2020〕21号修正）',
        article: '第19条',
        quote: '在申请执行时效期间的最后六个月内，因不可抗力或者其他障碍不能行使请求权的，申请执行时效中止。',
        mark: 'T',
        caveat: 'number of the amending decision from memory',
      },
    },
  ],
  notCovered: ['which facts are an obstacle'],
  lastCheckedOn: '2026-11-21',
};
