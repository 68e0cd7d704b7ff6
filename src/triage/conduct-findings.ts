/** Recorded contacts that broke a limit of their day, of one borrower after the other. */
import type { ConductFinding } from '../domain/conduct.js';
import { type Portfolio, viewEvents } from '../portfolio/portfolio.js';
import { findConductFaults } from '../rules/conduct-limits.js';
import type { TriageTerms } from './assess-loan.js';

/** Finds those of a borrower over its whole log up to the as-of date; none without an events file. */
export type ConductFindings = (borrower: number) => readonly ConductFinding[];

export function conductFindings(portfolio: Portfolio, terms: TriageTerms): ConductFindings {
  const { borrowerStart, loans, loansByBorrower, parties, partiesOfLoan } = portfolio;
  let current = 0;
  const regimesOf = (loan: number) => {
    const own = loan >= 0 ? loan : loansByBorrower[borrowerStart[current]!]!;
    return terms.conduct[loans.assetClass[own]!]!;
  };
  const isListed = (party: number) => {
    for (let at = borrowerStart[current]!; at < borrowerStart[current + 1]!; at++) {
      if (partiesOfLoan.get(loansByBorrower[at]!)?.some(({ code }) => code === party) === true) return true;
    }
    return false;
  };
  return (borrower) => {
    current = borrower;
    const log = viewEvents(portfolio, borrower);
    return log === null ? [] : findConductFaults(log, terms.asOf, regimesOf, parties === null ? null : isListed);
  };
}
