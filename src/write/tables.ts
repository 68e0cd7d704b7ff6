/** Writes any table of {@link OutputColumn}s as CSV, JSON or JSON lines, piece by piece. */
import {
  appendRow,
  type ByteSink,
  type Headings,
  headingOf,
  isTextColumn,
  jsonOf,
  type OutputColumn,
} from './columns.js';
import { CsvBytes } from './csv-bytes.js';
import { type CsvForm, headerInForm, rowsInForm } from './spreadsheet-csv.js';

const PIECE_BYTES = 1 << 18;
/** Rows that {@link writeScatteredCsv} holds in memory at once. */
const STRETCH_ROWS = 1 << 16;
const encoder = new TextEncoder();

/** Header and rows as CSV. Returns the number of rows. */
export function writeCsv<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  headings: Headings,
  sink: ByteSink,
  form: CsvForm = null,
): number {
  sink(csvHeader(columns, headings, form));
  return writeCsvRows(columns, rows, sink, form);
}

export function csvHeader<Row>(
  columns: readonly OutputColumn<Row>[],
  headings: Headings,
  form: CsvForm = null,
): Uint8Array {
  const out = new CsvBytes();
  appendHeader(columns, headings, out);
  return headerInForm(out.filled(), form);
}

/** Takes finished rows of these columns on to `sink` in the form asked for. */
export function tableSink<Row>(columns: readonly OutputColumn<Row>[], sink: ByteSink, form: CsvForm): ByteSink {
  return rowsInForm(form, columns.map(isTextColumn), sink);
}

/** Rows as CSV without a header. Returns the number of rows. */
export function writeCsvRows<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  finish: ByteSink,
  form: CsvForm = null,
): number {
  const sink = tableSink(columns, finish, form);
  const out = new CsvBytes(PIECE_BYTES * 2);
  let count = 0;
  for (const row of rows) {
    appendRow(columns, row, out);
    count++;
    if (out.size >= PIECE_BYTES) {
      sink(out.filled());
      out.clear();
    }
  }
  sink(out.filled());
  return count;
}

/**
 * As {@link writeCsv}, for a long list of rows whose values lie in memory in another order: `homes` says of each place of
 * the list where its row lies. Making row after row of the list would wait on memory for most of the time, so rows are
 * made in the order of their homes, a stretch of the list at a time, and put in the order of the list as bytes.
 * `append` adds the row at a place; it must know the order of `columns`, which are asked for their headings only.
 */
export function writeScatteredCsv<Row>(
  columns: readonly OutputColumn<Row>[],
  homes: Int32Array,
  append: (place: number, out: CsvBytes) => void,
  headings: Headings,
  finish: ByteSink,
  form: CsvForm = null,
): number {
  finish(csvHeader(columns, headings, form));
  const sink = tableSink(columns, finish, form);
  const out = new CsvBytes();
  const starts = new Uint32Array(STRETCH_ROWS);
  const ends = new Uint32Array(STRETCH_ROWS);
  for (let from = 0; from < homes.length; from += STRETCH_ROWS) {
    const count = Math.min(STRETCH_ROWS, homes.length - from);
    out.clear();
    for (const place of placesByHome(homes, from, count)) {
      starts[place] = out.size;
      append(from + place, out);
      ends[place] = out.size;
    }
    handOn(out.filled(), starts, ends, count, sink);
  }
  return homes.length;
}

/** The places of a stretch, counted from its first, in the order of their homes. */
function placesByHome(homes: Int32Array, from: number, count: number): Int32Array {
  const keys = new Float64Array(count);
  for (let place = 0; place < count; place++) keys[place] = homes[from + place]! * STRETCH_ROWS + place;
  return Int32Array.from(keys.sort(), (key) => key % STRETCH_ROWS);
}

/** Hands on the spans in their order, gathered into pieces. */
function handOn(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array, count: number, sink: ByteSink): void {
  let piece = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  for (let place = 0; place < count; place++) {
    const row = bytes.subarray(starts[place]!, ends[place]!);
    if (filled + row.length > piece.length) {
      sink(piece.subarray(0, filled));
      filled = 0;
      if (row.length > piece.length) piece = new Uint8Array(row.length);
    }
    piece.set(row, filled);
    filled += row.length;
  }
  sink(piece.subarray(0, filled));
}

function appendHeader<Row>(columns: readonly OutputColumn<Row>[], headings: Headings, out: CsvBytes): void {
  for (const column of columns) out.text(headingOf(column, headings));
  out.endRow();
}

/** Rows as one JSON array, one row per line. Returns the number of rows. */
export function writeJson<Row>(columns: readonly OutputColumn<Row>[], rows: Iterable<Row>, sink: ByteSink): number {
  let count = 0;
  for (const row of rows) {
    sink(encoder.encode(`${count === 0 ? '[\n' : ',\n'}${jsonOf(columns, row)}`));
    count++;
  }
  sink(encoder.encode(count === 0 ? '[]\n' : '\n]\n'));
  return count;
}

/** Rows as JSON lines. Returns the number of rows. */
export function writeJsonLines<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  sink: ByteSink,
): number {
  let count = 0;
  for (const row of rows) {
    sink(encoder.encode(`${jsonOf(columns, row)}\n`));
    count++;
  }
  return count;
}
