import type { DatedParameter } from '../../domain/law.js';

/** From when the limitation period of the guarantee debt itself runs, once the right was exercised in time. */
export const guaranteeLimitationStart: DatedParameter<{
  readonly joint: 'demand_day';
  readonly general: 'judgment_effective' | 'right_to_refuse_ends';
}> = {
  id: 'cn.guarantee.limitation-start',
  question: 'From when does the limitation period of the guarantee debt run?',
  unit: 'table',
  selectedBy: 'contractDate',
  existsFrom: '2000-12-13',
  values: [
    {
      from: '2000-12-13',
      until: '2021-01-01',
      value: { joint: 'demand_day', general: 'judgment_effective' },
      source: {
        instrument: '担保法解释（法释〔2000〕44号）',
        article: '第34条',
        quote:
          '从判决或者仲裁裁决生效之日起，开始计算保证合同的诉讼时效……从债权人要求保证人承担保证责任之日起，开始计算保证合同的诉讼时效。',
        mark: 'T',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: { joint: 'demand_day', general: 'right_to_refuse_ends' },
      source: {
        instrument: '民法典；担保制度解释（法释〔2020〕28号）',
        article: '第694条；第28条',
        quote:
          '从保证人拒绝承担保证责任的权利消灭之日起，开始计算保证债务的诉讼时效……从债权人请求保证人承担保证责任之日起，开始计算保证债务的诉讼时效。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'whether what interrupts the debtor’s period also interrupts a joint guarantor’s: no express rule since 2021',
    'a guarantor who proves that the debtor still has property (担保制度解释 art. 28(1)(2))',
  ],
  lastCheckedOn: '2026-11-21',
};
