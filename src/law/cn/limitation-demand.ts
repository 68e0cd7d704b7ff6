import type { DatedParameter } from '../../domain/law.js';

/** A demand restarts the period on the day on which it arrived or should have; that day is day 0 of the new one. */
export const limitationDemand: DatedParameter<'restarts_on_arrival'> = {
  id: 'cn.limitation.demand',
  question: 'What does a demand on the debtor do to a running limitation period, and when?',
  unit: 'choice',
  selectedBy: 'eventDate',
  values: [
    {
      from: '1987-01-01',
      until: '2008-09-01',
      value: 'restarts_on_arrival',
      source: {
        instrument: '民法通则',
        article: '第140条',
        quote: '诉讼时效因提起诉讼、当事人一方提出要求或者同意履行义务而中断。从中断时起，诉讼时效期间重新计算。',
        mark: 'M',
        caveat: 'article and wording from memory; when a letter counts was not yet laid down',
      },
    },
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'restarts_on_arrival',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第10条第1款第1项、第2项',
        quote: '当事人一方以发送信件或者数据电文方式主张权利，信件或者数据电文到达或者应当到达对方当事人的',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'restarts_on_arrival',
      source: {
        instrument: '诉讼时效规定（2020年修正）；民法典',
        article: '第8条第1款第1项、第2项；第195条第1项',
        quote: '当事人一方以发送信件或者数据电文方式主张权利，信件或者数据电文到达或者应当到达对方当事人的',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'whether a letter that was only sent should have arrived: courts ask for proof of delivery',
    'a demand made by telephone or in person that nobody can prove',
    'who may sign for a company (art. 8(2))',
  ],
  lastCheckedOn: '2026-11-21',
};
