/** Which rows of the loans, payments and collateral files the facts about a borrower's loans come from: for `explain` only. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { FACT_SLOT, type FactName } from '../domain/evidence.js';
import { ENFORCEMENT_PROCEEDS, owesNothing, THIRD_PARTY } from '../domain/loan.js';
import { type Portfolio, viewPayments } from '../portfolio/portfolio.js';
import type { LoanAssessment } from './assess-loan.js';
import { addSource, type FactSources } from './fact-sources.js';

/** From the terms of the overdue loans and all that was paid on them. */
const OF_OVERDUE: readonly FactName[] = [
  'due_paid_share_6_months',
  'payment_trend',
  'first_payment_default',
  'days_past_due',
  'missed_instalments',
  'overdue_share',
];
/** From all loans on which something is or was owed, and all that was paid on them. */
const OF_ALL: readonly FactName[] = [
  'longest_days_past_due',
  'cured_episodes',
  'cured_fast_share',
  'longest_cured_days',
];
/** From what came in while the running arrears lasted; that nothing did is seen from the loans alone. */
const OF_RECEIPTS_SINCE_DEFAULT: readonly FactName[] = ['part_payments_while_overdue', 'silent_since_default'];
const OF_COLLATERAL: readonly FactName[] = ['collateral_cover', 'collateral_cover_after_haircut'];
const OF_TERMS_OF_OVERDUE: readonly FactName[] = [...OF_RECEIPTS_SINCE_DEFAULT, ...OF_COLLATERAL, 'instalments_due'];

/** Adds the rows behind each fact that is known. */
export function traceLoanFacts(
  portfolio: Portfolio,
  assessments: readonly LoanAssessment[],
  asOf: EpochDay,
  facts: Float64Array,
  sources: FactSources,
): void {
  const { loans } = portfolio;
  const add = (names: readonly FactName[], table: 'loans' | 'payments' | 'collateral', line: number): void => {
    for (const name of names) {
      const slot = FACT_SLOT[name];
      if (!Number.isNaN(facts[slot]!)) addSource(sources, slot, table, line);
    }
  };
  const overdue = assessments.filter(({ position }) => position !== null && position.daysPastDue > 0);
  const lastPaidOn = Math.max(NO_DAY, ...overdue.map(({ position }) => position!.behaviour.lastOwnPaidOn));
  for (const { loan, position } of assessments) {
    if (position === null || owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) continue;
    const isOverdue = position.daysPastDue > 0;
    add(OF_ALL, 'loans', loans.line[loan]!);
    if (isOverdue) add([...OF_OVERDUE, ...OF_TERMS_OF_OVERDUE], 'loans', loans.line[loan]!);
    else add(['other_loans_current'], 'loans', loans.line[loan]!);
    if (isOverdue) eachThing(portfolio, loan, (line) => add(OF_COLLATERAL, 'collateral', line));
    eachReceipt(portfolio, loan, asOf, (line, paidOn, channel) => {
      add(OF_ALL, 'payments', line);
      if (!isOverdue) return;
      add(OF_OVERDUE, 'payments', line);
      if (channel === ENFORCEMENT_PROCEEDS || channel === THIRD_PARTY) return;
      if (paidOn > position.oldestUnpaidDueOn) add(OF_RECEIPTS_SINCE_DEFAULT, 'payments', line);
      if (paidOn === lastPaidOn) add(['days_since_last_payment'], 'payments', line);
    });
  }
}

function eachThing({ collateral }: Portfolio, loan: number, visit: (line: number) => void): void {
  for (let row = 0; row < collateral.loan.length; row++)
    if (collateral.loan[row] === loan) visit(collateral.line[row]!);
}

function eachReceipt(
  portfolio: Portfolio,
  loan: number,
  asOf: EpochDay,
  visit: (line: number, paidOn: EpochDay, channel: number) => void,
): void {
  const { columns, from, until } = viewPayments(portfolio, loan);
  for (let at = from; at < until; at++) {
    if (columns.paidOn[at]! <= asOf) visit(columns.line[at]!, columns.paidOn[at]!, columns.channel[at]!);
  }
}
