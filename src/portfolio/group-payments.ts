/** From payment rows in file order to the book's payment columns, grouped by loan and in date order. */
import type { PaymentColumns } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { byteColumn, float64Column, int32Column, release, uint32Column } from './columns.js';
import { NO_GROUP, sortWithinGroups } from './grouping.js';
import {
  blockRows,
  countByLoan,
  type LoanBlocks,
  type MovedRows,
  type PlacedColumns,
  placeBlocks,
} from './loan-blocks.js';
import { amountAt, lineAt, loanAt, type PaymentRows } from './payment-rows.js';

export interface GroupedPayments {
  readonly payments: PaymentColumns;
  readonly paymentStart: Int32Array;
}

/**
 * Where the rows of a part are grouped: on this thread or another one. Each step must be over before the next is
 * asked for.
 */
export interface PartGrouping {
  /** Takes over the memory of the rows and adds the number of rows of each loan to `counts`, which is shared. */
  count(rows: MovedRows, counts: Int32Array): Promise<void>;
  /** Writes the rows, in their order, to the places of their loan from `next[loan]` on; both are shared. */
  place(next: Int32Array, target: PlacedColumns): Promise<void>;
  /** Brings the payments of loans `from` … `until` (exclusive) in date order. */
  sort(paymentStart: Int32Array, payments: PaymentColumns, from: number, until: number): Promise<void>;
}

export function newPartGrouping(): PartGrouping {
  let blocks: LoanBlocks | undefined;
  return {
    async count(rows, counts) {
      blocks = blockRows(rows, counts.length);
      countByLoan(blocks, counts);
    },
    async place(next, target) {
      if (blocks === undefined) return;
      placeBlocks(blocks, next, target);
      const { memory } = blocks;
      blocks = undefined;
      await release(memory);
    },
    async sort(paymentStart, { paidOn, amount, channel, line, penaltyPart, feePart }, from, until) {
      sortWithinGroups(paymentStart, paidOn, [amount, channel, line, penaltyPart, feePart], from, until);
    },
  };
}

/**
 * Groups the rows that still belong to a loan. The parts are used up: their memory is released or handed over as it is
 * moved. Where there is a second part, `other` may group it at the same time; the outcome is the same.
 */
export async function groupPayments(
  parts: readonly PaymentRows[],
  loans: number,
  other: PartGrouping = newPartGrouping(),
): Promise<GroupedPayments> {
  await release(parts.flatMap(({ fingerprints }) => [fingerprints.low, fingerprints.high]));
  const booked = parts.map(bookedReceipts);
  const own = newPartGrouping();
  const groupings = parts.map((_, part) => (part === 1 ? other : part === 0 ? own : newPartGrouping()));
  const counts = parts.map(() => int32Column(loans));
  // The other thread is asked first: it works while this one does.
  await inReverse(parts, (rows, part) => groupings[part]!.count(movedRows(rows), counts[part]!));

  const paymentStart = startsOfLoans(counts, loans);
  const rows = paymentStart[loans]!;
  const placed = {
    paidOn: int32Column(rows),
    amount: parts.some(({ largeAmounts }) => largeAmounts.size > 0) ? float64Column(rows) : int32Column(rows),
    channel: byteColumn(rows),
    line: uint32Column(rows),
  };
  await inReverse(groupings, (grouping, part) => grouping.place(counts[part]!, placed));

  const payments = { ...placed, ...placeBookedParts(booked, paymentStart, placed) };
  const middle = groupings.length > 1 ? loans >> 1 : loans;
  await inReverse(groupings.slice(0, 2), (grouping, part) =>
    part === 0
      ? grouping.sort(paymentStart, payments, 0, middle)
      : grouping.sort(paymentStart, payments, middle, loans),
  );
  return { payments, paymentStart };
}

/** What is posted of a part: it would be copied otherwise. */
function movedRows({ count, stretches, largeAmounts, linesBefore }: MovedRows): MovedRows {
  return { count, stretches, largeAmounts, linesBefore };
}

function inReverse<T>(items: readonly T[], work: (item: T, at: number) => Promise<void>): Promise<unknown> {
  const under: Promise<void>[] = [];
  for (let at = items.length - 1; at >= 0; at--) under.push(work(items[at]!, at));
  return Promise.all(under);
}

/**
 * Where each loan begins when the rows of all parts are put together; entry `loans` is the number of rows. Each part's
 * count of a loan is replaced by the place of the part's first row of it.
 */
function startsOfLoans(counts: readonly Int32Array[], loans: number): Int32Array {
  const starts = int32Column(loans + 1);
  let next = 0;
  for (let loan = 0; loan < loans; loan++) {
    starts[loan] = next;
    for (const part of counts) {
      const count = part[loan]!;
      part[loan] = next;
      next += count;
    }
  }
  starts[loans] = next;
  return starts;
}

/** What receipts of a part are booked to. */
interface BookedReceipts {
  readonly loan: number[];
  readonly line: number[];
  readonly penalty: Fen[];
  readonly fee: Fen[];
  /** Whether any receipt of the part, standing or not, has a penalty or a fee part. */
  readonly hasPenalty: boolean;
  readonly hasFee: boolean;
}

function bookedReceipts(part: PaymentRows): BookedReceipts {
  const { booked } = part;
  const standing: BookedReceipts = {
    loan: [],
    line: [],
    penalty: [],
    fee: [],
    hasPenalty: booked.penalty.some((penalty) => penalty > 0),
    hasFee: booked.fee.some((fee) => fee > 0),
  };
  for (let entry = 0; entry < booked.row.length; entry++) {
    const row = booked.row[entry]!;
    const loan = loanAt(part, row);
    if (loan === NO_GROUP) continue;
    const kept = fitBookedParts(booked.penalty[entry]!, booked.fee[entry]!, amountAt(part, row));
    standing.loan.push(loan);
    standing.line.push(lineAt(part, row));
    standing.penalty.push(kept.penalty);
    standing.fee.push(kept.fee);
  }
  return standing;
}

/** Penalty and fee parts in their grouped places; empty columns where no receipt has any, as without such titles. */
function placeBookedParts(parts: readonly BookedReceipts[], paymentStart: Int32Array, { line, paidOn }: PlacedColumns) {
  const rows = paidOn.length;
  const hasPenalty = parts.some((part) => part.hasPenalty);
  const hasFee = parts.some((part) => part.hasFee);
  const penaltyPart = float64Column(hasPenalty ? rows : 0);
  const feePart = float64Column(hasFee ? rows : 0);
  for (const booked of parts) {
    for (let entry = 0; entry < booked.loan.length; entry++) {
      const loan = booked.loan[entry]!;
      const place = findLine(line, paymentStart[loan]!, paymentStart[loan + 1]!, booked.line[entry]!);
      if (hasPenalty) penaltyPart[place] = booked.penalty[entry]!;
      if (hasFee) feePart[place] = booked.fee[entry]!;
    }
  }
  return { penaltyPart, feePart };
}

/** Place of a line among the payments `from` … `until` of a loan, which stand in file order. */
function findLine(lines: Uint32Array, from: number, until: number, line: number): number {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]! < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * What remains of the booked parts when a partial reversal has left only `standing` of the receipt: penalty gives way
 * first, then fee, and only as far as they would exceed it.
 */
export function fitBookedParts(penalty: Fen, fee: Fen, standing: Fen): { readonly penalty: Fen; readonly fee: Fen } {
  const excess = Math.max(0, penalty + fee - standing);
  const offPenalty = Math.min(penalty, excess);
  return { penalty: penalty - offPenalty, fee: fee - (excess - offPenalty) };
}

/** Money and rows of the payments table, for the control totals. */
export interface RowSums {
  receipts: Fen;
  receiptRows: number;
  reversals: Fen;
  reversalRows: number;
}

export function sumRows(parts: readonly PaymentRows[]): RowSums {
  const sums: RowSums = { receipts: 0, receiptRows: 0, reversals: 0, reversalRows: 0 };
  for (const part of parts) {
    sums.receipts += part.receiptSum;
    sums.receiptRows += part.receiptRows;
    sums.reversals += part.reversalSum;
    sums.reversalRows += part.reversalRows;
  }
  return sums;
}
