/**
 * The facts about one borrower that evidence rules speak of, from the positions of its loans and its events.
 * Overdue loans speak of how the debt is paid; the others only of being current. What is not known stays NaN.
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { FACT_SLOT } from '../domain/evidence.js';
import { EVENT_KINDS, type EventColumns, NO_PARTY, owesNothing } from '../domain/loan.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { PromiseRecord } from '../rules/promises.js';
import type { LoanAssessment } from './assess-loan.js';

const REFUSAL = EVENT_KINDS.indexOf('refusal') + 1;
const UNREACHABLE = EVENT_KINDS.indexOf('unreachable') + 1;
const ASSET_TRANSFER = EVENT_KINDS.indexOf('asset_transfer') + 1;

/** Fills `facts` (one slot per fact) for a borrower of which at least one loan is overdue. */
export function collectFacts(
  portfolio: Portfolio,
  borrower: number,
  assessments: readonly LoanAssessment[],
  promises: PromiseRecord | null,
  asOf: EpochDay,
  facts: Float64Array,
): void {
  facts.fill(Number.NaN);
  const { loans } = portfolio;
  let daysPastDue = 0;
  let missed = 0;
  let longest = 0;
  let cured = 0;
  let longestCured = Number.NaN;
  let partPayments = 0;
  let lastPaidOn = NO_DAY;
  let oldestUnpaidOn = NO_DAY;
  let dueShare = Number.NaN;
  let trend = Number.NaN;
  let firstPaymentDefault = 0;
  let instalmentsDue = 0;
  let currentOthers = 0;
  let collateral = 0;
  let outstandingOfOverdue = 0;
  let outstanding = 0;
  let overdueTotal = 0;
  let undeterminedLoans = 0;

  for (const { loan, position } of assessments) {
    if (position === null) {
      if (!owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) undeterminedLoans++;
      continue;
    }
    const { behaviour } = position;
    outstanding += position.outstandingPrincipal;
    cured += behaviour.curedEpisodes;
    if (behaviour.curedEpisodes > 0) longestCured = greater(longestCured, behaviour.longestCuredDays);
    longest = Math.max(longest, behaviour.longestDaysPastDue);
    if (position.daysPastDue === 0) {
      // A loan on which nothing has fallen due yet shows nothing of how it is paid.
      if (position.outstandingPrincipal > 0 && behaviour.instalmentsDue > 0) {
        currentOthers++;
      }
      continue;
    }
    daysPastDue = Math.max(daysPastDue, position.daysPastDue);
    missed += position.missedInstalments;
    partPayments += behaviour.partPaymentsWhileOverdue;
    lastPaidOn = Math.max(lastPaidOn, position.lastPaidOn);
    oldestUnpaidOn =
      oldestUnpaidOn === NO_DAY ? position.oldestUnpaidDueOn : Math.min(oldestUnpaidOn, position.oldestUnpaidDueOn);
    dueShare = lesser(dueShare, behaviour.duePaidShare6Months);
    trend = lesser(trend, behaviour.paymentTrend);
    if (behaviour.firstPaymentDefault) firstPaymentDefault = 1;
    instalmentsDue += behaviour.instalmentsDue;
    outstandingOfOverdue += position.outstandingPrincipal;
    overdueTotal += position.overdueTotal;
    // One value that is not given leaves the cover of the whole unknown.
    collateral += loans.collateralValue[loan]!;
  }

  // A loan whose position is unknown may be current, or worse than all others: what is said of all loans is not known.
  if (undeterminedLoans === 0) {
    facts[FACT_SLOT.days_past_due] = daysPastDue;
    facts[FACT_SLOT.missed_instalments] = missed;
    facts[FACT_SLOT.longest_days_past_due] = longest;
    facts[FACT_SLOT.longest_cured_days] = longestCured;
    facts[FACT_SLOT.other_loans_current] = currentOthers;
    if (outstanding > 0) facts[FACT_SLOT.overdue_share] = overdueTotal / outstanding;
  }
  facts[FACT_SLOT.cured_episodes] = cured;
  facts[FACT_SLOT.part_payments_while_overdue] = partPayments;
  if (lastPaidOn !== NO_DAY) facts[FACT_SLOT.days_since_last_payment] = asOf - lastPaidOn;
  facts[FACT_SLOT.silent_since_default] = partPayments === 0 ? 1 : 0;
  facts[FACT_SLOT.due_paid_share_6_months] = dueShare;
  facts[FACT_SLOT.payment_trend] = trend;
  if (firstPaymentDefault === 1 || undeterminedLoans === 0) {
    facts[FACT_SLOT.first_payment_default] = firstPaymentDefault;
  }
  facts[FACT_SLOT.instalments_due] = instalmentsDue;
  if (outstandingOfOverdue > 0) facts[FACT_SLOT.collateral_cover] = collateral / outstandingOfOverdue;
  if (portfolio.events === null) return;

  const { events } = portfolio;
  const from = portfolio.eventStart[borrower]!;
  const until = portfolio.eventStart[borrower + 1]!;
  facts[FACT_SLOT.promises_kept] = promises === null ? 0 : promises.kept;
  facts[FACT_SLOT.promises_broken] = promises === null ? 0 : promises.broken;
  facts[FACT_SLOT.refusals] = countSince(events, from, until, REFUSAL, oldestUnpaidOn, asOf);
  facts[FACT_SLOT.unreachable_attempts] = countSince(events, from, until, UNREACHABLE, oldestUnpaidOn, asOf);
  facts[FACT_SLOT.asset_transfers] = countSince(events, from, until, ASSET_TRANSFER, NO_DAY, asOf);
}

/** Events of a kind after `since` (all when NO_DAY) up to and including `asOf`, those about other parties left out. */
function countSince(
  events: EventColumns,
  from: number,
  until: number,
  kind: number,
  since: EpochDay,
  asOf: EpochDay,
): number {
  let count = 0;
  for (let at = from; at < until; at++) {
    if (events.kind[at] !== kind || events.party[at] !== NO_PARTY) continue;
    const day = events.happenedOn[at]!;
    if (day > since && day <= asOf) count++;
  }
  return count;
}

function greater(known: number, candidate: number): number {
  return Number.isNaN(known) ? candidate : Math.max(known, candidate);
}

/** The lesser of two of which either may be unknown. */
function lesser(known: number, candidate: number): number {
  if (Number.isNaN(known)) return candidate;
  return Number.isNaN(candidate) ? known : Math.min(known, candidate);
}
