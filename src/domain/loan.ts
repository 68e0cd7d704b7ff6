/**
 * The words of one loan. Coded values are small whole numbers so that a book of them is a byte column;
 * code 0 always means "not given". The names are the contract's own spellings.
 */
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { AnnualRateE8, Fen } from './money.js';

/** A closed list of spellings; the code of a value is its position plus one, 0 is "not given". */
export type CodedNames = readonly string[];

export const REPAYMENT_METHODS = [
  'equal_instalment',
  'equal_principal',
  'interest_only',
  'bullet',
  'schedule',
] as const;
export const EQUAL_INSTALMENT = 1;
export const EQUAL_PRINCIPAL = 2;
export const INTEREST_ONLY = 3;
export const BULLET = 4;
export const GIVEN_SCHEDULE = 5;

export const PERIODS = ['monthly', 'quarterly', 'yearly', 'once'] as const;
export const MONTHLY = 1;
export const QUARTERLY = 2;
export const YEARLY = 3;
export const ONCE = 4;

export const ASSET_CLASSES = ['business', 'consumer', 'credit_card', 'mortgage'] as const;
export const CREDIT_CARD = 3;

export const BORROWER_KINDS = ['individual', 'micro', 'farm', 'company'] as const;
export const INDIVIDUAL = 1;
export const COMPANY = 4;

export const LOAN_STATUSES = ['active', 'settled', 'written_off', 'restructured'] as const;
export const SETTLED = 2;
export const WRITTEN_OFF = 3;
export const RESTRUCTURED = 4;

export const HOLDS = ['none', 'dispute', 'bankruptcy', 'cease', 'deceased'] as const;
export const NO_HOLD = 1;
export const BANKRUPTCY_HOLD = 3;

export const CHANNELS = ['counter', 'transfer', 'auto_debit', 'enforcement', 'third_party'] as const;
export const COUNTER = 1;
export const TRANSFER = 2;
export const AUTO_DEBIT = 3;
export const ENFORCEMENT_PROCEEDS = 4;
export const THIRD_PARTY = 5;

export const EVENT_KINDS = [
  'call',
  'sms',
  'letter',
  'email',
  'visit',
  'demand',
  'notice_publication',
  'acknowledgement',
  'repayment_plan',
  'extension',
  'promise',
  'refusal',
  'unreachable',
  'asset_transfer',
  'auto_debit',
  'part_payment',
  'lawsuit',
  'arbitration',
  'payment_order',
  'bankruptcy_accepted',
  'bankruptcy_claim',
  'preservation',
  'enforcement',
  'mediation',
  'police_report',
  'assignment',
  'judgment',
  'withdrawal',
  'obstacle',
  'complaint',
  'dispute',
  'threat',
  'survey',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export const EVIDENCE_GRADES = ['signed', 'proven', 'sent', 'none'] as const;
export type EvidenceGrade = (typeof EVIDENCE_GRADES)[number];

export const PARTY_ROLES = ['borrower', 'co_borrower', 'guarantor', 'mortgagor'] as const;
export const GUARANTEE_MODES = ['joint', 'general', 'unstated'] as const;

/** Nothing can be owed on a loan that the lender says is settled, or that had not been disbursed by `asOf`. */
export function owesNothing(status: number, disbursedOn: EpochDay, asOf: EpochDay): boolean {
  return status === SETTLED || disbursedOn > asOf;
}

/** Payments of a whole book as columns, grouped by loan and in date order within each. Reversed receipts are already taken out. */
export interface PaymentColumns {
  /** Day of the receipt. */
  readonly paidOn: Int32Array;
  /** Amount that still stands after reversals, positive fen; in half the memory where no amount of the book is large. */
  readonly amount: Float64Array | Int32Array;
  /** Part of the amount that the export itself books to penalty interest (罚息); empty array where the file has no such column. */
  readonly penaltyPart: Float64Array;
  /** Part of the amount that the export itself books to fees; empty array where the file has no such column. */
  readonly feePart: Float64Array;
  /** Code into {@link CHANNELS}. */
  readonly channel: Uint8Array;
  /** Line of the record in the payments file. */
  readonly line: Uint32Array;
}

/** Instalments given by a schedule file, as columns grouped by loan and in order of due date. */
export interface GivenInstalmentColumns {
  readonly dueOn: Int32Array;
  readonly principal: Float64Array;
  readonly interest: Float64Array;
  readonly fee: Float64Array;
}

/** `EventColumns.party` of an event that names nobody, or the borrower. */
export const NO_PARTY = -1;

/** Events of a whole book as columns, grouped by borrower and in date order within each. */
export interface EventColumns {
  readonly happenedOn: Int32Array;
  /** Minutes since midnight; 0 where no time was given, which midnight itself cannot be told from. */
  readonly minuteOfDay: Uint16Array;
  /** Code into {@link EVENT_KINDS}. */
  readonly kind: Uint8Array;
  /** Loan index, or -1 where the event names only the borrower. */
  readonly loan: Int32Array;
  /** Code into {@link EVIDENCE_GRADES}. */
  readonly evidence: Uint8Array;
  /** End of a procedure or obstacle; NO_DAY where not given. */
  readonly endedOn: Int32Array;
  /** Day for which payment was promised; NO_DAY where not given. */
  readonly promisedOn: Int32Array;
  /** Promised or claimed amount in fen; NaN where not given. */
  readonly amount: Float64Array;
  /** Code of the party that the event names (see `Portfolio.partyIds`); {@link NO_PARTY} for the borrower or nobody. */
  readonly party: Int32Array;
  /** What the event's result says, as the sum of `resultBit`s; 0 where it says nothing that is recognised. */
  readonly results: Uint32Array;
  readonly line: Uint32Array;
}

/**
 * One loan as the rules see it: the terms that they read of every loan, and a window on the book's payments. The same
 * object is refilled for the next loan, so a rule must not keep it.
 */
export interface LoanFile {
  /** Position of the loan in the book. */
  index: number;
  principal: Fen;
  annualRate: AnnualRateE8;
  /** 罚息 mark-up on the contract rate as a share in units of 1e-8: 50 % is 50 000 000. NaN where not given. */
  penaltyMarkup: number;
  disbursedOn: EpochDay;
  maturesOn: EpochDay;
  /** NO_DAY where not given, as the following one. */
  acceleratedOn: EpochDay;
  restructuredOn: EpochDay;
  /** Day on which a court accepted the bankruptcy of the debtor; NO_DAY where it did not or nobody recorded the day. */
  bankruptOn: EpochDay;
  /** The debtor is in bankruptcy, and nobody recorded since when. */
  isBankruptcyUndated: boolean;
  /** Code into {@link REPAYMENT_METHODS}. */
  method: number;
  /** Code into {@link PERIODS}. */
  period: number;
  /** 1–31, or 0 where not given. */
  paymentDay: number;
  assetClass: number;
  status: number;
  hold: number;

  payments: PaymentColumns;
  /** First payment of this loan. */
  paymentsFrom: number;
  /** One past its last payment. */
  paymentsUntil: number;

  given: GivenInstalmentColumns;
  givenFrom: number;
  /** One past the last given instalment; equal to `givenFrom` where no schedule was given for this loan. */
  givenUntil: number;
}

/**
 * The instalments of one loan in order of due date: working memory that `buildSchedule` fills and that is
 * refilled for the next loan. Columns are at least `count` long.
 */
export interface Instalments {
  /** How many stand in the columns: all, or where a last day was named those due by it. */
  count: number;
  /** Of the whole loan, whatever stands in the columns: how many, their principal, and when the last falls due. */
  plannedCount: number;
  plannedPrincipal: Fen;
  lastDueOn: EpochDay;
  dueOn: Int32Array;
  principal: Float64Array;
  interest: Float64Array;
  fee: Float64Array;
}

export function emptyInstalments(capacity = 64): Instalments {
  return {
    count: 0,
    plannedCount: 0,
    plannedPrincipal: 0,
    lastDueOn: NO_DAY,
    dueOn: new Int32Array(capacity),
    principal: new Float64Array(capacity),
    interest: new Float64Array(capacity),
    fee: new Float64Array(capacity),
  };
}

/** Makes room for `count` instalments; what the columns held is lost. */
export function reserveInstalments(instalments: Instalments, count: number): void {
  if (instalments.dueOn.length >= count) return;
  const capacity = Math.max(count, instalments.dueOn.length * 2);
  Object.assign(instalments, emptyInstalments(capacity));
}
