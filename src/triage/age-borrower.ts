/** One borrower's loans aged, for those who ask for nothing else: no type, no clock, no next step. */
import { unknownPosition } from '../domain/position.js';
import type { PositionColumns } from '../portfolio/position-columns.js';
import type { BorrowerBench } from './assess-borrower.js';
import { type LoanStanding, placeLoan } from './assess-loan.js';
import { type BookSums, countLoan } from './book-sums.js';
import { gradesWithContagion } from './grade-loans.js';
import { keepStanding } from './keep-position.js';

/** Writes where each loan of the borrower stands into `positions`, and adds it to `sums` as one of the list. */
export function ageBorrower(bench: BorrowerBench, borrower: number, positions: PositionColumns, sums: BookSums): void {
  const { portfolio, terms } = bench;
  const from = portfolio.borrowerStart[borrower]!;
  const count = portfolio.borrowerStart[borrower + 1]! - from;
  while (bench.positions.length < count) bench.positions.push(unknownPosition());
  const loans = new Array<LoanStanding>(count);
  for (let at = 0; at < count; at++) {
    loans[at] = placeLoan(bench, portfolio.loansByBorrower[from + at]!, bench.positions[at]!);
  }
  // Only after all of them are known: what one owes may drag the others along.
  const grades = gradesWithContagion(portfolio, loans, terms);
  for (let at = 0; at < count; at++) {
    keepStanding(positions, loans[at]!, grades[at]!);
    countLoan(sums, bench, loans[at]!, true);
  }
}
