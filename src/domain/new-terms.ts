/** The schedule of new terms, put together from parts that the schedule rule makes, and what it comes to. */
import { addMonths, type EpochDay, monthsApart, NO_DAY } from './civil-date.js';
import type { Conventions } from './conventions.js';
import type { MissingFact } from './determination.js';
import { rateFraction } from './interest.js';
import {
  BULLET,
  EQUAL_INSTALMENT,
  EQUAL_PRINCIPAL,
  emptyInstalments,
  INTEREST_ONLY,
  type Instalments,
  ONCE,
} from './loan.js';
import { type Fen, roundToFen } from './money.js';
import { presentValue } from './present-value.js';
import type { LoanInDistress, NewInstalment, NewTerms, ScheduleRule } from './restructuring.js';

const MONTHS_PER_YEAR = 12;

/** Dates on one payment day at one distance, counted from the as-of date. */
export interface Dates {
  readonly asOf: EpochDay;
  /** Code into PERIODS. */
  readonly period: number;
  /** Months from one date to the next. */
  readonly step: number;
  readonly paymentDay: number;
}

/** What is to be laid out. */
export interface Plan {
  readonly distress: LoanInDistress;
  readonly dates: Dates;
  readonly method: number;
  /** Principal in equal parts, then interest and arrears. */
  readonly isPrincipalFirst: boolean;
  readonly firstFullOn: EpochDay;
  /** Last date on which only interest falls due; NO_DAY where there is none. */
  readonly graceEndsOn: EpochDay;
  readonly lastDueOn: EpochDay;
  readonly waivedInterest: Fen;
  readonly waivedPenalty: Fen;
  readonly waivedCompound: Fen;
  readonly downPayment: Fen;
  readonly deferred: Fen;
  readonly interestInstalments: number;
}

/** A due date before arrears are put on it. */
interface Line {
  readonly dueOn: EpochDay;
  principal: Fen;
  interest: Fen;
  arrears: Fen;
}

type Laid = { readonly terms: Omit<NewTerms, 'latestMaturityOn'> } | { readonly missing: readonly MissingFact[] };

/** The new terms of a plan; what the schedule rule finds missing is handed on. */
export function layOutNewTerms(plan: Plan, conventions: Conventions, schedule: ScheduleRule): Laid {
  const lines = linesOf(plan, conventions, schedule);
  if ('missing' in lines) return lines;
  if (plan.isPrincipalFirst) collectInterestLast(plan, lines);
  else {
    const full = lines.filter(({ dueOn }) => dueOn >= plan.firstFullOn);
    spread(plan.deferred, full, (line, part) => {
      line.arrears += part;
    });
  }
  return { terms: sumUp(plan, conventions, lines) };
}

/** The dates with principal and the interest that accrues up to each. */
function linesOf(
  plan: Plan,
  conventions: Conventions,
  schedule: ScheduleRule,
): Line[] | { readonly missing: readonly MissingFact[] } {
  const { dates, distress, graceEndsOn, lastDueOn, method } = plan;
  const { principal } = distress.claim;
  const into = emptyInstalments();
  const part = (from: EpochDay, to: EpochDay, by: number, amount: Fen): readonly MissingFact[] | null => {
    const counted = by === method ? conventions : countedLike(method, conventions);
    const period = by === BULLET ? ONCE : dates.period;
    const { loan } = distress;
    const terms = { principal: amount, disbursedOn: from, maturesOn: to, method: by, period };
    return schedule({ ...loan, ...terms, paymentDay: dates.paymentDay, givenFrom: 0, givenUntil: 0 }, counted, into);
  };
  const hasGrace = graceEndsOn !== NO_DAY && method !== INTEREST_ONLY && method !== BULLET;
  const lines: Line[] = [];
  if (hasGrace) {
    const missing = part(dates.asOf, graceEndsOn, INTEREST_ONLY, principal);
    if (missing !== null) return { missing };
    takeLines(into, lines, false);
  }
  const from = hasGrace ? graceEndsOn : dates.asOf;
  const { isPrincipalFirst, interestInstalments } = plan;
  if (!isPrincipalFirst) {
    const missing = part(from, lastDueOn, method, principal);
    if (missing !== null) return { missing };
    takeLines(into, lines, true);
    return lines;
  }
  // The last dates are kept for interest, all but the first where there are few.
  const due = datesBetween(plan, lastDueOn);
  const kept = Math.min(interestInstalments, due.length - 1);
  const missing = part(from, due[due.length - 1 - kept]!, method, principal);
  if (missing !== null) return { missing };
  takeLines(into, lines, true);
  for (const dueOn of due.slice(due.length - kept)) lines.push({ dueOn, principal: 0, interest: 0, arrears: 0 });
  return lines;
}

/** Days of grace count as those of the method that follows. */
function countedLike(method: number, conventions: Conventions): Conventions {
  const { periodInterest } = conventions;
  const interestOnly = countingOf(method, conventions);
  return { ...conventions, periodInterest: { ...periodInterest, interestOnly } };
}

function countingOf(method: number, { periodInterest }: Conventions): 'periodic' | 'actual' {
  if (method === EQUAL_INSTALMENT) return periodInterest.equalInstalment;
  if (method === EQUAL_PRINCIPAL) return periodInterest.equalPrincipal;
  return method === INTEREST_ONLY ? periodInterest.interestOnly : periodInterest.bullet;
}

function takeLines(from: Instalments, into: Line[], withPrincipal: boolean): void {
  for (let at = 0; at < from.count; at++) {
    const principal = withPrincipal ? from.principal[at]! : 0;
    into.push({ dueOn: from.dueOn[at]!, principal, interest: from.interest[at]!, arrears: 0 });
  }
}

/** From the first full date to the last, which may lie off the rhythm. */
function datesBetween({ dates, firstFullOn }: Plan, lastDueOn: EpochDay): readonly EpochDay[] {
  const { asOf, step, paymentDay } = dates;
  const due: EpochDay[] = [];
  for (let months = step; ; months += step) {
    const day = addMonths(asOf, months, paymentDay);
    if (day >= lastDueOn) break;
    if (day >= firstFullOn) due.push(day);
  }
  due.push(lastDueOn);
  return due;
}

/** Takes interest off the dates on which it accrued and puts it, with the arrears, on those after the last principal. */
function collectInterestLast({ deferred }: Plan, lines: Line[]): void {
  let interest = 0;
  for (const line of lines) {
    interest += line.interest;
    line.interest = 0;
  }
  const after = lines.slice(lines.findLastIndex(({ principal }) => principal > 0) + 1);
  const last = after.length > 0 ? after : lines.slice(-1);
  spread(interest, last, (line, part) => {
    line.interest += part;
  });
  spread(deferred, last, (line, part) => {
    line.arrears += part;
  });
}

/** Equal parts, rounded to the fen; the last takes what is left. */
function spread(amount: Fen, lines: readonly Line[], put: (line: Line, part: Fen) => void): void {
  const part = roundToFen(amount, 1, lines.length);
  let left = amount;
  for (const [at, line] of lines.entries()) {
    const taken = at === lines.length - 1 ? left : Math.min(part, left);
    put(line, taken);
    left -= taken;
  }
}

function sumUp(plan: Plan, conventions: Conventions, lines: readonly Line[]): Omit<NewTerms, 'latestMaturityOn'> {
  const { distress, method, downPayment, firstFullOn, lastDueOn, waivedInterest, waivedPenalty, waivedCompound } = plan;
  const { asOf, claim, maturesOn, ableOn } = distress;
  // Dates on which nothing is paid, as under `principal_first` until ability returns, are no instalments.
  const paying = lines.filter(({ principal, interest, arrears }) => principal + interest + arrears > 0);
  const schedule: NewInstalment[] = paying.map((line, at) => ({ number: at + 1, ...line }));
  if (downPayment > 0) schedule.unshift({ number: 0, dueOn: asOf, principal: 0, interest: 0, arrears: downPayment });
  const sum = (amountOf: (row: NewInstalment) => Fen) => schedule.reduce((total, row) => total + amountOf(row), 0);
  const principal = sum((row) => row.principal);
  const interest = sum((row) => row.interest);
  const arrears = sum((row) => row.arrears);
  const total = principal + interest + arrears;
  const worth = presentValue(discounted(plan, conventions, lines)) + downPayment;
  const claimed = claim.principal + claim.interest + claim.fee + claim.penalty + claim.compound;
  const later = schedule.filter(({ number }) => number > 0);
  const greatest = (rows: readonly NewInstalment[]) => rows.reduce((most, row) => Math.max(most, paidOn(row)), 0);
  const from = later.filter(({ dueOn }) => dueOn >= firstFullOn);
  const extendedDays = lastDueOn - maturesOn;
  const months = extendedDays > 0 ? monthsApart(maturesOn, lastDueOn) : 0;
  return {
    method,
    schedule,
    principal,
    interest,
    arrears,
    total,
    maturesOn: lastDueOn,
    extendedMonths: extendedDays > 0 && addMonths(maturesOn, months) < lastDueOn ? months + 1 : months,
    firstFullOn: later.find((row) => row.principal > 0)?.dueOn ?? lastDueOn,
    waivedInterest,
    waivedPenalty,
    waivedCompound,
    downPayment,
    deferred: plan.deferred,
    presentValue: worth,
    cost: claimed - worth,
    changeOfReceipts: total - distress.contractTotal,
    instalmentBefore: distress.agreedInstalment,
    instalmentInGrace: greatest(later.filter(({ dueOn }) => dueOn < firstFullOn)),
    instalmentAfter: from.length === 0 ? 0 : paidOn(from[0]!),
    greatestInstalment: greatest(from),
    dueUntilAble: schedule.filter(({ dueOn }) => dueOn < ableOn).reduce((due, row) => due + paidOn(row), 0),
  };
}

const paidOn = ({ principal, interest, arrears }: NewInstalment): Fen => principal + interest + arrears;

/** Every date with the rate of the period before it, counted as the schedule counts its interest. */
function discounted(plan: Plan, conventions: Conventions, lines: readonly Line[]) {
  const { dates, method, distress } = plan;
  const { asOf, step, paymentDay } = dates;
  const basis = conventions.dayCountBasis;
  const rate = rateFraction(distress.loan.annualRate);
  const isActual = countingOf(method, conventions) === 'actual';
  let from = asOf;
  return lines.map(({ dueOn, principal, interest, arrears }) => {
    const months = monthsApart(from, dueOn);
    const isOfRhythm = addMonths(from, 0, paymentDay) === from && addMonths(from, step, paymentDay) === dueOn;
    let above = (dueOn - from) * rate.numerator;
    let below = basis * rate.denominator;
    if (!isActual && (isOfRhythm || method === BULLET)) {
      const whole = addMonths(from, months) > dueOn ? months - 1 : months;
      const oddDays = method === BULLET ? dueOn - addMonths(from, whole) : 0;
      above = (method === BULLET ? whole * basis + oddDays * MONTHS_PER_YEAR : step * basis) * rate.numerator;
      below = MONTHS_PER_YEAR * basis * rate.denominator;
    }
    from = dueOn;
    return { amount: principal + interest + arrears, numerator: above, denominator: below };
  });
}
