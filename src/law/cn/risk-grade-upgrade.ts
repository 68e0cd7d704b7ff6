import type { DatedParameter } from '../../domain/law.js';

/** How long a non-performing asset must be paid punctually before it may be graded up. */
export const riskGradeUpgrade: DatedParameter<{ readonly repaymentPeriods: number; readonly months: number }> = {
  id: 'cn.risk-grade.upgrade',
  question: 'After how much punctual payment may a non-performing asset be graded up?',
  unit: 'table',
  selectedBy: 'asOfDate',
  existsFrom: '2023-07-01',
  values: [
    {
      from: '2023-07-01',
      until: null,
      value: { repaymentPeriods: 2, months: 6 },
      source: {
        instrument: '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）',
        article: '关于上调的规定',
        quote: '逾期的债权及相关费用已全部偿付，并至少在随后连续两个还款期或6个月内正常偿付',
        mark: 'S',
        caveat: 'that the longer of the two counts is from memory; article number not found',
      },
    },
  ],
  notCovered: ['the bank’s judgment of future performance', 'other impaired assets of the same debtor in this bank'],
  lastCheckedOn: '2026-11-21',
};
