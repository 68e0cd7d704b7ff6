/** Loans of which one cell contradicts another and that are used all the same: somebody should look. */
import { formatIsoDate, NO_DAY } from '../../domain/civil-date.js';
import { SETTLED } from '../../domain/loan.js';
import { formatFen } from '../../domain/money.js';
import { type Problem, type ProblemDetail, problem } from '../../domain/problem.js';
import { type IdTable, textOf } from '../../portfolio/id-table.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import type { OpenTable } from '../opened-table.js';

/** What is told of each such loan, in the order of the file. A cell that is blank contradicts nothing. */
export function findContradictoryLoans(open: OpenTable, loans: LoanColumns, loanIds: IdTable): Problem[] {
  const found: Problem[] = [];
  for (let loan = 0; loan < loans.status.length; loan++) {
    const detail = contradictionOf(loans, loan);
    if (detail === null) continue;
    const { line, rowOffset } = loans;
    const place = { file: open.file, table: open.shape.table, line: line[loan]!, offset: rowOffset[loan]! };
    found.push(problem({ ...place, loanId: textOf(loanIds, loan) }, detail));
  }
  return found;
}

function contradictionOf(loans: LoanColumns, loan: number): ProblemDetail | null {
  const { acceleratedOn, disbursedOn, statedOutstanding, status } = loans;
  // As settled it leaves every list.
  if (status[loan] === SETTLED && statedOutstanding[loan]! > 0) {
    return { code: 'settled-with-balance', balance: formatFen(statedOutstanding[loan]!) };
  }
  // Nothing is called before it is lent: amounts take it for not called, the limitation clock for undetermined.
  const called = acceleratedOn.length === 0 ? NO_DAY : acceleratedOn[loan]!;
  if (called === NO_DAY || called >= disbursedOn[loan]!) return null;
  return {
    code: 'accelerated-before-disbursement',
    acceleratedOn: formatIsoDate(called),
    disbursedOn: formatIsoDate(disbursedOn[loan]!),
  };
}
