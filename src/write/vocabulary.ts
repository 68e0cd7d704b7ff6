/** What every language must be able to say: closed lists of the domain are records, so that a new code without words does not compile. */
import type { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import type { Clock, ClockStatus } from '../domain/clock.js';
import type { BorrowerType } from '../domain/evidence.js';
import type { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES, GUARANTEE_MODES } from '../domain/loan.js';
import type { Application } from '../domain/position.js';
import type { RiskGrade } from '../domain/risk-grade.js';
import type { Tier, Why, WorkFlag } from '../domain/work.js';
import type { Wording } from './wording.js';

/** Contract spellings that reasons carry as values. */
export type CodedValue =
  | (typeof CHANNELS)[number]
  | (typeof EVENT_KINDS)[number]
  | (typeof EVIDENCE_GRADES)[number]
  | (typeof GUARANTEE_MODES)[number]
  | 'not_stated'
  | 'several'
  | 'substandard';

/** Everything that one language must be able to say. */
export interface Words {
  readonly tiers: Readonly<Record<Tier, string>>;
  readonly clocks: Readonly<Record<Clock, string>>;
  readonly limitationStatuses: Readonly<Record<ClockStatus, string>>;
  readonly borrowerTypes: Readonly<Record<BorrowerType, string>>;
  readonly riskGrades: Readonly<Record<RiskGrade, string>>;
  readonly flags: Readonly<Record<WorkFlag, string>>;
  /** Of the codes of ageing buckets the one that no schedule defines; the others are the pack's. */
  readonly buckets: Readonly<Record<typeof UNDETERMINED_BUCKET, string>>;
  /** What a receipt is applied to. */
  readonly parts: Readonly<Record<Application['part'], string>>;
  tellWhy(why: Why, into: Wording): void;
  /** Sentences by reason code; values of `saw` stand in braces. */
  readonly reasons: Readonly<Record<string, string>>;
  /** Why a fact is needed, by code. */
  readonly missing: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<CodedValue, string>>;
}

/** Closed lists of codes that stand in cells. */
export type Vocabulary =
  | 'buckets'
  | 'borrowerTypes'
  | 'clocks'
  | 'flags'
  | 'limitationStatuses'
  | 'parts'
  | 'riskGrades';
