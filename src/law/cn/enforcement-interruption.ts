import type { DatedParameter } from '../../domain/law.js';

/**
 * An application, a settlement, a demand or the debtor’s agreement to perform starts the period for enforcement anew.
 */
export const enforcementInterruption: DatedParameter<'restarts'> = {
  id: 'cn.enforcement.interruption',
  question:
    'What do an application, a demand, an agreement to perform and a settlement do to the period for enforcement?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2009-01-01',
  values: [
    {
      from: '2009-01-01',
      until: '2021-01-01',
      value: 'restarts',
      source: {
        instrument: '执行程序解释（法释〔2008〕13号）',
        article: '第28条',
        quote: '申请执行时效因申请执行、当事人双方达成和解协议、当事人一方提出履行要求或者同意履行义务而中断。',
        mark: 'M',
        caveat: 'number, article, wording and day of commencement from memory',
      },
    },
    {
      from: '2021-01-01',
      until: '2022-04-10',
      value: 'restarts',
      source: {
        instrument: '执行程序解释（法释〔2020〕21号修正）',
        article: '第20条',
        quote:
          '申请执行时效因申请执行、当事人双方达成和解协议、当事人一方提出履行要求或者同意履行义务而中断。从中断时起，申请执行时效期间重新计算。',
        mark: 'T',
        caveat: 'number of the amending decision from memory',
      },
    },
    {
      from: '2022-04-10',
      until: null,
      value: 'restarts',
      source: {
        instrument: '执行程序解释（法释〔2020〕21号修正）；民诉法解释（2022年修正）',
        article: '第20条；第466条',
        quote: '申请执行期间因达成执行中的和解协议而中断，其期间自和解协议约定履行期限的最后一日起重新计算。',
        mark: 'T',
        caveat: 'number of the amending decision from memory; art. 466 cites art. 246, now 250',
      },
    },
  ],
  notCovered: [
    'an application that was withdrawn: again within the period (民诉法解释 art. 518); from when it runs is not laid down',
  ],
  lastCheckedOn: '2026-11-21',
};
