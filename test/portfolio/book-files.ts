/** Books written to a temporary directory and loaded from there. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import type { ProblemDetail, TableName } from '../../src/domain/problem.js';
import { heldPayments } from '../../src/portfolio/bring-in.js';
import { findId } from '../../src/portfolio/id-table.js';
import type { Portfolio } from '../../src/portfolio/portfolio.js';
import { type LoadedBook, type LoadOptions, loadPortfolio } from '../../src/read/load-portfolio.js';

/** Text or bytes of each file; tables left out are not given. */
export type BookFiles = Partial<Record<TableName, string | Uint8Array>>;

export const TERMS: LoadOptions = { mappings: {}, currency: 'CNY', asOf: day('2024-12-31') };

export function day(text: string): number {
  const parsed = parseIsoDate(text);
  if (parsed === undefined) throw new RangeError(`${text} is not a date`);
  return parsed;
}

/** Runs `use` with the files in a directory of their own, named `loans.csv` and so on. */
export async function withFiles<T>(
  files: BookFiles,
  use: (paths: Record<TableName, string>) => Promise<T>,
): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'arrears-book-'));
  try {
    const paths: Partial<Record<TableName, string>> = {};
    for (const [table, content] of Object.entries(files)) {
      const path = join(directory, `${table}.csv`);
      writeFileSync(path, content);
      paths[table as TableName] = path;
    }
    return await use(paths as Record<TableName, string>);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Loads a book whose files can be read. */
export async function loadBook(files: BookFiles, terms: Partial<LoadOptions> = {}): Promise<LoadedBook> {
  const book = await withFiles(files, (paths) => loadPortfolio(paths, { ...TERMS, ...terms }));
  if ('refused' in book) throw new Error(`refused: ${JSON.stringify(book.refused)}`);
  return book;
}

const LOAN_HEADER = 'loan_id,borrower_id,principal,annual_rate_percent,disbursed_on,matures_on,repayment_method,period';

/** A loans file of sound monthly loans of 10 000 yuan, disbursed on 2024-01-10, with the given ids. */
export function loansFile(
  ...loans: readonly (string | { readonly loan: string; readonly borrower: string })[]
): string {
  const rows = loans.map((entry) => {
    const { loan, borrower } = typeof entry === 'string' ? { loan: entry, borrower: '' } : entry;
    return `${loan},${borrower},10000,4.35,2024-01-10,2025-01-10,equal_instalment,monthly`;
  });
  return [LOAN_HEADER, ...rows, ''].join('\n');
}

/** A payments file with the columns `loan_id,paid_on,amount,payment_id,reversal_of,penalty,fee,channel`; rows may be shorter. */
export function paymentsFile(...rows: readonly string[]): string {
  const header = 'loan_id,paid_on,amount,payment_id,reversal_of,penalty,fee,channel';
  return [header, ...rows.map((row) => row + ','.repeat(7 - row.split(',').length + 1)), ''].join('\n');
}

export function loanIndex(portfolio: Portfolio, loanId: string): number {
  const bytes = Buffer.from(loanId);
  return findId(portfolio.loanIds, bytes, 0, bytes.length);
}

/** Payments of a loan as `date amount`, in the order of the columns. */
export function paymentsOf(portfolio: Portfolio, loanId: string): { readonly day: number; readonly amount: number }[] {
  const loan = loanIndex(portfolio, loanId);
  const found: { day: number; amount: number }[] = [];
  for (let row = portfolio.paymentStart[loan]!; row < portfolio.paymentStart[loan + 1]!; row++) {
    found.push({ day: heldPayments(portfolio).paidOn[row]!, amount: heldPayments(portfolio).amount[row]! });
  }
  return found;
}

/** Line and detail of each problem of a table. */
export function problemsOf(
  book: LoadedBook,
  table: TableName,
): { readonly line: number; readonly detail: ProblemDetail }[] {
  return book.problems
    .filter((found) => found.table === table)
    .map(({ file: _file, table: _table, line, offset: _offset, loanId: _loanId, severity: _severity, ...detail }) => ({
      line,
      detail: detail as ProblemDetail,
    }));
}
