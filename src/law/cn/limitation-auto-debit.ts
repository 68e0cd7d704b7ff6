import type { DatedParameter } from '../../domain/law.js';

/** A debit by the lender counts as a demand where a financial institution may debit by law or contract. */
export const limitationAutoDebit: DatedParameter<'restarts_if_institution_with_basis'> = {
  id: 'cn.limitation.auto-debit',
  question: 'When does a debit from the debtor’s account restart a running limitation period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2021-01-01',
      value: 'restarts_if_institution_with_basis',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第10条第1款第3项',
        quote: '当事人一方为金融机构，依照法律规定或者当事人约定从对方当事人账户中扣收欠款本息的',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2021-01-01',
      until: '2021-05-25',
      value: 'restarts_if_institution_with_basis',
      source: {
        instrument: '诉讼时效规定（2020年修正）',
        article: '第8条第1款第3项',
        quote: '当事人一方为金融机构，依照法律规定或者当事人约定从对方当事人账户中扣收欠款本息的',
        mark: 'T',
      },
    },
    {
      from: '2021-05-25',
      until: null,
      value: 'restarts_if_institution_with_basis',
      source: {
        instrument: '诉讼时效规定（2020年修正）；银行卡规定',
        article: '第8条第1款第3项；第3条第1项',
        quote:
          '当事人一方为金融机构，依照法律规定或者当事人约定从对方当事人账户中扣收欠款本息的……发卡行按约定在持卡人账户中扣划透支款本息、违约金等',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'a debit after the period has ended: nothing is left to restart, and set-off can be refused (合同编通则解释 art. 58)',
    'lenders that are no financial institution',
  ],
  lastCheckedOn: '2026-11-21',
};
