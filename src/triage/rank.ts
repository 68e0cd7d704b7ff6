/** Puts the listed borrowers in order of work and says which of them this list is about. */

import type { AgeingSchedule } from '../domain/ageing.js';
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { ListFilter } from '../domain/list-filter.js';
import type { Fen } from '../domain/money.js';
import type { BorrowerColumns } from '../portfolio/borrower-columns.js';
import { compareIds } from '../portfolio/borrower-ids.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { sortByPriority } from './work-order.js';

export interface RankedList {
  /** Borrowers in order of work. */
  readonly order: Int32Array;
  /** Listed borrowers that the filter leaves out, and their balance. */
  readonly filteredOut: number;
  readonly filteredOutBalance: Fen;
  /** Borrowers that the limit cuts off, and their balance. */
  readonly cut: number;
  readonly cutBalance: Fen;
  /** Balance of the borrowers in `order`. */
  readonly balance: Fen;
}

/**
 * Tier by tier, within a tier by score, and ties by borrower identifier, so that the same book gives the same list
 * whatever the order of its rows. `limit` is the greatest number of borrowers; Infinity for all.
 */
export function rankBorrowers(
  portfolio: Portfolio,
  columns: BorrowerColumns,
  filter: ListFilter,
  limit: number,
  ageing: AgeingSchedule,
  asOf: EpochDay,
): RankedList {
  const matches = compileFilter(portfolio, columns, filter, ageing, asOf);
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
      filteredOutBalance += columns.outstanding[borrower]!;
    }
  }
  const sorted = chosen.subarray(0, count);
  sortByPriority(sorted, columns, (first, second) => compareIds(portfolio.borrowerIds, first, second));
  const kept = Math.min(limit, count);
  let balance = 0;
  let cutBalance = 0;
  for (let at = 0; at < count; at++) {
    if (at < kept) balance += columns.outstanding[sorted[at]!]!;
    else cutBalance += columns.outstanding[sorted[at]!]!;
  }
  return { order: sorted.subarray(0, kept), filteredOut, filteredOutBalance, cut: count - kept, cutBalance, balance };
}

/**
 * A test of one borrower against the filter. Place, officer, product and kind match when any of the borrower's loans
 * does; bucket, type and amount are the borrower's own. An unknown amount passes neither bound.
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
    const wanted = new Set(filter.buckets.map((code) => ageing.buckets.findIndex((bucket) => bucket.code === code)));
    tests.push((borrower) => wanted.has(columns.bucket[borrower]!));
  }
  if (filter.types.length > 0) {
    const wanted = new Set(filter.types);
    tests.push((borrower) => columns.type[borrower] !== NO_CODE && wanted.has(columns.type[borrower]!));
  }
  if (!Number.isNaN(filter.atLeastOverdue)) {
    tests.push((borrower) => columns.overdueTotal[borrower]! >= filter.atLeastOverdue);
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
