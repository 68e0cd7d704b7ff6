/**
 * A loan against what the bank's own system reports of it, as soon as its position is known: its schedule then stands in
 * memory. Most loans agree; only one that differs is asked why (`explain-difference.ts`).
 */
import type { Position } from '../domain/position.js';
import { outcomeCode } from '../domain/reconciliation.js';
import type { LoanColumns } from '../portfolio/portfolio.js';
import type { ReconciliationColumns } from '../portfolio/reconciliation-columns.js';
import { agrees, isReported } from '../rules/reconcile.js';
import type { LoanBench } from './assess-loan.js';
import { explainDifference } from './explain-difference.js';
import { newTrial, type Trial } from './reconciliation-trial.js';

const AGREES = outcomeCode('agrees');
const FACTS_MISSING = outcomeCode('facts-missing');

/** Working memory of one thread. */
export interface Reconciler {
  readonly loans: LoanColumns;
  readonly columns: ReconciliationColumns;
  readonly trial: Trial;
}

/** For the loans that `bench` will hold. */
export function newReconciler(bench: LoanBench, columns: ReconciliationColumns): Reconciler {
  return { loans: bench.portfolio.loans, columns, trial: newTrial(bench) };
}

/** Notes what comes of the loan that the bench has open with its schedule; `position` is null where facts are missing. */
export function reconcileLoan({ loans, columns, trial }: Reconciler, loan: number, position: Position | null): void {
  const { reported, settings } = trial;
  reported.daysPastDue = loans.reportedDaysPastDue[loan]!;
  reported.overduePrincipal = loans.reportedOverduePrincipal[loan]!;
  reported.overdueInterest = loans.reportedOverdueInterest[loan]!;
  if (!isReported(reported)) return;
  if (position === null || Number.isNaN(position.overdueInterest)) columns.outcome[loan] = FACTS_MISSING;
  else if (agrees(reported, position, settings)) columns.outcome[loan] = AGREES;
  else {
    columns.outcome[loan] = outcomeCode(explainDifference(trial, position));
    if (trial.detail !== 0) columns.detail[loan] = trial.detail;
  }
}
