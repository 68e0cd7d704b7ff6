/** From the assessment of a loan to the columns of positions. */
import { CLOCK_STATUSES } from '../domain/clock.js';
import { blankPosition, type PositionColumns } from '../portfolio/position-columns.js';
import type { LoanAssessment, LoanStanding } from './assess-loan.js';

/** Keeps what the tables say of one loan; `grade` is after contagion, `type` and `confidence` are its borrower's. */
export function keepPosition(
  columns: PositionColumns,
  assessment: LoanAssessment,
  grade: number,
  type: number,
  confidence: number,
): void {
  const { loan: at, limitation } = assessment;
  keepStanding(columns, assessment, grade);
  columns.borrowerType[at] = type;
  columns.typeConfidence[at] = confidence;
  columns.limitationStatus[at] = CLOCK_STATUSES.indexOf(limitation.status);
  columns.limitationBaseOn[at] = limitation.baseOn;
  columns.limitationRolledOn[at] = limitation.rolledOn;
}

/** All of a position but the type of its borrower and its limitation. */
export function keepStanding(columns: PositionColumns, standing: LoanStanding, grade: number): void {
  const { loan: at, position } = standing;
  if (position === null) blankPosition(columns, at);
  columns.bucket[at] = standing.bucket;
  columns.riskGrade[at] = grade;
  if (position === null) return;
  columns.determined[at] = 1;
  columns.daysPastDue[at] = position.daysPastDue;
  columns.oldestUnpaidDueOn[at] = position.oldestUnpaidDueOn;
  columns.missedInstalments[at] = position.missedInstalments;
  columns.overduePrincipal[at] = position.overduePrincipal;
  columns.overdueInterest[at] = position.overdueInterest;
  columns.penaltyInterest[at] = position.penaltyInterest;
  columns.compoundInterest[at] = position.compoundInterest;
  columns.overdueTotal[at] = position.overdueTotal;
  columns.outstandingPrincipal[at] = position.outstandingPrincipal;
  columns.unallocated[at] = position.unallocated;
  columns.lastPaidOn[at] = position.lastPaidOn;
  columns.lastPaidAmount[at] = position.lastPaidAmount;
}
