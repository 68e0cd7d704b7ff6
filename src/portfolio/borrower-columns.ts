/** What the triage keeps of each borrower: numbers only, in shared memory, enough to rank and to write its row. */
import { WORK_FLAGS, type WorkFlag } from '../domain/work.js';

export interface BorrowerColumns {
  /** 1 when the borrower stands on the work list, before filters and limit. */
  readonly listed: Uint8Array;
  /** Index into TIERS. */
  readonly tier: Uint8Array;
  readonly score: Float64Array;
  /** The loan whose branch, officer and contact data the row shows: the longest overdue, then the largest. */
  readonly leadLoan: Int32Array;
  readonly daysPastDue: Int32Array;
  readonly bucket: Uint8Array;
  readonly riskGrade: Uint8Array;
  /** Overdue total of all loans; NaN when a part is unknown. */
  readonly overdueTotal: Float64Array;
  /** Overdue principal, interest and fees of the loans whose position is known: at least so much is overdue. */
  readonly overdueAtLeast: Float64Array;
  readonly outstanding: Float64Array;
  readonly type: Uint8Array;
  /** Index into BORROWER_SUBTYPES. */
  readonly subtype: Uint8Array;
  readonly confidence: Uint8Array;
  /** Nearest last day of a clock that can still be kept; NO_DAY when there is none. */
  readonly nearestDeadlineOn: Int32Array;
  /** Index into CLOCKS. */
  readonly nearestDeadlineClock: Uint8Array;
  readonly nearestDeadlineLoan: Int32Array;
  /** Position of the next step among all steps of the policy (`EscalationCalendar.allSteps`). */
  readonly step: Uint8Array;
  readonly stepBy: Int32Array;
  /** Days since the next step's last day passed; 0 unless overdue. */
  readonly stepOverdueDays: Int32Array;
  /** Day and amount of the promise made last; NO_DAY and NaN when none. */
  readonly promiseFor: Int32Array;
  readonly promiseAmount: Float64Array;
  readonly promiseBroken: Uint8Array;
  /** Sum of {@link flagBit} values. */
  readonly flags: Uint32Array;
}

/** The bit of a flag in {@link BorrowerColumns.flags}. */
export function flagBit(flag: WorkFlag): number {
  return 1 << WORK_FLAGS.indexOf(flag);
}

/** The flags whose bits are set, in the order of WORK_FLAGS. */
export function flagsOf(bits: number): WorkFlag[] {
  return WORK_FLAGS.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

export function newBorrowerColumns(count: number): BorrowerColumns {
  const shared = (bytes: number) => new SharedArrayBuffer(Math.max(1, count) * bytes);
  return {
    listed: new Uint8Array(shared(1)),
    tier: new Uint8Array(shared(1)),
    score: new Float64Array(shared(8)),
    leadLoan: new Int32Array(shared(4)),
    daysPastDue: new Int32Array(shared(4)),
    bucket: new Uint8Array(shared(1)),
    riskGrade: new Uint8Array(shared(1)),
    overdueTotal: new Float64Array(shared(8)),
    overdueAtLeast: new Float64Array(shared(8)),
    outstanding: new Float64Array(shared(8)),
    type: new Uint8Array(shared(1)),
    subtype: new Uint8Array(shared(1)),
    confidence: new Uint8Array(shared(1)),
    nearestDeadlineOn: new Int32Array(shared(4)),
    nearestDeadlineClock: new Uint8Array(shared(1)),
    nearestDeadlineLoan: new Int32Array(shared(4)),
    step: new Uint8Array(shared(1)),
    stepBy: new Int32Array(shared(4)),
    stepOverdueDays: new Int32Array(shared(4)),
    promiseFor: new Int32Array(shared(4)),
    promiseAmount: new Float64Array(shared(8)),
    promiseBroken: new Uint8Array(shared(1)),
    flags: new Uint32Array(shared(4)),
  };
}
