/**
 * Question   In what order are borrowers worked?
 * Policy     days within which rights count as at risk, and for which a broken promise counts; recovery rates by type
 *            and bucket
 * Needs      nearest deadline, promises, overdue steps, exposure, type and bucket of one borrower
 * Answer     a tier and a score within it; borrowers that tie are ordered by their identifier
 * Not decided here   capacity and filters; which deadlines can still be kept (rules/limitation.ts)
 */
import type { Priority, PriorityFacts, PriorityTerms } from '../domain/work.js';

const RIGHTS_AT_RISK = 0;
const PROMISE = 1;
const STEP_OVERDUE = 2;
const EXPECTED_RECOVERY = 3;

/**
 * The first tier whose condition holds, and the score within it, of which the higher comes first:
 * rights at risk – fewest days left first; promises due, or broken and not stale – by exposure; steps overdue – longest overdue
 * first; all others – by {@link expectedRecovery}. An exposure or recovery that is not known scores 0 there: it
 * moves nobody up, and the row stays on the list.
 */
export function prioritise(facts: PriorityFacts, terms: PriorityTerms): Priority {
  // NaN compares false: an undetermined deadline puts nobody into the first tier.
  if (facts.nearestDeadlineDays <= terms.rightsAtRiskWithinDays) {
    return { tier: RIGHTS_AT_RISK, score: -facts.nearestDeadlineDays };
  }
  if (facts.promiseDue && !isStalePromise(facts, terms))
    return { tier: PROMISE, score: Number.isNaN(facts.exposure) ? 0 : facts.exposure };
  if (facts.stepOverdueDays > 0) return { tier: STEP_OVERDUE, score: facts.stepOverdueDays };
  const recovery = expectedRecovery(facts, terms);
  return { tier: EXPECTED_RECOVERY, score: Number.isNaN(recovery) ? 0 : recovery };
}

/** Broken long ago and talked about since. Where nothing shows such a talk, the promise still counts (NaN compares false). */
function isStalePromise({ promiseBrokenDays, daysSinceContact }: PriorityFacts, terms: PriorityTerms): boolean {
  return promiseBrokenDays > terms.brokenPromiseCountsDays && daysSinceContact < promiseBrokenDays;
}

/** Exposure × the policy's recovery rate of type and bucket, in whole fen; NaN where exposure or bucket is unknown. */
export function expectedRecovery(facts: PriorityFacts, terms: PriorityTerms): number {
  const rate = terms.recovery.rates[facts.type]?.[facts.bucketIndex];
  return rate === undefined ? Number.NaN : Math.round(facts.exposure * rate);
}
