import type { DatedParameter, SuspensionTail } from '../../domain/law.js';

/**
 * After an obstacle the rest of the period for enforcement goes on: not the fixed months of the limitation of action.
 */
export const enforcementSuspensionTail: DatedParameter<SuspensionTail> = {
  id: 'cn.enforcement.suspension-tail',
  question: 'How long does a suspended period for enforcement still run once the obstacle has gone?',
  unit: 'months',
  selectedBy: 'eventDate',
  existsFrom: '2009-01-01',
  values: [
    {
      from: '2009-01-01',
      until: '2021-01-01',
      value: { kind: 'remainder' },
      source: {
        instrument: '执行程序解释（法释〔2008〕13号）',
        article: '第27条',
        quote: '从中止时效的原因消除之日起，申请执行时效期间继续计算。',
        mark: 'M',
        caveat: 'number, article, wording and day of commencement from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: { kind: 'remainder' },
      source: {
        instrument: '执行程序解释（法释〔2020〕21号修正）',
        article: '第19条',
        quote:
          '在申请执行时效期间的最后六个月内，因不可抗力或者其他障碍不能行使请求权的，申请执行时效中止。从中止时效的原因消除之日起，申请执行时效期间继续计算。',
        mark: 'T',
        caveat: 'number of the amending decision from memory',
      },
    },
  ],
  notCovered: ['which facts are an obstacle'],
  lastCheckedOn: '2026-11-21',
};
