/**
 * Numbers and days as digits in a byte array, without a string between. Each function writes at `at`, where there must be
 * room for {@link NUMBER_BYTES}, and returns the place after what it wrote.
 */
import { civilDateOf, EARLIEST_YEAR, type EpochDay, epochDayOf, LATEST_YEAR } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';

const MINUS = 0x2d;
const POINT = 0x2e;
const COMMA = 0x2c;
const ZERO = 0x30;

/** Most bytes that a number, date or amount takes, a separator included. */
export const NUMBER_BYTES = 28;

/** `000` … `999`, at value × 4. */
const THREE_DIGITS = new Uint8Array(4000);
/** `0` … `999` without leading zeros, at value × 4; the fourth byte is their number. Small enough to stay near the processor. */
const FIRST_DIGITS = new Uint8Array(4000);
for (let value = 0; value < 1000; value++) {
  const digits = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10].map((digit) => ZERO + digit);
  const count = value >= 100 ? 3 : value >= 10 ? 2 : 1;
  THREE_DIGITS.set(digits, value * 4);
  FIRST_DIGITS.set(digits.slice(3 - count), value * 4);
  FIRST_DIGITS[value * 4 + 3] = count;
}

const FIRST_DAY = epochDayOf(EARLIEST_YEAR, 1, 1)!;
const DAYS = epochDayOf(LATEST_YEAR, 12, 31)! - FIRST_DAY + 1;
/** `YYYY-MM-DD` of a day at (day − FIRST_DAY) × 10; a zero byte where it was not yet needed. */
const ISO_DAYS = new Uint8Array(DAYS * 10);

function fillIsoDay(day: EpochDay, at: number): void {
  const { year, month, day: dayOfMonth } = civilDateOf(day);
  putSmall(ISO_DAYS, at, year);
  ISO_DAYS[at + 4] = MINUS;
  putTwo(ISO_DAYS, at + 5, month);
  ISO_DAYS[at + 7] = MINUS;
  putTwo(ISO_DAYS, at + 8, dayOfMonth);
}

/** 0 … 999 without leading zeros. Branches on the number of digits would be guessed wrong half of the time. */
function putFirst(bytes: Uint8Array, at: number, value: number): number {
  const from = value << 2;
  bytes[at] = FIRST_DIGITS[from]!;
  bytes[at + 1] = FIRST_DIGITS[from + 1]!;
  bytes[at + 2] = FIRST_DIGITS[from + 2]!;
  return at + FIRST_DIGITS[from + 3]!;
}

/** The last two digits of 0 … 99. */
function putTwo(bytes: Uint8Array, at: number, value: number): number {
  const from = value << 2;
  bytes[at] = THREE_DIGITS[from + 1]!;
  bytes[at + 1] = THREE_DIGITS[from + 2]!;
  return at + 2;
}

function putThree(bytes: Uint8Array, at: number, value: number): number {
  const from = value << 2;
  bytes[at] = THREE_DIGITS[from]!;
  bytes[at + 1] = THREE_DIGITS[from + 1]!;
  bytes[at + 2] = THREE_DIGITS[from + 2]!;
  return at + 3;
}

/** 0 … 999 999. */
function putSix(bytes: Uint8Array, at: number, value: number): number {
  const high = (value / 1000) | 0;
  return putThree(bytes, putThree(bytes, at, high), value - high * 1000);
}

/** A whole number of 0 … 2^31 − 1. */
function putSmall(bytes: Uint8Array, start: number, value: number): number {
  if (value < 1000) return putFirst(bytes, start, value);
  if (value < 1_000_000) {
    const high = (value / 1000) | 0;
    return putThree(bytes, putFirst(bytes, start, high), value - high * 1000);
  }
  const high = (value / 1_000_000) | 0;
  const at = high < 1000 ? putFirst(bytes, start, high) : putSmall(bytes, start, high);
  return putSix(bytes, at, value - high * 1_000_000);
}

/** A whole number of 2^31 … 2^53. */
function putLarge(bytes: Uint8Array, start: number, value: number): number {
  const high = Math.floor(value / 1_000_000_000);
  const low = value - high * 1_000_000_000;
  const millions = (low / 1_000_000) | 0;
  return putSix(bytes, putThree(bytes, putSmall(bytes, start, high), millions), low - millions * 1_000_000);
}

/** A whole number within ±2^53. */
export function putWhole(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let magnitude = value;
  if (value < 0) {
    bytes[at++] = MINUS;
    magnitude = -value;
  }
  return magnitude <= 0x7fffffff ? putSmall(bytes, at, magnitude) : putLarge(bytes, at, magnitude);
}

/** Fen within ±2^53 as yuan with two decimals. */
export function putFen(bytes: Uint8Array, start: number, amount: Fen): number {
  let at = start;
  if (amount === 0) {
    bytes[at] = ZERO;
    bytes[at + 1] = POINT;
    bytes[at + 2] = ZERO;
    bytes[at + 3] = ZERO;
    return at + 4;
  }
  let magnitude = amount;
  if (amount < 0) {
    bytes[at++] = MINUS;
    magnitude = -amount;
  }
  let rest: number;
  if (magnitude <= 0x7fffffff) {
    // Whole-number division is several times faster than Math.floor on doubles, and covers 21 million yuan.
    const small = magnitude | 0;
    const yuan = (small / 100) | 0;
    rest = small - yuan * 100;
    at = putSmall(bytes, at, yuan);
  } else {
    const yuan = Math.floor(magnitude / 100);
    rest = magnitude - yuan * 100;
    at = putWhole(bytes, at, yuan);
  }
  bytes[at] = POINT;
  return putTwo(bytes, at + 1, rest);
}

/** Fen within ±2^53 as yuan with two decimals and a comma between thousands, `1,234.56`. */
export function putFenGrouped(bytes: Uint8Array, start: number, amount: Fen): number {
  const end = putFen(bytes, start, amount);
  const first = amount < 0 ? start + 1 : start;
  let digit = end - 4;
  let at = digit + Math.floor((digit - first) / 3);
  const shift = at - digit;
  if (shift === 0) return end;
  // Moved from behind, so that nothing is written over before it was read.
  bytes.copyWithin(end - 3 + shift, end - 3, end);
  for (let moved = 1; at > digit; moved++) {
    bytes[at--] = bytes[digit--]!;
    if (moved % 3 === 0) bytes[at--] = COMMA;
  }
  return end + shift;
}

/** Hundredths within ±2^53 as a number without trailing zeros: 1250 is `12.5`, 1200 is `12`. */
export function putHundredths(bytes: Uint8Array, start: number, hundredths: number): number {
  if (hundredths === 0) return putWhole(bytes, start, 0);
  const at = putFen(bytes, start, hundredths);
  if (bytes[at - 1] !== ZERO) return at;
  return bytes[at - 2] === ZERO ? at - 3 : at - 1;
}

/** A rate in units of 1e-8 as percent without trailing zeros: 4 350 000 is `4.35`. */
export function putPercent(bytes: Uint8Array, start: number, rate: number): number {
  let at = start;
  let magnitude = rate;
  if (rate < 0) {
    bytes[at++] = MINUS;
    magnitude = -rate;
  }
  const whole = Math.floor(magnitude / 1_000_000);
  at = putWhole(bytes, at, whole);
  let rest = magnitude - whole * 1_000_000;
  if (rest > 0) bytes[at++] = POINT;
  for (let place = 100_000; rest > 0; place /= 10) {
    const digit = Math.floor(rest / place);
    bytes[at++] = ZERO + digit;
    rest -= digit * place;
  }
  return at;
}

/** `YYYY-MM-DD`. Throws RangeError outside 1900–2199. */
export function putIsoDay(bytes: Uint8Array, at: number, day: EpochDay): number {
  const from = (day - FIRST_DAY) * 10;
  if (from < 0 || from >= ISO_DAYS.length || ISO_DAYS[from] === 0) fillIsoDay(day, from);
  bytes[at] = ISO_DAYS[from]!;
  bytes[at + 1] = ISO_DAYS[from + 1]!;
  bytes[at + 2] = ISO_DAYS[from + 2]!;
  bytes[at + 3] = ISO_DAYS[from + 3]!;
  bytes[at + 4] = MINUS;
  bytes[at + 5] = ISO_DAYS[from + 5]!;
  bytes[at + 6] = ISO_DAYS[from + 6]!;
  bytes[at + 7] = MINUS;
  bytes[at + 8] = ISO_DAYS[from + 8]!;
  bytes[at + 9] = ISO_DAYS[from + 9]!;
  return at + 10;
}
