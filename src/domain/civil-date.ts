/**
 * Civil dates as whole numbers: days since 1970-01-01 in the proleptic Gregorian calendar, with no
 * time of day and no time zone. Every date inside `arrears` is one of these; text appears only where
 * a file is read or written.
 */

/** Days since 1970-01-01. Negative before it. */
export type EpochDay = number;

/** "No such date is known." The smallest Int32, so that it can stand in an Int32Array column. */
export const NO_DAY: EpochDay = -2147483648;

/** Later than every day: the greatest Int32, so that comparing a day with it stays between whole numbers. */
export const FOREVER: EpochDay = 2147483647;

/** Years that the tools accept in a file; a date outside is a typing error, not a loan. */
export const EARLIEST_YEAR = 1900;
export const LATEST_YEAR = 2199;

export interface CivilDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

const MONTHS = (LATEST_YEAR - EARLIEST_YEAR + 1) * 12;
/** First epoch day of each month from January of {@link EARLIEST_YEAR}; one entry more than months. */
const MONTH_START = new Int32Array(MONTHS + 1);
/** Index of the month (from {@link EARLIEST_YEAR}) in which each day of the range lies. */
let MONTH_OF_DAY: Uint16Array;
let FIRST_DAY: EpochDay;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

{
  // Days from 1900-01-01 to 1970-01-01.
  let day = -25567;
  FIRST_DAY = day;
  for (let index = 0; index < MONTHS; index++) {
    MONTH_START[index] = day;
    day += lengthOfMonth(EARLIEST_YEAR + Math.floor(index / 12), (index % 12) + 1);
  }
  MONTH_START[MONTHS] = day;
  MONTH_OF_DAY = new Uint16Array(day - FIRST_DAY);
  for (let index = 0; index < MONTHS; index++) {
    MONTH_OF_DAY.fill(index, MONTH_START[index]! - FIRST_DAY, MONTH_START[index + 1]! - FIRST_DAY);
  }
}

function monthIndexOf(day: EpochDay): number {
  const index = MONTH_OF_DAY[day - FIRST_DAY];
  if (index === undefined) throw new RangeError(`epoch day ${day} lies outside ${EARLIEST_YEAR}–${LATEST_YEAR}`);
  return index;
}

/** The epoch day of a calendar date, or `undefined` where there is no such date (30 February, year 1850). */
export function epochDayOf(year: number, month: number, dayOfMonth: number): EpochDay | undefined {
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month < 1 || month > 12 || dayOfMonth < 1) return undefined;
  const index = (year - EARLIEST_YEAR) * 12 + month - 1;
  const day = MONTH_START[index]! + dayOfMonth - 1;
  return day < MONTH_START[index + 1]! ? day : undefined;
}

/** Year, month and day of month of an epoch day. Throws RangeError outside 1900–2199. */
export function civilDateOf(day: EpochDay): CivilDate {
  const index = monthIndexOf(day);
  return { year: EARLIEST_YEAR + Math.floor(index / 12), month: (index % 12) + 1, day: day - MONTH_START[index]! + 1 };
}

/** Parses exactly `YYYY-MM-DD`; anything else, and dates that do not exist, give `undefined`. */
export function parseIsoDate(text: string): EpochDay | undefined {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  let digits = 0;
  for (let index = 0; index < 10; index++) {
    if (index === 4 || index === 7) continue;
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return undefined;
    digits = digits * 10 + digit;
  }
  return epochDayOf(Math.floor(digits / 10000), Math.floor(digits / 100) % 100, digits % 100);
}

/** `YYYY-MM-DD`. {@link NO_DAY} gives the empty string, as an unknown date does in a file. */
export function formatIsoDate(day: EpochDay): string {
  if (day === NO_DAY) return '';
  return ISO_TEXTS[day - FIRST_DAY] ?? makeIsoText(day);
}

/** Days written so far: a whole book names the same few thousand again and again. */
const ISO_TEXTS: (string | undefined)[] = [];

function makeIsoText(day: EpochDay): string {
  const { year, month, day: dayOfMonth } = civilDateOf(day);
  const text = `${year}-${month < 10 ? '0' : ''}${month}-${dayOfMonth < 10 ? '0' : ''}${dayOfMonth}`;
  if (ISO_TEXTS.length === 0) ISO_TEXTS.length = MONTH_OF_DAY.length;
  ISO_TEXTS[day - FIRST_DAY] = text;
  return text;
}

/** `2024年1月31日`, the form of Chinese letters. {@link NO_DAY} gives the empty string. */
export function formatChineseDate(day: EpochDay): string {
  if (day === NO_DAY) return '';
  const { year, month, day: dayOfMonth } = civilDateOf(day);
  return `${year}年${month}月${dayOfMonth}日`;
}

const ENGLISH_MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `31 January 2024`, the form of English letters. {@link NO_DAY} gives the empty string. */
export function formatEnglishDate(day: EpochDay): string {
  if (day === NO_DAY) return '';
  const { year, month, day: dayOfMonth } = civilDateOf(day);
  return `${dayOfMonth} ${ENGLISH_MONTHS[month - 1]} ${year}`;
}

/**
 * The day `months` calendar months after `anchor` (before it when negative): the corresponding day of that
 * month, or its last day where there is none (Civil Code art. 202). Always count from the same anchor:
 * 31 January + 1 month + 1 month is not 31 January + 2 months.
 *
 * `dayOfMonth` replaces the anchor's own day of month where a contract names the payment day (1–31).
 */
export function addMonths(anchor: EpochDay, months: number, dayOfMonth?: number): EpochDay {
  const from = monthIndexOf(anchor);
  const index = from + months;
  if (index < 0 || index >= MONTHS)
    throw new RangeError(`${months} months from ${formatIsoDate(anchor)} leaves ${EARLIEST_YEAR}–${LATEST_YEAR}`);
  const wanted = MONTH_START[index]! + (dayOfMonth === undefined ? anchor - MONTH_START[from]! : dayOfMonth - 1);
  const last = MONTH_START[index + 1]! - 1;
  return Math.min(wanted, last);
}

/**
 * Fills `into` with the days 1, 2, 3 … `most` times `months` calendar months after `anchor`, as {@link addMonths} has
 * them with `dayOfMonth`, up to the first that lies after `until`; returns how many.
 */
export function addMonthsOverAndOver(
  anchor: EpochDay,
  months: number,
  dayOfMonth: number,
  most: number,
  until: EpochDay,
  into: Int32Array,
): number {
  const from = monthIndexOf(anchor);
  if (most > 0 && from + most * months >= MONTHS) addMonths(anchor, most * months);
  for (let filled = 0; filled < most; filled++) {
    const index = from + (filled + 1) * months;
    const day = Math.min(MONTH_START[index]! + dayOfMonth - 1, MONTH_START[index + 1]! - 1);
    if (day > until) return filled;
    into[filled] = day;
  }
  return most;
}

/** The corresponding day `years` later, month end where there is none (29 February): Civil Code art. 202. */
export function addYears(anchor: EpochDay, years: number): EpochDay {
  return addMonths(anchor, years * 12);
}

/** Whole calendar months from `earlier`'s month to `later`'s month, ignoring the days of month. */
export function monthsApart(earlier: EpochDay, later: EpochDay): number {
  return monthIndexOf(later) - monthIndexOf(earlier);
}

/** Day of month (1–31). */
export function dayOfMonthOf(day: EpochDay): number {
  return day - MONTH_START[monthIndexOf(day)]! + 1;
}

/** Days from `from` (not counted) to `to` (counted); negative when `to` is earlier. */
export function daysBetween(from: EpochDay, to: EpochDay): number {
  return to - from;
}
