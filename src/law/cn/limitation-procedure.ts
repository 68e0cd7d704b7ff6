import type { DatedParameter } from '../../domain/law.js';

/** A suit and what equals it: filing interrupts, and the period starts anew when the procedure ends. */
export const limitationProcedure: DatedParameter<'restarts_at_end'> = {
  id: 'cn.limitation.procedure',
  question: 'What do a suit and what equals it do to a running limitation period, and when does it start anew?',
  unit: 'choice',
  selectedBy: 'eventDate',
  values: [
    {
      from: '1987-01-01',
      until: '2008-09-01',
      value: 'restarts_at_end',
      source: {
        instrument: '民法通则',
        article: '第140条',
        quote: '诉讼时效因提起诉讼、当事人一方提出要求或者同意履行义务而中断。从中断时起，诉讼时效期间重新计算。',
        mark: 'M',
        caveat:
          'article and wording from memory; that the period starts anew at the end of the procedure was practice, not text',
      },
    },
    {
      from: '2008-09-01',
      until: '2017-10-01',
      value: 'restarts_at_end',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第12条至第15条',
        quote: '当事人一方向人民法院提交起诉状或者口头起诉的，诉讼时效从提交起诉状或者口头起诉之日起中断。',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 'restarts_at_end',
      source: {
        instrument: '民法总则；法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第195条；第12条至第15条',
        quote: '有下列情形之一的，诉讼时效中断，从中断、有关程序终结时起，诉讼时效期间重新计算',
        mark: 'M',
        caveat: 'the text of the General Provisions was not found; the same words as Civil Code art. 195 from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'restarts_at_end',
      source: {
        instrument: '民法典；诉讼时效规定（2020年修正）',
        article: '第195条；第10条至第13条',
        quote: '有下列情形之一的，诉讼时效中断，从中断、有关程序终结时起，诉讼时效期间重新计算',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'a suit that was withdrawn: unsettled, above all where the complaint had not been served',
    'a request for mediation: from the request or from its end; both are shown',
    'a suit by the debtor, or against somebody else',
  ],
  lastCheckedOn: '2026-11-21',
};
