import type { DatedParameter } from '../../domain/law.js';

/** Contagion across the loans of one non-retail debtor in one bank. The share must be exceeded. */
export const riskGradeContagionShare: DatedParameter<number> = {
  id: 'cn.risk-grade.contagion-share',
  question:
    'Above which non-performing share of a non-retail debtor’s exposure in this bank is all of it non-performing?',
  unit: 'share',
  selectedBy: 'asOfDate',
  existsFrom: '2023-07-01',
  values: [
    {
      from: '2023-07-01',
      until: null,
      value: 0.1,
      source: {
        instrument: '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）',
        article: '关于非零售债务人的规定',
        quote: '债务人在本行债权超过10%分类为不良的，该债务人在本行所有债权均应分类为不良',
        mark: 'S',
        caveat: 'article number not found',
      },
    },
  ],
  notCovered: [
    'the debts of the debtor in other banks (more than 20 % overdue by more than 90 days)',
    'retail debtors, whose assets may be graded one by one',
  ],
  lastCheckedOn: '2026-11-21',
};
