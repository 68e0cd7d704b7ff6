/**
 * The facts about one borrower that evidence rules speak of, from the positions of its loans and its events.
 * Overdue loans speak of how the debt is paid; the others only of being current. What is not known stays NaN.
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { FACT_SLOT, type TypingTerms } from '../domain/evidence.js';
import { owesNothing } from '../domain/loan.js';
import { type Portfolio, viewEvents } from '../portfolio/portfolio.js';
import type { PromiseRecord } from '../rules/promises.js';
import type { LoanAssessment } from './assess-loan.js';
import { collectEventFacts } from './event-facts.js';
import type { FactSources } from './fact-sources.js';
import { collectSurveyFacts } from './survey-facts.js';
import { traceLoanFacts } from './trace-facts.js';

/**
 * Fills `facts` (one slot per fact, the policy's windows after them) for a borrower of which at least one loan is
 * overdue. With `sources`, the rows that each known fact comes from are added.
 */
export function collectFacts(
  portfolio: Portfolio,
  borrower: number,
  assessments: readonly LoanAssessment[],
  promises: PromiseRecord | null,
  asOf: EpochDay,
  typing: TypingTerms,
  facts: Float64Array,
  sources?: FactSources,
): void {
  facts.fill(Number.NaN);
  const { loans } = portfolio;
  let daysPastDue = 0;
  let missed = 0;
  let longest = 0;
  let cured = 0;
  let fastCured = 0;
  let longestCured = Number.NaN;
  let partPayments = 0;
  let paidUnclearly = false;
  let lastPaidOn = NO_DAY;
  let oldestUnpaidOn = NO_DAY;
  let dueShare = Number.NaN;
  let trend = Number.NaN;
  let firstPaymentDefault = 0;
  let instalmentsDue = 0;
  let currentOthers = 0;
  let collateral = 0;
  let collateralKept = 0;
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
    fastCured += behaviour.fastCuredEpisodes;
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
    // Money that a court took or a guarantor gave is no deed of the borrower's, and what a debit finds left is no effort.
    if (behaviour.ownPaidWhileOverdue >= typing.leastPartPayments) partPayments += behaviour.ownPartPayments;
    else if (behaviour.ownPartPayments > 0) paidUnclearly = true;
    if (behaviour.thirdPartyPaidPart) paidUnclearly = true;
    lastPaidOn = Math.max(lastPaidOn, behaviour.lastOwnPaidOn);
    oldestUnpaidOn =
      oldestUnpaidOn === NO_DAY ? position.oldestUnpaidDueOn : Math.min(oldestUnpaidOn, position.oldestUnpaidDueOn);
    dueShare = lesser(dueShare, behaviour.duePaidShare6Months);
    trend = lesser(trend, behaviour.paymentTrend);
    if (behaviour.firstPaymentDefault) firstPaymentDefault = 1;
    instalmentsDue += behaviour.instalmentsDue;
    outstandingOfOverdue += position.outstandingPrincipal;
    overdueTotal += position.overdueTotal;
    // One value that is not given leaves the cover of the whole unknown.
    const value = loans.collateralValue[loan]!;
    collateral += value;
    collateralKept += value * typing.collateralKept[portfolio.security[loan]!]!;
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
  if (cured > 0) facts[FACT_SLOT.cured_fast_share] = fastCured / cured;
  facts[FACT_SLOT.part_payments_while_overdue] = partPayments;
  if (lastPaidOn !== NO_DAY) facts[FACT_SLOT.days_since_last_payment] = asOf - lastPaidOn;
  // Whether a third party paid at the borrower's wish is not known, nor whether the borrower then did nothing; and of one
  // from whom next to nothing came neither can be said.
  if (partPayments > 0 || !paidUnclearly) facts[FACT_SLOT.silent_since_default] = partPayments === 0 ? 1 : 0;
  facts[FACT_SLOT.due_paid_share_6_months] = dueShare;
  facts[FACT_SLOT.payment_trend] = trend;
  if (firstPaymentDefault === 1 || undeterminedLoans === 0) {
    facts[FACT_SLOT.first_payment_default] = firstPaymentDefault;
  }
  facts[FACT_SLOT.instalments_due] = instalmentsDue;
  if (outstandingOfOverdue > 0) {
    facts[FACT_SLOT.collateral_cover] = collateral / outstandingOfOverdue;
    facts[FACT_SLOT.collateral_cover_after_haircut] = collateralKept / outstandingOfOverdue;
  }
  if (sources !== undefined) traceLoanFacts(portfolio, assessments, asOf, facts, sources);
  const { survey } = portfolio;
  const typedOn =
    survey === null ? NO_DAY : collectSurveyFacts(survey, borrower, asOf, typing.surveyValidDays, facts, sources);
  const contacts = viewEvents(portfolio, borrower);
  if (contacts === null) return;
  const log = {
    events: contacts.events,
    from: contacts.from,
    until: contacts.until,
    asOf,
    oldestUnpaidOn,
    typedOn,
    windows: typing.windows,
  };
  collectEventFacts(log, promises, facts, sources);
}

function greater(known: number, candidate: number): number {
  return Number.isNaN(known) ? candidate : Math.max(known, candidate);
}

/** The lesser of two of which either may be unknown. */
function lesser(known: number, candidate: number): number {
  if (Number.isNaN(known)) return candidate;
  return Number.isNaN(candidate) ? known : Math.min(known, candidate);
}
