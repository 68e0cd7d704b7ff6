/** The synthetic book before it becomes rows: borrowers, loans, receipts and what the designed payer stands for. */

import type { EpochDay } from '../domain/civil-date.js';
import type { EventKind, Instalments, LoanFile } from '../domain/loan.js';
import type { AnnualRateE8, Fen } from '../domain/money.js';
import type { BookTable } from '../domain/problem.js';
import type { Branch } from './places.js';
import type { Product } from './products.js';

/** Fills `into` with the instalments of `loan`: the product's own schedule rule, handed in by the caller. */
export type ScheduleBuilder = (loan: LoanFile, into: Instalments) => unknown;

/**
 * How a borrower pays, by design:
 * - `punctual`: every instalment in full, on its due date or a few days before.
 * - `early`: well before each due date.
 * - `overpaying`: each instalment rounded up to whole hundreds of yuan.
 * - `settled`: repaid in full, at maturity or before.
 * - `forgetful`: now and then a few days late, then all at once, with the penalty interest.
 * - `bounced`: direct debits that are returned and paid again some days later.
 * - `hardship`: paid well, then only parts that shrink.
 * - `wilful`: paid well, then stopped from one day to the next; could pay.
 * - `bad`: not one instalment.
 * - `matured_long_ago`: matured years ago and never repaid.
 */
export const PAYER_KINDS = [
  'punctual',
  'early',
  'overpaying',
  'settled',
  'forgetful',
  'bounced',
  'hardship',
  'wilful',
  'bad',
  'matured_long_ago',
] as const;
export type PayerKind = (typeof PAYER_KINDS)[number];

export interface SampleBorrower {
  readonly id: string;
  readonly name: string;
  /** Code into BORROWER_KINDS. */
  readonly kind: number;
  readonly occupation: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly branch: Branch;
  readonly officer: string;
}

export interface Terms {
  readonly principal: Fen;
  readonly annualRate: AnnualRateE8;
  /** Share in 1e-8; NaN where the export leaves it blank. */
  readonly penaltyMarkup: number;
  readonly disbursedOn: EpochDay;
  readonly maturesOn: EpochDay;
  /** 1–31, 0 where blank. */
  readonly paymentDay: number;
}

export interface Receipt {
  readonly paidOn: EpochDay;
  /** Positive for a receipt, negative for a reversal. */
  readonly amount: Fen;
  /** The bank's own booking; NaN where the export does not show it. */
  readonly principal: Fen;
  readonly interest: Fen;
  readonly penalty: Fen;
  readonly fee: Fen;
  /** Code into CHANNELS, 0 where blank. */
  readonly channel: number;
  /** The receipt that a reversal undoes. */
  readonly reverses: Receipt | undefined;
  /** Given once the whole ledger stands in date order. */
  id: string;
}

export interface GivenInstalment {
  readonly dueOn: EpochDay;
  readonly principal: Fen;
  readonly interest: Fen;
  readonly fee: Fen;
}

export interface SampleEvent {
  /** Minutes since 1970-01-01 00:00, or a whole day where `timed` is false. */
  readonly at: number;
  readonly timed: boolean;
  readonly kind: EventKind;
  /** False where the log names only the borrower. */
  readonly namesLoan: boolean;
  readonly party: SampleParty | undefined;
  readonly evidence: '' | 'signed' | 'proven' | 'sent' | 'none';
  /** NO_DAY where blank, as the next one. */
  readonly endedOn: EpochDay;
  readonly promisedOn: EpochDay;
  readonly amount: Fen;
  readonly result: string;
  readonly actor: string;
  readonly note: string;
}

export interface SampleParty {
  id: string;
  readonly name: string;
  readonly role: 'borrower' | 'co_borrower' | 'guarantor' | 'mortgagor';
  readonly guaranteeMode: '' | 'joint' | 'general' | 'unstated';
  /** As the contract writes it: `6 months`, `unstated`, a date … */
  readonly guaranteePeriod: string;
  readonly signedOn: EpochDay;
  readonly phone: string;
  readonly address: string;
}

export interface SampleCollateral {
  readonly kind: string;
  readonly description: string;
  readonly value: Fen;
  readonly registeredOn: EpochDay;
}

/** What the bank's own system would report of a loan on the as-of date. */
export interface ReportedPosition {
  readonly daysPastDue: number;
  readonly overduePrincipal: Fen;
  readonly overdueInterest: Fen;
  readonly outstandingPrincipal: Fen;
  /** NO_DAY when nothing is overdue. */
  readonly oldestUnpaidDueOn: EpochDay;
}

export interface SampleLoan {
  id: string;
  readonly borrower: SampleBorrower;
  readonly payer: PayerKind;
  readonly product: Product;
  readonly terms: Terms;
  /** Codes into REPAYMENT_METHODS and PERIODS; the product's own unless the loan was restructured. */
  readonly method: number;
  readonly period: number;
  /** Contract spelling of the status. */
  readonly status: string;
  readonly acceleratedOn: EpochDay;
  readonly restructuredOn: EpochDay;
  readonly hold: string;
  readonly careNote: string;
  readonly collateralKind: string;
  readonly collateralValue: Fen;
  readonly reported: ReportedPosition;
  readonly receipts: readonly Receipt[];
  readonly given: readonly GivenInstalment[];
  readonly parties: readonly SampleParty[];
  readonly collateral: readonly SampleCollateral[];
  readonly events: readonly SampleEvent[];
}

/** The tables of a sample. Nobody has surveyed its borrowers. */
export type SampleTable = Exclude<BookTable, 'survey' | 'positions'>;
