/**
 * The reference reader: the rules of `record-splitter.ts` find the records, csv-parse finds their cells, and
 * `cells.ts` says what they mean. Slow and simple; the byte scanner must say the same of every file.
 */
import { type ProblemDetail, problem } from '../domain/problem.js';
import { advanceWindow, openWindow } from './byte-window.js';
import { parseRecords } from './csv-cells.js';
import { decoderOf, type OpenTable } from './opened-table.js';
import { emptyReport, newBatch, type OwnedBatch, type ScanReport } from './record-batch.js';
import {
  type ConvertedRecord,
  convertRecord,
  fitCells,
  loanIdOf,
  planRecords,
  type RecordPlan,
} from './record-plan.js';
import { emptyBounds, findRecord, type RecordKind, skipBlankLine } from './record-splitter.js';
import { BATCH_ROWS, type ProblemLog, type RecordBatch } from './table.js';
import { MOST_TOTALS_ROWS, totalsCell } from './totals-row.js';

interface FoundRecord {
  readonly text: string;
  readonly kind: RecordKind;
  readonly line: number;
  readonly offset: number;
}

/** Reads the whole body of a table. Same records, problems and line numbers as `scanTable`. */
export function readTableByReference(open: OpenTable, sink: (batch: RecordBatch) => void, log: ProblemLog): ScanReport {
  const report = emptyReport(open.bodyFrom);
  const reading = startReading(open, sink, log, report);
  let found: FoundRecord[] = [];
  for (const record of findRecords(open, report)) {
    found.push(record);
    if (found.length < BATCH_ROWS) continue;
    reading.take(found);
    found = [];
  }
  reading.take(found);
  reading.finish();
  return report;
}

function* findRecords(open: OpenTable, report: ScanReport): Generator<FoundRecord> {
  const window = openWindow(open.source, open.bodyFrom, open.bodyUntil);
  const decode = decoderOf(open.encoding);
  const bounds = emptyBounds();
  let at = 0;
  let line = open.bodyLine;
  try {
    for (;;) {
      const next = skipBlankLine(window.bytes, at, window.length, window.atEnd, open.delimiter);
      if (next !== at) {
        at = next;
        line++;
      } else if (at >= window.length && window.atEnd) {
        break;
      } else if (findRecord(window.bytes, at, window.length, window.atEnd, open.delimiter, bounds)) {
        yield { text: decode(window.bytes, at, bounds.end), kind: bounds.kind, line, offset: window.base + at };
        at = bounds.next;
        line += bounds.lines;
      } else {
        advanceWindow(window, at);
        at = 0;
      }
    }
  } finally {
    window.reader.close();
  }
  report.lines = line - open.bodyLine;
  report.endedAt = window.base + at;
}

function startReading(open: OpenTable, sink: (batch: RecordBatch) => void, log: ProblemLog, report: ScanReport) {
  const plan = planRecords(open);
  const delimiter = String.fromCharCode(open.delimiter);
  const batch = newBatch(open, undefined, decoderOf('utf-8'), log, report);
  const records: { converted: ConvertedRecord; found: FoundRecord }[] = [];
  /** Rows that look like totals: set aside if the table ends with them. */
  const held: { cells: readonly string[]; found: FoundRecord; totals: string }[] = [];

  const flush = () => {
    fillBatch(open, batch, records);
    if (records.length > 0) sink(batch);
    records.length = 0;
  };
  const complain = (found: FoundRecord, detail: ProblemDetail, cells: readonly string[]) => {
    log.add(problem(placeOf(open, plan, found, cells), detail));
  };
  const reject = (found: FoundRecord, details: readonly ProblemDetail[], cells: readonly string[]) => {
    for (const detail of details) complain(found, detail, cells);
    report.rejected++;
  };
  const isDamaged = ({ text }: FoundRecord) => open.holdsNul && text.includes('\0');
  const release = ({ cells, found }: { cells: readonly string[]; found: FoundRecord }) => {
    report.rows++;
    if (isDamaged(found)) return reject(found, [{ code: 'nul-byte' }], []);
    const fitted = fitCells(plan, cells);
    if (fitted === undefined) {
      return reject(found, [{ code: 'wrong-cell-count', expected: plan.cellCount, found: cells.length }], cells);
    }
    const converted = convertRecord(plan, open.shape.columns.length, fitted);
    if (converted.problems.length > 0) return reject(found, converted.problems, cells);
    records.push({ converted, found });
    if (records.length === BATCH_ROWS) flush();
  };
  return {
    take(found: readonly FoundRecord[]) {
      const whole = parseRecords(
        found.filter(({ kind }) => kind === 'whole').map(({ text }) => text),
        delimiter,
      );
      let next = 0;
      for (const record of found) {
        const cells = record.kind === 'whole' ? whole[next++] : undefined;
        const totals = cells === undefined ? undefined : totalsCell(cells);
        if (cells !== undefined && totals !== undefined) {
          held.push({ cells, found: record, totals });
          if (held.length > MOST_TOTALS_ROWS) release(held.shift()!);
          continue;
        }
        for (const row of held.splice(0)) release(row);
        if (cells !== undefined) {
          release({ cells, found: record });
          continue;
        }
        report.rows++;
        const broken = record.kind === 'unclosed-quote' ? 'unclosed-quote' : 'stray-quote';
        reject(record, [{ code: isDamaged(record) ? 'nul-byte' : broken }], []);
      }
    },
    finish() {
      flush();
      for (const { found, totals } of held) {
        complain(found, { code: 'totals-row', cell: totals }, []);
        report.setAside++;
      }
    },
  };
}

function placeOf(open: OpenTable, plan: RecordPlan, found: FoundRecord, cells: readonly string[]) {
  const place = { file: open.file, table: open.shape.table, line: found.line, offset: found.offset };
  const loanId = loanIdOf(plan, cells);
  return loanId === undefined ? place : { ...place, loanId };
}

/** Puts records into a batch whose bytes are their texts, one after the other, in UTF-8. */
function fillBatch(
  open: OpenTable,
  batch: OwnedBatch,
  records: readonly { converted: ConvertedRecord; found: FoundRecord }[],
): void {
  const texts: string[] = [];
  let length = 0;
  for (const [row, { converted, found }] of records.entries()) {
    batch.line[row] = found.line;
    batch.offset[row] = found.offset;
    for (const position of open.shape.columns.keys()) {
      const values = batch.values[position]!;
      if (values.length > 0) {
        values[row] = converted.values[position]!;
        continue;
      }
      const text = converted.texts[position]!;
      batch.start[position]![row] = length;
      length += Buffer.byteLength(text);
      batch.end[position]![row] = length;
      texts.push(text);
    }
  }
  batch.bytes = Buffer.from(texts.join(''));
  batch.count = records.length;
  batch.rejectedRows.clear();
}
