/** The identifiers of loans and borrowers while the loans are read: who is new, who is known. */
import { addId, appendId, findIds, type IdTable, newIdLookup, newIdTable } from '../../portfolio/id-table.js';
import { followIds, newRisingIds } from '../../portfolio/rising-ids.js';
import { viewOf } from '../byte-columns.js';
import { BATCH_ROWS } from '../table.js';
import type { KeptRows } from './batch-columns.js';

/** Identifiers of up to {@link BATCH_ROWS} rows as spans of bytes. A blank borrower has an empty span. */
export interface IdSpans {
  readonly count: number;
  readonly bytes: Uint8Array;
  readonly loanStart: Int32Array;
  readonly loanEnd: Int32Array;
  readonly borrowerStart: Int32Array;
  readonly borrowerEnd: Int32Array;
}

export interface LoanIds {
  loanIds: IdTable;
  borrowerIds: IdTable;
  /** Makes both tables large enough for `capacity` loans, so that they need not double step by step. */
  makeRoom(capacity: number): void;
  /**
   * Gives each kept row the next loan index. A row whose loan id is taken is dropped from `kept` and shown to `repeat`
   * with the index of the loan that has it.
   */
  claimLoans(spans: IdSpans, kept: KeptRows, repeat: (row: number, loan: number) => void): void;
  /** Writes the borrower of each kept row, from `target[base]` on. New ones are numbered as they come. */
  claimBorrowers(spans: IdSpans, kept: KeptRows, target: Int32Array, base: number): void;
}

export function newLoanIds(expected: number): LoanIds {
  const lookup = newIdLookup(BATCH_ROWS);
  const order = newRisingIds();
  /** Of each row of a batch: negative where it is not kept. */
  const isKept = new Int32Array(BATCH_ROWS);
  let ownKey = new Uint8Array(64);

  function addOwnBorrower({ bytes, loanStart, loanEnd }: IdSpans, row: number): number {
    const start = loanStart[row]!;
    const end = loanEnd[row]!;
    if (ownKey.length < end - start + 1) ownKey = new Uint8Array((end - start + 1) * 2);
    for (let byte = start; byte < end; byte++) ownKey[byte - start + 1] = bytes[byte]!;
    return addId(ids.borrowerIds, ownKey, 0, end - start + 1);
  }

  const ids: LoanIds = {
    loanIds: newIdTable(expected),
    borrowerIds: newIdTable(expected),
    makeRoom(capacity) {
      ids.loanIds = withRoomFor(ids.loanIds, capacity);
      ids.borrowerIds = withRoomFor(ids.borrowerIds, capacity);
    },
    claimLoans({ count, bytes, loanStart, loanEnd }, kept, repeat) {
      const { loanIds } = ids;
      const { rows } = kept;
      isKept.fill(-1, 0, count);
      for (let index = 0; index < kept.count; index++) isKept[rows[index]!] = 0;
      followIds(order, viewOf(bytes), loanStart, loanEnd, isKept, count);
      if (order.isRising) {
        // None of them can stand twice.
        for (let index = 0; index < kept.count; index++) {
          const row = rows[index]!;
          appendId(loanIds, bytes, loanStart[row]!, loanEnd[row]!);
        }
        return;
      }
      // Looking all of them up first brings the slots into the cache for the additions.
      findIds(loanIds, lookup, count, bytes, loanStart, loanEnd);
      const sound = kept.count;
      kept.count = 0;
      for (let index = 0; index < sound; index++) {
        const row = rows[index]!;
        const next = loanIds.count;
        const loan = addId(loanIds, bytes, loanStart[row]!, loanEnd[row]!);
        if (loan < next) repeat(row, loan);
        else rows[kept.count++] = row;
      }
    },
    claimBorrowers(spans, kept, target, base) {
      const { borrowerIds } = ids;
      const { count, bytes, borrowerStart, borrowerEnd } = spans;
      findIds(borrowerIds, lookup, count, bytes, borrowerStart, borrowerEnd);
      for (let index = 0; index < kept.count; index++) {
        const row = kept.rows[index]!;
        let borrower = lookup.found[row]!;
        if (borrower < 0) {
          const start = borrowerStart[row]!;
          const end = borrowerEnd[row]!;
          borrower = start === end ? addOwnBorrower(spans, row) : addId(borrowerIds, bytes, start, end);
        }
        target[base + index] = borrower;
      }
    },
  };
  return ids;
}

/** The same identifiers in a table made for `expected`. */
function withRoomFor(table: IdTable, expected: number): IdTable {
  const { count, keys, keyStart } = table;
  const larger = newIdTable(expected, Math.max(4, Math.ceil((keyStart[count]! / Math.max(count, 1)) * 1.1)));
  for (let index = 0; index < count; index++) appendId(larger, keys, keyStart[index]!, keyStart[index + 1]!);
  return larger;
}
