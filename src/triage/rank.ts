/** Puts the listed borrowers in order of work and says which of them this list is about. */

import { type AgeingSchedule, UNDETERMINED_BUCKET } from '../domain/ageing.js';
import type { Capacity } from '../domain/capacity.js';
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { ListFilter } from '../domain/list-filter.js';
import type { Fen } from '../domain/money.js';
import type { BorrowerColumns } from '../portfolio/borrower-columns.js';
import { compareIds } from '../portfolio/borrower-ids.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { type Cut, countGroups, cutOf, divideByCapacity, type GroupCut, ONE_GROUP, workGroups } from './capacity.js';
import { sortByPriority } from './work-order.js';

export interface RankedList {
  /** Borrowers in order of work. */
  readonly order: Int32Array;
  /** Those that limit and capacity cut: first by the limit, then by the capacity, each in order of work. */
  readonly leftOut: Int32Array;
  /** Balance of the borrowers in `order`. */
  readonly balance: Fen;
  /** As asked for. */
  readonly capacity: Capacity | null;
  readonly cutByCapacity: Cut;
  readonly cutByLimit: Cut;
  /** Whose list it is, by name; empty where no capacity is set for each officer, branch or region. */
  readonly groups: readonly GroupCut[];
  /** Listed borrowers that the filter leaves out. */
  readonly filteredOut: Cut;
}

/** What decides which of the listed borrowers are on the list. */
export interface ListRequest {
  readonly filter: ListFilter;
  /** Null where everybody has all the time. */
  readonly capacity: Capacity | null;
  /** Greatest number of borrowers, counted after the capacity; Infinity for all. */
  readonly limit: number;
}

/**
 * Tier by tier, within a tier by score, and ties by borrower identifier, so that the same book gives the same list
 * whatever the order of its rows. Of those that the filter leaves, each officer, branch or region has the first `capacity`;
 * of these the first `limit` are the list.
 */
export function rankBorrowers(
  portfolio: Portfolio,
  columns: BorrowerColumns,
  { filter, capacity, limit }: ListRequest,
  ageing: AgeingSchedule,
  asOf: EpochDay,
): RankedList {
  const matches = compileFilter(portfolio, columns, filter, ageing, asOf);
  const { outstanding } = columns;
  const chosen = new Int32Array(portfolio.borrowerCount);
  let count = 0;
  let filteredOut = 0;
  let filteredOutBalance = 0;
  for (let borrower = 0; borrower < portfolio.borrowerCount; borrower++) {
    if (columns.listed[borrower] === 0) continue;
    if (matches(borrower)) {
      chosen[count++] = borrower;
    } else {
      filteredOut++;
      filteredOutBalance += outstanding[borrower]!;
    }
  }
  const sorted = chosen.subarray(0, count);
  sortByPriority(sorted, columns, (first, second) => compareIds(portfolio.borrowerIds, first, second));
  const groups = capacity?.per ? workGroups(portfolio, columns, capacity.per) : ONE_GROUP;
  const withinCapacity = capacity === null ? count : divideByCapacity(sorted, groups, capacity.most);
  const kept = Math.min(limit, withinCapacity);
  const parts = {
    listed: sorted.subarray(0, kept),
    beyondLimit: sorted.subarray(kept, withinCapacity),
    beyondCapacity: sorted.subarray(withinCapacity),
  };
  return {
    order: parts.listed,
    leftOut: sorted.subarray(kept),
    balance: cutOf(parts.listed, outstanding).balance,
    capacity,
    cutByCapacity: cutOf(parts.beyondCapacity, outstanding),
    cutByLimit: cutOf(parts.beyondLimit, outstanding),
    groups: groups === ONE_GROUP ? [] : countGroups(groups, parts, outstanding),
    filteredOut: { borrowers: filteredOut, balance: filteredOutBalance },
  };
}

/** What the columns of a book hold for a bucket, that of undetermined loans included; -1 for one of another schedule. */
export function bucketNamed({ buckets }: AgeingSchedule, code: string): number {
  return code === UNDETERMINED_BUCKET ? NO_CODE : buckets.findIndex((bucket) => bucket.code === code);
}

/**
 * A test of one borrower against the filter. Place, officer, product and kind match when any of the borrower's loans
 * does; bucket, type and amount are the borrower's own. An overdue total that is not known reaches a bound that what is
 * known of it reaches, and lies under none.
 */
function compileFilter(
  portfolio: Portfolio,
  columns: BorrowerColumns,
  filter: ListFilter,
  ageing: AgeingSchedule,
  asOf: EpochDay,
): (borrower: number) => boolean {
  const { loans } = portfolio;
  const tests: ((borrower: number) => boolean)[] = [];
  const byLoan = (codes: ArrayLike<number>, wanted: ReadonlySet<number>) =>
    tests.push((borrower) => {
      for (let at = portfolio.borrowerStart[borrower]!; at < portfolio.borrowerStart[borrower + 1]!; at++) {
        if (wanted.has(codes[portfolio.loansByBorrower[at]!]!)) return true;
      }
      return false;
    });
  const codesOf = (spellings: readonly string[], names: readonly string[]) =>
    new Set(names.map((name) => spellings.indexOf(name)).filter((code) => code >= 0));

  if (filter.regions.length > 0) byLoan(loans.region, codesOf(portfolio.regions, filter.regions));
  if (filter.branches.length > 0) byLoan(loans.branch, codesOf(portfolio.branches, filter.branches));
  if (filter.officers.length > 0) byLoan(loans.officer, codesOf(portfolio.officers, filter.officers));
  if (filter.products.length > 0) byLoan(loans.product, codesOf(portfolio.products, filter.products));
  if (filter.kinds.length > 0) byLoan(loans.borrowerKind, new Set(filter.kinds));
  if (filter.buckets.length > 0) {
    const wanted = new Set(filter.buckets.map((code) => bucketNamed(ageing, code)));
    tests.push((borrower) => wanted.has(columns.bucket[borrower]!));
  }
  if (filter.types.length > 0) {
    const wanted = new Set(filter.types);
    tests.push((borrower) => columns.type[borrower] !== NO_CODE && wanted.has(columns.type[borrower]!));
  }
  if (!Number.isNaN(filter.atLeastOverdue)) {
    const { overdueAtLeast, overdueTotal } = columns;
    tests.push((borrower) => Math.max(overdueAtLeast[borrower]!, overdueTotal[borrower] || 0) >= filter.atLeastOverdue);
  }
  if (!Number.isNaN(filter.atMostOverdue)) {
    tests.push((borrower) => columns.overdueTotal[borrower]! <= filter.atMostOverdue);
  }
  if (!Number.isNaN(filter.expiringWithinDays)) {
    const until = asOf + filter.expiringWithinDays;
    const { nearestDeadlineOn } = columns;
    tests.push((borrower) => nearestDeadlineOn[borrower] !== NO_DAY && nearestDeadlineOn[borrower]! <= until);
  }
  return (borrower) => tests.every((test) => test(borrower));
}
