/** What every language must be able to say: closed lists of the domain are records, so that a new code without words does not compile. */
import type { BorrowerType } from '../domain/evidence.js';
import type { LimitationStatus } from '../domain/limitation.js';
import type { RiskGrade } from '../domain/risk-grade.js';
import type { Clock, Tier, Why, WorkFlag } from '../domain/work.js';

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
  readonly reasons: Readonly<Record<string, string>>;
  /** Why a fact is needed, by code. */
  readonly missing: Readonly<Record<string, string>>;
}
