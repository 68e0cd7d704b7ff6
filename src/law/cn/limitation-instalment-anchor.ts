import type { DatedParameter } from '../../domain/law.js';

/** Which due date starts the period of one debt that is repaid in instalments. */
export const limitationInstalmentAnchor: DatedParameter<'last_instalment'> = {
  id: 'cn.limitation.instalment-anchor',
  question: 'From which due date does the limitation period of one debt payable in instalments run?',
  unit: 'choice',
  selectedBy: 'accrualDate',
  existsFrom: '2008-09-01',
  values: [
    {
      from: '2008-09-01',
      until: '2017-10-01',
      value: 'last_instalment',
      source: {
        instrument: '法释〔2008〕11号（诉讼时效规定，2020年修正前）',
        article: '第5条',
        quote: '当事人约定同一债务分期履行的，诉讼时效期间从最后一期履行期限届满之日起计算。',
        mark: 'S',
        caveat: 'commencement date and wording from memory; the article was struck out with effect from 2021-01-01',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 'last_instalment',
      source: {
        instrument: '民法总则',
        article: '第189条',
        quote: '当事人约定同一债务分期履行的，诉讼时效期间自最后一期履行期限届满之日起计算。',
        mark: 'M',
        caveat: 'the text was not found; the same words as Civil Code art. 189 from memory',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'last_instalment',
      source: {
        instrument: '民法典',
        article: '第189条',
        quote: '当事人约定同一债务分期履行的，诉讼时效期间自最后一期履行期限届满之日起计算。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'whether periodic interest on a bullet loan, or the drawings of a revolving line, are one debt (depends on the facts)',
    'a debt called due early: no source on whether the call or the last instalment counts; the earlier is taken',
    'debts without a term (the period of grace after the first demand)',
  ],
  lastCheckedOn: '2026-11-21',
};
