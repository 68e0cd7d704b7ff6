/**
 * What csv-parse-objects-whole.mjs works out of one loan: plain objects, amounts in whole fen, dates as days since 1970.
 * Of its own: it shares no line with the product, so that it can be compared with it.
 */

const MONTHS_BETWEEN = { monthly: 1, quarterly: 3, yearly: 12 };
const LIMITATION_YEARS = 3;
const FIRST_PAYMENT_DAYS = 30;
const FAST_CURE_DAYS = 30;
const TREND_MONTHS = 6;
const EXPIRING_DAYS = 90;

/** What a debtor does itself; a debit by the bank is no acknowledgement. */
const PAID_BY_DEBTOR = new Set(['counter', 'transfer']);
const ACKNOWLEDGED = new Set(['acknowledgement', 'repayment_plan', 'extension', 'promise']);
const PROCEDURES = new Set(['lawsuit', 'arbitration', 'enforcement', 'judgment', 'preservation', 'payment_order']);
const PROVEN = new Set(['signed', 'proven']);

const twoDigits = (text, at) => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** Days since 1970-01-01 of a day of the Gregorian calendar; months from 1. */
function dayNumber(year, month, day) {
  const y = month <= 2 ? year - 1 : year;
  const ofYear = ((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) | 0;
  return y * 365 + ((y / 4) | 0) - ((y / 100) | 0) + ((y / 400) | 0) + ofYear + day - 1 - 719_468;
}

export const dayOf = (iso) =>
  dayNumber(twoDigits(iso, 0) * 100 + twoDigits(iso, 2), twoDigits(iso, 5), twoDigits(iso, 8));
/** Months since year 0. */
export const monthOf = (iso) => (twoDigits(iso, 0) * 100 + twoDigits(iso, 2)) * 12 + twoDigits(iso, 5) - 1;
export const dayOfMonthOf = (iso) => twoDigits(iso, 8);
export const fenOf = (text) => Math.round(Number(text) * 100);

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day `dayOfMonth` of a month counted from year 0, or the last day of a month that lacks it. */
function dayIn(months, dayOfMonth) {
  const year = (months / 12) | 0;
  const month = months % 12;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 1 && isLeap ? 29 : DAYS_OF_MONTH[month];
  return dayNumber(year, month + 1, Math.min(dayOfMonth, last));
}

const isoOfDay = new Map();
export function isoOf(day) {
  let iso = isoOfDay.get(day);
  if (iso === undefined) {
    iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
    isoOfDay.set(day, iso);
  }
  return iso;
}

function addYears(day, years) {
  const iso = isoOf(day);
  return dayIn(monthOf(iso) + 12 * years, dayOfMonthOf(iso));
}

/** The instalments due up to `until`, as { dueOn, principal, interest }. Rates in hundredths of a percent. */
function scheduleOf(loan, until) {
  const { principal, rate, method, disbursedOn, maturesOn } = loan;
  if (method === 'bullet' || loan.period === 'once') {
    if (maturesOn > until) return [];
    const interest = Math.round((principal * rate * (maturesOn - disbursedOn)) / 3_600_000);
    return [{ dueOn: maturesOn, principal, interest }];
  }
  const step = MONTHS_BETWEEN[loan.period];
  const { disbursedMonth, dayOfDisbursement } = loan;
  const paymentDay = loan.paymentDay || dayOfDisbursement;
  const periods = ((loan.maturesMonth - disbursedMonth) / step) | 0;
  const lastInRhythm = dayIn(disbursedMonth + periods * step, paymentDay);
  const count = periods > 0 && lastInRhythm >= maturesOn ? periods : periods + 1;

  const perPeriod = (rate * step) / 120_000;
  let payment = 0;
  if (method === 'equal_instalment') {
    payment =
      rate === 0
        ? Math.round(principal / count)
        : Math.round((principal * perPeriod) / -Math.expm1(-count * Math.log1p(perPeriod)));
  }
  const instalments = [];
  let balance = principal;
  let from = disbursedOn;
  for (let number = 1; number <= count; number++) {
    const dueOn = number === count ? maturesOn : dayIn(disbursedMonth + number * step, paymentDay);
    if (dueOn > until) break;
    const isBroken =
      (number === 1 && paymentDay !== dayOfDisbursement) || (number === count && lastInRhythm !== maturesOn);
    const regular = Math.round((balance * rate * step) / 120_000);
    const byDays = method === 'interest_only' || isBroken;
    const interest = byDays ? Math.round((balance * rate * (dueOn - from)) / 3_600_000) : regular;
    let repaid = 0;
    if (method === 'equal_instalment') repaid = Math.max(0, payment - regular);
    else if (method === 'equal_principal') repaid = Math.round(principal / count);
    if (number === count || repaid > balance) repaid = balance;
    instalments.push({ dueOn, principal: repaid, interest });
    balance -= repaid;
    from = dueOn;
  }
  return instalments;
}

/**
 * Adds to a loan where it stands at the end of `asOf`. Receipts pay the oldest instalment first, its interest before its
 * principal; what nothing is due for waits. Fees: the books of the benchmark have none.
 */
export function ageLoan(loan, asOf) {
  const instalments = scheduleOf(loan, asOf);
  const payments = loan.payments.sort((first, second) => first.paidOn - second.paidOn);
  const dues = instalments.map(({ principal, interest }) => principal + interest);
  let fallen = 0;
  let oldest = 0;
  let paid = 0;
  let credit = 0;
  let repaid = 0;
  let unpaidPrincipal = 0;
  let unpaidInterest = 0;
  // Sums of unpaid amount × days, rounded once at the end.
  let principalDays = 0;
  let interestDays = 0;
  let accruedTo = 0;
  let lateSince = -1;
  let cured = 0;
  let firstPaidOn = -1;

  while (fallen < instalments.length || paid < payments.length) {
    const dueOn = fallen < instalments.length ? instalments[fallen].dueOn : Number.POSITIVE_INFINITY;
    const paidOn = paid < payments.length ? payments[paid].paidOn : Number.POSITIVE_INFINITY;
    const day = Math.min(dueOn, paidOn);
    if (day > asOf) break;
    principalDays += unpaidPrincipal * (day - accruedTo);
    interestDays += unpaidInterest * (day - accruedTo);
    accruedTo = day;
    if (dueOn === day) {
      unpaidPrincipal += instalments[fallen].principal;
      unpaidInterest += instalments[fallen].interest;
      fallen++;
    }
    for (; paid < payments.length && payments[paid].paidOn === day; paid++) credit += payments[paid].amount;
    while (credit > 0 && oldest < fallen) {
      const instalment = instalments[oldest];
      const interest = Math.min(credit, instalment.interest);
      instalment.interest -= interest;
      unpaidInterest -= interest;
      credit -= interest;
      const principal = Math.min(credit, instalment.principal);
      instalment.principal -= principal;
      unpaidPrincipal -= principal;
      repaid += principal;
      credit -= principal;
      if (instalment.interest > 0 || instalment.principal > 0) break;
      if (oldest === 0) firstPaidOn = day;
      oldest++;
    }
    if (lateSince >= 0 && (oldest === fallen || instalments[oldest].dueOn >= day)) {
      if (day - lateSince <= FAST_CURE_DAYS) cured++;
      lateSince = -1;
    }
    if (lateSince < 0 && oldest < fallen) lateSince = instalments[oldest].dueOn;
  }
  principalDays += unpaidPrincipal * (asOf - accruedTo);
  interestDays += unpaidInterest * (asOf - accruedTo);

  // What falls due on the day itself is not past due yet.
  let missed = 0;
  let overduePrincipal = 0;
  let overdueInterest = 0;
  for (let index = oldest; index < fallen && instalments[index].dueOn < asOf; index++) {
    missed++;
    overduePrincipal += instalments[index].principal;
    overdueInterest += instalments[index].interest;
  }
  const penaltyRate = (loan.rate * (100 + loan.penaltyMarkup)) / 100;
  loan.missed = missed;
  loan.oldestUnpaidDueOn = missed > 0 ? instalments[oldest].dueOn : -1;
  loan.daysPastDue = missed > 0 ? asOf - loan.oldestUnpaidDueOn : 0;
  loan.overduePrincipal = overduePrincipal;
  loan.overdueInterest = overdueInterest;
  loan.penaltyInterest = Math.round((principalDays * penaltyRate) / 3_600_000);
  loan.compoundInterest = Math.round((interestDays * penaltyRate) / 3_600_000);
  loan.overdueTotal = overduePrincipal + overdueInterest + loan.penaltyInterest + loan.compoundInterest;
  loan.outstanding = loan.principal - repaid;
  loan.unallocated = credit;
  const last = payments[paid - 1];
  loan.lastPaidOn = last === undefined ? -1 : last.paidOn;
  loan.lastPaidAmount = 0;
  for (let index = paid - 1; index >= 0 && payments[index].paidOn === loan.lastPaidOn; index--)
    loan.lastPaidAmount += payments[index].amount;
  loan.cured = cured;
  loan.paidPartSince = loan.oldestUnpaidDueOn >= 0 && loan.lastPaidOn > loan.oldestUnpaidDueOn;
  loan.firstPaymentDefault =
    fallen > 0 && (firstPaidOn < 0 ? missed > 0 : firstPaidOn - instalments[0].dueOn > FIRST_PAYMENT_DAYS);
  loan.paidShare = paidShareOf(instalments, dues, asOf);
}

/** Share of what fell due in the last months that is paid; 1 where nothing did. */
function paidShareOf(instalments, dues, asOf) {
  let due = 0;
  let unpaid = 0;
  for (let index = instalments.length - 1; index >= 0; index--) {
    if (instalments[index].dueOn <= asOf - TREND_MONTHS * 30) break;
    due += dues[index];
    unpaid += instalments[index].principal + instalments[index].interest;
  }
  return due === 0 ? 1 : (due - unpaid) / due;
}

/**
 * Adds when the claim is barred: three years from the last instalment's due date, begun anew by what the debtor paid
 * itself, acknowledged or was proven to be asked for, and standing still while a suit is pending. A judgment ends it: what
 * runs then is another clock.
 */
export function limitLoan(loan, asOf) {
  const isSettled = loan.outstanding === 0 && loan.overdueTotal === 0;
  if (isSettled || loan.events?.some(({ kind }) => kind === 'judgment')) {
    loan.limitation = 'not_subject';
    loan.limitationOn = -1;
    return;
  }
  let from = loan.maturesOn;
  let isPending = false;
  if (loan.maturesOn <= asOf) {
    let until = addYears(from, LIMITATION_YEARS);
    const renewals = [];
    for (const { paidOn, channel } of loan.payments) if (PAID_BY_DEBTOR.has(channel)) renewals.push(paidOn);
    for (const event of loan.events ?? []) if (isRenewal(event)) renewals.push(event.day);
    renewals.sort((first, second) => first - second);
    for (const day of renewals) {
      if (day <= from || day > until || day > asOf) continue;
      from = day;
      until = addYears(from, LIMITATION_YEARS);
    }
  }
  for (const event of loan.events ?? []) {
    if (!PROCEDURES.has(event.kind)) continue;
    if (event.endedOn < 0 || event.endedOn > asOf) isPending = true;
    else from = Math.max(from, event.endedOn);
  }
  loan.limitationOn = isPending ? -1 : addYears(from, LIMITATION_YEARS);
  const left = loan.limitationOn - asOf;
  if (isPending) loan.limitation = 'pending';
  else if (left < 0) loan.limitation = 'expired';
  else loan.limitation = left <= EXPIRING_DAYS ? 'expiring' : 'running';
}

function isRenewal({ kind, evidence }) {
  if (PROCEDURES.has(kind)) return true;
  return (kind === 'demand' || ACKNOWLEDGED.has(kind)) && PROVEN.has(evidence);
}

export function bucketOf(days) {
  if (days === 0) return 'M0';
  return days > 180 ? 'M7+' : `M${Math.ceil(days / 30)}`;
}

export const GRADES = ['正常', '关注', '次级', '可疑', '损失'];

/** Index into GRADES by days past due alone; cards have a table of their own. */
export function gradeOf({ daysPastDue, assetClass }) {
  const [doubtful, loss] = assetClass === 'credit_card' ? [120, 180] : [270, 360];
  if (daysPastDue > loss) return 4;
  if (daysPastDue > doubtful) return 3;
  if (daysPastDue > 90) return 2;
  return daysPastDue > 0 ? 1 : 0;
}
