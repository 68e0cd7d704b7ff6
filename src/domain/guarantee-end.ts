/** When a guarantee period ends, by what was agreed and by the law of the contract's day. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import type { Reading } from './clock.js';
import { numberOn } from './dated-numbers.js';
import type { MissingFact } from './determination.js';
import type { AgreedPeriod } from './guarantee.js';
import type { DueDay } from './guarantee-due.js';
import type { GuaranteeTerms } from './guarantee-terms.js';
import { monthsAfter } from './period-end.js';

const PERIOD_UNKNOWN: MissingFact = { fact: 'parties.guarantee_period', because: 'guarantee-period-not-stated' };
const PERIOD_UNREADABLE: MissingFact = { fact: 'parties.guarantee_period', because: 'guarantee-period-unreadable' };

export interface PeriodFrame {
  readonly period: AgreedPeriod;
  readonly due: DueDay;
  readonly terms: GuaranteeTerms;
}

/** One way to read law and facts, the mode of the guarantee left aside: the end does not depend on it. */
export interface PeriodStance {
  readonly contractOn: EpochDay;
  readonly reading: Reading;
  /** Facts that nobody recorded are taken for the creditor. */
  readonly forCreditor: boolean;
}

/**
 * The last day of the period on one reading, before any roll; NO_DAY where nothing bounds it. What was not recorded and
 * was needed for it is added to `doubts`.
 */
export function endOfGuarantee(
  { period, due, terms }: PeriodFrame,
  { contractOn, reading, forCreditor }: PeriodStance,
  doubts: MissingFact[],
): EpochDay {
  // A day that lies behind every due date there can be: the due date does not matter.
  if (period.kind === 'until' && due.latest !== NO_DAY && period.on > due.latest) return period.on;
  const start = startOn(due, reading, forCreditor);
  for (const fact of due.missing) doubts.push(fact);
  if (start === NO_DAY) return NO_DAY;
  if (period.kind === 'until' && period.on > start) {
    // It lies behind the day on which the debt was called, not behind the last due date: whether it is later than the debt
    // (民法典 art. 692(2)), or counts as none, is as unsettled as the effect of the call itself.
    const months = numberOn(terms.defaultMonths, contractOn);
    return Number.isNaN(months) || reading === 'favourable'
      ? period.on
      : Math.min(period.on, monthsAfter(start, months));
  }
  if (period.kind === 'months') return monthsAfter(start, period.months);
  if (period.kind === 'blank' || period.kind === 'unreadable') {
    doubts.push(period.kind === 'blank' ? PERIOD_UNKNOWN : PERIOD_UNREADABLE);
    if (forCreditor) return NO_DAY;
  }
  const months = monthsByLaw(period, reading, contractOn, terms);
  if (!Number.isNaN(months)) return monthsAfter(start, months);
  const silent = isReadAsUnclear(period, reading)
    ? terms.law.guaranteePeriodUnclearMonths
    : terms.law.guaranteePeriodDefaultMonths;
  doubts.push({ fact: `law.${silent.id}`, because: 'no-law-value-on-date' });
  return NO_DAY;
}

/** The day from which the period runs; NO_DAY where it is not known. */
export function startOn(due: DueDay, reading: Reading, forCreditor: boolean): EpochDay {
  return (forCreditor ? due.inFavour : due.against)[reading];
}

/** Months that the law gives where the contract names no length; NaN where it is silent. */
export function monthsByLaw(
  period: AgreedPeriod,
  reading: Reading,
  contractOn: EpochDay,
  terms: GuaranteeTerms,
): number {
  return numberOn(isReadAsUnclear(period, reading) ? terms.unclearMonths : terms.defaultMonths, contractOn);
}

/** `unstated` may stand for a contract without a period or for one with unclear words. */
function isReadAsUnclear({ kind }: AgreedPeriod, reading: Reading): boolean {
  return kind === 'unclear' || (kind === 'unstated' && reading === 'favourable');
}
