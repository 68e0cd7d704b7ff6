/** Everything behind one borrower: each of its loans explained, and what whoever contacts it must know before. */
import { type EpochDay, FOREVER, NO_DAY } from '../domain/civil-date.js';
import type { Clock } from '../domain/clock.js';
import type { TraceReason } from '../domain/dossier.js';
import { EVENT_KINDS, type EventKind, owesNothing } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { heldEvents } from '../portfolio/bring-in.js';
import { openLoan, type Portfolio } from '../portfolio/portfolio.js';
import type { PromiseRecord } from '../rules/promises.js';
import { buildSchedule } from '../rules/schedule.js';
import { assessBorrower, type BorrowerAssessment, newBorrowerBench } from './assess-borrower.js';
import { type LoanAssessment, newLoanBench, type TriageTerms } from './assess-loan.js';
import { explainLoan, type LoanExplanation } from './explain-loan.js';
import { type SurveyedBorrower, surveyBorrower } from './survey-borrower.js';

/** What falls due on a day, in fen. */
export interface PlannedDue {
  readonly dueOn: EpochDay;
  readonly amount: Fen;
}

export interface BorrowerExplanation {
  readonly borrower: number;
  /** Every loan of the borrower, in file order; what is said of the borrower stands in each of them alike. */
  readonly loans: readonly LoanExplanation[];
  /** The next instalment of each of them as planned, whatever was paid ahead; null where none is to come. */
  readonly nextDues: readonly (PlannedDue | null)[];
  /** The loan that the borrower's row speaks for. */
  readonly lead: LoanExplanation;
  /** Something is overdue, or cannot be told not to be. */
  readonly isListed: boolean;
  /** NaN where it cannot be told. */
  readonly daysPastDue: number;
  readonly overdueTotal: Fen;
  readonly outstanding: Fen;
  readonly promises: PromiseRecord | null;
  /** Nearest last day of a clock that can still be kept; NO_DAY where there is none. */
  readonly nearestDeadlineOn: EpochDay;
  readonly nearestDeadlineClock: Clock;
  readonly nearestDeadlineLoan: number;
  /** Sum of flag bits. */
  readonly flags: number;
  readonly survey: SurveyedBorrower;
  /** Rows of the borrower's events up to the as-of date, in date order; null where no events file was given. */
  readonly events: readonly number[] | null;
  /** Why assets are to be traced; none where nothing asks for it. */
  readonly traceReasons: readonly TraceReason[];
}

export function explainBorrower(portfolio: Portfolio, terms: TriageTerms, borrower: number): BorrowerExplanation {
  const own = portfolio.loansByBorrower.subarray(
    portfolio.borrowerStart[borrower]!,
    portfolio.borrowerStart[borrower + 1]!,
  );
  const loans = Array.from(own, (loan) => explainLoan(portfolio, terms, loan));
  const whole = assessBorrower(newBorrowerBench(portfolio, terms), borrower);
  const events = eventsUpTo(portfolio, borrower, terms.asOf);
  const lead = loans[whole.lead]!;
  return {
    borrower,
    loans,
    nextDues: loans.map(({ assessment }) => nextDueOf(portfolio, terms, assessment)),
    lead,
    isListed: whole.isListed,
    daysPastDue: whole.daysPastDue,
    overdueTotal: whole.overdueTotal,
    outstanding: whole.outstanding,
    promises: whole.promises,
    nearestDeadlineOn: whole.nearestDeadlineOn,
    nearestDeadlineClock: whole.nearestDeadlineClock,
    nearestDeadlineLoan: whole.nearestDeadlineLoan,
    flags: whole.flags,
    survey: surveyBorrower(newBorrowerBench(portfolio, terms), borrower),
    events,
    traceReasons: traceReasonsOf(portfolio, terms, whole, lead, events ?? []),
  };
}

function nextDueOf(portfolio: Portfolio, terms: TriageTerms, { loan, position }: LoanAssessment): PlannedDue | null {
  if (position === null || position.outstandingPrincipal === 0) return null;
  const { file, instalments } = newLoanBench(portfolio, terms);
  openLoan(portfolio, loan, file);
  // Of a debt that was called, or whose debtor is bankrupt, nothing is to come: all of it is due.
  if (file.acceleratedOn !== NO_DAY && file.acceleratedOn <= terms.asOf) return null;
  if (file.bankruptOn !== NO_DAY || file.isBankruptcyUndated) return null;
  if (buildSchedule(file, terms.conventions, instalments, FOREVER) !== null) return null;
  for (let at = 0; at < instalments.count; at++) {
    const dueOn = instalments.dueOn[at]!;
    if (dueOn < terms.asOf) continue;
    return { dueOn, amount: instalments.principal[at]! + instalments.interest[at]! + instalments.fee[at]! };
  }
  return null;
}

function eventsUpTo(portfolio: Portfolio, borrower: number, asOf: EpochDay): number[] | null {
  const { eventStart } = portfolio;
  const events = heldEvents(portfolio);
  if (events === null) return null;
  const rows: number[] = [];
  for (let at = eventStart[borrower]!; at < eventStart[borrower + 1]! && events.happenedOn[at]! <= asOf; at++) {
    rows.push(at);
  }
  return rows;
}

/** Acts by which the claim went to court, or what came of it. */
export const PROCEEDINGS: readonly EventKind[] = [
  'lawsuit',
  'arbitration',
  'payment_order',
  'bankruptcy_accepted',
  'bankruptcy_claim',
  'preservation',
  'judgment',
  'enforcement',
];

function traceReasonsOf(
  portfolio: Portfolio,
  { asOf, policy }: TriageTerms,
  whole: BorrowerAssessment,
  { guidance, nextStep, treatment }: LoanExplanation,
  events: readonly number[],
): TraceReason[] {
  const { loans } = portfolio;
  const columns = heldEvents(portfolio);
  const owes = whole.loans.some(({ loan }) => !owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf));
  if (!owes) return [];
  const nearestOn = whole.nearestDeadlineOn;
  const reasons: readonly [TraceReason, boolean][] = [
    ['step', nextStep?.step.tracesAssets === true],
    ['stage', guidance.stage?.tracesAssets === true],
    ['handling', treatment?.tracesAssets === true],
    ['deadline', nearestOn !== NO_DAY && nearestOn - asOf <= policy.priority.rightsAtRiskWithinDays],
    ['proceedings', events.some((event) => PROCEEDINGS.includes(EVENT_KINDS[columns!.kind[event]! - 1]!))],
  ];
  return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
}
