/** From the four ways to take what is doubtful to one answer: the chosen reading decides, the outer days are shown. */

import { type EpochDay, formatIsoDate, NO_DAY } from './civil-date.js';
import { type ClockAnswer, type ClockStatus, notSubject, withoutDay } from './clock.js';
import { numberOn } from './dated-numbers.js';
import type { MissingFact, Reason } from './determination.js';
import {
  answerBetween,
  answerWithDay,
  endedBetween,
  isOver,
  lastDayOf,
  rollOverDaysOff,
  type StatusTerms,
  statusOn,
} from './period-end.js';
import type { PeriodSpec, RunningPeriod, Stance } from './period-spec.js';
import { basisOn, PeriodTrace, transitionReason } from './period-trace.js';
import { SUSPENDED } from './running-period.js';
import { OPEN_END } from './verdict.js';

const CONSERVATIVE: Stance = { isFavourable: false, isForCreditor: false };
const CONSERVATIVE_HOPEFUL: Stance = { isFavourable: false, isForCreditor: true };
const FAVOURABLE_DOUBTING: Stance = { isFavourable: true, isForCreditor: false };
const FAVOURABLE: Stance = { isFavourable: true, isForCreditor: true };

/** One walk on one stance; `trace` only for the one that is explained. */
export type Walk = (stance: Stance, settledTo: EpochDay, trace: PeriodTrace | null) => RunningPeriod;

const NO_REASONS: readonly Reason[] = [];
const NO_FACTS: readonly MissingFact[] = [];

/**
 * Walks once where nothing is doubtful, else on every stance. `opening` are the reasons before the period began;
 * without them (null) nothing is explained.
 */
export function weighReadings(spec: PeriodSpec, walk: Walk, opening: readonly Reason[] | null): ClockAnswer {
  const trace = opening === null ? null : new PeriodTrace(spec, opening);
  const isFavourable = spec.settings.reading === 'favourable';
  const low = walk(isFavourable ? FAVOURABLE_DOUBTING : CONSERVATIVE, NO_DAY, trace);
  if (!low.isDoubtful) return withLoss(answerOf(low, low.base, low.base, spec, trace), low.lostOn);
  const high = walk(isFavourable ? FAVOURABLE : CONSERVATIVE_HOPEFUL, low.settledTo, null);
  const earliest = isFavourable ? walk(CONSERVATIVE, NO_DAY, null).base : low.base;
  const latest = isFavourable ? high.base : walk(FAVOURABLE, NO_DAY, null).base;
  if (low.base === high.base) return withLoss(answerOf(low, earliest, latest, spec, trace), low.lostOn);
  const missing = spec.terms.unknownFacts(high.unknown !== 0 ? high.unknown : low.unknown);
  const because = trace?.reasons ?? NO_REASONS;
  const improvements = trace?.improvements(low) ?? NO_FACTS;
  if (isOver(low.base, spec.asOf, spec.terms.businessDays) && isOver(high.base, spec.asOf, spec.terms.businessDays)) {
    trace?.reasons.push({ code: 'estimate-defence_available', saw: { as_of: formatIsoDate(spec.asOf) } });
    return endedBetween('defence_available', shown(earliest), shown(latest), missing, because, improvements);
  }
  const answer = answerBetween(shown(earliest), shown(latest), missing, because, improvements);
  // Not known is only whether the debtor agreed to perform: that the period had ended before is.
  const wasLost = high.isRevived && (low.isRevived ? low.lostOn : low.base) === high.lostOn;
  return withLoss(answer, wasLost ? high.lostOn : NO_DAY);
}

function withLoss(answer: ClockAnswer, lostOn: EpochDay): ClockAnswer {
  return lostOn === NO_DAY ? answer : { ...answer, lostOn };
}

/** A base day as it is shown: none where no end is in sight or the law is silent. */
function shown(base: EpochDay): EpochDay {
  return base === OPEN_END || Number.isNaN(base) ? NO_DAY : base;
}

/** Codes of what holds a period for good: no clock runs. */
const ROUND_CLOSED = 'round-closed';
export const NOT_YET_CALLED = 'not-yet-called';

function answerOf(
  period: RunningPeriod,
  earliest: EpochDay,
  latest: EpochDay,
  spec: PeriodSpec,
  trace: PeriodTrace | null,
): ClockAnswer {
  const { base, heldBy } = period;
  if (base === OPEN_END) {
    if (heldBy === ROUND_CLOSED || heldBy === NOT_YET_CALLED) {
      const code = heldBy === ROUND_CLOSED ? 'no-limit-after-closed-round' : NOT_YET_CALLED;
      trace?.reasons.push({ code, saw: {} });
      const answer = notSubject(trace?.reasons ?? NO_REASONS);
      return earliest === OPEN_END ? answer : { ...answer, conservativeOn: shown(earliest) };
    }
    trace?.reasons.push(held(heldBy, spec.asOf));
    const improvements = trace?.improvements(period) ?? NO_FACTS;
    const answer = withoutDay('pending', trace?.reasons ?? NO_REASONS, NO_FACTS, improvements);
    return earliest === OPEN_END ? answer : { ...answer, conservativeOn: shown(earliest) };
  }
  const { businessDays } = spec.terms;
  const rolled = rollOverDaysOff(base, businessDays);
  // The long stop is not rolled, and nothing rolls past it.
  const cap = Number.isNaN(period.cap) ? Number.POSITIVE_INFINITY : period.cap;
  const rolledOn = base === cap ? base : Math.min(rolled, cap);
  const statusTerms: StatusTerms = {
    businessDays,
    expiringWithinDays: spec.settings.expiringWithinDays,
    whenEnded: 'defence_available',
  };
  const found: ClockStatus = statusOn(spec.asOf, base, rolledOn, statusTerms);
  const status = period.isRevived && found === 'running' ? 'revived' : found;
  if (trace !== null) tellEnd(trace.reasons, period, rolledOn, status, spec);
  return answerWithDay(
    status,
    spec.asOf,
    base,
    rolledOn,
    shown(Math.min(earliest, base)),
    shown(Math.max(latest, base)),
    trace?.reasons ?? NO_REASONS,
    trace?.improvements(period) ?? NO_FACTS,
  );
}

/** Code of what holds a period that has not begun: what begins it has not come. */
export const NOT_BEGUN = 'not-begun';

function held(heldBy: string, asOf: EpochDay): Reason {
  const code =
    heldBy === SUSPENDED ? 'estimate-suspended' : heldBy === NOT_BEGUN ? 'estimate-not-begun' : 'estimate-pending';
  return { code, saw: { as_of: formatIsoDate(asOf) } };
}

/** How the last day was found and where the as-of date stands to it. */
function tellEnd(
  reasons: Reason[],
  period: RunningPeriod,
  rolledOn: EpochDay,
  status: ClockStatus,
  spec: PeriodSpec,
): void {
  const { base } = period;
  const { law, businessDays, lengthenedFrom, years } = spec.terms;
  const saw = { base_on: formatIsoDate(base) };
  if (spec.clock !== 'enforcement') {
    const last = lastDayOf(base, businessDays);
    const changedOn = numberOn(lengthenedFrom, spec.asOf);
    if (last < changedOn && numberOn(years, last) !== numberOn(years, changedOn)) {
      reasons.push(transitionReason(false, last, base, spec.asOf, law));
    }
    if (base === period.cap) {
      const basis = basisOn(law.limitationLongStopYears, spec.longStopFrom);
      reasons.push({ code: 'long-stop-reached', basis, saw: { ...saw, long_stop_on: saw.base_on } });
    }
  }
  if (rolledOn !== base) {
    const rolled = formatIsoDate(rolledOn);
    const code = rolled === '' ? 'days-off-unknown' : 'last-day-rolled';
    reasons.push({ code, basis: basisOn(law.periodEndOnHoliday, base), saw: { ...saw, rolled_on: rolled } });
  }
  if (!spec.facts.hasEventsFile) reasons.push({ code: 'no-events-file', saw: {} });
  if (status === 'undetermined') return;
  reasons.push({
    code: `estimate-${status}`,
    saw: { as_of: formatIsoDate(spec.asOf), ...saw, days_left: base - spec.asOf },
  });
}
