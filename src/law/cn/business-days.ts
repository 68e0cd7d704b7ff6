/**
 * Days on which offices are closed: weekends, except those that the State Council made working days (调休), and the
 * holidays of its yearly notice. The arrangements are those of the package chinese-days, taken from its table: its
 * functions call every weekday after its last year a working day, and take thirty times as long to start.
 */
import arrangements from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type EpochDay, epochDayOf, NO_DAY, parseIsoDate } from '../../domain/civil-date.js';
import type { BusinessDays } from '../../domain/law.js';

interface Arrangements {
  /** Statutory days off by ISO date. */
  readonly holidays: Readonly<Record<string, string>>;
  /** Weekend days that are worked, by ISO date. */
  readonly workdays: Readonly<Record<string, string>>;
}

interface Calendar {
  readonly knownFrom: EpochDay;
  readonly knownTo: EpochDay;
  readonly longestClosureDays: number;
  /** 1 for a day off, from `knownFrom` on. */
  readonly closed: Uint8Array;
}

const DAYS_IN_WEEK = 7;
/** 1970-01-01 was a Thursday; Saturday and Sunday are the third and fourth day counted from it. */
const SATURDAY = 2;
const SUNDAY = 3;

function isWeekend(day: EpochDay): boolean {
  const weekday = ((day % DAYS_IN_WEEK) + DAYS_IN_WEEK) % DAYS_IN_WEEK;
  return weekday === SATURDAY || weekday === SUNDAY;
}

/** Builds the calendar over the years that have an arrangement for the National Day: the last notice of a year covers it. */
export function calendarOf(arrangements: Arrangements): Calendar {
  const years = Object.keys(arrangements.holidays)
    .filter((iso) => iso.endsWith('-10-01'))
    .map((iso) => Number(iso.slice(0, 4)))
    .sort((earlier, later) => earlier - later);
  const knownFrom = epochDayOf(years[0] ?? Number.NaN, 1, 1);
  const knownTo = epochDayOf(lastWithoutGap(years), 12, 31);
  if (knownFrom === undefined || knownTo === undefined) throw new Error('the calendar of days off holds no year');

  const closed = new Uint8Array(knownTo - knownFrom + 1);
  for (let day = knownFrom; day <= knownTo; day++) if (isWeekend(day)) closed[day - knownFrom] = 1;
  for (const iso of Object.keys(arrangements.holidays)) closed[(parseIsoDate(iso) ?? NO_DAY) - knownFrom] = 1;
  for (const iso of Object.keys(arrangements.workdays)) closed[(parseIsoDate(iso) ?? NO_DAY) - knownFrom] = 0;
  return { knownFrom, knownTo, longestClosureDays: longestRun(closed), closed };
}

function lastWithoutGap(years: readonly number[]): number {
  let last = years[0] ?? Number.NaN;
  while (years.includes(last + 1)) last++;
  return last;
}

function longestRun(closed: Uint8Array): number {
  let longest = 0;
  let run = 0;
  for (const day of closed) {
    run = day === 1 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

let calendar: Calendar | undefined;

function openCalendar(): Calendar {
  calendar = calendarOf(arrangements);
  return calendar;
}

/**
 * The calendar of mainland China. Built on first use. The last days of its last year may still be changed by the
 * next year's notice, which sometimes moves a weekend at the turn of the year.
 */
export const businessDaysOfChina: BusinessDays = {
  get knownFrom() {
    return (calendar ?? openCalendar()).knownFrom;
  },
  get knownTo() {
    return (calendar ?? openCalendar()).knownTo;
  },
  get longestClosureDays() {
    return (calendar ?? openCalendar()).longestClosureDays;
  },
  isHoliday(day) {
    const { knownFrom, knownTo, closed } = calendar ?? openCalendar();
    return day < knownFrom || day > knownTo ? undefined : closed[day - knownFrom] === 1;
  },
};
