/**
 * Cuts bytes into records and cells at speed, by the rules of `record-splitter.ts`. Only plain records are cut here:
 * no doubled quote, no line end inside a quote, the right number of cells. Of any other record only the bounds are
 * found, for csv-parse to take it.
 */
import { CR, emptyBounds, findRecord, LF, LONGEST_QUOTED_BYTES, QUOTE, skipBlankLine } from './record-splitter.js';
import { BATCH_ROWS } from './table.js';

/** Distance between the cells of neighbouring columns: not a power of two, which would crowd a few lines of the cache. */
export const COLUMN_STRIDE = BATCH_ROWS + 16;

/** What a record is. */
export const PLAIN = 0;
export const COMPLEX = 1;
export const STRAY_QUOTE = 2;
export const UNCLOSED_QUOTE = 3;
export const NUL_BYTE = 4;

/** Up to {@link BATCH_ROWS} records; offsets are indexes into the window's bytes. */
export interface TokenBatch {
  rows: number;
  /** Where the next record starts. */
  next: number;
  /** Line on which it starts. */
  nextLine: number;
  readonly from: Int32Array;
  readonly end: Int32Array;
  readonly line: Uint32Array;
  readonly state: Uint8Array;
  /** Cells of plain records: `starts[column * COLUMN_STRIDE + row]`, quotes taken off. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly columns: number;
}

/** Four-byte words for the arrays of a batch. */
export type Words = (length: number) => Int32Array<ArrayBuffer>;

/** `words` says where the arrays lie that a kernel fills. */
export function newTokenBatch(columns: number, words: Words = (length) => new Int32Array(length)): TokenBatch {
  const line = words(BATCH_ROWS);
  return {
    rows: 0,
    next: 0,
    nextLine: 1,
    from: words(BATCH_ROWS),
    end: words(BATCH_ROWS),
    line: new Uint32Array(line.buffer, line.byteOffset, line.length),
    state: new Uint8Array(BATCH_ROWS),
    starts: words(columns * COLUMN_STRIDE),
    ends: words(columns * COLUMN_STRIDE),
    columns,
  };
}

const SPACE = 0x20;
const bounds = emptyBounds();

/**
 * Adds to the batch the records that start before `until`, from `batch.next` on, until it has `mostRows` or the last
 * record in the window is unfinished. `bytes[length]` must be LF: it stops every loop at the end of the window.
 */
export function tokenise(
  bytes: Buffer,
  length: number,
  atEnd: boolean,
  until: number,
  delimiter: number,
  batch: TokenBatch,
  mostRows: number,
): void {
  const { from, end, line: lines, state, starts, ends, columns } = batch;
  // Every byte above this is part of a cell; few below it are not.
  const limit = Math.max(delimiter, QUOTE);
  let at = batch.next;
  let line = batch.nextLine;
  let row = batch.rows;
  while (row < mostRows && at < until) {
    const first = bytes[at]!;
    if (first <= SPACE || first === delimiter) {
      const next = skipBlankLine(bytes, at, length, atEnd, delimiter);
      if (next !== at) {
        at = next;
        line++;
        continue;
      }
    }
    let column = 0;
    let cell = row;
    let plain = true;
    let position = at;
    let byte = first;
    for (;;) {
      let start = position;
      let stop: number;
      if (byte === QUOTE) {
        start++;
        do byte = bytes[++position]!;
        while (byte !== QUOTE && byte !== LF && byte !== CR);
        if (byte !== QUOTE || position - at > LONGEST_QUOTED_BYTES) {
          plain = false;
          break;
        }
        stop = position;
        byte = bytes[++position]!;
        if (byte !== delimiter && byte !== LF && byte !== CR) {
          plain = false;
          break;
        }
      } else {
        for (;;) {
          // Several bytes a turn: the engine looks at the array anew in each turn of a loop.
          while (byte > limit) {
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
            if (byte <= limit) break;
            byte = bytes[++position]!;
          }
          if (byte === delimiter || byte === LF || byte === CR || byte === QUOTE) break;
          byte = bytes[++position]!;
        }
        stop = position;
        if (byte === QUOTE) {
          plain = false;
          break;
        }
      }
      if (column < columns) {
        starts[cell] = start;
        ends[cell] = stop;
        cell += COLUMN_STRIDE;
      } else if (start !== stop) {
        plain = false;
        break;
      }
      column++;
      if (byte !== delimiter) break;
      byte = bytes[++position]!;
    }
    if (plain && column >= columns && position < length && (byte === LF || position + 1 < length)) {
      from[row] = at;
      end[row] = position;
      lines[row] = line++;
      state[row] = PLAIN;
      row++;
      at = byte === CR && bytes[position + 1] === LF ? position + 2 : position + 1;
      continue;
    }
    // Rare: not plain, or the last record of the window.
    if (!findRecord(bytes, at, length, atEnd, delimiter, bounds)) break;
    from[row] = at;
    end[row] = bounds.end;
    lines[row] = line;
    state[row] =
      bounds.kind === 'stray-quote'
        ? STRAY_QUOTE
        : bounds.kind === 'unclosed-quote'
          ? UNCLOSED_QUOTE
          : plain && column >= columns
            ? PLAIN
            : COMPLEX;
    row++;
    at = bounds.next;
    line += bounds.lines;
  }
  batch.rows = row;
  batch.next = at;
  batch.nextLine = line;
}
