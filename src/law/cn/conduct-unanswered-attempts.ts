import type { DatedParameter } from '../../domain/law.js';

/** Attempts in a day to one number that nobody answered. */
export const conductUnansweredAttempts: DatedParameter<number> = {
  id: 'cn.conduct.unanswered-attempts',
  question: 'How many attempts a day to one contact number are fitting where nobody answers?',
  unit: 'count',
  selectedBy: 'eventDate',
  appliesTo: ['consumer', 'credit_card'],
  existsFrom: '2026-01-30',
  values: [
    {
      from: '2026-01-30',
      until: null,
      value: 6,
      source: {
        instrument: '中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》',
        article: '关于拨打次数的规定',
        quote: '债务人电话未接通的，催收人员对债务人同一联系方式尝试拨打次数当天不宜超过6次；与债务人另有约定除外。',
        mark: 'S',
        caveat:
          'self-regulatory: members of the association and their outside collectors; 不宜 is a guideline, not a ban; article number not found',
      },
    },
  ],
  notCovered: ['what was agreed with the debtor', 'attempts spread over several numbers of one debtor'],
  lastCheckedOn: '2026-11-21',
};
