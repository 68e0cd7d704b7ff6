/** Loans with nothing past due whose next instalment falls due soon: whom to remind before default (S2, 提醒教导). */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { NO_HOLD, owesNothing } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { unknownPosition } from '../domain/position.js';
import { openLoan, type Portfolio, viewEvents } from '../portfolio/portfolio.js';
import { holdInForce } from '../rules/next-step.js';
import { computePosition, restWhenCalled } from '../rules/position.js';
import { buildSchedule } from '../rules/schedule.js';
import { type LoanBench, newLoanBench, type TriageTerms } from './assess-loan.js';

export interface UpcomingDue {
  readonly loan: number;
  readonly dueOn: EpochDay;
  /** What will be unpaid on that day if nothing comes in before; what was paid ahead is taken off. */
  readonly principal: Fen;
  readonly interest: Fen;
  readonly fee: Fen;
}

export interface UpcomingDues {
  /** By due date, then in the order of the book. */
  readonly dues: readonly UpcomingDue[];
  /** Left out because a hold stops contact with their borrower; in the order of the book. */
  readonly held: readonly UpcomingDue[];
}

/**
 * The loans among `candidates`, all of them without arrears, on which something falls due from the as-of date to
 * `withinDays` after it. Only the next due date of each that still wants money.
 */
export function findUpcoming(
  portfolio: Portfolio,
  terms: TriageTerms,
  candidates: Iterable<number>,
  withinDays: number,
): UpcomingDues {
  const bench = newLoanBench(portfolio, terms);
  const dues: UpcomingDue[] = [];
  const held: UpcomingDue[] = [];
  for (const loan of candidates) {
    const due = nextDue(bench, loan, withinDays);
    if (due === null) continue;
    if (isOnHold(portfolio, portfolio.loans.borrower[loan]!, terms.asOf)) held.push(due);
    else dues.push(due);
  }
  dues.sort((first, second) => first.dueOn - second.dueOn || first.loan - second.loan);
  return { dues, held };
}

/**
 * Opens a loan with its instalments up to day `until` for a look ahead: what is dated after the as-of date, receipts and
 * the calling of the debt, has not happened. False where its schedule cannot be told.
 */
export function openForLookAhead(bench: LoanBench, loan: number, until: EpochDay): boolean {
  const { portfolio, terms, file, instalments } = bench;
  const { asOf, conventions } = terms;
  openLoan(portfolio, loan, file);
  const { paidOn } = file.payments;
  while (file.paymentsUntil > file.paymentsFrom && paidOn[file.paymentsUntil - 1]! > asOf) file.paymentsUntil--;
  if (file.acceleratedOn > asOf) file.acceleratedOn = NO_DAY;
  return buildSchedule(file, conventions, instalments, until) === null;
}

/**
 * What falls due next on a loan within so many days, what was paid ahead taken off; null where nothing does. Of a debt that
 * was called on the as-of date that is the whole rest, on that day.
 */
export function nextDue(bench: LoanBench, loan: number, withinDays: number): UpcomingDue | null {
  const { terms, file, instalments } = bench;
  const { asOf, conventions } = terms;
  if (!openForLookAhead(bench, loan, asOf + withinDays)) return null;
  if (owesNothing(file.status, file.disbursedOn, asOf)) return null;
  const untilPastDue = conventions.firstDayPastDue === 'due_day' ? 0 : 1;
  const called = restWhenCalled(file, instalments, asOf, conventions);
  const planned = called?.from ?? instalments.count;
  for (let at = 0; at < planned + (called === null ? 0 : 1); at++) {
    const dueOn = at < planned ? instalments.dueOn[at]! : called!.dueOn;
    if (dueOn < asOf) continue;
    // The columns may hold later instalments too: those of a given schedule, the only one of a bullet loan.
    if (dueOn > asOf + withinDays) break;
    const position = computePosition(
      file,
      instalments,
      conventions,
      dueOn + untilPastDue,
      undefined,
      unknownPosition(),
    );
    const { overduePrincipal: principal, overdueInterest: interest, overdueFee: fee } = position;
    if (principal + interest + fee > 0) return { loan, dueOn, principal, interest, fee };
  }
  return null;
}

function isOnHold(portfolio: Portfolio, borrower: number, asOf: EpochDay): boolean {
  const { borrowerStart, loans, loansByBorrower } = portfolio;
  for (let at = borrowerStart[borrower]!; at < borrowerStart[borrower + 1]!; at++) {
    if (loans.hold[loansByBorrower[at]!]! > NO_HOLD) return true;
  }
  const log = viewEvents(portfolio, borrower);
  return log !== null && holdInForce(0, log, asOf) > NO_HOLD;
}
