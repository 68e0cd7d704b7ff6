/**
 * The open loan under other conventions, receipts and days, to see what gives the figures that the bank reports. What
 * does not change the schedule is tried on the schedule that stands in memory.
 */
import type { EpochDay } from '../domain/civil-date.js';
import type { Conventions } from '../domain/conventions.js';
import { emptyInstalments, type Instalments, type LoanFile, type PaymentColumns } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { type Position, unknownPosition, type WritablePosition } from '../domain/position.js';
import type { ArrearsFigures, ReconciliationTerms } from '../domain/reconciliation.js';
import { computePosition } from '../rules/position.js';
import { agrees } from '../rules/reconcile.js';
import type { LoanBench, TriageTerms } from './assess-loan.js';

/** Details of the finding `period-interest`: how the bank counts. */
export const BY_PERIODS = 0;
export const BY_DAYS = 1;

/** The run's conventions, with one of those changed on which systems usually differ. */
export interface OtherConventions {
  readonly firstDay: Conventions;
  readonly scope: Conventions;
  readonly principalFirst: Conventions;
  readonly periodic: Conventions;
  readonly actual: Conventions;
}

/** Working memory of the trials of one thread. */
export interface Trial {
  readonly terms: TriageTerms;
  readonly settings: ReconciliationTerms;
  /** The loan and its instalments under the run's conventions, at least those due by the as-of date. */
  readonly file: LoanFile;
  readonly instalments: Instalments;
  readonly reported: ArrearsFigures;
  readonly others: OtherConventions;
  /** Receipts pay parts of instalments and nothing else, in whatever order. */
  readonly paysPartsOnly: boolean;
  /** Something falls due on the as-of date itself. */
  fallsDueToday: boolean;
  /** What is due less what was paid is what is unpaid, so that the sum of the reported amounts tells something. */
  sumTells: boolean;
  /** What the finding needs to be told, as in ReconciliationColumns. */
  detail: number;
  /** Refilled by each trial. */
  readonly position: WritablePosition;
  readonly figures: ArrearsFigures;
  readonly otherInstalments: Instalments;
  readonly receipts: { columns: PaymentColumns };
}

export function newTrial({ terms, file, instalments }: LoanBench): Trial {
  return {
    terms,
    settings: terms.policy.reconciliation,
    file,
    instalments,
    reported: newFigures(),
    others: otherConventions(terms.conventions),
    paysPartsOnly: paysPartsOnly(terms.conventions),
    fallsDueToday: false,
    sumTells: false,
    detail: 0,
    position: unknownPosition(),
    figures: newFigures(),
    otherInstalments: emptyInstalments(),
    receipts: { columns: file.payments },
  };
}

function newFigures(): ArrearsFigures {
  return { daysPastDue: Number.NaN, overduePrincipal: Number.NaN, overdueInterest: Number.NaN };
}

function otherConventions(own: Conventions): OtherConventions {
  const withInterest = <M extends 'periodic' | 'actual'>(method: M): Conventions => ({
    ...own,
    periodInterest: { equalInstalment: method, equalPrincipal: method, interestOnly: method, bullet: method },
  });
  return {
    firstDay: { ...own, firstDayPastDue: own.firstDayPastDue === 'due_day' ? 'day_after_due' : 'due_day' },
    scope: { ...own, waterfallScope: own.waterfallScope === 'all_due' ? 'each_instalment' : 'all_due' },
    principalFirst: { ...own, waterfall: ['principal', ...own.waterfall.filter((step) => step !== 'principal')] },
    periodic: withInterest('periodic'),
    actual: withInterest('actual'),
  };
}

function paysPartsOnly({ waterfall, cardWaterfallWhenLate }: Conventions): boolean {
  return [waterfall, cardWaterfallWhenLate].every(
    (steps) =>
      steps.includes('fee') &&
      steps.includes('interest') &&
      steps.includes('principal') &&
      !steps.includes('penalty') &&
      !steps.includes('compound'),
  );
}

/** Looks at what the open loan is like before anything is tried on it. */
export function openTrial(trial: Trial): void {
  const { file, terms } = trial;
  trial.detail = 0;
  trial.fallsDueToday = fallsDueOn(trial, terms.asOf);
  // What falls due today is unpaid but not past due, unless its due date counts as the first day; a fee that the export
  // books leaves what the order of receipts has left of fees.
  trial.sumTells =
    trial.paysPartsOnly &&
    file.payments.feePart.length === 0 &&
    (!trial.fallsDueToday || terms.conventions.firstDayPastDue === 'due_day');
}

function fallsDueOn({ file, instalments }: Trial, day: EpochDay): boolean {
  let at = instalments.count - 1;
  while (at >= 0 && instalments.dueOn[at]! > day) at--;
  return (at >= 0 && instalments.dueOn[at] === day) || file.acceleratedOn === day || file.bankruptOn === day;
}

/** Whether these are the figures that the bank reports. */
export function fits({ reported, settings }: Trial, figures: ArrearsFigures): boolean {
  return agrees(reported, figures, settings);
}

export function fitsWith(trial: Trial, daysPastDue: number, overduePrincipal: Fen, overdueInterest: Fen): boolean {
  const { figures } = trial;
  figures.daysPastDue = daysPastDue;
  figures.overduePrincipal = overduePrincipal;
  figures.overdueInterest = overdueInterest;
  return fits(trial, figures);
}

/** The position of the open loan with what `file` holds for its receipts. The next call fills the same one. */
export function positionUnder(
  { file, instalments, position }: Trial,
  conventions: Conventions,
  asOf: EpochDay,
  schedule = instalments,
): Position {
  return computePosition(file, schedule, conventions, asOf, undefined, position);
}

/** What is past due and unpaid without what it has borne since. */
export function unpaidOf({ overdueFee, overdueInterest, overduePrincipal }: Position): Fen {
  return overdueFee + overdueInterest + overduePrincipal;
}

/**
 * Whether the reported amounts can be those of a loan of which `unpaid` is past due, whatever part of it is a fee, and
 * whatever order divided the receipts. False spares a trial that could not fit.
 */
export function canComeTo({ sumTells, reported, settings, file }: Trial, unpaid: Fen): boolean {
  if (!sumTells) return true;
  const sum = reported.overduePrincipal + reported.overdueInterest;
  const tolerance = 2 * settings.toleranceFen;
  return !(sum > unpaid + tolerance) && (hasFees(file) || !(sum < unpaid - tolerance));
}

/** Only a given schedule has fees. */
export function hasFees({ givenFrom, givenUntil }: LoanFile): boolean {
  return givenUntil > givenFrom;
}

/** One past the last receipt of a loan that had come in by the as-of date. */
export function receivedUntil({ payments, paymentsFrom, paymentsUntil }: LoanFile, asOf: EpochDay): number {
  let until = paymentsUntil;
  while (until > paymentsFrom && payments.paidOn[until - 1]! > asOf) until--;
  return until;
}
