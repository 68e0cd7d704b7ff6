/**
 * The last day of a period of civil law: the corresponding day, its roll over days off, and where an as-of date stands
 * to it. Nothing here throws: a day beyond the calendar is held at its edge.
 */
import { addMonths, EARLIEST_YEAR, type EpochDay, epochDayOf, LATEST_YEAR, monthsApart, NO_DAY } from './civil-date.js';
import type { ClockAnswer, ClockStatus } from './clock.js';
import type { MissingFact, Reason } from './determination.js';
import type { BusinessDays } from './law.js';

const FIRST_DAY = epochDayOf(EARLIEST_YEAR, 1, 1)!;
const LAST_DAY = epochDayOf(LATEST_YEAR, 12, 31)!;
const MONTHS_PER_YEAR = 12;

/** A day within the supported years: the nearest one to `day`. */
export function dayWithinCalendar(day: EpochDay): EpochDay {
  return Math.min(Math.max(day, FIRST_DAY), LAST_DAY);
}

/** The corresponding day `months` after `start` (Civil Code arts. 201, 202); held within the supported years. */
export function monthsAfter(start: EpochDay, months: number): EpochDay {
  const day = dayWithinCalendar(start);
  if (months > monthsApart(day, LAST_DAY)) return LAST_DAY;
  if (months < monthsApart(day, FIRST_DAY)) return FIRST_DAY;
  return addMonths(day, months);
}

/** The corresponding day `years` after `start`; held within the supported years. */
export function yearsAfter(start: EpochDay, years: number): EpochDay {
  return monthsAfter(start, years * MONTHS_PER_YEAR);
}

/** The first working day from `base` on (art. 203); NO_DAY where no arrangement of days off reaches so far. */
export function rollOverDaysOff(base: EpochDay, businessDays: BusinessDays): EpochDay {
  let day = base;
  let closed = businessDays.isHoliday(day);
  while (closed === true) closed = businessDays.isHoliday(++day);
  return closed === undefined ? NO_DAY : day;
}

/** The rolled day, or `base` itself where the days off are not known: the last day that is certainly in time. */
export function lastDayOf(base: EpochDay, businessDays: BusinessDays): EpochDay {
  const rolled = rollOverDaysOff(base, businessDays);
  return rolled === NO_DAY ? base : rolled;
}

/** The rolled day, or the last one that the longest closure on record could roll to where the days off are not known. */
export function latestLastDayOf(base: EpochDay, businessDays: BusinessDays): EpochDay {
  const rolled = rollOverDaysOff(base, businessDays);
  return rolled === NO_DAY ? base + businessDays.longestClosureDays : rolled;
}

/** Whether a period that ends on `base` is over for certain on `asOf`; false where no end is known. */
export function isOver(base: EpochDay, asOf: EpochDay, businessDays: BusinessDays): boolean {
  return base !== NO_DAY && asOf > latestLastDayOf(base, businessDays);
}

/** What decides where the as-of date stands to a last day. */
export interface StatusTerms {
  readonly businessDays: BusinessDays;
  readonly expiringWithinDays: number;
  /** What the clock is called once its last day has passed. */
  readonly whenEnded: 'defence_available' | 'lapsed';
}

/**
 * The status on `asOf` of a period that ends on `base`, rolled to `rolledOn` (NO_DAY where the days off are not known).
 * `undetermined` only where it hangs on days off that nobody has published ({@link DAYS_OFF_UNKNOWN}).
 */
export function statusOn(
  asOf: EpochDay,
  base: EpochDay,
  rolledOn: EpochDay,
  terms: StatusTerms,
): 'running' | 'expiring' | 'undetermined' | 'defence_available' | 'lapsed' {
  if (asOf > (rolledOn === NO_DAY ? base : rolledOn)) {
    const mayRoll = rolledOn === NO_DAY && asOf <= base + terms.businessDays.longestClosureDays;
    return mayRoll ? 'undetermined' : terms.whenEnded;
  }
  return base - asOf <= terms.expiringWithinDays ? 'expiring' : 'running';
}

export const DAYS_OFF_UNKNOWN: MissingFact = { fact: 'law.business-days', because: 'days-off-unknown' };

const NO_REASONS: readonly Reason[] = [];
const NO_FACTS: readonly MissingFact[] = [];
const DAYS_OFF_MISSING: readonly MissingFact[] = [DAYS_OFF_UNKNOWN];

/** A last day that is known, with what it is on either reading. `status` as {@link statusOn} gave it, or a finer one. */
export function answerWithDay(
  status: ClockStatus,
  asOf: EpochDay,
  base: EpochDay,
  rolledOn: EpochDay,
  conservativeOn: EpochDay = base,
  favourableOn: EpochDay = base,
  because: readonly Reason[] = NO_REASONS,
  improvements: readonly MissingFact[] = NO_FACTS,
): ClockAnswer {
  // The base day is known, but not whether the as-of date is still in time: no day is given as if it were.
  if (status === 'undetermined') {
    return answerBetween(conservativeOn, favourableOn, DAYS_OFF_MISSING, because, improvements);
  }
  const daysLeft = base - asOf;
  return {
    status,
    baseOn: base,
    rolledOn,
    daysLeft,
    conservativeOn,
    favourableOn,
    because,
    missing: NO_FACTS,
    improvements,
  };
}

/** A last day that hangs on facts nobody recorded, between the two days that they allow (NO_DAY: no bound). */
export function answerBetween(
  conservativeOn: EpochDay,
  favourableOn: EpochDay,
  missing: readonly MissingFact[],
  because: readonly Reason[] = NO_REASONS,
  improvements: readonly MissingFact[] = NO_FACTS,
): ClockAnswer {
  return {
    status: 'undetermined',
    baseOn: NO_DAY,
    rolledOn: NO_DAY,
    daysLeft: Number.NaN,
    conservativeOn,
    favourableOn,
    because,
    missing,
    improvements,
  };
}

/**
 * A last day that hangs on facts nobody recorded but has passed whatever they are: what became of the right is certain
 * although the day is not.
 */
export function endedBetween(
  status: 'defence_available' | 'lapsed',
  conservativeOn: EpochDay,
  favourableOn: EpochDay,
  missing: readonly MissingFact[],
  because: readonly Reason[] = NO_REASONS,
  improvements: readonly MissingFact[] = NO_FACTS,
): ClockAnswer {
  return { ...answerBetween(conservativeOn, favourableOn, missing, because, improvements), status };
}
