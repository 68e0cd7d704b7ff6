/** The explanation of a loan for machines: contract names, ISO dates, decimal yuan. */
import { formatIsoDate } from '../domain/civil-date.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES, TRUE, UNKNOWN } from '../domain/evidence.js';
import { formatFen, formatRatePercent } from '../domain/money.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { type LoanExplanation, typeName } from '../triage/explain-loan.js';
import { clockJson } from './clock-json.js';
import { deadlineRow } from './deadline-rows.js';
import { rowText } from './fact-text.js';
import { careNotesOf, guidanceJson } from './guidance-text.js';
import type { OpenBook } from './open-book.js';

const day = (value: number) => formatIsoDate(value) || null;
const money = (value: number) => formatFen(value) || null;
const number = (value: number) => (Number.isNaN(value) ? null : value);

export function explanationJson(open: OpenBook, explanation: LoanExplanation): unknown {
  const { portfolio, terms } = open;
  const { assessment, grade, typing, balance, nextStep } = explanation;
  const { position, bucket } = assessment;
  const loanId = textOf(portfolio.loanIds, explanation.loan);
  const rows = explanation.clocks.map((clock) => deadlineRow(loanId, clock, terms.law));
  const limitation = rows[0]!;
  return {
    loan_id: loanId,
    borrower_id: borrowerIdOf(portfolio.borrowerIds, explanation.borrower),
    as_of: day(terms.asOf),
    missing: assessment.missing,
    bankrupt_on: day(explanation.bankruptOn),
    position:
      position === null
        ? null
        : {
            days_past_due: position.daysPastDue,
            oldest_unpaid_due_on: day(position.oldestUnpaidDueOn),
            missed_instalments: position.missedInstalments,
            overdue_principal: money(position.overduePrincipal),
            overdue_interest: money(position.overdueInterest),
            overdue_fee: money(position.overdueFee),
            penalty_interest: money(position.penaltyInterest),
            compound_interest: money(position.compoundInterest),
            overdue_total: money(position.overdueTotal),
            outstanding_principal: money(position.outstandingPrincipal),
            unallocated: money(position.unallocated),
            last_paid_on: day(position.lastPaidOn),
            last_paid_amount: money(position.lastPaidAmount),
            behaviour: {
              longest_days_past_due: position.behaviour.longestDaysPastDue,
              cured_episodes: position.behaviour.curedEpisodes,
              longest_cured_days: position.behaviour.longestCuredDays,
              part_payments_while_overdue: position.behaviour.partPaymentsWhileOverdue,
              due_paid_share_6_months: number(position.behaviour.duePaidShare6Months),
              payment_trend: number(position.behaviour.paymentTrend),
              first_payment_default: position.behaviour.firstPaymentDefault,
            },
          },
    bucket: bucket === NO_CODE ? 'undetermined' : terms.policy.ageing.buckets[bucket]!.code,
    risk_grade: grade === NO_CODE ? null : RISK_GRADES[grade],
    schedule: explanation.schedule.map((row) => ({
      number: row.number,
      due_on: day(row.dueOn),
      principal: money(row.principal),
      interest: money(row.interest),
      fee: money(row.fee),
      paid: money(row.paid),
      open: money(row.open),
    })),
    applications: explanation.trace.applications.map((step) => ({
      paid_on: day(step.paidOn),
      amount: money(step.amount),
      instalment: step.instalment,
      part: step.part,
    })),
    accruals: explanation.trace.accruals.map((step) => ({
      kind: step.kind,
      from: day(step.from),
      to: day(step.to),
      days: step.days,
      base: money(step.base),
      annual_rate_percent: formatRatePercent(step.annualRate),
      amount: money(step.amount),
    })),
    borrower_type: typeName(typing),
    borrower_subtype: typing === null ? null : BORROWER_SUBTYPES[typing.subtype] || null,
    retyped: typing?.retyped ?? null,
    previous_borrower_type:
      explanation.previousType === NO_CODE ? null : (BORROWER_TYPES[explanation.previousType] ?? null),
    type_confidence: typing?.confidence ?? null,
    willingness: balance?.willingness ?? null,
    ability: balance?.ability ?? null,
    evidence: explanation.findings.map(({ rule, outcome, saw }) => ({
      rule: rule.id,
      axis: rule.axis,
      weight: rule.direction * rule.weight,
      fired: outcome === UNKNOWN ? null : outcome === TRUE,
      saw: Object.fromEntries(rule.facts.map((fact, at) => [fact, number(saw[at]!)])),
      source: rule.source,
    })),
    facts: Object.fromEntries(
      explanation.facts.map(({ name, value, rows }) => [
        name,
        { value: number(value), rows: rows.map((row) => rowText(row, open.places)) },
      ]),
    ),
    facts_to_ask: explanation.factsToAsk,
    next_step:
      nextStep === null ? null : { step: nextStep.step.id, by: day(nextStep.by), overdue_days: nextStep.overdueDays },
    ...guidanceJson(open, explanation.guidance, careNotesOf(open, explanation.borrower)),
    limitation: {
      clock: limitation.clock,
      status: limitation.status,
      base_on: day(limitation.baseOn),
      rolled_on: day(limitation.rolledOn),
      days_left: number(limitation.daysLeft),
      because: limitation.because,
      articles: limitation.articles,
      missing: limitation.missing,
    },
    clocks: rows.map((row) => clockJson(row, open.listLanguage, open.places)),
  };
}
