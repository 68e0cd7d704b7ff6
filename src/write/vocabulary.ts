/** What every language must be able to say: closed lists of the domain are records, so that a new code without words does not compile. */
import type { BorrowerType } from '../domain/evidence.js';
import type { LimitationStatus } from '../domain/limitation.js';
import type { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES } from '../domain/loan.js';
import type { RiskGrade } from '../domain/risk-grade.js';
import type { Clock, Tier, Why, WorkFlag } from '../domain/work.js';

/** Steps of reasoning that have a sentence. A test holds the list against the rules. */
export const REASON_CODES = [
  'nothing-owed',
  'runs-from-due-date',
  'runs-from-last-instalment',
  'runs-from-acceleration',
  'limitation-period',
  'period-lengthened',
  'period-had-ended-before-change',
  'part-payment-restarts',
  'payment-not-judged',
  'payment-not-by-debtor',
  'payment-after-period-ended-ask-counsel',
  'event-not-judged',
  'long-stop-reached',
  'last-day-rolled',
  'days-off-unknown',
  'no-events-file',
  'estimate-running',
  'estimate-expiring',
  'estimate-pending',
  'estimate-defence_available',
  'estimate-revived',
  'estimate-lapsed',
  'estimate-not_subject',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Causes for which a fact is missing that have words. A test holds the list against the rules. */
export const MISSING_CODES = [
  'schedule-needs-terms',
  'method-says-given-schedule',
  'given-schedule-lacks-interest',
  'matures-before-disbursement',
  'amount-owed-unknown',
  'settled-but-amount-owed',
  'last-due-date-unknown',
  'last-due-date-out-of-range',
  'bankruptcy-claim-interrupts',
  'estate-without-administrator-suspends',
  'terms-changed-after-last-due-date',
  'day-of-changed-terms-unknown',
  'enforcement-receipt-follows-a-judgment',
  'no-law-value-on-date',
  'event-not-judged',
  'who-paid-unknown',
  'basis-of-debit-unknown',
  'third-party-payment-not-judged',
  'days-off-unknown',
] as const;
export type MissingCode = (typeof MISSING_CODES)[number];

/** Contract spellings that reasons carry as values. */
export type CodedValue = (typeof CHANNELS)[number] | (typeof EVENT_KINDS)[number] | (typeof EVIDENCE_GRADES)[number];

/** Everything that one language must be able to say. */
export interface Words {
  readonly tiers: Readonly<Record<Tier, string>>;
  readonly clocks: Readonly<Record<Clock, string>>;
  readonly limitationStatuses: Readonly<Record<LimitationStatus, string>>;
  readonly borrowerTypes: Readonly<Record<BorrowerType, string>>;
  readonly riskGrades: Readonly<Record<RiskGrade, string>>;
  readonly flags: Readonly<Record<WorkFlag, string>>;
  readonly undeterminedBucket: string;
  why(why: Why): string;
  /** Sentences by reason code; values of `saw` stand in braces. */
  readonly reasons: Readonly<Record<ReasonCode, string>>;
  /** Why a fact is needed, by code. */
  readonly missing: Readonly<Record<MissingCode, string>>;
  readonly values: Readonly<Record<CodedValue, string>>;
}
