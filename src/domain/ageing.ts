/** Ageing: which bucket a number of days past due falls into. */

export interface AgeingBucket {
  /** Stable code, such as `M1`. */
  readonly code: string;
  /** First day past due of the bucket, inclusive. */
  readonly fromDpd: number;
  /** Last day past due of the bucket, inclusive; Infinity for the open last bucket. */
  readonly toDpd: number;
  readonly title: { readonly en: string; readonly zh: string };
}

/** Buckets in rising order that cover every day from 0 without gap or overlap (checked when the policy loads). */
export interface AgeingSchedule {
  readonly id: string;
  readonly buckets: readonly AgeingBucket[];
}

/** Bucket code of a loan whose position is undetermined. */
export const UNDETERMINED_BUCKET = 'undetermined';

const NOT_PLAIN = /^[=+\-@＝＋－＠]|[",\t\r\n]/;

/**
 * Whether a bucket code stands in every list as it is spelt: without a comma, which parts the codes of a filter, without
 * quotes, tabs and line ends, and with no sign at its beginning by which a spreadsheet would run it.
 */
export function isPlainCode(code: string): boolean {
  return !NOT_PLAIN.test(code);
}

/**
 * What is wrong with a list of buckets that is to become a schedule:
 * - `gap`: days `fromDpd`…`toDpd` belong to no bucket. `overlap`: they belong to two.
 * - `not-from-zero`: the first bucket does not begin at day 0. `no-open-end`: the last one ends.
 * - `empty-bucket`: a bucket that holds no day, or whose days are not whole numbers.
 */
export type AgeingFaultKind = 'gap' | 'overlap' | 'not-from-zero' | 'no-open-end' | 'empty-bucket';

export interface AgeingFault {
  readonly kind: AgeingFaultKind;
  /** Position in the list of the bucket at which it shows; -1 where the list is empty. */
  readonly bucket: number;
  /** The days past due concerned, both inclusive; for `empty-bucket` the bucket's own. */
  readonly fromDpd: number;
  readonly toDpd: number;
}

/** Everything that keeps `buckets` from covering each day from 0 exactly once, in the order of the list; empty when sound. */
export function findAgeingFaults(buckets: readonly AgeingBucket[]): readonly AgeingFault[] {
  const faults: AgeingFault[] = [];
  /** The first day that no bucket so far has covered; Infinity after an open end. */
  let uncovered = 0;
  for (let bucket = 0; bucket < buckets.length; bucket++) {
    const { fromDpd, toDpd } = buckets[bucket]!;
    const isWhole = Number.isInteger(fromDpd) && (Number.isInteger(toDpd) || toDpd === Number.POSITIVE_INFINITY);
    if (!isWhole || toDpd < fromDpd) {
      faults.push({ kind: 'empty-bucket', bucket, fromDpd, toDpd });
      continue;
    }
    if (bucket === 0 && fromDpd !== 0) {
      faults.push({ kind: 'not-from-zero', bucket, fromDpd: Math.min(fromDpd, 0), toDpd: Math.max(fromDpd - 1, -1) });
    } else if (fromDpd > uncovered) {
      faults.push({ kind: 'gap', bucket, fromDpd: uncovered, toDpd: fromDpd - 1 });
    } else if (fromDpd < uncovered) {
      faults.push({ kind: 'overlap', bucket, fromDpd, toDpd: Math.min(toDpd, uncovered - 1) });
    }
    uncovered = Math.max(uncovered, toDpd + 1);
  }
  if (uncovered !== Number.POSITIVE_INFINITY) {
    faults.push({
      kind: 'no-open-end',
      bucket: buckets.length - 1,
      fromDpd: uncovered,
      toDpd: Number.POSITIVE_INFINITY,
    });
  }
  return faults;
}
