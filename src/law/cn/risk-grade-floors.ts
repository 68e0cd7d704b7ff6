import type { DatedParameter, RiskGradeFloors } from '../../domain/law.js';

/** Days past due from which a loan is graded at least so badly. There was no table of days before. */
export const riskGradeFloors: DatedParameter<RiskGradeFloors> = {
  id: 'cn.risk-grade.floors',
  question: 'From how many days past due must a loan be graded at least 关注, 次级, 可疑, 损失?',
  unit: 'table',
  selectedBy: 'asOfDate',
  existsFrom: '2023-07-01',
  values: [
    {
      from: '2023-07-01',
      until: null,
      value: { specialMention: 1, substandard: 91, doubtful: 271, loss: 361 },
      source: {
        instrument: '商业银行金融资产风险分类办法（银保监会、人民银行令〔2023〕第1号）',
        article: '第10条至第13条',
        quote: '金融资产逾期后应至少归为关注类，逾期超过90天、270天应至少归为次级类、可疑类，逾期超过360天应归为损失类',
        mark: 'S',
        caveat:
          'the quote is the regulator’s own summary; article numbers from memory; days read as “more than” (Civil Code art. 1259)',
      },
    },
  ],
  notCovered: [
    'a worse grade for other reasons than days past due: these are floors',
    'short delays for operational or technical reasons (7 days, from memory)',
    'loans made before 2023-07-01, which were to be regraded step by step until 2025-12-31',
    'lenders other than commercial banks, which are bound by reference only',
    'the guideline of 2007 (银监发〔2007〕54号), which had no table of days',
  ],
  lastCheckedOn: '2026-11-21',
};
