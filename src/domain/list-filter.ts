/** Which borrowers a work list is about. An empty list means no restriction; several values of one kind are alternatives. */
import type { Fen } from './money.js';

export interface ListFilter {
  readonly regions: readonly string[];
  readonly branches: readonly string[];
  readonly officers: readonly string[];
  readonly products: readonly string[];
  /** Codes into BORROWER_KINDS. */
  readonly kinds: readonly number[];
  /** Bucket codes of the ageing schedule in use. */
  readonly buckets: readonly string[];
  /** Indexes into BORROWER_TYPES. */
  readonly types: readonly number[];
  /** Least overdue total, inclusive; NaN for none. */
  readonly atLeastOverdue: Fen;
  /** Greatest overdue total, inclusive; NaN for none. */
  readonly atMostOverdue: Fen;
  /** Days from the as-of date within which the nearest deadline must lie, inclusive; NaN for any or none. */
  readonly expiringWithinDays: number;
}

export const NO_FILTER: ListFilter = {
  regions: [],
  branches: [],
  officers: [],
  products: [],
  kinds: [],
  buckets: [],
  types: [],
  atLeastOverdue: Number.NaN,
  atMostOverdue: Number.NaN,
  expiringWithinDays: Number.NaN,
};
