import type { DatedParameter } from '../../domain/law.js';

/** What a guarantor owes once the debt he secures was changed without him. */
export const guaranteeHeavierDebt: DatedParameter<'heavier_part_not_covered'> = {
  id: 'cn.guarantee.heavier-debt',
  question: 'What does a guarantor answer for when the debt is changed without the guarantor’s written consent?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'heavier_part_not_covered',
      source: {
        instrument: '民法典',
        article: '第695条第1款',
        quote: '减轻债务的，保证人仍对变更后的债务承担保证责任；加重债务的，保证人对加重的部分不承担保证责任。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['changes agreed before 2021-01-01', 'whether more time with more interest in all makes a debt heavier'],
  lastCheckedOn: '2026-11-22',
};
