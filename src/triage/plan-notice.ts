/** What a demand letter to one borrower says, or why there is none. Amounts are those of the position, to the fen. */
import type { EpochDay } from '../domain/civil-date.js';
import { penaltyRate } from '../domain/interest.js';
import { owesNothing } from '../domain/loan.js';
import type { DemandNotice, NoticeLender, NoticeLoan, NoticeRefusal } from '../domain/notice.js';
import type { Position } from '../domain/position.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { holdInForce } from '../rules/next-step.js';
import { refuseNotice } from '../rules/notice.js';
import { assessBorrower, type BorrowerAssessment, type BorrowerBench } from './assess-borrower.js';
import type { TriageTerms } from './assess-loan.js';

/** Personal data of the addressee, unmasked. */
export interface Addressee {
  readonly name: string;
  readonly address: string;
}

export interface NoticePlan {
  /** Identifiers of the loans that the letter is, or would have been, about. */
  readonly loans: readonly string[];
  readonly notice: DemandNotice | null;
  readonly refusal: NoticeRefusal | null;
}

/** Plans the letter over all overdue loans of `borrower`. `dueBy` is the last day for paying. */
export function planDemand(
  bench: BorrowerBench,
  borrower: number,
  addressee: Addressee,
  lender: NoticeLender,
  dueBy: EpochDay,
): NoticePlan {
  const { portfolio, terms } = bench;
  const assessment = assessBorrower(bench, borrower);
  const open = assessment.loans.filter(
    ({ loan }) => !owesNothing(portfolio.loans.status[loan]!, portfolio.loans.disbursedOn[loan]!, terms.asOf),
  );
  const overdue = open.filter(({ position }) => position === null || position.daysPastDue > 0);
  const loans = overdue.map(({ loan }) => textOf(portfolio.loanIds, loan));
  const { events, eventStart } = portfolio;
  const log = events === null ? null : { events, from: eventStart[borrower]!, until: eventStart[borrower + 1]! };
  const refusal = refuseNotice({
    borrowerName: addressee.name,
    holds: open.map(({ loan }) => holdInForce(portfolio.loans.hold[loan]!, log, terms.asOf)),
    overdueTotals: open.map(({ position }) => (position === null ? Number.NaN : position.overdueTotal)),
  });
  if (refusal !== undefined) return { loans, notice: null, refusal };
  return {
    loans,
    refusal: null,
    notice: {
      borrowerId: borrowerIdOf(portfolio.borrowerIds, borrower),
      borrowerName: addressee.name,
      borrowerKind: portfolio.loans.borrowerKind[assessment.loans[0]!.loan]!,
      address: addressee.address,
      asOf: terms.asOf,
      dueBy,
      lender,
      loans: noticeLoans(portfolio, terms, overdue),
    },
  };
}

function noticeLoans(portfolio: Portfolio, terms: TriageTerms, overdue: BorrowerAssessment['loans']): NoticeLoan[] {
  const { loans } = portfolio;
  return overdue.map(({ loan, position: determined }) => {
    // Undetermined positions were refused above.
    const position = determined as Position;
    const stated = loans.penaltyMarkup[loan]!;
    const markup = Number.isNaN(stated) ? terms.conventions.penaltyMarkupWhenBlank : stated;
    return {
      loanId: textOf(portfolio.loanIds, loan),
      contractSignedOn: loans.contractSignedOn[loan]!,
      disbursedOn: loans.disbursedOn[loan]!,
      maturesOn: loans.maturesOn[loan]!,
      principal: loans.principal[loan]!,
      annualRate: loans.annualRate[loan]!,
      penaltyAnnualRate: penaltyRate(loans.annualRate[loan]!, markup),
      oldestUnpaidDueOn: position.oldestUnpaidDueOn,
      daysPastDue: position.daysPastDue,
      outstandingPrincipal: position.outstandingPrincipal,
      overduePrincipal: position.overduePrincipal,
      overdueInterest: position.overdueInterest,
      overdueFee: position.overdueFee,
      penaltyInterest: position.penaltyInterest,
      compoundInterest: position.compoundInterest,
      overdueTotal: position.overdueTotal,
    };
  });
}
