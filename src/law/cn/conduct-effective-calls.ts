import type { DatedParameter } from '../../domain/law.js';

/** Conversations by voice, those of machines included, that the lender begins with one debtor in a day. */
export const conductEffectiveCalls: DatedParameter<number> = {
  id: 'cn.conduct.effective-calls',
  question: 'How many effective calls a day may be made to one debtor of personal online consumer credit?',
  unit: 'count',
  selectedBy: 'eventDate',
  appliesTo: ['consumer'],
  existsFrom: '2025-02-28',
  values: [
    {
      from: '2025-02-28',
      until: null,
      value: 3,
      source: {
        instrument: 'GB/T 45251-2025《互联网金融 个人网络消费信贷 贷后催收风控指引》',
        article: '关于催收频次的规定',
        quote: '以语音形式（含智能语音）进行交互式催收，与单一债务人主动有效通话每日不应超过3次',
        mark: 'S',
        caveat: 'recommended standard; clause number not found',
      },
    },
  ],
  notCovered: ['calls that the debtor makes', 'credit that is not granted online'],
  lastCheckedOn: '2026-11-21',
};
