/**
 * Where one record ends and the next begins.
 *
 * 1. A line ends at LF, at CR LF, or at a CR that no LF follows; the kinds may be mixed. The end of the file ends
 *    the last line.
 * 2. A line of nothing but spaces, tabs and delimiters is blank. Blank lines between records are skipped and counted.
 * 3. A record is a run of cells with a delimiter between them, up to a line end. A cell whose first byte is a quote
 *    is *quoted*: it runs to the next quote that is not one of a doubled pair, whatever delimiters and line ends
 *    lie between, and a delimiter, a line end or the end of the file must follow at once. Any other cell runs up
 *    to the next delimiter or line end and holds no quote, unless it is `="…"` with nothing but its own two, which is
 *    how spreadsheets are made to keep a text.
 * 4. A quote inside an unquoted cell, or anything else after a closing quote, is a *stray quote*. A quoted cell with
 *    no closing quote, or none within {@link LONGEST_QUOTED_BYTES} of the record's start, is *unclosed*. Either way
 *    the quoting cannot be trusted: the record is its first line alone, and reading resumes on the next line.
 * 5. A record's line is the line on which it starts.
 */

export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;
const EQUALS = 0x3d;
const SPACE = 0x20;
const TAB = 0x09;

/** Bounds how far a lost closing quote can make the reader look ahead. */
export const LONGEST_QUOTED_BYTES = 1 << 20;

export type RecordKind = 'whole' | 'stray-quote' | 'unclosed-quote';

/** Bounds of one record, as offsets into the bytes looked at. */
export interface RecordBounds {
  kind: RecordKind;
  /** One past the last byte of its last cell. */
  end: number;
  /** First byte after its line end. */
  next: number;
  /** Lines that it takes up. */
  lines: number;
}

export function emptyBounds(): RecordBounds {
  return { kind: 'whole', end: 0, next: 0, lines: 0 };
}

/**
 * Finds the bounds of the record that starts at `from`. `length` is how many bytes there are so far, `atEnd` whether
 * they are the last of the file. False where more bytes are needed to tell.
 */
export function findRecord(
  bytes: Buffer,
  from: number,
  length: number,
  atEnd: boolean,
  delimiter: number,
  bounds: RecordBounds,
): boolean {
  // Every byte above this is part of a cell; few below it are not.
  const limit = Math.max(delimiter, QUOTE);
  let at = from;
  let quoted = false;
  for (;;) {
    if (at < length && bytes[at] === QUOTE) {
      quoted = true;
      const close = findClosingQuote(bytes, from, at + 1, length, atEnd);
      if (close === NEED_MORE) return false;
      if (close === UNCLOSED) return findFirstLine(bytes, from, length, atEnd, 'unclosed-quote', bounds);
      at = close + 1;
      if (at >= length && !atEnd) return false;
      const after = at < length ? bytes[at]! : LF;
      if (after !== delimiter && after !== LF && after !== CR) {
        return findFirstLine(bytes, from, length, atEnd, 'stray-quote', bounds);
      }
    } else {
      const start = at;
      for (; at < length; at++) {
        const byte = bytes[at]!;
        if (byte > limit) continue;
        if (byte === delimiter || byte === LF || byte === CR) break;
        if (byte !== QUOTE) continue;
        const end =
          at === start + 1 && bytes[start] === EQUALS ? endOfTextFormula(bytes, at, length, atEnd, delimiter) : NONE;
        if (end === NEED_MORE) return false;
        if (end < 0) return findFirstLine(bytes, from, length, atEnd, 'stray-quote', bounds);
        at = end;
        break;
      }
      if (at >= length && !atEnd) return false;
    }
    if (at < length && bytes[at] === delimiter) {
      at++;
      continue;
    }
    if (!endAtLine(bytes, at, length, atEnd, bounds)) return false;
    bounds.kind = 'whole';
    bounds.lines = quoted ? 1 + countLineEnds(bytes, from, bounds.end) : 1;
    return true;
  }
}

const NEED_MORE = -1;
const UNCLOSED = -2;
const NONE = -3;

/** One past the closing quote of a `="…"` whose first quote is at `open`; {@link NONE} where it is none. */
function endOfTextFormula(bytes: Buffer, open: number, length: number, atEnd: boolean, delimiter: number): number {
  for (let at = open + 1; at < length; at++) {
    const byte = bytes[at]!;
    if (byte === delimiter || byte === LF || byte === CR) return NONE;
    if (byte !== QUOTE) continue;
    if (at + 1 >= length) return atEnd ? length : NEED_MORE;
    const after = bytes[at + 1]!;
    return after === delimiter || after === LF || after === CR ? at + 1 : NONE;
  }
  return atEnd ? NONE : NEED_MORE;
}

function findClosingQuote(bytes: Buffer, record: number, from: number, length: number, atEnd: boolean): number {
  const furthest = record + LONGEST_QUOTED_BYTES;
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(QUOTE, at);
    if (at < 0 || at >= length) return atEnd || length > furthest + 1 ? UNCLOSED : NEED_MORE;
    if (at > furthest) return UNCLOSED;
    if (at + 1 >= length) return atEnd ? at : NEED_MORE;
    if (bytes[at + 1] !== QUOTE) return at;
  }
}

function findFirstLine(
  bytes: Buffer,
  from: number,
  length: number,
  atEnd: boolean,
  kind: RecordKind,
  bounds: RecordBounds,
): boolean {
  let at = from;
  while (at < length && bytes[at] !== LF && bytes[at] !== CR) at++;
  if (!endAtLine(bytes, at, length, atEnd, bounds)) return false;
  bounds.kind = kind;
  bounds.lines = 1;
  return true;
}

/** Sets `end` and `next` for a line end at `at`, or for the end of the file. */
function endAtLine(bytes: Buffer, at: number, length: number, atEnd: boolean, bounds: RecordBounds): boolean {
  bounds.end = at;
  if (at >= length) {
    bounds.next = length;
    return atEnd;
  }
  if (bytes[at] === CR) {
    if (at + 1 >= length && !atEnd) return false;
    bounds.next = at + 1 < length && bytes[at + 1] === LF ? at + 2 : at + 1;
  } else {
    bounds.next = at + 1;
  }
  return true;
}

/** Line ends between two offsets; CR LF counts once. */
function countLineEnds(bytes: Uint8Array, from: number, until: number): number {
  let count = 0;
  for (let at = from; at < until; at++) {
    const byte = bytes[at];
    if (byte === LF || (byte === CR && bytes[at + 1] !== LF)) count++;
  }
  return count;
}

/**
 * The start of the line after the blank one at `from`; `from` itself where that line is not blank, or where it
 * cannot be told without more bytes ({@link findRecord} then asks for them).
 */
export function skipBlankLine(bytes: Buffer, from: number, length: number, atEnd: boolean, delimiter: number): number {
  let at = from;
  while (at < length && (bytes[at] === delimiter || bytes[at] === SPACE || bytes[at] === TAB)) at++;
  if (at >= length) return atEnd ? length : from;
  if (bytes[at] === LF) return at + 1;
  if (bytes[at] !== CR) return from;
  if (at + 1 >= length) return atEnd ? length : from;
  return bytes[at + 1] === LF ? at + 2 : at + 1;
}

/** Text of a stretch of bytes. */
export type Decode = (bytes: Buffer, from: number, until: number) => string;

/** The cells of a record whose quoting is broken: cut at every delimiter, quotes and all. */
export function splitBroken(text: string, delimiter: number): string[] {
  return text.split(String.fromCharCode(delimiter));
}

/** The cells of a whole record between `from` and `end`, quotes taken off, as text. */
export function splitCells(bytes: Buffer, from: number, end: number, delimiter: number, decode: Decode): string[] {
  const spans: number[] = [];
  findCells(bytes, from, end, delimiter, Number.POSITIVE_INFINITY, spans);
  const cells: string[] = [];
  for (let at = 0; at < spans.length; at += 2) cells.push(cellText(bytes, spans[at]!, spans[at + 1]!, decode));
  return cells;
}

/** Puts start and end of the first `most` cells of a whole record into `spans`, in turn; the outer quotes are left out. */
export function findCells(
  bytes: Buffer,
  from: number,
  end: number,
  delimiter: number,
  most: number,
  spans: number[],
): void {
  spans.length = 0;
  let at = from;
  for (let count = 0; count < most; count++) {
    if (at < end && bytes[at] === QUOTE) {
      let close = at + 1;
      while (bytes[close] !== QUOTE || (close + 1 < end && bytes[close + 1] === QUOTE)) {
        close += bytes[close] === QUOTE ? 2 : 1;
      }
      spans.push(at + 1, close);
      at = close + 1;
    } else {
      const start = at;
      while (at < end && bytes[at] !== delimiter) at++;
      spans.push(start, at);
    }
    if (at >= end) return;
    at++;
  }
}

/** The text of a cell found by {@link findCells}. The quotes in a quoted one are doubled, those of `="…"` are not. */
export function cellText(bytes: Buffer, start: number, end: number, decode: Decode): string {
  if (start === end) return '';
  const text = decode(bytes, start, end);
  const isQuoted = start > 0 && bytes[start - 1] === QUOTE;
  return isQuoted && text.includes('"') ? text.replaceAll('""', '"') : text;
}
