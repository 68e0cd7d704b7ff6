/**
 * A whole book as columns. Numbers stand in typed arrays over shared memory, so that a second thread can work
 * on its half; of text only the offset of the row is kept. One {@link LoanFile} at a time is shown to the rules.
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { EventColumns, GivenInstalmentColumns, LoanFile, PaymentColumns } from '../domain/loan.js';
import type { SurveyColumns } from '../domain/survey.js';
import type { ContactLog } from '../domain/work.js';
import type { IdTable } from './id-table.js';
import type { SpillAccess } from './spill.js';
import { EventWindow, type SpilledEvents } from './spilled-events.js';
import { PaymentWindow, type SpilledPayments } from './spilled-payments.js';

/** A row about the loan was not used, of events, parties or collateral. */
export const OTHER_ROW_LOST = 1;
/** A row of loans, payments or schedule was not used: days and amounts may be others than those worked out. */
export const FIGURE_ROW_LOST = 2;

/** One column entry per loan, in the order of the loans file (rejected rows left out). */
export interface LoanColumns {
  readonly borrower: Int32Array;
  readonly principal: Float64Array;
  /** Outstanding principal as the export states it; NaN where not given. */
  readonly statedOutstanding: Float64Array;
  readonly annualRate: Float64Array;
  readonly penaltyMarkup: Float64Array;
  readonly disbursedOn: Int32Array;
  readonly maturesOn: Int32Array;
  readonly contractSignedOn: Int32Array;
  readonly acceleratedOn: Int32Array;
  readonly restructuredOn: Int32Array;
  readonly method: Uint8Array;
  readonly period: Uint8Array;
  readonly paymentDay: Uint8Array;
  readonly assetClass: Uint8Array;
  readonly borrowerKind: Uint8Array;
  readonly status: Uint8Array;
  readonly hold: Uint8Array;
  /** 1 where the loan carries a care note. Shown with the list, never assessed: what the note says stays in the file. */
  readonly careNote: Uint8Array;
  /** Value of collateral from the loans file plus the collateral file; NaN where none is given. */
  readonly collateralValue: Float64Array;
  /** Codes into {@link Portfolio.branches} etc.; 0 is blank. In half the memory where there are not too many names. */
  readonly branch: Int32Array | Uint16Array;
  readonly officer: Int32Array | Uint16Array;
  readonly region: Int32Array | Uint16Array;
  readonly product: Int32Array | Uint16Array;
  readonly collateralKind: Int32Array | Uint16Array;
  readonly reportedDaysPastDue: Float64Array;
  readonly reportedOverduePrincipal: Float64Array;
  readonly reportedOverdueInterest: Float64Array;
  /** Byte offset of the row in the loans file, for reading its text again. */
  readonly rowOffset: Float64Array;
  readonly line: Uint32Array;
}

export interface Party {
  readonly loan: number;
  readonly partyId: string;
  /** Of `partyId` in {@link Portfolio.partyIds}, as events name it. */
  readonly code: number;
  readonly name: string;
  /** Code into PARTY_ROLES. */
  readonly role: number;
  /** Code into GUARANTEE_MODES; 0 where not given. */
  readonly guaranteeMode: number;
  /** As written: `6 months`, `unstated`, `until_paid_off`, a date, '' … */
  readonly guaranteePeriod: string;
  readonly signedOn: number;
  readonly phone: string;
  readonly address: string;
  readonly line: number;
}

export interface Portfolio {
  readonly count: number;
  readonly loanIds: IdTable;
  readonly borrowerCount: number;
  /** Borrower identifiers. A loan without one is its own borrower: its key is a NUL byte followed by the loan id. */
  readonly borrowerIds: IdTable;
  readonly loans: LoanColumns;
  /** Loans of borrower b are `loansByBorrower[borrowerStart[b] … borrowerStart[b + 1])`, by identifier. */
  readonly borrowerStart: Int32Array;
  readonly loansByBorrower: Int32Array;
  /** Held as columns, or in a file: {@link openLoan} and {@link viewPayments} show those of a loan either way. */
  readonly payments: PaymentColumns | SpilledPayments;
  /** Payments of loan i are `paymentStart[i] … paymentStart[i + 1]` (exclusive). */
  readonly paymentStart: Int32Array;
  readonly given: GivenInstalmentColumns;
  readonly givenStart: Int32Array;
  /**
   * Null where no events file was given: then nothing about contacts is known. Held as columns, or in a file:
   * {@link viewEvents} shows those of a borrower either way.
   */
  readonly events: EventColumns | SpilledEvents | null;
  /** Events of borrower b, as for payments. Empty without events. */
  readonly eventStart: Int32Array;
  /** Null where no parties file was given. */
  readonly parties: readonly Party[] | null;
  /** The parties of each loan that has any, in file order; empty without a parties file. */
  readonly partiesOfLoan: ReadonlyMap<number, readonly Party[]>;
  /** Identifiers of all parties that the parties file or an event names; one id may stand for several loans. */
  readonly partyIds: IdTable;
  /** Null where no survey file was given. */
  readonly survey: SurveyColumns | null;
  /** Type of each loan's borrower in an earlier run, index into BORROWER_TYPES or NO_CODE; null where none was given. */
  readonly previousType: Uint8Array | null;
  /** Of each loan: 0, or the gravest of {@link OTHER_ROW_LOST} and {@link FIGURE_ROW_LOST}. */
  readonly lostRows: Uint8Array;
  /** Rows of the collateral file: whose they are and where they stand. Empty without one. */
  readonly collateral: { readonly loan: Int32Array; readonly line: Uint32Array };
  /** How each loan is secured by things: index into SECURITIES. */
  readonly security: Uint8Array;
  /** Spellings by code; entry 0 is ''. */
  readonly branches: readonly string[];
  readonly officers: readonly string[];
  readonly regions: readonly string[];
  readonly products: readonly string[];
  readonly collateralKinds: readonly string[];
  /** Money read, for the control totals, in fen. */
  readonly totals: PortfolioTotals;
  /** What this thread sees of payments and events that lie in files; null where none do. It cannot be posted. */
  readonly windows: BookWindows | null;
}

/** One thread's windows on what lies in files. */
export interface BookWindows {
  readonly access: SpillAccess;
  /** For looking at the payments of one loan or the events of one borrower between two others. */
  readonly payments: PaymentWindow | null;
  readonly events: EventWindow | null;
}

/** The windows of a thread on a book. */
export function newBookWindows(
  { payments, events }: Pick<Portfolio, 'payments' | 'events'>,
  access: SpillAccess,
): BookWindows {
  return {
    access,
    payments: areSpilled(payments) ? new PaymentWindow(payments, access) : null,
    events: events !== null && areSpilled(events) ? new EventWindow(events, access) : null,
  };
}

/** Whether payments or events lie in a file. */
export function areSpilled<Held extends PaymentColumns | EventColumns, Spilled extends SpilledPayments | SpilledEvents>(
  rows: Held | Spilled,
): rows is Spilled {
  return 'file' in rows;
}

/** Sums taken while reading, before any rule has run. */
export interface PortfolioTotals {
  /** Principal of the loans kept. */
  readonly principal: number;
  /**
   * What stands of the receipts kept: {@link receipts} − {@link reversals}, from what was read. The sum of
   * `payments.amount` must come to the same.
   */
  readonly payments: number;
  /** Payment rows kept, reversals included: {@link receiptRows} + {@link reversalRows} + {@link laterReversalRows}. */
  readonly paymentRows: number;
  /** Receipts taken out because a reversal undid them in full, in rows: `payments.amount` has `receiptRows − reversedRows` entries. */
  readonly reversedRows: number;
  /** Sum and rows of the receipts kept, before any reversal. */
  readonly receipts: number;
  readonly receiptRows: number;
  /** Sum and rows of the reversals dated up to the as-of date, which have been taken off their receipts. */
  readonly reversals: number;
  readonly reversalRows: number;
  /** Sum and rows of the sound reversals dated after the as-of date, which have no effect yet. */
  readonly laterReversals: number;
  readonly laterReversalRows: number;
  /** Rows of the given schedules kept; 0 without a schedule file. */
  readonly instalmentRows: number;
  /** Rows of events kept; 0 without an events file. */
  readonly eventRows: number;
  /** Rows of collateral kept; 0 without a collateral file. */
  readonly collateralRows: number;
  /** Rows of the survey kept; 0 without a survey file. */
  readonly surveyRows: number;
}

/** A loan file that keeps its loan's payments in sight where they lie in a file. */
export interface OpenedLoan extends LoanFile {
  readonly window: PaymentWindow | null;
  readonly bankruptcies: Bankruptcies | null;
}

/** By borrower the day on which its bankruptcy was accepted, NaN where nobody recorded it; nobody else is in it. */
export type Bankruptcies = ReadonlyMap<number, EpochDay>;

/** A loan file over the book's columns, to be filled by {@link openLoan}; null for `bankruptcies` where nobody is bankrupt. */
export function newLoanFile(portfolio: Portfolio, bankruptcies: Bankruptcies | null = null): OpenedLoan {
  const { payments, windows } = portfolio;
  const window = areSpilled(payments) ? new PaymentWindow(payments, windows!.access) : null;
  return {
    window,
    bankruptcies,
    index: -1,
    principal: Number.NaN,
    annualRate: Number.NaN,
    penaltyMarkup: Number.NaN,
    disbursedOn: NO_DAY,
    maturesOn: NO_DAY,
    acceleratedOn: NO_DAY,
    restructuredOn: NO_DAY,
    bankruptOn: NO_DAY,
    isBankruptcyUndated: false,
    method: 0,
    period: 0,
    paymentDay: 0,
    assetClass: 0,
    status: 0,
    hold: 0,
    payments: areSpilled(payments) ? window!.show(0, 0) : payments,
    paymentsFrom: 0,
    paymentsUntil: 0,
    given: portfolio.given,
    givenFrom: 0,
    givenUntil: 0,
  };
}

/** Points `file` at loan `index`. Every column read here costs a look into another place of memory for each loan. */
export function openLoan(portfolio: Portfolio, index: number, file: OpenedLoan): void {
  const { loans } = portfolio;
  file.index = index;
  file.principal = loans.principal[index]!;
  file.annualRate = loans.annualRate[index]!;
  file.penaltyMarkup = loans.penaltyMarkup[index]!;
  file.disbursedOn = loans.disbursedOn[index]!;
  file.maturesOn = loans.maturesOn[index]!;
  file.acceleratedOn = loans.acceleratedOn[index]!;
  file.restructuredOn = loans.restructuredOn[index]!;
  file.method = loans.method[index]!;
  file.period = loans.period[index]!;
  file.paymentDay = loans.paymentDay[index]!;
  file.assetClass = loans.assetClass[index]!;
  file.status = loans.status[index]!;
  file.hold = loans.hold[index]!;
  file.paymentsFrom = portfolio.paymentStart[index]!;
  file.paymentsUntil = portfolio.paymentStart[index + 1]!;
  if (file.window !== null) showPayments(file, file.window);
  if (file.bankruptcies !== null) tellBankruptcy(portfolio, file, file.bankruptcies);
  if (portfolio.given.dueOn.length === 0) return;
  file.givenFrom = portfolio.givenStart[index]!;
  file.givenUntil = portfolio.givenStart[index + 1]!;
}

/** What was lent after the acceptance is no debt of before it. */
function tellBankruptcy({ loans }: Portfolio, file: OpenedLoan, bankruptcies: Bankruptcies): void {
  const day = bankruptcies.get(loans.borrower[file.index]!);
  file.isBankruptcyUndated = day !== undefined && Number.isNaN(day);
  file.bankruptOn = day === undefined || file.isBankruptcyUndated || day < file.disbursedOn ? NO_DAY : day;
}

function showPayments(file: OpenedLoan, window: PaymentWindow): void {
  const { paymentsFrom: from, paymentsUntil: until } = file;
  file.payments = window.show(from, until);
  file.paymentsFrom = window.placeOf(from);
  file.paymentsUntil = window.placeOf(until);
}

/** The payments of one loan: `from` … `until` (exclusive) in the columns. */
export interface PaymentsView {
  readonly columns: PaymentColumns;
  readonly from: number;
  readonly until: number;
}

/** The payments of a loan. The view holds until the next one is asked for. */
export function viewPayments({ payments, paymentStart, windows }: Portfolio, loan: number): PaymentsView {
  const from = paymentStart[loan]!;
  const until = paymentStart[loan + 1]!;
  if (!areSpilled(payments)) return { columns: payments, from, until };
  const window = windows!.payments!;
  const columns = window.show(from, until);
  return { columns, from: window.placeOf(from), until: window.placeOf(until) };
}

/** The events of a borrower; null without an events file. The log holds until the next borrower's is asked for. */
export function viewEvents({ events, eventStart, windows }: Portfolio, borrower: number): ContactLog | null {
  if (events === null) return null;
  const from = eventStart[borrower]!;
  const until = eventStart[borrower + 1]!;
  if (!areSpilled(events)) return { events, from, until };
  const window = windows!.events!;
  const columns = window.show(from, until);
  return { events: columns, from: window.placeOf(from), until: window.placeOf(until) };
}
