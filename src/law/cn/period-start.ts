import type { DatedParameter } from '../../domain/law.js';

/** Whether the day from which a period is counted is itself counted. */
export const periodStart: DatedParameter<'day_not_counted'> = {
  id: 'cn.period.start',
  question: 'Is the day from which a period runs counted into it?',
  unit: 'choice',
  selectedBy: 'accrualDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: 'day_not_counted',
      source: {
        instrument: '民法通则',
        article: '第154条第2款',
        quote: '规定按照日、月、年计算期间的，开始的当天不算入，从下一天开始计算。',
        mark: 'M',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 'day_not_counted',
      source: {
        instrument: '民法总则',
        article: '第201条第1款',
        quote: '按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。',
        mark: 'M',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'day_not_counted',
      source: {
        instrument: '民法典',
        article: '第201条第1款',
        quote: '按照年、月、日计算期间的，开始的当日不计入，自下一日开始计算。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['periods counted in hours', 'another way of counting agreed by the parties (art. 204)'],
  lastCheckedOn: '2026-11-21',
};
