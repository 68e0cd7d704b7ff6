import type { DatedParameter } from '../../domain/law.js';

/** The end of the period gives the debtor a plea; the claim is not extinguished and the court may not raise it. */
export const limitationExpiry: DatedParameter<'defence_on_plea'> = {
  id: 'cn.limitation.expiry',
  question: 'What does the end of the limitation period give the debtor?',
  unit: 'choice',
  selectedBy: 'asOfDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2017-10-01',
      value: 'defence_on_plea',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第3条',
        quote: '当事人未提出诉讼时效抗辩，人民法院不应对诉讼时效问题进行释明',
        mark: 'M',
        caveat:
          'wording as amended in 2020 and commencement date from memory; the text before the amendment was not read',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 'defence_on_plea',
      source: {
        instrument: '民法总则',
        article: '第192条、第193条',
        quote: '诉讼时效期间届满的，义务人可以提出不履行义务的抗辩。',
        mark: 'M',
        caveat: 'the text was not found; the same words as the Civil Code from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'defence_on_plea',
      source: {
        instrument: '民法典',
        article: '第192条、第193条',
        quote: '诉讼时效期间届满的，义务人可以提出不履行义务的抗辩……人民法院不得主动适用诉讼时效的规定。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'a plea raised for the first time on appeal (诉讼时效规定 art. 3)',
    'what was paid after the end, which cannot be claimed back',
  ],
  lastCheckedOn: '2026-11-21',
};
