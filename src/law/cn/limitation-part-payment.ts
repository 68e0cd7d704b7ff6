import type { DatedParameter } from '../../domain/law.js';

/** What a part payment by the debtor does to a period that is running. The day of the payment is day 0 of the new one. */
export const limitationPartPayment: DatedParameter<'restarts_on_payment_day'> = {
  id: 'cn.limitation.part-payment',
  question: 'What does a part payment by the debtor do to a running limitation period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  values: [
    {
      from: '1987-01-01',
      until: '2008-09-01',
      value: 'restarts_on_payment_day',
      source: {
        instrument: '民法通则',
        article: '第140条',
        quote: '诉讼时效因提起诉讼、当事人一方提出要求或者同意履行义务而中断。从中断时起，诉讼时效期间重新计算。',
        mark: 'M',
        caveat:
          'article and wording from memory; that a part payment is an agreement to perform was practice, not text',
      },
    },
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'restarts_on_payment_day',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第16条',
        quote: '义务人作出分期履行、部分履行、提供担保、请求延期履行、制定清偿债务计划等承诺或者行为的',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'restarts_on_payment_day',
      source: {
        instrument: '诉讼时效规定（2020年修正）；民法典',
        article: '第14条（原第16条）；第195条第2项',
        quote:
          '义务人作出分期履行、部分履行……等承诺或者行为的，应当认定为民法典第一百九十五条规定的“义务人同意履行义务”。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'a debit by the lender, proceeds of enforcement, payment by a third party',
    'a payment after the period has ended: whether it waives the defence for the rest is unsettled',
  ],
  lastCheckedOn: '2026-11-21',
};
