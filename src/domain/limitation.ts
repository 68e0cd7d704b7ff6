/** Limitation of action (诉讼时效): the vocabulary of the answer. */
import type { EpochDay } from './civil-date.js';

export const LIMITATION_STATUSES = [
  'running',
  'expiring',
  'pending',
  'defence_available',
  'revived',
  'lapsed',
  'not_subject',
  'undetermined',
] as const;
export type LimitationStatus = (typeof LIMITATION_STATUSES)[number];

/** An estimate to act on, never a statement that a claim is good. */
export interface LimitationEstimate {
  readonly status: Exclude<LimitationStatus, 'undetermined'>;
  /** Last day of the period by the corresponding-day rule, before any roll over holidays; NO_DAY when not subject. */
  readonly baseOn: EpochDay;
  /** `baseOn` rolled to the first working day (Civil Code art. 203); NO_DAY when the calendar of that year is not known. */
  readonly rolledOn: EpochDay;
  /** `baseOn` minus the as-of date; negative once it has passed. */
  readonly daysLeft: number;
}
