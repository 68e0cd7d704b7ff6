/** The payments table into rows that wait for being grouped by loan. */
import { formatIsoDate } from '../../domain/civil-date.js';
import type { ProblemDetail } from '../../domain/problem.js';
import { FIRST_CAPACITY, int32Column, nextCapacity, regrow } from '../../portfolio/columns.js';
import { writeFingerprint } from '../../portfolio/fingerprint.js';
import { findIds, type IdTable, newIdLookup } from '../../portfolio/id-table.js';
import { findNumberedIds, type NumberedIds } from '../../portfolio/numbered-ids.js';
import { FingerprintSpill } from '../../portfolio/payment-fingerprints.js';
import {
  makeRoom,
  newPaymentRows,
  type PaymentRows,
  packDay,
  putRow,
  spillRest,
  spillRows,
} from '../../portfolio/payment-rows.js';
import { followIds } from '../../portfolio/rising-ids.js';
import type { SpillAccess, SpillFile } from '../../portfolio/spill.js';
import { viewOf } from '../byte-columns.js';
import { PAYMENTS } from '../shapes.js';
import { BATCH_ROWS, type RecordBatch } from '../table.js';
import { positionsOf } from './batch-columns.js';
import type { CellAt } from './cell-at.js';
import { markBatch } from './look-again.js';

/** What payments are held against. All of it can be posted to another thread. */
export interface PaymentContext {
  readonly loanIds: IdTable;
  /** The same identifiers by number, where they are numbered. */
  readonly numberedLoans: NumberedIds | undefined;
  readonly disbursedOn: Int32Array;
}

export interface PaymentIntake {
  take(batch: RecordBatch): void;
  /** Lets the rows go to a file; to be called before any is taken. */
  spill(file: SpillFile, access: SpillAccess): void;
  /** The rows so far; the intake must not be used afterwards. */
  finish(): PaymentRows;
}

/**
 * Takes the records of a payments table; a row with reversal_of is a reversal, whatever the sign of its amount. Sets aside payments of unknown loans or from before the loan was disbursed,
 * amounts of zero, negative amounts that name no original, negative parts of receipts, and splits that exceed the amount.
 *
 * `bytesFrom` and `bytesUntil` say which bytes of the table are being read, a hint for capacity.
 * `columnsInFile` are the canonical names of the columns that the file has.
 */
export function receivePayments(
  context: PaymentContext,
  bytesFrom: number,
  bytesUntil: number,
  cellAt: CellAt,
  columnsInFile: ReadonlySet<string>,
): PaymentIntake {
  const at = positionsOf(PAYMENTS, [
    'loan_id',
    'paid_on',
    'amount',
    'payment_id',
    'principal',
    'interest',
    'penalty',
    'fee',
    'channel',
    'reversal_of',
  ]);
  const { loanIds, numberedLoans, disbursedOn } = context;
  const lookup = newIdLookup();
  const rows = newPaymentRows();
  const splitColumns = (['principal', 'interest', 'penalty', 'fee'] as const).filter((name) => columnsInFile.has(name));
  const splitPositions = splitColumns.map((name) => at[name]);
  const mayReverse = columnsInFile.has('reversal_of');
  const hasIds = columnsInFile.has('payment_id');
  /** Sum of the parts of each row of the batch. */
  const split = new Float64Array(BATCH_ROWS);
  /** Some row of the batch has a part below zero. */
  let hasNegativePart = false;
  const disbursed = new Int32Array(BATCH_ROWS);
  /** The fingerprints of rows that go to a file; null as long as none is wanted. */
  let prints: FingerprintSpill | null = null;
  const reversed = { low: new Int32Array(1), high: new Int32Array(1) };

  /** Fingerprints are wanted from row `from` on: makes room for those of the batch. */
  function makeFingerprintRoom(batch: RecordBatch, from: number): void {
    if (rows.spilled !== null) {
      if (prints === null) rows.fingerprintsFrom = from;
      prints ??= new FingerprintSpill(rows.spilled, from);
      return;
    }
    if (rows.fingerprints.low.length === 0) {
      const room = Math.max(FIRST_CAPACITY, from + batch.count);
      rows.fingerprints = { low: int32Column(room, 'own'), high: int32Column(room, 'own') };
      rows.fingerprintsFrom = from;
    }
    if (from + batch.count <= rows.fingerprints.low.length) return;
    const wanted = nextCapacity(from, batch.offset[0]! - bytesFrom, bytesUntil - bytesFrom);
    rows.fingerprints = regrow(rows.fingerprints, from, wanted, 'own');
  }

  function findLoans({ count, bytes, start, end }: RecordBatch): void {
    const starts = start[at.loan_id]!;
    const ends = end[at.loan_id]!;
    if (numberedLoans === undefined) findIds(loanIds, lookup, count, bytes, starts, ends);
    else findNumberedIds(numberedLoans, lookup.found, count, viewOf(bytes), starts, ends);
  }

  /** Why a row cannot be kept. Called only for rows of which something is known to be wrong. */
  function problemOf(batch: RecordBatch, row: number, loan: number): ProblemDetail {
    if (loan < 0) return { code: 'unknown-loan' };
    const paidOn = batch.values[at.paid_on]![row]!;
    if (paidOn < disbursedOn[loan]!) {
      return {
        code: 'payment-before-disbursement',
        paidOn: formatIsoDate(paidOn),
        disbursedOn: formatIsoDate(disbursedOn[loan]!),
      };
    }
    const amount = batch.values[at.amount]![row]!;
    if (amount === 0) return { code: 'zero-amount', ...cellAt(batch.offset[row]!, 'amount') };
    const negative = amount > 0 && !isReversalAt(batch, row) ? negativePart(batch, row) : undefined;
    if (negative !== undefined) return { code: 'negative-amount', ...cellAt(batch.offset[row]!, negative) };
    if (Math.abs(amount) < split[row]!) return { code: 'split-exceeds-amount' };
    return { code: 'reversal-without-original', reversalOf: '' };
  }

  function isReversalAt(batch: RecordBatch, row: number): boolean {
    return mayReverse && batch.start[at.reversal_of]![row] !== batch.end[at.reversal_of]![row];
  }

  /** The first part of the row that is below zero. */
  function negativePart(batch: RecordBatch, row: number): (typeof splitColumns)[number] | undefined {
    return splitColumns.find((name) => batch.values[at[name]]![row]! < 0);
  }

  /** Sums the sizes of the parts that each row gives; blank ones book nothing. */
  function sumSplits(batch: RecordBatch): void {
    if (splitPositions.length === 0) return;
    const { count } = batch;
    split.fill(0, 0, count);
    hasNegativePart = false;
    for (const position of splitPositions) {
      const parts = batch.values[position]!;
      for (let row = 0; row < count; row++) {
        split[row]! += sizeOf(parts[row]!);
        if (parts[row]! < 0) hasNegativePart = true;
      }
    }
  }

  /** A pass of its own, four rows a turn, so that its cache misses overlap. */
  function lookUpDisbursement(count: number): void {
    const { found } = lookup;
    let row = 0;
    for (; row + 4 <= count; row += 4) {
      disbursed[row] = disbursedOn[Math.max(found[row]!, 0)]!;
      disbursed[row + 1] = disbursedOn[Math.max(found[row + 1]!, 0)]!;
      disbursed[row + 2] = disbursedOn[Math.max(found[row + 2]!, 0)]!;
      disbursed[row + 3] = disbursedOn[Math.max(found[row + 3]!, 0)]!;
    }
    for (; row < count; row++) disbursed[row] = disbursedOn[Math.max(found[row]!, 0)]!;
  }

  function take(batch: RecordBatch): void {
    makeRoom(rows, batch.count);
    markBatch(rows.marks, batch);
    findLoans(batch);
    sumSplits(batch);
    lookUpDisbursement(batch.count);
    const until = isPlain(batch) ? keepAll(batch) : keepRows(batch);
    if (hasIds) takeIds(batch);
    rows.count = until;
  }

  /** Whether the batch has nothing but sound receipts without parts, as nearly all have. */
  function isPlain(batch: RecordBatch): boolean {
    const { count } = batch;
    if (mayReverse && hasSpan(batch, at.reversal_of)) return false;
    if (splitPositions.length > 0) for (let row = 0; row < count; row++) if (split[row] !== 0) return false;
    const { found } = lookup;
    const days = batch.values[at.paid_on]!;
    const amounts = batch.values[at.amount]!;
    for (let row = 0; row < count; row++) {
      if (found[row]! < 0 || amounts[row]! <= 0 || days[row]! < disbursed[row]!) return false;
    }
    return true;
  }

  /** As {@link keepRows} for a batch that {@link isPlain}. */
  function keepAll(batch: RecordBatch): number {
    const { count, line } = batch;
    const { found } = lookup;
    const from = rows.count;
    const days = batch.values[at.paid_on]!;
    const amounts = batch.values[at.amount]!;
    const channels = batch.values[at.channel]!;
    let receiptSum = 0;
    for (let row = 0; row < count; row++) {
      const amount = amounts[row]!;
      // A blank channel is NaN, and 0 as a whole number.
      putRow(rows, from + row, found[row]!, packDay(days[row]!, channels[row]! | 0), line[row]!, amount);
      receiptSum += amount;
    }
    rows.receiptSum += receiptSum;
    rows.receiptRows += count;
    return from + count;
  }

  /** Takes the sound rows and rejects the others, of which `lookup.found` is -1 afterwards. Returns the new number of rows. */
  function keepRows(batch: RecordBatch): number {
    const { found } = lookup;
    const { line } = batch;
    const days = batch.values[at.paid_on]!;
    const amounts = batch.values[at.amount]!;
    const channels = batch.values[at.channel]!;
    let next = rows.count;
    let receiptSum = 0;
    let receiptRows = 0;
    for (let row = 0; row < batch.count; row++) {
      const loan = found[row]!;
      const signed = amounts[row]!;
      const amount = signed < 0 ? -signed : signed;
      const isReversal = isReversalAt(batch, row);
      if (
        loan < 0 ||
        days[row]! < disbursed[row]! ||
        amount === 0 ||
        split[row]! > amount ||
        (!isReversal && (signed < 0 || (hasNegativePart && negativePart(batch, row) !== undefined)))
      ) {
        batch.reject(row, problemOf(batch, row, loan));
        found[row] = -1;
        continue;
      }
      const day = packDay(days[row]!, channels[row]! | 0);
      putRow(rows, next, loan, day, line[row]!, isReversal ? -amount : amount);
      if (isReversal) noteReversal(batch, row, next, amount);
      else {
        receiptSum += amount;
        receiptRows++;
        if (split[row]! > 0) noteBookedParts(batch, row, next);
      }
      next++;
    }
    rows.receiptSum += receiptSum;
    rows.receiptRows += receiptRows;
    return next;
  }

  function noteReversal(batch: RecordBatch, row: number, next: number, amount: number): void {
    writeFingerprint(
      viewOf(batch.bytes),
      batch.start[at.reversal_of]![row]!,
      batch.end[at.reversal_of]![row]!,
      reversed.low,
      reversed.high,
      0,
    );
    rows.reversals.row.push(next);
    rows.reversals.ofLow.push(reversed.low[0]!);
    rows.reversals.ofHigh.push(reversed.high[0]!);
    rows.reversals.penalty.push(sizeOf(batch.values[at.penalty]![row]!));
    rows.reversals.fee.push(sizeOf(batch.values[at.fee]![row]!));
    rows.reversalSum += amount;
    rows.reversalRows++;
  }

  function noteBookedParts(batch: RecordBatch, row: number, next: number): void {
    const penalty = sizeOf(batch.values[at.penalty]![row]!);
    const fee = sizeOf(batch.values[at.fee]![row]!);
    if (penalty === 0 && fee === 0) return;
    rows.booked.row.push(next);
    rows.booked.penalty.push(penalty);
    rows.booked.fee.push(fee);
  }

  function takeIds(batch: RecordBatch): void {
    const { found } = lookup;
    const start = batch.start[at.payment_id]!;
    const end = batch.end[at.payment_id]!;
    const view = viewOf(batch.bytes);
    followIds(rows.idOrder, view, start, end, found, batch.count);
    if (rows.idOrder.isRising && !mayReverse) return;
    makeFingerprintRoom(batch, rows.count);
    const { low, high } = prints ?? rows.fingerprints;
    const first = prints?.first ?? 0;
    let next = rows.count;
    for (let row = 0; row < batch.count; row++) {
      if (found[row]! < 0) continue;
      if (start[row] !== end[row]) writeFingerprint(view, start[row]!, end[row]!, low, high, next - first);
      next++;
    }
    prints?.advance(next);
  }

  return {
    take,
    spill: (file, access) => spillRows(rows, file, access),
    finish() {
      spillRest(rows);
      prints?.finish(rows.count);
      return rows;
    },
  };
}

/** Size of a part of a split; one that is not given books nothing. */
function sizeOf(part: number): number {
  return Number.isNaN(part) ? 0 : Math.abs(part);
}

function hasSpan(batch: RecordBatch, column: number): boolean {
  const start = batch.start[column]!;
  const end = batch.end[column]!;
  for (let row = 0; row < batch.count; row++) if (start[row] !== end[row]) return true;
  return false;
}
