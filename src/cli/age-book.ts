/** Ages an opened book without triaging it: `arrears age` asks for no type, no clock and no order of work. */
import type { ListFilter } from '../domain/list-filter.js';
import { newBorrowerColumns } from '../portfolio/borrower-columns.js';
import { int32Column } from '../portfolio/columns.js';
import { newPositionColumns, type PositionColumns } from '../portfolio/position-columns.js';
import { addSums, ageBook as ageBorrowers, type BookSums } from '../triage.js';
import { formatAgedLoans, positionCodes } from '../write/positions.js';
import { csvHeader } from '../write/tables.js';
import { agedColumns, agedLoans } from './aged-loans.js';
import type { OpenBook } from './open-book.js';
import { beginStep, endProgress, tickingAfter } from './progress.js';
import { checkTotals } from './run-book.js';
import { LOANS_WORTH_A_THREAD, type SecondThread } from './second-thread.js';
import { writeResult } from './streams.js';
import { BORROWERS_AT_ONCE, controlTotalsOfLoans, threadBookOf } from './triage-book.js';
import { newWorkRanges, rowsTaken, takeRanges } from './work-ranges.js';

export interface AgedBook {
  readonly positions: PositionColumns;
  /** Has the positions, ready for rows; null where the book is not worth one. */
  readonly second: SecondThread | null;
}

/** Throws UserError where the control totals do not meet. */
export async function ageBook(open: OpenBook): Promise<AgedBook> {
  const { portfolio, terms } = open;
  const positions = newPositionColumns(portfolio.count);
  const second = portfolio.count >= LOANS_WORTH_A_THREAD ? open.second : null;
  const borrowers = newWorkRanges(portfolio.borrowerCount, BORROWERS_AT_ONCE);
  const thread = threadBookOf(open, { positions, borrowers: newBorrowerColumns(0), reconciliation: null });
  const others = second?.perform<BookSums>({ kind: 'age', thread, borrowers });
  beginStep(
    { what: { en: 'ageing the loans', zh: '逐笔计算账龄' }, total: borrowers.rows, done: () => rowsTaken(borrowers) },
    open.language,
  );
  let sums = ageBorrowers(portfolio, terms, tickingAfter(takeRanges(borrowers)), positions);
  if (others !== undefined) sums = addSums(sums, await others);
  endProgress();
  checkTotals({ controlTotals: [...controlTotalsOfLoans(open, sums), ...open.bankTotals] });
  return { positions, second };
}

/** Rows that one thread makes at a time. Twice as many wait in memory at most. */
const ROWS_AT_ONCE = 1 << 16;

/**
 * Writes the loans that `filter` leaves, at most `limit`, as CSV to standard output; with a second thread, every other
 * stretch is its work. The bytes are those that the columns of {@link agedColumns} make one by one.
 */
export async function printAgedLoans(
  open: OpenBook,
  { positions, second }: AgedBook,
  filter: ListFilter,
  limit: number,
): Promise<void> {
  const { portfolio, terms } = open;
  const loans = int32Column(portfolio.count);
  let count = 0;
  for (const loan of agedLoans(open, positions, filter, limit)) loans[count++] = loan;
  const codes = positionCodes(terms.asOf, terms.policy.ageing);
  writeResult(csvHeader(agedColumns(open, positions), 'names'));
  const othersRows = (from: number) =>
    from < count && second !== null
      ? second.perform<Uint8Array>({ kind: 'aged-rows', loans, from, until: Math.min(from + ROWS_AT_ONCE, count) })
      : null;
  const step = second === null ? ROWS_AT_ONCE : 2 * ROWS_AT_ONCE;
  let others = othersRows(ROWS_AT_ONCE);
  for (let from = 0; from < count; from += step) {
    formatAgedLoans(positions, portfolio, loans, from, Math.min(from + ROWS_AT_ONCE, count), codes, writeResult);
    const next = others;
    others = null;
    if (next === null) continue;
    const rows = await next;
    others = othersRows(from + step + ROWS_AT_ONCE);
    writeResult(rows);
  }
}
