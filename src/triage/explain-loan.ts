/** Everything behind the figures of one loan, gathered by assessing it again with its reasons: assessment is pure. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import {
  BORROWER_TYPES,
  type BorrowerTyping,
  type EvidenceBalance,
  type EvidenceFinding,
  FACT_NAMES,
  type FactName,
} from '../domain/evidence.js';
import type { Fen } from '../domain/money.js';
import type { PositionTrace } from '../domain/position.js';
import type { NextStep, Priority, Treatment } from '../domain/work.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { restWhenCalled } from '../rules/position.js';
import { assessBorrower, type BorrowerBench, factsToAsk, newBorrowerBench } from './assess-borrower.js';
import type { ClockOfClaim } from './assess-clocks.js';
import { assessLoan, explainClocks, type LoanAssessment, owedBy, type TriageTerms } from './assess-loan.js';
import { explainGuidance, type Guidance } from './explain-guidance.js';
import type { FactSources, SourceRow } from './fact-sources.js';

/** One instalment with what was paid on it. Amounts in fen. */
export interface ExplainedInstalment {
  readonly number: number;
  readonly dueOn: number;
  readonly principal: number;
  readonly interest: number;
  readonly fee: number;
  readonly paid: number;
  /** What of it is not paid. */
  readonly open: number;
}

/** A fact with the rows that it comes from. */
export interface ExplainedFact {
  readonly name: FactName;
  /** NaN where not known. */
  readonly value: number;
  readonly rows: readonly SourceRow[];
}

export interface LoanExplanation {
  readonly loan: number;
  readonly borrower: number;
  /** From this day on the loan is due in full and bears nothing: its debtor's bankruptcy was accepted. NO_DAY otherwise. */
  readonly bankruptOn: EpochDay;
  readonly assessment: LoanAssessment;
  /** Grade after contagion, an index into RISK_GRADES or NO_CODE. */
  readonly grade: number;
  readonly schedule: readonly ExplainedInstalment[];
  readonly trace: PositionTrace;
  readonly typing: BorrowerTyping | null;
  /** Index into BORROWER_TYPES in the earlier run; NO_CODE where it is not known. */
  readonly previousType: number;
  readonly balance: EvidenceBalance | null;
  readonly findings: readonly EvidenceFinding[];
  /** Every fact of which rules may speak, known or not; none where the borrower was not typed. */
  readonly facts: readonly ExplainedFact[];
  /** Facts that would settle the type, the weightiest first. */
  readonly factsToAsk: readonly string[];
  readonly treatment: Treatment | null;
  readonly nextStep: NextStep | null;
  readonly guidance: Guidance;
  readonly priority: Priority | null;
  /** Every clock of the loan with its reasons, also where nothing is overdue on it. */
  readonly clocks: readonly ClockOfClaim[];
}

export function explainLoan(portfolio: Portfolio, terms: TriageTerms, loan: number): LoanExplanation {
  const bench = newBorrowerBench(portfolio, terms);
  const borrower = portfolio.loans.borrower[loan]!;
  const findings: EvidenceFinding[] = [];
  const sources: FactSources = new Map();
  const whole = assessBorrower(bench, borrower, false, findings, sources);
  const guidance = explainGuidance(bench, whole);
  const { typing, balance } = whole;
  const toAsk = balance === null || typing === null ? [] : factsToAsk(bench, balance, typing);
  const facts = balance === null ? [] : factsOf(bench, sources);
  const trace: PositionTrace = { accruals: [], applications: [] };
  const assessment = assessLoan(bench, loan, true, trace);
  const { instalments } = bench;
  const { position } = assessment;
  const paid = new Float64Array(instalments.count + 2);
  for (const { instalment, amount } of trace.applications) paid[instalment]! += amount;
  const rest =
    assessment.position === null ? null : restWhenCalled(bench.file, instalments, terms.asOf, terms.conventions);
  const schedule = Array.from({ length: rest?.from ?? instalments.count }, (_, at) =>
    explainInstalment(
      at + 1,
      instalments.dueOn[at]!,
      instalments.principal[at]!,
      instalments.interest[at]!,
      instalments.fee[at]!,
      paid,
    ),
  );
  // A debt that was called has one instalment in place of all that were to come.
  if (rest !== null) {
    schedule.push(explainInstalment(rest.from + 1, rest.dueOn, rest.principal, rest.interest, 0, paid));
  }
  // Only now: the clocks work out instalments of their own, in the same place.
  const owed = owedBy(bench.file, position, terms.asOf);
  const clocks = explainClocks(bench, loan, owed, position === null ? NO_DAY : position.oldestUnpaidDueOn);
  return {
    loan,
    borrower,
    bankruptOn: bench.file.bankruptOn,
    assessment,
    grade: whole.grades[whole.loans.findIndex((candidate) => candidate.loan === loan)]!,
    schedule,
    trace,
    typing,
    previousType: portfolio.previousType?.[loan] ?? NO_CODE,
    balance,
    findings,
    facts,
    factsToAsk: toAsk,
    treatment: typing === null ? null : treatmentOf(typing, terms),
    nextStep: whole.nextStep,
    guidance,
    priority: whole.priority,
    clocks,
  };
}

function explainInstalment(
  number: number,
  dueOn: EpochDay,
  principal: Fen,
  interest: Fen,
  fee: Fen,
  paid: Float64Array,
): ExplainedInstalment {
  const paidOnIt = paid[number]!;
  return { number, dueOn, principal, interest, fee, paid: paidOnIt, open: principal + interest + fee - paidOnIt };
}

/** The facts of the borrower assessed last on this bench. */
function factsOf({ facts }: BorrowerBench, sources: FactSources): readonly ExplainedFact[] {
  return FACT_NAMES.map((name, slot) => ({ name, value: facts[slot]!, rows: sources.get(slot) ?? [] }));
}

/** That of the sub-type where there is one. */
function treatmentOf({ type, subtype }: BorrowerTyping, { policy }: TriageTerms): Treatment | null {
  return policy.subtypeTreatments[subtype] ?? policy.treatments[type] ?? null;
}

/** Name of a type for a column or JSON. */
export function typeName(typing: BorrowerTyping | null): string {
  return typing === null ? '' : BORROWER_TYPES[typing.type]!;
}
