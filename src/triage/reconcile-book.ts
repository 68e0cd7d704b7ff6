/** What the book against the bank's own figures comes to: how many loans differ and why, and one loan's evidence in full. */
import {
  CAUSE_OF,
  RECONCILIATION_CAUSES,
  RECONCILIATION_OUTCOMES,
  type ReconciliationCause,
  type ReconciliationEvidence,
  type ReconciliationTerms,
} from '../domain/reconciliation.js';
import { openLoan, type Portfolio } from '../portfolio/portfolio.js';
import type { ReconciliationColumns } from '../portfolio/reconciliation-columns.js';
import { buildSchedule } from '../rules/schedule.js';
import { type LoanBench, missingBesideSchedule } from './assess-loan.js';
import { BY_DAYS, receivedUntil } from './reconciliation-trial.js';

/** Loans by outcome. */
export interface ReconciliationTally {
  readonly agree: number;
  readonly differ: number;
  readonly notComparable: number;
  readonly notReported: number;
  /** Causes that no loan has are left out. */
  readonly byCause: ReadonlyMap<ReconciliationCause, number>;
}

/** Whether the bank's file has any figure to compare with. */
export function hasReports({ loans, count }: Portfolio): boolean {
  for (const column of [loans.reportedDaysPastDue, loans.reportedOverduePrincipal, loans.reportedOverdueInterest]) {
    for (let loan = 0; loan < count; loan++) if (!Number.isNaN(column[loan]!)) return true;
  }
  return false;
}

export function tallyReconciliation({ outcome }: ReconciliationColumns): ReconciliationTally {
  const byOutcome = new Array<number>(RECONCILIATION_OUTCOMES.length).fill(0);
  for (let loan = 0; loan < outcome.length; loan++) byOutcome[outcome[loan]!]!++;
  const tally = { agree: 0, differ: 0, notComparable: 0, notReported: 0 };
  const counted = new Map<ReconciliationCause, number>();
  for (const [code, name] of RECONCILIATION_OUTCOMES.entries()) {
    const loans = byOutcome[code]!;
    if (name === 'not-reported') tally.notReported = loans;
    else if (name === 'agrees') tally.agree = loans;
    else {
      if (name === 'facts-missing') tally.notComparable = loans;
      else tally.differ += loans;
      counted.set(CAUSE_OF[name], (counted.get(CAUSE_OF[name]) ?? 0) + loans);
    }
  }
  const causes = RECONCILIATION_CAUSES.filter((cause) => (counted.get(cause) ?? 0) > 0);
  return { ...tally, byCause: new Map(causes.map((cause) => [cause, counted.get(cause)!])) };
}

/** Whether more of the loans compared differ, otherwise than by a convention, than the lender takes for granted. */
export function isFinding(
  { agree, differ, byCause }: ReconciliationTally,
  { mostDiffering }: ReconciliationTerms,
): boolean {
  return differ - (byCause.get('convention') ?? 0) > (agree + differ) * mostDiffering;
}

/** What the comparison of `loan` came to, for one that differs or cannot be compared. `bench` may then hold it. */
export function evidenceOf(bench: LoanBench, columns: ReconciliationColumns, loan: number): ReconciliationEvidence {
  const { conventions, policy } = bench.terms;
  const outcome = RECONCILIATION_OUTCOMES[columns.outcome[loan]!]!;
  const detail = columns.detail[loan]!;
  switch (outcome) {
    case 'not-reported':
    case 'agrees':
      throw new RangeError('a loan that does not differ has no evidence of it');
    case 'facts-missing':
      return missingFactsOf(bench, loan);
    case 'within-grace':
      return { found: outcome, days: policy.reconciliation.graceDays };
    case 'first-day':
      return { found: outcome, counts: conventions.firstDayPastDue === 'due_day' ? 'day_after_due' : 'due_day' };
    case 'waterfall-scope':
      return { found: outcome, scope: conventions.waterfallScope === 'all_due' ? 'each_instalment' : 'all_due' };
    case 'period-interest':
      return { found: outcome, method: detail === BY_DAYS ? 'actual' : 'periodic' };
    case 'other-day':
    case 'due-date-not-planned':
      return { found: outcome, day: detail };
    case 'receipts-missing':
      return { found: outcome, amount: detail };
    case 'receipts-not-booked':
      return lastReceiptsOf(bench, loan, detail);
    default:
      return PLAIN[outcome];
  }
}

/** Evidence of which nothing is to be told but itself. */
const PLAIN = {
  'owes-nothing': { found: 'owes-nothing' },
  'principal-first': { found: 'principal-first' },
  'interest-with-penalty': { found: 'interest-with-penalty' },
  'thirty-day-months': { found: 'thirty-day-months' },
  'not-called': { found: 'not-called' },
  'bankruptcy-not-applied': { found: 'bankruptcy-not-applied' },
  'interest-after-call': { found: 'interest-after-call' },
  'amounts-of-instalments': { found: 'amounts-of-instalments' },
  'nothing-found': { found: 'nothing-found' },
} as const;

function missingFactsOf({ portfolio, file, instalments, terms }: LoanBench, loan: number): ReconciliationEvidence {
  openLoan(portfolio, loan, file);
  const missing = buildSchedule(file, terms.conventions, instalments, terms.asOf) ?? missingBesideSchedule(file);
  return { found: 'facts-missing', missing };
}

function lastReceiptsOf({ portfolio, file, terms }: LoanBench, loan: number, count: number): ReconciliationEvidence {
  openLoan(portfolio, loan, file);
  const { payments } = file;
  const until = receivedUntil(file, terms.asOf);
  let amount = 0;
  for (let row = until - count; row < until; row++) amount += payments.amount[row]!;
  return { found: 'receipts-not-booked', count, amount, line: payments.line[until - count]! };
}
