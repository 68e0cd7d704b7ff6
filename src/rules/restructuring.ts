/**
 * Question   On which new terms may an overdue loan be repaid once its borrower is able again, and what do they cost?
 * Law        none: agreements are free; their effects on limitation, guarantees and grades are told beside the proposal
 * Policy     restructuring (longest extension, grace, waivers, down payment, methods), conventions
 * Needs      the claim of the day, the terms in force, the day on which ability returns, the mark-up of penalty interest
 * Answer     per option the new schedule and its costs, why it is refused, or the facts that are missing
 * Not decided here   whether the borrower is to be offered anything (its type), the effects in law, approval
 *
 * Dates       From the as-of date on the loan's payment day, at the distance of its period. Until ability returns only
 *             interest falls due (nothing for a debt repaid at once, nothing under `principal_first`). The first full
 *             instalment is the first date on which ability has returned.
 * Extension   Everything from the oldest unpaid instalment on is moved, in the loan's own method, so that its first falls
 *             on the first full date; the lender's limit cuts the end off, and instalments grow.
 * Method      The agreed end is kept where it leaves the time that the policy asks for, else it is moved as above.
 * Principal first   Equal parts of the principal, then the interest that accrued meanwhile and what is left of the
 *             arrears, over the last dates.
 * Arrears     Unpaid interest, fees, penalty and compound interest are never added to the principal and bear nothing.
 * Cost        The claim of today less the present value of all payments at the contract rate, each period counted as the
 *             schedule counts it: a schedule without waiver or deferral costs nothing. What penalty interest would have
 *             accrued without an agreement is not counted: it would have to be collected first.
 */
import { addMonths, dayOfMonthOf, type EpochDay, formatIsoDate, monthsApart, NO_DAY } from '../domain/civil-date.js';
import { type Conventions, periodOf } from '../domain/conventions.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { rateFraction } from '../domain/interest.js';
import { BULLET, EQUAL_PRINCIPAL, GIVEN_SCHEDULE, INTEREST_ONLY, MONTHLY, ONCE, QUARTERLY } from '../domain/loan.js';
import { type Fen, roundToFen } from '../domain/money.js';
import { type Dates, layOutNewTerms, type Plan } from '../domain/new-terms.js';
import { monthsAfter } from '../domain/period-end.js';
import type {
  LoanInDistress,
  NewTerms,
  ProposedOption,
  RestructuringOption,
  RestructuringTerms,
  ScheduleRule,
} from '../domain/restructuring.js';

const NO_HORIZON: MissingFact = { fact: 'survey.recovery_months', because: 'restructuring-needs-horizon' };
const HORIZON_PASSED: MissingFact = { fact: 'survey.recovery_months', because: 'recovery-horizon-passed' };
const NO_BANKRUPTCY_DAY: MissingFact = { fact: 'events.bankruptcy_accepted', because: 'bankruptcy-stops-interest' };
const NO_MARKUP: MissingFact = { fact: 'loans.penalty_markup_percent', because: 'restructuring-needs-penalty' };
const NO_RATE: MissingFact = { fact: 'loans.annual_rate_percent', because: 'schedule-needs-terms' };
const NO_METHOD: MissingFact = { fact: 'loans.repayment_method', because: 'own-method-to-be-extended' };

/** Every option for one loan, in the order of RESTRUCTURING_OPTIONS; changed methods in the order of the policy. */
export function proposeOptions(
  distress: LoanInDistress,
  terms: RestructuringTerms,
  conventions: Conventions,
  schedule: ScheduleRule,
): readonly ProposedOption[] {
  const { loan } = distress;
  const own = loan.method === GIVEN_SCHEDULE ? 0 : loan.method;
  const asked: { readonly option: RestructuringOption; readonly method: number }[] = [
    { option: 'extension', method: own },
    ...terms.methods
      .filter((method) => method !== own)
      .map((method) => ({ option: 'changed_method' as const, method })),
    { option: 'principal_first', method: EQUAL_PRINCIPAL },
  ];
  const lacking = missingFacts(distress, terms);
  return asked.map(({ option, method }): ProposedOption => {
    const missing = option === 'extension' && own === 0 ? [...lacking, NO_METHOD] : lacking;
    if (missing.length > 0) return { option, method, kind: 'undetermined', missing };
    const frame = frameOf(distress, terms, conventions);
    const end = endOf(option, method, distress, frame, terms);
    if ('code' in end) return { option, method, kind: 'refused', because: end };
    const plan = planOf(option, method, distress, frame, end.lastDueOn, terms);
    const laid = layOutNewTerms(plan, conventions, schedule);
    if ('missing' in laid) return { option, method, kind: 'undetermined', missing: laid.missing };
    const latest = frame.latestMaturityOn;
    return { option, method, kind: 'offered', terms: { ...laid.terms, latestMaturityOn: latest } satisfies NewTerms };
  });
}

function missingFacts(
  { loan, claim, ableOn, asOf }: LoanInDistress,
  { recoveryPassedDays }: RestructuringTerms,
): readonly MissingFact[] {
  const missing: MissingFact[] = [];
  if (ableOn === NO_DAY) missing.push(NO_HORIZON);
  // The day has long come and the loan is still overdue: what was said of the future has to be asked again.
  else if (asOf - ableOn > recoveryPassedDays) missing.push(HORIZON_PASSED);
  if (loan.isBankruptcyUndated) missing.push(NO_BANKRUPTCY_DAY);
  else if (Number.isNaN(loan.annualRate)) missing.push(NO_RATE);
  else if (Number.isNaN(claim.penalty + claim.compound)) missing.push(NO_MARKUP);
  return missing;
}

/** The dates on which new instalments may fall due, counted from 1, and where the lender's limits cut them. */
interface Frame extends Dates {
  /** First date on which ability has returned. */
  readonly full: number;
  /** Last date within the limit; below `full` where there is none. */
  readonly last: number;
  readonly latestMaturityOn: EpochDay;
  readonly limitMonths: number;
}

function frameOf(
  { loan, asOf, maturesOn, ableOn }: LoanInDistress,
  terms: RestructuringTerms,
  conventions: Conventions,
): Frame {
  const own = periodOf(loan, conventions);
  const period = own === 0 || own === ONCE ? terms.periodWithoutOwn : own;
  const step = period === MONTHLY ? 1 : period === QUARTERLY ? 3 : 12;
  const paymentDay = loan.paymentDay === 0 ? dayOfMonthOf(loan.disbursedOn) : loan.paymentDay;
  const dates: Dates = { asOf, period, step, paymentDay };
  const term = wholeMonths(loan.disbursedOn, maturesOn);
  const limit = terms.extensionLimits.find(({ termToMonths }) => term <= termToMonths)!;
  const share = rateFraction(limit.mostShareOfTerm);
  const ofTerm = Math.floor((term * share.numerator) / share.denominator);
  const limitMonths = Math.min(limit.mostMonths, ofTerm);
  const latestMaturityOn = monthsAfter(maturesOn, limitMonths);
  // A date on the day itself counts.
  const full = Math.max(1, lastDateTo(dates, ableOn - 1) + 1);
  return { ...dates, full, last: lastDateTo(dates, latestMaturityOn), latestMaturityOn, limitMonths };
}

/** Months from one day to another, a part counted as one. */
function wholeMonths(from: EpochDay, to: EpochDay): number {
  const months = monthsApart(from, to);
  return addMonths(from, months) < to ? months + 1 : months;
}

/** Number of the last date that is not after `day`; 0 or less where none is. */
function lastDateTo(dates: Dates, day: EpochDay): number {
  const { asOf, step, paymentDay } = dates;
  const number = Math.floor(monthsApart(asOf, day) / step);
  return addMonths(asOf, number * step, paymentDay) <= day ? number : number - 1;
}

const dateOf = ({ asOf, step, paymentDay }: Dates, number: number): EpochDay =>
  addMonths(asOf, number * step, paymentDay);

interface End {
  readonly lastDueOn: EpochDay;
}

/**
 * The agreed end moved by the time that stands between the oldest unpaid due date and recovery; under `principal_first` the
 * dates that are kept for interest come on top. A changed method keeps an agreed end that leaves time enough.
 */
function endOf(
  option: RestructuringOption,
  method: number,
  distress: LoanInDistress,
  frame: Frame,
  terms: RestructuringTerms,
): End | Reason {
  const { loan, maturesOn, unpaidInstalments } = distress;
  const least = method === INTEREST_ONLY || method === BULLET ? 1 : periodsFor(terms.leastRepaymentMonths, frame);
  if (option === 'extension') {
    const unpaid = loan.method === BULLET || loan.period === ONCE ? 1 : unpaidInstalments;
    return movedEnd(distress, frame, terms, unpaid, Math.min(least, unpaid));
  }
  const needed = Math.max(least, unpaidInstalments);
  if (option === 'principal_first') {
    return movedEnd(distress, frame, terms, needed + terms.interestInstalments, least);
  }
  const left = lastDateTo(frame, maturesOn) - frame.full + 1;
  if (left >= Math.max(least, periodsFor(terms.keepTermFromMonths, frame))) {
    return graceTooLong(frame, terms) ?? { lastDueOn: maturesOn };
  }
  return movedEnd(distress, frame, terms, needed, least);
}

function movedEnd(
  { asOf, maturesOn, ableOn }: LoanInDistress,
  frame: Frame,
  terms: RestructuringTerms,
  needed: number,
  least: number,
): End | Reason {
  const { full, last, latestMaturityOn, limitMonths } = frame;
  if (!terms.extendsMatured && maturesOn <= asOf) {
    return { code: 'restructuring-matured', saw: { matures_on: formatIsoDate(maturesOn) } };
  }
  const tooLong = graceTooLong(frame, terms);
  if (tooLong !== null) return tooLong;
  if (last - full + 1 < least) {
    const saw = {
      matures_on: formatIsoDate(maturesOn),
      limit_months: limitMonths,
      latest_on: formatIsoDate(latestMaturityOn),
      able_on: formatIsoDate(ableOn),
      months: least * frame.step,
    };
    if (last < full) return { code: 'restructuring-limit-before-recovery', saw };
    return { code: 'restructuring-limit-too-short', saw };
  }
  return { lastDueOn: dateOf(frame, Math.min(full + needed - 1, last)) };
}

function graceTooLong({ full, step }: Frame, { mostGraceMonths }: RestructuringTerms): Reason | null {
  const months = (full - 1) * step;
  if (months <= mostGraceMonths) return null;
  return { code: 'restructuring-grace-too-long', saw: { months, limit_months: mostGraceMonths } };
}

function periodsFor(months: number, { step }: Dates): number {
  return Math.max(1, Math.ceil(months / step));
}

function planOf(
  option: RestructuringOption,
  method: number,
  distress: LoanInDistress,
  frame: Frame,
  lastDueOn: EpochDay,
  terms: RestructuringTerms,
): Plan {
  const { claim } = distress;
  const waives = option === 'principal_first';
  const waivedInterest = waives ? partOf(claim.interest, terms.waivedInterestShare) : 0;
  const waivedPenalty = waives ? partOf(claim.penalty, terms.waivedPenaltyShare) : 0;
  const waivedCompound = waives ? partOf(claim.compound, terms.waivedCompoundShare) : 0;
  const arrears =
    claim.interest + claim.fee + claim.penalty + claim.compound - waivedInterest - waivedPenalty - waivedCompound;
  const downPayment = partOf(arrears, terms.downPaymentShare);
  const { asOf, period, step, paymentDay, full } = frame;
  return {
    distress,
    dates: { asOf, period, step, paymentDay },
    method,
    isPrincipalFirst: waives,
    firstFullOn: dateOf(frame, full),
    graceEndsOn: full === 1 ? NO_DAY : dateOf(frame, full - 1),
    lastDueOn,
    waivedInterest,
    waivedPenalty,
    waivedCompound,
    downPayment,
    deferred: arrears - downPayment,
    interestInstalments: terms.interestInstalments,
  };
}

function partOf(amount: Fen, share: number): Fen {
  const { numerator, denominator } = rateFraction(share);
  return roundToFen(amount, numerator, denominator);
}
