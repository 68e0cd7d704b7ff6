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
