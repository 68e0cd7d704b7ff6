import type { DatedParameter } from '../../domain/law.js';

/** How long the winner of a judgment may apply for its enforcement before the debtor can object. */
export const enforcementYears: DatedParameter<number> = {
  id: 'cn.enforcement.years',
  question: 'How long is the period for applying for enforcement?',
  unit: 'years',
  selectedBy: 'judgmentDate',
  existsFrom: '2008-04-01',
  values: [
    {
      from: '2008-04-01',
      until: '2013-01-01',
      value: 2,
      source: {
        instrument: '民事诉讼法（2007年修正）',
        article: '第215条',
        quote: '申请执行的期间为二年。申请执行时效的中止、中断，适用法律有关诉讼时效中止、中断的规定。',
        mark: 'S',
        caveat: 'wording as later versions; day of commencement from memory',
      },
    },
    {
      from: '2013-01-01',
      until: '2022-01-01',
      value: 2,
      source: {
        instrument: '民事诉讼法（2012年、2017年修正）',
        article: '第239条',
        quote: '申请执行的期间为二年。申请执行时效的中止、中断，适用法律有关诉讼时效中止、中断的规定。',
        mark: 'S',
        caveat: 'day of commencement from memory',
      },
    },
    {
      from: '2022-01-01',
      until: '2024-01-01',
      value: 2,
      source: {
        instrument: '民事诉讼法（2021年修正）',
        article: '第246条',
        quote: '申请执行的期间为二年。申请执行时效的中止、中断，适用法律有关诉讼时效中止、中断的规定。',
        mark: 'T',
      },
    },
    {
      from: '2024-01-01',
      until: null,
      value: 2,
      source: {
        instrument: '民事诉讼法（2023年修正）',
        article: '第250条第1款',
        quote: '申请执行的期间为二年。申请执行时效的中止、中断，适用法律有关诉讼时效中止、中断的规定。',
        mark: 'T',
        caveat: 'day of commencement from memory',
      },
    },
  ],
  notCovered: [
    'judgments before 2008-04-01: one year where a natural person was involved, else six months (1991, art. 219)',
    'administrative decisions',
  ],
  lastCheckedOn: '2026-11-21',
};
