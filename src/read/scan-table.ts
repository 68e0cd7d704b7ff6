/**
 * The byte scanner: reads a table of any size into batches of checked values. Plain records never become text; every
 * other one goes through csv-parse. It says the same as `reference-reader.ts` of every file.
 */
import { problem } from '../domain/problem.js';
import { advanceWindow, openWindow } from './byte-window.js';
import { decoderOf, type OpenTable } from './opened-table.js';
import { emptyReport, newBatch, type ScanReport } from './record-batch.js';
import { planRecords } from './record-plan.js';
import { LF } from './record-splitter.js';
import { mostRejected, TooManyRejected } from './reject-limit.js';
import { type BatchReading, cellsOfRow, columnReadings, readBatch } from './scan-batch.js';
import { borrowKernel, cutRecords, returnKernel, type ScanKernel } from './scan-kernel.js';
import { BATCH_ROWS, type ProblemLog, type RecordBatch } from './table.js';
import { newTokenBatch } from './tokenise.js';
import { MOST_TOTALS_ROWS, totalsCell } from './totals-row.js';

export { findMiddleCut } from './middle-cut.js';
export type { ScanReport } from './record-batch.js';

/** Records that start in `from … until` (offsets, the latter exclusive); the last may run on beyond it. */
export interface ScanRange {
  readonly from: number;
  readonly until: number;
  /** Number of the line at `from`. */
  readonly firstLine: number;
}

export function wholeBody(open: OpenTable): ScanRange {
  return { from: open.bodyFrom, until: open.bodyUntil, firstLine: open.bodyLine };
}

/**
 * Reads the records that start within `range`, in file order. Rejected ones are logged and left out; the others are
 * handed to `sink`, in a batch that is refilled for its next call. `givenKernel` serves instead of the program's own
 * kernel; null for none.
 */
export function scanTable(
  open: OpenTable,
  range: ScanRange,
  sink: (batch: RecordBatch) => void,
  log: ProblemLog,
  givenKernel?: ScanKernel | null,
): ScanReport {
  const kernel = givenKernel === undefined ? borrowKernel() : givenKernel;
  const report = emptyReport(range.from);
  const reading = startReading(open, range, log, report, kernel);
  const { window, tokens, batch } = reading;
  const most = mostRejected(log.limit, open);
  const endsTable = range.until >= open.bodyUntil;
  tokens.nextLine = range.firstLine;
  let told = range.from;
  const tell = (): void => {
    const at = window.base + tokens.next;
    log.advance?.(at - told);
    told = at;
  };
  try {
    for (;;) {
      window.bytes[window.length] = LF;
      const until = Math.min(window.length, range.until - window.base);
      cutRecords(kernel, window, until, open.delimiter, tokens);
      const finished = window.base + tokens.next >= range.until || (window.atEnd && tokens.next >= window.length);
      const full = tokens.rows === BATCH_ROWS;
      const totals = endsTable ? countTotalsRows(reading) : 0;
      const rows = tokens.rows - totals;
      if (rows > 0) {
        report.rejected += readBatch(reading, rows, log);
        report.rows += rows;
        if (batch.count > 0) sink(batch);
        if (report.rejected > most) {
          throw new TooManyRejected({
            table: open.shape.table,
            file: open.file,
            rejected: report.rejected,
            rows: null,
          });
        }
      }
      if (finished) {
        for (let row = rows; row < tokens.rows; row++) setAside(reading, row, log, report);
        report.lines = tokens.nextLine - range.firstLine;
        report.endedAt = window.base + tokens.next;
        tell();
        return report;
      }
      if (totals > 0) {
        // Not yet known to be the last rows: they are cut again together with what follows them.
        tokens.next = tokens.from[rows]!;
        tokens.nextLine = tokens.line[rows]!;
      }
      if (!full) {
        tell();
        advanceWindow(window, tokens.next);
        tokens.next = 0;
      }
    }
  } finally {
    window.reader.close();
    if (givenKernel === undefined && kernel !== null) returnKernel(kernel);
  }
}

function startReading(
  open: OpenTable,
  range: ScanRange,
  log: ProblemLog,
  report: ScanReport,
  kernel: ScanKernel | null,
): BatchReading {
  const plan = planRecords(open);
  const laidOut = kernel?.layOut(plan.cellCount, open.shape.columns.length);
  const tokens = laidOut?.tokens ?? newTokenBatch(plan.cellCount);
  const columns = columnReadings(plan, tokens);
  const spans = {
    start: new Map(columns.map(({ plan: { position }, starts }) => [position, starts])),
    end: new Map(columns.map(({ plan: { position }, ends }) => [position, ends])),
  };
  const decode = decoderOf(open.encoding);
  return {
    open,
    plan,
    window: openWindow(open.source, range.from, open.bodyUntil, laidOut?.bytes),
    tokens,
    kernel,
    batch: newBatch(open, spans, decode, log, report, laidOut?.newColumn),
    decode,
    columns,
    dropped: new Uint8Array(BATCH_ROWS),
    found: [],
    annexEnd: 0,
  };
}

/** How many of the last rows look like totals. */
function countTotalsRows(reading: BatchReading): number {
  const { rows } = reading.tokens;
  let count = 0;
  while (count < rows && count < MOST_TOTALS_ROWS) {
    const cells = cellsOfRow(reading, rows - 1 - count);
    if (cells === undefined || totalsCell(cells) === undefined) break;
    count++;
  }
  return count;
}

function setAside(reading: BatchReading, row: number, log: ProblemLog, report: ScanReport): void {
  const { open, tokens, window } = reading;
  const place = {
    file: open.file,
    table: open.shape.table,
    line: tokens.line[row]!,
    offset: window.base + tokens.from[row]!,
  };
  log.add(problem(place, { code: 'totals-row', cell: totalsCell(cellsOfRow(reading, row)!)! }));
  report.setAside++;
}
