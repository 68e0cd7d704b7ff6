/** Restructuring of an overdue debt: what the lender allows, what is proposed, and what it costs. Amounts in fen. */
import type { EpochDay } from './civil-date.js';
import type { Conventions } from './conventions.js';
import type { MissingFact, Reason } from './determination.js';
import type { Instalments, LoanFile } from './loan.js';
import type { Fen } from './money.js';

/** What may be proposed to a borrower whose ability returns (2a). */
export const RESTRUCTURING_OPTIONS = ['extension', 'changed_method', 'principal_first'] as const;
export type RestructuringOption = (typeof RESTRUCTURING_OPTIONS)[number];

/** Ways out for a borrower whose ability does not return (2b). */
export const DISPOSAL_WAYS = ['collateral', 'agreed_disposal', 'in_kind', 'refinancing', 'new_debtor'] as const;
export type DisposalWay = (typeof DISPOSAL_WAYS)[number];

type Bilingual = { readonly en: string; readonly zh: string };

/** How far a loan of a certain term may be extended: the smaller of the two bounds. */
export interface ExtensionLimit {
  /** Longest agreed term, in months, that the limit is for; Infinity for every longer one. */
  readonly termToMonths: number;
  /** Share of the agreed term, in units of 1e-8. */
  readonly mostShareOfTerm: number;
  readonly mostMonths: number;
}

/** The lender's choices. Shares in units of 1e-8. */
export interface RestructuringTerms {
  /** In order of term, the last one open. */
  readonly extensionLimits: readonly ExtensionLimit[];
  /** Whether a loan of which the maturity has passed may still be extended. */
  readonly extendsMatured: boolean;
  /** A day of recovery that passed at most so many days ago still counts: the borrower is taken to be able today. */
  readonly recoveryPassedDays: number;
  /** Longest time without repayment of principal before the first full instalment. */
  readonly mostGraceMonths: number;
  /** Least time over which principal is repaid once ability has returned, where the term allows to choose it. */
  readonly leastRepaymentMonths: number;
  /** Time after recovery from which a changed method keeps the agreed end. */
  readonly keepTermFromMonths: number;
  /** Part of the unpaid interest, fees, penalty and compound interest that is paid on signing. */
  readonly downPaymentShare: number;
  /** What of the unpaid amounts is forgone under `principal_first`. */
  readonly waivedInterestShare: number;
  readonly waivedPenaltyShare: number;
  readonly waivedCompoundShare: number;
  /** Over how many of the last due dates interest is collected under `principal_first`. */
  readonly interestInstalments: number;
  /** Codes into REPAYMENT_METHODS that may be offered in place of the loan's own. */
  readonly methods: readonly number[];
  /** Code into PERIODS for loans that have no period of their own, such as those repaid at once. */
  readonly periodWithoutOwn: number;
  readonly disposal: readonly { readonly way: DisposalWay; readonly title: Bilingual; readonly source: string }[];
}

/** The schedule rule, as it is handed to a rule that needs it: fills `into`, or says what is missing. */
export type ScheduleRule = (
  loan: LoanFile,
  conventions: Conventions,
  into: Instalments,
) => readonly MissingFact[] | null;

/** What is owed on the as-of date, due or accrued. Penalty and compound interest are NaN where unknown. */
export interface ClaimToday {
  /** Due or not. */
  readonly principal: Fen;
  /** Unpaid interest of instalments that have fallen due, and what has accrued since the last of them. */
  readonly interest: Fen;
  readonly fee: Fen;
  readonly penalty: Fen;
  readonly compound: Fen;
}

/** One overdue loan as the rule sees it. */
export interface LoanInDistress {
  readonly loan: LoanFile;
  readonly asOf: EpochDay;
  readonly claim: ClaimToday;
  /** Everything that the terms in force still let expect: the claim, and the interest and fees of instalments to come. */
  readonly contractTotal: Fen;
  /** Instalments from the oldest unpaid one to the last, at least 1. */
  readonly unpaidInstalments: number;
  /** The instalment that was agreed: that of the oldest unpaid due date, in full. */
  readonly agreedInstalment: Fen;
  /** Last day of the agreed term. */
  readonly maturesOn: EpochDay;
  /** Day on which the borrower is expected to be able to pay again; NO_DAY where nobody knows. */
  readonly ableOn: EpochDay;
}

/** One date of the new schedule. */
export interface NewInstalment {
  /** From 1; 0 for what is paid on signing. */
  readonly number: number;
  readonly dueOn: EpochDay;
  readonly principal: Fen;
  readonly interest: Fen;
  /** Of the interest, fees, penalty and compound interest that were unpaid on signing: bears no interest. */
  readonly arrears: Fen;
}

/** Terms that may be offered, with what they come to. */
export interface NewTerms {
  /** Code into REPAYMENT_METHODS. */
  readonly method: number;
  readonly schedule: readonly NewInstalment[];
  readonly principal: Fen;
  readonly interest: Fen;
  readonly arrears: Fen;
  /** Sum of the three. */
  readonly total: Fen;
  readonly maturesOn: EpochDay;
  /** Months, a part counted as one, by which the term ends later; 0 where it does not. */
  readonly extendedMonths: number;
  /** Last day to which the lender's limit lets the term be moved. */
  readonly latestMaturityOn: EpochDay;
  /** First date on which principal falls due. */
  readonly firstFullOn: EpochDay;
  readonly waivedInterest: Fen;
  readonly waivedPenalty: Fen;
  readonly waivedCompound: Fen;
  readonly downPayment: Fen;
  /** Arrears that are not paid on signing but later, without interest. */
  readonly deferred: Fen;
  /** Of all payments, at the contract rate, on the as-of date. */
  readonly presentValue: Fen;
  /** The claim of today less that: what the proposal costs. */
  readonly cost: Fen;
  /** `total` less what the terms in force let expect. */
  readonly changeOfReceipts: Fen;
  readonly instalmentBefore: Fen;
  /** Greatest payment before `firstFullOn`, the down payment left aside. */
  readonly instalmentInGrace: Fen;
  /** Payment on `firstFullOn`, and the greatest from then on. */
  readonly instalmentAfter: Fen;
  readonly greatestInstalment: Fen;
  /** Payments due from the as-of date until ability returns. */
  readonly dueUntilAble: Fen;
}

/** One way to restructure one loan. */
export type ProposedOption = {
  readonly option: RestructuringOption;
  /** Code into REPAYMENT_METHODS; 0 where the loan has no method of its own to keep. */
  readonly method: number;
} & (
  | { readonly kind: 'offered'; readonly terms: NewTerms }
  | { readonly kind: 'refused'; readonly because: Reason }
  | { readonly kind: 'undetermined'; readonly missing: readonly MissingFact[] }
);

/** One step of the way out for a 2b, with whether the files show it open. */
export interface DisposalStep {
  readonly way: DisposalWay;
  readonly title: Bilingual;
  readonly source: string;
  /** `open`: to be taken up; `closed`: the files rule it out; `unknown`: a fact is missing. */
  readonly standing: 'open' | 'closed' | 'unknown';
  readonly because: readonly Reason[];
  readonly missing: readonly MissingFact[];
}
