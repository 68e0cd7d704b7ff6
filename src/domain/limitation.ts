/** Limitation of action (诉讼时效): the vocabulary of the question and of the answer. */
import type { EpochDay } from './civil-date.js';
import type { EventColumns, PaymentColumns } from './loan.js';
import type { Fen } from './money.js';

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
  /** `baseOn` minus the as-of date; negative once it has passed. NaN when not subject. */
  readonly daysLeft: number;
}

/**
 * What the estimate looks at, of one loan. One object may be refilled for the next loan: the rule keeps nothing of it.
 * Receipts and events after the as-of date may be in the windows; they are not looked at.
 */
export interface LimitationFacts {
  /** Position of the loan in the book, as events name it. */
  loan: number;
  /**
   * Principal, interest and fees that the borrower has not paid, due or not, by the receipts on record (not the balance
   * that the books still carry: a loan that was written off is still owed). NaN where unknown.
   */
  owed: Fen;
  /** Due date of the last instalment by the terms in force; NO_DAY where unknown. */
  lastDueOn: EpochDay;
  /** Day on which the whole debt was called due; NO_DAY where it never was. The earlier of the two starts the period. */
  acceleratedOn: EpochDay;
  /** NO_DAY where unknown. A debt cannot be called before it was lent: an acceleration dated earlier is a wrong date. */
  disbursedOn: EpochDay;
  /** NO_DAY when nothing is overdue. Shown in the reasoning only: the period runs from the last instalment. */
  oldestUnpaidDueOn: EpochDay;
  /** Number of instalments of the debt; 1 where all of it falls due at once. */
  instalments: number;
  /** Day of the last change of terms; NO_DAY where not given. */
  restructuredOn: EpochDay;
  /** Codes as in the loan file; 0 where not given. */
  assetClass: number;
  status: number;
  hold: number;

  payments: PaymentColumns;
  /** Receipts of this loan, in date order. */
  paymentsFrom: number;
  /** One past the last. */
  paymentsUntil: number;

  /** Null where no events file was given. Then nothing is known of demands or suits, and the estimate says so. */
  events: EventColumns | null;
  /** Events of the borrower, in date order; those of other loans among them are left aside. */
  eventsFrom: number;
  /** One past the last. */
  eventsUntil: number;
}

/**
 * How a receipt counts when the export does not say through which channel it came: `undetermined` lets no date rest
 * on it, `by_debtor` takes it for the debtor's own act, `not_by_debtor` for somebody else's.
 */
export type UnstatedChannel = 'undetermined' | 'by_debtor' | 'not_by_debtor';

export interface LimitationSettings {
  /** A deadline at most this many days away is `expiring`. */
  readonly expiringWithinDays: number;
  readonly paymentWithoutChannel: UnstatedChannel;
}
