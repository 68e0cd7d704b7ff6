/** Reading rows of a table a second time, for what was not kept: the text of listed rows, the cells of rejected ones. */
import { advanceWindow, type ByteWindow, moveWindow, openWindow } from './byte-window.js';
import { unwrapIdentifier, unwrapTextFormula } from './cells.js';
import { decoderOf, type OpenTable } from './opened-table.js';
import {
  cellText,
  emptyBounds,
  findCells,
  findRecord,
  type RecordBounds,
  splitBroken,
  splitCells,
} from './record-splitter.js';

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/** The cells of the record at an offset as they stand in the file; of a record with broken quoting, its line cut at every delimiter. */
export function readRecordCells(open: OpenTable, offset: number): string[] {
  const window = openWindow(open.source, offset, open.bodyUntil);
  const decode = decoderOf(open.encoding);
  const bounds = emptyBounds();
  try {
    const from = findRecordAt(open, window, offset, bounds);
    return bounds.kind === 'whole'
      ? splitCells(window.bytes, from, bounds.end, open.delimiter, decode)
      : splitBroken(decode(window.bytes, from, bounds.end), open.delimiter);
  } finally {
    window.reader.close();
  }
}

/** The titles as they stand in the file. */
export function readHeaderTitles(open: OpenTable): string[] {
  return [...open.titles];
}

/**
 * Hands out the text of chosen columns (positions in the shape) for the records at `offsets`, which must ascend, in
 * one pass over the file. Cells are trimmed, identifiers freed of their wrappers; a column that the file lacks is ''.
 * The offsets must be those of records that a reader handed on. `texts` is refilled for the next record.
 */
export function gatherText(
  open: OpenTable,
  offsets: Float64Array,
  columns: readonly number[],
  take: (position: number, texts: readonly string[]) => void,
): void {
  if (offsets.length === 0) return;
  const fileColumns = columns.map((column) => open.columnOf.indexOf(column));
  const isIdentifier = columns.map((column) => open.shape.columns[column]!.kind === 'identifier');
  const cellsNeeded = Math.max(...fileColumns) + 1;
  const window = openWindow(open.source, offsets[0]!, open.bodyUntil);
  const decode = decoderOf(open.encoding);
  const bounds = emptyBounds();
  const spans: number[] = [];
  const texts: string[] = columns.map(() => '');
  try {
    for (let position = 0; position < offsets.length; position++) {
      // The cells wanted often stand at the front of a wide row: its end need not be found then.
      moveWindow(window, offsets[position]!);
      const front = offsets[position]! - window.base;
      if (!findPlainCells(window.bytes, front, window.length, open.delimiter, cellsNeeded, spans)) {
        const from = findRecordAt(open, window, offsets[position]!, bounds);
        findCells(window.bytes, from, bounds.end, open.delimiter, cellsNeeded, spans);
      }
      for (let index = 0; index < columns.length; index++) {
        const at = fileColumns[index]! * 2;
        const cell = at >= 0 && at < spans.length ? cellText(window.bytes, spans[at]!, spans[at + 1]!, decode) : '';
        texts[index] = isIdentifier[index] ? unwrapIdentifier(cell) : unwrapTextFormula(cell);
      }
      take(position, texts);
    }
  } finally {
    window.reader.close();
  }
}

/**
 * The first `wanted` cells of the record at `from`, as {@link findCells} has them, where they end before a quote, a line
 * end or the end of the window; false where they do not.
 */
function findPlainCells(
  bytes: Buffer,
  from: number,
  until: number,
  delimiter: number,
  wanted: number,
  spans: number[],
): boolean {
  let start = from;
  let found = 0;
  for (let at = from; at < until; at++) {
    const byte = bytes[at]!;
    if (byte === delimiter) {
      spans[found * 2] = start;
      spans[found * 2 + 1] = at;
      start = at + 1;
      if (++found === wanted) {
        spans.length = wanted * 2;
        return true;
      }
    } else if (byte === QUOTE || byte === LF || byte === CR) {
      return false;
    }
  }
  return false;
}

/** Brings the record at an offset into the window and finds its bounds; gives its index in the window. */
function findRecordAt(open: OpenTable, window: ByteWindow, offset: number, bounds: RecordBounds): number {
  moveWindow(window, offset);
  for (;;) {
    const from = offset - window.base;
    if (findRecord(window.bytes, from, window.length, window.atEnd, open.delimiter, bounds)) return from;
    advanceWindow(window, from);
  }
}
