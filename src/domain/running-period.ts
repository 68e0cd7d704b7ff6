/**
 * One period on its way through the acts of a claim, in order of day: what came in time restarts it, a procedure holds
 * it, an obstacle suspends it, the long stop cuts it short, and consent after its end lets it run anew. The same walk
 * serves limitation, the limitation of a guarantee debt and enforcement; {@link PeriodSpec} says which.
 */
import { judge, judgeLate } from './act-verdict.js';
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { ClaimAct } from './claim.js';
import { numberOn } from './dated-numbers.js';
import { lastDayOf, latestLastDayOf, monthsAfter, yearsAfter } from './period-end.js';
import { endOfEnforcement, endOfLimitation, isDay, TRANSITION_UNKNOWN } from './period-length.js';
import type { PeriodSpec, RunningPeriod, Stance } from './period-spec.js';
import type { PeriodTrace } from './period-trace.js';
import { afterObstacle, judgeObstacle, OBSTACLE } from './suspension.js';
import { NOTHING_UNKNOWN, unknownBit } from './unknown-facts.js';
import { newVerdict, OPEN_END, type Verdict } from './verdict.js';

/** The day from which a period first runs. */
export interface Beginning {
  readonly on: EpochDay;
  /** Nobody recorded whether it began on that day or later: taken for the creditor it has not begun. */
  readonly isOpen: boolean;
}

const NOT_ASKED = Number.NaN;
const PERIOD_UNKNOWN = unknownBit('period');
const TRANSITION_BIT = unknownBit('transition');
const ENFORCEMENT_UNKNOWN = unknownBit('enforcement');
const LONG_STOP_UNKNOWN = unknownBit('longStop');
const WINDOW_UNKNOWN = unknownBit('window');
const DAYS_OFF_BIT = unknownBit('daysOff');
const NEW_TERMS = unknownBit('newTerms');
const GRACE = unknownBit('grace');
const ESTATE = unknownBit('estate');

/**
 * Walks through `spec.facts.acts` up to the as-of date. Doubts about acts that a later one settled (`settledTo`, from a
 * first walk) are not collected again.
 */
export function runPeriod(
  spec: PeriodSpec,
  beginning: Beginning,
  stance: Stance,
  settledTo: EpochDay,
  trace: PeriodTrace | null,
): RunningPeriod {
  const period: RunningPeriod = {
    start: beginning.on,
    base: NO_DAY,
    cap: NOT_ASKED,
    heldBy: '',
    isRevived: false,
    lostOn: NO_DAY,
    unknown: NOTHING_UNKNOWN,
    isDoubtful: false,
    settledTo,
  };
  findEnd(period, spec, stance);
  if (beginning.isOpen) {
    note(period, GRACE);
    if (stance.isForCreditor) period.base = OPEN_END;
  }
  trace?.begins(period);
  const verdict = newVerdict();
  let newTermsOn = spec.newTermsOn;
  for (const act of spec.facts.acts) {
    if (act.on > spec.asOf) break;
    if (newTermsOn !== NO_DAY && act.on > newTermsOn) {
      hearNewTerms(newTermsOn, period, spec, stance, trace);
      newTermsOn = NO_DAY;
    }
    if (act.kind === OBSTACLE) trace?.obstacle(act, period);
    else hear(act, period, spec, stance, verdict, trace);
  }
  if (newTermsOn !== NO_DAY) hearNewTerms(newTermsOn, period, spec, stance, trace);
  if (spec.isEstateOpen) hearEstate(period, spec, stance);
  return period;
}

function note(period: RunningPeriod, unknown: number): void {
  period.unknown |= unknown;
  period.isDoubtful = true;
}

type Timing = 'in_time' | 'late' | 'days_off_unknown';

function timingOf(on: EpochDay, period: RunningPeriod, spec: PeriodSpec): Timing {
  const { base, cap } = period;
  if (base === OPEN_END || on <= base) return 'in_time';
  const { businessDays } = spec.terms;
  if (on <= lastDayOf(base, businessDays)) return on > cap ? 'late' : 'in_time';
  return on > Math.min(latestLastDayOf(base, businessDays), cap) ? 'late' : 'days_off_unknown';
}

function hear(
  act: ClaimAct,
  period: RunningPeriod,
  spec: PeriodSpec,
  stance: Stance,
  verdict: Verdict,
  trace: PeriodTrace | null,
): void {
  if (Number.isNaN(period.base)) return;
  const timing = timingOf(act.on, period, spec);
  const isLate = timing === 'late';
  if (!(isLate ? judgeLate(act, spec, verdict) : judge(act, spec, verdict))) return;
  if (timing === 'days_off_unknown') verdict.unknown |= DAYS_OFF_BIT;
  const { conservative, favourable } = verdict;
  const canMove = favourable && verdict.favourableDay > period.start;
  const countsInLaw = stance.isFavourable ? favourable : conservative;
  const counts = countsInLaw && (verdict.unknown === NOTHING_UNKNOWN || stance.isForCreditor);
  trace?.act(act, verdict, period, isLate);
  if (!canMove) return;
  if (verdict.unknown !== NOTHING_UNKNOWN || !conservative || verdict.day !== verdict.favourableDay) {
    period.isDoubtful = true;
  }
  const day = stance.isFavourable ? verdict.favourableDay : verdict.day;
  if (countsInLaw && verdict.unknown !== NOTHING_UNKNOWN && day > period.settledTo) note(period, verdict.unknown);
  if (!counts || day <= period.start) return;
  if (verdict.unknown === NOTHING_UNKNOWN && day !== OPEN_END) period.settledTo = Math.max(period.settledTo, day);
  if (isLate) revive(period);
  restart(day, verdict.code, period, spec, stance);
  trace?.restarted(period);
}

function revive(period: RunningPeriod): void {
  if (!period.isRevived) period.lostOn = period.base;
  period.isRevived = true;
}

function restart(day: EpochDay, code: string, period: RunningPeriod, spec: PeriodSpec, stance: Stance): void {
  if (day === OPEN_END) {
    period.heldBy = code;
    period.base = OPEN_END;
    return;
  }
  period.start = Math.max(period.start, day);
  if (period.heldBy === '' || period.heldBy === SUSPENDED) findEnd(period, spec, stance);
}

/** Code of what holds a period in which an obstacle lies that has not gone. */
export const SUSPENDED = 'suspended';

/** Finds `base` of a period that runs from `start`, with obstacles and the long stop. */
function findEnd(period: RunningPeriod, spec: PeriodSpec, stance: Stance): void {
  const start = Math.min(period.start, spec.terms.latestStart);
  period.heldBy = '';
  let base = lengthFrom(start, spec);
  if (!isDay(base)) {
    fail(period, spec, base);
    return;
  }
  const suspendedTo = throughObstacles(base, period, spec, stance);
  if (suspendedTo !== base && suspendedTo !== OPEN_END && spec.clock !== 'enforcement') {
    // An obstacle that carried a shorter period over the change of its length: the new length holds.
    const lengthened = endOfLimitation(start, spec.terms, spec.asOf, suspendedTo);
    if (!isDay(lengthened)) {
      fail(period, spec, lengthened);
      return;
    }
    base = Math.max(suspendedTo, throughObstacles(lengthened, period, spec, stance));
  } else base = suspendedTo;
  if (base === OPEN_END) period.heldBy = SUSPENDED;
  period.base = base === OPEN_END ? OPEN_END : Math.min(base, capOf(period, spec));
}

function lengthFrom(start: EpochDay, spec: PeriodSpec): EpochDay {
  if (spec.clock !== 'enforcement') return endOfLimitation(start, spec.terms, spec.asOf);
  return endOfEnforcement(start, spec.lengthBy === NO_DAY ? start : spec.lengthBy, spec.terms);
}

function fail(period: RunningPeriod, spec: PeriodSpec, base: number): void {
  period.base = Number.NaN;
  const missing = base === TRANSITION_UNKNOWN ? TRANSITION_BIT : PERIOD_UNKNOWN;
  note(period, spec.clock === 'enforcement' ? ENFORCEMENT_UNKNOWN : missing);
}

function throughObstacles(from: EpochDay, period: RunningPeriod, spec: PeriodSpec, stance: Stance): EpochDay {
  let base = from;
  for (const act of spec.facts.acts) {
    if (act.on > spec.asOf || base === OPEN_END) break;
    if (act.kind !== OBSTACLE) continue;
    const verdict = judgeObstacle(act, spec);
    if (!verdict.favourable) continue;
    const after = afterObstacle(base, act, spec);
    if (after.unknown !== NOTHING_UNKNOWN) {
      // Where the law of that day is not in the pack, nothing bounds how long it suspends.
      note(period, after.unknown);
      if (stance.isForCreditor) return OPEN_END;
    }
    if (after.base === base) continue;
    if (verdict.unknown !== NOTHING_UNKNOWN) note(period, verdict.unknown);
    if (!verdict.conservative) period.isDoubtful = true;
    const countsInLaw = stance.isFavourable || verdict.conservative;
    if (countsInLaw && (verdict.unknown === NOTHING_UNKNOWN || stance.isForCreditor)) base = after.base;
  }
  return base;
}

/** The long stop matters once something moves the period: without that it never reaches so far. */
function capOf(period: RunningPeriod, spec: PeriodSpec): EpochDay {
  if (!Number.isNaN(period.cap)) return period.cap;
  if (spec.longStopFrom === NO_DAY) period.cap = Number.POSITIVE_INFINITY;
  else {
    if (spec.facts.acts.length === 0 && spec.newTermsOn === NO_DAY) return Number.POSITIVE_INFINITY;
    const years = numberOn(spec.terms.longStopYears, spec.longStopFrom);
    if (!Number.isNaN(years)) period.cap = yearsAfter(spec.longStopFrom, years);
    else if (period.start <= spec.longStopFrom) return Number.POSITIVE_INFINITY;
    else note(period, LONG_STOP_UNKNOWN);
  }
  return period.cap;
}

/** The terms were changed, but no act on record says how: the agreement may have restarted the period. */
function hearNewTerms(
  on: EpochDay,
  period: RunningPeriod,
  spec: PeriodSpec,
  stance: Stance,
  trace: PeriodTrace | null,
): void {
  if (Number.isNaN(period.base) || on <= period.start || on > spec.asOf) return;
  const timing = timingOf(on, period, spec);
  // After the end an agreement about the old debt takes the plea away (时效规定 art. 19(2)).
  if (on > period.settledTo) note(period, NEW_TERMS);
  trace?.newTerms(on);
  if (!stance.isForCreditor) return;
  if (timing === 'late') revive(period);
  restart(on, '', period, spec, stance);
}

/** The debtor has died: in the last stretch of the period an estate without an administrator suspends it. */
function hearEstate(period: RunningPeriod, spec: PeriodSpec, stance: Stance): void {
  if (period.base === OPEN_END || Number.isNaN(period.base)) return;
  const { terms } = spec;
  const window = spec.clock === 'enforcement' ? terms.enforcementWindowMonths : terms.suspensionWindowMonths;
  const months = numberOn(window, period.base);
  if (Number.isNaN(months)) note(period, WINDOW_UNKNOWN);
  else if (spec.asOf >= monthsAfter(period.base, -months)) note(period, ESTATE);
  else return;
  if (stance.isForCreditor) period.base = OPEN_END;
}
