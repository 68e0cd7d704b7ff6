import type { DatedParameter, RiskGradeFloors } from '../../domain/law.js';

/** The table of days that credit cards have of their own. */
export const riskGradeCardFloors: DatedParameter<RiskGradeFloors> = {
  id: 'cn.risk-grade.card-floors',
  question: 'From how many days past due is a credit card graded 关注, 次级, 可疑, 损失?',
  unit: 'table',
  selectedBy: 'asOfDate',
  existsFrom: '2011-01-13',
  values: [
    {
      from: '2011-01-13',
      until: null,
      value: { specialMention: 1, substandard: 91, doubtful: 121, loss: 181 },
      source: {
        instrument: '商业银行信用卡业务监督管理办法（银监会令2011年第2号）',
        article: '第92条',
        quote:
          '（二）关注类…逾期天数在1-90天（含）。（三）次级类…91-120天（含）。（四）可疑类…121-180天（含）。（五）损失类…逾期天数超过180天。',
        mark: 'S',
        caveat: 'commencement date from memory',
      },
    },
  ],
  notCovered: ['how the measures of 2023 bear on cards beyond this table'],
  lastCheckedOn: '2026-11-21',
};
