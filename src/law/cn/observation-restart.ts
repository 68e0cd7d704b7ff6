import type { DatedParameter } from '../../domain/law.js';

/** A payment missed in observation starts it anew from the default. */
export const observationRestart: DatedParameter<'from_default'> = {
  id: 'cn.observation.restart',
  question: 'What does a payment that was missed in observation do?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2023-07-01',
  values: [
    {
      from: '2023-07-01',
      until: null,
      value: 'from_default',
      source: {
        instrument: '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）',
        article: '关于重组资产的规定',
        quote: '债务人在观察期内没有及时足额还款的，应从未履约时点开始，重新计算观察期。',
        mark: 'S',
        caveat: 'article number not found',
      },
    },
  ],
  notCovered: ['how short a delay is no default', 'assets restructured before 2023-07-01'],
  lastCheckedOn: '2026-11-21',
};
