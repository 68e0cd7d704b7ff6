/** Whether receipts that only one side knows explain why a loan differs from what the bank reports. */
import { NO_DAY } from '../domain/civil-date.js';
import { CREDIT_CARD, type PaymentColumns } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { Position } from '../domain/position.js';
import type { ReconciliationFinding } from '../domain/reconciliation.js';
import {
  canComeTo,
  fits,
  hasFees,
  positionUnder,
  receivedUntil,
  type Trial,
  unpaidOf,
} from './reconciliation-trial.js';

/** Receipts at the end of a loan that the bank may not have booked yet. */
const MOST_UNBOOKED = 3;
/** Halvings by which the least amount of missing receipts is found to the fen. */
const MOST_HALVINGS = 60;

export function findReceipts(trial: Trial, own: Position): ReconciliationFinding | undefined {
  const { reported } = trial;
  const isLess =
    reported.daysPastDue < own.daysPastDue ||
    reported.overduePrincipal < own.overduePrincipal ||
    reported.overdueInterest < own.overdueInterest;
  return isLess ? findMissingReceipts(trial, own) : findUnbookedReceipts(trial, own);
}

/** An amount which, paid by the as-of date, would leave exactly what the bank reports. */
function findMissingReceipts(trial: Trial, own: Position): ReconciliationFinding | undefined {
  const { file, terms } = trial;
  const { payments, paymentsFrom, paymentsUntil } = file;
  const until = receivedUntil(file, terms.asOf);
  const { columns } = withRoomFor(trial, until - paymentsFrom + 1);
  copyReceipts(payments, paymentsFrom, until, columns);
  const last = until - paymentsFrom;
  columns.paidOn[last] = terms.asOf;
  if (columns.penaltyPart.length > 0) columns.penaltyPart[last] = Number.NaN;
  if (columns.feePart.length > 0) columns.feePart[last] = Number.NaN;
  file.payments = columns;
  file.paymentsFrom = 0;
  file.paymentsUntil = last + 1;
  const amount = findMissingAmount(trial, own);
  file.payments = payments;
  file.paymentsFrom = paymentsFrom;
  file.paymentsUntil = paymentsUntil;
  if (Number.isNaN(amount)) return undefined;
  trial.detail = amount;
  return 'receipts-missing';
}

/** Receipts of one loan, to which one is added: made again only where a loan has more than any before. */
function withRoomFor({ file, receipts }: Trial, count: number): Trial['receipts'] {
  const { penaltyPart, feePart, paidOn } = receipts.columns;
  const isOwn = receipts.columns !== file.payments;
  if (isOwn && paidOn.length >= count) return receipts;
  const capacity = Math.max(64, count * 2);
  receipts.columns = {
    paidOn: new Int32Array(capacity),
    amount: new Float64Array(capacity),
    penaltyPart: new Float64Array(penaltyPart.length === 0 ? 0 : capacity),
    feePart: new Float64Array(feePart.length === 0 ? 0 : capacity),
    channel: new Uint8Array(capacity),
    line: new Uint32Array(capacity),
  };
  return receipts;
}

function copyReceipts(payments: PaymentColumns, from: number, until: number, into: PaymentColumns): void {
  for (let row = from; row < until; row++) {
    into.paidOn[row - from] = payments.paidOn[row]!;
    into.amount[row - from] = payments.amount[row]!;
    if (into.penaltyPart.length > 0) into.penaltyPart[row - from] = payments.penaltyPart[row]!;
    if (into.feePart.length > 0) into.feePart[row - from] = payments.feePart[row]!;
  }
}

/** The position with `amount` for the last receipt. */
function positionWith(trial: Trial, amount: Fen): Position {
  const { file, terms } = trial;
  file.payments.amount[file.paymentsUntil - 1] = amount;
  return positionUnder(trial, terms.conventions, terms.asOf);
}

/** NaN where no amount leaves what the bank reports. */
function findMissingAmount(trial: Trial, own: Position): Fen {
  const { reported } = trial;
  const explains = (amount: Fen) => fits(trial, positionWith(trial, amount));
  const difference =
    own.overduePrincipal - reported.overduePrincipal + (own.overdueInterest - reported.overdueInterest);
  if (difference > 0 && explains(difference)) return difference;
  const withFee = difference + own.overdueFee;
  if (own.overdueFee > 0 && withFee > 0 && explains(withFee)) return withFee;
  if (!(reported.daysPastDue < own.daysPastDue)) return Number.NaN;
  const least = leastForDays(trial, own);
  return least > 0 && canComeTo(trial, unpaidOf(own) - least) && explains(least) ? least : Number.NaN;
}

/** The least amount that brings the days past due down to those reported; NaN where it would not leave the amounts reported. */
function leastForDays(trial: Trial, own: Position): Fen {
  const { file, terms } = trial;
  const paysOldestFirst =
    trial.sumTells &&
    terms.conventions.waterfallScope !== 'all_due' &&
    file.assetClass !== CREDIT_CARD &&
    file.acceleratedOn === NO_DAY &&
    file.bankruptOn === NO_DAY;
  return paysOldestFirst ? unpaidBeyondDays(trial, own) : halveForDays(trial, own);
}

/** What is unpaid of the instalments that are past due for more days than reported: they are paid before any other. */
function unpaidBeyondDays({ instalments, reported, terms }: Trial, own: Position): Fen {
  const { asOf, conventions } = terms;
  const pastDueBefore = conventions.firstDayPastDue === 'due_day' ? asOf + 1 : asOf;
  let unpaid = unpaidOf(own);
  for (let at = instalments.count - 1; at >= 0; at--) {
    const days = pastDueBefore - instalments.dueOn[at]!;
    if (days > reported.daysPastDue) break;
    if (days > 0) unpaid -= instalments.principal[at]! + instalments.interest[at]! + instalments.fee[at]!;
  }
  return unpaid;
}

/** The least amount by halving, since more money never raises days past due; NaN too where the sum would not come out. */
function halveForDays(trial: Trial, own: Position): Fen {
  const { file, reported, settings } = trial;
  const isEnough = (amount: Fen) => positionWith(trial, amount).daysPastDue <= reported.daysPastDue;
  let less = 0;
  let enough = unpaidOf(own);
  if (trial.sumTells) {
    const left = enough - reported.overduePrincipal - reported.overdueInterest;
    const most = left + 2 * settings.toleranceFen;
    const tooLittle = left - 2 * settings.toleranceFen - 1;
    if (most < enough) {
      if (most <= 0 || !isEnough(most)) return Number.NaN;
      enough = most;
    }
    if (tooLittle > 0 && !hasFees(file)) {
      if (isEnough(tooLittle)) return Number.NaN;
      less = tooLittle;
    }
  }
  for (let turn = 0; turn < MOST_HALVINGS && enough - less > 1; turn++) {
    const middle = Math.floor((less + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}

/** The last receipts of the file which, left out, leave exactly what the bank reports. */
function findUnbookedReceipts(trial: Trial, own: Position): ReconciliationFinding | undefined {
  const { file, terms } = trial;
  const { payments, paymentsFrom, paymentsUntil } = file;
  const until = receivedUntil(file, terms.asOf);
  // Of a receipt that the export books in parts, less goes to the instalments than its amount.
  const sumTells = payments.penaltyPart.length === 0;
  const unmet = unpaidOf(own) - own.unallocated;
  let amount = 0;
  for (let count = 1; count <= MOST_UNBOOKED && until - count >= paymentsFrom; count++) {
    amount += payments.amount[until - count]!;
    if (sumTells && !canComeTo(trial, Math.max(0, unmet + amount))) continue;
    file.paymentsUntil = until - count;
    const isIt = fits(trial, positionUnder(trial, terms.conventions, terms.asOf));
    file.paymentsUntil = paymentsUntil;
    if (!isIt) continue;
    trial.detail = count;
    return 'receipts-not-booked';
  }
  return undefined;
}
