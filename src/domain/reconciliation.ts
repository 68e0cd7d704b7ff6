/** Comparison of what a loan's position is here with what the bank's own system reports. */
import type { EpochDay } from './civil-date.js';
import type { MissingFact } from './determination.js';
import type { Fen } from './money.js';

/** The lender's settings. */
export interface ReconciliationTerms {
  /** Differences up to these are none. */
  readonly toleranceDays: number;
  readonly toleranceFen: Fen;
  /** Days for which the bank's system reports nothing past due, as far as it gives grace; 0 where it gives none. */
  readonly graceDays: number;
  /** The bank's figures may be of a day up to so many days before the as-of date. */
  readonly reportAgeDays: number;
  /** Share of the loans compared that may differ by more than a convention before the run finishes with a finding; 0 to 1. */
  readonly mostDiffering: number;
}

/** What is compared, as reported or as worked out; NaN is "not reported" or "not known", never zero. */
export interface ArrearsFigures {
  daysPastDue: number;
  overduePrincipal: Fen;
  overdueInterest: Fen;
}

/**
 * Why a loan differs. `convention`: another way of counting gives the reported figures. `missing_payments`: receipts that only
 * one side knows give them. `schedule`: the bank goes by other instalments. `status`: by its status nothing is owed.
 * `undetermined`: it cannot be compared, for want of facts. `unknown`: nothing that was tried gives the reported figures.
 */
export const RECONCILIATION_CAUSES = [
  'convention',
  'missing_payments',
  'schedule',
  'status',
  'undetermined',
  'unknown',
] as const;
export type ReconciliationCause = (typeof RECONCILIATION_CAUSES)[number];

/** What stands against what the bank reports, in short: the `found` of a {@link ReconciliationEvidence}. */
export type ReconciliationFinding = ReconciliationEvidence['found'];

/** What the comparison of one loan came to. The code of an outcome is its place in the list. */
export const RECONCILIATION_OUTCOMES = [
  'not-reported',
  'agrees',
  'facts-missing',
  'owes-nothing',
  'within-grace',
  'first-day',
  'other-day',
  'waterfall-scope',
  'principal-first',
  'period-interest',
  'interest-with-penalty',
  'thirty-day-months',
  'bankruptcy-not-applied',
  'not-called',
  'interest-after-call',
  'receipts-missing',
  'receipts-not-booked',
  'amounts-of-instalments',
  'due-date-not-planned',
  'nothing-found',
] as const satisfies readonly ('not-reported' | 'agrees' | ReconciliationFinding)[];
export type ReconciliationOutcome = (typeof RECONCILIATION_OUTCOMES)[number];

const CODES: ReadonlyMap<ReconciliationOutcome, number> = new Map(
  RECONCILIATION_OUTCOMES.map((outcome, code) => [outcome, code]),
);

export function outcomeCode(outcome: ReconciliationOutcome): number {
  return CODES.get(outcome)!;
}

export const CAUSE_OF: Readonly<Record<ReconciliationFinding, ReconciliationCause>> = {
  'facts-missing': 'undetermined',
  'owes-nothing': 'status',
  'within-grace': 'convention',
  'first-day': 'convention',
  'other-day': 'convention',
  'waterfall-scope': 'convention',
  'principal-first': 'convention',
  'period-interest': 'convention',
  'interest-with-penalty': 'convention',
  'thirty-day-months': 'convention',
  'bankruptcy-not-applied': 'convention',
  'not-called': 'convention',
  'interest-after-call': 'convention',
  'receipts-missing': 'missing_payments',
  'receipts-not-booked': 'missing_payments',
  'amounts-of-instalments': 'schedule',
  'due-date-not-planned': 'schedule',
  'nothing-found': 'unknown',
};

/** What was found to give the reported figures, or what stands in the way. */
export type ReconciliationEvidence =
  | { readonly found: 'first-day'; readonly counts: 'due_day' | 'day_after_due' }
  | { readonly found: 'other-day'; readonly day: EpochDay }
  | { readonly found: 'thirty-day-months' }
  | { readonly found: 'within-grace'; readonly days: number }
  | { readonly found: 'interest-with-penalty' }
  | { readonly found: 'waterfall-scope'; readonly scope: 'each_instalment' | 'all_due' }
  | { readonly found: 'principal-first' }
  | { readonly found: 'period-interest'; readonly method: 'periodic' | 'actual' }
  /** The bank's figures are those of a debtor that is not in bankruptcy. */
  | { readonly found: 'bankruptcy-not-applied' }
  /** The bank's figures are those of a loan that was not called (宣布提前到期). */
  | { readonly found: 'not-called' }
  /** The bank calls the principal, but goes on counting the interest of the instalments. */
  | { readonly found: 'interest-after-call' }
  | { readonly found: 'receipts-missing'; readonly amount: Fen }
  /** The last `count` receipts, the first of which stands on `line`. */
  | { readonly found: 'receipts-not-booked'; readonly count: number; readonly amount: Fen; readonly line: number }
  | { readonly found: 'due-date-not-planned'; readonly day: EpochDay }
  | { readonly found: 'amounts-of-instalments' }
  | { readonly found: 'owes-nothing' }
  | { readonly found: 'facts-missing'; readonly missing: readonly MissingFact[] }
  | { readonly found: 'nothing-found' };
