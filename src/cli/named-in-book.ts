/** Loans and borrowers as they are named on the command line: `L-00417`, `--borrower KH00000001`. */
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { findId, type IdTable, textOf } from '../portfolio/id-table.js';
import { unwrapIdentifier } from '../read/cells.js';
import { type Bilingual, UserError } from './exit.js';
import { didYouMean } from './mistyped.js';
import type { OpenBook } from './open-book.js';

/** Names compared for a "did you mean": a second's work. */
const MOST_NAMES = 200_000;

/** The loan of this id. Throws {@link UserError} where the book has none. */
export function loanNamed({ portfolio }: OpenBook, id: string): number {
  const { loanIds, borrowerIds, count } = portfolio;
  const loan = placeOf(loanIds, id);
  if (loan >= 0) return loan;
  const near = nearest(id, count, (at) => textOf(loanIds, at));
  throw new UserError(
    {
      en: `there is no loan "${id}" among the ${count} loans read${near.en}`,
      zh: `已读入的 ${count} 笔借据中没有“${id}”${near.zh}`,
    },
    placeOf(borrowerIds, id) >= 0
      ? { en: `It is a borrower: --borrower ${id}`, zh: `这是客户号：--borrower ${id}` }
      : {
          en: 'A row that was rejected is not assessed: arrears check lists them.',
          zh: '未采用的行不予评估：arrears check 会逐一列出。',
        },
  );
}

/** Each once, in the order named. Throws {@link UserError} for a borrower that the book does not have. */
export function borrowersNamed(open: OpenBook, ids: readonly string[]): number[] {
  return [...new Set(ids)].map((id) => borrowerNamed(open, id));
}

function borrowerNamed({ portfolio }: OpenBook, id: string): number {
  const { borrowerIds, borrowerCount, loanIds } = portfolio;
  const borrower = placeOf(borrowerIds, id);
  if (borrower >= 0) return borrower;
  const near = nearest(id, borrowerCount, (at) => borrowerIdOf(borrowerIds, at));
  throw new UserError(
    {
      en: `there is no borrower "${id}" among the ${borrowerCount} borrowers read${near.en}`,
      zh: `已读入的 ${borrowerCount} 户中没有客户“${id}”${near.zh}`,
    },
    placeOf(loanIds, id) >= 0
      ? { en: 'It is a loan: name it without --borrower.', zh: '这是借据号：请直接给出，不用 --borrower。' }
      : {
          en: 'A loan that names no borrower is asked for by its own id, without --borrower.',
          zh: '未注明客户号的借据请直接给出借据号，不用 --borrower。',
        },
  );
}

/** An id may be copied out of a list or a spreadsheet, with the guard that made it text there: it is read as its cell would be. */
function placeOf(ids: IdTable, id: string): number {
  const bytes = new TextEncoder().encode(unwrapIdentifier(id));
  return findId(ids, bytes, 0, bytes.length);
}

function nearest(id: string, count: number, nameOf: (at: number) => string): Bilingual {
  const names = function* (): Generator<string> {
    for (let at = 0; at < Math.min(count, MOST_NAMES); at++) {
      const name = nameOf(at);
      if (name !== '') yield name;
    }
  };
  return didYouMean(id, names());
}

/** All loans of these borrowers, in the order of the borrowers and then of the file. */
export function loansOfBorrowers({ portfolio }: OpenBook, borrowers: readonly number[]): number[] {
  const { borrowerStart, loansByBorrower } = portfolio;
  return borrowers.flatMap((borrower) =>
    Array.from(loansByBorrower.subarray(borrowerStart[borrower]!, borrowerStart[borrower + 1]!)),
  );
}
