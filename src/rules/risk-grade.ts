/**
 * Question   Which of the five grades do the days past due require at least, and does one borrower's bad debt drag the
 *            rest of its debts along?
 * Law        cn.risk-grade floors (general and card table) and the contagion share, as values for the as-of date
 * Needs      days past due; for contagion the borrower's kind, and grade and balance of each of its loans
 * Answer     an index into RISK_GRADES, UNGRADED where a fact is missing
 * Not decided here   the debtor's state beyond days past due (impairment, fraud, restructuring, debts at other banks),
 *            which can only make a grade worse: these are floors; the exception for short technical delays, which
 *            needs a reason on record; upgrades of loans that were not restructured
 *
 * Non-retail  The 2023 measures let retail assets be graded one by one and name personal loans, cards and small-business
 *             loans among them (law guide §7, mark M). So `individual`, `farm` (a farming household) and `micro` are
 *             retail here, `company` is not; a borrower of unknown kind leaves the question open.
 */
import { addMonths, type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { RiskGradeFloors } from '../domain/law.js';
import { COMPANY, type Instalments } from '../domain/loan.js';
import {
  DOUBTFUL,
  type GradeHold,
  LOSS,
  NORMAL,
  SPECIAL_MENTION,
  SUBSTANDARD,
  UNGRADED,
} from '../domain/risk-grade.js';

/** The grade that `daysPastDue` alone requires: an index into RISK_GRADES, UNGRADED when the days are not known (NaN). */
export function gradeRisk(daysPastDue: number, floors: RiskGradeFloors): number {
  if (Number.isNaN(daysPastDue)) return UNGRADED;
  if (daysPastDue >= floors.loss) return LOSS;
  if (daysPastDue >= floors.doubtful) return DOUBTFUL;
  if (daysPastDue >= floors.substandard) return SUBSTANDARD;
  return daysPastDue >= floors.specialMention ? SPECIAL_MENTION : NORMAL;
}

/** How a restructured loan was paid and changed. */
export interface RestructuredFacts {
  /** Terms were changed again while it was observed. */
  readonly isRestructuredAgain: boolean;
  /** Longest arrears that were made good, in days, and the day on which they were; NO_DAY where none was. */
  readonly longestCuredDays: number;
  readonly longestCuredOn: EpochDay;
  /** Day on which the last arrears were made good. */
  readonly lastCuredOn: EpochDay;
  readonly instalments: Instalments;
}

/** What the law asks of a restructured asset on the as-of date; undefined and false where it has no rule for that day. */
export interface RestructuredTerms {
  readonly upgrade: { readonly repaymentPeriods: number; readonly months: number } | undefined;
  readonly againIsSubstandard: boolean;
}

/**
 * What holds a restructured loan at 次级 though its days past due ask for less: it was restructured again within
 * observation, or it was non-performing, was paid up, and has not yet been paid punctually for so many repayment
 * periods and so many months, of which the longer counts (2023 measures). Arrears within that time start it anew.
 */
export function holdGrade(
  own: number,
  facts: RestructuredFacts,
  nonPerformingFromDays: number,
  terms: RestructuredTerms,
  asOf: EpochDay,
): GradeHold {
  if (own === UNGRADED || own >= SUBSTANDARD) return '';
  if (facts.isRestructuredAgain && terms.againIsSubstandard) return 'restructured-again';
  const { longestCuredDays, longestCuredOn, lastCuredOn, instalments } = facts;
  if (terms.upgrade === undefined || longestCuredOn === NO_DAY || longestCuredDays < nonPerformingFromDays) return '';
  const { upgrade } = terms;
  const first = endOfPunctualPayment(longestCuredOn, instalments, upgrade);
  const last = lastCuredOn <= first ? endOfPunctualPayment(lastCuredOn, instalments, upgrade) : first;
  return asOf <= last ? 'upgrade-wait' : '';
}

/** Last day of the punctual payment that has to follow `paidUpOn`; the last due date where fewer are left. */
function endOfPunctualPayment(
  paidUpOn: EpochDay,
  { dueOn, count }: Instalments,
  { repaymentPeriods, months }: { readonly repaymentPeriods: number; readonly months: number },
): EpochDay {
  let periods = 0;
  let lastDueOn = paidUpOn;
  for (let at = 0; at < count && periods < repaymentPeriods; at++) {
    if (dueOn[at]! <= paidUpOn) continue;
    lastDueOn = dueOn[at]!;
    periods++;
  }
  return Math.max(addMonths(paidUpOn, months), lastDueOn);
}

/** `raised`: some grades were made worse. `open`: it depends on a loan without a grade, or on the borrower's kind. */
export type Contagion = 'none' | 'raised' | 'open';

/**
 * A non-retail borrower of whose balance in this bank more than `share` (0–1) is non-performing has all of it so: every
 * loan with a balance is graded 次级 or worse. Exactly the share is not more than it.
 *
 * `loans[from … until)` are the borrower's loans; `grades` (indices into RISK_GRADES, changed in place) and `balances`
 * (fen, NaN never: give the most it can be where it is not known) are columns of the book, indexed by loan. `share` NaN
 * (no rule in force) does nothing. With loans UNGRADED the answer is `raised` where the graded ones suffice, `open`
 * where theirs could tip it.
 */
export function applyContagion(
  loans: Int32Array,
  from: number,
  until: number,
  borrowerKind: number,
  grades: Uint8Array,
  balances: Float64Array,
  share: number,
): Contagion {
  if (Number.isNaN(share) || (borrowerKind !== COMPANY && borrowerKind !== 0)) return 'none';
  let total = 0;
  let nonPerforming = 0;
  let ungraded = 0;
  let performingLoans = 0;
  for (let index = from; index < until; index++) {
    const loan = loans[index]!;
    const balance = balances[loan]!;
    const grade = grades[loan]!;
    total += balance;
    if (grade === UNGRADED) ungraded += balance;
    else if (grade >= SUBSTANDARD) nonPerforming += balance;
    else if (balance > 0) performingLoans++;
  }
  if (performingLoans === 0) return 'none';
  if (!exceedsShare(nonPerforming, total, share)) {
    return exceedsShare(nonPerforming + ungraded, total, share) ? 'open' : 'none';
  }
  if (borrowerKind === 0) return 'open';
  for (let index = from; index < until; index++) {
    const loan = loans[index]!;
    if (balances[loan]! > 0 && grades[loan]! < SUBSTANDARD) grades[loan] = SUBSTANDARD;
  }
  return 'raised';
}

/** Shares of law are whole hundredths of a percent; in those units the comparison is between whole numbers. */
function exceedsShare(part: number, total: number, share: number): boolean {
  return part * 10_000 > total * Math.round(share * 10_000);
}
