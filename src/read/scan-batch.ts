/**
 * From the tokens of a batch to checked values: column by column straight from the bytes, then the cells and records
 * that the byte parsers do not take, one by one. Whatever is wrong is logged in the order of rows and columns.
 */
import { type Problem, type ProblemCode, type ProblemDetail, problem } from '../domain/problem.js';
import { type ChoiceCache, newChoiceCache, readChoices, rememberChoice } from './byte-choices.js';
import type { ColumnCells } from './byte-columns.js';
import { readDates, readMoments } from './byte-dates.js';
import { readAmounts, readPercents, readWholeNumbers } from './byte-numbers.js';
import { readIdentifiers, readTexts } from './byte-spans.js';
import type { ByteWindow } from './byte-window.js';
import { parseRecords } from './csv-cells.js';
import type { OpenTable } from './opened-table.js';
import type { OwnedBatch } from './record-batch.js';
import {
  type ColumnPlan,
  convertRecord,
  fitCells,
  isTextKind,
  loanIdOf,
  type RecordPlan,
  readableLoanId,
  readText,
  readValue,
} from './record-plan.js';
import type { Decode } from './record-splitter.js';
import type { ScanKernel } from './scan-kernel.js';
import { COLUMN_STRIDE, COMPLEX, NUL_BYTE, PLAIN, STRAY_QUOTE, type TokenBatch, UNCLOSED_QUOTE } from './tokenise.js';

/** Everything that reading one table needs from batch to batch. */
export interface BatchReading {
  readonly open: OpenTable;
  readonly plan: RecordPlan;
  readonly window: ByteWindow;
  readonly tokens: TokenBatch;
  /** What the tokens and the batch were laid out by; null where they are in memory of their own. */
  readonly kernel: ScanKernel | null;
  readonly batch: OwnedBatch;
  readonly decode: Decode;
  readonly columns: readonly ColumnReading[];
  /** 1 for each row that does not go on. */
  readonly dropped: Uint8Array;
  /** Problems of the batch, to be logged in order. */
  readonly found: { row: number; fileColumn: number; problem: Problem }[];
  /** End of the UTF-8 texts put behind the window's bytes. */
  annexEnd: number;
}

export interface ColumnReading {
  readonly plan: ColumnPlan;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly choices: ChoiceCache;
  readonly odd: number[];
}

export function columnReadings(plan: RecordPlan, tokens: TokenBatch): ColumnReading[] {
  return plan.columns.map((column) => {
    const from = column.fileColumn * COLUMN_STRIDE;
    return {
      plan: column,
      starts: tokens.starts.subarray(from, from + COLUMN_STRIDE),
      ends: tokens.ends.subarray(from, from + COLUMN_STRIDE),
      choices: newChoiceCache(),
      odd: [],
    };
  });
}

/** The cells of a row as text; undefined for a row with broken quoting. */
export function cellsOfRow(reading: BatchReading, row: number): readonly string[] | undefined {
  const { tokens, window, decode, plan, open } = reading;
  if (tokens.state[row] === COMPLEX) {
    const text = decode(window.bytes, tokens.from[row]!, tokens.end[row]!);
    return parseRecords([text], String.fromCharCode(open.delimiter))[0];
  }
  if (tokens.state[row] !== PLAIN) return undefined;
  const cells: string[] = [];
  for (let column = 0; column < plan.cellCount; column++) {
    const cell = column * COLUMN_STRIDE + row;
    cells.push(decode(window.bytes, tokens.starts[cell]!, tokens.ends[cell]!));
  }
  return cells;
}

/** Reads `rows` rows of the tokens into the batch and logs what is wrong with them. */
export function readBatch(reading: BatchReading, rows: number, log: { add(problem: Problem): void }): number {
  const { tokens, batch, window, dropped, found } = reading;
  dropped.fill(0, 0, rows);
  reading.annexEnd = window.length + 1;
  batch.utf8From = reading.annexEnd;
  if (reading.open.holdsNul) markNulBytes(reading, rows);
  const arePlain = areAllPlain(tokens, rows);
  for (const column of reading.columns) {
    if (arePlain && readByKernel(reading, column, rows)) continue;
    readColumn(reading, column, rows);
    if (column.odd.length > 0) readOddCells(reading, column);
  }
  readComplexRecords(reading, rows);
  if (found.length > 0) {
    found.sort((a, b) => a.row - b.row || a.fileColumn - b.fileColumn);
    for (const { problem } of found) log.add(problem);
    found.length = 0;
  }
  for (let row = 0; row < rows; row++) batch.offset[row] = window.base + tokens.from[row]!;
  const rejected = dropRows(reading, rows);
  batch.count = rows - rejected;
  batch.bytes = window.bytes;
  batch.rejectedRows.clear();
  return rejected;
}

function markNulBytes({ tokens, window }: BatchReading, rows: number): void {
  const { from, end, state } = tokens;
  for (let row = 0; row < rows; row++) {
    if (window.bytes.subarray(from[row]!, end[row]!).includes(0)) state[row] = NUL_BYTE;
  }
}

function areAllPlain({ state }: TokenBatch, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (state[row] !== PLAIN) return false;
  return true;
}

/** Has the kernel read a column of plain records; false where that is left to {@link readColumn}. */
function readByKernel({ kernel, window, open, batch }: BatchReading, { plan }: ColumnReading, rows: number): boolean {
  if (kernel === null || !kernel.holds(window.bytes)) return false;
  const { kind, fileColumn, required } = plan;
  const out = batch.values[plan.position]!;
  switch (kind) {
    case 'identifier':
      return open.encoding === 'utf-8' && kernel.readIdentifiers(fileColumn, rows, !required);
    case 'date':
      return kernel.readDates(fileColumn, rows, !required, out);
    case 'amount':
    case 'signed_amount':
      return kernel.readAmounts(fileColumn, rows, !required, out);
    default:
      return false;
  }
}

function readColumn(reading: BatchReading, column: ColumnReading, rows: number): void {
  const { starts, ends, odd, plan } = column;
  const { state } = reading.tokens;
  const cells: ColumnCells = { bytes: reading.window.bytes, starts, ends, rows, state, required: plan.required, odd };
  const out = reading.batch.values[plan.position]!;
  switch (plan.kind) {
    case 'identifier':
      readIdentifiers(cells, reading.open.encoding);
      break;
    case 'text':
      readTexts(cells, reading.open.encoding);
      break;
    case 'date':
      readDates(cells, out);
      break;
    case 'moment':
      readMoments(cells, out);
      break;
    case 'amount':
      readAmounts(cells, false, out);
      break;
    case 'signed_amount':
      readAmounts(cells, true, out);
      break;
    case 'percent':
      readPercents(cells, out);
      break;
    case 'whole_number':
      readWholeNumbers(cells, out);
      break;
    case 'choice':
      readChoices(cells, column.choices, out);
      break;
  }
}

function readOddCells(reading: BatchReading, column: ColumnReading): void {
  const { plan, starts, ends, odd } = column;
  for (const row of odd) {
    const start = starts[row]!;
    const end = ends[row]!;
    const cell = reading.decode(reading.window.bytes, start, end);
    if (isTextKind(plan.kind)) {
      const text = readText(plan, cell);
      if (typeof text !== 'string') reject(reading, row, plan.fileColumn, text);
      else if (text === '') ends[row] = start;
      else if (plan.kind === 'identifier') putText(reading, column, row, text);
      continue;
    }
    const value = readValue(plan, cell);
    if (typeof value !== 'number') {
      reject(reading, row, plan.fileColumn, value);
      continue;
    }
    reading.batch.values[plan.position]![row] = value;
    if (plan.kind === 'choice') rememberChoice(column.choices, reading.window.bytes, start, end, value);
  }
  odd.length = 0;
}

/** Puts a text behind the window's bytes in UTF-8 and points the cell's span there. */
function putText(reading: BatchReading, column: ColumnReading, row: number, text: string): void {
  const { window } = reading;
  const from = reading.annexEnd;
  const length = Buffer.byteLength(text);
  if (from + length > window.bytes.length) {
    const larger = Buffer.allocUnsafeSlow((from + length) * 2);
    window.bytes.copy(larger, 0, 0, from);
    window.bytes = larger;
  }
  window.bytes.write(text, from, 'utf8');
  column.starts[row] = from;
  column.ends[row] = from + length;
  reading.annexEnd = from + length;
}

const REASON_BY_STATE = {
  [STRAY_QUOTE]: 'stray-quote',
  [UNCLOSED_QUOTE]: 'unclosed-quote',
  [NUL_BYTE]: 'nul-byte',
} as const satisfies Record<number, ProblemCode>;

function readComplexRecords(reading: BatchReading, rows: number): void {
  const { tokens, window, decode, plan, open, batch } = reading;
  const complex: number[] = [];
  for (let row = 0; row < rows; row++) {
    const state = tokens.state[row]!;
    if (state === PLAIN) continue;
    if (state === COMPLEX) complex.push(row);
    else reject(reading, row, -1, { code: REASON_BY_STATE[state as keyof typeof REASON_BY_STATE] });
  }
  if (complex.length === 0) return;
  const texts = complex.map((row) => decode(window.bytes, tokens.from[row]!, tokens.end[row]!));
  const records = parseRecords(texts, String.fromCharCode(open.delimiter));
  for (const [index, row] of complex.entries()) {
    const cells = records[index];
    if (cells === undefined) {
      reject(reading, row, -1, { code: 'stray-quote' });
      continue;
    }
    const fitted = fitCells(plan, cells);
    if (fitted === undefined) {
      reject(reading, row, -1, { code: 'wrong-cell-count', expected: plan.cellCount, found: cells.length }, cells);
      continue;
    }
    const { values, texts: converted, problems } = convertRecord(plan, open.shape.columns.length, fitted);
    // Problems come in the file's order of columns; -1 keeps them so, for the sort is stable.
    for (const detail of problems) reject(reading, row, -1, detail, cells);
    for (const column of reading.columns) {
      const { position, kind } = column.plan;
      if (isTextKind(kind)) putText(reading, column, row, converted[position]!);
      else batch.values[position]![row] = values[position]!;
    }
  }
}

function reject(
  reading: BatchReading,
  row: number,
  fileColumn: number,
  detail: ProblemDetail,
  cells?: readonly string[],
): void {
  const { open, tokens, window, plan, dropped, found } = reading;
  dropped[row] = 1;
  const place = {
    file: open.file,
    table: open.shape.table,
    line: tokens.line[row]!,
    offset: window.base + tokens.from[row]!,
  };
  const loanId = cells === undefined ? loanIdOfRow(reading, row) : loanIdOf(plan, cells);
  found.push({ row, fileColumn, problem: problem(loanId === undefined ? place : { ...place, loanId }, detail) });
}

function loanIdOfRow(reading: BatchReading, row: number): string | undefined {
  const { tokens, window, decode, plan } = reading;
  if (tokens.state[row] !== PLAIN || plan.loanIdColumn < 0) return undefined;
  const cell = plan.loanIdColumn * COLUMN_STRIDE + row;
  const from = tokens.starts[cell]!;
  const until = tokens.ends[cell]!;
  const inAnnex = from > window.length;
  return readableLoanId(inAnnex ? window.bytes.toString('utf8', from, until) : decode(window.bytes, from, until));
}

/** Closes the gaps that rejected rows leave. */
function dropRows(reading: BatchReading, rows: number): number {
  const { dropped, batch, tokens, columns } = reading;
  const first = dropped.subarray(0, rows).indexOf(1);
  if (first < 0) {
    batch.line.set(tokens.line.subarray(0, rows));
    return 0;
  }
  let kept = 0;
  const from = new Int32Array(rows);
  for (let row = 0; row < rows; row++) if (dropped[row] === 0) from[kept++] = row;
  for (let row = 0; row < kept; row++) {
    batch.line[row] = tokens.line[from[row]!]!;
    batch.offset[row] = batch.offset[from[row]!]!;
  }
  for (const { plan, starts, ends } of columns) {
    if (isTextKind(plan.kind)) {
      for (let row = 0; row < kept; row++) {
        starts[row] = starts[from[row]!]!;
        ends[row] = ends[from[row]!]!;
      }
    } else {
      const values = batch.values[plan.position]!;
      for (let row = 0; row < kept; row++) values[row] = values[from[row]!]!;
    }
  }
  return rows - kept;
}
