/**
 * One claim as the clocks of the law see it: its terms, its parties and what has been done about it. The same object is
 * refilled for the next loan, so a rule must not keep it, nor its lists.
 */
import type { EpochDay } from './civil-date.js';
import type { Reading } from './clock.js';
import type { Fen } from './money.js';

/** Who lends decides what a debit from the debtor's account is in law. */
export const LENDERS = ['bank', 'micro_lender', 'private'] as const;
export type Lender = (typeof LENDERS)[number];

/**
 * What the `result` of an event may say beside its kind, as recognised words; several may stand in one cell. A bit
 * each (`resultBit`), 0 where the cell is blank or says nothing of this list.
 */
export const ACT_RESULTS = [
  /** The complaint or application was served on the other side. */
  'served',
  'not_served',
  'withdrawn',
  /** Rejected on the merits. */
  'dismissed',
  /** Rejected without a decision on the merits (驳回起诉, 不予受理). */
  'rejected',
  /** The decision or the demand concerns only a part of the claim. */
  'part',
  /** The creditor gave up the rest of the claim. */
  'waives_rest',
  /** The debtor agreed to perform although the period had ended. */
  'consent',
  /** The debtor refused to perform. */
  'refused',
  /** The debtor could not be traced. */
  'untraceable',
  /** No property was found that could be enforced against. */
  'no_assets',
  /** The law or a clause of the contract allows the debit. */
  'with_basis',
  /** 终结本次执行程序: this round of enforcement was closed for want of property. */
  'round_closed',
  /** 终结执行 under the grounds of the Civil Procedure Law that end it for good. */
  'terminated',
  /** A settlement was made in enforcement. */
  'settled',
  /** The person called or visited was spoken to. */
  'reached',
  /** Nobody answered, or nobody was met. */
  'unanswered',
  /** The suit ended with something to enforce: a judgment, an award or a mediation statement of the court (调解书). */
  'decided',
] as const;
export type ActResult = (typeof ACT_RESULTS)[number];

export function resultBit(result: ActResult): number {
  return 1 << ACT_RESULTS.indexOf(result);
}

/** Something that was done or happened and could bear on a clock: a recorded event, or a receipt. */
export interface ClaimAct {
  /** Code into EVENT_KINDS; {@link RECEIPT} for a row of the payments file. */
  kind: number;
  on: EpochDay;
  /**
   * End of the procedure or obstacle (NO_DAY while it has not come), or a day that the act set: the grace of a first
   * demand, the day by which a judgment orders payment. NO_DAY where not given.
   */
  endedOn: EpochDay;
  /** Day up to which performance was promised or ordered (may lie in the future); NO_DAY where not given. */
  promisedOn: EpochDay;
  /** Code into EVIDENCE_GRADES; 0 where not given. Receipts are proven by the ledger and have 0. */
  evidence: number;
  /** Whom it concerns: index into {@link ClaimFacts.parties}, or one of the constants below. */
  party: number;
  /** Sum of {@link resultBit}s. */
  results: number;
  /** Code into CHANNELS for a receipt; 0 otherwise and where not given. */
  channel: number;
  /** Receipts: positive fen. Events: the amount stated, NaN where none. */
  amount: Fen;
  /** Line of the record in its file; for a case typed on the command line the position of the option. */
  line: number;
}

/** `ClaimAct.kind` of a receipt; the codes of EVENT_KINDS begin at 1. */
export const RECEIPT = 0;
/** It concerns the borrower, as an act that names nobody does. */
export const BORROWER_PARTY = -1;
/** It names somebody who is not among the parties on record. */
export const UNKNOWN_PARTY = -2;

/** One row of the parties file, for one loan. */
export interface ClaimParty {
  readonly partyId: string;
  /** Code into PARTY_ROLES; 0 where not given. */
  readonly role: number;
  /** Code into GUARANTEE_MODES; 0 where not given. */
  readonly guaranteeMode: number;
  /** As written: `6 months`, `unstated`, `until_paid_off`, `none`, a date, ''. */
  readonly guaranteePeriod: string;
  /** Day of the guarantee contract; NO_DAY where not given. */
  readonly signedOn: EpochDay;
  readonly line: number;
}

/** How the claim is secured by things, as far as the export says. */
export const SECURITIES = ['none', 'mortgage', 'registered_pledge', 'possessory_pledge', 'unknown'] as const;
export type Security = (typeof SECURITIES)[number];

export interface ClaimFacts {
  /**
   * Principal, interest and fees that the borrower has not paid, due or not, by the receipts on record (not the balance
   * that the books still carry: a loan that was written off is still owed). NaN where unknown.
   */
  owed: Fen;
  /** Due date of the last instalment by the terms in force; NO_DAY where unknown or where the debt has no term. */
  lastDueOn: EpochDay;
  /** No term was agreed: it is due when it is called (时效规定 art. 4). */
  isOnDemand: boolean;
  /** Day on which the whole debt was called due; NO_DAY where it never was, or after the as-of date. */
  acceleratedOn: EpochDay;
  /** Day on which the bankruptcy of the debtor was accepted; NO_DAY where it was not, or nobody recorded the day. */
  bankruptOn: EpochDay;
  /** NO_DAY where unknown. A debt cannot be called before it was lent: an acceleration dated earlier is a wrong date. */
  disbursedOn: EpochDay;
  /** NO_DAY when nothing is overdue. Shown in the reasoning only: the period runs from the last instalment. */
  oldestUnpaidDueOn: EpochDay;
  /** Number of instalments of the debt; 1 where all of it falls due at once; NaN where unknown. */
  instalments: number;
  /** Day of the last change of terms; NO_DAY where not given. Then `lastDueOn` is the changed one. */
  restructuredOn: EpochDay;
  /** Codes as in the loan file; 0 where not given. */
  assetClass: number;
  status: number;
  hold: number;
  security: Security;
  /** Acts up to the as-of date that could bear on a clock, in order of day, then receipts last, then of line. */
  acts: readonly ClaimAct[];
  /** Without an events file nothing is known of demands or suits, and the estimate says so. */
  hasEventsFile: boolean;
  /** Parties on record for this loan; null without a parties file. */
  parties: readonly ClaimParty[] | null;
}

/**
 * How a receipt counts when the export does not say through which channel it came: `undetermined` lets no date rest
 * on it, `by_debtor` takes it for the debtor's own act, `not_by_debtor` for somebody else's.
 */
export type UnstatedChannel = 'undetermined' | 'by_debtor' | 'not_by_debtor';

/** Whether the lender may debit the debtor's account by law or contract, for the whole book. */
export type DebitBasis = 'undetermined' | 'agreed' | 'none';

export interface ClockSettings {
  readonly reading: Reading;
  readonly lender: Lender;
  /** A deadline at most this many days away is `expiring`. */
  readonly expiringWithinDays: number;
  readonly paymentWithoutChannel: UnstatedChannel;
  readonly debitBasis: DebitBasis;
}
