/** One borrower with its loans folded together: contagion, type, next step, priority. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { CLOCKS, type Clock, type ClockAnswer } from '../domain/clock.js';
import {
  type BorrowerTyping,
  type EvidenceBalance,
  type EvidenceFinding,
  FACT_SLOT,
  type FactName,
  factCount,
  NO_SUBTYPE,
  TYPE_UNDETERMINED,
} from '../domain/evidence.js';
import { owesNothing, RESTRUCTURED, WRITTEN_OFF } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { unknownPosition, type WritablePosition } from '../domain/position.js';
import { NORMAL } from '../domain/risk-grade.js';
import type { ContactLog, EscalationCalendar, NextStep, Priority } from '../domain/work.js';
import { type BorrowerColumns, flagBit } from '../portfolio/borrower-columns.js';
import { compareIds } from '../portfolio/borrower-ids.js';
import type { IdTable } from '../portfolio/id-table.js';
import { type Portfolio, viewEvents } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import type { ReconciliationColumns } from '../portfolio/reconciliation-columns.js';
import { decideType, factsToFindOut, factsToRefine } from '../rules/borrower-type.js';
import { weighEvidence } from '../rules/evidence.js';
import { prioritise } from '../rules/priority.js';
import { judgePromises, NO_PROMISES, type PromiseRecord } from '../rules/promises.js';
import { assessLoan, type LoanAssessment, type LoanBench, newLoanBench, type TriageTerms } from './assess-loan.js';
import { collectFacts } from './collect-facts.js';
import type { FactSources } from './fact-sources.js';
import { gradesWithContagion } from './grade-loans.js';
import { type GuideBench, guideBorrower, newGuideBench, receivedOnLoans } from './guide-borrower.js';
import { forgetDeadline, meetDeadlines, type NearestDeadline, newNearestDeadline } from './nearest-deadline.js';
import { newReconciler, type Reconciler, reconcileLoan } from './reconcile-loan.js';
import { differsFromStated } from './stated-balance.js';

export interface BorrowerAssessment {
  readonly borrower: number;
  /** Their positions, and the grades, hold until the same bench assesses the next borrower. */
  readonly loans: readonly LoanAssessment[];
  /** Grades after contagion, in the order of `loans`; NO_CODE where undetermined. */
  readonly grades: ArrayLike<number>;
  /** Whether it stands on the work list, before filters: something is overdue, or cannot be told to be not. */
  readonly isListed: boolean;
  /** Position in `loans` of the loan that the row speaks for. */
  readonly lead: number;
  /** Greatest over the loans; NaN where no loan's position is determined. */
  readonly daysPastDue: number;
  readonly overdueTotal: Fen;
  /** What is known of it without penalty and compound interest. */
  readonly overdueAtLeast: Fen;
  readonly outstanding: Fen;
  /** Null where nothing is overdue: nobody asks for a type. */
  readonly typing: BorrowerTyping | null;
  readonly balance: EvidenceBalance | null;
  readonly promises: PromiseRecord | null;
  /** Nearest last day of a clock that can still be kept, the clock and its loan; NO_DAY when there is none. */
  readonly nearestDeadlineOn: EpochDay;
  readonly nearestDeadlineClock: Clock;
  readonly nearestDeadlineLoan: number;
  readonly nextStep: NextStep | null;
  readonly priority: Priority | null;
  /** Sum of flag bits. */
  readonly flags: number;
}

/** Working memory of one thread. */
export interface BorrowerBench extends LoanBench {
  /** One for each loan of the borrower in hand, and those of the largest before. */
  readonly positions: WritablePosition[];
  readonly facts: Float64Array;
  readonly nearest: NearestDeadline;
  /** Of the borrower in hand; null without an events file. */
  log: ContactLog | null;
  readonly guide: GuideBench;
  /** Null where nobody asks how the loans agree with the bank's figures, or it reports none. */
  readonly reconciler: Reconciler | null;
}

export function newBorrowerBench(
  portfolio: Portfolio,
  terms: TriageTerms,
  reconciliation: ReconciliationColumns | null = null,
): BorrowerBench {
  // No spread: its objects are strangers to code that was optimised for those of another run.
  const loanBench = newLoanBench(portfolio, terms);
  const { file, instalments, claim } = loanBench;
  return {
    portfolio,
    terms,
    file,
    instalments,
    claim,
    positions: [],
    facts: new Float64Array(factCount(terms.policy.typing.windows)),
    nearest: newNearestDeadline(),
    log: null,
    guide: newGuideBench(portfolio, terms),
    reconciler: reconciliation === null ? null : newReconciler(loanBench, reconciliation),
  };
}

/** The answer where not even the arrears are known. */
const NOT_TYPED: BorrowerTyping = {
  type: TYPE_UNDETERMINED,
  subtype: NO_SUBTYPE,
  retyped: false,
  confidence: 0,
  willingness: 0,
  ability: 0,
};

const ACCELERATED_FLAG = flagBit('accelerated');
const RESTRUCTURED_FLAG = flagBit('restructured');
const WRITTEN_OFF_FLAG = flagBit('written-off');
const UNALLOCATED_FLAG = flagBit('unallocated-money');
const POSITION_UNDETERMINED_FLAG = flagBit('position-undetermined');
const AMOUNT_UNDETERMINED_FLAG = flagBit('amount-undetermined');
const ROWS_REJECTED_FLAG = flagBit('rows-rejected');
const BALANCE_DIFFERS_FLAG = flagBit('balance-differs');
const LIMITATION_UNDETERMINED_FLAG = flagBit('limitation-undetermined');
const DEFENCE_AVAILABLE_FLAG = flagBit('defence-available');
const TYPE_CHANGED_FLAG = flagBit('type-changed');
const FIRST_PAYMENT_DEFAULT_FLAG = flagBit('first-payment-default');

/**
 * Assesses borrower `borrower`. With `explain`, clocks carry their reasons; `findings` receives what each evidence rule
 * saw, `sources` the rows that the facts come from.
 */
export function assessBorrower(
  bench: BorrowerBench,
  borrower: number,
  explain = false,
  findings?: EvidenceFinding[],
  sources?: FactSources,
): BorrowerAssessment {
  const { portfolio, terms, reconciler } = bench;
  const from = portfolio.borrowerStart[borrower]!;
  const count = portfolio.borrowerStart[borrower + 1]! - from;
  const loans = new Array<LoanAssessment>(count);
  while (bench.positions.length < count) bench.positions.push(unknownPosition());
  for (let at = 0; at < count; at++) {
    const loan = portfolio.loansByBorrower[from + at]!;
    const assessment = assessLoan(bench, loan, explain, undefined, bench.positions[at]!);
    loans[at] = assessment;
    if (reconciler !== null) reconcileLoan(reconciler, loan, assessment.position);
  }

  const grades = gradesWithContagion(portfolio, loans, terms);
  let lead = -1;
  let daysPastDue = Number.NaN;
  let overdueTotal = 0;
  let overdueAtLeast = 0;
  let outstanding = 0;
  let isListed = false;
  let flags = 0;
  let hold = 0;
  const { nearest } = bench;
  forgetDeadline(nearest);
  for (let at = 0; at < count; at++) {
    const assessment = loans[at]!;
    const { loan, position, limitation } = assessment;
    const status = portfolio.loans.status[loan]!;
    outstanding += assessment.balance;
    if (owesNothing(status, portfolio.loans.disbursedOn[loan]!, terms.asOf)) continue;
    if (lead < 0 || isWorse(assessment, loans[lead]!, portfolio.loanIds)) lead = at;
    if (position === null) {
      isListed = true;
      flags |= POSITION_UNDETERMINED_FLAG;
      overdueTotal = Number.NaN;
    } else {
      daysPastDue = Number.isNaN(daysPastDue) ? position.daysPastDue : Math.max(daysPastDue, position.daysPastDue);
      overdueTotal += position.overdueTotal;
      overdueAtLeast += position.overduePrincipal + orNothing(position.overdueInterest) + position.overdueFee;
      if (position.daysPastDue > 0) {
        isListed = true;
        if (Number.isNaN(position.overdueTotal)) flags |= AMOUNT_UNDETERMINED_FLAG;
        if (differsFromStated(portfolio, loan, position, terms)) flags |= BALANCE_DIFFERS_FLAG;
        if (position.behaviour.firstPaymentDefault) flags |= FIRST_PAYMENT_DEFAULT_FLAG;
      }
      if (position.unallocated > 0 && position.outstandingPrincipal === 0) flags |= UNALLOCATED_FLAG;
    }
    if (portfolio.lostRows[loan]! > 0) flags |= ROWS_REJECTED_FLAG;
    if (status === WRITTEN_OFF) flags |= WRITTEN_OFF_FLAG;
    if (status === RESTRUCTURED || hasCome(portfolio.loans.restructuredOn[loan]!, terms)) flags |= RESTRUCTURED_FLAG;
    if (hasCome(portfolio.loans.acceleratedOn[loan]!, terms)) flags |= ACCELERATED_FLAG;
    const loanHold = portfolio.loans.hold[loan]!;
    if (loanHold > hold) hold = loanHold;

    if (position !== null && position.daysPastDue === 0) continue;
    flags |= flagOf(limitation);
    if (assessment.furtherClocks.length > 0) flags |= flagsOfEnforcement(assessment.furtherClocks);
    meetDeadlines(nearest, assessment, terms, portfolio.loanIds);
  }

  if (lead < 0) lead = 0;

  // A loan that cannot be told may be overdue: with it, being current is not known either.
  if (daysPastDue === 0 && (flags & POSITION_UNDETERMINED_FLAG) !== 0) daysPastDue = Number.NaN;

  const promises = judgeBorrowerPromises(bench, borrower, loans);
  let balance: EvidenceBalance | null = null;
  let typing: BorrowerTyping | null = null;
  let nextStep: NextStep | null = null;
  let priority: Priority | null = null;
  if (isListed) {
    typing = NOT_TYPED;
    if (daysPastDue > 0) {
      collectFacts(portfolio, borrower, loans, promises, terms.asOf, terms.policy.typing, bench.facts, sources);
      balance = weighEvidence(terms.policy.typing.rules, bench.facts, findings);
      typing = decideType(balance, bench.facts, terms.policy.typing);
      if (portfolio.previousType !== null && hasOtherType(portfolio.previousType, loans, typing.type)) {
        flags |= TYPE_CHANGED_FLAG;
      }
    }
    bench.log = viewEvents(portfolio, borrower);
    nextStep = guideBorrower(bench.guide, portfolio, terms, {
      loans,
      leadLoan: loans[lead]!.loan,
      daysPastDue,
      hold,
      log: bench.log,
      brokenPromises: promises?.brokenEvents ?? NO_PROMISES.brokenEvents,
      facts: daysPastDue > 0 ? bench.facts : null,
    });
    flags |= bench.guide.flags;
    priority = prioritise(
      {
        nearestDeadlineDays: nearest.on === NO_DAY ? Number.NaN : nearest.on - terms.asOf,
        promiseDue: promises !== null && (promises.latest === 'due' || promises.latest === 'broken'),
        promiseBrokenDays: promises?.latest === 'broken' ? terms.asOf - promises.latestFor : Number.NaN,
        daysSinceContact: daysPastDue > 0 ? bench.facts[FACT_SLOT.days_since_last_contact]! : Number.NaN,
        stepOverdueDays: nextStep.overdueDays,
        exposure: exposureOf(loans, outstanding),
        type: typing.type,
        bucketIndex: loans[lead]!.bucket,
      },
      terms.policy.priority,
    );
  }
  // One literal, no spreads: a million of these are made.
  return {
    borrower,
    loans,
    grades,
    isListed,
    lead,
    daysPastDue,
    overdueTotal,
    overdueAtLeast,
    outstanding,
    typing,
    balance,
    promises,
    nearestDeadlineOn: nearest.on,
    nearestDeadlineClock: nearest.clock,
    nearestDeadlineLoan: nearest.loan,
    nextStep,
    priority,
    flags,
  };
}

function flagOf({ status }: ClockAnswer): number {
  if (status === 'undetermined') return LIMITATION_UNDETERMINED_FLAG;
  return status === 'defence_available' ? DEFENCE_AVAILABLE_FLAG : 0;
}

/**
 * Outstanding principal with the overdue interest, fees and penalty on top. Where penalty interest is unknown, or since a
 * bankruptcy all interest, what is known of the claim still says where work pays.
 */
function exposureOf(loans: readonly LoanAssessment[], outstanding: Fen): Fen {
  let exposure = outstanding;
  for (const { position } of loans) {
    if (position === null) continue;
    const { overdueFee, overdueInterest, overduePrincipal, overdueTotal } = position;
    exposure += Number.isNaN(overdueTotal) ? orNothing(overdueInterest) + overdueFee : overdueTotal - overduePrincipal;
  }
  return exposure;
}

function orNothing(amount: Fen): Fen {
  return Number.isNaN(amount) ? 0 : amount;
}

/** Whether a date that the export gives is known and not after the as-of date. */
function hasCome(day: EpochDay, terms: TriageTerms): boolean {
  return day !== NO_DAY && day <= terms.asOf;
}

/** Between being current and the first day past due. */
const DAYS_UNKNOWN = 0.5;

/**
 * Longer overdue first; an unknown position after every known arrears and before every loan that is current; then the
 * larger balance; then by identifier, so that the order of the file decides nothing.
 */
function isWorse(candidate: LoanAssessment, known: LoanAssessment, ids: IdTable): boolean {
  const candidateDays = candidate.position?.daysPastDue ?? DAYS_UNKNOWN;
  const knownDays = known.position?.daysPastDue ?? DAYS_UNKNOWN;
  if (candidateDays !== knownDays) return candidateDays > knownDays;
  if (candidate.balance !== known.balance) return candidate.balance > known.balance;
  return compareIds(ids, candidate.loan, known.loan) < 0;
}

/** After a judgment it is the enforcement that the debtor can stop with a plea. */
function flagsOfEnforcement(clocks: LoanAssessment['furtherClocks']): number {
  let flags = 0;
  for (const { clock, answer } of clocks) if (clock === 'enforcement') flags |= flagOf(answer);
  return flags;
}

/** Whether the earlier run told another type for one of the loans; where it told none, nothing is known to have changed. */
function hasOtherType(previousType: Uint8Array, loans: readonly LoanAssessment[], type: number): boolean {
  for (const { loan } of loans) {
    const before = previousType[loan]!;
    if (before !== NO_CODE && before !== type) return true;
  }
  return false;
}

function judgeBorrowerPromises(
  bench: BorrowerBench,
  borrower: number,
  loans: readonly LoanAssessment[],
): PromiseRecord | null {
  const { portfolio, terms } = bench;
  const log = viewEvents(portfolio, borrower);
  if (log === null) return null;
  const { events, from, until } = log;
  if (from === until) return NO_PROMISES;
  return judgePromises(
    events,
    from,
    until,
    terms.asOf,
    (loan, after, to) => receivedOnLoans(portfolio, loans, loan, after, to),
    (loan, day) =>
      loans.some(
        (own) =>
          (loan < 0 || own.loan === loan) &&
          (own.position === null || (own.position.daysPastDue > 0 && own.position.oldestUnpaidDueOn <= day)),
      ),
  );
}

/** Keeps what ranking and the list need of the borrower. */
export function keepBorrower(
  columns: BorrowerColumns,
  assessment: BorrowerAssessment,
  calendar: EscalationCalendar,
): void {
  const at = assessment.borrower;
  const lead = assessment.loans[assessment.lead]!;
  columns.listed[at] = assessment.isListed ? 1 : 0;
  columns.leadLoan[at] = lead.loan;
  columns.outstanding[at] = assessment.outstanding;
  columns.overdueTotal[at] = assessment.overdueTotal;
  columns.overdueAtLeast[at] = assessment.overdueAtLeast;
  if (!assessment.isListed) return;
  columns.tier[at] = assessment.priority!.tier;
  columns.score[at] = assessment.priority!.score;
  columns.daysPastDue[at] = Number.isNaN(assessment.daysPastDue) ? NO_DAY : assessment.daysPastDue;
  columns.bucket[at] = lead.bucket;
  columns.riskGrade[at] = worstOf(assessment.grades);
  columns.type[at] = assessment.typing?.type ?? NO_CODE;
  columns.subtype[at] = assessment.typing?.subtype ?? NO_SUBTYPE;
  columns.confidence[at] = assessment.typing?.confidence ?? NO_CODE;
  columns.nearestDeadlineOn[at] = assessment.nearestDeadlineOn;
  columns.nearestDeadlineClock[at] = CLOCKS.indexOf(assessment.nearestDeadlineClock);
  columns.nearestDeadlineLoan[at] = assessment.nearestDeadlineLoan;
  columns.step[at] = calendar.allSteps.indexOf(assessment.nextStep!.step);
  columns.stepBy[at] = assessment.nextStep!.by;
  columns.stepOverdueDays[at] = assessment.nextStep!.overdueDays;
  columns.promiseFor[at] = assessment.promises?.latestFor ?? NO_DAY;
  columns.promiseAmount[at] = assessment.promises?.latestAmount ?? Number.NaN;
  columns.promiseBroken[at] = assessment.promises?.latest === 'broken' ? 1 : 0;
  columns.flags[at] = assessment.flags;
}

/** The worst grade that is known; NO_CODE where none is, or where all that is known is sound and another is not known. */
function worstOf(grades: ArrayLike<number>): number {
  let worst = NO_CODE;
  let someUnknown = false;
  for (let at = 0; at < grades.length; at++) {
    const grade = grades[at]!;
    if (grade === NO_CODE) someUnknown = true;
    else if (worst === NO_CODE || grade > worst) worst = grade;
  }
  return someUnknown && worst === NORMAL ? NO_CODE : worst;
}

/**
 * The facts that would settle the type of the borrower assessed last on this bench, the weightiest first; where the
 * type is settled, those that would tell its sub-type.
 */
export function factsToAsk(
  bench: BorrowerBench,
  balance: EvidenceBalance,
  typing: BorrowerTyping,
): readonly FactName[] {
  const wanted = factsToFindOut(balance, bench.facts, bench.terms.policy.typing);
  return wanted.length > 0 ? wanted : factsToRefine(typing, bench.facts);
}
