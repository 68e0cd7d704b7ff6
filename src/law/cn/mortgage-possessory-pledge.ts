import type { DatedParameter } from '../../domain/law.js';

/** A pledge that rests on possession is not lost with the claim’s limitation: the creditor keeps what he holds. */
export const possessoryPledgeDeadline: DatedParameter<'none'> = {
  id: 'cn.mortgage.possessory-pledge',
  question: 'Until when is a pledge that the creditor holds in possession protected?',
  unit: 'choice',
  selectedBy: 'asOfDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'none',
      source: {
        instrument: '担保制度解释（法释〔2020〕28号）',
        article: '第44条第2款、第3款',
        quote: '动产质权、以交付权利凭证作为公示方式的权利质权，参照适用第二款的规定。',
        mark: 'T',
        caveat: 'by the paragraph referred to, the debtor cannot ask for the thing back; he can ask that it be sold',
      },
    },
  ],
  notCovered: [
    'a pledge that was given back or lost',
    'cases before 2021-01-01',
    'the pledgor’s right to ask that the creditor realise the pledge (Civil Code art. 437)',
  ],
  lastCheckedOn: '2026-11-21',
};
