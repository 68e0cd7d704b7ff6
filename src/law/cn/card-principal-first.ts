import type { DatedParameter } from '../../domain/law.js';

/** When a card's receipts change from interest and fees first to principal first. */
export const cardPrincipalFirstFromDpd: DatedParameter<number> = {
  id: 'cn.card.principal-first',
  question: 'From how many days past due do receipts on a credit card go to principal before interest and fees?',
  unit: 'days',
  selectedBy: 'eventDate',
  existsFrom: '2011-01-13',
  values: [
    {
      from: '2011-01-13',
      until: null,
      value: 91,
      source: {
        instrument: '商业银行信用卡业务监督管理办法（银监会令2011年第2号）',
        article: '第57条',
        quote: '逾期91天以上的，按照先本金、后应收利息或各项费用的顺序进行冲还。',
        mark: 'S',
        caveat: 'wording and commencement date from memory',
      },
    },
  ],
  notCovered: ['loans other than credit cards: an accounting rule of similar words does not reorder what is owed'],
  lastCheckedOn: '2026-11-21',
};
