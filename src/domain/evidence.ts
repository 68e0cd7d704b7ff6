/**
 * The facts about a borrower that evidence rules may speak of, and what a rule looks like once compiled.
 * A fact that is not known is NaN; a condition on it is neither true nor false.
 */

import type { Fen } from './money.js';

/** Facts in the order of their slots. Yes/no facts are 1 and 0. Each doc says what it is and over which loans. */
export const FACTS = {
  /** Greatest days past due over the borrower's loans. */
  days_past_due: 'days',
  /** Instalments missed, all loans. */
  missed_instalments: 'count',
  /** Greatest days past due ever reached on any loan, the running episode included. */
  longest_days_past_due: 'days',
  /** Past arrears episodes that were cured by payment, all loans. */
  cured_episodes: 'count',
  /** Share (0–1) of them that were cured within 30 days; unknown when none was cured. */
  cured_fast_share: 'share',
  /** Longest cured episode in days; unknown when none was cured. */
  longest_cured_days: 'days',
  /** Days on which the borrower itself paid while the oldest running arrears lasted; only loans on which that comes to a least sum. */
  part_payments_while_overdue: 'count',
  /** Days since the borrower itself last paid on any overdue loan; unknown when it never did. */
  days_since_last_payment: 'days',
  /** 1 when the borrower itself paid nothing on the overdue loans since the oldest unpaid due date; unknown where others or remnants alone did. */
  silent_since_default: 'yes_no',
  /** Least share (0–1) of the dues of the last 6 months that was paid, over overdue loans. */
  due_paid_share_6_months: 'share',
  /** Least payment trend over overdue loans: below 1 payments shrink. */
  payment_trend: 'ratio',
  /** 1 when the first instalment of an overdue loan was never paid in full in time or within 30 days. */
  first_payment_default: 'yes_no',
  /** Instalments that have fallen due on overdue loans. */
  instalments_due: 'count',
  /** Other loans of the borrower with nothing past due. */
  other_loans_current: 'count',
  /** Value of collateral over outstanding principal of the overdue loans; unknown when no collateral value is given. */
  collateral_cover: 'ratio',
  /** The same after the policy's haircut for how each loan is secured. */
  collateral_cover_after_haircut: 'ratio',
  /** Overdue total over outstanding principal; above 1 once interest and penalty outgrow what is repaid of a matured debt. */
  overdue_share: 'ratio',

  // From the events; unknown without an events file. Those of other parties (guarantors) do not count.
  /** Promises whose day passed with at least the promised amount received by then. */
  promises_kept: 'count',
  /** Promises whose day passed without it. */
  promises_broken: 'count',
  /** Promises whose day has not passed and on which the money is still to come. */
  promises_pending: 'count',
  /** Share (0–1) of the amounts promised for days that have passed that was received by then; unknown when no amount was promised. */
  promised_share_received: 'share',
  /** Refusals to pay since the oldest unpaid due date. */
  refusals: 'count',
  /** Failed attempts to reach since the oldest unpaid due date. */
  unreachable_attempts: 'count',
  /** Asset transfers on record. */
  asset_transfers: 'count',
  /** Days since the oldest unpaid due date on which the borrower was spoken to: what it said or signed itself, calls and visits that say so. */
  right_party_contacts: 'count',
  /** Days since the last such day, before default as well; unknown when there is none. */
  days_since_last_contact: 'days',
  /** Threats against staff on record. */
  threats: 'count',
  /** Objections to the debt since the oldest unpaid due date. */
  disputes: 'count',
  /** 1 when the borrower was reported to the police. */
  fraud_suspected: 'yes_no',
  /** 1 when a refusal to pay is on record after the day on which the survey told when ability returns. */
  refused_since_survey: 'yes_no',

  // Answers of the field survey; unknown without one, and where the answer is older than the policy allows.
  says_will_pay: 'yes_no',
  names_a_date: 'yes_no',
  date_is_plausible: 'yes_no',
  gives_documents: 'yes_no',
  signed_undertaking: 'yes_no',
  cooperates: 'yes_no',
  reason_contradicted: 'yes_no',
  offers_bribe: 'yes_no',
  moves_assets: 'yes_no',
  forgot_or_travelling: 'yes_no',
  /** 0: weak credit awareness (信用意识淡薄). */
  understands_credit: 'yes_no',
  income_covers_instalment: 'yes_no',
  /** 1 when the borrower names one (illness, job lost, sales down …), 0 when it names none. */
  has_hardship: 'yes_no',
  hardship_verified: 'yes_no',
  /** Months from the answer until ability returns; 999 for never. */
  recovery_months: 'months',
  other_creditors_sue: 'yes_no',
  assets_found: 'yes_no',
  agrees_to_dispose_assets: 'yes_no',
} as const;

export type FactName = keyof typeof FACTS;
export type FactUnit = (typeof FACTS)[FactName];
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** Facts that count events and so can be asked for over the last days only: `refusals: { at_least: 1, within: 90d }`. */
export const COUNTED_FACTS = [
  'promises_kept',
  'promises_broken',
  'refusals',
  'unreachable_attempts',
  'asset_transfers',
  'right_party_contacts',
  'threats',
  'disputes',
] as const satisfies readonly FactName[];
export type CountedFact = (typeof COUNTED_FACTS)[number];

/** Those of a fact's events that happened on the last `days` days, the as-of date included. A promise happens on its day. */
export interface FactWindow {
  readonly fact: CountedFact;
  readonly days: number;
}

/** A fact as a rule names it: `refusals`, or `refusals within 90d`. */
export type FactKey = FactName | `${CountedFact} within ${number}d`;

/** Slot of a fact in a row of facts; the windows of the policy follow in their order (see {@link factCount}). */
export const FACT_SLOT: Readonly<Record<FactName, number>> = Object.fromEntries(
  FACT_NAMES.map((name, slot) => [name, slot]),
) as Record<FactName, number>;

/** Length of a row of facts under a policy with these windows. */
export function factCount(windows: readonly FactWindow[]): number {
  return FACT_NAMES.length + windows.length;
}

/** The fact that a key speaks of, its window left aside. */
export function factOfKey(key: FactKey): FactName {
  return key.split(' ', 1)[0] as FactName;
}

/** Three-valued outcome of a condition. */
export type Outcome = 1 | 0 | -1;
export const TRUE: Outcome = 1;
export const FALSE: Outcome = 0;
export const UNKNOWN: Outcome = -1;

/** The axes of the matrix. */
export type Axis = 'willingness' | 'ability';

/** A fact lies within it, both ends included. */
export interface FactRange {
  readonly slot: number;
  readonly least: number;
  readonly most: number;
}

/** An evidence rule of the policy pack, compiled. */
export interface EvidenceRule {
  readonly id: string;
  readonly axis: Axis;
  /** +1 speaks for willingness/ability, -1 against. */
  readonly direction: 1 | -1;
  /** Positive weight. */
  readonly weight: number;
  readonly title: { readonly en: string; readonly zh: string };
  /** Where the rule comes from: S0–S3 or the lender. */
  readonly source: string;
  /** Facts that the condition looks at, in the order of first mention. */
  readonly facts: readonly FactKey[];
  /** Their slots. */
  readonly slots: readonly number[];
  /** The condition over one row of facts. */
  readonly holds: (facts: Float64Array) => Outcome;
  /** The same condition as ranges that must all hold; undefined where it cannot be said so. */
  readonly ranges: readonly FactRange[] | undefined;
}

/** How evidence becomes a type. */
export interface TypingTerms {
  readonly rules: readonly EvidenceRule[];
  /** Least sum of weights of the fired rules of an axis (absolute balance) for the axis to be decided. */
  readonly decisiveBalance: number;
  /** The windows that the rules ask for; their counts follow the facts in a row of facts. */
  readonly windows: readonly FactWindow[];
  /** An answer of the survey that is older than this is not known any more. */
  readonly surveyValidDays: number;
  /** What the borrower paid on a loan since default, below this sum, is no part payment: remnants that a debit found. */
  readonly leastPartPayments: Fen;
  /** A run's own sheet holds at most so many of the borrowers that cannot be typed. */
  readonly surveySheetBorrowers: number;
  /** Ability that returns within so many months makes hardship a passing one (2a). */
  readonly recoveryHorizonMonths: number;
  /** Share (0–1) of collateral value that is left after the haircut, by index into SECURITIES. */
  readonly collateralKept: readonly number[];
}

/** What the fired rules add up to on each axis. */
export interface EvidenceBalance {
  /** Weights for minus weights against; positive speaks for. */
  readonly willingness: number;
  readonly ability: number;
  /** Share (0–1), by weight, of the axis' rules that could be decided; 0 for an axis without rules. */
  readonly willingnessKnown: number;
  readonly abilityKnown: number;
}

/** The four types of S0/S2, plus "cannot be told". Values of the `borrower_type` column. */
export const BORROWER_TYPES = ['undetermined', '1-incidental', '2-hardship', '3-wilful', '4-bad'] as const;
export type BorrowerType = (typeof BORROWER_TYPES)[number];
export const TYPE_UNDETERMINED = 0;
export const TYPE_INCIDENTAL = 1;
export const TYPE_HARDSHIP = 2;
export const TYPE_WILFUL = 3;
export const TYPE_BAD = 4;

/** Sub-types; the first where there is none or it cannot be told. Values of the `borrower_subtype` column. */
export const BORROWER_SUBTYPES = ['', '1-weak-awareness', '2a', '2b'] as const;
export type BorrowerSubtype = (typeof BORROWER_SUBTYPES)[number];
export const NO_SUBTYPE = 0;
export const SUBTYPE_WEAK_AWARENESS = 1;
export const SUBTYPE_RECOVERABLE = 2;
export const SUBTYPE_NOT_RECOVERABLE = 3;

/** What one rule saw and said. */
export interface EvidenceFinding {
  readonly rule: EvidenceRule;
  readonly outcome: Outcome;
  /** The value of each of the rule's facts; NaN where unknown. */
  readonly saw: readonly number[];
}

export interface BorrowerTyping {
  /** Index into {@link BORROWER_TYPES}. */
  readonly type: number;
  /** Index into {@link BORROWER_SUBTYPES}. */
  readonly subtype: number;
  /** The matrix says type 2b, but it will not cooperate: `type` is what it is handled as instead. */
  readonly retyped: boolean;
  /** 0–100, whole. 0 for undetermined. */
  readonly confidence: number;
  /** Weighted balance of the fired rules per axis; positive speaks for. */
  readonly willingness: number;
  readonly ability: number;
}
