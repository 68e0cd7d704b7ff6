import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  addMonthsOverAndOver,
  addYears,
  civilDateOf,
  dayOfMonthOf,
  daysBetween,
  EARLIEST_YEAR,
  type EpochDay,
  epochDayOf,
  formatChineseDate,
  formatIsoDate,
  LATEST_YEAR,
  monthsApart,
  NO_DAY,
  parseIsoDate,
} from '../../src/domain/civil-date.js';

dayjs.extend(utc);

const FIRST = parseIsoDate('1900-01-01')!;
const LAST = parseIsoDate('2199-12-31')!;

const anyDay = fc.integer({ min: FIRST, max: LAST });

/** The same day by dayjs, at midnight UTC. */
function dayjsOf(day: EpochDay): dayjs.Dayjs {
  return dayjs.utc(day * 86_400_000);
}

function day(iso: string): EpochDay {
  const found = parseIsoDate(iso);
  if (found === undefined) throw new Error(`no such date: ${iso}`);
  return found;
}

describe('days since 1970-01-01', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['1900-01-01', -25567],
    ['2000-02-29', 11016],
    ['2100-03-01', 47541],
  ])('%s is day %i', (iso, expected) => {
    expect(parseIsoDate(iso)).toBe(expected);
    expect(formatIsoDate(expected)).toBe(iso);
  });

  it('agree with dayjs over all years, both ways', () => {
    fc.assert(
      fc.property(anyDay, (epochDay) => {
        const iso = dayjsOf(epochDay).format('YYYY-MM-DD');
        expect(formatIsoDate(epochDay)).toBe(iso);
        expect(parseIsoDate(iso)).toBe(epochDay);
        const { year, month, day: dayOfMonth } = civilDateOf(epochDay);
        expect([year, month, dayOfMonth]).toEqual(iso.split('-').map(Number));
        expect(epochDayOf(year, month, dayOfMonth)).toBe(epochDay);
        expect(dayOfMonthOf(epochDay)).toBe(dayOfMonth);
      }),
    );
  });

  it('run without a gap through every day of the range', () => {
    let { year, month, day: dayOfMonth } = civilDateOf(FIRST);
    for (let epochDay = FIRST; epochDay <= LAST; epochDay++) {
      expect(epochDayOf(year, month, dayOfMonth)).toBe(epochDay);
      if (epochDayOf(year, month, ++dayOfMonth) === undefined) {
        dayOfMonth = 1;
        if (++month > 12) {
          month = 1;
          year++;
        }
      }
    }
    expect([year, month, dayOfMonth]).toEqual([LATEST_YEAR + 1, 1, 1]);
  });
});

describe('a date that does not exist', () => {
  it.each([
    [2023, 2, 29],
    [2024, 2, 30],
    [1900, 2, 29],
    [2100, 2, 29],
    [2024, 4, 31],
    [2024, 13, 1],
    [2024, 0, 1],
    [2024, 1, 0],
    [2024, 1, 32],
    [EARLIEST_YEAR - 1, 12, 31],
    [LATEST_YEAR + 1, 1, 1],
  ])('%i-%i-%i is none', (year, month, dayOfMonth) => {
    expect(epochDayOf(year, month, dayOfMonth)).toBeUndefined();
  });

  it.each([
    '2023-02-29',
    '2024-1-31',
    '2024-01-3',
    '2024/01/31',
    '20240131',
    '2024-01-31 ',
    '2024-01-31T00:00',
    '2024-0a-31',
    '-024-01-31',
    '２０２４-01-31',
    '',
  ])('"%s" is not read', (text) => {
    expect(parseIsoDate(text)).toBeUndefined();
  });
});

describe('no date', () => {
  it('is written as nothing', () => {
    expect(formatIsoDate(NO_DAY)).toBe('');
    expect(formatChineseDate(NO_DAY)).toBe('');
  });

  it('has no year, month or day', () => {
    expect(() => civilDateOf(NO_DAY)).toThrow(RangeError);
    expect(() => civilDateOf(LAST + 1)).toThrow('1900–2199');
    expect(() => addMonths(NO_DAY, 1)).toThrow(RangeError);
  });

  it('fits an Int32Array column', () => {
    expect(Int32Array.of(NO_DAY)[0]).toBe(NO_DAY);
  });
});

it('Chinese letters write 2024年1月31日', () => {
  expect(formatChineseDate(day('2024-01-31'))).toBe('2024年1月31日');
  expect(formatChineseDate(day('2023-12-01'))).toBe('2023年12月1日');
});

describe('the corresponding day of a later month (民法典第202条)', () => {
  it.each([
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 2, '2024-03-31'],
    ['2024-03-31', 1, '2024-04-30'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-03-31', -1, '2024-02-29'],
    ['2024-01-15', -13, '2022-12-15'],
    ['2024-01-15', 0, '2024-01-15'],
  ])('%s and %i months is %s', (anchor, months, expected) => {
    expect(formatIsoDate(addMonths(day(anchor), months))).toBe(expected);
  });

  it.each([
    ['2020-02-29', 3, '2023-02-28'],
    ['2019-01-31', 3, '2022-01-31'],
    ['2015-09-30', 2, '2017-09-30'],
  ])('%s and %i years is %s (law guide D06, D07, D02)', (anchor, years, expected) => {
    expect(formatIsoDate(addYears(day(anchor), years))).toBe(expected);
  });

  it.each([
    ['2024-01-05', 1, 20, '2024-02-20'],
    ['2024-01-31', 1, 31, '2024-02-29'],
    ['2024-02-10', 0, 31, '2024-02-29'],
    ['2024-02-29', 1, 31, '2024-03-31'],
    ['2024-01-25', 1, 1, '2024-02-01'],
  ])('%s and %i months, paid on day %i, is %s', (anchor, months, dayOfMonth, expected) => {
    expect(formatIsoDate(addMonths(day(anchor), months, dayOfMonth))).toBe(expected);
  });

  it('agrees with dayjs', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: day('1950-01-01'), max: day('2150-12-31') }),
        fc.integer({ min: -400, max: 400 }),
        (anchor, months) => {
          expect(formatIsoDate(addMonths(anchor, months))).toBe(
            dayjsOf(anchor).add(months, 'month').format('YYYY-MM-DD'),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('over and over is the same as one by one, up to the day asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: parseIsoDate('1950-01-01')!, max: parseIsoDate('2050-12-31')! }),
        fc.constantFrom(1, 3, 12),
        fc.integer({ min: 1, max: 31 }),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: -100, max: 40_000 }),
        (anchor, months, dayOfMonth, most, after) => {
          const each = Array.from({ length: most }, (_, at) => addMonths(anchor, (at + 1) * months, dayOfMonth));
          const into = new Int32Array(most);
          const filled = addMonthsOverAndOver(anchor, months, dayOfMonth, most, anchor + after, into);
          expect([...into.subarray(0, filled)]).toEqual(each.filter((due) => due <= anchor + after));
        },
      ),
    );
  });

  it('counted from one anchor keeps the day, counted in steps would lose it', () => {
    const anchor = day('2024-01-31');
    expect(addMonths(anchor, 2)).not.toBe(addMonths(addMonths(anchor, 1), 1));
  });

  it('does not leave the range unseen', () => {
    expect(() => addMonths(day('2199-12-01'), 1)).toThrow('1 months from 2199-12-01 leaves 1900–2199');
    expect(() => addMonths(day('1900-01-31'), -1)).toThrow(RangeError);
    expect(formatIsoDate(addMonths(day('1900-01-31'), 3599))).toBe('2199-12-31');
  });
});

describe('distances', () => {
  it('in days count the later end', () => {
    expect(daysBetween(day('2024-02-28'), day('2024-03-01'))).toBe(2);
    expect(daysBetween(day('2024-03-01'), day('2024-02-28'))).toBe(-2);
  });

  it('in months ignore the day of month', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(monthsApart(a, b)).toBe(dayjsOf(b).startOf('month').diff(dayjsOf(a).startOf('month'), 'month'));
      }),
    );
  });
});
