/**
 * Question   Where does a loan stand on the as-of date: what fell due, what was paid on it, what is late?
 * Law        Civil Code art. 561 (order within a debt) unless the policy agrees another; card measures art. 57
 *            (principal first from day 91); 银发〔2003〕251号 (penalty interest on the rate, compound interest on interest);
 *            企业破产法 art. 46 (a bankrupt's debt is due and bears no more)
 * Needs      the instalments, the receipts up to the as-of date (reversed ones already taken out)
 * Policy     conventions
 * Answer     a Position; with a trace, every application and every stretch of accrual
 * Not decided here   what a settled or written-off loan's position is used for; early repayment that changes the plan:
 *            money beyond what is due waits as credit and pays each instalment on its due date
 *
 * Order       Days are worked through in order. What falls due on a day falls due before that day's receipts are
 *             applied, and all receipts of a day are applied together, so splitting one changes nothing.
 * Cards       From the day named by law, a card's receipts go over the whole due debt: all due principal, oldest first,
 *             before any interest or fee. Which order applies is told by the days past due before the day's receipts.
 * Accelerated On that day all remaining principal falls due, with the interest accrued on it since the last due date;
 *             later interest and fees fall away. The lot counts as one instalment after those due by then. A date
 *             before disbursement is not taken.
 * Bankrupt    On the day of acceptance all remaining principal falls due as if called, with the interest accrued on it;
 *             from that day on neither penalty nor compound interest accrues. Receipts are applied as ever.
 * Booked      Parts that the export itself books to penalty interest or fees are taken as booked. Exports have no column
 *             for compound interest: what is booked beyond the accrued penalty interest pays accrued compound interest,
 *             and only what exceeds both meets later accruals. Fees beyond those due meet the schedule's later fees.
 */
import { addMonths, type EpochDay, FOREVER, NO_DAY } from '../domain/civil-date.js';
import type { Conventions } from '../domain/conventions.js';
import { type AppropriationOrder, appropriationOrder, DueLedger, isPaid } from '../domain/due-ledger.js';
import { interestForDays, penaltyRate, rateFraction } from '../domain/interest.js';
import { CREDIT_CARD, type Instalments, type LoanFile } from '../domain/loan.js';
import { type Fen, roundToFen } from '../domain/money.js';
import { type Position, type PositionTrace, unknownPosition, type WritablePosition } from '../domain/position.js';
import { PositionTracer } from '../domain/position-tracer.js';
import { type ReceiptHistory, readReceipts } from '../domain/receipt-history.js';

/** A first instalment paid later than this many days is a first payment default. */
const FIRST_PAYMENT_DAYS = 30;
/** An episode that lasted so many days at most was cured fast. */
const FAST_CURE_DAYS = 30;
const SHARE_MONTHS = 6;
const NEVER = FOREVER;

const LEDGER = new DueLedger();
const HISTORY: ReceiptHistory = {
  lastPaidOn: NO_DAY,
  lastPaidAmount: 0,
  trend: 0,
  daysSince: 0,
  ownDaysSince: 0,
  ownAmountSince: 0,
  thirdPartySince: false,
  lastOwnPaidOn: NO_DAY,
  amountSince: 0,
};

/** One run works with a handful of conventions. */
const ORDERS = new WeakMap<Conventions, readonly [usual: AppropriationOrder, lateCard: AppropriationOrder]>();
let ordersOf: Conventions | null = null;
let usualOrder: AppropriationOrder;
let lateCardOrder: AppropriationOrder;

/**
 * The position of `loan` at the end of day `asOf`. `instalments` are those of {@link buildSchedule}, at least those due by then. With `trace`, the
 * steps are appended to it; without, tracing costs nothing. The position is written `into` an old one where one is given.
 */
export function computePosition(
  loan: LoanFile,
  instalments: Instalments,
  conventions: Conventions,
  asOf: EpochDay,
  trace?: PositionTrace,
  into: WritablePosition = unknownPosition(),
): Position {
  if (conventions !== ordersOf) takeOrders(conventions);
  const countsDueDay = conventions.firstDayPastDue === 'due_day' ? 1 : 0;
  const tracer = trace === undefined ? undefined : new PositionTracer(trace, countsDueDay);
  const markup = Number.isNaN(loan.penaltyMarkup) ? conventions.penaltyMarkupWhenBlank : loan.penaltyMarkup;
  const ledger = LEDGER;
  ledger.open(
    penaltyRate(loan.annualRate, markup),
    conventions.dayCountBasis,
    conventions.compoundOnUnpaidInterest,
    tracer,
  );
  ledger.reserve(instalments.count + 1);

  const { payments, paymentsUntil } = loan;
  const { paidOn, amount: amounts, penaltyPart, feePart } = payments;
  const isCard = loan.assetClass === CREDIT_CARD;
  const acceleratedOn = dueAtOnceOn(loan, asOf);
  // From that day on nothing bears interest: the day before it is the last that does, under either way of counting.
  const bearsUntil = isBankrupt(loan, asOf) ? loan.bankruptOn - 1 + countsDueDay : NEVER;
  const { count, dueOn, fee, interest, principal } = instalments;

  let next = 0;
  let lotFallen = acceleratedOn === NEVER;
  let payment = loan.paymentsFrom;
  let received = 0;
  let longestDaysPastDue = 0;
  let curedEpisodes = 0;
  let fastCuredEpisodes = 0;
  let longestCuredDays = 0;
  let longestCuredOn: EpochDay = NO_DAY;
  let lastCuredOn: EpochDay = NO_DAY;
  let episodeFrom: EpochDay = NO_DAY;
  let first = -1;
  let firstPaidOn: EpochDay = NO_DAY;

  for (;;) {
    let nextDueOn = next < count ? dueOn[next]! : NEVER;
    if (nextDueOn > acceleratedOn) nextDueOn = lotFallen ? NEVER : acceleratedOn;
    const nextPaidOn = payment < paymentsUntil ? paidOn[payment]! : NEVER;
    const day = Math.min(nextDueOn, nextPaidOn);
    if (day > asOf) break;
    ledger.accrueTo(Math.min(day, bearsUntil));

    if (nextDueOn === day) {
      while (next < count && dueOn[next] === day) {
        ledger.fallDue(day, fee[next]!, interest[next]!, principal[next]!);
        next++;
      }
      if (day === acceleratedOn && !lotFallen) {
        lotFallen = true;
        const rest = restWhenCalled(loan, instalments, asOf, conventions);
        if (rest !== null) ledger.fallDue(day, 0, rest.interest, rest.principal);
      }
      if (first < 0) first = firstWithSomethingDue(ledger);
    }

    // Without money to apply, nothing but time passes over what is unpaid.
    if (nextPaidOn > day && ledger.credit === 0) {
      if (episodeFrom === NO_DAY && ledger.oldest < ledger.fallen) episodeFrom = ledger.dueOn[ledger.oldest]!;
      continue;
    }

    const lateDays = ledger.oldest < ledger.fallen ? day - ledger.dueOn[ledger.oldest]! : 0;
    if (lateDays > longestDaysPastDue) longestDaysPastDue = lateDays;
    const principalFirst = isCard && lateDays + countsDueDay >= conventions.cardPrincipalFirstFromDpd;

    while (payment < paymentsUntil && paidOn[payment] === day) {
      const amount = amounts[payment]!;
      let applied = amount;
      const bookedPenalty = bookedPart(penaltyPart, payment, applied);
      applied -= bookedPenalty;
      const bookedFee = bookedPart(feePart, payment, applied);
      applied -= bookedFee;
      tracer?.receive(day, applied);
      if (bookedPenalty > 0) ledger.bookPenalty(bookedPenalty);
      if (bookedFee > 0) ledger.bookFee(bookedFee);
      ledger.credit += applied;
      received += amount;
      payment++;
    }
    if (ledger.credit > 0) ledger.applyCredit(principalFirst ? lateCardOrder : usualOrder);

    if (first >= 0 && firstPaidOn === NO_DAY && isPaid(ledger, first)) firstPaidOn = day;
    const unpaidFrom = ledger.oldest < ledger.fallen ? ledger.dueOn[ledger.oldest]! : NEVER;
    if (episodeFrom !== NO_DAY && unpaidFrom >= day + countsDueDay) {
      curedEpisodes++;
      if (day - episodeFrom <= FAST_CURE_DAYS) fastCuredEpisodes++;
      if (day - episodeFrom > longestCuredDays) {
        longestCuredDays = day - episodeFrom;
        longestCuredOn = day;
      }
      lastCuredOn = day;
      episodeFrom = NO_DAY;
    }
    if (episodeFrom === NO_DAY && unpaidFrom !== NEVER) episodeFrom = unpaidFrom;
  }
  ledger.accrueTo(Math.min(asOf + countsDueDay, bearsUntil));
  tracer?.close();

  // What fell due before this day and is unpaid is past due.
  const pastDueBefore = asOf + countsDueDay;
  let oldestUnpaidDueOn: EpochDay = NO_DAY;
  let missedInstalments = 0;
  let overduePrincipal = 0;
  let overdueInterest = 0;
  let overdueFee = 0;
  for (let index = ledger.oldest; index < ledger.fallen && ledger.dueOn[index]! < pastDueBefore; index++) {
    if (isPaid(ledger, index)) continue;
    if (missedInstalments === 0) oldestUnpaidDueOn = ledger.dueOn[index]!;
    missedInstalments++;
    overduePrincipal += ledger.principal[index]!;
    overdueInterest += ledger.interest[index]!;
    overdueFee += ledger.fee[index]!;
  }
  const daysPastDue = missedInstalments === 0 ? 0 : pastDueBefore - oldestUnpaidDueOn;
  if (daysPastDue > longestDaysPastDue) longestDaysPastDue = daysPastDue;
  const penaltyInterest = unpaidAccrual(ledger.accruedPenalty(), ledger.allocatedPenalty);
  const compoundInterest = unpaidAccrual(ledger.accruedCompound(), ledger.allocatedCompound);
  const history = readReceipts(payments, loan.paymentsFrom, payment, oldestUnpaidDueOn, HISTORY);

  into.asOf = asOf;
  into.daysPastDue = daysPastDue;
  into.oldestUnpaidDueOn = oldestUnpaidDueOn;
  into.lastDueOn = Math.min(acceleratedOn, instalments.lastDueOn);
  into.missedInstalments = missedInstalments;
  into.overduePrincipal = overduePrincipal;
  into.overdueInterest = overdueInterest;
  into.overdueFee = overdueFee;
  into.penaltyInterest = penaltyInterest;
  into.compoundInterest = compoundInterest;
  into.overdueTotal = overduePrincipal + overdueInterest + overdueFee + penaltyInterest + compoundInterest;
  into.outstandingPrincipal = instalments.plannedPrincipal - ledger.allocatedPrincipal;
  into.unallocated = ledger.credit;
  into.lastPaidOn = history.lastPaidOn;
  into.lastPaidAmount = history.lastPaidAmount;
  into.received = received;
  into.allocatedFee = ledger.allocatedFee;
  into.allocatedInterest = ledger.allocatedInterest;
  into.allocatedPrincipal = ledger.allocatedPrincipal;
  into.allocatedPenalty = ledger.allocatedPenalty;
  into.allocatedCompound = ledger.allocatedCompound;
  into.orderMattered = ledger.orderMattered;
  const { behaviour } = into;
  behaviour.longestDaysPastDue = longestDaysPastDue;
  behaviour.curedEpisodes = curedEpisodes;
  behaviour.fastCuredEpisodes = fastCuredEpisodes;
  behaviour.longestCuredDays = longestCuredDays;
  behaviour.longestCuredOn = longestCuredOn;
  behaviour.lastCuredOn = lastCuredOn;
  behaviour.partPaymentsWhileOverdue = history.daysSince;
  behaviour.ownPartPayments = history.ownDaysSince;
  behaviour.ownPaidWhileOverdue = history.ownAmountSince;
  behaviour.thirdPartyPaidPart = history.thirdPartySince;
  behaviour.lastOwnPaidOn = history.lastOwnPaidOn;
  behaviour.paidWhileOverdue = history.amountSince;
  behaviour.duePaidShare6Months = paidShareOfDues(ledger, asOf);
  behaviour.paymentTrend = history.trend;
  behaviour.firstPaymentDefault = isFirstPaymentDefault(ledger, first, firstPaidOn, pastDueBefore);
  behaviour.instalmentsDue = ledger.fallen;
  return into;
}

function takeOrders(conventions: Conventions): void {
  let orders = ORDERS.get(conventions);
  if (orders === undefined) {
    orders = [
      appropriationOrder(conventions.waterfall, conventions.waterfallScope === 'all_due'),
      appropriationOrder(conventions.cardWaterfallWhenLate, true),
    ];
    ORDERS.set(conventions, orders);
  }
  [usualOrder, lateCardOrder] = orders;
  ordersOf = conventions;
}

/** The day on which all that was not due yet fell due: called, or by the bankruptcy of the debtor; NEVER while it has not. */
function dueAtOnceOn(loan: LoanFile, asOf: EpochDay): EpochDay {
  const calledOn = isAccelerated(loan, asOf) ? loan.acceleratedOn : NEVER;
  return isBankrupt(loan, asOf) ? Math.min(calledOn, loan.bankruptOn) : calledOn;
}

function isAccelerated(loan: LoanFile, asOf: EpochDay): boolean {
  return loan.acceleratedOn !== NO_DAY && loan.acceleratedOn >= loan.disbursedOn && loan.acceleratedOn <= asOf;
}

function isBankrupt({ bankruptOn }: LoanFile, asOf: EpochDay): boolean {
  return bankruptOn !== NO_DAY && bankruptOn <= asOf;
}

/** -1 while no instalment with an amount has fallen due. */
function firstWithSomethingDue(ledger: DueLedger): number {
  for (let index = 0; index < ledger.fallen; index++) if (ledger.due[index]! > 0) return index;
  return -1;
}

/** A blank part is not booked; a part beyond the amount is cut to it. */
function bookedPart(parts: Float64Array, row: number, most: Fen): Fen {
  if (parts.length === 0) return 0;
  const part = parts[row]!;
  return part > 0 ? Math.min(part, most) : 0;
}

/** What falls due at once when a debt is called or its debtor is bankrupt, in place of its instalments from position `from` on. */
export interface CalledRest {
  readonly from: number;
  readonly dueOn: EpochDay;
  readonly interest: Fen;
  readonly principal: Fen;
}

/**
 * All principal that was not due yet on the day of acceleration or of the debtor's bankruptcy, with its interest since the
 * last due date; null where neither had come by `asOf` or nothing was left to call.
 */
export function restWhenCalled(
  loan: LoanFile,
  instalments: Instalments,
  asOf: EpochDay,
  conventions: Conventions,
): CalledRest | null {
  const dueOn = dueAtOnceOn(loan, asOf);
  if (dueOn === NEVER) return null;
  let from = 0;
  let principal = instalments.plannedPrincipal;
  while (from < instalments.count && instalments.dueOn[from]! <= dueOn) principal -= instalments.principal[from++]!;
  if (from === instalments.plannedCount) return null;
  const since = from === 0 ? loan.disbursedOn : instalments.dueOn[from - 1]!;
  let interest: Fen;
  if (Number.isNaN(loan.annualRate)) {
    // A given schedule without a rate: the running period's own interest, by the days of it that have passed.
    const periodDays = instalments.dueOn[from]! - since;
    interest = roundToFen(instalments.interest[from]!, dueOn - since, periodDays);
  } else {
    interest = interestForDays(principal, dueOn - since, rateFraction(loan.annualRate), conventions.dayCountBasis);
  }
  return { from, dueOn, interest, principal };
}

/** NaN when unknown; never negative, where the export booked more than accrued. */
function unpaidAccrual(accrued: Fen, paid: Fen): Fen {
  return accrued < paid ? 0 : accrued - paid;
}

/** Share of what fell due in the last months up to `asOf` that is paid; NaN when nothing did. */
function paidShareOfDues(ledger: DueLedger, asOf: EpochDay): number {
  const after = addMonths(asOf, -SHARE_MONTHS);
  let due = 0;
  let unpaid = 0;
  for (let index = ledger.fallen - 1; index >= 0 && ledger.dueOn[index]! > after; index--) {
    due += ledger.due[index]!;
    unpaid += ledger.fee[index]! + ledger.interest[index]! + ledger.principal[index]!;
  }
  return due === 0 ? Number.NaN : (due - unpaid) / due;
}

function isFirstPaymentDefault(
  ledger: DueLedger,
  first: number,
  firstPaidOn: EpochDay,
  pastDueBefore: EpochDay,
): boolean {
  if (first < 0) return false;
  const dueOn = ledger.dueOn[first]!;
  return firstPaidOn === NO_DAY ? dueOn < pastDueBefore : firstPaidOn - dueOn > FIRST_PAYMENT_DAYS;
}
