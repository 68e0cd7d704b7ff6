/** `positions.csv`: one row per loan, whether overdue or not. */
import type { AgeingSchedule } from '../domain/ageing.js';
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { CLOCK_STATUSES } from '../domain/clock.js';
import { BORROWER_TYPES } from '../domain/evidence.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import type { IdTable } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE, type PositionColumns } from '../portfolio/position-columns.js';
import { CsvBytes, encodeCode } from './csv-bytes.js';
import { putBytes, putComma, putDayCell, putFenCell, putReadyCell, putWholeCell } from './csv-cells.js';
import { NUMBER_BYTES } from './csv-digits.js';

export const POSITION_COLUMNS = [
  'loan_id',
  'borrower_id',
  'as_of',
  'days_past_due',
  'oldest_unpaid_due_on',
  'missed_instalments',
  'overdue_principal',
  'overdue_interest',
  'penalty_interest',
  'compound_interest',
  'overdue_total',
  'outstanding_principal',
  'unallocated',
  'last_paid_on',
  'last_paid_amount',
  'bucket',
  'risk_grade',
  'borrower_type',
  'type_confidence',
  'limitation_status',
  'limitation_base_on',
  'limitation_rolled_on',
  'limitation_days_left',
] as const;

/** Those that hold identifiers and codes; the others hold numbers and days. */
export const TEXT_POSITION_COLUMNS: ReadonlySet<(typeof POSITION_COLUMNS)[number]> = new Set([
  'loan_id',
  'borrower_id',
  'bucket',
  'risk_grade',
  'borrower_type',
  'limitation_status',
]);

export const POSITIONS_HEADER = `${POSITION_COLUMNS.join(',')}\n`;

/** Number of cells that belong to the position alone and stay blank where it is undetermined, bucket left out. */
const POSITION_CELLS = POSITION_COLUMNS.indexOf('bucket') - POSITION_COLUMNS.indexOf('days_past_due');

/** Formatted bytes are handed on in pieces of about this size. */
const PIECE_BYTES = 1 << 18;

/** The run's as-of date and the spelling of every code, ready to be copied. Can be posted to another thread. */
export interface PositionCodes {
  readonly asOf: EpochDay;
  readonly asOfCell: Uint8Array;
  /** Most bytes that the cells after the identifiers can take. */
  readonly mostBytes: number;
  readonly buckets: readonly Uint8Array[];
  readonly undeterminedBucket: Uint8Array;
  readonly riskGrades: readonly Uint8Array[];
  readonly borrowerTypes: readonly Uint8Array[];
  readonly limitationStatuses: readonly Uint8Array[];
}

export function positionCodes(asOf: EpochDay, schedule: AgeingSchedule): PositionCodes {
  const codes = {
    buckets: schedule.buckets.map((bucket) => encodeCode(bucket.code)),
    undeterminedBucket: encodeCode(UNDETERMINED_BUCKET),
    riskGrades: RISK_GRADES.map(encodeCode),
    borrowerTypes: BORROWER_TYPES.map(encodeCode),
    limitationStatuses: CLOCK_STATUSES.map(encodeCode),
  };
  const spellings: readonly Uint8Array[] = Object.values(codes).flat();
  const longest = Math.max(NUMBER_BYTES, ...spellings.map((code) => code.length));
  return {
    ...codes,
    asOf,
    asOfCell: encodeCode(formatIsoDate(asOf)),
    mostBytes: POSITION_COLUMNS.length * (longest + 1),
  };
}

/**
 * Formats loans `from` … `until` (exclusive) as rows of `positions.csv`, without the header, and hands the bytes to
 * `sink` in pieces. A piece is overwritten after `sink` returns. Two threads may each format a range of one book.
 */
export function formatPositions(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  from: number,
  until: number,
  codes: PositionCodes,
  sink: (bytes: Uint8Array) => void,
): void {
  const appendLoans = (start: number, end: number, out: CsvBytes) =>
    appendPositionRows(columns, portfolio, start, end, codes, out);
  formatInPieces(from, until, appendLoans, sink);
}

/** Short batches: one loop over a million rows would run for long in code optimised on the fly (performance notes, §2). */
const BATCH_ROWS = 512;

function formatInPieces(
  from: number,
  until: number,
  append: (from: number, until: number, out: CsvBytes) => void,
  sink: (bytes: Uint8Array) => void,
): void {
  const out = new CsvBytes(PIECE_BYTES * 2);
  for (let start = from; start < until; start += BATCH_ROWS) {
    append(start, Math.min(start + BATCH_ROWS, until), out);
    if (out.size >= PIECE_BYTES) {
      sink(out.filled());
      out.clear();
    }
  }
  if (out.size > 0) sink(out.filled());
}

function appendPositionRows(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  from: number,
  until: number,
  codes: PositionCodes,
  out: CsvBytes,
): void {
  for (let loan = from; loan < until; loan++) appendPositionRow(columns, portfolio, loan, codes, out);
}

/** Adds the identifiers that begin a row, and makes room for the rest of it. */
function openRow(
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loan: number,
  codes: PositionCodes,
  out: CsvBytes,
): Uint8Array {
  appendId(portfolio.loanIds, loan, out);
  appendId(portfolio.borrowerIds, portfolio.loans.borrower[loan]!, out);
  return out.roomFor(codes.mostBytes);
}

/** Adds the row of one loan. */
function appendPositionRow(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loan: number,
  codes: PositionCodes,
  out: CsvBytes,
): void {
  const bytes = openRow(portfolio, loan, codes, out);
  let at = putReadyCell(bytes, out.size, codes.asOfCell);
  const bucket = columns.bucket[loan]!;
  if (columns.determined[loan] === 1) {
    at = putArrears(columns, loan, bytes, at);
    at = putFenCell(bytes, at, columns.unallocated[loan]!);
    at = putDayCell(bytes, at, columns.lastPaidOn[loan]!);
    at = putFenCell(bytes, at, columns.lastPaidAmount[loan]!);
    at = putReadyCell(bytes, at, bucket === NO_CODE ? codes.undeterminedBucket : codes.buckets[bucket]!);
  } else {
    for (let cell = 0; cell < POSITION_CELLS; cell++) at = putComma(bytes, at);
    at = putReadyCell(bytes, at, codes.undeterminedBucket);
  }
  at = putCode(codes.riskGrades, columns.riskGrade[loan]!, bytes, at);
  at = putCode(codes.borrowerTypes, columns.borrowerType[loan]!, bytes, at);
  const confidence = columns.typeConfidence[loan]!;
  at = confidence === NO_CODE ? putComma(bytes, at) : putWholeCell(bytes, at, confidence);
  at = putCode(codes.limitationStatuses, columns.limitationStatus[loan]!, bytes, at);
  const baseOn = columns.limitationBaseOn[loan]!;
  at = putDayCell(bytes, at, baseOn);
  at = putDayCell(bytes, at, columns.limitationRolledOn[loan]!);
  at = baseOn === NO_DAY ? putComma(bytes, at) : putWholeCell(bytes, at, baseOn - codes.asOf);
  out.fillUntil(at);
  out.endRow();
}

/** Cells of `arrears age` that stay blank where the position is undetermined. */
const AGED_ARREARS_CELLS = POSITION_COLUMNS.indexOf('unallocated') - POSITION_COLUMNS.indexOf('days_past_due');

/**
 * Formats the `loans` from entry `from` to `until` (exclusive) as rows of `arrears age`: the cells of {@link formatPositions}
 * up to `outstanding_principal`, bucket and grade.
 */
export function formatAgedLoans(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loans: Int32Array,
  from: number,
  until: number,
  codes: PositionCodes,
  sink: (bytes: Uint8Array) => void,
): void {
  const appendLoans = (start: number, end: number, out: CsvBytes) =>
    appendAgedRows(columns, portfolio, loans, start, end, codes, out);
  formatInPieces(from, until, appendLoans, sink);
}

function appendAgedRows(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loans: Int32Array,
  from: number,
  until: number,
  codes: PositionCodes,
  out: CsvBytes,
): void {
  for (let at = from; at < until; at++) appendAgedRow(columns, portfolio, loans[at]!, codes, out);
}

function appendAgedRow(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loan: number,
  codes: PositionCodes,
  out: CsvBytes,
): void {
  const bytes = openRow(portfolio, loan, codes, out);
  let at = putReadyCell(bytes, out.size, codes.asOfCell);
  if (columns.determined[loan] === 1) at = putArrears(columns, loan, bytes, at);
  else for (let cell = 0; cell < AGED_ARREARS_CELLS; cell++) at = putComma(bytes, at);
  const bucket = columns.bucket[loan]!;
  at = putReadyCell(bytes, at, bucket === NO_CODE ? codes.undeterminedBucket : codes.buckets[bucket]!);
  at = putCode(codes.riskGrades, columns.riskGrade[loan]!, bytes, at);
  out.fillUntil(at);
  out.endRow();
}

/** The cells from `days_past_due` to `outstanding_principal`. */
function putArrears(columns: PositionColumns, loan: number, bytes: Uint8Array, start: number): number {
  let at = start;
  if (
    columns.daysPastDue[loan] === 0 &&
    columns.oldestUnpaidDueOn[loan] === NO_DAY &&
    columns.missedInstalments[loan] === 0 &&
    columns.overduePrincipal[loan] === 0 &&
    columns.overdueInterest[loan] === 0
  ) {
    // Nothing in arrears: so stand most rows of a book, and their first cells are the same bytes.
    at = putBytes(bytes, at, UP_TO_DATE, 0, UP_TO_DATE.length);
  } else {
    at = putWholeCell(bytes, at, columns.daysPastDue[loan]!);
    at = putDayCell(bytes, at, columns.oldestUnpaidDueOn[loan]!);
    at = putWholeCell(bytes, at, columns.missedInstalments[loan]!);
    at = putFenCell(bytes, at, columns.overduePrincipal[loan]!);
    at = putFenCell(bytes, at, columns.overdueInterest[loan]!);
  }
  at = putFenCell(bytes, at, columns.penaltyInterest[loan]!);
  at = putFenCell(bytes, at, columns.compoundInterest[loan]!);
  at = putFenCell(bytes, at, columns.overdueTotal[loan]!);
  return putFenCell(bytes, at, columns.outstandingPrincipal[loan]!);
}

/** The cells from `days_past_due` to `overdue_interest` of a loan without arrears. */
const UP_TO_DATE = new TextEncoder().encode('0,,0,0.00,0.00,');

function putCode(encoded: readonly Uint8Array[], code: number, bytes: Uint8Array, at: number): number {
  return code === NO_CODE ? putComma(bytes, at) : putReadyCell(bytes, at, encoded[code]!);
}

/** Adds an identifier. A key that begins with a NUL byte stands for "no identifier given" and is printed blank. */
export function appendId(ids: IdTable, index: number, out: CsvBytes): void {
  const from = ids.keyStart[index]!;
  const until = ids.keyStart[index + 1]!;
  if (from < until && ids.keys[from] === 0) out.blank();
  else out.utf8(ids.keys, from, until);
}
