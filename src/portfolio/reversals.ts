/** Reversals (冲正): each is matched with the receipt that it undoes, on the same loan, by payment id. */
import type { EpochDay } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import { type FingerprintPiece, FingerprintSet } from './fingerprint.js';
import { NO_GROUP } from './grouping.js';
import { fingerprintsOf } from './payment-fingerprints.js';
import { amountAt, dayAt, dropRow, findRow, lineAt, loanAt, type PaymentRows, putAmount } from './payment-rows.js';

interface Reversal {
  readonly row: number;
  readonly loan: number;
  readonly day: EpochDay;
  readonly amount: Fen;
  /** What of the amount the export itself takes off penalty interest and fees; 0 where it does not say. */
  readonly penalty: Fen;
  readonly fee: Fen;
  readonly ofLow: number;
  readonly ofHigh: number;
  /** Row of the receipt that it undoes, or -1. */
  original: number;
}

/** A reversal that cannot stand; its row is rejected. */
export interface RefusedReversal {
  readonly row: number;
  readonly amount: Fen;
  /** Line of the receipt where the reversal exceeds what still stands of it; null where there is no such receipt. */
  readonly originalLine: number | null;
}

export interface ReversalOutcome {
  /** In rising order of rows. */
  readonly refused: readonly RefusedReversal[];
  /** Fen taken off receipts. */
  readonly applied: Fen;
  /** Reversals dated after the as-of date: sound, but without effect yet. */
  readonly later: Fen;
  readonly laterRows: number;
  /** Receipts of which nothing is left. */
  readonly undoneRows: number;
}

/**
 * Takes every reversal up to `asOf` off its receipt, in order of date and row, as if that much had never been paid.
 * A reversal dated later is checked in the same way but has no effect, for on the as-of date it has not happened.
 *
 * Changes the parts: amounts of receipts fall, and booked parts by those of the reversal, receipts undone in full and all reversal rows leave their loan
 * (NO_GROUP). Whether two payment ids are equal is decided by their 64-bit fingerprints: among the receipts of one
 * loan a chance match is out of the question.
 */
export function settleReversals(parts: readonly PaymentRows[], asOf: EpochDay): ReversalOutcome {
  const reversals = collectReversals(parts);
  findOriginals(parts, reversals);
  reversals.sort((first, second) => first.day - second.day || first.row - second.row);

  const standing = new Map<number, Fen>();
  const refused: RefusedReversal[] = [];
  let applied = 0;
  let later = 0;
  let laterRows = 0;
  let undoneRows = 0;
  for (const { row, day, amount, penalty, fee, original } of reversals) {
    const receipt = original < 0 ? null : findRow(parts, original);
    if (receipt === null || dayAt(receipt.part, receipt.at) > day) {
      refused.push({ row, amount, originalLine: null });
      continue;
    }
    const left = (standing.get(original) ?? amountAt(receipt.part, receipt.at)) - amount;
    if (left < 0) {
      refused.push({ row, amount, originalLine: lineAt(receipt.part, receipt.at) });
      continue;
    }
    standing.set(original, left);
    if (day > asOf) {
      later += amount;
      laterRows++;
      continue;
    }
    applied += amount;
    if (left > 0) {
      putAmount(receipt.part, receipt.at, left);
      takeOffBooked(receipt.part, receipt.at, penalty, fee);
      continue;
    }
    dropRow(receipt.part, receipt.at);
    undoneRows++;
  }

  for (const { row } of reversals) {
    const { part, at } = findRow(parts, row);
    dropRow(part, at);
  }
  refused.sort((first, second) => first.row - second.row);
  return { refused, applied, later, laterRows, undoneRows };
}

/** Takes off the parts that a receipt is booked to what a reversal of some of it says was booked there. */
function takeOffBooked({ booked }: PaymentRows, at: number, penalty: Fen, fee: Fen): void {
  if (penalty === 0 && fee === 0) return;
  let low = 0;
  let high = booked.row.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (booked.row[middle]! < at) low = middle + 1;
    else high = middle;
  }
  if (booked.row[low] !== at) return;
  booked.penalty[low] = Math.max(0, booked.penalty[low]! - penalty);
  booked.fee[low] = Math.max(0, booked.fee[low]! - fee);
}

/** The reversal rows that have not been rejected. */
function collectReversals(parts: readonly PaymentRows[]): Reversal[] {
  const collected: Reversal[] = [];
  let base = 0;
  for (const part of parts) {
    const { row, ofLow, ofHigh, penalty, fee } = part.reversals;
    for (let index = 0; index < row.length; index++) {
      const at = row[index]!;
      if (loanAt(part, at) === NO_GROUP) continue;
      collected.push({
        row: base + at,
        loan: loanAt(part, at),
        day: dayAt(part, at),
        amount: -amountAt(part, at),
        penalty: penalty[index]!,
        fee: fee[index]!,
        ofLow: ofLow[index]!,
        ofHigh: ofHigh[index]!,
        original: -1,
      });
    }
    base += part.count;
  }
  return collected;
}

function findOriginals(parts: readonly PaymentRows[], reversals: readonly Reversal[]): void {
  const wanted = new FingerprintSet();
  for (const { ofLow, ofHigh } of reversals) wanted.add(ofLow, ofHigh);
  if (wanted.size === 0) return;
  const waiting = new Map<number, Reversal[]>();
  for (const reversal of reversals) {
    const slot = wanted.find(reversal.ofLow, reversal.ofHigh);
    const others = waiting.get(slot);
    if (others === undefined) waiting.set(slot, [reversal]);
    else others.push(reversal);
  }
  let base = 0;
  for (const part of parts) {
    const first = base;
    fingerprintsOf(part).eachPiece((piece) => matchReceipts(part, piece, first, wanted, waiting));
    base += part.count;
  }
}

function matchReceipts(
  part: PaymentRows,
  { from, count, low, high }: FingerprintPiece,
  base: number,
  wanted: FingerprintSet,
  waiting: ReadonlyMap<number, readonly Reversal[]>,
): void {
  for (let at = 0; at < count; at++) {
    const slot = wanted.find(low[at]!, high[at]!);
    if (slot < 0) continue;
    const row = from + at;
    const loan = loanAt(part, row);
    if (loan === NO_GROUP || amountAt(part, row) < 0) continue;
    for (const reversal of waiting.get(slot)!) if (reversal.loan === loan) reversal.original = base + row;
  }
}
