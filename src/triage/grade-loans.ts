/** Five-tier grades of one borrower's loans, with what its other debts make of them. */
import { COMPANY } from '../domain/loan.js';
import { SUBSTANDARD } from '../domain/risk-grade.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { applyContagion } from '../rules/risk-grade.js';
import type { LoanAssessment, TriageTerms } from './assess-loan.js';

/** Grades of the loans in their order, raised where the borrower's other debts require it. */
export function gradesWithContagion(
  portfolio: Portfolio,
  loans: readonly LoanAssessment[],
  terms: TriageTerms,
): ArrayLike<number> {
  const own = new Array<number>(loans.length);
  // Most borrowers have nothing bad that could spread; an undetermined loan might be.
  let couldSpread = false;
  for (let at = 0; at < loans.length; at++) {
    own[at] = loans[at]!.ownGrade;
    if (own[at]! >= SUBSTANDARD) couldSpread = true;
  }
  if (!couldSpread || loans.length === 1) return own;
  const grades = Uint8Array.from(own);
  const contagion = applyContagion(
    Int32Array.from(grades.keys()),
    0,
    grades.length,
    kindOverLoans(portfolio, loans),
    grades,
    Float64Array.from(loans, (assessment) => assessment.balance),
    terms.contagionShare,
  );
  if (contagion === 'open') {
    // Whether they are dragged along cannot be told, so their grade cannot either.
    for (let at = 0; at < grades.length; at++) {
      if (grades[at]! < SUBSTANDARD && loans[at]!.balance > 0) grades[at] = NO_CODE;
    }
  }
  return grades;
}

/** The kind that the borrower's loans agree on, blanks left aside; 0 where none says it or they disagree on a company. */
function kindOverLoans(portfolio: Portfolio, loans: readonly LoanAssessment[]): number {
  let kind = 0;
  for (const { loan } of loans) {
    const stated = portfolio.loans.borrowerKind[loan]!;
    if (stated === 0 || stated === kind) continue;
    if (kind !== 0 && (kind === COMPANY || stated === COMPANY)) return 0;
    kind = stated;
  }
  return kind;
}
