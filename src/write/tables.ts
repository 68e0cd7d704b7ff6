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
import type { CsvForm } from './csv-form.js';
import { headerInForm, rowsInForm } from './spreadsheet-csv.js';

const PIECE_BYTES = 1 << 18;
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
