/**
 * The book against what the bank's own system reports. One pass over columns finds the loans that differ; only for those
 * are other conventions, receipts and dates tried, until one gives all the figures that the bank reports.
 */
import { civilDateOf, type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { Conventions } from '../domain/conventions.js';
import { type LoanFile, owesNothing, type PaymentColumns } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { type Position, unknownPosition, type WritablePosition } from '../domain/position.js';
import type {
  ArrearsFigures,
  ReconciliationCause,
  ReconciliationEvidence,
  ReconciliationTerms,
} from '../domain/reconciliation.js';
import { openLoan, type Portfolio } from '../portfolio/portfolio.js';
import type { PositionColumns } from '../portfolio/position-columns.js';
import { computePosition } from '../rules/position.js';
import { agrees, isReported } from '../rules/reconcile.js';
import { buildSchedule } from '../rules/schedule.js';
import { type LoanBench, newLoanBench, type TriageTerms } from './assess-loan.js';

/** A loan that differs or cannot be compared. */
export interface ReconciledLoan {
  readonly loan: number;
  readonly reported: ArrearsFigures;
  readonly own: ArrearsFigures;
  readonly cause: ReconciliationCause;
  readonly evidence: ReconciliationEvidence;
}

/** Loans by outcome. */
export interface ReconciliationTally {
  agree: number;
  differ: number;
  notComparable: number;
  notReported: number;
  readonly byCause: Map<ReconciliationCause, number>;
}

export function newReconciliationTally(): ReconciliationTally {
  return { agree: 0, differ: 0, notComparable: 0, notReported: 0, byCause: new Map() };
}

/** Receipts at the end of a loan that the bank may not have booked yet. */
const MOST_UNBOOKED = 3;
/** Figures of the close of the day before are the usual ones. */
const LAST_NIGHT = 1;
/** Halvings by which the least amount of missing receipts is found to the fen. */
const MOST_HALVINGS = 60;

/** Yields the loans that differ or cannot be compared, in the order of the book, and counts all of them into `tally`. */
export function* reconcileBook(
  portfolio: Portfolio,
  positions: PositionColumns,
  terms: TriageTerms,
  tally: ReconciliationTally,
): Generator<ReconciledLoan> {
  const settings = terms.policy.reconciliation;
  let trial: Trial | undefined;
  const reported = newFigures();
  const own = newFigures();
  for (let loan = 0; loan < portfolio.count; loan++) {
    readReported(portfolio, loan, reported);
    if (!isReported(reported)) {
      tally.notReported++;
      continue;
    }
    const isKnown = positions.determined[loan] === 1;
    own.daysPastDue = isKnown ? positions.daysPastDue[loan]! : Number.NaN;
    own.overduePrincipal = isKnown ? positions.overduePrincipal[loan]! : Number.NaN;
    own.overdueInterest = isKnown ? positions.overdueInterest[loan]! : Number.NaN;
    if (isKnown && agrees(reported, own, settings)) {
      tally.agree++;
      continue;
    }
    if (isKnown) tally.differ++;
    else tally.notComparable++;
    trial ??= newTrial(portfolio, terms);
    const found = isKnown ? explainDifference(trial, loan, reported, own) : whyUnknown(trial, loan);
    tally.byCause.set(found.cause, (tally.byCause.get(found.cause) ?? 0) + 1);
    yield { loan, reported: { ...reported }, own: { ...own }, ...found };
  }
}

/** Whether the bank's file has any figure to compare with. */
export function hasReports({ loans, count }: Portfolio): boolean {
  for (const column of [loans.reportedDaysPastDue, loans.reportedOverduePrincipal, loans.reportedOverdueInterest]) {
    for (let loan = 0; loan < count; loan++) if (!Number.isNaN(column[loan]!)) return true;
  }
  return false;
}

/** Whether more of the loans compared differ, otherwise than by a convention, than the lender takes for granted. */
export function isFinding(
  { agree, differ, byCause }: ReconciliationTally,
  { mostDiffering }: ReconciliationTerms,
): boolean {
  return differ - (byCause.get('convention') ?? 0) > (agree + differ) * mostDiffering;
}

function newFigures(): ArrearsFigures {
  return { daysPastDue: Number.NaN, overduePrincipal: Number.NaN, overdueInterest: Number.NaN };
}

function readReported({ loans }: Portfolio, loan: number, into: ArrearsFigures): void {
  into.daysPastDue = loans.reportedDaysPastDue[loan]!;
  into.overduePrincipal = loans.reportedOverduePrincipal[loan]!;
  into.overdueInterest = loans.reportedOverdueInterest[loan]!;
}

interface Found {
  readonly cause: ReconciliationCause;
  readonly evidence: ReconciliationEvidence;
}

/** Working memory of the trials. */
interface Trial {
  readonly bench: LoanBench;
  readonly settings: ReconciliationTerms;
  readonly position: WritablePosition;
  readonly others: readonly { readonly conventions: Conventions; readonly evidence: ReconciliationEvidence }[];
}

function newTrial(portfolio: Portfolio, terms: TriageTerms): Trial {
  return {
    bench: newLoanBench(portfolio, terms),
    settings: terms.policy.reconciliation,
    position: unknownPosition(),
    others: otherConventions(terms.conventions),
  };
}

/** The conventions on which systems usually differ, one changed at a time. */
function otherConventions(own: Conventions): Trial['others'] {
  const counts = own.firstDayPastDue === 'due_day' ? 'day_after_due' : 'due_day';
  const scope = own.waterfallScope === 'all_due' ? 'each_instalment' : 'all_due';
  const principalFirst: Conventions['waterfall'] = [
    'principal',
    ...own.waterfall.filter((step) => step !== 'principal'),
  ];
  const all = <M extends 'periodic' | 'actual'>(method: M) => {
    return { equalInstalment: method, equalPrincipal: method, interestOnly: method, bullet: method };
  };
  return [
    { conventions: { ...own, firstDayPastDue: counts }, evidence: { found: 'first-day', counts } },
    { conventions: { ...own, waterfallScope: scope }, evidence: { found: 'waterfall-scope', scope } },
    { conventions: { ...own, waterfall: principalFirst }, evidence: { found: 'principal-first' } },
    ...(['periodic', 'actual'] as const).map((method) => ({
      conventions: { ...own, periodInterest: all(method) },
      evidence: { found: 'period-interest', method } as const,
    })),
  ];
}

function whyUnknown({ bench }: Trial, loan: number): Found {
  const { portfolio, file, instalments, terms } = bench;
  openLoan(portfolio, loan, file);
  const missing = buildSchedule(file, terms.conventions, instalments, terms.asOf) ?? [];
  return { cause: 'undetermined', evidence: { found: 'facts-missing', missing } };
}

function explainDifference(trial: Trial, loan: number, reported: ArrearsFigures, own: ArrearsFigures): Found {
  const { portfolio, file, terms } = trial.bench;
  openLoan(portfolio, loan, file);
  if (owesNothing(file.status, file.disbursedOn, terms.asOf)) {
    return { cause: 'status', evidence: { found: 'owes-nothing' } };
  }
  const convention = findConvention(trial, reported);
  if (convention !== undefined) return { cause: 'convention', evidence: convention };
  const receipts = findReceipts(trial, reported, own);
  if (receipts !== undefined) return { cause: 'missing_payments', evidence: receipts };
  const schedule = findOtherSchedule(trial, reported, own);
  if (schedule !== undefined) return { cause: 'schedule', evidence: schedule };
  return { cause: 'unknown', evidence: { found: 'nothing-found' } };
}

/** The position of the open loan under conventions, at a day, with what `file` holds for its receipts. */
function positionOf({ bench, position }: Trial, conventions: Conventions, asOf: EpochDay, file: LoanFile): Position {
  const { instalments } = bench;
  buildSchedule(file, conventions, instalments, asOf);
  return computePosition(file, instalments, conventions, asOf, undefined, position);
}

function findConvention(trial: Trial, reported: ArrearsFigures): ReconciliationEvidence | undefined {
  const { bench, settings, others } = trial;
  const { file, terms } = bench;
  const { asOf, conventions } = terms;
  const { daysPastDue, oldestUnpaidDueOn, overduePrincipal, overdueInterest, penaltyInterest, compoundInterest } =
    positionOf(trial, conventions, asOf, file);
  const own: ArrearsFigures = { daysPastDue, overduePrincipal, overdueInterest };
  // What the lender has said of its system comes first; then what is usual, before what is rare.
  const { graceDays } = settings;
  const graced =
    daysPastDue > graceDays
      ? { ...own, daysPastDue: daysPastDue - graceDays }
      : { daysPastDue: 0, overduePrincipal: 0, overdueInterest: 0 };
  if (graceDays > 0 && agrees(reported, graced, settings)) return { found: 'within-grace', days: graceDays };
  const daysEarlier = daysPastDue - reported.daysPastDue;
  if (daysEarlier === LAST_NIGHT && isOfDay(trial, reported, asOf - LAST_NIGHT)) {
    return { found: 'other-day', day: asOf - LAST_NIGHT };
  }
  for (const other of others) {
    if (agrees(reported, positionOf(trial, other.conventions, asOf, file), settings)) return other.evidence;
  }
  const withPenalty = { ...own, overdueInterest: overdueInterest + penaltyInterest + compoundInterest };
  if (!Number.isNaN(withPenalty.overdueInterest) && agrees(reported, withPenalty, settings)) {
    return { found: 'interest-with-penalty' };
  }
  if (oldestUnpaidDueOn !== NO_DAY) {
    const inMonths = { ...own, daysPastDue: daysOf30DayMonths(oldestUnpaidDueOn, asOf) };
    if (agrees(reported, inMonths, settings)) return { found: 'thirty-day-months' };
  }
  if (daysEarlier > 0 && daysEarlier <= settings.reportAgeDays && isOfDay(trial, reported, asOf - daysEarlier)) {
    return { found: 'other-day', day: asOf - daysEarlier };
  }
  return findCallConvention(trial, reported, own);
}

/** Whether the bank's figures are those of the end of another day. */
function isOfDay(trial: Trial, reported: ArrearsFigures, day: EpochDay): boolean {
  const { file, terms } = trial.bench;
  return agrees(reported, positionOf(trial, terms.conventions, day, file), trial.settings);
}

function findCallConvention(
  trial: Trial,
  reported: ArrearsFigures,
  own: ArrearsFigures,
): ReconciliationEvidence | undefined {
  const { file, terms } = trial.bench;
  if (file.acceleratedOn === NO_DAY) return undefined;
  const uncalled = positionOf(trial, terms.conventions, terms.asOf, { ...file, acceleratedOn: NO_DAY });
  if (agrees(reported, uncalled, trial.settings)) return { found: 'not-called' };
  const { overdueInterest } = uncalled;
  return agrees(reported, { ...own, overdueInterest }, trial.settings) ? { found: 'interest-after-call' } : undefined;
}

/** Days between two dates in a year of twelve months of 30 days. */
function daysOf30DayMonths(from: EpochDay, to: EpochDay): number {
  const first = civilDateOf(from);
  const last = civilDateOf(to);
  const dayOf = (day: number) => Math.min(day, 30);
  return (last.year - first.year) * 360 + (last.month - first.month) * 30 + dayOf(last.day) - dayOf(first.day);
}

function findReceipts(trial: Trial, reported: ArrearsFigures, own: ArrearsFigures): ReconciliationEvidence | undefined {
  const isLess =
    reported.daysPastDue < own.daysPastDue ||
    reported.overduePrincipal < own.overduePrincipal ||
    reported.overdueInterest < own.overdueInterest;
  return isLess ? findMissingReceipts(trial, reported, own) : findUnbookedReceipts(trial, reported);
}

/** An amount which, paid by the as-of date, would leave exactly what the bank reports. */
function findMissingReceipts(
  trial: Trial,
  reported: ArrearsFigures,
  own: ArrearsFigures,
): ReconciliationEvidence | undefined {
  const { bench, settings } = trial;
  const { file, terms } = bench;
  const explains = (amount: Fen) => agrees(reported, positionWith(trial, file, amount), settings);
  const { overdueFee } = positionOf(trial, terms.conventions, terms.asOf, file);
  const difference =
    own.overduePrincipal - reported.overduePrincipal + (own.overdueInterest - reported.overdueInterest);
  for (const amount of [difference, difference + overdueFee]) {
    if (amount > 0 && explains(amount)) return { found: 'receipts-missing', amount };
  }
  if (!(reported.daysPastDue < own.daysPastDue)) return undefined;
  // More money never raises days past due: the least amount that brings them down so far.
  let less = 0;
  let enough = own.overduePrincipal + own.overdueInterest + overdueFee;
  for (let turn = 0; turn < MOST_HALVINGS && enough - less > 1; turn++) {
    const middle = Math.floor((less + enough) / 2);
    if (positionWith(trial, file, middle).daysPastDue <= reported.daysPastDue) enough = middle;
    else less = middle;
  }
  return explains(enough) ? { found: 'receipts-missing', amount: enough } : undefined;
}

/** The position with one receipt more, on the as-of date. */
function positionWith(trial: Trial, file: LoanFile, amount: Fen): Position {
  const { asOf, conventions } = trial.bench.terms;
  const { payments, paymentsFrom } = file;
  let until = file.paymentsUntil;
  while (until > paymentsFrom && payments.paidOn[until - 1]! > asOf) until--;
  const more = withReceipt(payments, paymentsFrom, until, asOf, amount);
  return positionOf(trial, conventions, asOf, {
    ...file,
    payments: more,
    paymentsFrom: 0,
    paymentsUntil: until - paymentsFrom + 1,
  });
}

function withReceipt(
  payments: PaymentColumns,
  from: number,
  until: number,
  paidOn: EpochDay,
  amount: Fen,
): PaymentColumns {
  const withLast = (column: Float64Array, last: number) =>
    column.length === 0 ? column : Float64Array.of(...column.subarray(from, until), last);
  return {
    paidOn: Int32Array.of(...payments.paidOn.subarray(from, until), paidOn),
    amount: Float64Array.of(...payments.amount.subarray(from, until), amount),
    penaltyPart: withLast(payments.penaltyPart, Number.NaN),
    feePart: withLast(payments.feePart, Number.NaN),
    channel: Uint8Array.of(...payments.channel.subarray(from, until), 0),
    line: Uint32Array.of(...payments.line.subarray(from, until), 0),
  };
}

/** The last receipts of the file which, left out, leave exactly what the bank reports. */
function findUnbookedReceipts(trial: Trial, reported: ArrearsFigures): ReconciliationEvidence | undefined {
  const { bench, settings } = trial;
  const { file, terms } = bench;
  const { payments, paymentsFrom } = file;
  let until = file.paymentsUntil;
  while (until > paymentsFrom && payments.paidOn[until - 1]! > terms.asOf) until--;
  let amount = 0;
  for (let count = 1; count <= MOST_UNBOOKED && until - count >= paymentsFrom; count++) {
    const first = until - count;
    amount += payments.amount[first]!;
    const position = positionOf(trial, terms.conventions, terms.asOf, { ...file, paymentsUntil: first });
    if (!agrees(reported, position, settings)) continue;
    return { found: 'receipts-not-booked', count, amount, line: payments.line[first]! };
  }
  return undefined;
}

function findOtherSchedule(
  trial: Trial,
  reported: ArrearsFigures,
  own: ArrearsFigures,
): ReconciliationEvidence | undefined {
  const { bench, settings } = trial;
  const { file, instalments, terms } = bench;
  const { asOf, conventions } = terms;
  if (Math.abs(reported.daysPastDue - own.daysPastDue) <= settings.toleranceDays) {
    return { found: 'amounts-of-instalments' };
  }
  if (!(reported.daysPastDue > 0)) return undefined;
  buildSchedule(file, conventions, instalments, asOf);
  const day = asOf - reported.daysPastDue + (conventions.firstDayPastDue === 'due_day' ? 1 : 0);
  const planned = new Set(instalments.dueOn.subarray(0, instalments.count)).add(file.acceleratedOn);
  const isPlanned = [day - 1, day, day + 1].some((near) => planned.has(near));
  return isPlanned ? undefined : { found: 'due-date-not-planned', day };
}
