/**
 * A letter about arrears as values: everything that a page can say, worked out once and in one language. Text, HTML, DOCX
 * and PDF are made from the same letter, and a template's placeholders are the names below (listed by `arrears policy check`):
 * `{{ addressee.name }}`, `{{ total.sum.figures }}`. Plain values only, so that it survives JSON.
 * Personal data of its addressee stand in it unmasked; of nobody else does it hold more than a guarantor must be told.
 */
import type { EpochDay } from './civil-date.js';
import type { Language } from './language.js';
import type { Fen } from './money.js';

/**
 * - `reminder`: an instalment falls due soon; nothing is overdue.
 * - `first-reminder`: the first days past due.
 * - `demand`: 逾期贷款催收通知书 with a receipt to be signed.
 * - `guarantor-demand`: 担保人履行责任通知书, to a guarantor over the loans that it guarantees.
 * - `acceleration`: 提前到期通知书, calls the whole debt.
 * - `limitation-demand`: a demand whose point is that it is signed for before limitation ends.
 * - `confirmation`: after limitation has ended: the debtor signs that it agrees to perform (Civil Code art. 192).
 * - `lawyers-letter`: draft of a 律师函 for a lawyer to check, sign and send.
 */
export const LETTER_KINDS = [
  'reminder',
  'first-reminder',
  'demand',
  'guarantor-demand',
  'acceleration',
  'limitation-demand',
  'confirmation',
  'lawyers-letter',
] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

/** Kinds that carry a 回执 to be signed, torn off and sent back. */
export const KINDS_WITH_RECEIPT: readonly LetterKind[] = [
  'demand',
  'guarantor-demand',
  'acceleration',
  'limitation-demand',
  'confirmation',
];

export interface LetterAmount {
  /** Whole, not negative. */
  readonly fen: Fen;
  /** `1,234,567.89` (yuan). */
  readonly figures: string;
  /** 人民币大写 without the currency's name: 壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分. In every language. */
  readonly words: string;
}

export interface LetterDay {
  readonly day: EpochDay;
  /** `2026-11-22`. */
  readonly iso: string;
  /** `2026年11月22日`, or `22 November 2026` in an English letter. */
  readonly text: string;
}

/** A stretch of days over which a constant overdue amount bore penalty or compound interest. */
export interface LetterAccrual {
  readonly base: LetterAmount;
  /** First and last day counted. */
  readonly from: LetterDay;
  readonly to: LetterDay;
  readonly days: number;
  /** Percent a year, without the sign: `6.525`. */
  readonly rate: string;
  /** The stretch's share, so that the shares add up to {@link LetterInterest.accrued}. */
  readonly amount: LetterAmount;
}

/** 罚息 or 复利 of one loan. */
export interface LetterInterest {
  /** What is still owed: `accrued` less `paid`. */
  readonly amount: LetterAmount;
  readonly accrued: LetterAmount;
  readonly paid: LetterAmount;
  /** Percent a year; '' where nothing accrued. */
  readonly rate: string;
  /** What bears it on the date of the letter: overdue principal, or unpaid interest. */
  readonly base: LetterAmount;
  /** First and last day counted; null where nothing accrued. */
  readonly from: LetterDay | null;
  readonly to: LetterDay | null;
  /** Days on which it accrued; stretches do not overlap. */
  readonly days: number;
  /** In order of time, as `explain` shows them; empty where nothing accrued. */
  readonly accruals: readonly LetterAccrual[];
}

/** An instalment of which something is past due, or that falls due next. Amounts are what is not paid of it. */
export interface LetterInstalment {
  readonly number: number;
  readonly due: LetterDay;
  /** Days past due on the date of the letter; 0 where it is not past due. */
  readonly days: number;
  readonly principal: LetterAmount;
  readonly interest: LetterAmount;
  readonly fee: LetterAmount;
  readonly sum: LetterAmount;
  /** The days for which its interest was charged: from the day after the instalment before it to its own due date. */
  readonly from: LetterDay;
  readonly interestDays: number;
  /** Principal on which its interest was charged by the schedule. */
  readonly base: LetterAmount;
}

/** What a letter asks for, of one loan or of all its loans. */
export interface LetterAmounts {
  readonly principal: LetterAmount;
  readonly interest: LetterAmount;
  readonly penalty: LetterAmount;
  readonly compound: LetterAmount;
  readonly fee: LetterAmount;
  /** Principal that is not past due; asked for only by an acceleration notice, told for information elsewhere. */
  readonly undue: LetterAmount;
  /** What the letter asks for: the five parts, in an acceleration notice `undue` too. */
  readonly sum: LetterAmount;
}

export interface LetterLoan {
  /** Position in the letter, from 1. */
  readonly number: number;
  /** Loan number (借据号). */
  readonly id: string;
  /** Contract number; '' where the export gives none. */
  readonly contract: string;
  readonly product: string;
  readonly isCard: boolean;
  /** Null where not given, as `matures`. */
  readonly signed: LetterDay | null;
  readonly disbursed: LetterDay;
  readonly matures: LetterDay | null;
  /** Day on which all of it was called due before its time; null where it was not. */
  readonly called: LetterDay | null;
  /** Amount lent. */
  readonly lent: LetterAmount;
  /** Principal not repaid, due or not. */
  readonly outstanding: LetterAmount;
  /** Percent a year; '' where unknown. */
  readonly rate: string;
  /** Due date of the oldest instalment that is past due; in a reminder the next due date. */
  readonly since: LetterDay;
  /** Days past due; 0 in a reminder. */
  readonly days: number;
  /** Money received for which nothing is due yet. */
  readonly credit: LetterAmount;
  readonly amounts: LetterAmounts;
  /** Past due, oldest first; in a reminder the one that falls due next. Their parts add up to `amounts`. */
  readonly instalments: readonly LetterInstalment[];
  readonly penalty: LetterInterest;
  readonly compound: LetterInterest;
}

export interface LetterLender {
  /** Full name of the lender, of its office, and the two joined. */
  readonly name: string;
  readonly branch: string;
  readonly office: string;
  /** Person or office to ask, and to object to. */
  readonly contact: string;
  readonly phone: string;
  /** Where an account can be looked up, and how to object in writing; '' where the policy says nothing. */
  readonly enquiries: string;
  /** Of a lawyer's letter; '' where the policy names none, for a line to be filled in by hand. */
  readonly lawFirm: string;
  readonly lawyer: string;
}

export interface LetterAccount {
  readonly name: string;
  readonly number: string;
  readonly bank: string;
}

export const LETTER_ROLES = ['borrower', 'co_borrower', 'guarantor'] as const;
export type LetterRole = (typeof LETTER_ROLES)[number];

export interface LetterAddressee {
  readonly role: LetterRole;
  readonly name: string;
  /** '' leaves a line to be filled in by hand. */
  readonly address: string;
  /** How the letter speaks to its reader: 您, 贵单位, or both where the export does not tell; `you` in English. */
  readonly you: string;
  readonly isCompany: boolean;
}

/** A guarantor's own obligation. */
export interface LetterGuarantee {
  /** As the parties file says; `unstated` also where it says nothing. */
  readonly mode: 'joint' | 'general' | 'unstated';
  /** Day of the guarantee contract; null where not given. */
  readonly signed: LetterDay | null;
}

export interface Letter {
  readonly kind: LetterKind;
  readonly language: Language;
  /** Reference number. The same letter always has the same. */
  readonly number: string;
  /** Day up to which the amounts are worked out; also the date of the letter. */
  readonly date: LetterDay;
  /** The day after it, from which further interest accrues. */
  readonly next: LetterDay;
  /** Last day for paying and for objecting. */
  readonly deadline: LetterDay;
  readonly addressee: LetterAddressee;
  /** Whose debt it is; in a borrower's own letter the addressee. */
  readonly borrower: { readonly name: string };
  /** Null unless the addressee is a guarantor. */
  readonly guarantee: LetterGuarantee | null;
  readonly lender: LetterLender;
  readonly account: LetterAccount;
  /** At least one. A guarantor's letter holds only the loans that it guarantees. */
  readonly loans: readonly LetterLoan[];
  readonly total: LetterAmounts;
  /** One of the loans is a credit card: the content that the card measures require stands in the letter. */
  readonly hasCard: boolean;
  /** Some loan bore penalty or compound interest: the stretches are annexed. */
  readonly hasAccruals: boolean;
  /** A 回执 is to be signed. */
  readonly hasReceipt: boolean;
}

/** A letter with whom and what it concerns, for file names, manifest and log. */
export interface PlannedLetter {
  readonly letter: Letter;
  /** '' where the export gives none. */
  readonly borrowerId: string;
  /** '' where the addressee is the borrower. */
  readonly partyId: string;
  readonly loanIds: readonly string[];
}
