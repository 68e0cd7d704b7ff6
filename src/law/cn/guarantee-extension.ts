import type { DatedParameter } from '../../domain/law.js';

/** More time for the debtor does not move the guarantee period unless the guarantor agreed in writing. */
export const guaranteeExtension: DatedParameter<'period_unchanged_without_consent'> = {
  id: 'cn.guarantee.extension',
  question: 'Does a change of the due date without the guarantor’s written consent move the guarantee period?',
  unit: 'choice',
  selectedBy: 'eventDate',
  existsFrom: '2000-12-13',
  values: [
    {
      from: '2000-12-13',
      until: '2021-01-01',
      value: 'period_unchanged_without_consent',
      source: {
        instrument: '担保法解释（法释〔2000〕44号）',
        article: '第30条第2款',
        quote:
          '债权人与债务人对主合同履行期限作了变动，未经保证人书面同意的，保证期间为原合同约定的或者法律规定的期间。',
        mark: 'T',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'period_unchanged_without_consent',
      source: {
        instrument: '民法典',
        article: '第695条第2款',
        quote: '债权人和债务人变更主债权债务合同的履行期限，未经保证人书面同意的，保证期间不受影响。',
        mark: 'T',
      },
    },
  ],
  notCovered: [
    'changes of the amount or the rate (art. 695(1))',
    'a new loan that repays the old one (担保制度解释 art. 16)',
  ],
  lastCheckedOn: '2026-11-21',
};
