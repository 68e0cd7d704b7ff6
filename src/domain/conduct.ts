/** How a borrower may be contacted: limits in force, what was used of them on a day, and what the log shows to have broken them. */
import type { EpochDay } from './civil-date.js';

/** From one time of day to another over midnight, in minutes since midnight: `from` belongs to it, `until` does not. */
export interface QuietHours {
  readonly from: number;
  readonly until: number;
}

/** The limits that bind one kind of loan on one day; NaN or null where none is in force. */
export interface ConductLimits {
  readonly quietHours: QuietHours | null;
  /** Conversations that the lender may begin with one debtor in a day. */
  readonly effectiveCallsADay: number;
  /** Attempts without an answer in a day, to one number. */
  readonly unansweredAttemptsADay: number;
  /** Least number of people on a visit. */
  readonly visitStaff: number;
}

/** From which day which limits hold for one kind of loan, in rising order; the last in force is the last that has begun. */
export interface ConductRegime {
  readonly from: EpochDay;
  readonly limits: ConductLimits;
}

/** What was done towards one borrower on the as-of date, and what is left of the limits; NaN where there is no limit. */
export interface ContactsToday {
  readonly effectiveCalls: number;
  readonly unansweredAttempts: number;
  readonly callsLeft: number;
  readonly attemptsLeft: number;
  /** A hold, a request to cease or a complaint that is not answered stands. */
  readonly isStopped: boolean;
}

/**
 * - `quiet-hours`: contact between 22:00 and 08:00, or whatever hours the law names on that day.
 * - `too-many-calls`, `too-many-attempts`: one more than the day allows; the event is the first beyond.
 * - `unlisted-party`: somebody was contacted who is no party of any of the borrower's loans.
 */
export const CONDUCT_FINDINGS = ['quiet-hours', 'too-many-calls', 'too-many-attempts', 'unlisted-party'] as const;
export type ConductFindingKind = (typeof CONDUCT_FINDINGS)[number];

export interface ConductFinding {
  readonly kind: ConductFindingKind;
  /** Row of the event. */
  readonly event: number;
  readonly on: EpochDay;
  /** Minutes since midnight. */
  readonly minuteOfDay: number;
}
