/**
 * Question   Until when can the borrower be sued without a plea of limitation, as far as the facts at hand tell?
 * Law        cn.limitation.* (length, its change of 2017, anchor of instalments, what each kind of act does, suspension,
 *            long stop, revival); cn.period.*; the calendar of days off
 * Needs      what is owed, the last due date or the first demand, the acts on record with their evidence, the parties
 * Answer     an estimate of the last day on the chosen reading and on either reading, or what is missing
 * Not decided here   guarantees, mortgages, the period for enforcement; foreign law. Whether a judgment is right.
 *
 * Without an events file the estimate rests on due dates and receipts alone: a demand that nobody has shown can only
 * move the day later. A write-off is the lender's book-keeping; the claim and its period are untouched by it.
 */

import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_PARTY, type ClaimFacts, type ClockSettings } from '../domain/claim.js';
import {
  dueEarlyOn,
  findTitle,
  hasOpenEstate,
  isDismissed,
  isPlainClaim,
  newTermsWithoutAct,
  openFacts,
} from '../domain/claim-record.js';
import { type ClockAnswer, notSubject } from '../domain/clock.js';
import { numberOn } from '../domain/dated-numbers.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { findFirstDemand } from '../domain/first-demand.js';
import type { Law } from '../domain/law.js';
import { anchorReason, decidedReason, firstDemandReason } from '../domain/limitation-reasons.js';
import { type LimitationTerms, limitationTermsOf } from '../domain/limitation-terms.js';
import { SETTLED } from '../domain/loan.js';
import { formatFen } from '../domain/money.js';
import { answerBetween, answerWithDay, rollOverDaysOff, statusOn } from '../domain/period-end.js';
import { endOfLimitation, isDay } from '../domain/period-length.js';
import type { PeriodSpec, RunningPeriod, Stance } from '../domain/period-spec.js';
import { runPeriod } from '../domain/running-period.js';
import { NOTHING_UNKNOWN, unknownBit } from '../domain/unknown-facts.js';
import { OPEN_END } from '../domain/verdict.js';
import { NOT_YET_CALLED, type Walk, weighReadings } from '../domain/weigh-readings.js';

const open = (fact: string, because: string): readonly MissingFact[] => [{ fact, because }];
const OWED_UNKNOWN = open('loans.outstanding_principal', 'amount-owed-unknown');
const SETTLED_BUT_OWED = open('loans.status', 'settled-but-amount-owed');
const LAST_DUE_UNKNOWN = open('loans.matures_on', 'last-due-date-unknown');
const DUE_TOO_LATE = open('loans.matures_on', 'last-due-date-out-of-range');
const CALLED_BEFORE_LENT = open('loans.accelerated_on', 'matures-before-disbursement');
const DISMISSED = open('events.judgment', 'claim-dismissed-ask-counsel');
const NO_REASONS: readonly Reason[] = [];

/**
 * The estimate for one claim on `asOf`. What is dated after it does not exist. Reasons and improvements are made only
 * with `explain`. A due date too late for the calendar and an amount that is NaN give an undetermined answer, never an
 * exception.
 */
export function estimateLimitation(
  facts: ClaimFacts,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
  explain = false,
): ClockAnswer {
  if (!(facts.owed > 0)) {
    if (Number.isNaN(facts.owed)) return undecided(OWED_UNKNOWN);
    return notSubject(explain ? [{ code: 'nothing-owed', saw: { owed: formatFen(facts.owed) } }] : NO_REASONS);
  }
  if (facts.status === SETTLED) return undecided(SETTLED_BUT_OWED);
  const terms = limitationTermsOf(law);
  if (!explain && isPlainClaim(facts)) {
    const answer = estimatePlain(facts, terms, settings, asOf);
    if (answer !== null) return answer;
  }
  const title = findTitle(facts, asOf);
  if (title !== null && isDismissed(title)) return undecided(DISMISSED, explain ? [decidedReason(title)] : NO_REASONS);
  if (title !== null) return notSubject(explain ? [decidedReason(title)] : NO_REASONS);
  return facts.isOnDemand
    ? estimateOnDemand(facts, terms, settings, asOf, explain)
    : estimateWithTerm(facts, terms, settings, asOf, explain);
}

function undecided(missing: readonly MissingFact[], because: readonly Reason[] = NO_REASONS): ClockAnswer {
  return answerBetween(NO_DAY, NO_DAY, missing, because);
}

// The common case: a due date and nothing else

/** Null where something out of the common is met. */
function estimatePlain(
  { lastDueOn, instalments }: ClaimFacts,
  terms: LimitationTerms,
  settings: ClockSettings,
  asOf: EpochDay,
): ClockAnswer | null {
  if (lastDueOn === NO_DAY || lastDueOn > terms.latestStart) return null;
  if (!(instalments <= 1) && Number.isNaN(numberOn(terms.instalmentAnchor, lastDueOn))) return null;
  const base = endOfLimitation(lastDueOn, terms, asOf);
  if (!isDay(base)) return null;
  const { businessDays } = terms;
  const { expiringWithinDays } = settings;
  const rolledOn = rollOverDaysOff(base, businessDays);
  const status = statusOn(asOf, base, rolledOn, { businessDays, expiringWithinDays, whenEnded: 'defence_available' });
  return answerWithDay(status, asOf, base, rolledOn);
}

// A debt with a term

const INSTALMENTS_UNKNOWN = unknownBit('instalments');
const ON_DEMAND_UNKNOWN = unknownBit('onDemand');

function estimateWithTerm(
  facts: ClaimFacts,
  terms: LimitationTerms,
  settings: ClockSettings,
  asOf: EpochDay,
  explain: boolean,
): ClockAnswer {
  const { lastDueOn, acceleratedOn } = facts;
  if (lastDueOn === NO_DAY) return undecided(LAST_DUE_UNKNOWN);
  const wasCalled = acceleratedOn !== NO_DAY && acceleratedOn <= asOf;
  if (wasCalled && acceleratedOn < facts.disbursedOn) return undecided(CALLED_BEFORE_LENT);
  // Whether the call or the last instalment counts is unsettled: the earlier is the safer day to work to.
  const calledOn = dueEarlyOn(facts, asOf);
  const isCalledEarly = calledOn !== NO_DAY;
  const anchorOf = (isFavourable: boolean): EpochDay => (isCalledEarly && !isFavourable ? calledOn : lastDueOn);
  const chosen = anchorOf(settings.reading === 'favourable');
  if (chosen > terms.latestStart) return undecided(DUE_TOO_LATE);
  const walk: Walk = (stance, settledTo, trace) => {
    const anchor = anchorOf(stance.isFavourable);
    const spec = specFrom(anchor, facts, terms, settings, asOf);
    const period = runPeriod(spec, { on: anchor, isOpen: false }, stance, settledTo, trace);
    if (isCalledEarly) period.isDoubtful = true;
    const mayBeInstalments = anchor === lastDueOn && !(facts.instalments <= 1);
    if (mayBeInstalments && Number.isNaN(numberOn(terms.instalmentAnchor, anchor))) {
      silence(period, INSTALMENTS_UNKNOWN);
    }
    addOpenFacts(period, stance, facts, anchor, asOf);
    return period;
  };
  const opening = explain ? [anchorReason(facts, chosen, terms.law)] : null;
  return weighReadings(specFrom(chosen, facts, terms, settings, asOf), walk, opening);
}

function specFrom(
  anchor: EpochDay,
  facts: ClaimFacts,
  terms: LimitationTerms,
  settings: ClockSettings,
  asOf: EpochDay,
): PeriodSpec {
  return {
    clock: 'limitation',
    terms,
    facts,
    settings,
    asOf,
    obligor: BORROWER_PARTY,
    longStopFrom: anchor,
    lengthBy: NO_DAY,
    newTermsOn: newTermsWithoutAct(facts, anchor, asOf),
    isEstateOpen: hasOpenEstate(facts, asOf),
  };
}

/** The law does not say: no day at all. */
function silence(period: RunningPeriod, unknown: number): void {
  period.base = Number.NaN;
  period.unknown |= unknown;
  period.isDoubtful = true;
}

/** Facts that are not on record and without which nothing bounds the period: for the creditor it may still be open. */
function addOpenFacts(
  period: RunningPeriod,
  stance: Stance,
  facts: ClaimFacts,
  anchor: EpochDay,
  asOf: EpochDay,
): void {
  const missing = openFacts(facts, anchor, asOf);
  if (missing === NOTHING_UNKNOWN) return;
  period.unknown |= missing;
  period.isDoubtful = true;
  if (stance.isForCreditor && !Number.isNaN(period.base)) period.base = OPEN_END;
}

// A debt without a term

/** Such a claim can be barred only from the end of the grace given with the first demand (时效规定 art. 4). */
function estimateOnDemand(
  facts: ClaimFacts,
  terms: LimitationTerms,
  settings: ClockSettings,
  asOf: EpochDay,
  explain: boolean,
): ClockAnswer {
  const unstarted = specFrom(asOf, facts, terms, settings, asOf);
  const walk: Walk = (stance, settledTo, trace) => {
    const first = findFirstDemand(unstarted, stance);
    const spec = specFrom(first.on === NO_DAY ? asOf : first.on, facts, terms, settings, asOf);
    const beginning = { on: spec.longStopFrom, isOpen: first.isOpen };
    const period = runPeriod(spec, beginning, stance, settledTo, first.on === NO_DAY ? null : trace);
    if (first.on === NO_DAY) {
      period.base = OPEN_END;
      period.heldBy = NOT_YET_CALLED;
    } else if (Number.isNaN(numberOn(terms.onDemandStart, first.on))) silence(period, ON_DEMAND_UNKNOWN);
    if (first.isDoubtful) period.isDoubtful = true;
    period.unknown |= first.unknown;
    if (first.on !== NO_DAY) addOpenFacts(period, stance, facts, first.on, asOf);
    return period;
  };
  const chosen = { isFavourable: settings.reading === 'favourable', isForCreditor: false };
  const opening = explain ? firstDemandReason(findFirstDemand(unstarted, chosen), terms.law) : null;
  return weighReadings(unstarted, walk, opening);
}
