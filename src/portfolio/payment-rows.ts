/**
 * Payment rows as they come from the file, before they are grouped by loan: 28 bytes a row, in one part for each
 * thread that read. Rows are numbered through all parts, in file order.
 */
import type { EpochDay } from '../domain/civil-date.js';
import { FIRST_CAPACITY, float64Column, int32Column, uint32Column } from './columns.js';
import { newRisingIds, type RisingIds } from './rising-ids.js';

/** The columns lie in memory of their own, so that a thread can hand them over and they can be released. */
export interface PaymentRowColumns {
  readonly [name: string]: Int32Array | Float64Array | Uint32Array;
  /** Loan index; NO_GROUP once the row has been rejected or has no more effect. */
  readonly loan: Int32Array;
  /** Day × 8 + channel code, see {@link dayOf} and {@link channelOf}. */
  readonly dayAndChannel: Int32Array;
  /** Fen: positive for a receipt, negative for a reversal. */
  readonly amount: Float64Array;
  readonly line: Uint32Array;
  /** Fingerprint of payment_id, 0/0 where blank, from row `fingerprintsFrom` of the part on. Empty where there is none. */
  readonly idLow: Int32Array;
  readonly idHigh: Int32Array;
}

/** Line and byte offset of every few hundredth record of a table, in file order. */
export interface RowMarks {
  readonly line: number[];
  readonly offset: number[];
}

export interface PaymentRows {
  count: number;
  columns: PaymentRowColumns;
  /** Rows of this part with an amount that the export books to penalty or fee. */
  readonly booked: { readonly row: number[]; readonly penalty: number[]; readonly fee: number[] };
  /** Whether the payment ids of this part rise from row to row. */
  readonly idOrder: RisingIds;
  /** The first row whose payment id has a fingerprint. As long as ids rise, and none may be named, nobody needs one. */
  fingerprintsFrom: number;
  /** Reversal rows of this part and the fingerprints of the payment ids that they reverse. */
  readonly reversals: { readonly row: number[]; readonly ofLow: number[]; readonly ofHigh: number[] };
  /** Where each batch began, for finding a row in the file again. */
  readonly marks: RowMarks;
  /** Sum and number of receipts and reversals taken, both sums positive fen. */
  receiptSum: number;
  receiptRows: number;
  reversalSum: number;
  reversalRows: number;
}

export function newPaymentRows(): PaymentRows {
  return {
    count: 0,
    columns: {
      loan: int32Column(FIRST_CAPACITY, 'own'),
      dayAndChannel: int32Column(FIRST_CAPACITY, 'own'),
      amount: float64Column(FIRST_CAPACITY, 'own'),
      line: uint32Column(FIRST_CAPACITY, 'own'),
      idLow: new Int32Array(0),
      idHigh: new Int32Array(0),
    },
    booked: { row: [], penalty: [], fee: [] },
    idOrder: newRisingIds(),
    fingerprintsFrom: Number.POSITIVE_INFINITY,
    reversals: { row: [], ofLow: [], ofHigh: [] },
    marks: { line: [], offset: [] },
    receiptSum: 0,
    receiptRows: 0,
    reversalSum: 0,
    reversalRows: 0,
  };
}

export function packDay(day: EpochDay, channel: number): number {
  return day * 8 + channel;
}

export function dayOf(dayAndChannel: number): EpochDay {
  return dayAndChannel >> 3;
}

export function channelOf(dayAndChannel: number): number {
  return dayAndChannel & 7;
}

/** Part and position in it of a row number. */
export function findRow(
  parts: readonly PaymentRows[],
  row: number,
): { readonly part: PaymentRows; readonly at: number } {
  let at = row;
  for (const part of parts) {
    if (at < part.count) return { part, at };
    at -= part.count;
  }
  throw new RangeError(`there is no payment row ${row}`);
}

/** Adds `lines` to every line number of a part that was read as if its first line were the file's first. */
export function shiftLines(part: PaymentRows, lines: number): void {
  const { line } = part.columns;
  for (let row = 0; row < part.count; row++) line[row]! += lines;
  const marks = part.marks.line;
  for (let mark = 0; mark < marks.length; mark++) marks[mark]! += lines;
}
