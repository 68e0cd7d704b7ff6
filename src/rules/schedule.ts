/**
 * Question   What falls due on a loan, and when?
 * Needs      a given schedule, or the terms: principal, rate, disbursement, maturity, method, period, payment day
 * Policy     conventions.periodInterest, conventions.dayCountBasis, conventions.periodWhenBlank
 * Answer     the instalments in order of due date, or the facts that are missing
 * Not decided here   changed terms (a restructured loan's new schedule must be given), early repayment, acceleration
 *
 * Due dates   The first is the payment day of the month after disbursement (of the third or twelfth month after it for
 *             quarterly and yearly loans), the others follow at the same distance, the last is the day of maturity. A
 *             payment day that a month lacks is that month's last day; without one, the day of disbursement counts.
 * Interest    A period that begins or ends off the rhythm (another payment day than that of disbursement, a maturity
 *             between two payment days) counts its actual days over the day-count basis; a regular period follows the
 *             convention of its method.
 * Principal   Parts are rounded to the fen; the last instalment takes what is left.
 */
import {
  addMonths,
  addMonthsOverAndOver,
  dayOfMonthOf,
  type EpochDay,
  FOREVER,
  monthsApart,
  NO_DAY,
} from '../domain/civil-date.js';
import { type Conventions, periodOf } from '../domain/conventions.js';
import type { MissingFact } from '../domain/determination.js';
import {
  equalInstalment,
  equalInstalmentByDays,
  interestForDays,
  interestForMonths,
  interestForMonthsAndDays,
  rateFraction,
} from '../domain/interest.js';
import {
  BULLET,
  EQUAL_INSTALMENT,
  EQUAL_PRINCIPAL,
  GIVEN_SCHEDULE,
  INTEREST_ONLY,
  type Instalments,
  type LoanFile,
  MONTHLY,
  ONCE,
  QUARTERLY,
  reserveInstalments,
} from '../domain/loan.js';
import { type Fen, type RateFraction, roundToFen } from '../domain/money.js';

const FACTS_NEEDED: readonly MissingFact[] = [
  { fact: 'loans.principal', because: 'schedule-needs-terms' },
  { fact: 'loans.disbursed_on', because: 'schedule-needs-terms' },
  { fact: 'loans.matures_on', because: 'schedule-needs-terms' },
  { fact: 'loans.repayment_method', because: 'schedule-needs-terms' },
  { fact: 'loans.period', because: 'schedule-needs-period' },
  { fact: 'loans.annual_rate_percent', because: 'schedule-needs-terms' },
];
const NO_PRINCIPAL = 1;
const NO_DISBURSEMENT = 2;
const NO_MATURITY = 4;
const NO_METHOD = 8;
const NO_PERIOD = 16;
const NO_RATE = 32;
/** Every combination of missing terms, made once: a book may lack the same column in a million loans. */
const MISSING_TERMS: readonly (readonly MissingFact[])[] = Array.from({ length: 64 }, (_, lacking) =>
  FACTS_NEEDED.filter((_fact, bit) => (lacking & (1 << bit)) !== 0),
);
const MISSING_SCHEDULE: readonly MissingFact[] = [{ fact: 'schedule', because: 'method-says-given-schedule' }];
const MISSING_GIVEN_INTEREST: readonly MissingFact[] = [
  { fact: 'schedule.interest', because: 'given-schedule-lacks-interest' },
];
const MATURES_TOO_EARLY: readonly MissingFact[] = [
  { fact: 'loans.matures_on', because: 'matures-before-disbursement' },
];

/**
 * Fills `into` with the loan's instalments and returns null, or leaves it empty and returns what is missing. A given
 * schedule is used whatever the method says; of its cells a blank fee is no fee, a blank interest is missing unless
 * the loan's rate is zero. Instalments that fall due after `until` may be left out of the columns.
 */
export function buildSchedule(
  loan: LoanFile,
  conventions: Conventions,
  into: Instalments,
  until: EpochDay = FOREVER,
): readonly MissingFact[] | null {
  leaveEmpty(into);
  if (loan.givenUntil > loan.givenFrom) return takeGivenSchedule(loan, into);
  if (loan.method === GIVEN_SCHEDULE) return MISSING_SCHEDULE;
  const period = periodOf(loan, conventions);
  const lacking = lackingTerms(loan, period);
  if (lacking !== 0) return MISSING_TERMS[lacking]!;
  if (loan.maturesOn < loan.disbursedOn) return MATURES_TOO_EARLY;
  const rate = rateFraction(loan.annualRate);
  if (loan.method === BULLET || period === ONCE) setOnlyInstalment(loan, conventions, rate, into);
  else fillInstalments(loan, period, conventions, rate, into, until);
  into.plannedPrincipal = loan.principal;
  into.lastDueOn = loan.maturesOn;
  return null;
}

function leaveEmpty(into: Instalments): void {
  into.count = 0;
  into.plannedCount = 0;
  into.plannedPrincipal = 0;
  into.lastDueOn = NO_DAY;
}

function lackingTerms(loan: LoanFile, period: number): number {
  let lacking = 0;
  if (Number.isNaN(loan.principal)) lacking |= NO_PRINCIPAL;
  if (loan.disbursedOn === NO_DAY) lacking |= NO_DISBURSEMENT;
  if (loan.maturesOn === NO_DAY) lacking |= NO_MATURITY;
  if (loan.method === 0) lacking |= NO_METHOD;
  if (period === 0 && loan.method !== BULLET) lacking |= NO_PERIOD;
  if (Number.isNaN(loan.annualRate)) lacking |= NO_RATE;
  return lacking;
}

function takeGivenSchedule(loan: LoanFile, into: Instalments): readonly MissingFact[] | null {
  const { given, givenFrom } = loan;
  const count = loan.givenUntil - givenFrom;
  reserveInstalments(into, count);
  let principal = 0;
  for (let index = 0; index < count; index++) {
    const row = givenFrom + index;
    const interest = given.interest[row]!;
    const fee = given.fee[row]!;
    if (Number.isNaN(interest) && loan.annualRate !== 0) return MISSING_GIVEN_INTEREST;
    into.dueOn[index] = given.dueOn[row]!;
    into.principal[index] = given.principal[row]!;
    principal += given.principal[row]!;
    into.interest[index] = Number.isNaN(interest) ? 0 : interest;
    into.fee[index] = Number.isNaN(fee) ? 0 : fee;
  }
  into.count = count;
  into.plannedCount = count;
  into.plannedPrincipal = principal;
  into.lastDueOn = into.dueOn[count - 1]!;
  return null;
}

/** How the method counts a regular period: by its days, or as a fraction of the year. */
export function countsActualDays(method: number, conventions: Conventions): boolean {
  const { periodInterest } = conventions;
  if (method === EQUAL_INSTALMENT) return periodInterest.equalInstalment === 'actual';
  if (method === EQUAL_PRINCIPAL) return periodInterest.equalPrincipal === 'actual';
  return (method === INTEREST_ONLY ? periodInterest.interestOnly : periodInterest.bullet) === 'actual';
}

/** Everything at maturity. Counted by periods, the term is its whole months and the odd days after them. */
function setOnlyInstalment(loan: LoanFile, conventions: Conventions, rate: RateFraction, into: Instalments): void {
  const { principal, disbursedOn, maturesOn } = loan;
  const basis = conventions.dayCountBasis;
  let interest: Fen;
  if (countsActualDays(loan.method, conventions)) {
    interest = interestForDays(principal, maturesOn - disbursedOn, rate, basis);
  } else {
    let months = monthsApart(disbursedOn, maturesOn);
    if (addMonths(disbursedOn, months) > maturesOn) months--;
    const oddDays = maturesOn - addMonths(disbursedOn, months);
    interest = interestForMonthsAndDays(principal, months, oddDays, rate, basis);
  }
  setInstalment(into, 0, maturesOn, principal, interest);
  into.count = 1;
  into.plannedCount = 1;
}

function fillInstalments(
  loan: LoanFile,
  period: number,
  conventions: Conventions,
  rate: RateFraction,
  into: Instalments,
  until: EpochDay,
): void {
  const { principal, disbursedOn, maturesOn, method } = loan;
  const basis = conventions.dayCountBasis;
  const step = period === MONTHLY ? 1 : period === QUARTERLY ? 3 : 12;
  const paymentDay = loan.paymentDay === 0 ? dayOfMonthOf(disbursedOn) : loan.paymentDay;

  // Only the due date in the month of maturity can lie on or after maturity.
  const rhythm = Math.floor(monthsApart(disbursedOn, maturesOn) / step);
  const lastOfRhythm = rhythm === 0 ? NO_DAY : addMonths(disbursedOn, rhythm * step, paymentDay);
  const planned = rhythm > 0 && lastOfRhythm >= maturesOn ? rhythm : rhythm + 1;
  const startsInRhythm = addMonths(disbursedOn, 0, paymentDay) === disbursedOn;
  const endsInRhythm = lastOfRhythm === maturesOn;
  const actualDays = countsActualDays(method, conventions);

  // A payment that is even over periods of uneven length needs the days of all of them.
  const needsAllDays = method === EQUAL_INSTALMENT && actualDays && loan.annualRate > 0;

  reserveInstalments(into, planned);
  const dated = addMonthsOverAndOver(
    disbursedOn,
    step,
    paymentDay,
    planned - 1,
    needsAllDays ? FOREVER : until,
    into.dueOn,
  );
  const isDatedToTheEnd = dated === planned - 1 && (needsAllDays || maturesOn <= until);
  if (isDatedToTheEnd) into.dueOn[planned - 1] = maturesOn;
  const count = isDatedToTheEnd ? planned : dated;
  into.count = count;
  into.plannedCount = planned;
  if (count === 0) return;

  let payment = 0;
  if (needsAllDays) payment = equalInstalmentByDays(principal, disbursedOn, into.dueOn, planned, rate, basis);
  else if (method === EQUAL_INSTALMENT) payment = equalInstalment(principal, planned, step, rate);
  const part = method === EQUAL_PRINCIPAL ? roundToFen(principal, 1, planned) : 0;
  let balance = principal;
  let from = disbursedOn;
  for (let index = 0; index < count; index++) {
    const dueOn = into.dueOn[index]!;
    const byDays = actualDays || (index === 0 && !startsInRhythm) || (index === planned - 1 && !endsInRhythm);
    const interest = byDays
      ? interestForDays(balance, dueOn - from, rate, basis)
      : interestForMonths(balance, step, rate);
    let repaid = part;
    if (method === EQUAL_INSTALMENT) {
      // A broken period among regular ones changes its interest, not the plan by which the principal is repaid.
      repaid = payment - (byDays && !actualDays ? interestForMonths(balance, step, rate) : interest);
    }
    if (index === planned - 1 || repaid > balance) repaid = balance;
    else if (repaid < 0) repaid = 0;
    setInstalment(into, index, dueOn, repaid, interest);
    balance -= repaid;
    from = dueOn;
  }
}

function setInstalment(into: Instalments, index: number, dueOn: EpochDay, principal: Fen, interest: Fen): void {
  into.dueOn[index] = dueOn;
  into.principal[index] = principal;
  into.interest[index] = interest;
  into.fee[index] = 0;
}
