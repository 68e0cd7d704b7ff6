import type { DatedParameter } from '../../domain/law.js';

/** Hours in which nobody is contacted. The first hour belongs to them, the last does not. */
export const conductQuietHours: DatedParameter<{ readonly fromHour: number; readonly untilHour: number }> = {
  id: 'cn.conduct.quiet-hours',
  question: 'At which hours must a debtor of a personal consumer loan or a card not be contacted?',
  unit: 'table',
  selectedBy: 'eventDate',
  appliesTo: ['consumer', 'credit_card'],
  existsFrom: '2026-01-30',
  values: [
    {
      from: '2026-01-30',
      until: null,
      value: { fromHour: 22, untilHour: 8 },
      source: {
        instrument: '中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》',
        article: '关于催收时间的规定',
        quote: '未经债务人同意，严禁在每日晚22:00至次日早8:00进行电话催收、外访催收及其他催收。',
        mark: 'S',
        caveat:
          'self-regulatory: members of the association and their outside collectors; article number not found; that 22:00 is quiet and 8:00 is not is derived',
      },
    },
  ],
  notCovered: ['what the debtor agreed to', 'business loans', 'lenders outside the association'],
  lastCheckedOn: '2026-11-21',
};
