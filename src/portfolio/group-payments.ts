/** From payment rows in file order to the book's payment columns, grouped by loan and in date order. */
import type { PaymentColumns } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { byteColumn, float64Column, int32Column, release, uint32Column } from './columns.js';
import { NO_GROUP, placeRows, sortWithinGroups, startsOfGroups } from './grouping.js';
import { channelOf, dayOf, type PaymentRows } from './payment-rows.js';

export interface GroupedPayments {
  readonly payments: PaymentColumns;
  readonly paymentStart: Int32Array;
}

/**
 * Groups the rows that still belong to a loan. The parts are used up: their memory is released column by column as it
 * is moved, so that a book never stands twice in memory.
 */
export async function groupPayments(parts: readonly PaymentRows[], loans: number): Promise<GroupedPayments> {
  await release(parts.flatMap(({ columns }) => [columns.idLow, columns.idHigh]));
  const places = parts.map(({ columns, count }) => columns.loan.subarray(0, count));
  const paymentStart = startsOfGroups(places, loans);
  const rows = paymentStart[loans]!;
  placeRows(places, paymentStart);

  const paidOn = int32Column(rows);
  const channel = byteColumn(rows);
  for (const [index, part] of parts.entries()) {
    scatterDays(part.columns.dayAndChannel, places[index]!, paidOn, channel);
  }
  await release(parts.map(({ columns }) => columns.dayAndChannel));

  const { penaltyPart, feePart } = placeBookedParts(parts, places, rows);
  const amount = float64Column(rows);
  for (const [index, part] of parts.entries()) scatterAmounts(part.columns.amount, places[index]!, amount);
  await release(parts.map(({ columns }) => columns.amount));

  const line = uint32Column(rows);
  for (const [index, part] of parts.entries()) scatterLines(part.columns.line, places[index]!, line);
  await release(parts.flatMap(({ columns }) => [columns.line, columns.loan]));

  sortWithinGroups(paymentStart, paidOn, [amount, channel, line, penaltyPart, feePart]);
  return { payments: { paidOn, amount, penaltyPart, feePart, channel, line }, paymentStart };
}

function scatterDays(packed: Int32Array, places: Int32Array, paidOn: Int32Array, channel: Uint8Array): void {
  const rows = places.length;
  for (let row = 0; row < rows; row++) {
    const place = places[row]!;
    if (place === NO_GROUP) continue;
    paidOn[place] = dayOf(packed[row]!);
    channel[place] = channelOf(packed[row]!);
  }
}

function scatterAmounts(source: Float64Array, places: Int32Array, target: Float64Array): void {
  const rows = places.length;
  for (let row = 0; row < rows; row++) {
    const place = places[row]!;
    if (place !== NO_GROUP) target[place] = source[row]!;
  }
}

function scatterLines(source: Uint32Array, places: Int32Array, target: Uint32Array): void {
  const rows = places.length;
  for (let row = 0; row < rows; row++) {
    const place = places[row]!;
    if (place !== NO_GROUP) target[place] = source[row]!;
  }
}

/** Penalty and fee parts in their grouped places; empty columns where no receipt has any, as without such titles. */
function placeBookedParts(parts: readonly PaymentRows[], places: readonly Int32Array[], rows: number) {
  const hasPenalty = parts.some(({ booked }) => booked.penalty.some((penalty) => penalty > 0));
  const hasFee = parts.some(({ booked }) => booked.fee.some((fee) => fee > 0));
  const penaltyPart = float64Column(hasPenalty ? rows : 0);
  const feePart = float64Column(hasFee ? rows : 0);
  for (const [index, { booked, columns }] of parts.entries()) {
    for (let entry = 0; entry < booked.row.length; entry++) {
      const row = booked.row[entry]!;
      const place = places[index]![row]!;
      if (place === NO_GROUP) continue;
      const kept = fitBookedParts(booked.penalty[entry]!, booked.fee[entry]!, columns.amount[row]!);
      if (hasPenalty) penaltyPart[place] = kept.penalty;
      if (hasFee) feePart[place] = kept.fee;
    }
  }
  return { penaltyPart, feePart };
}

/**
 * What remains of the booked parts when a partial reversal has left only `standing` of the receipt: penalty gives way
 * first, then fee, and only as far as they would exceed it.
 */
function fitBookedParts(penalty: Fen, fee: Fen, standing: Fen): { readonly penalty: Fen; readonly fee: Fen } {
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
