/** `positions.csv`: one row per loan, whether overdue or not. */
import type { AgeingSchedule } from '../domain/ageing.js';
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import type { EpochDay } from '../domain/civil-date.js';
import { NO_DAY } from '../domain/civil-date.js';
import { CLOCK_STATUSES } from '../domain/clock.js';
import { BORROWER_TYPES } from '../domain/evidence.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import type { IdTable } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE, type PositionColumns } from '../portfolio/position-columns.js';
import { CsvBytes, encodeCode } from './csv-bytes.js';

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
  readonly buckets: readonly Uint8Array[];
  readonly undeterminedBucket: Uint8Array;
  readonly riskGrades: readonly Uint8Array[];
  readonly borrowerTypes: readonly Uint8Array[];
  readonly limitationStatuses: readonly Uint8Array[];
}

export function positionCodes(asOf: EpochDay, schedule: AgeingSchedule): PositionCodes {
  return {
    asOf,
    buckets: schedule.buckets.map((bucket) => encodeCode(bucket.code)),
    undeterminedBucket: encodeCode(UNDETERMINED_BUCKET),
    riskGrades: RISK_GRADES.map(encodeCode),
    borrowerTypes: BORROWER_TYPES.map(encodeCode),
    limitationStatuses: CLOCK_STATUSES.map(encodeCode),
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
  const out = new CsvBytes(PIECE_BYTES + (1 << 12));
  // Short batches: one loop over a million rows would run for long in code optimised on the fly (performance notes, §2).
  for (let start = from; start < until; start += 512) {
    formatBatch(columns, portfolio, start, Math.min(start + 512, until), codes, out);
    if (out.size >= PIECE_BYTES) {
      sink(out.filled());
      out.clear();
    }
  }
  if (out.size > 0) sink(out.filled());
}

function formatBatch(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  from: number,
  until: number,
  codes: PositionCodes,
  out: CsvBytes,
): void {
  for (let loan = from; loan < until; loan++) appendPositionRow(columns, portfolio, loan, codes, out);
}

/** Adds the row of one loan. */
export function appendPositionRow(
  columns: PositionColumns,
  portfolio: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loan: number,
  codes: PositionCodes,
  out: CsvBytes,
): void {
  appendId(portfolio.loanIds, loan, out);
  appendId(portfolio.borrowerIds, portfolio.loans.borrower[loan]!, out);
  out.isoDay(codes.asOf);
  if (columns.determined[loan] === 1) {
    out.integer(columns.daysPastDue[loan]!);
    out.isoDay(columns.oldestUnpaidDueOn[loan]!);
    out.integer(columns.missedInstalments[loan]!);
    out.fen(columns.overduePrincipal[loan]!);
    out.fen(columns.overdueInterest[loan]!);
    out.fen(columns.penaltyInterest[loan]!);
    out.fen(columns.compoundInterest[loan]!);
    out.fen(columns.overdueTotal[loan]!);
    out.fen(columns.outstandingPrincipal[loan]!);
    out.fen(columns.unallocated[loan]!);
    out.isoDay(columns.lastPaidOn[loan]!);
    out.fen(columns.lastPaidAmount[loan]!);
    const bucket = columns.bucket[loan]!;
    out.code(bucket === NO_CODE ? codes.undeterminedBucket : codes.buckets[bucket]!);
  } else {
    for (let cell = 0; cell < POSITION_CELLS; cell++) out.blank();
    out.code(codes.undeterminedBucket);
  }
  appendCode(codes.riskGrades, columns.riskGrade[loan]!, out);
  appendCode(codes.borrowerTypes, columns.borrowerType[loan]!, out);
  const confidence = columns.typeConfidence[loan]!;
  if (confidence === NO_CODE) out.blank();
  else out.integer(confidence);
  appendCode(codes.limitationStatuses, columns.limitationStatus[loan]!, out);
  const baseOn = columns.limitationBaseOn[loan]!;
  out.isoDay(baseOn);
  out.isoDay(columns.limitationRolledOn[loan]!);
  if (baseOn === NO_DAY) out.blank();
  else out.integer(baseOn - codes.asOf);
  out.endRow();
}

function appendCode(encoded: readonly Uint8Array[], code: number, out: CsvBytes): void {
  if (code === NO_CODE) out.blank();
  else out.code(encoded[code]!);
}

/** Adds an identifier. A key that begins with a NUL byte stands for "no identifier given" and is printed blank. */
export function appendId(ids: IdTable, index: number, out: CsvBytes): void {
  const from = ids.keyStart[index]!;
  const until = ids.keyStart[index + 1]!;
  if (from < until && ids.keys[from] === 0) out.blank();
  else out.utf8(ids.keys, from, until);
}
