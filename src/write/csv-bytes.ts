/**
 * CSV rows as bytes, for the one table with a row per loan: integers become digits without passing through
 * strings. Lines end in LF, text is UTF-8, quoting is RFC 4180. A property test holds it equal to csv-stringify.
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import { NUMBER_BYTES, putFen, putIsoDay, putPercent, putWhole } from './csv-digits.js';
import { startsLikeFormula } from './formula-cell.js';

const COMMA = 0x2c;
const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const MINUS = 0x2d;
const APOSTROPHE = 0x27;

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
    if (Number.isNaN(value)) this.blank();
    else {
      if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
      this.endCell(putWhole(this.bytes, this.length, value));
    }
  }

  /** Fen as yuan with two decimals, `-1234.56`; NaN is a blank cell. */
  fen(amount: Fen): void {
    if (Number.isNaN(amount)) this.blank();
    else {
      if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
      this.endCell(putFen(this.bytes, this.length, amount));
    }
  }

  /** `YYYY-MM-DD`; NO_DAY is a blank cell. Throws RangeError outside 1900–2199. */
  isoDay(day: EpochDay): void {
    if (day === NO_DAY) this.blank();
    else {
      if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
      this.endCell(putIsoDay(this.bytes, this.length, day));
    }
  }

  /** A rate in units of 1e-8 as percent without trailing zeros: 4 350 000 is `4.35`; NaN is a blank cell. */
  percent(rate: number): void {
    if (Number.isNaN(rate)) this.blank();
    else {
      if (this.length + NUMBER_BYTES > this.bytes.length) this.grow(NUMBER_BYTES);
      this.endCell(putPercent(this.bytes, this.length, rate));
    }
  }

  /** A number of at most two decimals, rounded to them; NaN is a blank cell. For scores, not for amounts. */
  number(value: number): void {
    if (Number.isNaN(value)) this.blank();
    else if (Number.isSafeInteger(value)) this.integer(value);
    else if (value > 0) this.text(String(Math.round(value * 100) / 100));
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
    if (value === '') {
      this.blank();
      return;
    }
    // Three bytes at most for each code unit, or two for a doubled quote; quotes, an apostrophe and the comma on top.
    const room = value.length * 3 + 4;
    if (this.length + room > this.bytes.length) this.grow(room);
    const { bytes, length: start } = this;
    const isFormula = startsLikeFormula(value);
    let at = start;
    let isQuoted = false;
    if (isFormula) bytes[at++] = APOSTROPHE;
    for (let index = 0; index < value.length; index++) {
      const unit = value.charCodeAt(index);
      if (unit < 0x80) {
        if (unit === COMMA || unit === QUOTE || unit === LF || unit === CR) {
          if (!isQuoted) {
            isQuoted = true;
            bytes.copyWithin(start + 1, start, at++);
            bytes[start] = QUOTE;
          }
          if (unit === QUOTE) bytes[at++] = QUOTE;
        }
        bytes[at++] = unit;
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else if (unit < 0xd800 || unit > 0xdfff) {
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
        bytes[at++] = 0x80 | (unit & 0x3f);
      } else {
        // A rare character beyond the basic plane: the encoder knows pairs and lone halves.
        const encoded = encoder.encode(value);
        this.utf8(encoded, 0, encoded.length);
        return;
      }
    }
    if (isQuoted) bytes[at++] = QUOTE;
    bytes[at] = COMMA;
    this.length = at + 1;
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

  private endCell(at: number): void {
    this.bytes[at] = COMMA;
    this.length = at + 1;
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
