import type { DatedParameter } from '../../domain/law.js';

/** What becomes of a last day on which offices are closed. Which days those are: `business-days.ts`. */
export const periodEndOnHoliday: DatedParameter<'day_after_holiday'> = {
  id: 'cn.period.end-on-holiday',
  question: 'When the last day of a period is a statutory day off, when does the period end?',
  unit: 'choice',
  selectedBy: 'periodEndDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: 'day_after_holiday',
      source: {
        instrument: '民法通则',
        article: '第154条第3款',
        quote: '期间的最后一天是星期日或者其他法定休假日的，以休假日的次日为期间的最后一天。',
        mark: 'M',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 'day_after_holiday',
      source: {
        instrument: '民法总则',
        article: '第203条第1款',
        quote: '期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。',
        mark: 'M',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'day_after_holiday',
      source: {
        instrument: '民法典',
        article: '第203条第1款',
        quote: '期间的最后一日是法定休假日的，以法定休假日结束的次日为期间的最后一日。',
        mark: 'T',
        caveat:
          'weekends and the yearly arrangement of days off with its make-up working days: the statute is silent, practice follows it',
      },
    },
  ],
  notCovered: ['years for which no arrangement of days off is known: the end is then given without a roll'],
  lastCheckedOn: '2026-11-21',
};
