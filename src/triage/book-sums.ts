/** Sums taken while a book is assessed, for the control totals: what was counted on the way out must meet what came in. */

import { owesNothing, SETTLED } from '../domain/loan.js';
import { viewPayments } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import type { LoanBench, LoanStanding } from './assess-loan.js';

/** All amounts in fen. Plain numbers, so that another thread can post them. */
export interface BookSums {
  loans: number;
  undeterminedLoans: number;
  settledLoans: number;
  /** Loans and balance by bucket; the last entry is for undetermined positions. */
  readonly loansByBucket: number[];
  readonly balanceByBucket: number[];
  readonly overdueByBucket: number[];
  /** Balance of the borrowers on the list, and of all others. */
  listedBalance: number;
  unlistedBalance: number;
  /** Contract principal of all loans. */
  principal: number;
  /** Receipts allocated, by part. */
  allocatedFee: number;
  allocatedInterest: number;
  allocatedPrincipal: number;
  allocatedPenalty: number;
  allocatedCompound: number;
  unallocated: number;
  /** Receipts after the as-of date, which do not exist yet. */
  afterAsOf: number;
  /** Receipts on loans whose schedule is not known, to which nothing could be allocated. */
  onUndetermined: number;
  /** Principal that loans settled, or not yet disbursed, would owe by the receipts in the export. */
  settledRemainder: number;
  /** Principal minus stated balance of undetermined loans: what the receipts cannot explain. */
  undeterminedReduction: number;
  /** Contacts beyond the limits of their day, and the borrowers that they concern. */
  conductFindings: number;
  conductBorrowers: number;
}

export function newBookSums(buckets: number): BookSums {
  const zeros = () => new Array<number>(buckets + 1).fill(0);
  return {
    loans: 0,
    undeterminedLoans: 0,
    settledLoans: 0,
    loansByBucket: zeros(),
    balanceByBucket: zeros(),
    overdueByBucket: zeros(),
    listedBalance: 0,
    unlistedBalance: 0,
    principal: 0,
    allocatedFee: 0,
    allocatedInterest: 0,
    allocatedPrincipal: 0,
    allocatedPenalty: 0,
    allocatedCompound: 0,
    unallocated: 0,
    afterAsOf: 0,
    onUndetermined: 0,
    settledRemainder: 0,
    undeterminedReduction: 0,
    conductFindings: 0,
    conductBorrowers: 0,
  };
}

/** Adds one assessed loan. */
export function countLoan(sums: BookSums, bench: LoanBench, assessment: LoanStanding, isListed: boolean): void {
  const { portfolio, terms } = bench;
  const { loan, position, balance } = assessment;
  const bucket = assessment.bucket === NO_CODE ? sums.loansByBucket.length - 1 : assessment.bucket;
  const principal = portfolio.loans.principal[loan]!;
  sums.loans++;
  sums.principal += principal;
  sums.loansByBucket[bucket]!++;
  sums.balanceByBucket[bucket]! += balance;
  if (isListed) sums.listedBalance += balance;
  else sums.unlistedBalance += balance;

  const payments = viewPayments(portfolio, loan);
  const { paidOn, amount } = payments.columns;
  const { from } = payments;
  let { until } = payments;
  while (until > from && paidOn[until - 1]! > terms.asOf) sums.afterAsOf += amount[--until]!;
  if (position === null) {
    sums.undeterminedLoans++;
    sums.undeterminedReduction += principal - balance;
    for (let at = from; at < until; at++) sums.onUndetermined += amount[at]!;
    return;
  }
  // A total that holds an unknown part is left out: its loan is flagged.
  if (!Number.isNaN(position.overdueTotal)) sums.overdueByBucket[bucket]! += position.overdueTotal;
  sums.allocatedFee += position.allocatedFee;
  sums.allocatedInterest += position.allocatedInterest;
  sums.allocatedPrincipal += position.allocatedPrincipal;
  sums.allocatedPenalty += position.allocatedPenalty;
  sums.allocatedCompound += position.allocatedCompound;
  sums.unallocated += position.unallocated;
  const status = portfolio.loans.status[loan]!;
  if (owesNothing(status, portfolio.loans.disbursedOn[loan]!, terms.asOf)) {
    if (status === SETTLED) sums.settledLoans++;
    sums.settledRemainder += principal - position.allocatedPrincipal;
  }
}

/** Adds what the log of one borrower shows to have broken a limit. */
export function countConduct(sums: BookSums, findings: readonly unknown[]): void {
  if (findings.length === 0) return;
  sums.conductFindings += findings.length;
  sums.conductBorrowers++;
}

/** The sums of two ranges of one book. */
export function addSums(first: BookSums, second: BookSums): BookSums {
  const total = newBookSums(first.loansByBucket.length - 1);
  for (const part of [first, second]) {
    for (const key of Object.keys(total) as (keyof BookSums)[]) {
      const value = part[key];
      if (Array.isArray(value)) {
        const into = total[key] as number[];
        for (let at = 0; at < value.length; at++) into[at]! += value[at]!;
      } else {
        (total[key] as number) += value as number;
      }
    }
  }
  return total;
}
