import type { DatedParameter } from '../../domain/law.js';

/** Whether a suit within the period counts although it was withdrawn. The day of the suit picks the value. */
export const guaranteeWithdrawnSuit: DatedParameter<'joint_if_served'> = {
  id: 'cn.guarantee.withdrawn-suit',
  question: 'Does a suit within the guarantee period count that was withdrawn again?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'joint_if_served',
      source: {
        instrument: '担保制度解释（法释〔2020〕28号）',
        article: '第31条',
        quote:
          '又撤回起诉或者仲裁申请，起诉状副本或者仲裁申请书副本已经送达保证人的，人民法院应当认定债权人已经在保证期间内向保证人行使了权利。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'suits before 2021: taken as not counting, shown as counting once served on the favourable reading',
    'suits that were rejected without a decision on the merits',
  ],
  lastCheckedOn: '2026-11-21',
};
