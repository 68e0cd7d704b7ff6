/**
 * Question   Until when can a judgment against the borrower be put to enforcement without the plea that it is too late?
 * Law        cn.enforcement.*; cn.period.*; the calendar of days off
 * Needs      the judgment with the days by which it is to be paid, applications for enforcement and how they ended,
 *            demands, settlements, acknowledgements and receipts after it
 * Answer     an estimate of the last day, or what is missing – also where a suit was decided and nobody recorded when;
 *            null where nothing is on record that could be enforced
 * Not decided here   whether the judgment is right; enforcement against a guarantor; judgments to refrain from something
 *
 * The court takes an application that comes too late; the debtor must object (民诉解释 art. 481).
 */

import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_PARTY, type ClaimAct, type ClaimFacts, type ClockSettings, UNKNOWN_PARTY } from '../domain/claim.js';
import { hasOpenEstate, isEnforceable, newTermsWithoutAct, openFacts } from '../domain/claim-record.js';
import { type ClockAnswer, notSubject } from '../domain/clock.js';
import { numberOn } from '../domain/dated-numbers.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import type { Law } from '../domain/law.js';
import { type LimitationTerms, limitationTermsOf } from '../domain/limitation-terms.js';
import { SETTLED } from '../domain/loan.js';
import { formatFen } from '../domain/money.js';
import { answerBetween } from '../domain/period-end.js';
import type { PeriodSpec } from '../domain/period-spec.js';
import { basisOn, sawOf } from '../domain/period-trace.js';
import { isDebtorSide, suitsOfUntoldEnd } from '../domain/procedure-end.js';
import { runPeriod } from '../domain/running-period.js';
import { NOTHING_UNKNOWN, unknownBit } from '../domain/unknown-facts.js';
import { OPEN_END } from '../domain/verdict.js';
import { type Walk, weighReadings } from '../domain/weigh-readings.js';

const OWED_UNKNOWN: readonly MissingFact[] = [{ fact: 'loans.outstanding_principal', because: 'amount-owed-unknown' }];
const SETTLED_BUT_OWED: readonly MissingFact[] = [{ fact: 'loans.status', because: 'settled-but-amount-owed' }];
const NO_REASONS: readonly Reason[] = [];
const PARTY_UNKNOWN = unknownBit('partyRole');
const SUIT_END_UNKNOWN = unknownBit('suitEnd');

/** From when the period runs, by one reading. */
interface Start {
  readonly on: EpochDay;
  readonly title: ClaimAct;
}

/** The estimate for one claim on `asOf`; null where nothing on record can be enforced. */
export function estimateEnforcement(
  facts: ClaimFacts,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
  explain = false,
): ClockAnswer | null {
  const recorded = titlesOf(facts, asOf);
  // The earliest title that a suit decided on an unknown day can have left; the day is missing.
  const titles = recorded.length > 0 ? recorded : suitsOfUntoldEnd(facts, asOf).map(titleOf);
  if (titles.length === 0) return null;
  const untold = recorded.length > 0 ? NOTHING_UNKNOWN : SUIT_END_UNKNOWN;
  if (!(facts.owed > 0)) {
    if (Number.isNaN(facts.owed)) return answerBetween(NO_DAY, NO_DAY, OWED_UNKNOWN);
    return notSubject(explain ? [{ code: 'nothing-owed', saw: { owed: formatFen(facts.owed) } }] : NO_REASONS);
  }
  if (facts.status === SETTLED) return answerBetween(NO_DAY, NO_DAY, SETTLED_BUT_OWED);
  const terms = limitationTermsOf(law);
  const startOf = (isFavourable: boolean): Start => startFrom(titles, isFavourable, terms);
  const specOf = ({ on, title }: Start): PeriodSpec => ({
    clock: 'enforcement',
    terms,
    facts,
    settings,
    asOf,
    obligor: BORROWER_PARTY,
    longStopFrom: NO_DAY,
    lengthBy: title.on,
    newTermsOn: newTermsWithoutAct(facts, on, asOf),
    isEstateOpen: hasOpenEstate(facts, asOf),
  });
  const isSettledWhen = startOf(false).on === startOf(true).on;
  const isTitleKnown = titles.some(({ party }) => party !== UNKNOWN_PARTY);
  const walk: Walk = (stance, settledTo, trace) => {
    const start = startOf(stance.isFavourable);
    const period = runPeriod(specOf(start), { on: start.on, isOpen: false }, stance, settledTo, trace);
    if (!isSettledWhen) period.isDoubtful = true;
    const missing = (openFacts(facts, start.on, asOf) & (isTitleKnown ? ~PARTY_UNKNOWN : ~NOTHING_UNKNOWN)) | untold;
    if (missing !== NOTHING_UNKNOWN) {
      period.unknown |= missing;
      period.isDoubtful = true;
      if (stance.isForCreditor && !Number.isNaN(period.base)) period.base = OPEN_END;
    }
    return period;
  };
  const chosen = startOf(settings.reading === 'favourable');
  const opening = untold === NOTHING_UNKNOWN ? startReason(chosen, law) : untoldReason(chosen, law);
  return weighReadings(specOf(chosen), walk, explain ? [opening] : null);
}

function titleOf(suit: ClaimAct): ClaimAct {
  const { on, endedOn, promisedOn } = suit;
  const earliest = endedOn === NO_DAY ? on : Math.max(on, endedOn);
  return { ...suit, on: earliest, endedOn: NO_DAY, promisedOn: promisedOn > earliest ? promisedOn : NO_DAY };
}

/** Judgments against the debtor; those that name nobody on record only where there is no other. */
function titlesOf(facts: ClaimFacts, asOf: EpochDay): readonly ClaimAct[] {
  const all = facts.acts.filter((act) => isEnforceable(act) && act.on <= asOf);
  const known = all.filter(({ party }) => isDebtorSide(party, facts));
  return known.length > 0 ? known : all.filter(({ party }) => party === UNKNOWN_PARTY);
}

/**
 * The last day of the time to pay, or the day on which the judgment took effect. Where it is payable in instalments and
 * the law of its day gave each a period of its own, the first one on the conservative reading: courts went by the last
 * where the rest fell due at once. Of several titles the one that runs out first, or last.
 */
function startFrom(titles: readonly ClaimAct[], isFavourable: boolean, terms: LimitationTerms): Start {
  let found: Start | null = null;
  for (const title of titles) {
    const on = payBy(title, isFavourable, terms);
    if (found === null || (isFavourable ? on > found.on : on < found.on)) found = { on, title };
  }
  return found!;
}

function payBy(title: ClaimAct, isFavourable: boolean, terms: LimitationTerms): EpochDay {
  const { promisedOn, endedOn } = title;
  if (promisedOn === NO_DAY && endedOn === NO_DAY) return title.on;
  if (promisedOn === NO_DAY || endedOn === NO_DAY) return Math.max(promisedOn, endedOn);
  const isEach = numberOn(terms.eachInstalment, title.on) > 0;
  return isEach && !isFavourable ? Math.min(promisedOn, endedOn) : Math.max(promisedOn, endedOn);
}

function untoldReason({ on, title }: Start, law: Law): Reason {
  const saw = { ...sawOf(title), runs_from: formatIsoDate(on) };
  return { code: 'runs-from-end-of-suit', basis: basisOn(law.enforcementYears, title.on), saw };
}

function startReason({ on, title }: Start, law: Law): Reason {
  const saw = { ...sawOf(title), runs_from: formatIsoDate(on) };
  if (title.promisedOn !== NO_DAY && title.endedOn !== NO_DAY && title.promisedOn !== title.endedOn) {
    return { code: 'runs-from-judgment-instalment', basis: basisOn(law.enforcementInstalmentAnchor, title.on), saw };
  }
  const code = on === title.on ? 'runs-from-judgment' : 'runs-from-time-to-pay';
  return { code, basis: basisOn(law.enforcementYears, title.on), saw };
}
