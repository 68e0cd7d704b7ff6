/**
 * Payment rows brought roughly in order of loan: by blocks of neighbouring loans, in file order within each. Written
 * straight to their loans, the rows of a ledger in date order would miss the cache with nearly every number; block by
 * block, all that is written lies close together.
 */
import type { PaymentColumns } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { NO_GROUP } from './grouping.js';
import {
  AMOUNT_WORD,
  channelOf,
  DAY_WORD,
  dayOf,
  LARGE,
  LINE_WORD,
  LOAN_WORD,
  newStretch,
  type PaymentRows,
  RECORD_WORDS,
  type RecordStretch,
  STRETCH_ROWS,
} from './payment-rows.js';

/** What is moved of a stretch of payment rows; all of it can be posted. */
export type MovedRows = Pick<PaymentRows, 'count' | 'stretches' | 'largeAmounts' | 'linesBefore'>;

/** The rows that belong to a loan, as records in pages of memory. */
export interface LoanBlocks {
  /** The pages of each block, full but for its last. */
  readonly pages: readonly (readonly Page[])[];
  /** Records in the last page of each block. */
  readonly inLast: Int32Array;
  /** What the pages lie in, to be released. */
  readonly memory: readonly RecordStretch[];
  /** As {@link PaymentRows.largeAmounts}, but by line of the part. */
  readonly largeAmounts: ReadonlyMap<number, Fen>;
  readonly linesBefore: number;
}

/** A page within a stretch: from word `at` on. */
interface Page {
  readonly memory: RecordStretch;
  readonly at: number;
}

const PAGE_ROWS = 1024;
const PAGE_WORDS = PAGE_ROWS * RECORD_WORDS;

/** So many blocks at most, for each is a place in memory that is written to in turn, and loans in one at least. */
const MOST_BLOCKS_LOG2 = 8;
const FEWEST_LOANS_LOG2 = 12;

/** Rows per call of an inner loop: a loop over all rows would run for long in code optimised on the fly. */
const BATCH_ROWS = 4096;

/**
 * The rows in blocks of the `loans` loans. The memory of the rows is used up: as soon as the rows of a stretch have been
 * moved, it holds pages. Memory that is new to the process is what would take the time here.
 */
export function blockRows({ count, stretches, largeAmounts, linesBefore }: MovedRows, loans: number): LoanBlocks {
  const shift = Math.max(FEWEST_LOANS_LOG2, Math.ceil(Math.log2(Math.max(loans, 1))) - MOST_BLOCKS_LOG2);
  const filling = newFilling((loans >> shift) + 1);
  const byLine = new Map<number, Fen>();
  for (const [row, amount] of largeAmounts) {
    const stretch = stretches[Math.floor(row / STRETCH_ROWS)]!;
    byLine.set(stretch[(row % STRETCH_ROWS) * RECORD_WORDS + LINE_WORD]! >>> 0, amount);
  }
  for (let from = 0; from < count; from += STRETCH_ROWS) {
    const stretch = stretches.shift()!;
    const words = Math.min(STRETCH_ROWS, count - from) * RECORD_WORDS;
    for (let at = 0; at < words; at += BATCH_ROWS * RECORD_WORDS) {
      fillBlocks(stretch, at, Math.min(at + BATCH_ROWS * RECORD_WORDS, words), shift, filling);
    }
    addFree(filling, stretch);
  }
  const inLast = filling.next.map((next, block) => {
    const last = filling.pages[block]!.at(-1);
    return last === undefined ? 0 : (next - last.at) / RECORD_WORDS;
  });
  return { pages: filling.pages, inLast, memory: filling.stretches, largeAmounts: byLine, linesBefore };
}

/** Blocks while they are being filled. */
interface Filling {
  readonly pages: Page[][];
  readonly free: Page[];
  /** All that pages were made in. */
  readonly stretches: RecordStretch[];
  /** Of each block: the memory of its last page, where the next record goes, and where the page ends. */
  readonly memory: RecordStretch[];
  readonly next: Int32Array;
  readonly end: Int32Array;
}

function newFilling(blocks: number): Filling {
  const none: RecordStretch = new Int32Array(0);
  return {
    pages: Array.from({ length: blocks }, () => []),
    free: [],
    stretches: [],
    memory: Array.from({ length: blocks }, () => none),
    next: new Int32Array(blocks),
    end: new Int32Array(blocks),
  };
}

function addFree({ free, stretches }: Filling, memory: RecordStretch): void {
  stretches.push(memory);
  for (let at = memory.length - PAGE_WORDS; at >= 0; at -= PAGE_WORDS) free.push({ memory, at });
}

function addPage(filling: Filling, block: number): void {
  const { pages, free, memory, next, end } = filling;
  if (free.length === 0) addFree(filling, newStretch());
  const page = free.pop()!;
  pages[block]!.push(page);
  memory[block] = page.memory;
  next[block] = page.at;
  end[block] = page.at + PAGE_WORDS;
}

function fillBlocks(stretch: RecordStretch, from: number, until: number, shift: number, filling: Filling): void {
  const { memory, next, end } = filling;
  for (let at = from; at < until; at += RECORD_WORDS) {
    const loan = stretch[at + LOAN_WORD]!;
    if (loan === NO_GROUP) continue;
    const block = loan >> shift;
    if (next[block] === end[block]) addPage(filling, block);
    const page = memory[block]!;
    const to = next[block]!;
    next[block] = to + RECORD_WORDS;
    page[to] = loan;
    page[to + 1] = stretch[at + 1]!;
    page[to + 2] = stretch[at + 2]!;
    page[to + 3] = stretch[at + 3]!;
  }
}

/** Adds the number of rows of each loan to `counts`. */
export function countByLoan({ pages, inLast }: LoanBlocks, counts: Int32Array): void {
  pages.forEach((ofBlock, block) => {
    for (let page = 0; page < ofBlock.length; page++) {
      const rows = page === ofBlock.length - 1 ? inLast[block]! : PAGE_ROWS;
      countPage(ofBlock[page]!, rows, counts);
    }
  });
}

function countPage({ memory, at }: Page, rows: number, counts: Int32Array): void {
  const until = at + rows * RECORD_WORDS;
  for (let from = at; from < until; from += RECORD_WORDS) counts[memory[from + LOAN_WORD]!]! += 1;
}

/** The columns that every payment has. */
export type PlacedColumns = Pick<PaymentColumns, 'paidOn' | 'amount' | 'channel' | 'line'>;

/** Writes each row to the next place of its loan, which `next` gives and which moves on. */
export function placeBlocks(blocks: LoanBlocks, next: Int32Array, target: PlacedColumns): void {
  blocks.pages.forEach((ofBlock, block) => {
    for (let page = 0; page < ofBlock.length; page++) {
      const rows = page === ofBlock.length - 1 ? blocks.inLast[block]! : PAGE_ROWS;
      placePage(ofBlock[page]!, rows, blocks, next, target);
    }
  });
}

function placePage(
  { memory, at }: Page,
  rows: number,
  { largeAmounts, linesBefore }: LoanBlocks,
  next: Int32Array,
  { paidOn, amount, channel, line }: PlacedColumns,
): void {
  const until = at + rows * RECORD_WORDS;
  for (let from = at; from < until; from += RECORD_WORDS) {
    const loan = memory[from + LOAN_WORD]!;
    const place = next[loan]!;
    next[loan] = place + 1;
    const day = memory[from + DAY_WORD]!;
    const lineOfPart = memory[from + LINE_WORD]! >>> 0;
    const fen = memory[from + AMOUNT_WORD]!;
    paidOn[place] = dayOf(day);
    channel[place] = channelOf(day);
    line[place] = lineOfPart + linesBefore;
    amount[place] = fen === LARGE ? largeAmounts.get(lineOfPart)! : fen;
  }
}
