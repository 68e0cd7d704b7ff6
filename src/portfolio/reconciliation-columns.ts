/** What the comparison with the bank's figures came to, a loan a row, over shared memory that any thread fills. */

export interface ReconciliationColumns {
  /** Code of a ReconciliationOutcome. */
  readonly outcome: Uint8Array;
  /** What the outcome needs to be told: a day, an amount in fen, a number of receipts. 0 where it needs nothing. */
  readonly detail: Float64Array;
}

/** Columns for `count` loans of which nothing is reported. Rows that stay so take up no memory. */
export function newReconciliationColumns(count: number): ReconciliationColumns {
  return {
    outcome: new Uint8Array(new SharedArrayBuffer(count)),
    detail: new Float64Array(new SharedArrayBuffer(count * 8)),
  };
}
