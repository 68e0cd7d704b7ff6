/**
 * CSV rows as bytes, for the one table with a row per loan: integers become digits without passing through
 * strings. Lines end in LF, text is UTF-8, quoting is RFC 4180. A property test holds it equal to csv-stringify.
 */
import { civilDateOf, EARLIEST_YEAR, type EpochDay, epochDayOf, LATEST_YEAR, NO_DAY } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import { startsLikeFormula } from './formula-cell.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const MINUS = 0x2d;
const POINT = 0x2e;
const APOSTROPHE = 0x27;
const ZERO = 0x30;
/** Most bytes that a number, date or amount takes, its comma included. */
const NUMBER_BYTES = 28;

/** `0000` … `9999`, four bytes each. */
const FOUR_DIGITS = new Uint8Array(40_000);
for (let value = 0; value < 10_000; value++) {
  FOUR_DIGITS[value * 4] = ZERO + Math.floor(value / 1000);
  FOUR_DIGITS[value * 4 + 1] = ZERO + (Math.floor(value / 100) % 10);
  FOUR_DIGITS[value * 4 + 2] = ZERO + (Math.floor(value / 10) % 10);
  FOUR_DIGITS[value * 4 + 3] = ZERO + (value % 10);
}

const FIRST_DAY = epochDayOf(EARLIEST_YEAR, 1, 1)!;
const DAYS = epochDayOf(LATEST_YEAR, 12, 31)! - FIRST_DAY + 1;
/** `YYYY-MM-DD` of a day at (day − FIRST_DAY) × 10; a zero byte where it was not yet needed. */
const ISO_DAYS = new Uint8Array(DAYS * 10);

function fillIsoDay(day: EpochDay, at: number): void {
  const { year, month, day: dayOfMonth } = civilDateOf(day);
  ISO_DAYS.set(FOUR_DIGITS.subarray(year * 4, year * 4 + 4), at);
  ISO_DAYS[at + 4] = MINUS;
  ISO_DAYS.set(FOUR_DIGITS.subarray(month * 4 + 2, month * 4 + 4), at + 5);
  ISO_DAYS[at + 7] = MINUS;
  ISO_DAYS.set(FOUR_DIGITS.subarray(dayOfMonth * 4 + 2, dayOfMonth * 4 + 4), at + 8);
}

const encoder = new TextEncoder();

/** Bytes of a code that needs neither quotes nor neutralising, for {@link CsvBytes.code}. Throws RangeError where it would. */
export function encodeCode(code: string): Uint8Array {
  if (/[",\r\n]/.test(code) || startsLikeFormula(code)) {
    throw new RangeError(`"${code}" cannot stand in a CSV cell as it is`);
  }
  return encoder.encode(code);
}

/**
 * Rows of CSV in a growing byte array. Each cell method adds one cell; {@link endRow} ends the row. Take the bytes with
 * {@link filled} and start again with {@link clear}.
 */
export class CsvBytes {
  private bytes: Uint8Array;
  private length = 0;
  private rowStart = 0;

  constructor(capacity = 1 << 16) {
    this.bytes = new Uint8Array(Math.max(capacity, 64));
  }

  /** Bytes written since the last {@link clear}. */
  get size(): number {
    return this.length;
  }

  /** The bytes written so far: a view that the next cell may change. */
  filled(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  clear(): void {
    this.length = 0;
    this.rowStart = 0;
  }

  /** Ends the row. Throws RangeError on a row without cells. */
  endRow(): void {
    if (this.length === this.rowStart) throw new RangeError('a CSV row needs at least one cell');
    // Every cell leaves its comma behind; the last one becomes the line end.
    this.bytes[this.length - 1] = LF;
    this.rowStart = this.length;
  }

  blank(): void {
    if (this.length >= this.bytes.length) this.grow(1);
    this.bytes[this.length++] = COMMA;
  }

  /** A whole number within ±2^53; NaN is a blank cell. */
  integer(value: number): void {
    if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
    if (!Number.isNaN(value)) this.digits(value);
    this.bytes[this.length++] = COMMA;
  }

  /** Fen as yuan with two decimals, `-1234.56`; NaN is a blank cell. */
  fen(amount: Fen): void {
    if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
    const bytes = this.bytes;
    if (Number.isNaN(amount)) {
      bytes[this.length++] = COMMA;
      return;
    }
    if (amount === 0) {
      const at = this.length;
      bytes[at] = ZERO;
      bytes[at + 1] = POINT;
      bytes[at + 2] = ZERO;
      bytes[at + 3] = ZERO;
      bytes[at + 4] = COMMA;
      this.length = at + 5;
      return;
    }
    let magnitude = amount;
    if (amount < 0) {
      bytes[this.length++] = MINUS;
      magnitude = -amount;
    }
    // Whole-number division is several times faster than Math.floor on doubles, and covers 21 million yuan.
    const yuan = magnitude <= 0x7fffffff ? ((magnitude | 0) / 100) | 0 : Math.floor(magnitude / 100);
    const digit = (magnitude - yuan * 100) * 4;
    this.digits(yuan);
    const at = this.length;
    bytes[at] = POINT;
    bytes[at + 1] = FOUR_DIGITS[digit + 2]!;
    bytes[at + 2] = FOUR_DIGITS[digit + 3]!;
    bytes[at + 3] = COMMA;
    this.length = at + 4;
  }

  /** `YYYY-MM-DD`; NO_DAY is a blank cell. Throws RangeError outside 1900–2199. */
  isoDay(day: EpochDay): void {
    if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
    const bytes = this.bytes;
    if (day === NO_DAY) {
      bytes[this.length++] = COMMA;
      return;
    }
    const from = (day - FIRST_DAY) * 10;
    if (ISO_DAYS[from] === 0 || from < 0 || from >= ISO_DAYS.length) fillIsoDay(day, from);
    const at = this.length;
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
    bytes[at + 10] = COMMA;
    this.length = at + 11;
  }

  /** A rate in units of 1e-8 as percent without trailing zeros: 4 350 000 is `4.35`; NaN is a blank cell. */
  percent(rate: number): void {
    if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
    const bytes = this.bytes;
    if (Number.isNaN(rate)) {
      bytes[this.length++] = COMMA;
      return;
    }
    let magnitude = rate;
    if (rate < 0) {
      bytes[this.length++] = MINUS;
      magnitude = -rate;
    }
    const whole = Math.floor(magnitude / 1_000_000);
    this.digits(whole);
    let rest = magnitude - whole * 1_000_000;
    if (rest > 0) {
      bytes[this.length++] = POINT;
      for (let place = 100_000; rest > 0; place /= 10) {
        const digit = Math.floor(rest / place);
        bytes[this.length++] = ZERO + digit;
        rest -= digit * place;
      }
    }
    bytes[this.length++] = COMMA;
  }

  /** A number of at most two decimals, rounded to them; NaN is a blank cell. For scores, not for amounts. */
  number(value: number): void {
    if (Number.isNaN(value)) this.blank();
    else this.code(encoder.encode(String(Math.round(value * 100) / 100)));
  }

  /** A cell that {@link encodeCode} made ready. */
  code(encoded: Uint8Array): void {
    const count = encoded.length;
    if (this.length + count + 1 > this.bytes.length) this.grow(count + 1);
    const bytes = this.bytes;
    let at = this.length;
    for (let index = 0; index < count; index++) bytes[at++] = encoded[index]!;
    bytes[at] = COMMA;
    this.length = at + 1;
  }

  /** A text cell: quoted where it must be, and with `'` before anything that a spreadsheet would run as a formula. */
  text(value: string): void {
    if (value === '') this.blank();
    else {
      const encoded = encoder.encode(value);
      this.utf8(encoded, 0, encoded.length);
    }
  }

  /** As {@link text}, of the UTF-8 bytes `from` … `until` (exclusive) of `source`. */
  utf8(source: Uint8Array, from: number, until: number): void {
    // Every byte may be a quote to be doubled; two quotes, an apostrophe and the comma come on top.
    const room = (until - from) * 2 + 4;
    if (this.length + room > this.bytes.length) this.grow(room);
    const bytes = this.bytes;
    let at = this.length;
    const runs = from < until && startsFormulaAt(source, from, until);
    if (runs) bytes[at++] = APOSTROPHE;
    for (let index = from; index < until; index++) {
      const byte = source[index]!;
      if (byte === COMMA || byte === QUOTE || byte === LF || byte === CR) {
        this.quoted(source, from, until, runs);
        return;
      }
      bytes[at++] = byte;
    }
    bytes[at] = COMMA;
    this.length = at + 1;
  }

  private quoted(source: Uint8Array, from: number, until: number, neutralised: boolean): void {
    const bytes = this.bytes;
    let at = this.length;
    bytes[at++] = QUOTE;
    if (neutralised) bytes[at++] = APOSTROPHE;
    for (let index = from; index < until; index++) {
      const byte = source[index]!;
      if (byte === QUOTE) bytes[at++] = QUOTE;
      bytes[at++] = byte;
    }
    bytes[at++] = QUOTE;
    bytes[at++] = COMMA;
    this.length = at;
  }

  /** Digits of a whole number of at most 16 places, with its sign; room is there already. */
  private digits(value: number): void {
    let rest = value;
    if (value < 0) {
      this.bytes[this.length++] = MINUS;
      rest = -value;
    }
    if (rest < 10_000) this.leading(rest);
    else if (rest < 100_000_000) {
      const high = ((rest | 0) / 10_000) | 0;
      this.leading(high);
      this.four((rest | 0) - high * 10_000);
    } else {
      const high = Math.floor(rest / 100_000_000);
      const low = rest - high * 100_000_000;
      if (high < 10_000) this.leading(high);
      else {
        const top = Math.floor(high / 10_000);
        this.leading(top);
        this.four(high - top * 10_000);
      }
      const middle = Math.floor(low / 10_000);
      this.four(middle);
      this.four(low - middle * 10_000);
    }
  }

  /** 0 … 9999 without leading zeros. */
  private leading(value: number): void {
    const bytes = this.bytes;
    const from = value * 4;
    let at = this.length;
    if (value >= 1000) bytes[at++] = FOUR_DIGITS[from]!;
    if (value >= 100) bytes[at++] = FOUR_DIGITS[from + 1]!;
    if (value >= 10) bytes[at++] = FOUR_DIGITS[from + 2]!;
    bytes[at++] = FOUR_DIGITS[from + 3]!;
    this.length = at;
  }

  private four(value: number): void {
    const bytes = this.bytes;
    const from = value * 4;
    const at = this.length;
    bytes[at] = FOUR_DIGITS[from]!;
    bytes[at + 1] = FOUR_DIGITS[from + 1]!;
    bytes[at + 2] = FOUR_DIGITS[from + 2]!;
    bytes[at + 3] = FOUR_DIGITS[from + 3]!;
    this.length = at + 4;
  }

  private grow(room: number): void {
    let capacity = this.bytes.length * 2;
    while (capacity < this.length + room) capacity *= 2;
    const larger = new Uint8Array(capacity);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** {@link startsLikeFormula} over UTF-8 bytes. */
function startsFormulaAt(bytes: Uint8Array, from: number, until: number): boolean {
  const first = bytes[from]!;
  if (first === 0x3d || first === 0x2b || first === MINUS || first === 0x40 || first === 0x09 || first === CR)
    return true;
  // ＝ ＋ － ＠ are EF BC 9D, EF BC 8B, EF BC 8D, EF BC A0.
  if (first !== 0xef || from + 2 >= until || bytes[from + 1] !== 0xbc) return false;
  const third = bytes[from + 2]!;
  return third === 0x9d || third === 0x8b || third === 0x8d || third === 0xa0;
}
