import type { DatedParameter } from '../../domain/law.js';

/**
 * Least observation of a restructured asset, from the first repayment date after the change of terms; the longer counts.
 */
export const observationMinimum: DatedParameter<{ readonly years: number; readonly repaymentPeriods: number }> = {
  id: 'cn.observation.minimum',
  question: 'How long must a restructured asset be observed at least?',
  unit: 'table',
  selectedBy: 'eventDate',
  existsFrom: '2023-07-01',
  values: [
    {
      from: '2023-07-01',
      until: null,
      value: { years: 1, repaymentPeriods: 2 },
      source: {
        instrument: '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）',
        article: '关于重组资产的规定',
        quote: '观察期自合同调整后约定的第一次还款日开始计算，应至少包含连续两个还款期，并不得低于1年。',
        mark: 'S',
        caveat: 'article number not found',
      },
    },
  ],
  notCovered: [
    'the bank’s judgment that the debtor’s difficulty is over: without it observation starts anew',
    'lenders other than commercial banks, which are bound by reference only',
    'assets restructured before 2023-07-01',
  ],
  lastCheckedOn: '2026-11-21',
};
