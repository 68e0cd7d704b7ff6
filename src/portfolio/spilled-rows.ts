/**
 * Payment rows whose stretches have gone to a file, as they came from the table. Only whole stretches go while rows are
 * still being read; what is asked of single rows afterwards – repeated ids, reversals – goes through a few pages.
 */
import type { SpillAccess, SpillFile } from './spill.js';

export interface SpilledRows {
  readonly file: SpillFile;
  readonly access: SpillAccess;
  /** Stretches that stand in the file, from the first on. */
  stretches: number;
  readonly pages: RowPages;
}

/** Pages of the file that were looked at last. */
interface RowPages {
  /** Page that stands in each slot; -1 for none. */
  readonly page: Int32Array;
  readonly words: Int32Array[];
}

const PAGE_LOG2 = 10;
const PAGE_WORDS = 1 << PAGE_LOG2;
const SLOTS = 64;

export function newSpilledRows(file: SpillFile, access: SpillAccess): SpilledRows {
  return { file, access, stretches: 0, pages: { page: new Int32Array(SLOTS).fill(-1), words: [] } };
}

/** Word `at` of the file, counted through all rows. */
export function spilledWord(rows: SpilledRows, at: number): number {
  return pageWith(rows, at)[at % PAGE_WORDS]!;
}

export function putSpilledWord(rows: SpilledRows, at: number, word: number): void {
  const page = pageWith(rows, at);
  page[at % PAGE_WORDS] = word;
  rows.access.write(rows.file, at, page.subarray(at % PAGE_WORDS, (at % PAGE_WORDS) + 1));
}

function pageWith({ access, file, pages }: SpilledRows, at: number): Int32Array {
  // More words than 32 bits count: no shift.
  const number = Math.floor(at / PAGE_WORDS);
  const slot = number % SLOTS;
  pages.words[slot] ??= new Int32Array(PAGE_WORDS);
  const words = pages.words[slot];
  if (pages.page[slot] !== number) {
    access.read(file, number * PAGE_WORDS, words);
    pages.page[slot] = number;
  }
  return words;
}
