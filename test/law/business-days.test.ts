/** Days off and make-up working days against the State Council's notices, as the notices and published cases give them. */
import { describe, expect, test } from 'vitest';
import { formatIsoDate, parseIsoDate } from '../../src/domain/civil-date.js';
import { businessDaysOfChina, calendarOf } from '../../src/law/cn/business-days.js';

function isHoliday(iso: string): boolean | undefined {
  return businessDaysOfChina.isHoliday(parseIsoDate(iso)!);
}

describe('the calendar of mainland China', () => {
  test('reaches from 2004 to the last year with a notice', () => {
    expect(formatIsoDate(businessDaysOfChina.knownFrom)).toBe('2004-01-01');
    expect(formatIsoDate(businessDaysOfChina.knownTo)).toBe('2026-12-31');
  });

  test('does not know a day outside', () => {
    expect(isHoliday('2003-12-31')).toBeUndefined();
    expect(isHoliday('2027-01-01')).toBeUndefined();
    expect(isHoliday('2027-01-04')).toBeUndefined();
    expect(isHoliday('2004-01-01')).toBe(true);
    expect(isHoliday('2026-12-31')).toBe(false);
  });

  test.each([
    ['2011-09-10', true, 'Saturday before Mid-Autumn'],
    ['2011-09-12', true, 'Mid-Autumn, a Monday'],
    ['2011-09-13', false, 'Tuesday'],
    ['2015-09-03', true, 'the single day of remembrance of 2015'],
    ['2015-09-06', false, 'Sunday worked for it'],
    ['2017-09-30', false, 'Saturday worked before the National Day'],
    ['2017-10-08', true, 'last day of the National Day of 2017'],
    ['2017-10-09', false, 'Monday after'],
    ['2018-09-30', false, 'Sunday worked before the National Day'],
    ['2018-12-30', true, 'taken off by the notice of the next year'],
    ['2018-12-29', false, 'Saturday worked by the notice of the next year'],
    ['2020-01-31', true, 'Spring Festival lengthened by a second notice'],
    ['2020-10-08', true, 'last day of the National Day of 2020'],
    ['2020-10-09', false, 'Friday after'],
    ['2020-10-10', false, 'Saturday worked after'],
    ['2022-01-31', true, 'New Year’s Eve of the lunar year'],
    ['2022-02-07', false, 'Monday after the Spring Festival'],
    ['2026-02-14', false, 'Saturday worked before the Spring Festival'],
    ['2026-11-21', true, 'an ordinary Saturday'],
    ['2026-11-22', true, 'an ordinary Sunday'],
    ['2026-11-23', false, 'an ordinary Monday'],
  ])('%s off: %s (%s)', (iso, off) => {
    expect(isHoliday(iso)).toBe(off);
  });

  test('knows that no closure on record is longer than the ten days of Spring Festival 2020', () => {
    expect(businessDaysOfChina.longestClosureDays).toBe(10);
  });
});

describe('a calendar', () => {
  test('ends with the last year that has a notice, and before a gap', () => {
    const { knownFrom, knownTo } = calendarOf({
      holidays: { '2019-10-01': '', '2020-10-01': '', '2022-10-01': '', '2023-01-01': '' },
      workdays: {},
    });
    expect([knownFrom, knownTo].map(formatIsoDate)).toEqual(['2019-01-01', '2020-12-31']);
  });

  test('without any notice is refused', () => {
    expect(() => calendarOf({ holidays: {}, workdays: {} })).toThrow(/holds no year/);
  });
});
