/** What is owed on an overdue loan today, as the restructuring rule asks for it. */
import type { EpochDay } from '../domain/civil-date.js';
import type { Instalments, LoanFile } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { Position } from '../domain/position.js';
import type { ClaimToday, LoanInDistress } from '../domain/restructuring.js';
import { restWhenCalled } from '../rules/position.js';
import type { TriageTerms } from './assess-loan.js';

/** What is owed today and what the terms in force still let expect, from the schedule in full. */
export function distressOf(
  loan: LoanFile,
  instalments: Instalments,
  position: Position,
  { asOf, conventions }: TriageTerms,
  ableOn: EpochDay,
): LoanInDistress {
  const { count, dueOn, fee, interest, principal } = instalments;
  const called = restWhenCalled(loan, instalments, asOf, conventions);
  const until = called === null ? count : called.from;
  let interestDue = called === null ? 0 : called.interest;
  let feeDue = 0;
  let toCome = 0;
  let unpaidInstalments = 0;
  let agreedInstalment = Number.NaN;
  for (let at = 0; at < count; at++) {
    if (dueOn[at]! >= position.oldestUnpaidDueOn) {
      if (unpaidInstalments++ === 0) agreedInstalment = principal[at]! + interest[at]! + fee[at]!;
    }
    if (at >= until) continue;
    if (dueOn[at]! <= asOf) {
      interestDue += interest[at]!;
      feeDue += fee[at]!;
    } else toCome += interest[at]! + fee[at]!;
  }
  // As if it were called today: what has accrued on principal that is not due yet.
  const accrued =
    called === null ? restWhenCalled({ ...loan, acceleratedOn: asOf }, instalments, asOf, conventions) : null;
  const unpaidInterest = Math.max(0, interestDue - position.allocatedInterest);
  const unpaidFee = Math.max(0, feeDue - position.allocatedFee);
  const claim: ClaimToday = {
    principal: position.outstandingPrincipal,
    interest: loan.isBankruptcyUndated ? Number.NaN : unpaidInterest + (accrued === null ? 0 : accrued.interest),
    fee: unpaidFee,
    penalty: position.penaltyInterest,
    compound: position.compoundInterest,
  };
  return {
    loan,
    asOf,
    claim,
    contractTotal: claim.principal + unpaidInterest + unpaidFee + claim.penalty + claim.compound + toCome,
    unpaidInstalments: Math.max(1, unpaidInstalments),
    agreedInstalment,
    maturesOn: instalments.lastDueOn,
    ableOn,
  };
}

/** The claim in one sum; NaN where a part of it is unknown. */
export function claimedOn(claim: ClaimToday): Fen {
  return claim.principal + claim.interest + claim.fee + claim.penalty + claim.compound;
}
