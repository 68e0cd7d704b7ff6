import type { DatedParameter } from '../../domain/law.js';

/** Which day is the last of a period counted in years or months. */
export const periodEnd: DatedParameter<'corresponding_day_or_month_end'> = {
  id: 'cn.period.end',
  question: 'Which day is the last of a period counted in years or months?',
  unit: 'choice',
  selectedBy: 'periodEndDate',
  values: [
    {
      from: '1987-01-01',
      until: '2017-10-01',
      value: 'corresponding_day_or_month_end',
      source: {
        instrument: '民法通则',
        article: '第154条第1款',
        quote: '民法所称的期间按照公历年、月、日、小时计算。',
        mark: 'M',
        caveat: 'the General Principles did not name the corresponding day; taken from later law and court practice',
      },
    },
    {
      from: '2017-10-01',
      until: '2021-01-01',
      value: 'corresponding_day_or_month_end',
      source: {
        instrument: '民法总则',
        article: '第202条',
        quote: '按照年、月计算期间的，到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。',
        mark: 'M',
      },
    },
    {
      from: '2021-01-01',
      until: null,
      value: 'corresponding_day_or_month_end',
      source: {
        instrument: '民法典',
        article: '第202条',
        quote: '按照年、月计算期间的，到期月的对应日为期间的最后一日；没有对应日的，月末日为期间的最后一日。',
        mark: 'T',
      },
    },
  ],
  notCovered: ['the hour at which the last day ends where there are business hours (art. 203(2))'],
  lastCheckedOn: '2026-11-21',
};
