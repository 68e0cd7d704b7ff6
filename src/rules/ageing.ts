/**
 * Question   Into which ageing bucket does a number of days past due fall?
 * Policy     an ageing schedule, found sound by `findAgeingFaults` when it was loaded
 * Needs      days past due
 * Answer     the bucket's position in the schedule
 * Not decided here   how days are counted (conventions), regulatory grades (rules/risk-grade.ts)
 */
import type { AgeingSchedule } from '../domain/ageing.js';

/** Position of the bucket that holds `daysPastDue`; -1 when none does, which in a sound schedule means unknown (NaN) days. */
export function findBucket(schedule: AgeingSchedule, daysPastDue: number): number {
  const { buckets } = schedule;
  for (let index = 0; index < buckets.length; index++) {
    const bucket = buckets[index]!;
    if (daysPastDue >= bucket.fromDpd && daysPastDue <= bucket.toDpd) return index;
  }
  return -1;
}
