/** Repayment plans of loans whose contract carries its own: uneven principal, interest by the days. */
import { addMonths, daysBetween, type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { type Instalments, reserveInstalments } from '../domain/loan.js';
import { RATE_UNIT, roundToFen } from '../domain/money.js';
import type { GivenInstalment, Terms } from './model.js';
import type { Random } from './random.js';

/** Yearly account-keeping fee of the plans that carry one, in fen. */
const PLAN_FEE = 5_000;

/**
 * A plan from disbursement to maturity with a due date every `periodMonths`. The first instalments ask for little
 * principal and later ones for more, as projects and herds earn late; the last takes what is left.
 */
export function planInstalments(terms: Terms, periodMonths: number, random: Random): GivenInstalment[] {
  const dates: EpochDay[] = [];
  for (let number = 1; ; number++) {
    const due = addMonths(terms.disbursedOn, number * periodMonths, terms.paymentDay || undefined);
    if (due >= terms.maturesOn) break;
    dates.push(due);
  }
  dates.push(terms.maturesOn);

  const withFee = random.chance(400);
  const free = random.between(0, Math.floor(dates.length / 4));
  const weights = dates.map((_, index) => (index < free ? 0 : 1 + Math.floor((index * 3) / dates.length)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const plan: GivenInstalment[] = [];
  let outstanding = terms.principal;
  let from = terms.disbursedOn;
  dates.forEach((dueOn, index) => {
    const last = index === dates.length - 1;
    // Whole hundreds of yuan, as such plans are written.
    const share = Math.floor((terms.principal * weights[index]!) / total / 10_000) * 10_000;
    const principal = last ? outstanding : Math.min(outstanding, share);
    const interest = roundToFen(outstanding * daysBetween(from, dueOn), terms.annualRate, RATE_UNIT * 360);
    plan.push({ dueOn, principal, interest, fee: withFee && index % 12 === 0 ? PLAN_FEE : 0 });
    outstanding -= principal;
    from = dueOn;
  });
  return plan;
}

/**
 * The plan after a restructuring: the instalments before `paid` stand, the principal of the others is spread in equal
 * parts over `months` months from `restructuredOn`; the first new instalment carries the interest since the last one paid.
 */
export function replanInstalments(
  old: Instalments,
  paid: number,
  restructuredOn: EpochDay,
  terms: Terms,
  months: number,
): GivenInstalment[] {
  const plan: GivenInstalment[] = [];
  let outstanding = terms.principal;
  for (let index = 0; index < paid; index++) {
    const principal = old.principal[index]!;
    plan.push({ dueOn: old.dueOn[index]!, principal, interest: old.interest[index]!, fee: old.fee[index]! });
    outstanding -= principal;
  }
  const part = roundToFen(outstanding, 1, months);
  let from = plan.at(-1)?.dueOn ?? terms.disbursedOn;
  for (let number = 1; number <= months; number++) {
    const dueOn = addMonths(restructuredOn, number);
    const interest = roundToFen(outstanding * daysBetween(from, dueOn), terms.annualRate, RATE_UNIT * 360);
    const principal = number === months ? outstanding : part;
    plan.push({ dueOn, principal, interest, fee: 0 });
    outstanding -= principal;
    from = dueOn;
  }
  return plan;
}

/** The same plan as the columns that the account works on. */
export function fillInstalments(plan: readonly GivenInstalment[], into: Instalments): void {
  reserveInstalments(into, plan.length);
  into.count = plan.length;
  into.plannedCount = plan.length;
  into.plannedPrincipal = plan.reduce((sum, instalment) => sum + instalment.principal, 0);
  into.lastDueOn = plan.at(-1)?.dueOn ?? NO_DAY;
  plan.forEach((instalment, index) => {
    into.dueOn[index] = instalment.dueOn;
    into.principal[index] = instalment.principal;
    into.interest[index] = instalment.interest;
    into.fee[index] = instalment.fee;
  });
}
