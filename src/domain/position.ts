/** Where one loan stands on the as-of date. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { Fen } from './money.js';

/**
 * The position of a loan: what fell due, what was paid on it, what is late. Amounts in fen, never negative.
 * Receipts after `asOf` do not exist.
 */
export interface Position {
  readonly asOf: EpochDay;
  /** Calendar days past the oldest unpaid due date; 0 when nothing is overdue. */
  readonly daysPastDue: number;
  /** NO_DAY when nothing is overdue. */
  readonly oldestUnpaidDueOn: EpochDay;
  /** Due date of the last instalment; the acceleration date where that is earlier. */
  readonly lastDueOn: EpochDay;
  /** Instalments past due and not fully paid. */
  readonly missedInstalments: number;
  readonly overduePrincipal: Fen;
  /** NaN while the debtor is in bankruptcy since a day that nobody recorded: from then on nothing bore interest. */
  readonly overdueInterest: Fen;
  readonly overdueFee: Fen;
  /** 罚息 accrued and not paid; NaN when the mark-up or rate is unknown and there are overdue amounts that would bear it; also as {@link overdueInterest}. */
  readonly penaltyInterest: Fen;
  /** 复利 accrued and not paid; NaN as above. */
  readonly compoundInterest: Fen;
  /** Overdue principal, interest and fees plus penalty and compound interest; NaN when one of them is unknown. */
  readonly overdueTotal: Fen;
  /** Principal not repaid, due or not. */
  readonly outstandingPrincipal: Fen;
  /** Receipts that nothing was due for by the as-of date. */
  readonly unallocated: Fen;
  /** NO_DAY when nothing was ever paid. */
  readonly lastPaidOn: EpochDay;
  /** Sum received on `lastPaidOn`; NaN when nothing was ever paid. */
  readonly lastPaidAmount: Fen;

  /** All receipts up to the as-of date; equals the five allocated amounts plus `unallocated`. */
  readonly received: Fen;
  readonly allocatedFee: Fen;
  readonly allocatedInterest: Fen;
  readonly allocatedPrincipal: Fen;
  readonly allocatedPenalty: Fen;
  readonly allocatedCompound: Fen;
  /** A receipt was less than what was due on its day. Where none was, receipts in another order give the same position. */
  readonly orderMattered: boolean;

  readonly behaviour: PaymentBehaviour;
}

/**
 * How the debtor has paid so far, from allocation alone. An *episode* is a stretch of days on which something
 * was past due; it is *cured* when a receipt brings the loan back to nothing past due.
 */
export interface PaymentBehaviour {
  /** Largest days past due ever reached, the running episode included. */
  readonly longestDaysPastDue: number;
  /** Past episodes that ended by payment. */
  readonly curedEpisodes: number;
  /** Those of them that lasted 30 days at most. */
  readonly fastCuredEpisodes: number;
  /** Longest of the cured episodes in days; 0 when none. */
  readonly longestCuredDays: number;
  /** Day on which the longest cured episode was cured, and the last one; NO_DAY where none was. */
  readonly longestCuredOn: EpochDay;
  readonly lastCuredOn: EpochDay;
  /** Days on which money came in during the running episode (after the oldest unpaid due date), without curing it. */
  readonly partPaymentsWhileOverdue: number;
  /** Those of them on which the debtor itself paid: neither proceeds of enforcement nor a third party's money (代偿). */
  readonly ownPartPayments: number;
  /** What the debtor itself paid on them. */
  readonly ownPaidWhileOverdue: Fen;
  /** Whether a third party paid on one of them: on whose wish is not known. */
  readonly thirdPartyPaidPart: boolean;
  /** Last day on which the debtor itself paid anything; NO_DAY when it never did. */
  readonly lastOwnPaidOn: EpochDay;
  /** Sum received during the running episode. */
  readonly paidWhileOverdue: Fen;
  /** Share (0–1) of the amounts that fell due in the 6 months up to the as-of date that was paid by it; NaN when nothing fell due. */
  readonly duePaidShare6Months: number;
  /**
   * Average of the last three payment days' sums over the average of the three before; NaN with fewer than six
   * payment days. Below 1 means that payments shrink.
   */
  readonly paymentTrend: number;
  /** The first instalment that ever fell due is still unpaid in part, or was paid only after an arrears episode of more than 30 days. */
  readonly firstPaymentDefault: boolean;
  /** Number of instalments that have fallen due by the as-of date. */
  readonly instalmentsDue: number;
}

type Writable<Fields> = { -readonly [Name in keyof Fields]: Fields[Name] };

/** A position that is filled again for the next loan, so that a book of a million loans makes few. */
export interface WritablePosition extends Writable<Omit<Position, 'behaviour'>> {
  readonly behaviour: Writable<PaymentBehaviour>;
}

/** A position to be filled. Nothing but NaN in it, which also tells the engine to keep room for any number. */
export function unknownPosition(): WritablePosition {
  return {
    asOf: Number.NaN,
    daysPastDue: Number.NaN,
    oldestUnpaidDueOn: Number.NaN,
    lastDueOn: Number.NaN,
    missedInstalments: Number.NaN,
    overduePrincipal: Number.NaN,
    overdueInterest: Number.NaN,
    overdueFee: Number.NaN,
    penaltyInterest: Number.NaN,
    compoundInterest: Number.NaN,
    overdueTotal: Number.NaN,
    outstandingPrincipal: Number.NaN,
    unallocated: Number.NaN,
    lastPaidOn: Number.NaN,
    lastPaidAmount: Number.NaN,
    received: Number.NaN,
    allocatedFee: Number.NaN,
    allocatedInterest: Number.NaN,
    allocatedPrincipal: Number.NaN,
    allocatedPenalty: Number.NaN,
    allocatedCompound: Number.NaN,
    orderMattered: false,
    behaviour: {
      longestDaysPastDue: Number.NaN,
      curedEpisodes: Number.NaN,
      fastCuredEpisodes: Number.NaN,
      longestCuredDays: Number.NaN,
      longestCuredOn: NO_DAY,
      lastCuredOn: NO_DAY,
      partPaymentsWhileOverdue: Number.NaN,
      ownPartPayments: Number.NaN,
      ownPaidWhileOverdue: Number.NaN,
      thirdPartyPaidPart: false,
      lastOwnPaidOn: NO_DAY,
      paidWhileOverdue: Number.NaN,
      duePaidShare6Months: Number.NaN,
      paymentTrend: Number.NaN,
      firstPaymentDefault: false,
      instalmentsDue: Number.NaN,
    },
  };
}

/** One stretch of days over which a constant overdue amount bore penalty or compound interest, for `explain`. */
export interface Accrual {
  readonly kind: 'penalty' | 'compound';
  /** Day after which it accrues (not counted). */
  readonly from: EpochDay;
  /** Last day counted. */
  readonly to: EpochDay;
  readonly days: number;
  /** Overdue principal (penalty) or unpaid interest (compound) over the stretch. */
  readonly base: Fen;
  /** Yearly rate applied, units of 1e-8. */
  readonly annualRate: number;
  /**
   * Fen accrued over the stretch as an exact fraction of a fen would be needed to add up; this is the stretch's share
   * rounded so that all stretches of a kind add up to the position's amount.
   */
  readonly amount: Fen;
}

/** One receipt's application, for `explain`. */
export interface Application {
  readonly paidOn: EpochDay;
  readonly amount: Fen;
  /**
   * Instalment number (1-based) it went to, the lot of an accelerated loan being the one after those due by then; 0 for
   * penalty, compound, fees booked by the export that no instalment has asked for, and unallocated remainder.
   */
  readonly instalment: number;
  readonly part: 'fee' | 'interest' | 'principal' | 'penalty' | 'compound' | 'unallocated';
}

/** Receives the steps of a position while it is worked out. Absent on the hot path. */
export interface PositionTrace {
  readonly accruals: Accrual[];
  readonly applications: Application[];
}
