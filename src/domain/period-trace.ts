/** The steps of one walk in codes, and what would make a better case: made only for the claim that is explained. */

import { type EpochDay, formatIsoDate, NO_DAY } from './civil-date.js';
import { type ClaimAct, RECEIPT } from './claim.js';
import { type DatedNumbers, datedNumbers, numberOn } from './dated-numbers.js';
import type { MissingFact, Reason } from './determination.js';
import type { DatedParameter, Law } from './law.js';
import { type ActFamily, rowOf } from './limitation-events.js';
import { CHANNELS, EVENT_KINDS, EVIDENCE_GRADES } from './loan.js';
import { formatFen } from './money.js';
import { lastDayOf, yearsAfter } from './period-end.js';
import type { PeriodSpec, RunningPeriod } from './period-spec.js';
import { afterObstacle, judgeObstacle } from './suspension.js';
import { OPEN_END, type Verdict } from './verdict.js';

/** `cn.limitation.general@2021-01-01`; the id alone where the parameter has no value on that day. */
export function basisOn<T>(parameter: DatedParameter<T>, day: EpochDay): string {
  let bases = BASES.get(parameter);
  if (bases === undefined) {
    const texts = parameter.values.map((value) => `${parameter.id}@${value.from}`);
    let count = 0;
    bases = { texts, numbers: datedNumbers(parameter, () => count++) };
    BASES.set(parameter, bases);
  }
  return bases.texts[numberOn(bases.numbers, day)] ?? parameter.id;
}

/** What {@link basisOn} says of a parameter: one text per value, and the value's number by day. */
interface Bases {
  readonly texts: readonly string[];
  readonly numbers: DatedNumbers;
}

/** Every loan of a book asks for the same few. */
const BASES = new WeakMap<DatedParameter<unknown>, Bases>();

/** What a reason or an improvement names, by the code of the improvement. */
const IMPROVED_BY: Readonly<Record<string, string>> = {
  'proof-would-restart': 'events.evidence',
  'proof-of-arrival-would-restart': 'events.evidence',
  'demand-would-restart': 'events.demand',
  'proof-untraceable-would-restart': 'events.unreachable',
  'basis-would-restart': 'events.auto_debit',
  'consent-to-payment-would-restart': 'events.acknowledgement',
  'end-of-procedure-would-restart': 'events.ended_on',
  'how-the-procedure-ended': 'events.result',
  'proof-of-service-would-restart': 'events.result',
  'consent-would-revive': 'events.result',
  'signature-would-revive': 'events.evidence',
};

interface Improvement {
  readonly code: string;
  /** Latest day from which the period could then run. */
  readonly day: EpochDay;
}

/** What an act is as the reasons show it. */
export function sawOf(act: ClaimAct): Record<string, string | number> {
  if (act.kind === RECEIPT) {
    const paidOn = formatIsoDate(act.on);
    const channel = CHANNELS[act.channel - 1] ?? '';
    const amount = formatFen(act.amount);
    return { source: 'payments', line: act.line, kind: 'part_payment', on: paidOn, paid_on: paidOn, amount, channel };
  }
  const saw: Record<string, string | number> = {
    source: 'events',
    line: act.line,
    kind: EVENT_KINDS[act.kind - 1] ?? '',
    on: formatIsoDate(act.on),
    evidence: EVIDENCE_GRADES[act.evidence - 1] ?? '',
  };
  if (act.endedOn !== NO_DAY) saw['ended_on'] = formatIsoDate(act.endedOn);
  if (act.promisedOn !== NO_DAY) saw['promised_on'] = formatIsoDate(act.promisedOn);
  return saw;
}

function lawOf(act: ClaimAct, spec: PeriodSpec): DatedParameter<unknown> {
  const { law } = spec.terms;
  if (spec.clock === 'enforcement') return law.enforcementInterruption;
  const byFamily: Readonly<Record<ActFamily, DatedParameter<unknown>>> = {
    demand: law.limitationDemand,
    publication: law.limitationPublication,
    debit: law.limitationAutoDebit,
    payment: law.limitationPartPayment,
    acknowledgement: law.limitationAcknowledgement,
    procedure: law.limitationProcedure,
    assignment: law.limitationAssignment,
  };
  return byFamily[rowOf(act.kind)?.family ?? (act.kind === RECEIPT ? 'payment' : 'procedure')];
}

export class PeriodTrace {
  readonly reasons: Reason[];
  private readonly spec: PeriodSpec;
  private readonly improved: Improvement[] = [];

  constructor(spec: PeriodSpec, reasons: readonly Reason[]) {
    this.spec = spec;
    this.reasons = [...reasons];
  }

  /** The period as it first runs, before any act. */
  begins(period: RunningPeriod): void {
    this.tellPeriod(period);
  }

  restarted(period: RunningPeriod): void {
    if (period.heldBy === '') this.tellPeriod(period);
  }

  act(act: ClaimAct, verdict: Verdict, period: RunningPeriod, isLate: boolean): void {
    const bestDay = verdict.favourableDay;
    // Before the period ran, and behind a later restart, an act moves nothing.
    if (bestDay <= period.start || (isLate && isTrifle(act))) return;
    const saw = sawOf(act);
    const hasOwnStart =
      bestDay !== act.on || verdict.code === 'procedure-restarts' || verdict.code === 'suit-not-in-force';
    if (hasOwnStart && bestDay !== OPEN_END) saw['runs_from'] = formatIsoDate(verdict.day);
    if (verdict.code === 'act-restarts' && verdict.day <= period.start && !this.isFavourable()) {
      this.reasons.push({ code: 'act-before-period', saw: { ...saw, runs_from: formatIsoDate(bestDay) } });
      return;
    }
    const law = isLate ? this.spec.terms.law.limitationRevival : lawOf(act, this.spec);
    const counts = verdict.conservative || verdict.favourable;
    this.reasons.push(counts ? { code: verdict.code, basis: basisOn(law, act.on), saw } : { code: verdict.code, saw });
    if (verdict.improvement !== '') this.improved.push({ code: verdict.improvement, day: bestDay });
  }

  private isFavourable(): boolean {
    return this.spec.settings.reading === 'favourable';
  }

  /** An obstacle, and what it does to the period that runs when it comes. */
  obstacle(act: ClaimAct, period: RunningPeriod): void {
    const { law } = this.spec.terms;
    const verdict = judgeObstacle(act, this.spec);
    const plain = this.endWithoutObstacles(period);
    if (plain === NO_DAY) return;
    const after = afterObstacle(plain, act, this.spec);
    const saw = { ...sawOf(act), base_on: formatIsoDate(plain) };
    const isEnforcement = this.spec.clock === 'enforcement';
    if (after.base === plain || !verdict.favourable) {
      const window = isEnforcement ? law.enforcementSuspensionWindowMonths : law.limitationSuspensionWindowMonths;
      this.reasons.push({ code: 'obstacle-without-effect', basis: basisOn(window, plain), saw });
    } else if (after.base === OPEN_END) {
      const window = isEnforcement ? law.enforcementSuspensionWindowMonths : law.limitationSuspensionWindowMonths;
      this.reasons.push({ code: 'obstacle-holds', basis: basisOn(window, plain), saw });
      this.improved.push({ code: 'end-of-procedure-would-restart', day: OPEN_END });
    } else {
      const tail = isEnforcement ? law.enforcementSuspensionTail : law.limitationSuspensionTail;
      const moved = { ...saw, suspended_to: formatIsoDate(after.base) };
      this.reasons.push({ code: 'obstacle-suspends', basis: basisOn(tail, act.endedOn), saw: moved });
    }
  }

  newTerms(on: EpochDay): void {
    this.reasons.push({ code: 'terms-changed', saw: { source: 'loans', restructured_on: formatIsoDate(on) } });
  }

  /** What would help the period as it ended up; nothing that a later restart has made idle. */
  improvements(period: RunningPeriod): readonly MissingFact[] {
    const isOpen = ({ code, day }: Improvement) =>
      day > period.start || (day === period.start && code === 'how-the-procedure-ended');
    const codes = new Set(this.improved.filter(isOpen).map(({ code }) => code));
    return [...codes].map((because) => ({ fact: IMPROVED_BY[because] ?? 'events', because }));
  }

  private endWithoutObstacles(period: RunningPeriod): EpochDay {
    const { terms, clock, lengthBy } = this.spec;
    const numbers = clock === 'enforcement' ? terms.enforcementYears : terms.years;
    const years = numberOn(numbers, clock === 'enforcement' && lengthBy !== NO_DAY ? lengthBy : period.start);
    if (Number.isNaN(years) || Number.isNaN(period.base)) return NO_DAY;
    const shorter = yearsAfter(period.start, years);
    // Where the length changed while it ran, the walk has found the longer one already.
    const lengthened = period.base !== OPEN_END && period.base > shorter && this.isLengthened(shorter);
    return lengthened ? yearsAfter(period.start, numberOn(terms.years, period.base)) : shorter;
  }

  private isLengthened(base: EpochDay): boolean {
    const { terms, asOf, clock } = this.spec;
    return clock !== 'enforcement' && lastDayOf(base, terms.businessDays) >= numberOn(terms.lengthenedFrom, asOf);
  }

  private tellPeriod(period: RunningPeriod): void {
    const { terms, clock, lengthBy, asOf } = this.spec;
    const { law } = terms;
    const isEnforcement = clock === 'enforcement';
    const pickedBy = isEnforcement && lengthBy !== NO_DAY ? lengthBy : period.start;
    const years = numberOn(isEnforcement ? terms.enforcementYears : terms.years, pickedBy);
    if (Number.isNaN(years)) return;
    const base = yearsAfter(period.start, years);
    const saw = { runs_from: formatIsoDate(period.start), years, base_on: formatIsoDate(base) };
    const parameter = isEnforcement ? law.enforcementYears : law.limitationYears;
    this.reasons.push({
      code: isEnforcement ? 'enforcement-period' : 'limitation-period',
      basis: basisOn(parameter, pickedBy),
      saw,
    });
    const yearsThen = numberOn(terms.years, lastDayOf(base, terms.businessDays));
    if (isEnforcement || yearsThen === years || Number.isNaN(period.base)) return;
    const last = lastDayOf(base, terms.businessDays);
    if (last < numberOn(terms.lengthenedFrom, asOf)) return;
    const lengthened = yearsAfter(period.start, yearsThen);
    this.reasons.push(transitionReason(true, last, lengthened, asOf, law));
  }
}

/** Acts that prove nothing are no step of the reasoning after the end. */
function isTrifle(act: ClaimAct): boolean {
  return act.kind !== RECEIPT && rowOf(act.kind)?.outcomes[act.evidence] === 'nothing';
}

/** What became of a period that was running, or thought to be, when its length changed. */
export function transitionReason(
  lengthened: boolean,
  endUnderOldRule: EpochDay,
  base: EpochDay,
  asOf: EpochDay,
  law: Law,
): Reason {
  return {
    code: lengthened ? 'period-lengthened' : 'period-had-ended-before-change',
    basis: basisOn(law.limitationTransition, asOf),
    saw: { last_day_under_old_rule: formatIsoDate(endUnderOldRule), base_on: formatIsoDate(base) },
  };
}
