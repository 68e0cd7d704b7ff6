/** Letters to borrowers: what one says, and why one is not written. */
import type { EpochDay } from './civil-date.js';
import type { AnnualRateE8, Fen } from './money.js';

/** What letters say about the lender. */
export interface NoticeLender {
  readonly lender: string;
  readonly branch: string;
  readonly accountName: string;
  readonly accountNumber: string;
  readonly accountBank: string;
  /** Person or office to speak to. */
  readonly contact: string;
  readonly phone: string;
}

/** One overdue loan of a letter. Every amount is known: a letter is not written on an unknown one. */
export interface NoticeLoan {
  readonly loanId: string;
  /** NO_DAY where not given. */
  readonly contractSignedOn: EpochDay;
  readonly disbursedOn: EpochDay;
  readonly maturesOn: EpochDay;
  readonly principal: Fen;
  /** NaN where unknown: then the letter does not name it. */
  readonly annualRate: AnnualRateE8;
  /** Rate of penalty and compound interest; NaN where unknown, which no letter with such interest may have. */
  readonly penaltyAnnualRate: AnnualRateE8;
  readonly oldestUnpaidDueOn: EpochDay;
  readonly daysPastDue: number;
  readonly outstandingPrincipal: Fen;
  readonly overduePrincipal: Fen;
  readonly overdueInterest: Fen;
  readonly overdueFee: Fen;
  readonly penaltyInterest: Fen;
  readonly compoundInterest: Fen;
  /** The sum of the five; checked when the letter is made. */
  readonly overdueTotal: Fen;
}

/** 逾期贷款催收通知书 to one borrower over all its overdue loans. Personal data stand in it unmasked: it goes to its subject. */
export interface DemandNotice {
  /** '' where the export gives none. */
  readonly borrowerId: string;
  readonly borrowerName: string;
  /** Code into BORROWER_KINDS: how the letter speaks to its reader; 0 where not given. */
  readonly borrowerKind: number;
  /** '' leaves a line to be filled in by hand. */
  readonly address: string;
  /** Day up to which the amounts are worked out; also the date of the letter. */
  readonly asOf: EpochDay;
  /** Last day for paying. */
  readonly dueBy: EpochDay;
  readonly lender: NoticeLender;
  /** At least one, each with something overdue. */
  readonly loans: readonly NoticeLoan[];
}

/**
 * Why no letter is written:
 * - `hold`: a dispute, bankruptcy, a request to cease or a death stops collection contact.
 * - `amount-undetermined`: an amount of one of the loans is not known.
 * - `nothing-due`: nothing is overdue.
 * - `no-name`: nobody to address it to.
 */
export const NOTICE_REFUSALS = ['hold', 'amount-undetermined', 'nothing-due', 'no-name'] as const;
export type NoticeRefusal = (typeof NOTICE_REFUSALS)[number];

/** What the decision looks at, of one borrower. */
export interface NoticeFacts {
  readonly borrowerName: string;
  /** Codes into HOLDS of all its loans; 0 where not given. */
  readonly holds: readonly number[];
  /** Overdue total of each of its loans; NaN where unknown, 0 where nothing is overdue. */
  readonly overdueTotals: readonly Fen[];
}

/** One row of `not-sent.csv`. */
export interface NotSentRow {
  readonly borrowerId: string;
  readonly loans: readonly string[];
  readonly reason: NoticeRefusal;
}
