/**
 * What the run worked out for each loan, as columns over shared memory: a second thread can fill, and format,
 * its half of the book. A fresh set says "unknown" throughout.
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

function bytes(count: number, fill: number): Uint8Array {
  return new Uint8Array(new SharedArrayBuffer(count)).fill(fill);
}

function days(count: number, fill: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(count * 4)).fill(fill);
}

function amounts(count: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(count * 8)).fill(Number.NaN);
}

/** Columns for `count` loans: undetermined, blank and unknown throughout. */
export function newPositionColumns(count: number): PositionColumns {
  return {
    determined: bytes(count, 0),
    daysPastDue: days(count, 0),
    oldestUnpaidDueOn: days(count, NO_DAY),
    missedInstalments: days(count, 0),
    overduePrincipal: amounts(count),
    overdueInterest: amounts(count),
    penaltyInterest: amounts(count),
    compoundInterest: amounts(count),
    overdueTotal: amounts(count),
    outstandingPrincipal: amounts(count),
    unallocated: amounts(count),
    lastPaidOn: days(count, NO_DAY),
    lastPaidAmount: amounts(count),
    bucket: bytes(count, NO_CODE),
    riskGrade: bytes(count, NO_CODE),
    borrowerType: bytes(count, NO_CODE),
    typeConfidence: bytes(count, NO_CODE),
    limitationStatus: bytes(count, NO_CODE),
    limitationBaseOn: days(count, NO_DAY),
    limitationRolledOn: days(count, NO_DAY),
  };
}
