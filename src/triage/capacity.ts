/** Gives each officer, branch or region no more borrowers than it can work, and counts what it does not get. */
import type { CapacityGroup } from '../domain/capacity.js';
import type { Fen } from '../domain/money.js';
import type { BorrowerColumns } from '../portfolio/borrower-columns.js';
import type { Portfolio } from '../portfolio/portfolio.js';

/** Borrowers, and their balance. */
export interface Cut {
  readonly borrowers: number;
  readonly balance: Fen;
}

/** What is on the list of one officer, branch or region, and what capacity and limit cut from it. */
export interface GroupCut {
  /** '' for the borrowers whose loan names none: they are a group like any other. */
  readonly name: string;
  readonly listed: number;
  readonly byCapacity: Cut;
  readonly byLimit: Cut;
}

/** Whose each borrower is. */
export interface WorkGroups {
  /** By code. */
  readonly names: readonly string[];
  readonly codeOf: (borrower: number) => number;
}

/** Everybody in one, for a capacity of the whole list. */
export const ONE_GROUP: WorkGroups = { names: [''], codeOf: () => 0 };

/** A borrower is worked by whom its row names: officer, branch or region of the loan that the row speaks for. */
export function workGroups(portfolio: Portfolio, { leadLoan }: BorrowerColumns, per: CapacityGroup): WorkGroups {
  const { loans, officers, branches, regions } = portfolio;
  const names = { officer: officers, branch: branches, region: regions }[per];
  const codes = loans[per];
  return { names, codeOf: (borrower) => codes[leadLoan[borrower]!]! };
}

/**
 * Puts the first `most` borrowers of each group in front, in the order in which they stand, and the others behind them in
 * theirs. Returns how many are in front.
 */
export function divideByCapacity(borrowers: Int32Array, { names, codeOf }: WorkGroups, most: number): number {
  const taken = new Int32Array(names.length);
  const beyond = new Int32Array(borrowers.length);
  let within = 0;
  let cut = 0;
  for (const borrower of borrowers) {
    const code = codeOf(borrower);
    if (taken[code]! < most) {
      taken[code]!++;
      borrowers[within++] = borrower;
    } else {
      beyond[cut++] = borrower;
    }
  }
  borrowers.set(beyond.subarray(0, cut), within);
  return within;
}

export function cutOf(borrowers: Int32Array, outstanding: Float64Array): Cut {
  let balance = 0;
  for (const borrower of borrowers) balance += outstanding[borrower]!;
  return { borrowers: borrowers.length, balance };
}

/** The groups that have a borrower in any of the parts, by name. */
export function countGroups(
  { names, codeOf }: WorkGroups,
  parts: Readonly<Record<'listed' | 'beyondCapacity' | 'beyondLimit', Int32Array>>,
  outstanding: Float64Array,
): GroupCut[] {
  const count = (borrowers: Int32Array) => {
    const counts = new Int32Array(names.length);
    const balances = new Float64Array(names.length);
    for (const borrower of borrowers) {
      const code = codeOf(borrower);
      counts[code]!++;
      balances[code]! += outstanding[borrower]!;
    }
    return (code: number): Cut => ({ borrowers: counts[code]!, balance: balances[code]! });
  };
  const listed = count(parts.listed);
  const byCapacity = count(parts.beyondCapacity);
  const byLimit = count(parts.beyondLimit);
  return names
    .map((name, code) => ({
      name,
      listed: listed(code).borrowers,
      byCapacity: byCapacity(code),
      byLimit: byLimit(code),
    }))
    .filter((group) => group.listed + group.byCapacity.borrowers + group.byLimit.borrowers > 0)
    .sort((first, second) => (first.name < second.name ? -1 : 1));
}
