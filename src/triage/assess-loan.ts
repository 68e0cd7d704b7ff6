/** One loan through the rules: schedule, position, bucket, grade, clocks. Pure: the same loan gives the same answer. */
import { type EpochDay, FOREVER, NO_DAY } from '../domain/civil-date.js';
import type { ClaimFacts } from '../domain/claim.js';
import type { ClockAnswer } from '../domain/clock.js';
import type { Conventions } from '../domain/conventions.js';
import type { MissingFact } from '../domain/determination.js';
import type { BusinessDays, Law, RiskGradeFloors } from '../domain/law.js';
import { valueOn } from '../domain/law.js';
import {
  CREDIT_CARD,
  emptyInstalments,
  type Instalments,
  type LoanFile,
  owesNothing,
  RESTRUCTURED,
} from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { type Position, type PositionTrace, unknownPosition, type WritablePosition } from '../domain/position.js';
import { type GradeHold, SUBSTANDARD } from '../domain/risk-grade.js';
import { conventionsUnder, type Policy } from '../policy/policy.js';
import { newLoanFile, type OpenedLoan, openLoan, type Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { findBucket } from '../rules/ageing.js';
import { estimateLimitation } from '../rules/limitation.js';
import { isRestructuredAgain } from '../rules/observation.js';
import { computePosition } from '../rules/position.js';
import { gradeRisk, holdGrade, type RestructuredTerms } from '../rules/risk-grade.js';
import { buildSchedule } from '../rules/schedule.js';
import { assessFurtherClocks, type ClockOfClaim, explainClaim } from './assess-clocks.js';
import { findBankruptcies } from './bankruptcies.js';
import { type ConductTerms, conductTermsUnder } from './conduct-terms.js';
import { type ClaimBench, gatherClaim, newClaimBench } from './gather-claim.js';

/** What the whole run holds fixed. */
export interface TriageTerms {
  readonly asOf: EpochDay;
  readonly policy: Policy;
  readonly law: Law;
  readonly conventions: Conventions;
  /** Grade floors in force on the as-of date; undefined where the law pack has none for it. */
  readonly gradeFloors: RiskGradeFloors | undefined;
  readonly cardGradeFloors: RiskGradeFloors | undefined;
  /** Share of exposure above which all of a non-retail borrower is non-performing; NaN where the law pack has none for the date. */
  readonly contagionShare: number;
  readonly restructured: RestructuredTerms;
  readonly businessDays: BusinessDays;
  readonly conduct: ConductTerms;
}

/** Works out once what the as-of date picks from law and policy. */
export function termsOn(asOf: EpochDay, isoAsOf: string, policy: Policy, law: Law): TriageTerms {
  const cardPrincipalFirst = valueOn(law.cardPrincipalFirstFromDpd, isoAsOf);
  return {
    asOf,
    policy,
    law,
    // Before the rule existed no day past due reaches it.
    conventions: conventionsUnder(policy, cardPrincipalFirst?.value ?? Number.POSITIVE_INFINITY),
    gradeFloors: valueOn(law.riskGradeFloors, isoAsOf)?.value,
    cardGradeFloors: valueOn(law.riskGradeCardFloors, isoAsOf)?.value,
    contagionShare: valueOn(law.riskGradeContagionShare, isoAsOf)?.value ?? Number.NaN,
    restructured: {
      upgrade: valueOn(law.riskGradeUpgrade, isoAsOf)?.value,
      againIsSubstandard: valueOn(law.riskGradeRestructuredAgain, isoAsOf) !== undefined,
    },
    businessDays: law.businessDays,
    conduct: conductTermsUnder(law, policy.conduct),
  };
}

/** Where one loan stands by the rules that look at it alone; no clock among them. */
export interface LoanStanding {
  readonly loan: number;
  /** Null where facts are missing without which nothing can be told of the arrears. */
  readonly position: Position | null;
  /** The facts that are missing; beside a position, those on which its amounts that are NaN hang. */
  readonly missing: readonly MissingFact[];
  /** Index into the ageing schedule; NO_CODE where undetermined. */
  readonly bucket: number;
  /** Index into RISK_GRADES before contagion; NO_CODE where undetermined. */
  readonly ownGrade: number;
  /** Why a restructured loan is graded worse than its days past due ask for; '' where it is not. */
  readonly gradeHold: GradeHold;
  /** What is still owed as principal: by the receipts, or as the export states it where they cannot tell. */
  readonly balance: Fen;
}

/** What is known of one loan after the rules that look at it alone. */
export interface LoanAssessment extends LoanStanding {
  readonly limitation: ClockAnswer;
  /** The other clocks of the claim; none for a loan that is neither in arrears nor restructured. */
  readonly furtherClocks: readonly ClockOfClaim[];
}

/** Working memory of one thread. */
export interface LoanBench {
  readonly portfolio: Portfolio;
  readonly terms: TriageTerms;
  readonly file: OpenedLoan;
  readonly instalments: Instalments;
  readonly claim: ClaimBench;
}

export function newLoanBench(portfolio: Portfolio, terms: TriageTerms): LoanBench {
  return {
    portfolio,
    terms,
    file: newLoanFile(portfolio, findBankruptcies(portfolio, terms.asOf, terms.law)),
    instalments: emptyInstalments(),
    claim: newClaimBench(portfolio),
  };
}

const NOTHING_MISSING: readonly MissingFact[] = [];
const BANKRUPTCY_DAY: readonly MissingFact[] = [
  { fact: 'events.bankruptcy_accepted', because: 'bankruptcy-stops-interest' },
];

/**
 * Assesses loan `index`. With `explain`, the clocks carry their reasons and `trace` receives the accruals and
 * applications. The position is written `into` an old one where one is given.
 */
export function assessLoan(
  bench: LoanBench,
  index: number,
  explain = false,
  trace?: PositionTrace,
  into: WritablePosition = unknownPosition(),
): LoanAssessment {
  const { portfolio, terms, file, instalments } = bench;
  const missing = measureLoan(bench, index, explain, trace, into);
  const position = missing === null ? into : null;
  const { asOf, law } = terms;
  const settings = terms.policy.limitation;
  const owed = owedBy(file, position, asOf);
  const oldestUnpaidDueOn = position === null ? NO_DAY : position.oldestUnpaidDueOn;
  const facts = gatherClaim(bench.claim, portfolio, file, instalments, owed, oldestUnpaidDueOn, asOf);
  const limitation = estimateLimitation(facts, law, settings, asOf, explain);
  const daysGrade = position === null ? NO_CODE : ownGradeOf(file, position, terms);
  const gradeHold = position === null ? '' : gradeHoldOf(bench, position, daysGrade, facts);
  return {
    loan: index,
    position,
    missing: missing ?? factsOfAmounts(file, into),
    bucket: position === null ? NO_CODE : findBucket(terms.policy.ageing, position.daysPastDue),
    ownGrade: gradeHold === '' ? daysGrade : SUBSTANDARD,
    gradeHold,
    balance: position === null ? balanceAsStated(portfolio, index, terms.asOf) : position.outstandingPrincipal,
    limitation,
    furtherClocks: hasClocksToWatch(
      position === null ? Number.NaN : position.daysPastDue,
      file.status,
      file.restructuredOn,
    )
      ? assessFurtherClocks(facts, limitation, instalments, { law, settings, asOf }, explain)
      : NO_CLOCKS,
  };
}

const NO_CLOCKS: readonly ClockOfClaim[] = [];

/** As {@link assessLoan} without any clock, for those who ask for the ageing alone. */
export function placeLoan(bench: LoanBench, index: number, into: WritablePosition): LoanStanding {
  const { portfolio, terms, file, instalments } = bench;
  const missing = measureLoan(bench, index, false, undefined, into);
  if (missing !== null) {
    const balance = balanceAsStated(portfolio, index, terms.asOf);
    return { loan: index, position: null, missing, bucket: NO_CODE, ownGrade: NO_CODE, gradeHold: '', balance };
  }
  const daysGrade = ownGradeOf(file, into, terms);
  let gradeHold: GradeHold = '';
  if (isObserved(file.status, file.restructuredOn)) {
    const owed = owedBy(file, into, terms.asOf);
    const { oldestUnpaidDueOn } = into;
    const facts = gatherClaim(bench.claim, portfolio, file, instalments, owed, oldestUnpaidDueOn, terms.asOf);
    gradeHold = gradeHoldOf(bench, into, daysGrade, facts);
  }
  return {
    loan: index,
    position: into,
    missing: factsOfAmounts(file, into),
    bucket: findBucket(terms.policy.ageing, into.daysPastDue),
    ownGrade: gradeHold === '' ? daysGrade : SUBSTANDARD,
    gradeHold,
    balance: into.outstandingPrincipal,
  };
}

/** Opens loan `index` in the bench and writes its position `into`, unless facts are missing: those are the answer. */
function measureLoan(
  { portfolio, terms, file, instalments }: LoanBench,
  index: number,
  explain: boolean,
  trace: PositionTrace | undefined,
  into: WritablePosition,
): readonly MissingFact[] | null {
  openLoan(portfolio, index, file);
  const missing = buildSchedule(file, terms.conventions, instalments, explain ? FOREVER : dayToPlanTo(file, terms));
  if (missing !== null) return missing;
  computePosition(file, instalments, terms.conventions, terms.asOf, trace, into);
  if (owesNothing(file.status, file.disbursedOn, terms.asOf)) settle(into);
  else if (file.isBankruptcyUndated) return withoutBankruptcyDay(into);
  return null;
}

/**
 * The debtor is in bankruptcy, nobody recorded since when: from some day on its debts have borne no interest, and what was
 * not due yet is due (企业破产法 art. 46). What had fallen due before the as-of date by the terms is past due all the same;
 * where nothing had, whether anything is cannot be told.
 */
function withoutBankruptcyDay(position: WritablePosition): readonly MissingFact[] | null {
  if (position.daysPastDue === 0) return position.outstandingPrincipal > 0 ? BANKRUPTCY_DAY : null;
  if (position.overdueInterest > 0) position.overdueInterest = Number.NaN;
  if (position.penaltyInterest > 0) position.penaltyInterest = Number.NaN;
  if (position.compoundInterest > 0) position.compoundInterest = Number.NaN;
  const interest = position.overdueInterest + position.penaltyInterest + position.compoundInterest;
  if (Number.isNaN(interest) || position.outstandingPrincipal > position.overduePrincipal) {
    position.overdueTotal = Number.NaN;
  }
  return null;
}

/** Without which facts a part of a known position cannot be told. */
function factsOfAmounts({ isBankruptcyUndated }: LoanFile, { overdueTotal }: Position): readonly MissingFact[] {
  return isBankruptcyUndated && Number.isNaN(overdueTotal) ? BANKRUPTCY_DAY : NOTHING_MISSING;
}

/** What kept the position of the loan that `file` is open at from being worked out, where its schedule was. */
export function missingBesideSchedule({ isBankruptcyUndated }: LoanFile): readonly MissingFact[] {
  return isBankruptcyUndated ? BANKRUPTCY_DAY : NOTHING_MISSING;
}

/**
 * Whether the clocks of a loan are watched: it is in arrears, cannot be told not to be (NaN), or is under observation
 * after a restructuring. What was called or has matured is in arrears as long as anything is owed on it.
 */
export function hasClocksToWatch(daysPastDue: number, status: number, restructuredOn: EpochDay): boolean {
  return daysPastDue !== 0 || isObserved(status, restructuredOn);
}

function isObserved(status: number, restructuredOn: EpochDay): boolean {
  return status === RESTRUCTURED || restructuredOn !== NO_DAY;
}

/** Observation after a restructuring looks ahead to later due dates; nothing else does. */
function dayToPlanTo(file: LoanFile, { asOf }: TriageTerms): EpochDay {
  return isObserved(file.status, file.restructuredOn) ? FOREVER : asOf;
}

/** Nothing is owed any more, or not yet: that ends arrears, whatever receipts the export leaves out. */
function settle(position: WritablePosition): void {
  position.daysPastDue = 0;
  position.oldestUnpaidDueOn = NO_DAY;
  position.missedInstalments = 0;
  position.overduePrincipal = 0;
  position.overdueInterest = 0;
  position.overdueFee = 0;
  position.penaltyInterest = 0;
  position.compoundInterest = 0;
  position.overdueTotal = 0;
  position.outstandingPrincipal = 0;
}

/** What counts as the balance of a loan without a position: as the export states it, or the principal where it does not. */
export function balanceAsStated({ loans }: Portfolio, loan: number, asOf: EpochDay): Fen {
  if (owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) return 0;
  const stated = loans.statedOutstanding[loan]!;
  return Number.isNaN(stated) ? loans.principal[loan]! : stated;
}

function ownGradeOf(file: LoanFile, position: Position, terms: TriageTerms): number {
  const floors = file.assetClass === CREDIT_CARD ? terms.cardGradeFloors : terms.gradeFloors;
  return floors === undefined ? NO_CODE : gradeRisk(position.daysPastDue, floors);
}

/** Only a restructured loan on which something is owed may be held at a worse grade. */
function gradeHoldOf(
  { file, instalments, terms }: LoanBench,
  { behaviour, outstandingPrincipal }: Position,
  daysGrade: number,
  facts: ClaimFacts,
): GradeHold {
  if (!isObserved(file.status, facts.restructuredOn) || !(outstandingPrincipal > 0)) return '';
  const floors = file.assetClass === CREDIT_CARD ? terms.cardGradeFloors : terms.gradeFloors;
  if (floors === undefined) return '';
  const { longestCuredDays, longestCuredOn, lastCuredOn } = behaviour;
  const again = isRestructuredAgain(facts, instalments, terms.law, terms.asOf);
  const paid = { isRestructuredAgain: again, longestCuredDays, longestCuredOn, lastCuredOn, instalments };
  return holdGrade(daysGrade, paid, floors.substandard, terms.restructured, terms.asOf);
}

/**
 * All clocks of loan `index` with their reasons, for a loan whose position is already known: `owed` and
 * `oldestUnpaidDueOn` are that position's (NaN and NO_DAY where undetermined). Says the same as {@link assessLoan}.
 */
export function explainClocks(
  bench: LoanBench,
  index: number,
  owed: Fen,
  oldestUnpaidDueOn: EpochDay,
): readonly ClockOfClaim[] {
  const { portfolio, file, instalments } = bench;
  const { asOf, law, conventions, policy } = bench.terms;
  openLoan(portfolio, index, file);
  buildSchedule(file, conventions, instalments, dayToPlanTo(file, bench.terms));
  const facts = gatherClaim(bench.claim, portfolio, file, instalments, owed, oldestUnpaidDueOn, asOf);
  return explainClaim(facts, instalments, { law, settings: policy.limitation, asOf });
}

/**
 * The claim of loan `index`, whose position is already known, as {@link explainClocks} would explain it. The bench holds
 * the loan's instalments only where a clock looks at them.
 */
export function openClaim(bench: LoanBench, index: number, owed: Fen, oldestUnpaidDueOn: EpochDay): ClaimFacts {
  const { portfolio, terms, file, instalments } = bench;
  openLoan(portfolio, index, file);
  buildSchedule(file, terms.conventions, instalments, isObserved(file.status, file.restructuredOn) ? FOREVER : NO_DAY);
  return gatherClaim(bench.claim, portfolio, file, instalments, owed, oldestUnpaidDueOn, terms.asOf);
}

/** The schedule rule under the run's conventions, for making sample books whose punctual payers are current to the fen. */
export function scheduleBuilderFor(terms: TriageTerms): (loan: LoanFile, into: Instalments) => unknown {
  return (loan, into) => buildSchedule(loan, terms.conventions, into);
}

/**
 * What is not paid, due or not. Penalty interest counts where it is known; where it is not, the rest is owed all the
 * same, and without a rest nobody knows whether anything is owed.
 */
export function owedBy(file: LoanFile, position: Position | null, asOf: EpochDay): Fen {
  if (position === null) return owesNothing(file.status, file.disbursedOn, asOf) ? 0 : Number.NaN;
  const { outstandingPrincipal, overdueInterest, overdueFee, penaltyInterest, compoundInterest } = position;
  const terms = outstandingPrincipal + (overdueInterest || 0) + overdueFee;
  const penalty = penaltyInterest + compoundInterest;
  return Number.isNaN(penalty) && terms > 0 ? terms : terms + penalty;
}
