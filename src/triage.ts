/**
 * The spine: what happens to a book between reading and writing. Every borrower's loans go through the rules
 * (`triage/assess-loan.ts`, `triage/assess-borrower.ts`), their figures are kept in columns, and the listed borrowers
 * are put in order of work. Nothing here reads a file, a clock or the process; a thread may take any range of borrowers.
 */

import { type BorrowerColumns, newBorrowerColumns } from './portfolio/borrower-columns.js';
import type { Portfolio } from './portfolio/portfolio.js';
import { NO_CODE, newPositionColumns, type PositionColumns } from './portfolio/position-columns.js';
import { newReconciliationColumns, type ReconciliationColumns } from './portfolio/reconciliation-columns.js';
import { ageBorrower } from './triage/age-borrower.js';
import { assessBorrower, type BorrowerBench, keepBorrower, newBorrowerBench } from './triage/assess-borrower.js';
import type { TriageTerms } from './triage/assess-loan.js';
import { addSums, type BookSums, countConduct, countLoan, newBookSums } from './triage/book-sums.js';
import { type ConductFindings, conductFindings } from './triage/conduct-findings.js';
import { keepPosition } from './triage/keep-position.js';
import { hasReports } from './triage/reconcile-book.js';

/** Everything that the run has worked out, as columns: one row per loan, one per borrower. */
export interface BookAssessment {
  readonly positions: PositionColumns;
  readonly borrowers: BorrowerColumns;
  /** Null where nobody asks how the book agrees with the bank's figures, or it reports none. */
  readonly reconciliation: ReconciliationColumns | null;
}

/** An empty assessment. With `reconciles`, the loans will be held against what the bank reports, where it reports anything. */
export function newBookAssessment(portfolio: Portfolio, reconciles = false): BookAssessment {
  const { count, borrowerCount } = portfolio;
  return {
    positions: newPositionColumns(count),
    borrowers: newBorrowerColumns(borrowerCount),
    reconciliation: reconciles && hasReports(portfolio) ? newReconciliationColumns(count) : null,
  };
}

/** Borrowers per call of the inner loop: a loop over a whole book runs for long in code optimised on the fly. */
const BATCH_BORROWERS = 512;

/** Borrowers `from` … `until` (exclusive). */
export interface BorrowerRange {
  readonly from: number;
  readonly until: number;
}

/** Assesses the borrowers of all `ranges` into `book` and returns the sums over their loans. */
export function assessBook(
  portfolio: Portfolio,
  terms: TriageTerms,
  ranges: Iterable<BorrowerRange>,
  book: BookAssessment,
): BookSums {
  const bench = newBorrowerBench(portfolio, terms, book.reconciliation);
  const sums = newBookSums(terms.policy.ageing.buckets.length);
  const findingsOf = portfolio.events === null ? null : conductFindings(portfolio, terms);
  for (const { from, until } of ranges) {
    for (let start = from; start < until; start += BATCH_BORROWERS) {
      const end = Math.min(start + BATCH_BORROWERS, until);
      assessBatch(bench, start, end, book, sums);
      if (findingsOf !== null) countConductOf(start, end, findingsOf, sums);
    }
  }
  return sums;
}

function assessBatch(bench: BorrowerBench, from: number, until: number, book: BookAssessment, sums: BookSums): void {
  for (let borrower = from; borrower < until; borrower++) {
    const assessment = assessBorrower(bench, borrower);
    keepBorrower(book.borrowers, assessment, bench.terms.policy.calendar);
    const type = assessment.typing?.type ?? NO_CODE;
    const confidence = assessment.typing?.confidence ?? NO_CODE;
    for (let at = 0; at < assessment.loans.length; at++) {
      const loan = assessment.loans[at]!;
      keepPosition(book.positions, loan, assessment.grades[at]!, type, confidence);
      countLoan(sums, bench, loan, assessment.isListed);
    }
  }
}

function countConductOf(from: number, until: number, findingsOf: ConductFindings, sums: BookSums): void {
  for (let borrower = from; borrower < until; borrower++) countConduct(sums, findingsOf(borrower));
}

/**
 * Ages the borrowers of all `ranges` into `positions`: schedules, positions, buckets and grades, as {@link assessBook} has
 * them. Nobody asked for types and clocks: those columns stay as they are. Returns the sums over the loans, with all
 * balances counted as listed.
 */
export function ageBook(
  portfolio: Portfolio,
  terms: TriageTerms,
  ranges: Iterable<BorrowerRange>,
  positions: PositionColumns,
): BookSums {
  const bench = newBorrowerBench(portfolio, terms);
  const sums = newBookSums(terms.policy.ageing.buckets.length);
  for (const { from, until } of ranges) {
    for (let start = from; start < until; start += BATCH_BORROWERS) {
      ageBatch(bench, start, Math.min(start + BATCH_BORROWERS, until), positions, sums);
    }
  }
  return sums;
}

function ageBatch(bench: BorrowerBench, from: number, until: number, positions: PositionColumns, sums: BookSums): void {
  for (let borrower = from; borrower < until; borrower++) ageBorrower(bench, borrower, positions, sums);
}

export { addSums, type BookSums };
