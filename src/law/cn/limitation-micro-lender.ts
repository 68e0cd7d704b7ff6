import type { DatedParameter } from '../../domain/law.js';

/**
 * The reply concerns the cap on interest; that it also makes a micro-lender an institution for its debits is derived.
 */
export const limitationMicroLender: DatedParameter<'financial_institution'> = {
  id: 'cn.limitation.micro-lender',
  question: 'Is a micro-lender a financial institution where its debits from the debtor’s account are concerned?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2021-01-01',
  values: [
    {
      from: '2021-01-01',
      until: null,
      value: 'financial_institution',
      source: {
        instrument: '最高人民法院对广东省高级人民法院的批复（法释〔2020〕27号）',
        article: '全文',
        quote:
          '小额贷款公司、融资担保公司、区域性股权市场、典当行、融资租赁公司、商业保理公司、地方资产管理公司等七类地方金融组织，属于经金融监管部门批准设立的金融机构',
        mark: 'D',
        caveat: 'number of the reply from memory; it speaks of private lending, the step to debits is derived',
      },
    },
  ],
  notCovered: ['debits by a micro-lender before 2021', 'lenders without a licence'],
  lastCheckedOn: '2026-11-21',
};
