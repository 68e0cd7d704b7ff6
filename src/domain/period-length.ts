/** How long a period that begins on a day runs, with the change of its length while it ran. */
import type { EpochDay } from './civil-date.js';
import { numberOn } from './dated-numbers.js';
import type { LimitationTerms } from './limitation-terms.js';
import { lastDayOf, yearsAfter } from './period-end.js';

/** What {@link endOfLimitation} gives instead of a day, where the pack says nothing. No calendar date is so early. */
export const LAW_SILENT = Number.NEGATIVE_INFINITY;
export const TRANSITION_UNKNOWN = -Number.MAX_VALUE;

/** Whether a result of this file is a day. */
export function isDay(base: number): boolean {
  return base > TRANSITION_UNKNOWN;
}

/**
 * Last day of the limitation period that runs from `start`, before any roll. Where the law changed its length while it
 * ran, the new length holds from `start`, if the period had not ended before the day of the change. The last day that
 * counts for this is the rolled one: by art. 203 the period ends on it and not before. `suspendedTo` is the last day
 * of the shorter period where an obstacle moved it; by default it ran undisturbed.
 */
export function endOfLimitation(
  start: EpochDay,
  terms: LimitationTerms,
  asOf: EpochDay,
  suspendedTo = LAW_SILENT,
): EpochDay {
  const years = numberOn(terms.years, start);
  if (Number.isNaN(years)) return LAW_SILENT;
  const base = yearsAfter(start, years);
  const last = lastDayOf(Math.max(base, suspendedTo), terms.businessDays);
  const yearsAtLast = numberOn(terms.years, last);
  if (yearsAtLast === years) return base;
  const changedOn = numberOn(terms.lengthenedFrom, asOf);
  if (Number.isNaN(changedOn) || Number.isNaN(yearsAtLast)) return TRANSITION_UNKNOWN;
  return last >= changedOn ? yearsAfter(start, numberOn(terms.years, changedOn)) : base;
}

/** Last day of an enforcement period that runs from `start`; the law of `lengthBy` picks its length. */
export function endOfEnforcement(start: EpochDay, lengthBy: EpochDay, terms: LimitationTerms): EpochDay {
  const years = numberOn(terms.enforcementYears, lengthBy);
  return Number.isNaN(years) ? LAW_SILENT : yearsAfter(start, years);
}
