/** Letters to the pages of one PDF, in their order, with a bounded number of batches under way. */
import { createHash } from 'node:crypto';
import { joinPages } from './join-pages.js';
import { LETTERS_IN_BATCH, type PageLetter, type PrintedBatch, type PrintShop } from './print-shop.js';

export interface PrintedFile {
  /** Pages of each letter, in order; a letter begins on the page after the last of the one before. */
  readonly pages: readonly number[];
}

/** Enough that no process waits for the next batch. */
const BATCHES_UNDER_WAY = 6;

/**
 * Prints the letters into the file that `write` receives piece by piece. The same letters give the same bytes. `name` tells
 * the file from others of the batch.
 */
export async function printLetters(
  shop: PrintShop,
  name: string,
  letters: Iterable<PageLetter>,
  write: (bytes: Buffer) => void,
): Promise<PrintedFile> {
  const joined = joinPages(write, createHash('sha256').update(name).digest('hex').slice(0, 32));
  const pages: number[] = [];
  const underWay: Promise<PrintedBatch>[] = [];
  const take = async () => {
    const batch = await underWay.shift()!;
    joined.add(batch.pdf);
    pages.push(...batch.pages);
  };
  try {
    for (const batch of inBatches(letters)) {
      underWay.push(shop.typeset(batch));
      if (underWay.length >= BATCHES_UNDER_WAY) await take();
    }
    while (underWay.length > 0) await take();
  } finally {
    // What failed has been told; the others must not be left to fail unheard.
    for (const batch of underWay) batch.catch(() => undefined);
  }
  joined.end();
  return { pages };
}

function* inBatches(letters: Iterable<PageLetter>): Generator<PageLetter[]> {
  let batch: PageLetter[] = [];
  for (const letter of letters) {
    batch.push(letter);
    if (batch.length === LETTERS_IN_BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
