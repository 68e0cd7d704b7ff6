/** What may be proposed to one borrower: new terms for 2a, ways out for 2b, and for all others why nothing is. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import {
  type BorrowerTyping,
  FACT_SLOT,
  SUBTYPE_NOT_RECOVERABLE,
  SUBTYPE_RECOVERABLE,
  TYPE_BAD,
  TYPE_HARDSHIP,
  TYPE_INCIDENTAL,
  TYPE_WILFUL,
} from '../domain/evidence.js';
import { NO_HOLD, owesNothing } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { monthsAfter } from '../domain/period-end.js';
import type { ClaimToday, DisposalStep, ProposedOption } from '../domain/restructuring.js';
import { QUESTION_COUNT, QUESTION_SLOT } from '../domain/survey.js';
import type { NextStep, Treatment } from '../domain/work.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { planDisposal } from '../rules/disposal-path.js';
import { proposeOptions } from '../rules/restructuring.js';
import { buildSchedule } from '../rules/schedule.js';
import {
  assessBorrower,
  type BorrowerAssessment,
  type BorrowerBench,
  factsToAsk,
  newBorrowerBench,
} from './assess-borrower.js';
import { assessLoan, type LoanAssessment, type TriageTerms } from './assess-loan.js';
import { explainGuidance } from './explain-guidance.js';
import { claimedOn, distressOf } from './loan-in-distress.js';
import { type EffectsInLaw, effectsOfRestructuring, observedUntil } from './restructuring-effects.js';

/** An option with the last day of the least observation after it; NO_DAY where it is not offered or not known. */
export interface OptionWithObservation {
  readonly proposed: ProposedOption;
  readonly observedUntil: EpochDay;
}

/** One loan on which something is overdue, or may be. */
export interface LoanProposal {
  readonly loan: number;
  /** Null where the position is not determined; then `missing` says why. */
  readonly claim: ClaimToday | null;
  readonly missing: readonly MissingFact[];
  readonly daysPastDue: number;
  /** None for a 2b. */
  readonly options: readonly OptionWithObservation[];
  readonly effects: EffectsInLaw;
}

/** One option over all loans for which it is offered. */
export interface OptionTotal {
  readonly option: ProposedOption['option'];
  readonly method: number;
  /** Loans for which it is offered. */
  readonly loans: number;
  readonly claimed: Fen;
  readonly waived: Fen;
  readonly deferred: Fen;
  readonly instalmentBefore: Fen;
  readonly greatestInstalment: Fen;
  readonly cost: Fen;
  readonly changeOfReceipts: Fen;
}

export interface BorrowerProposal {
  readonly borrower: number;
  /** Null where nothing is overdue. */
  readonly typing: BorrowerTyping | null;
  readonly verdict: 'options' | 'disposal' | 'none';
  /** Why it is this verdict. */
  readonly because: Reason;
  /** A hold stops everything but its own step, which is `nextStep`. */
  readonly isOnHold: boolean;
  /** What is not known and would change it. */
  readonly missing: readonly MissingFact[];
  /** Months that the survey told, the day of the answer and the day that follows from both; NaN and NO_DAY where unknown. */
  readonly recoveryMonths: number;
  readonly answeredOn: EpochDay;
  readonly ableOn: EpochDay;
  /** 1, 0, or NaN where nobody verified it. */
  readonly hardshipVerified: number;
  /** Loans that are overdue or may be; none where nothing is proposed. */
  readonly loans: readonly LoanProposal[];
  /** Loans that are paid as agreed and stay as they are. */
  readonly currentLoans: number;
  readonly totals: readonly OptionTotal[];
  readonly disposal: readonly DisposalStep[];
  /** Null where nothing is overdue. */
  readonly treatment: Treatment | null;
  readonly nextStep: NextStep | null;
}

export function proposeForBorrower(portfolio: Portfolio, terms: TriageTerms, borrower: number): BorrowerProposal {
  const bench = newBorrowerBench(portfolio, terms);
  const whole = assessBorrower(bench, borrower);
  const { hold } = explainGuidance(bench, whole);
  const { verdict, because, missing } = judge(bench, whole, hold);
  const horizon = horizonOf(bench, whole);
  const overdue = whole.loans.filter((assessment) => isOverdue(assessment, portfolio, terms));
  const facts = Float64Array.from(bench.facts);
  const loans =
    verdict === 'none'
      ? []
      : overdue.map((assessment) =>
          proposeForLoan(
            bench,
            assessment,
            whole.grades[whole.loans.indexOf(assessment)]!,
            verdict === 'options' ? horizon.ableOn : NO_DAY,
            verdict === 'options',
          ),
        );
  return {
    borrower,
    typing: whole.typing,
    verdict,
    because,
    isOnHold: hold > NO_HOLD,
    missing,
    ...horizon,
    loans,
    currentLoans: whole.loans.length - overdue.length,
    totals: totalsOf(loans),
    disposal: verdict === 'disposal' ? disposalOf(bench, loans, facts) : [],
    treatment: treatmentOf(whole.typing, terms),
    nextStep: whole.nextStep,
  };
}

type Verdict = Pick<BorrowerProposal, 'verdict' | 'because' | 'missing'>;

function judge(bench: BorrowerBench, whole: BorrowerAssessment, hold: number): Verdict {
  const { typing, balance } = whole;
  const none = (code: string, missing: readonly MissingFact[] = []): Verdict => {
    return { verdict: 'none', because: { code, saw: {} }, missing };
  };
  if (typing === null) return none('proposal-not-overdue');
  if (hold > NO_HOLD) return none('proposal-hold');
  if (typing.retyped) return none('proposal-refused-2b');
  if (typing.type === TYPE_INCIDENTAL) return none('proposal-able');
  if (typing.type === TYPE_WILFUL) return none('proposal-unwilling');
  if (typing.type === TYPE_BAD) return none('proposal-bad');
  if (typing.type !== TYPE_HARDSHIP) {
    const positions = whole.loans.flatMap(({ missing }) => missing);
    const asked = balance === null ? [] : factsToAsk(bench, balance, typing);
    return none('proposal-untyped', [...positions, ...asked.map((fact) => ({ fact, because: 'settles-the-type' }))]);
  }
  const within = bench.terms.policy.typing.recoveryHorizonMonths;
  const saw = { horizon: within, months: bench.facts[FACT_SLOT.recovery_months]! };
  if (typing.subtype === SUBTYPE_RECOVERABLE) {
    return { verdict: 'options', because: { code: 'proposal-2a', saw }, missing: [] };
  }
  if (typing.subtype === SUBTYPE_NOT_RECOVERABLE) {
    return { verdict: 'disposal', because: { code: 'proposal-2b', saw: { horizon: within } }, missing: [] };
  }
  return none('proposal-horizon-unknown', [{ fact: 'survey.recovery_months', because: 'restructuring-needs-horizon' }]);
}

type Horizon = Pick<BorrowerProposal, 'recoveryMonths' | 'answeredOn' | 'ableOn' | 'hardshipVerified'>;

/** The months count from the day on which they were told, not from today. */
function horizonOf({ portfolio, facts, terms }: BorrowerBench, { borrower, daysPastDue }: BorrowerAssessment): Horizon {
  // The facts of a borrower whose arrears are not known were never gathered.
  const months = daysPastDue > 0 ? facts[FACT_SLOT.recovery_months]! : Number.NaN;
  const hardshipVerified = daysPastDue > 0 ? facts[FACT_SLOT.hardship_verified]! : Number.NaN;
  const row = portfolio.survey?.rowOfBorrower[borrower] ?? -1;
  if (Number.isNaN(months) || row < 0) {
    return { recoveryMonths: Number.NaN, answeredOn: NO_DAY, ableOn: NO_DAY, hardshipVerified };
  }
  const question = QUESTION_SLOT.get('recovery_months')!;
  const answeredOn = portfolio.survey!.answeredOn[row * QUESTION_COUNT + question]!;
  const isWithin = months <= terms.policy.typing.recoveryHorizonMonths;
  const ableOn = isWithin ? monthsAfter(answeredOn, months) : NO_DAY;
  return { recoveryMonths: months, answeredOn, ableOn, hardshipVerified };
}

function isOverdue({ loan, position }: LoanAssessment, { loans }: Portfolio, { asOf }: TriageTerms): boolean {
  if (owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) return false;
  return position === null || position.daysPastDue > 0;
}

function proposeForLoan(
  bench: BorrowerBench,
  known: LoanAssessment,
  grade: number,
  ableOn: EpochDay,
  withOptions: boolean,
): LoanProposal {
  const { terms } = bench;
  const { asOf, conventions, policy } = terms;
  const assessment = assessLoan(bench, known.loan, true);
  const { position, missing, loan } = assessment;
  let options: readonly ProposedOption[] = [];
  let claim: ClaimToday | null = null;
  if (position !== null) {
    const distress = distressOf(bench.file, bench.instalments, position, terms, ableOn);
    claim = distress.claim;
    if (withOptions) options = proposeOptions(distress, policy.restructuring, conventions, buildSchedule);
  }
  const effects = effectsOfRestructuring(bench, assessment, grade, withOptions ? 'new_terms' : 'disposal');
  return {
    loan,
    claim,
    missing,
    daysPastDue: position?.daysPastDue ?? Number.NaN,
    options: options.map((proposed) => ({ proposed, observedUntil: observedUntil(bench, assessment, proposed, asOf) })),
    effects,
  };
}

function totalsOf(loans: readonly LoanProposal[]): readonly OptionTotal[] {
  const totals = new Map<string, OptionTotal>();
  for (const { claim, options } of loans) {
    for (const { proposed } of options) {
      if (proposed.kind !== 'offered') continue;
      const { option, method, terms } = proposed;
      // An extension keeps each loan's own method: one total whatever the methods.
      const key = option === 'changed_method' ? `${option} ${method}` : option;
      const so = totals.get(key);
      totals.set(key, {
        option,
        method,
        loans: (so?.loans ?? 0) + 1,
        claimed: (so?.claimed ?? 0) + claimedOn(claim!),
        waived: (so?.waived ?? 0) + terms.waivedInterest + terms.waivedPenalty + terms.waivedCompound,
        deferred: (so?.deferred ?? 0) + terms.deferred,
        instalmentBefore: (so?.instalmentBefore ?? 0) + terms.instalmentBefore,
        greatestInstalment: (so?.greatestInstalment ?? 0) + terms.greatestInstalment,
        cost: (so?.cost ?? 0) + terms.cost,
        changeOfReceipts: (so?.changeOfReceipts ?? 0) + terms.changeOfReceipts,
      });
    }
  }
  return [...totals.values()];
}

function disposalOf(
  { portfolio, terms }: BorrowerBench,
  loans: readonly LoanProposal[],
  facts: Float64Array,
): readonly DisposalStep[] {
  let owed = 0;
  let collateralValue = 0;
  let collateralKept = 0;
  for (const { loan, claim } of loans) {
    const value = portfolio.loans.collateralValue[loan]!;
    owed += claim === null ? Number.NaN : claimedOn(claim);
    collateralValue += value;
    collateralKept += Math.round(value * terms.policy.typing.collateralKept[portfolio.security[loan]!]!);
  }
  const agreesToDispose = facts[FACT_SLOT.agrees_to_dispose_assets]!;
  const assetsFound = facts[FACT_SLOT.assets_found]!;
  return planDisposal(
    { owed, collateralValue, collateralKept, agreesToDispose, assetsFound },
    terms.policy.restructuring,
  );
}

function treatmentOf(typing: BorrowerTyping | null, { policy }: TriageTerms): Treatment | null {
  if (typing === null) return null;
  return policy.subtypeTreatments[typing.subtype] ?? policy.treatments[typing.type] ?? null;
}
