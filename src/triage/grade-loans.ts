/** Five-tier grades of one borrower's loans, with what its other debts make of them. */
import { COMPANY } from '../domain/loan.js';
import { SUBSTANDARD } from '../domain/risk-grade.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { applyContagion } from '../rules/risk-grade.js';
import type { LoanStanding, TriageTerms } from './assess-loan.js';

/** Grades of the loans in their order, raised where the borrower's other debts require it. */
export function gradesWithContagion(
  portfolio: Portfolio,
  loans: readonly LoanStanding[],
  terms: TriageTerms,
): ArrayLike<number> {
  const { length: count } = loans;
  const own = new Array<number>(count);
  // Most borrowers have nothing bad that could spread; an undetermined loan might be.
  let couldSpread = false;
  for (let at = 0; at < count; at++) {
    own[at] = loans[at]!.ownGrade;
    if (own[at]! >= SUBSTANDARD) couldSpread = true;
  }
  if (!couldSpread || count === 1) return own;
  const order = new Int32Array(count);
  const grades = new Uint8Array(count);
  const balances = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    order[at] = at;
    grades[at] = own[at]!;
    balances[at] = loans[at]!.balance;
  }
  const kind = kindOverLoans(portfolio, loans);
  const contagion = applyContagion(order, 0, count, kind, grades, balances, terms.contagionShare);
  if (contagion === 'open') {
    // Whether they are dragged along cannot be told, so their grade cannot either.
    for (let at = 0; at < grades.length; at++) {
      if (grades[at]! < SUBSTANDARD && loans[at]!.balance > 0) grades[at] = NO_CODE;
    }
  }
  return grades;
}

/** The kind that the borrower's loans agree on, blanks left aside; 0 where none says it or they disagree on a company. */
function kindOverLoans(portfolio: Portfolio, loans: readonly LoanStanding[]): number {
  let kind = 0;
  for (const { loan } of loans) {
    const stated = portfolio.loans.borrowerKind[loan]!;
    if (stated === 0 || stated === kind) continue;
    if (kind !== 0 && (kind === COMPANY || stated === COMPANY)) return 0;
    kind = stated;
  }
  return kind;
}
