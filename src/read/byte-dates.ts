/** Dates and moments straight from bytes: YYYY-MM-DD, YYYY/M/D, YYYY.M.D, YYYYMMDD, with HH:MM[:SS] for moments. */
import { EARLIEST_YEAR, epochDayOf, LATEST_YEAR } from '../domain/civil-date.js';
import { digitPairs, FOUR_ZEROS, fourDigits, notDigits } from '../portfolio/digit-words.js';
import { type ColumnCells, DIGIT_ZERO, SPACE, viewOf } from './byte-columns.js';

const NONE = -2147483648;
const COLON = 0x3a;
const LETTER_T = 0x54;
const MINUTES_PER_DAY = 1440;

/** Epoch day by `(year - EARLIEST_YEAR) << 9 | month << 5 | day`; {@link NONE} where there is no such date. */
let dayTable: Int32Array | undefined;

/** Made when it is first needed. */
export function dayTableOnce(): Int32Array {
  if (dayTable !== undefined) return dayTable;
  dayTable = new Int32Array((LATEST_YEAR - EARLIEST_YEAR + 1) << 9).fill(NONE);
  for (let year = EARLIEST_YEAR; year <= LATEST_YEAR; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= 31; day++) {
        dayTable[((year - EARLIEST_YEAR) << 9) | (month << 5) | day] = epochDayOf(year, month, day) ?? NONE;
      }
    }
  }
  // 1 January 1900 stands for no date: `standsForNoDate` decides.
  dayTable[(1 << 5) | 1] = NONE;
  return dayTable;
}

/** The epoch day between `start` and `end`, or {@link NONE}. */
function dayAt(bytes: Uint8Array, start: number, end: number, days: Int32Array): number {
  const length = end - start;
  if (length < 8 || length > 10) return NONE;
  const y1 = bytes[start]! - DIGIT_ZERO;
  const y2 = bytes[start + 1]! - DIGIT_ZERO;
  const y3 = bytes[start + 2]! - DIGIT_ZERO;
  const y4 = bytes[start + 3]! - DIGIT_ZERO;
  const separator = bytes[start + 4]!;
  let m1: number;
  let m2: number;
  let d1: number;
  let d2: number;
  if (separator === 0x2d || separator === 0x2f || separator === 0x2e) {
    if (length === 10) {
      if (bytes[start + 7] !== separator) return NONE;
      m1 = bytes[start + 5]! - DIGIT_ZERO;
      m2 = bytes[start + 6]! - DIGIT_ZERO;
      d1 = bytes[start + 8]! - DIGIT_ZERO;
      d2 = bytes[start + 9]! - DIGIT_ZERO;
    } else {
      const shortMonth = bytes[start + 6] === separator;
      if (!shortMonth && bytes[start + 7] !== separator) return NONE;
      m1 = shortMonth ? 0 : bytes[start + 5]! - DIGIT_ZERO;
      m2 = bytes[start + (shortMonth ? 5 : 6)]! - DIGIT_ZERO;
      const dayFrom = start + (shortMonth ? 7 : 8);
      d1 = end - dayFrom === 2 ? bytes[dayFrom]! - DIGIT_ZERO : 0;
      d2 = bytes[end - 1]! - DIGIT_ZERO;
    }
  } else {
    if (length !== 8) return NONE;
    m1 = separator - DIGIT_ZERO;
    m2 = bytes[start + 5]! - DIGIT_ZERO;
    d1 = bytes[start + 6]! - DIGIT_ZERO;
    d2 = bytes[start + 7]! - DIGIT_ZERO;
  }
  // A sign bit appears where one of them is below 0 or above 9.
  const below = y1 | y2 | y3 | y4 | m1 | m2 | d1 | d2;
  const above = (9 - y1) | (9 - y2) | (9 - y3) | (9 - y4) | (9 - m1) | (9 - m2) | (9 - d1) | (9 - d2);
  if ((below | above) < 0) return NONE;
  const year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
  const month = m1 * 10 + m2;
  const day = d1 * 10 + d2;
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month > 12 || day > 31) return NONE;
  return days[((year - EARLIEST_YEAR) << 9) | (month << 5) | day]!;
}

/** YYYY-MM-DD at `start`, the form that nearly all dates have: eight digits checked and read at once. */
function plainDay(view: DataView, start: number, days: Int32Array): number {
  const yearDigits = view.getInt32(start, true) ^ FOUR_ZEROS;
  const dashMonthDash = view.getInt32(start + 4, true) ^ 0x2d30302d;
  const dayDigits = view.getUint16(start + 8, true) ^ 0x3030;
  const monthDay = (dashMonthDash >>> 8) | (dayDigits << 16);
  const dashes = dashMonthDash & -16776961;
  if (dashes !== 0 || (notDigits(yearDigits) | notDigits(monthDay)) !== 0) return NONE;
  const year = fourDigits(yearDigits);
  const pairs = digitPairs(monthDay);
  const month = pairs & 0xff;
  const day = pairs >>> 16;
  if (year < EARLIEST_YEAR || year > LATEST_YEAR || month > 12 || day > 31) return NONE;
  return days[((year - EARLIEST_YEAR) << 9) | (month << 5) | day]!;
}

export function readDates(column: ColumnCells, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  const days = dayTableOnce();
  const view = viewOf(bytes);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    let start = starts[row]!;
    let end = ends[row]!;
    if (end - start === 10) {
      const plain = plainDay(view, start, days);
      if (plain !== NONE) {
        out[row] = plain;
        continue;
      }
    }
    while (start < end && bytes[start] === SPACE) start++;
    while (end > start && bytes[end - 1] === SPACE) end--;
    const day = dayAt(bytes, start, end, days);
    if (day !== NONE) out[row] = day;
    else if (!required && (start === end || isLastDay(view, start, end))) out[row] = Number.NaN;
    else odd.push(row);
  }
}

/** 9999-12-31, of which an export may have a column full: no date, see `standsForNoDate`. */
function isLastDay(view: DataView, start: number, end: number): boolean {
  return (
    end - start === 10 &&
    view.getInt32(start, true) === FOUR_NINES &&
    view.getInt32(start + 4, true) === 0x2d32312d &&
    view.getUint16(start + 8, true) === 0x3133
  );
}

const FOUR_NINES = 0x39393939;

export function readMoments(column: ColumnCells, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  const days = dayTableOnce();
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    const start = starts[row]!;
    const end = ends[row]!;
    const moment = momentAt(bytes, start, end, days);
    if (moment !== NONE) out[row] = moment;
    else if (start === end && !required) out[row] = Number.NaN;
    else odd.push(row);
  }
}

function momentAt(bytes: Uint8Array, start: number, end: number, days: Int32Array): number {
  const length = end - start;
  if (length <= 10) {
    const day = dayAt(bytes, start, end, days);
    return day === NONE ? NONE : day * MINUTES_PER_DAY;
  }
  if (length !== 16 && length !== 19) return NONE;
  const gap = bytes[start + 10];
  if ((gap !== SPACE && gap !== LETTER_T) || bytes[start + 13] !== COLON) return NONE;
  const day = dayAt(bytes, start, start + 10, days);
  const hours = twoDigits(bytes, start + 11);
  const minutes = twoDigits(bytes, start + 14);
  const seconds = length === 19 ? (bytes[start + 16] === COLON ? twoDigits(bytes, start + 17) : 99) : 0;
  if (day === NONE || hours > 23 || minutes > 59 || seconds > 59) return NONE;
  return day * MINUTES_PER_DAY + hours * 60 + minutes;
}

/** 0–99, or 99 and more where one of the two is no digit. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at]! - DIGIT_ZERO;
  const ones = bytes[at + 1]! - DIGIT_ZERO;
  return (tens | ones | (9 - tens) | (9 - ones)) < 0 ? 99 : tens * 10 + ones;
}
