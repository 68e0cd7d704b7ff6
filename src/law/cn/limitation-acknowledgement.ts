import type { DatedParameter } from '../../domain/law.js';

/** The debtor’s own word or act: an acknowledgement, a plan, a request for time, a security given. */
export const limitationAcknowledgement: DatedParameter<'restarts_on_day'> = {
  id: 'cn.limitation.acknowledgement',
  question:
    'What does the debtor’s agreement to perform, a plan or a request for time do to a running limitation period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  values: [
    {
      from: '1987-01-01',
      until: '2008-09-01',
      value: 'restarts_on_day',
      source: {
        instrument: '民法通则',
        article: '第140条',
        quote: '诉讼时效因提起诉讼、当事人一方提出要求或者同意履行义务而中断。从中断时起，诉讼时效期间重新计算。',
        mark: 'M',
        caveat: 'article and wording from memory; repealed',
      },
    },
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'restarts_on_day',
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
      value: 'restarts_on_day',
      source: {
        instrument: '诉讼时效规定（2020年修正）；民法典',
        article: '第14条；第195条第2项',
        quote:
          '义务人作出分期履行、部分履行、提供担保、请求延期履行、制定清偿债务计划等承诺或者行为的，应当认定为民法典第一百九十五条规定的“义务人同意履行义务”。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'whether a plan that sets new due dates restarts the period on its day or after its last due date: both are shown',
    'who may speak for a company',
  ],
  lastCheckedOn: '2026-11-21',
};
