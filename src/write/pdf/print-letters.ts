/** Letters to the pages of one PDF, in their order, with a bounded number of batches under way. */
import { createHash } from 'node:crypto';
import { joinPages } from './join-pages.js';
import type { PageLetter } from './print-order.js';
import { LETTERS_IN_BATCH, type PrintedBatch, type PrintShop } from './print-shop.js';

export interface PrintFile {
  /** Adds a letter; wait for it before adding the next, so that what is under way stays bounded. */
  add(letter: PageLetter): Promise<void>;
  /**
   * Writes the rest of the file. Returns the pages of each letter, in order; a letter begins on the page after the last of
   * the one before.
   */
  end(): Promise<readonly number[]>;
}

/** Enough that no process waits for the next batch. */
const BATCHES_UNDER_WAY = 6;

/**
 * A PDF whose bytes `write` receives piece by piece. The same letters give the same bytes. `name` tells the file from
 * others.
 */
export function openPrintFile(shop: PrintShop, name: string, write: (bytes: Buffer) => void): PrintFile {
  const joined = joinPages(write, createHash('sha256').update(name).digest('hex').slice(0, 32));
  const pages: number[] = [];
  const underWay: Promise<PrintedBatch>[] = [];
  let batch: PageLetter[] = [];

  const take = async (): Promise<void> => {
    const printed = await underWay.shift()!;
    joined.add(printed.pdf);
    pages.push(...printed.pages);
  };
  const send = (): void => {
    const sent = shop.typeset(batch);
    // Told where it is waited for; until then it must not count as unheard.
    sent.catch(() => undefined);
    underWay.push(sent);
    batch = [];
  };
  return {
    async add(letter) {
      batch.push(letter);
      if (batch.length < LETTERS_IN_BATCH) return;
      send();
      if (underWay.length >= BATCHES_UNDER_WAY) await take();
    },
    async end() {
      if (batch.length > 0) send();
      while (underWay.length > 0) await take();
      joined.end();
      return pages;
    },
  };
}
