/**
 * The choices on which two honest systems differ when they work out the same loan. Every run prints
 * the ones it used.
 */
import { MONTHLY, QUARTERLY, YEARLY } from './loan.js';

/** One step of the order in which a receipt is applied to an instalment (Civil Code art. 561 by default). */
export type WaterfallStep = 'fee' | 'interest' | 'principal' | 'penalty' | 'compound';

export interface Conventions {
  /** First day that counts as past due: the day after the due date (day 1 = due + 1), or the due date itself. */
  readonly firstDayPastDue: 'day_after_due' | 'due_day';
  /** Days in the year for penalty and compound interest and for broken periods: 360 or 365. */
  readonly dayCountBasis: 360 | 365;
  /**
   * How a regular period's interest is worked out: `periodic` divides the yearly rate by the periods of a year;
   * `actual` counts the calendar days over {@link dayCountBasis}. Equal instalments and equal principal are usually
   * periodic; interest-only and bullet loans usually actual.
   */
  readonly periodInterest: {
    readonly equalInstalment: 'periodic' | 'actual';
    readonly equalPrincipal: 'periodic' | 'actual';
    readonly interestOnly: 'periodic' | 'actual';
    readonly bullet: 'periodic' | 'actual';
  };
  /** Order of applying a receipt to the oldest due instalment first. `penalty`/`compound` only when listed. */
  readonly waterfall: readonly WaterfallStep[];
  /**
   * How the order runs over several due instalments: `each_instalment` (the default) finishes the oldest instalment
   * before it touches the next; `all_due` takes one step over all due instalments, oldest first, before the next step
   * (interest of all, then principal of all).
   */
  readonly waterfallScope?: 'each_instalment' | 'all_due';
  /** Order for credit cards from {@link cardPrincipalFirstFromDpd} days past due. */
  readonly cardWaterfallWhenLate: readonly WaterfallStep[];
  /** Days past due from which a card's receipts go to principal first (law data, art. 57 of the card measures). */
  readonly cardPrincipalFirstFromDpd: number;
  /** Whether unpaid interest bears compound interest (复利) at the penalty rate. */
  readonly compoundOnUnpaidInterest: boolean;
  /** Period of the instalments of a loan whose export gives none, a bullet loan apart; `unknown` leaves its schedule undetermined. */
  readonly periodWhenBlank: 'monthly' | 'quarterly' | 'yearly' | 'unknown';
  /** 罚息 mark-up (share in 1e-8) where the export gives none; NaN leaves penalty interest undetermined. */
  readonly penaltyMarkupWhenBlank: number;
}

const PERIOD_WHEN_BLANK: Readonly<Record<Conventions['periodWhenBlank'], number>> = {
  monthly: MONTHLY,
  quarterly: QUARTERLY,
  yearly: YEARLY,
  unknown: 0,
};

/** Period of a loan's instalments, code into PERIODS: its own, or what the lender says of a blank one; 0 where nobody says. */
export function periodOf(loan: { readonly period: number }, conventions: Conventions): number {
  return loan.period === 0 ? PERIOD_WHEN_BLANK[conventions.periodWhenBlank] : loan.period;
}
