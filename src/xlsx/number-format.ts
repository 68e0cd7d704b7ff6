/**
 * What the number format of a cell makes of its number: a day, a percentage, an identifier with leading zeros, or just a
 * number. Format codes as in ECMA-376 part 1, 18.8.30 and 18.8.31 (built-in numbers 27–36 and 50–58 as Chinese Excel has them).
 */
import { EARLIEST_YEAR, formatIsoDate, LATEST_YEAR } from '../domain/civil-date.js';

export type NumberFormat =
  | { readonly kind: 'plain' }
  /** Shown with the mark of another currency than yuan: `USD`, `$`. */
  | { readonly kind: 'foreign'; readonly mark: string }
  | { readonly kind: 'moment' }
  /** Shown a hundred times as large with a percent sign. */
  | { readonly kind: 'percent' }
  /** Whole numbers digit by digit into the places of a pattern in which `0` is a place: `JJ000000`, `0000-0000`. */
  | { readonly kind: 'digits'; readonly pattern: readonly (string | typeof PLACE)[] };

const PLACE = 0;
export const PLAIN: NumberFormat = { kind: 'plain' };
const MOMENT: NumberFormat = { kind: 'moment' };
const PERCENT: NumberFormat = { kind: 'percent' };

const PERCENT_NUMBERS: ReadonlySet<number> = new Set([9, 10]);
/** 45 and 47 are minutes and seconds, 46 hours that may exceed a day: durations. */
const MOMENT_NUMBERS: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36],
  ...[50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

/** A format that the workbook names by its number only. */
export function builtInFormat(number: number): NumberFormat {
  if (MOMENT_NUMBERS.has(number)) return MOMENT;
  return PERCENT_NUMBERS.has(number) ? PERCENT : PLAIN;
}

/** In the order in which they are looked for: text in quotes, one escaped character, a blank or a filling, brackets, one character. */
const PARTS = /"([^"]*)"|[\\!](.)|[_*].|\[([^\]]*)\]|([\s\S])/gu;
const ELAPSED = /^(?:h+|m+|s+)$/i;
/** Marks before and after noon, which hold letters of their own. */
const HALF_DAYS = /am\/pm|a\/p|上午\/下午/gi;

/** What a format code makes of a number, by its first section: the one for amounts above zero. */
export function readFormatCode(code: string): NumberFormat {
  const pattern: (string | typeof PLACE)[] = [];
  let marks = '';
  let shown = '';
  for (const [, quoted, escaped, bracketed, single] of code.matchAll(PARTS)) {
    if (single === ';') break;
    if (bracketed !== undefined) {
      if (ELAPSED.test(bracketed)) return PLAIN;
      shown += currencyOf(bracketed);
      continue;
    }
    const literal = quoted ?? escaped;
    shown += literal ?? single ?? '';
    marks += single ?? '';
    if (literal !== undefined) pattern.push(literal);
    else if (single === '0') pattern.push(PLACE);
    else if (single !== undefined && single !== '#') pattern.push(single);
  }
  if (/general|通用格式|@/i.test(marks)) return PLAIN;
  if (marks.includes('%')) return PERCENT;
  if (isMoment(marks.replace(HALF_DAYS, ''))) return MOMENT;
  const foreign = FOREIGN.exec(shown);
  return foreign === null ? digitsOf(marks, pattern) : { kind: 'foreign', mark: foreign[0] };
}

const FOREIGN =
  /(?:US|HK)?[$€£₩]|(?<![A-Z])(?:USD|HKD|EUR|GBP|JPY|KRW|SGD|AUD)(?![A-Z])|美元|港元|港币|欧元|日元|英镑/i;
/** The yen has the mark of the yuan. */
const YEN = /^\$[¥￥]-0*411$/;

/** The mark of `[$USD ]`, `[$€-2]`, `[$¥-804]`; '' for brackets that name none. */
function currencyOf(bracketed: string): string {
  if (YEN.test(bracketed)) return 'JPY';
  return bracketed.startsWith('$') ? bracketed.slice(1).replace(/-[^-]*$/, '') : '';
}

function isMoment(marks: string): boolean {
  // Zeros stand in a moment only for parts of a second.
  if (/[#?]/.test(marks) || /0/.test(marks.replace(/s[.,]?0+/gi, ''))) return false;
  return /[ymdhsebg]|a{3}/i.test(marks);
}

const IDENTIFIER = /^[\w\s./-]*$/;

function digitsOf(marks: string, pattern: readonly (string | typeof PLACE)[]): NumberFormat {
  if (!/^[0#\s-]+$/.test(marks)) return PLAIN;
  const first = pattern.indexOf(PLACE);
  const before = pattern.slice(0, first).join('');
  const isPrefixed = /[A-Za-z\d]/.test(before);
  if (first < 0 || !(isPrefixed || marks.includes('00'))) return PLAIN;
  // A place that may stay empty is only before all others, where digits go that are too many.
  if (marks.includes('#') && !/^#+0+$/.test(marks)) return PLAIN;
  return pattern.every((part) => part === PLACE || IDENTIFIER.test(part)) ? { kind: 'digits', pattern } : PLAIN;
}

/** A spreadsheet holds 15 digits of a number: what is longer has lost some. */
const DIGITS = 15;
const INEXACT_FROM = 1e15;
/** No amount, rate or day has as many: what lies behind them is left of a subtraction in binary. */
const DECIMALS = 10;

/** A number as its cell shows it; unrounded where the format only hides decimals or thousands. */
export function textOfNumber(value: number, format: NumberFormat, isFrom1904: boolean): string {
  // Shown so that an identifier is told to have lost its last digits.
  if (Math.abs(value) >= INEXACT_FROM) return value.toExponential();
  switch (format.kind) {
    case 'moment':
      return textOfMoment(value, isFrom1904);
    case 'percent':
      // What is shown as 4.35% is held as 0.0435.
      return `${inDigits(value * 100)}%`;
    case 'digits':
      return Number.isInteger(value) && value >= 0 ? intoPlaces(String(value), format.pattern) : inDigits(value);
    case 'foreign':
      return `${format.mark} ${inDigits(value)}`;
    case 'plain':
      return inDigits(value);
  }
}

function inDigits(value: number): string {
  const written = String(value);
  if (written.length <= DECIMALS + 2 && !written.includes('e')) return written;
  const held = Number(value.toPrecision(DIGITS));
  if (Number.isInteger(held)) return String(held === 0 ? 0 : held);
  const rounded = Number(held.toFixed(DECIMALS));
  // Smaller ones would be written with an exponent.
  if (Math.abs(rounded) < 1e-6) return rounded.toFixed(DECIMALS).replace(/^-?0\.0+$|0+$/, '') || '0';
  return String(rounded);
}

/** From the last place to the first, which takes all digits that are left. */
function intoPlaces(digits: string, pattern: readonly (string | typeof PLACE)[]): string {
  let text = '';
  let left = digits.length;
  const first = pattern.indexOf(PLACE);
  for (let at = pattern.length - 1; at >= 0; at--) {
    const part = pattern[at]!;
    if (part !== PLACE) text = part + text;
    else if (at === first) text = (left > 0 ? digits.slice(0, left) : '0') + text;
    else text = (left > 0 ? digits[--left]! : '0') + text;
  }
  return text.trim();
}

const SECONDS_A_DAY = 86_400;
/** Serial number of 1970-01-01. */
const SERIAL_OF_1970 = 25_569;
/** From 1904-01-01 instead of 1900-01-00. */
const DAYS_OF_1904 = 1462;
/** 1900 was no leap year, but is one to a spreadsheet: the days before its 29 February are one too low. */
const LEAP_DAY_1900 = 60;
/** 9999-12-31: a spreadsheet knows no later day, and none before its first. */
const LAST_SERIAL = 2_958_465;
const BEYOND = '########';

/** Civil date, with a time of day where there is one. Days that no loan has are told too: whoever reads the cell judges. */
function textOfMoment(value: number, isFrom1904: boolean): string {
  const seconds = Math.round((isFrom1904 && value !== 0 ? value + DAYS_OF_1904 : value) * SECONDS_A_DAY);
  const serial = Math.floor(seconds / SECONDS_A_DAY);
  if (value < 0 || serial > LAST_SERIAL) return BEYOND;
  const ofDay = seconds - serial * SECONDS_A_DAY;
  if (serial > 0) return ofDay === 0 ? dayOf(serial) : `${dayOf(serial)} ${timeOf(ofDay)}`;
  // A zero; a time without a day.
  return ofDay === 0 ? '1900-01-00' : timeOf(ofDay);
}

function dayOf(serial: number): string {
  if (serial === LEAP_DAY_1900) return `${EARLIEST_YEAR}-02-29`;
  const day = serial - SERIAL_OF_1970 + (serial < LEAP_DAY_1900 ? 1 : 0);
  const moment = new Date(day * SECONDS_A_DAY * 1000);
  return moment.getUTCFullYear() <= LATEST_YEAR ? formatIsoDate(day) : moment.toISOString().slice(0, 10);
}

function timeOf(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}
