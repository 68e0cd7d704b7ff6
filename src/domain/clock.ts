/** A clock of the law: one period after which a right is weakened or lost, and the estimate of its last day. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { MissingFact, Reason } from './determination.js';

export const CLOCKS = [
  'limitation',
  'guarantee_period',
  'guarantee_limitation',
  'mortgage',
  'enforcement',
  'observation',
] as const;
export type Clock = (typeof CLOCKS)[number];

/**
 * running: the last day lies ahead · expiring: it is near (a setting) · pending: a procedure, an obstacle or a
 * condition that has not come holds the clock · defence_available: ended, the debtor may plead it (the court may not
 * raise it) · revived: ended, then the debtor agreed to perform; a new period runs · lapsed: the right itself is gone ·
 * not_subject: no such clock runs on this claim · undetermined: a fact that is not known moves the last day.
 */
export const CLOCK_STATUSES = [
  'running',
  'expiring',
  'pending',
  'defence_available',
  'revived',
  'lapsed',
  'not_subject',
  'undetermined',
] as const;
export type ClockStatus = (typeof CLOCK_STATUSES)[number];

/**
 * Where the law is unsettled: `conservative` takes the reading under which the creditor's right ends first,
 * `favourable` the one under which it ends last.
 */
export const READINGS = ['conservative', 'favourable'] as const;
export type Reading = (typeof READINGS)[number];

/** An estimate to act on, never a statement that a claim is good. */
export interface ClockAnswer {
  readonly status: ClockStatus;
  /**
   * Last day by the corresponding-day rule on the chosen reading, before any roll over days off. NO_DAY where there is
   * none (not subject, pending), where it is undetermined, and where it has passed on any view of facts that nobody
   * recorded.
   */
  readonly baseOn: EpochDay;
  /** `baseOn` rolled to the first working day (Civil Code art. 203); NO_DAY where the days off of that year are not known. */
  readonly rolledOn: EpochDay;
  /** `baseOn` minus the as-of date; negative once it has passed. NaN where there is no base day. */
  readonly daysLeft: number;
  /**
   * The earliest base day that facts and law allow: unsettled law read against the creditor, unknown facts taken
   * against him. Work is driven by this one, also where the answer is undetermined. NO_DAY where no day is in sight.
   */
  readonly conservativeOn: EpochDay;
  /** The latest base day, everything doubtful taken for the creditor. NO_DAY where nothing bounds it. */
  readonly favourableOn: EpochDay;
  /**
   * Last day of the period that had ended before the debtor agreed to perform: what followed its end (a mortgage) does
   * not come back with the claim. Absent where nothing was revived.
   */
  readonly lostOn?: EpochDay;
  /** The chain that led to the day, in the order of time; empty unless it was asked for. */
  readonly because: readonly Reason[];
  /** Facts without which the day is undetermined, and mostly the status with it. */
  readonly missing: readonly MissingFact[];
  /** What would make a better case of the same facts (proof of arrival, a signature …); empty unless asked for. */
  readonly improvements: readonly MissingFact[];
}

export function notSubject(because: readonly Reason[] = []): ClockAnswer {
  return withoutDay('not_subject', because, []);
}

/** No day at all: pending, not subject, or undetermined without any bound. */
export function withoutDay(
  status: ClockStatus,
  because: readonly Reason[],
  missing: readonly MissingFact[],
  improvements: readonly MissingFact[] = [],
): ClockAnswer {
  return {
    status,
    baseOn: NO_DAY,
    rolledOn: NO_DAY,
    daysLeft: Number.NaN,
    conservativeOn: NO_DAY,
    favourableOn: NO_DAY,
    because,
    missing,
    improvements,
  };
}
