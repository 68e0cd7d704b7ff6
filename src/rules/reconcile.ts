/**
 * Question   Does a loan's position agree with what the bank's own system reports?
 * Law        none
 * Needs      both sides' days past due, overdue principal and overdue interest; NaN where one has none
 * Policy     the tolerances
 * Answer     true where every figure that both sides have lies within its tolerance
 * Not decided here   why they differ: `triage/reconcile-book.ts` tries what would make them agree
 */
import type { Fen } from '../domain/money.js';
import type { Position } from '../domain/position.js';
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

/**
 * Whether the principal that the bank's books hold as outstanding (NaN where they do not say) is the one worked out. Money
 * that nothing was due for may have been booked to principal already.
 */
export function balanceAgrees(
  stated: Fen,
  { outstandingPrincipal, unallocated }: Pick<Position, 'outstandingPrincipal' | 'unallocated'>,
  { toleranceFen }: ReconciliationTerms,
): boolean {
  return (
    Number.isNaN(stated) ||
    (stated <= outstandingPrincipal + toleranceFen && stated >= outstandingPrincipal - unallocated - toleranceFen)
  );
}
