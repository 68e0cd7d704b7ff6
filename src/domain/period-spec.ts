/** What one walk over the acts of a claim is told: which period, whose debt, by which law and settings. */
import type { EpochDay } from './civil-date.js';
import type { ClaimFacts, ClockSettings } from './claim.js';
import type { LimitationTerms } from './limitation-terms.js';

export interface PeriodSpec {
  readonly clock: 'limitation' | 'guarantee_limitation' | 'enforcement';
  readonly terms: LimitationTerms;
  readonly facts: ClaimFacts;
  readonly settings: ClockSettings;
  readonly asOf: EpochDay;
  /** Whose acts count: BORROWER_PARTY for the debtor and those who owe with him, or the index of one guarantor. */
  readonly obligor: number;
  /** The long stop is counted from this day; NO_DAY where there is none. */
  readonly longStopFrom: EpochDay;
  /** The day that picks the length of an enforcement period; NO_DAY where the day from which the period runs does. */
  readonly lengthBy: EpochDay;
  /** Terms changed on this day, without an act on record that says how; NO_DAY where not so. */
  readonly newTermsOn: EpochDay;
  /** The debtor has died and nothing is on record about his estate. */
  readonly isEstateOpen: boolean;
}

/** One way to take what is doubtful. */
export interface Stance {
  /** Unsettled law is read for the creditor. */
  readonly isFavourable: boolean;
  /** Facts that nobody recorded are taken for the creditor. */
  readonly isForCreditor: boolean;
}

export interface RunningPeriod {
  /** Day from which it last ran. */
  start: EpochDay;
  /** Last day before any roll, never after `cap`; {@link OPEN_END} where none is in sight; NaN where the law is silent. */
  base: EpochDay;
  /** Long stop; Infinity where there is none, NaN until it is asked for. */
  cap: EpochDay;
  /** Code of what holds it: a procedure, an obstacle; '' where nothing does. */
  heldBy: string;
  isRevived: boolean;
  /** Its last day before the debtor agreed to perform after the end; NO_DAY where it is not revived. */
  lostOn: EpochDay;
  /** Bits of facts that nobody recorded and that counted on this reading. */
  unknown: number;
  /** Something was met that another reading, or another answer to an unknown fact, takes otherwise. */
  isDoubtful: boolean;
  /** Latest day on which something restarted it beyond doubt: what came before it no longer matters. */
  settledTo: EpochDay;
}
