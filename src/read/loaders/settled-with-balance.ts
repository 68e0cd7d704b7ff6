/** Loans that one cell calls settled and another says are still owed: as settled they leave every list, so somebody should look. */
import { SETTLED } from '../../domain/loan.js';
import { formatFen } from '../../domain/money.js';
import { type Problem, problem } from '../../domain/problem.js';
import { type IdTable, textOf } from '../../portfolio/id-table.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import type { OpenTable } from '../opened-table.js';

/** One problem a loan, by line. A balance that is not stated contradicts nothing. */
export function findSettledWithBalance(open: OpenTable, loans: LoanColumns, loanIds: IdTable): Problem[] {
  const { line, rowOffset, statedOutstanding, status } = loans;
  const found: Problem[] = [];
  for (let loan = 0; loan < status.length; loan++) {
    if (status[loan] !== SETTLED || !(statedOutstanding[loan]! > 0)) continue;
    const place = { file: open.file, table: open.shape.table, line: line[loan]!, offset: rowOffset[loan]! };
    const balance = formatFen(statedOutstanding[loan]!);
    found.push(problem({ ...place, loanId: textOf(loanIds, loan) }, { code: 'settled-with-balance', balance }));
  }
  return found;
}
