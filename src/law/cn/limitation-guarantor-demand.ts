import type { DatedParameter } from '../../domain/law.js';

/**
 * Repealed for 2021, and the rule that followed leaves the guarantor out. The other way, from debtor to guarantor, has no rule either.
 */
export const limitationGuarantorDemand: DatedParameter<'reaches_debtor' | 'no_rule'> = {
  id: 'cn.limitation.guarantor-demand',
  question: 'Does a demand on a guarantor restart the period against the debtor?',
  unit: 'choice',
  selectedBy: 'eventDate',
  values: [
    {
      from: '1988-04-02',
      until: '2021-01-01',
      value: 'reaches_debtor',
      source: {
        instrument: '民通意见（最高人民法院关于贯彻执行《民法通则》若干问题的意见（试行））',
        article: '第173条第2款',
        quote: '权利人向债务保证人、债务人的代理人或者财产代管人主张权利的，可以认定诉讼时效中断',
        mark: 'S',
        caveat: '“may be found”: courts were free; first and last day from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'no_rule',
      source: {
        instrument: '总则编解释',
        article: '第38条第2款',
        quote:
          '权利人向义务人的代理人、财产代管人或者遗产管理人等提出履行请求的，可以认定为民法典第一百九十五条规定的诉讼时效中断。',
        mark: 'D',
        caveat:
          'in force since 2022-03-01; the guarantor, whom the repealed rule named, is left out; the repealing instrument (法释〔2020〕16号) was not seen; courts are divided',
      },
    },
  ],
  notCovered: [
    'whether a demand on the debtor restarts the limitation of a guarantee debt: no express rule since 2021',
    'demands on one of several guarantors',
  ],
  lastCheckedOn: '2026-11-21',
};
