/**
 * CSV rows as bytes: numbers become digits without passing through strings, text that recurs is encoded once. Lines end in LF, text is UTF-8, quoting is RFC 4180. A property test holds it equal to csv-stringify.
 */
import type { EpochDay } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import { putBytes, putComma, putDayCell, putFenCell, putPercentCell, putReadyCell, putWholeCell } from './csv-cells.js';
import { NUMBER_BYTES, putFenGrouped, putHundredths } from './csv-digits.js';
import { startsLikeFormula } from './formula-cell.js';
import { HAS_QUOTE, MARKS, NEEDS_QUOTES, type TextPiece, textPiece, type Wording } from './wording.js';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
/** Below this, hundredths of a number are exact and spelt as the number would be. */
const MOST_EXACT_NUMBER = 1e13;
/** More different values than this are not few: a column meant for codes is then written as any text. */
const MOST_TERMS = 10_000;
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

/** Bytes of the cell in which `text` stands, for {@link CsvBytes.code}. */
export function encodeCell(text: string): Uint8Array {
  const out = new CsvBytes(text.length * 3 + 4);
  out.text(text);
  return out.filled().slice(0, -1);
}

/**
 * Rows of CSV in a growing byte array. Each cell method adds one cell; {@link endRow} ends the row. Take the bytes with
 * {@link filled} and start again with {@link clear}.
 */
export class CsvBytes implements Wording {
  private bytes: Uint8Array;
  private length = 0;
  private rowStart = 0;
  /** Start of the text cell being written, and what its characters ask for so far. */
  private textStart = 0;
  private marks = 0;
  /** Finished cells of {@link term}. */
  private readonly terms = new Map<string, Uint8Array>();

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
    this.makeRoom(1);
    this.length = putComma(this.bytes, this.length);
  }

  /** A whole number within ±2^53; NaN is a blank cell. */
  integer(value: number): void {
    this.makeRoom(NUMBER_BYTES);
    this.length = putWholeCell(this.bytes, this.length, value);
  }

  /** Fen as yuan with two decimals, `-1234.56`; NaN is a blank cell. */
  fen(amount: Fen): void {
    this.makeRoom(NUMBER_BYTES);
    this.length = putFenCell(this.bytes, this.length, amount);
  }

  /** `YYYY-MM-DD`; NO_DAY is a blank cell. Throws RangeError outside 1900–2199. */
  isoDay(day: EpochDay): void {
    this.makeRoom(NUMBER_BYTES);
    this.length = putDayCell(this.bytes, this.length, day);
  }

  /** A rate in units of 1e-8 as percent without trailing zeros: 4 350 000 is `4.35`; NaN is a blank cell. */
  percent(rate: number): void {
    this.makeRoom(NUMBER_BYTES);
    this.length = putPercentCell(this.bytes, this.length, rate);
  }

  /** A number of at most two decimals, rounded to them; NaN is a blank cell. For scores, not for amounts. */
  number(value: number): void {
    if (Number.isNaN(value)) this.blank();
    else if (value > -MOST_EXACT_NUMBER && value < MOST_EXACT_NUMBER) {
      this.makeRoom(NUMBER_BYTES);
      this.length = putComma(this.bytes, putHundredths(this.bytes, this.length, Math.round(value * 100)));
    } else if (Number.isSafeInteger(value)) this.integer(value);
    else this.code(encoder.encode(String(Math.round(value * 100) / 100)));
  }

  /** A cell that {@link encodeCode} made ready. */
  code(encoded: Uint8Array): void {
    this.makeRoom(encoded.length + 1);
    this.length = putReadyCell(this.bytes, this.length, encoded);
  }

  /**
   * The bytes, with room for cells of `most` bytes from {@link size} on: for a row of many numbers, which then puts its cells
   * itself and says with {@link fillUntil} where they end.
   */
  roomFor(most: number): Uint8Array {
    this.makeRoom(most);
    return this.bytes;
  }

  /** Takes in the cells that were put into what {@link roomFor} gave; each ends in a comma. */
  fillUntil(end: number): void {
    this.length = end;
  }

  /** Cells with their commas as they stand in {@link filled} of another: the bytes `from` … `until` (exclusive) of `source`. */
  cells(source: Uint8Array, from: number, until: number): void {
    this.makeRoom(until - from);
    this.length = putBytes(this.bytes, this.length, source, from, until);
  }

  /** The rest of a row as an earlier one left it in {@link filled}, its line end included. */
  restOfRow(cells: Uint8Array): void {
    this.cells(cells, 0, cells.length);
    this.rowStart = this.length;
  }

  /** A text cell: quoted where it must be, and with `'` before anything that a spreadsheet would run as a formula. */
  text(value: string): void {
    this.openText();
    this.word(value);
    this.closeText();
  }

  /** As {@link text}, for a value out of few: the bytes of its cell are kept. */
  term(value: string): void {
    const known = this.terms.get(value);
    if (known !== undefined) {
      this.code(known);
      return;
    }
    const start = this.length;
    this.text(value);
    if (this.terms.size < MOST_TERMS) this.terms.set(value, this.bytes.slice(start, this.length - 1));
  }

  /** As {@link text}, of the UTF-8 bytes `from` … `until` (exclusive) of `source`. */
  utf8(source: Uint8Array, from: number, until: number): void {
    this.reserve(until - from);
    const bytes = this.bytes;
    const start = this.length;
    let at = start;
    let marks = 0;
    for (let index = from; index < until; index++) {
      const byte = source[index]!;
      marks |= MARKS[byte]!;
      bytes[at++] = byte;
    }
    // An identifier, which asks for nothing: two of them stand in every row.
    if (marks === 0 && at > start && isHarmlessFirst(bytes[start]!)) {
      this.length = putComma(bytes, at);
      return;
    }
    this.textStart = start;
    this.marks = marks;
    this.length = at;
    this.closeText();
  }

  /** As {@link word}, of the UTF-8 bytes `from` … `until` (exclusive) of `source`. */
  letters(source: Uint8Array, from: number, until: number): void {
    this.reserve(until - from);
    const bytes = this.bytes;
    let at = this.length;
    let marks = 0;
    for (let index = from; index < until; index++) {
      const byte = source[index]!;
      marks |= MARKS[byte]!;
      bytes[at++] = byte;
    }
    this.length = at;
    this.marks |= marks;
  }

  /** Begins a text cell made of {@link piece}s and {@link word}s, up to {@link closeText}. */
  openText(): void {
    this.reserve(0);
    this.textStart = this.length;
    this.marks = 0;
  }

  piece({ bytes: piece, marks }: TextPiece): void {
    this.reserve(piece.length);
    this.length = putBytes(this.bytes, this.length, piece, 0, piece.length);
    this.marks |= marks;
  }

  amount(fen: Fen): void {
    if (Number.isNaN(fen)) return;
    this.reserve(NUMBER_BYTES);
    const end = putFenGrouped(this.bytes, this.length, fen);
    for (let at = this.length; at < end; at++) this.marks |= MARKS[this.bytes[at]!]!;
    this.length = end;
  }

  word(text: string): void {
    // Three bytes at most for each code unit.
    this.reserve(text.length * 3);
    const bytes = this.bytes;
    let at = this.length;
    let marks = 0;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80) {
        marks |= MARKS[unit]!;
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
        this.piece(textPiece(text));
        return;
      }
    }
    this.length = at;
    this.marks |= marks;
  }

  /** Ends the cell begun by {@link openText}. */
  closeText(): void {
    const start = this.textStart;
    const isFormula = startsFormulaAt(this.bytes, start, this.length);
    if (isFormula || this.marks !== 0) this.guard(start, isFormula);
    this.length = putComma(this.bytes, this.length);
  }

  /** Puts what stands from `start` on into quotes where its marks ask for them, after an apostrophe where it is a formula. */
  private guard(start: number, isFormula: boolean): void {
    const isQuoted = (this.marks & NEEDS_QUOTES) !== 0;
    const front = (isQuoted ? 1 : 0) + (isFormula ? 1 : 0);
    if ((this.marks & HAS_QUOTE) === 0) {
      this.bytes.copyWithin(start + front, start, this.length);
      this.length += front;
    } else {
      const cell = this.bytes.slice(start, this.length);
      this.length = start;
      this.reserve(cell.length * 2);
      let at = start + front;
      for (const byte of cell) {
        if (byte === QUOTE) this.bytes[at++] = QUOTE;
        this.bytes[at++] = byte;
      }
      this.length = at;
    }
    if (isFormula) this.bytes[start + front - 1] = APOSTROPHE;
    if (isQuoted) {
      this.bytes[start] = QUOTE;
      this.bytes[this.length++] = QUOTE;
    }
  }

  /** Room for `count` bytes of text, with two quotes, an apostrophe and the comma on top. */
  private reserve(count: number): void {
    this.makeRoom(count + 4);
  }

  private makeRoom(count: number): void {
    if (this.length + count > this.bytes.length) this.grow(count);
  }

  private grow(room: number): void {
    let capacity = this.bytes.length * 2;
    while (capacity < this.length + room) capacity *= 2;
    const larger = new Uint8Array(capacity);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** Whether a cell that begins with this byte is surely no formula: a digit, or anything from `A` to the last of ASCII. */
function isHarmlessFirst(byte: number): boolean {
  return (byte > 0x40 && byte < 0x80) || (byte >= 0x30 && byte <= 0x39);
}

/** {@link startsLikeFormula} over UTF-8 bytes. */
function startsFormulaAt(bytes: Uint8Array, from: number, until: number): boolean {
  if (from === until) return false;
  const first = bytes[from]!;
  if (first === 0x3d || first === 0x2b || first === MINUS || first === 0x40 || first === 0x09 || first === CR)
    return true;
  // ＝ ＋ － ＠ are EF BC 9D, EF BC 8B, EF BC 8D, EF BC A0.
  if (first !== 0xef || from + 2 >= until || bytes[from + 1] !== 0xbc) return false;
  const third = bytes[from + 2]!;
  return third === 0x9d || third === 0x8b || third === 0x8d || third === 0xa0;
}
