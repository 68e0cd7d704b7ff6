import type { DatedParameter } from '../../domain/law.js';

/** Months of a guarantee period that is to last “until all is paid” or whose words are otherwise unclear. */
export const guaranteePeriodUnclearMonths: DatedParameter<number> = {
  id: 'cn.guarantee.period-unclear',
  question: 'How long is a guarantee period that is to last until principal and interest are paid off?',
  unit: 'months',
  selectedBy: 'contractDate',
  existsFrom: '2000-12-13',
  values: [
    {
      from: '2000-12-13',
      until: '2021-01-01',
      value: 24,
      source: {
        instrument: '担保法解释（法释〔2000〕44号）',
        article: '第32条第2款',
        quote:
          '保证合同约定保证人承担保证责任直至主债务本息还清时为止等类似内容的，视为约定不明，保证期间为主债务履行期届满之日起2年。',
        mark: 'T',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 6,
      source: {
        instrument: '担保制度解释（法释〔2020〕28号）',
        article: '第32条',
        quote:
          '保证合同约定保证人承担保证责任直至主债务本息还清时为止等类似内容的，视为约定不明，保证期间为主债务履行期限届满之日起六个月。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['which other words are unclear', 'guarantees made before 2000-12-13'],
  lastCheckedOn: '2026-11-21',
};
