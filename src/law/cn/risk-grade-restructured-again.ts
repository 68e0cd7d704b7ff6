import type { DatedParameter } from '../../domain/law.js';

/** The least bad grade of an asset whose terms were changed again while it was observed. */
export const riskGradeRestructuredAgain: DatedParameter<'substandard'> = {
  id: 'cn.risk-grade.restructured-again',
  question: 'How bad is an asset graded at least that was restructured again in observation?',
  unit: 'choice',
  selectedBy: 'asOfDate',
  existsFrom: '2023-07-01',
  values: [
    {
      from: '2023-07-01',
      until: null,
      value: 'substandard',
      source: {
        instrument: '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）',
        article: '关于重组资产的规定',
        quote: '观察期内资产再次重组的，应至少归为次级类',
        mark: 'M',
        caveat: 'wording and article from memory; a secondary source confirms the concept (1104 report, item 5.6)',
      },
    },
  ],
  notCovered: ['lenders other than commercial banks'],
  lastCheckedOn: '2026-11-21',
};
