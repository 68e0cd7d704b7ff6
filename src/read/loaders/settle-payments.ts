/** What can be told of payments only once all rows are read: ids used twice, reversals; then their grouping by loan. */
import type { EpochDay } from '../../domain/civil-date.js';
import type { PaymentColumns } from '../../domain/loan.js';
import { type ProblemDetail, problem } from '../../domain/problem.js';
import { findEqualFingerprints, writeFingerprint } from '../../portfolio/fingerprint.js';
import { groupPayments, type PartGrouping, sumRows } from '../../portfolio/group-payments.js';
import { fillMissing, fingerprintsOf } from '../../portfolio/payment-fingerprints.js';
import { amountAt, dropRow, findRow, lineAt, type PaymentRows, type RowMarks } from '../../portfolio/payment-rows.js';
import type { PortfolioTotals } from '../../portfolio/portfolio.js';
import { settleReversals } from '../../portfolio/reversals.js';
import { allRise } from '../../portfolio/rising-ids.js';
import type { Spill } from '../../portfolio/spill.js';
import { groupSpilledPayments, type SpilledPayments } from '../../portfolio/spilled-payments.js';
import { viewOf } from '../byte-columns.js';
import type { OpenTable } from '../opened-table.js';
import { columnPosition, PAYMENTS } from '../shapes.js';
import type { ProblemLog, RowCounts } from '../table.js';
import { lookAgain } from './look-again.js';
import type { PaymentsReading } from './read-payments.js';

export type PaymentTotals = Pick<
  PortfolioTotals,
  | 'payments'
  | 'paymentRows'
  | 'reversedRows'
  | 'receipts'
  | 'receiptRows'
  | 'reversals'
  | 'reversalRows'
  | 'laterReversals'
  | 'laterReversalRows'
>;

export interface SettledPayments {
  readonly payments: PaymentColumns | SpilledPayments;
  readonly paymentStart: Int32Array;
  readonly totals: PaymentTotals;
}

/**
 * Takes out what shows only once all rows are read (payment ids used twice, reversals), then groups the rest by loan.
 * Rows rejected here are counted in `counts`. With a helper, part of the grouping is done there.
 */
export async function settlePayments(
  open: OpenTable,
  { parts, counts }: PaymentsReading,
  loans: number,
  asOf: EpochDay,
  log: ProblemLog,
  helper: PartGrouping | undefined,
  spill: Spill | null = null,
): Promise<SettledPayments> {
  const sums = sumRows(parts);
  const marks = joinMarks(parts);
  const reject = rejectAgain(open, marks, log, counts);

  for (const row of rejectDuplicates(open, parts, marks, reject)) {
    const { part, at } = findRow(parts, row);
    const amount = amountAt(part, at);
    dropRow(part, at);
    if (amount > 0) {
      sums.receipts -= amount;
      sums.receiptRows--;
    } else {
      sums.reversals += amount;
      sums.reversalRows--;
    }
  }

  const outcome = settleReversals(parts, asOf);
  for (const { amount } of outcome.refused) {
    sums.reversals -= amount;
    sums.reversalRows--;
  }
  reject(
    outcome.refused.map(({ row, originalLine }) => ({
      line: lineOf(parts, row),
      detail: (reversalOf) =>
        originalLine === null
          ? { code: 'reversal-without-original', reversalOf }
          : { code: 'reversal-exceeds-original', reversalOf, originalLine },
    })),
    columnPosition(PAYMENTS, 'reversal_of'),
  );

  const grouped =
    spill === null ? await groupPayments(parts, loans, helper) : await groupSpilledPayments(parts, loans, spill);
  const reversals = sums.reversals - outcome.later;
  const totals: PaymentTotals = {
    payments: sums.receipts - reversals,
    paymentRows: sums.receiptRows + sums.reversalRows,
    reversedRows: outcome.undoneRows,
    receipts: sums.receipts,
    receiptRows: sums.receiptRows,
    reversals,
    reversalRows: sums.reversalRows - outcome.laterRows,
    laterReversals: outcome.later,
    laterReversalRows: outcome.laterRows,
  };
  return { ...grouped, totals };
}

interface LateRejection {
  readonly line: number;
  /** The problem, given the text of the column that was asked for. */
  readonly detail: (text: string) => ProblemDetail;
}

type RejectAgain = (rejections: readonly LateRejection[], column: number) => void;

/** Rejects rows, in order of line, after the table has been read: each is looked up once more for its place and text. */
function rejectAgain(open: OpenTable, marks: RowMarks, log: ProblemLog, counts: RowCounts): RejectAgain {
  const loanId = columnPosition(PAYMENTS, 'loan_id');
  return (rejections, column) => {
    let next = 0;
    const lines = rejections.map(({ line }) => line);
    lookAgain(open, marks, lines, (batch, row) => {
      const place = {
        file: open.file,
        table: open.shape.table,
        line: lines[next]!,
        offset: batch.offset[row]!,
        loanId: batch.text(row, loanId),
      };
      log.add(problem(place, rejections[next]!.detail(batch.text(row, column))));
      next++;
    });
    counts.rejected += rejections.length;
  };
}

/** Rows whose payment id stood on an earlier row. Equal fingerprints are held against the ids themselves. */
function rejectDuplicates(
  open: OpenTable,
  parts: readonly PaymentRows[],
  marks: RowMarks,
  reject: RejectAgain,
): readonly number[] {
  if (allRise(parts.map(({ idOrder }) => idOrder))) return [];
  fillFingerprints(open, parts, marks);
  const groups = findEqualFingerprints(parts.map(fingerprintsOf));
  if (groups.length === 0) return [];
  const paymentId = columnPosition(PAYMENTS, 'payment_id');
  const suspects = groups.flat().sort((first, second) => first - second);
  const lines = suspects.map((row) => lineOf(parts, row));
  const firstLineOf = new Map<string, number>();
  const repeated: { row: number; line: number; firstLine: number }[] = [];
  let next = 0;
  lookAgain(open, marks, lines, (batch, row) => {
    const id = batch.text(row, paymentId);
    const line = lines[next]!;
    const firstLine = firstLineOf.get(id);
    if (firstLine === undefined) firstLineOf.set(id, line);
    else repeated.push({ row: suspects[next]!, line, firstLine });
    next++;
  });
  reject(
    repeated.map(({ line, firstLine }) => ({
      line,
      detail: (id) => ({ code: 'duplicate-payment', paymentId: id, firstLine }),
    })),
    paymentId,
  );
  return repeated.map(({ row }) => row);
}

/** Adds the fingerprints of the rows that seemed to need none when they were read. */
function fillFingerprints(open: OpenTable, parts: readonly PaymentRows[], marks: RowMarks): void {
  const paymentId = columnPosition(PAYMENTS, 'payment_id');
  for (const part of parts) {
    const missing = Math.min(part.fingerprintsFrom, part.count);
    if (missing === 0) continue;
    fillMissing(part, missing, (from, count, low, high) => {
      const lines = Uint32Array.from({ length: count }, (_, row) => lineAt(part, from + row));
      let next = 0;
      lookAgain(open, marks, lines, (batch, row) => {
        const start = batch.start[paymentId]![row]!;
        const end = batch.end[paymentId]![row]!;
        if (start !== end) writeFingerprint(viewOf(batch.bytes), start, end, low, high, next);
        next++;
      });
    });
  }
}

function lineOf(parts: readonly PaymentRows[], row: number): number {
  const { part, at } = findRow(parts, row);
  return lineAt(part, at);
}

function joinMarks(parts: readonly PaymentRows[]): RowMarks {
  return { line: parts.flatMap(({ marks }) => marks.line), offset: parts.flatMap(({ marks }) => marks.offset) };
}
