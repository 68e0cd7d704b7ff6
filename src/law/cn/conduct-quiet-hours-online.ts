import type { DatedParameter } from '../../domain/law.js';

/** The same for personal online consumer credit, whoever lends. */
export const conductQuietHoursOnline: DatedParameter<{ readonly fromHour: number; readonly untilHour: number }> = {
  id: 'cn.conduct.quiet-hours-online',
  question: 'At which hours should a debtor of personal online consumer credit not be contacted?',
  unit: 'table',
  selectedBy: 'eventDate',
  appliesTo: ['consumer'],
  existsFrom: '2025-02-28',
  values: [
    {
      from: '2025-02-28',
      until: null,
      value: { fromHour: 22, untilHour: 8 },
      source: {
        instrument: 'GB/T 45251-2025《互联网金融 个人网络消费信贷 贷后催收风控指引》',
        article: '关于催收时间的规定',
        quote: '双方未约定时，催收作业不应在每日22:00至次日8:00进行',
        mark: 'S',
        caveat: 'recommended standard; clause number not found',
      },
    },
  ],
  notCovered: ['what the parties agreed', 'credit that is not granted online'],
  lastCheckedOn: '2026-11-21',
};
