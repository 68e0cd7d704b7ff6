import type { DatedParameter } from '../../domain/law.js';

/** A round of enforcement that was closed for want of property can be taken up again without a limit of time. */
export const enforcementAfterClosedRound: DatedParameter<'no_limit'> = {
  id: 'cn.enforcement.after-closed-round',
  question: 'Until when can enforcement be applied for again after a round was closed for want of property?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2015-02-04',
  values: [
    {
      from: '2015-02-04',
      until: '2022-04-10',
      value: 'no_limit',
      source: {
        instrument: '民诉法解释（法释〔2015〕5号）',
        article: '第519条第2款',
        quote: '再次申请不受申请执行时效期间的限制。',
        mark: 'M',
        caveat: 'article, wording and day of commencement from memory',
      },
    },
    {
      from: '2022-04-10',
      until: null,
      value: 'no_limit',
      source: {
        instrument: '民诉法解释（2022年修正）',
        article: '第517条第2款',
        quote:
          '依照前款规定终结执行后，申请执行人发现被执行人有可供执行财产的，可以再次申请执行。再次申请不受申请执行时效期间的限制。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['enforcement that was ended for good, or ended because the creditor withdrew'],
  lastCheckedOn: '2026-11-21',
};
