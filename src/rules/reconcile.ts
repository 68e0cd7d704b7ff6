/**
 * Question   Does a loan's position agree with what the bank's own system reports?
 * Law        none
 * Needs      both sides' days past due, overdue principal and overdue interest; NaN where one has none
 * Policy     the tolerances
 * Answer     true where every figure that both sides have lies within its tolerance
 * Not decided here   why they differ: `triage/reconcile-book.ts` tries what would make them agree
 */
import type { ArrearsFigures, ReconciliationTerms } from '../domain/reconciliation.js';

/** Whether the bank reports anything of a loan. */
export function isReported({ daysPastDue, overduePrincipal, overdueInterest }: ArrearsFigures): boolean {
  return !(Number.isNaN(daysPastDue) && Number.isNaN(overduePrincipal) && Number.isNaN(overdueInterest));
}

/** A figure that one side does not have cannot differ. */
export function agrees(reported: ArrearsFigures, own: ArrearsFigures, terms: ReconciliationTerms): boolean {
  return (
    !(Math.abs(reported.daysPastDue - own.daysPastDue) > terms.toleranceDays) &&
    !(Math.abs(reported.overduePrincipal - own.overduePrincipal) > terms.toleranceFen) &&
    !(Math.abs(reported.overdueInterest - own.overdueInterest) > terms.toleranceFen)
  );
}
