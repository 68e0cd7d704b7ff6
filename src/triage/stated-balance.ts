/** The balance that the export states of a loan against the one worked out. */
import type { Position } from '../domain/position.js';
import { type Portfolio, viewPayments } from '../portfolio/portfolio.js';
import { balanceAgrees } from '../rules/reconcile.js';
import type { TriageTerms } from './assess-loan.js';

/** What the export states is of the day on which it was made: where receipts follow the as-of date, that is another day. */
export function differsFromStated(portfolio: Portfolio, loan: number, position: Position, terms: TriageTerms): boolean {
  if (balanceAgrees(portfolio.loans.statedOutstanding[loan]!, position, terms.policy.reconciliation)) return false;
  const { columns, from, until } = viewPayments(portfolio, loan);
  return from === until || columns.paidOn[until - 1]! <= terms.asOf;
}
