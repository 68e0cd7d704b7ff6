/**
 * What the run worked out for each loan, as columns over shared memory: a second thread can fill, and format,
 * its half of the book.
 */
import { NO_DAY } from '../domain/civil-date.js';

/** Blank in a byte column of codes. */
export const NO_CODE = 255;

/** One entry per loan, in the order of the portfolio. Amounts in fen, NaN where unknown; days NO_DAY where there is none. */
export interface PositionColumns {
  /** 1 where the position was determined. 0: the position's own columns are not printed, whatever stands in them. */
  readonly determined: Uint8Array;
  readonly daysPastDue: Int32Array;
  readonly oldestUnpaidDueOn: Int32Array;
  readonly missedInstalments: Int32Array;
  readonly overduePrincipal: Float64Array;
  readonly overdueInterest: Float64Array;
  readonly penaltyInterest: Float64Array;
  readonly compoundInterest: Float64Array;
  readonly overdueTotal: Float64Array;
  readonly outstandingPrincipal: Float64Array;
  readonly unallocated: Float64Array;
  readonly lastPaidOn: Int32Array;
  readonly lastPaidAmount: Float64Array;
  /** Index into the ageing schedule's buckets; {@link NO_CODE} is undetermined. */
  readonly bucket: Uint8Array;
  /** Index into RISK_GRADES; {@link NO_CODE} is undetermined, printed blank. */
  readonly riskGrade: Uint8Array;
  /** Index into BORROWER_TYPES; {@link NO_CODE} where nobody asked (nothing overdue), printed blank. */
  readonly borrowerType: Uint8Array;
  /** 0–100; {@link NO_CODE} is blank. */
  readonly typeConfidence: Uint8Array;
  /** Index into CLOCK_STATUSES; {@link NO_CODE} is blank. */
  readonly limitationStatus: Uint8Array;
  readonly limitationBaseOn: Int32Array;
  readonly limitationRolledOn: Int32Array;
}

function bytes(count: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(count));
}

function days(count: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * 4));
}

function amounts(count: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(count * 8));
}

/**
 * Columns for `count` loans. They mean nothing until each loan has been written or blanked ({@link blankPosition}): filled
 * here, by one thread and ahead of the work, a million rows would cost what assessing a tenth of them does.
 */
export function newPositionColumns(count: number): PositionColumns {
  return {
    determined: bytes(count),
    daysPastDue: days(count),
    oldestUnpaidDueOn: days(count),
    missedInstalments: days(count),
    overduePrincipal: amounts(count),
    overdueInterest: amounts(count),
    penaltyInterest: amounts(count),
    compoundInterest: amounts(count),
    overdueTotal: amounts(count),
    outstandingPrincipal: amounts(count),
    unallocated: amounts(count),
    lastPaidOn: days(count),
    lastPaidAmount: amounts(count),
    bucket: bytes(count),
    riskGrade: bytes(count),
    borrowerType: bytes(count),
    typeConfidence: bytes(count),
    limitationStatus: bytes(count),
    limitationBaseOn: days(count),
    limitationRolledOn: days(count),
  };
}

/** Of the loan `at` nothing is known: undetermined, blank and unknown throughout. */
export function blankPosition(columns: PositionColumns, at: number): void {
  columns.determined[at] = 0;
  columns.daysPastDue[at] = 0;
  columns.oldestUnpaidDueOn[at] = NO_DAY;
  columns.missedInstalments[at] = 0;
  columns.overduePrincipal[at] = Number.NaN;
  columns.overdueInterest[at] = Number.NaN;
  columns.penaltyInterest[at] = Number.NaN;
  columns.compoundInterest[at] = Number.NaN;
  columns.overdueTotal[at] = Number.NaN;
  columns.outstandingPrincipal[at] = Number.NaN;
  columns.unallocated[at] = Number.NaN;
  columns.lastPaidOn[at] = NO_DAY;
  columns.lastPaidAmount[at] = Number.NaN;
  columns.bucket[at] = NO_CODE;
  columns.riskGrade[at] = NO_CODE;
  columns.borrowerType[at] = NO_CODE;
  columns.typeConfidence[at] = NO_CODE;
  columns.limitationStatus[at] = NO_CODE;
  columns.limitationBaseOn[at] = NO_DAY;
  columns.limitationRolledOn[at] = NO_DAY;
}
