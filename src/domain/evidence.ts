/**
 * The facts about a borrower that evidence rules may speak of, and what a rule looks like once compiled.
 * A fact that is not known is NaN; a condition on it is neither true nor false.
 */

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
  /** Longest cured episode in days; unknown when none was cured. */
  longest_cured_days: 'days',
  /** Payment days while the oldest running arrears lasted. */
  part_payments_while_overdue: 'count',
  /** Days since money last came in on any overdue loan; unknown when nothing was ever paid. */
  days_since_last_payment: 'days',
  /** 1 when not one receipt came in on the overdue loans since the oldest unpaid due date. */
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
  /** Overdue total over outstanding principal; above 1 once interest and penalty outgrow what is repaid of a matured debt. */
  overdue_share: 'ratio',
  /** Promises whose day passed with at least the promised amount received by then; unknown without an events file. */
  promises_kept: 'count',
  /** Promises whose day passed without it; unknown without an events file. */
  promises_broken: 'count',
  /** Refusals to pay on record since the oldest unpaid due date; unknown without an events file. */
  refusals: 'count',
  /** Failed attempts to reach since the oldest unpaid due date; unknown without an events file. */
  unreachable_attempts: 'count',
  /** Asset transfers on record; unknown without an events file. */
  asset_transfers: 'count',
} as const;

export type FactName = keyof typeof FACTS;
export type FactUnit = (typeof FACTS)[FactName];
export const FACT_NAMES = Object.keys(FACTS) as readonly FactName[];

/** Slot of a fact in a row of facts (Float64Array of length FACT_NAMES.length). */
export const FACT_SLOT: Readonly<Record<FactName, number>> = Object.fromEntries(
  FACT_NAMES.map((name, slot) => [name, slot]),
) as Record<FactName, number>;

/** Three-valued outcome of a condition. */
export type Outcome = 1 | 0 | -1;
export const TRUE: Outcome = 1;
export const FALSE: Outcome = 0;
export const UNKNOWN: Outcome = -1;

/** The axes of the matrix. */
export type Axis = 'willingness' | 'ability';

/** A fact lies within it, both ends included. */
export interface FactRange {
  readonly fact: FactName;
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
  readonly facts: readonly FactName[];
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
  /** 0–100, whole. 0 for undetermined. */
  readonly confidence: number;
  /** Weighted balance of the fired rules per axis; positive speaks for. */
  readonly willingness: number;
  readonly ability: number;
}
