/** The work list: why a borrower stands on it, what to do next and in what order. */
import type { EpochDay } from './civil-date.js';
import type { Fen } from './money.js';

/** Why a borrower is worked before others; lower comes first (domain guide §8). */
export const TIERS = ['rights_at_risk', 'promise', 'step_overdue', 'expected_recovery'] as const;
export type Tier = (typeof TIERS)[number];

/** One row of the escalation calendar. */
export interface CalendarStep {
  /** Stable code, such as `first-call`. */
  readonly id: string;
  /** Days past due from which the step is due, inclusive. */
  readonly fromDpd: number;
  /** Last day past due by which it should be done, inclusive; Infinity for an open end. */
  readonly toDpd: number;
  readonly title: { readonly en: string; readonly zh: string };
  /** Who does it, a role. */
  readonly who: { readonly en: string; readonly zh: string };
  /** Event kinds that show that it was done. */
  readonly doneBy: readonly string[];
  readonly source: string;
}

/** Share (0–1) of the exposure that is expected to come back, by type and bucket. */
export interface RecoveryTable {
  /** rates[type][bucketIndex]; type indexes BORROWER_TYPES, bucket the ageing schedule. */
  readonly rates: readonly (readonly number[])[];
}

export interface PriorityTerms {
  /** Rights are at risk when a limitation base date is at most this many days away. */
  readonly rightsAtRiskWithinDays: number;
  readonly recovery: RecoveryTable;
}

/** What the next step is and by when. */
export interface NextStep {
  readonly step: CalendarStep;
  /** Last day for doing it. */
  readonly by: EpochDay;
  /** The day has passed and nothing on record shows that it was done. False where no events file was given. */
  readonly overdue: boolean;
}

/** Everything that ranking needs of one borrower. */
export interface PriorityFacts {
  /** Days to the nearest limitation base date; NaN when undetermined or not subject. */
  readonly nearestDeadlineDays: number;
  /** A promise is due within a day either way or broken. */
  readonly promiseDue: boolean;
  readonly stepOverdueDays: number;
  readonly exposure: Fen;
  readonly type: number;
  readonly bucketIndex: number;
}

export interface Priority {
  /** Index into {@link TIERS}. */
  readonly tier: number;
  /** Order within the tier: higher comes first. */
  readonly score: number;
}
