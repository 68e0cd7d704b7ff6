import type { DatedParameter } from '../../domain/law.js';

/** What a new debtor does to a guarantee: one who takes over needs the guarantor's word, one who joins does not. */
export const guaranteeNewDebtor: DatedParameter<'consent_for_transfer'> = {
  id: 'cn.guarantee.new-debtor',
  question: 'What becomes of a guarantee when the debt passes to a new debtor without the guarantor’s written consent?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'consent_for_transfer',
      source: {
        instrument: '民法典',
        article: '第697条',
        quote:
          '保证人对未经其同意转移的债务不再承担保证责任，但是债权人和保证人另有约定的除外。第三人加入债务的，保证人的保证责任不受影响。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['transfers agreed before 2021-01-01', 'what the guarantee contract itself allows'],
  lastCheckedOn: '2026-11-22',
};
