import type { DatedParameter } from '../../domain/law.js';

/** People on a visit. */
export const conductVisitStaff: DatedParameter<number> = {
  id: 'cn.conduct.visit-staff',
  question: 'How many collectors at least make a visit?',
  unit: 'count',
  selectedBy: 'eventDate',
  appliesTo: ['consumer', 'credit_card'],
  existsFrom: '2026-01-30',
  values: [
    {
      from: '2026-01-30',
      until: null,
      value: 2,
      source: {
        instrument: '中国银行业协会《金融机构个人消费类贷款催收工作指引（试行）》',
        article: '第22条',
        quote: '外访催收应安排不少于两名催收人员共同实施',
        mark: 'S',
        caveat: 'self-regulatory: members of the association and their outside collectors',
      },
    },
  ],
  notCovered: ['entry into homes and offices, which needs consent', 'recording of visits'],
  lastCheckedOn: '2026-11-21',
};
