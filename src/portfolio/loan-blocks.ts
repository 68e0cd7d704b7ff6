/**
 * Payment rows brought roughly in order of loan: by blocks of neighbouring loans, in file order within each. Written
 * straight to their loans, the rows of a ledger in date order would miss the cache with nearly every number; block by
 * block, all that is written lies close together.
 */
import type { PaymentColumns } from '../domain/loan.js';
import { NO_GROUP } from './grouping.js';
import { channelOf, dayOf } from './payment-rows.js';

/** What is moved of a stretch of payment rows, as {@link PaymentRowColumns} has them; their memory can be posted. */
export interface MovedRows {
  readonly loan: Int32Array;
  readonly dayAndChannel: Int32Array;
  readonly amount: Float64Array;
  readonly line: Uint32Array;
}

/** The rows that belong to a loan, {@link RECORD_WORDS} numbers each: loan, day and channel, line, amount in two. */
export type LoanBlocks = Int32Array;

const RECORD_WORDS = 5;

/** So many blocks at most, for each is a place in memory that is written to in turn, and loans in one at least. */
const MOST_BLOCKS_LOG2 = 8;
const FEWEST_LOANS_LOG2 = 12;

/** Rows per call of an inner loop: a loop over all rows would run for long in code optimised on the fly. */
const BATCH_ROWS = 4096;

/** The first `count` rows in blocks of the `loans` loans. */
export function blockRows(rows: MovedRows, count: number, loans: number): LoanBlocks {
  const shift = Math.max(FEWEST_LOANS_LOG2, Math.ceil(Math.log2(Math.max(loans, 1))) - MOST_BLOCKS_LOG2);
  const next = new Int32Array((loans >> shift) + 2);
  for (let from = 0; from < count; from += BATCH_ROWS) {
    countBlocks(rows.loan, from, Math.min(from + BATCH_ROWS, count), shift, next);
  }
  for (let block = 1; block < next.length; block++) next[block]! += next[block - 1]!;
  const blocks = new Int32Array(next[next.length - 1]! * RECORD_WORDS);
  const words = wordsOf(rows.amount);
  for (let from = 0; from < count; from += BATCH_ROWS) {
    fillBlocks(rows, words, from, Math.min(from + BATCH_ROWS, count), shift, next, blocks);
  }
  return blocks;
}

/** Adds the number of rows of block b to `counts[b + 1]`. */
function countBlocks(loan: Int32Array, from: number, until: number, shift: number, counts: Int32Array): void {
  for (let row = from; row < until; row++) {
    const of = loan[row]!;
    if (of !== NO_GROUP) counts[(of >> shift) + 1]! += 1;
  }
}

function fillBlocks(
  { loan, dayAndChannel, line }: MovedRows,
  amountWords: Int32Array,
  from: number,
  until: number,
  shift: number,
  next: Int32Array,
  blocks: LoanBlocks,
): void {
  for (let row = from; row < until; row++) {
    const of = loan[row]!;
    if (of === NO_GROUP) continue;
    const record = next[of >> shift]!;
    next[of >> shift] = record + 1;
    const at = record * RECORD_WORDS;
    blocks[at] = of;
    blocks[at + 1] = dayAndChannel[row]!;
    blocks[at + 2] = line[row]!;
    blocks[at + 3] = amountWords[row * 2]!;
    blocks[at + 4] = amountWords[row * 2 + 1]!;
  }
}

/** Adds the number of rows of each loan to `counts`. */
export function countByLoan(blocks: LoanBlocks, counts: Int32Array): void {
  const words = BATCH_ROWS * RECORD_WORDS;
  for (let from = 0; from < blocks.length; from += words) {
    countBatch(blocks, from, Math.min(from + words, blocks.length), counts);
  }
}

function countBatch(blocks: LoanBlocks, from: number, until: number, counts: Int32Array): void {
  for (let at = from; at < until; at += RECORD_WORDS) counts[blocks[at]!]! += 1;
}

/** The columns that every payment has. */
export type PlacedColumns = Pick<PaymentColumns, 'paidOn' | 'amount' | 'channel' | 'line'>;

/** Writes each row to the next place of its loan, which `next` gives and which moves on. */
export function placeBlocks(blocks: LoanBlocks, next: Int32Array, target: PlacedColumns): void {
  const words = BATCH_ROWS * RECORD_WORDS;
  const amountWords = wordsOf(target.amount);
  for (let from = 0; from < blocks.length; from += words) {
    placeBatch(blocks, from, Math.min(from + words, blocks.length), next, target, amountWords);
  }
}

function placeBatch(
  blocks: LoanBlocks,
  from: number,
  until: number,
  next: Int32Array,
  { paidOn, channel, line }: PlacedColumns,
  amountWords: Int32Array,
): void {
  for (let at = from; at < until; at += RECORD_WORDS) {
    const loan = blocks[at]!;
    const place = next[loan]!;
    next[loan] = place + 1;
    const dayAndChannel = blocks[at + 1]!;
    paidOn[place] = dayOf(dayAndChannel);
    channel[place] = channelOf(dayAndChannel);
    line[place] = blocks[at + 2]!;
    amountWords[place * 2] = blocks[at + 3]!;
    amountWords[place * 2 + 1] = blocks[at + 4]!;
  }
}

/** The halves of each number, to be moved as they are. */
function wordsOf(amounts: Float64Array): Int32Array {
  return new Int32Array(amounts.buffer, amounts.byteOffset, amounts.length * 2);
}
