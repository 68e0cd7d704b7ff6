/** The batches that readers hand on, and what becomes of the records in them. */
import { type ProblemDetail, problem } from '../domain/problem.js';
import type { OpenTable } from './opened-table.js';
import { isTextKind } from './record-plan.js';
import type { Decode } from './record-splitter.js';
import { BATCH_ROWS, type ProblemLog, type RecordBatch } from './table.js';

export interface ScanReport {
  /** Records read, the rejected ones included; blank lines and totals rows are none. */
  rows: number;
  /** Records rejected, for a bad cell or by {@link RecordBatch.reject}. */
  rejected: number;
  /** Totals rows at the end of the table. */
  setAside: number;
  /** Lines taken up, blank lines included: what follows starts on line `firstLine + lines`. */
  lines: number;
  /** Offset just after the last line read. */
  endedAt: number;
}

export function emptyReport(from: number): ScanReport {
  return { rows: 0, rejected: 0, setAside: 0, lines: 0, endedAt: from };
}

const NO_NUMBERS = new Float64Array(0);
const NO_SPANS = new Int32Array(0);

/** Spans of the identifier and text columns by position in the shape; columns left out are blank throughout. */
export interface SpanColumns {
  readonly start: ReadonlyMap<number, Int32Array>;
  readonly end: ReadonlyMap<number, Int32Array>;
}

export interface OwnedBatch extends RecordBatch {
  /** Rows of the present batch that were rejected by whoever reads it. */
  readonly rejectedRows: Set<number>;
  /** Spans from here on are UTF-8, whatever the file is in. */
  utf8From: number;
}

/** A batch to be filled again and again. Number columns start out as NaN; `newColumn` says where they lie. */
export function newBatch(
  open: OpenTable,
  spans: SpanColumns | undefined,
  decode: Decode,
  log: ProblemLog,
  report: ScanReport,
  newColumn: () => Float64Array = () => new Float64Array(BATCH_ROWS),
): OwnedBatch {
  const { columns, table } = open.shape;
  const loanIdPosition = columns.findIndex((column) => column.name === 'loan_id');
  const spanColumn = (from: ReadonlyMap<number, Int32Array> | undefined, position: number) =>
    isTextKind(columns[position]!.kind) ? (from?.get(position) ?? new Int32Array(BATCH_ROWS)) : NO_SPANS;
  const batch: OwnedBatch = {
    count: 0,
    line: new Uint32Array(BATCH_ROWS),
    offset: new Float64Array(BATCH_ROWS),
    values: columns.map(({ kind }) => (isTextKind(kind) ? NO_NUMBERS : newColumn().fill(Number.NaN))),
    bytes: Buffer.alloc(0),
    start: columns.map((_, position) => spanColumn(spans?.start, position)),
    end: columns.map((_, position) => spanColumn(spans?.end, position)),
    rejectedRows: new Set(),
    utf8From: 0,
    text(row, column) {
      const start = batch.start[column]![row]!;
      const end = batch.end[column]![row]!;
      if (start === end) return '';
      const bytes = batch.bytes as Buffer;
      // Identifiers are UTF-8 in every batch.
      const isUtf8 = start >= batch.utf8From || columns[column]!.kind === 'identifier';
      return isUtf8 ? bytes.toString('utf8', start, end).trim() : decode(bytes, start, end).trim();
    },
    reject(row: number, detail: ProblemDetail) {
      const loanId = loanIdPosition < 0 ? '' : batch.text(row, loanIdPosition);
      const place = { file: open.file, table, line: batch.line[row]!, offset: batch.offset[row]! };
      log.add(problem(loanId === '' ? place : { ...place, loanId }, detail));
      if (batch.rejectedRows.has(row)) return;
      batch.rejectedRows.add(row);
      report.rejected++;
    },
  };
  return batch;
}
