/** Which last day of a borrower's rights comes first, and what is lost on it. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { CLOCKS, type Clock } from '../domain/clock.js';
import { compareIds } from '../portfolio/borrower-ids.js';
import type { IdTable } from '../portfolio/id-table.js';
import { endsARight, keepableDay } from './assess-clocks.js';
import type { LoanAssessment, TriageTerms } from './assess-loan.js';

/** Working memory, refilled for every borrower. */
export interface NearestDeadline {
  /** NO_DAY as long as no clock runs that can still be kept. */
  on: EpochDay;
  clock: Clock;
  /** Index of the loan; -1 where there is none. */
  loan: number;
}

export function newNearestDeadline(): NearestDeadline {
  return { on: NO_DAY, clock: 'limitation', loan: -1 };
}

export function forgetDeadline(nearest: NearestDeadline): void {
  nearest.on = NO_DAY;
  nearest.clock = 'limitation';
  nearest.loan = -1;
}

/** Takes the clocks of one loan into account: those whose last day can still be kept. */
export function meetDeadlines(
  nearest: NearestDeadline,
  { loan, limitation, furtherClocks }: LoanAssessment,
  { asOf, businessDays }: TriageTerms,
  loanIds: IdTable,
): void {
  meetDeadline(nearest, 'limitation', keepableDay(limitation, asOf, businessDays), loan, loanIds);
  if (furtherClocks.length === 0) return;
  for (const { clock, answer } of furtherClocks) {
    if (endsARight(clock)) meetDeadline(nearest, clock, keepableDay(answer, asOf, businessDays), loan, loanIds);
  }
}

function meetDeadline(nearest: NearestDeadline, clock: Clock, endsOn: EpochDay, loan: number, ids: IdTable): void {
  if (endsOn === NO_DAY || (nearest.on !== NO_DAY && endsOn > nearest.on)) return;
  if (endsOn === nearest.on && !goesFirst(clock, loan, nearest, ids)) return;
  nearest.on = endsOn;
  nearest.clock = clock;
  nearest.loan = loan;
}

/**
 * Which of two clocks that end on one day is named. A mortgage ends with the enforcement that it follows: of the two the
 * enforcement is what there is to do. Then in the order of CLOCKS, then by the loan's identifier.
 */
function goesFirst(clock: Clock, loan: number, known: NearestDeadline, ids: IdTable): boolean {
  if (clock === known.clock) return compareIds(ids, loan, known.loan) < 0;
  if (clock === 'enforcement' || known.clock === 'enforcement') return clock === 'enforcement';
  return CLOCKS.indexOf(clock) < CLOCKS.indexOf(known.clock);
}
