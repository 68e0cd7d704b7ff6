/** Loans and borrowers as they are named on the command line: `L-00417`, `--borrower KH00000001`. */
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { findId, textOf } from '../portfolio/id-table.js';
import { UserError } from './exit.js';
import type { OpenBook } from './open-book.js';
import { didYouMean } from './options.js';

/** Names compared for a "did you mean". */
const MOST_NAMES = 5000;

/** Each once, in the order named. Throws {@link UserError} for a borrower that the book does not have. */
export function borrowersNamed(open: OpenBook, ids: readonly string[]): number[] {
  return [...new Set(ids)].map((id) => borrowerNamed(open, id));
}

function borrowerNamed({ portfolio }: OpenBook, id: string): number {
  const { borrowerIds, borrowerCount } = portfolio;
  const bytes = new TextEncoder().encode(id);
  const borrower = findId(borrowerIds, bytes, 0, bytes.length);
  if (borrower >= 0) return borrower;
  const names = Array.from({ length: Math.min(borrowerCount, MOST_NAMES) }, (_, at) => borrowerIdOf(borrowerIds, at));
  const near = didYouMean(
    id,
    names.filter((name) => name !== ''),
  );
  throw new UserError(
    {
      en: `there is no borrower "${id}" among the ${borrowerCount} borrowers read${near.en}`,
      zh: `已读入的 ${borrowerCount} 户中没有客户“${id}”${near.zh}`,
    },
    {
      en: 'A loan that names no borrower is asked for by its own id, without --borrower.',
      zh: '未注明客户号的借据请直接给出借据号，不用 --borrower。',
    },
  );
}

/** All loans of these borrowers, in the order of the borrowers and then of the file. */
export function loansOfBorrowers({ portfolio }: OpenBook, borrowers: readonly number[]): number[] {
  const { borrowerStart, loansByBorrower } = portfolio;
  return borrowers.flatMap((borrower) =>
    Array.from(loansByBorrower.subarray(borrowerStart[borrower]!, borrowerStart[borrower + 1]!)),
  );
}

/** Throws {@link UserError} for a loan that the book does not have. */
export function loanNamed({ portfolio }: OpenBook, id: string): number {
  const { loanIds, count } = portfolio;
  const bytes = new TextEncoder().encode(id);
  const loan = findId(loanIds, bytes, 0, bytes.length);
  if (loan >= 0) return loan;
  const names = Array.from({ length: Math.min(count, MOST_NAMES) }, (_, at) => textOf(loanIds, at));
  const near = didYouMean(id, names);
  throw new UserError(
    {
      en: `there is no loan "${id}" among the ${count} loans read${near.en}`,
      zh: `已读入的 ${count} 笔借据中没有“${id}”${near.zh}`,
    },
    {
      en: 'A row that was rejected is not assessed: arrears check lists them.',
      zh: '未采用的行不予评估：arrears check 会逐一列出。',
    },
  );
}
