/** The payments table into rows that wait for being grouped by loan. */
import { formatIsoDate } from '../../domain/civil-date.js';
import type { ProblemDetail } from '../../domain/problem.js';
import { int32Column, nextCapacity, regrow } from '../../portfolio/columns.js';
import { writeFingerprint } from '../../portfolio/fingerprint.js';
import { findIds, type IdTable, newIdLookup } from '../../portfolio/id-table.js';
import { newPaymentRows, type PaymentRows, packDay } from '../../portfolio/payment-rows.js';
import { PAYMENTS } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import { positionsOf } from './batch-columns.js';
import type { CellAt } from './loans.js';
import { markBatch } from './look-again.js';

/** What payments are held against. All of it can be posted to another thread. */
export interface PaymentContext {
  readonly loanIds: IdTable;
  readonly disbursedOn: Int32Array;
}

export interface PaymentIntake {
  take(batch: RecordBatch): void;
  /** The rows so far; the intake must not be used afterwards. */
  finish(): PaymentRows;
}

/**
 * Takes the records of a payments table. Sets aside payments of unknown loans or from before the loan was disbursed,
 * amounts of zero, negative amounts that name no original, and splits that exceed the amount.
 *
 * `bytesFrom` and `bytesUntil` say which bytes of the table are being read, a hint for capacity.
 */
export function receivePayments(
  context: PaymentContext,
  bytesFrom: number,
  bytesUntil: number,
  cellAt: CellAt,
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
  const { loanIds, disbursedOn } = context;
  const lookup = newIdLookup();
  const rows = newPaymentRows();
  const reversed = { low: new Int32Array(1), high: new Int32Array(1) };

  function makeRoom(batch: RecordBatch): void {
    const capacity = rows.columns.loan.length;
    if (rows.count + batch.count > capacity) {
      const wanted = nextCapacity(rows.count, batch.offset[0]! - bytesFrom, bytesUntil - bytesFrom);
      rows.columns = regrow(rows.columns, rows.count, wanted, 'own');
    }
    if (rows.columns.idLow.length === 0 && hasSpan(batch, at.payment_id)) {
      const { length } = rows.columns.loan;
      rows.columns = { ...rows.columns, idLow: int32Column(length, 'own'), idHigh: int32Column(length, 'own') };
    }
  }

  function findProblem(batch: RecordBatch, row: number, loan: number): ProblemDetail | null {
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
    if (amount === 0) return { code: 'bad-amount', ...cellAt(batch.offset[row]!, 'amount') };
    if (amount < 0 && batch.start[at.reversal_of]![row] === batch.end[at.reversal_of]![row]) {
      return { code: 'reversal-without-original', reversalOf: '' };
    }
    const split =
      given(batch.values[at.principal]![row]!) +
      given(batch.values[at.interest]![row]!) +
      given(batch.values[at.penalty]![row]!) +
      given(batch.values[at.fee]![row]!);
    return split > Math.abs(amount) ? { code: 'split-exceeds-amount' } : null;
  }

  function take(batch: RecordBatch): void {
    makeRoom(batch);
    const { marks, columns } = rows;
    markBatch(marks, batch);
    findIds(loanIds, lookup, batch.count, batch.bytes, batch.start[at.loan_id]!, batch.end[at.loan_id]!);

    const { found } = lookup;
    const days = batch.values[at.paid_on]!;
    const amounts = batch.values[at.amount]!;
    const channels = batch.values[at.channel]!;
    const reversalStart = batch.start[at.reversal_of]!;
    const reversalEnd = batch.end[at.reversal_of]!;
    let next = rows.count;
    for (let row = 0; row < batch.count; row++) {
      const loan = found[row]!;
      const detail = findProblem(batch, row, loan);
      if (detail !== null) {
        batch.reject(row, detail);
        // Marks the row for the passes below.
        found[row] = -1;
        continue;
      }
      const isReversal = reversalStart[row] !== reversalEnd[row];
      const amount = Math.abs(amounts[row]!);
      columns.loan[next] = loan;
      // A blank channel is NaN, and 0 as a whole number.
      columns.dayAndChannel[next] = packDay(days[row]!, channels[row]! | 0);
      columns.amount[next] = isReversal ? -amount : amount;
      columns.line[next] = batch.line[row]!;
      if (isReversal) noteReversal(batch, row, next, amount);
      else noteReceipt(batch, row, next, amount);
      next++;
    }
    if (columns.idLow.length > 0) takeIds(batch, found);
    rows.count = next;
  }

  function noteReversal(batch: RecordBatch, row: number, next: number, amount: number): void {
    writeFingerprint(
      batch.bytes,
      batch.start[at.reversal_of]![row]!,
      batch.end[at.reversal_of]![row]!,
      reversed.low,
      reversed.high,
      0,
    );
    rows.reversals.row.push(next);
    rows.reversals.ofLow.push(reversed.low[0]!);
    rows.reversals.ofHigh.push(reversed.high[0]!);
    rows.reversalSum += amount;
    rows.reversalRows++;
  }

  function noteReceipt(batch: RecordBatch, row: number, next: number, amount: number): void {
    rows.receiptSum += amount;
    rows.receiptRows++;
    const penalty = given(batch.values[at.penalty]![row]!);
    const fee = given(batch.values[at.fee]![row]!);
    if (penalty === 0 && fee === 0) return;
    rows.booked.row.push(next);
    rows.booked.penalty.push(penalty);
    rows.booked.fee.push(fee);
  }

  function takeIds(batch: RecordBatch, found: Int32Array): void {
    const { idLow, idHigh } = rows.columns;
    const start = batch.start[at.payment_id]!;
    const end = batch.end[at.payment_id]!;
    let next = rows.count;
    for (let row = 0; row < batch.count; row++) {
      if (found[row]! < 0) continue;
      if (start[row] !== end[row]) writeFingerprint(batch.bytes, start[row]!, end[row]!, idLow, idHigh, next);
      next++;
    }
  }

  return { take, finish: () => rows };
}

/** Size of a part of a split; one that is not given books nothing. */
function given(part: number): number {
  return Number.isNaN(part) ? 0 : Math.abs(part);
}

function hasSpan(batch: RecordBatch, column: number): boolean {
  const start = batch.start[column]!;
  const end = batch.end[column]!;
  for (let row = 0; row < batch.count; row++) if (start[row] !== end[row]) return true;
  return false;
}
