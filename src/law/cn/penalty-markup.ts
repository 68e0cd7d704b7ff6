import type { DatedParameter } from '../../domain/law.js';

/** The range of the 罚息 mark-up. It multiplies the contract rate: 6.15 % with a mark-up of 30 % bears 7.995 %. */
export const penaltyMarkupRange: DatedParameter<{ readonly least: number; readonly most: number }> = {
  id: 'cn.penalty.overdue-markup',
  question: 'By which share of the contract rate may the rate be raised on an overdue loan (罚息)?',
  unit: 'share',
  selectedBy: 'originationDate',
  existsFrom: '2004-01-01',
  values: [
    {
      from: '2004-01-01',
      until: null,
      value: { least: 0.3, most: 0.5 },
      source: {
        instrument: '银发〔2003〕251号',
        article: '第三条',
        quote: '逾期贷款……罚息利率……改为在借款合同载明的贷款利率水平上加收30%-50%',
        mark: 'S',
      },
    },
  ],
  notCovered: [
    'loans used for another purpose than agreed (50 %–100 %)',
    'compound interest on penalty interest itself',
    'lenders other than banks; the general ceilings on the cost of credit',
  ],
  lastCheckedOn: '2026-11-21',
};
