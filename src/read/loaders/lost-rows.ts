/** Which loans have rows that were not used: what the book holds of such a loan is not all that its files say. */
import type { Problem, TableName } from '../../domain/problem.js';
import { byteColumn } from '../../portfolio/columns.js';
import { findId, type IdTable } from '../../portfolio/id-table.js';
import { FIGURE_ROW_LOST, OTHER_ROW_LOST } from '../../portfolio/portfolio.js';

/** Tables of which the figures of a loan are made. */
const OF_FIGURES: ReadonlySet<TableName> = new Set<TableName>(['loans', 'payments', 'schedule']);

/**
 * Per loan the gravest of what was lost, from the problems of all tables. A row that does not show which loan it is
 * about marks none; a party's row that only repeats another takes nothing away.
 */
export function lostRowsOfLoans(problems: readonly Problem[], loanIds: IdTable, loans: number): Uint8Array {
  const lost = byteColumn(loans);
  for (const { code, loanId, severity, table } of problems) {
    if (loanId === undefined || severity !== 'error' || code === 'duplicate-party') continue;
    const loan = findLoan(loanIds, loanId);
    if (loan < 0) continue;
    lost[loan] = Math.max(lost[loan]!, OF_FIGURES.has(table) ? FIGURE_ROW_LOST : OTHER_ROW_LOST);
  }
  return lost;
}

/** The loans of which a row of the schedule table was not used. */
export function loansWithLostInstalments(problems: readonly Problem[], loanIds: IdTable): ReadonlySet<number> {
  const loans = new Set<number>();
  for (const { loanId, severity, table } of problems) {
    if (table !== 'schedule' || loanId === undefined || severity !== 'error') continue;
    loans.add(findLoan(loanIds, loanId));
  }
  return loans;
}

function findLoan(loanIds: IdTable, loanId: string): number {
  const bytes = Buffer.from(loanId, 'utf8');
  return findId(loanIds, bytes, 0, bytes.length);
}
