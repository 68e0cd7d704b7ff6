import type { DatedParameter } from '../../domain/law.js';

/**
 * Bank cards only: a message to the address or number that the card holder left with the bank counts when it is sent.
 */
export const limitationCardDemand: DatedParameter<'restarts_on_sending'> = {
  id: 'cn.limitation.card-demand',
  question: 'What does a bank’s message to a card holder at the address or number left with it do to a running period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2021-05-25',
  values: [
    {
      from: '2021-05-25',
      until: null,
      value: 'restarts_on_sending',
      source: {
        instrument: '最高人民法院关于审理银行卡民事纠纷案件若干问题的规定',
        article: '第3条第2项',
        quote: '发卡行以向持卡人预留的电话号码、通讯地址、电子邮箱发送手机短信、书面信件、电子邮件等方式催收债权',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'loans other than bank cards',
    'messages to a number or address that the card holder did not leave with the bank',
    'telephone calls: the article names messages, “and other ways”',
  ],
  lastCheckedOn: '2026-11-21',
};
