/** Everything behind the figures of one loan, gathered by assessing it again with its reasons: assessment is pure. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_TYPES, type BorrowerTyping, type EvidenceBalance, type EvidenceFinding } from '../domain/evidence.js';
import type { Fen } from '../domain/money.js';
import type { PositionTrace } from '../domain/position.js';
import type { NextStep, Priority, Treatment } from '../domain/work.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { restWhenCalled } from '../rules/position.js';
import { assessBorrower, factsToAsk, newBorrowerBench } from './assess-borrower.js';
import type { ClockOfClaim } from './assess-clocks.js';
import { assessLoan, explainClocks, type LoanAssessment, owedBy, type TriageTerms } from './assess-loan.js';

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

export interface LoanExplanation {
  readonly loan: number;
  readonly borrower: number;
  readonly assessment: LoanAssessment;
  /** Grade after contagion, an index into RISK_GRADES or NO_CODE. */
  readonly grade: number;
  readonly schedule: readonly ExplainedInstalment[];
  readonly trace: PositionTrace;
  readonly typing: BorrowerTyping | null;
  readonly balance: EvidenceBalance | null;
  readonly findings: readonly EvidenceFinding[];
  /** Facts that would settle the type, the weightiest first. */
  readonly factsToAsk: readonly string[];
  readonly treatment: Treatment | null;
  readonly nextStep: NextStep | null;
  readonly priority: Priority | null;
  /** Every clock of the loan with its reasons, also where nothing is overdue on it. */
  readonly clocks: readonly ClockOfClaim[];
}

export function explainLoan(portfolio: Portfolio, terms: TriageTerms, loan: number): LoanExplanation {
  const bench = newBorrowerBench(portfolio, terms);
  const borrower = portfolio.loans.borrower[loan]!;
  const findings: EvidenceFinding[] = [];
  const whole = assessBorrower(bench, borrower, false, findings);
  const facts = whole.balance === null ? [] : factsToAsk(bench, whole.balance);
  const trace: PositionTrace = { accruals: [], applications: [] };
  const assessment = assessLoan(bench, loan, true, trace);
  const { instalments } = bench;
  const { position } = assessment;
  const owed = owedBy(bench.file, position, terms.asOf);
  const clocks = explainClocks(bench, loan, owed, position === null ? NO_DAY : position.oldestUnpaidDueOn);
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
  return {
    loan,
    borrower,
    assessment,
    grade: whole.grades[whole.loans.findIndex((candidate) => candidate.loan === loan)]!,
    schedule,
    trace,
    typing: whole.typing,
    balance: whole.balance,
    findings,
    factsToAsk: facts,
    treatment: whole.typing === null ? null : (terms.policy.treatments[whole.typing.type] ?? null),
    nextStep: whole.nextStep,
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

/** Name of a type for a column or JSON. */
export function typeName(typing: BorrowerTyping | null): string {
  return typing === null ? '' : BORROWER_TYPES[typing.type]!;
}
