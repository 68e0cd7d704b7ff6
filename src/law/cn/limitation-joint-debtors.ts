import type { DatedParameter } from '../../domain/law.js';

/** What restarts the period against one of several joint debtors restarts it against all. */
export const limitationJointDebtors: DatedParameter<'reaches_all'> = {
  id: 'cn.limitation.joint-debtors',
  question: 'Does what restarts the period against one joint debtor reach the others?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'reaches_all',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第17条第2款',
        quote: '对于连带债务人中的一人发生诉讼时效中断效力的事由，应当认定对其他连带债务人也发生诉讼时效中断的效力。',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'reaches_all',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第15条第2款',
        quote: '对于连带债务人中的一人发生诉讼时效中断效力的事由，应当认定对其他连带债务人也发生诉讼时效中断的效力。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'guarantors, who are asked about on their own (cn.limitation.guarantor-demand)',
    'debtors who are not jointly liable',
  ],
  lastCheckedOn: '2026-11-21',
};
