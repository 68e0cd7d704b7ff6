/**
 * Why a loan differs from what the bank's own system reports of it: one thing after the other is tried until it gives all
 * the reported figures. The first that does is the answer, so their order is part of it: what the lender has said of its
 * system, what is usual, what is rare.
 */
import { civilDateOf, type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { CREDIT_CARD, type Instalments, owesNothing } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { Position } from '../domain/position.js';
import type { ReconciliationFinding } from '../domain/reconciliation.js';
import { buildSchedule, countsActualDays } from '../rules/schedule.js';
import { findReceipts } from './reconcile-receipts.js';
import {
  BY_DAYS,
  BY_PERIODS,
  canComeTo,
  fits,
  fitsWith,
  openTrial,
  positionUnder,
  type Trial,
  unpaidOf,
} from './reconciliation-trial.js';

/** Figures of the close of the day before are the usual ones. */
const LAST_NIGHT = 1;

/**
 * The first explanation that fits; `trial.detail` then holds what it needs to be told. `trial` has the loan open and what
 * the bank reports, `own` is its position.
 */
export function explainDifference(trial: Trial, own: Position): ReconciliationFinding {
  const { file, terms } = trial;
  openTrial(trial);
  if (owesNothing(file.status, file.disbursedOn, terms.asOf)) return 'owes-nothing';
  return findConvention(trial, own) ?? findReceipts(trial, own) ?? findOtherSchedule(trial, own) ?? 'nothing-found';
}

function findConvention(trial: Trial, own: Position): ReconciliationFinding | undefined {
  const { reported, settings, others } = trial;
  const { graceDays } = settings;
  const { daysPastDue, overduePrincipal, overdueInterest } = own;
  if (graceDays > 0) {
    const isGraced =
      daysPastDue > graceDays
        ? fitsWith(trial, daysPastDue - graceDays, overduePrincipal, overdueInterest)
        : fitsWith(trial, 0, 0, 0);
    if (isGraced) return 'within-grace';
  }
  const daysEarlier = daysPastDue - reported.daysPastDue;
  if (daysEarlier === LAST_NIGHT && isOfDay(trial, LAST_NIGHT)) return 'other-day';
  if (startsOtherwise(trial, own)) return 'first-day';
  // Another order divides the same receipts among the same dues.
  if (own.orderMattered && canComeTo(trial, unpaidOf(own))) {
    const { asOf } = trial.terms;
    if (fits(trial, positionUnder(trial, others.scope, asOf))) return 'waterfall-scope';
    if (fits(trial, positionUnder(trial, others.principalFirst, asOf))) return 'principal-first';
  }
  if (countsInterestOtherwise(trial, own)) return 'period-interest';
  const withPenalty = overdueInterest + own.penaltyInterest + own.compoundInterest;
  if (!Number.isNaN(withPenalty) && fitsWith(trial, daysPastDue, overduePrincipal, withPenalty)) {
    return 'interest-with-penalty';
  }
  if (countsMonthsOf30Days(trial, own)) return 'thirty-day-months';
  if (daysEarlier > LAST_NIGHT && daysEarlier <= settings.reportAgeDays && isOfDay(trial, daysEarlier)) {
    return 'other-day';
  }
  return findCall(trial, own);
}

/** Whether the bank's figures are those of the end of an earlier day. */
function isOfDay(trial: Trial, daysEarlier: number): boolean {
  const { conventions, asOf } = trial.terms;
  // Worked out from a reported figure it is no whole number to the engine, which would unlearn what it knows of positions.
  const day = (asOf - daysEarlier) | 0;
  if (!fits(trial, positionUnder(trial, conventions, day))) return false;
  trial.detail = day;
  return true;
}

/** Whether the bank counts from the due date where we count from the day after, or the other way round. */
function startsOtherwise(trial: Trial, own: Position): boolean {
  const { file, terms, others } = trial;
  const { daysPastDue, overduePrincipal, overdueInterest } = own;
  // Only what falls due today becomes or ceases to be past due; and a card's late receipts go by the days themselves.
  if (trial.fallsDueToday || (file.assetClass === CREDIT_CARD && own.orderMattered)) {
    return fits(trial, positionUnder(trial, others.firstDay, terms.asOf));
  }
  if (daysPastDue === 0) return false;
  const oneMore = terms.conventions.firstDayPastDue === 'due_day' ? -1 : 1;
  return fitsWith(trial, daysPastDue + oneMore, overduePrincipal, overdueInterest);
}

/** Whether the bank counts the interest of a regular period by days where we do by periods, or the other way round. */
function countsInterestOtherwise(trial: Trial, own: Position): boolean {
  const { file, terms, others, instalments, otherInstalments } = trial;
  // What is given is not worked out.
  if (file.givenUntil > file.givenFrom) return false;
  const isActual = countsActualDays(file.method, terms.conventions);
  const conventions = isActual ? others.periodic : others.actual;
  buildSchedule(file, conventions, otherInstalments, terms.asOf);
  // The same receipts meet other dues; of what is called, the interest up to that day is another too.
  const more = dueBy(otherInstalments, terms.asOf) - dueBy(instalments, terms.asOf);
  const isCalled = file.acceleratedOn !== NO_DAY || file.bankruptOn !== NO_DAY;
  if (!isCalled && !canComeTo(trial, Math.max(0, unpaidOf(own) - own.unallocated + more))) return false;
  if (!fits(trial, positionUnder(trial, conventions, terms.asOf, otherInstalments))) return false;
  trial.detail = isActual ? BY_PERIODS : BY_DAYS;
  return true;
}

function dueBy({ count, dueOn, principal, interest }: Instalments, day: EpochDay): Fen {
  let due = 0;
  for (let at = 0; at < count && dueOn[at]! <= day; at++) due += principal[at]! + interest[at]!;
  return due;
}

function countsMonthsOf30Days(trial: Trial, own: Position): boolean {
  const { reported, terms } = trial;
  const { oldestUnpaidDueOn, overduePrincipal, overdueInterest } = own;
  if (oldestUnpaidDueOn === NO_DAY) return false;
  if (!fitsWith(trial, reported.daysPastDue, overduePrincipal, overdueInterest)) return false;
  return fitsWith(trial, daysOf30DayMonths(oldestUnpaidDueOn, terms.asOf), overduePrincipal, overdueInterest);
}

/** Days between two dates in a year of twelve months of 30 days. */
function daysOf30DayMonths(from: EpochDay, to: EpochDay): number {
  const first = civilDateOf(from);
  const last = civilDateOf(to);
  const dayOf = (day: number) => Math.min(day, 30);
  return (last.year - first.year) * 360 + (last.month - first.month) * 30 + dayOf(last.day) - dayOf(first.day);
}

/** Whether the bank goes on as if its debtor were not in bankruptcy: nothing more due, interest as ever. */
function ignoresBankruptcy(trial: Trial): boolean {
  const { file, terms } = trial;
  const { bankruptOn } = file;
  if (bankruptOn === NO_DAY) return false;
  file.bankruptOn = NO_DAY;
  const solvent = positionUnder(trial, terms.conventions, terms.asOf);
  file.bankruptOn = bankruptOn;
  return fits(trial, solvent);
}

/** Whether the bank takes the loan for one that was not called, or called its principal alone. */
function findCall(trial: Trial, own: Position): ReconciliationFinding | undefined {
  const { file, terms } = trial;
  if (ignoresBankruptcy(trial)) return 'bankruptcy-not-applied';
  const { acceleratedOn } = file;
  if (acceleratedOn === NO_DAY) return undefined;
  file.acceleratedOn = NO_DAY;
  const uncalled = positionUnder(trial, terms.conventions, terms.asOf);
  file.acceleratedOn = acceleratedOn;
  if (fits(trial, uncalled)) return 'not-called';
  const { daysPastDue, overduePrincipal } = own;
  return fitsWith(trial, daysPastDue, overduePrincipal, uncalled.overdueInterest) ? 'interest-after-call' : undefined;
}

function findOtherSchedule(trial: Trial, own: Position): ReconciliationFinding | undefined {
  const { file, instalments, reported, settings, terms } = trial;
  const { asOf, conventions } = terms;
  if (Math.abs(reported.daysPastDue - own.daysPastDue) <= settings.toleranceDays) return 'amounts-of-instalments';
  if (!(reported.daysPastDue > 0)) return undefined;
  const day = asOf - reported.daysPastDue + (conventions.firstDayPastDue === 'due_day' ? 1 : 0);
  const isNear = (dueOn: EpochDay) => dueOn >= day - 1 && dueOn <= day + 1;
  if (isNear(file.acceleratedOn) || isNear(file.bankruptOn)) return undefined;
  for (let at = 0; at < instalments.count; at++) if (isNear(instalments.dueOn[at]!)) return undefined;
  trial.detail = day;
  return 'due-date-not-planned';
}
