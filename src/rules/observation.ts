/**
 * Question   How long is a restructured loan still to be observed before it may cease to count as restructured?
 * Law        cn.observation.minimum, .restart; cn.risk-grade.restructured-again
 * Needs      the day of the change of terms, the due dates after it, whether a payment is missed now, later changes
 * Answer     the end of the least observation; null where the loan was not restructured
 * Not decided here   whether the debtor's difficulty is over, which the bank must judge; payments that came late and
 *            were made good: observation should have started anew from them
 *
 * A rule of supervision, not of civil law: its end is not rolled over days off, and nothing is lost on it.
 */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { ClaimAct, ClaimFacts, ClockSettings } from '../domain/claim.js';
import { type ClockAnswer, notSubject, withoutDay } from '../domain/clock.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { type Law, valueOn } from '../domain/law.js';
import { kindCode, PROVEN, SIGNED } from '../domain/limitation-events.js';
import { type Instalments, RESTRUCTURED, SETTLED } from '../domain/loan.js';
import { formatFen } from '../domain/money.js';
import { answerBetween, yearsAfter } from '../domain/period-end.js';
import { basisOn } from '../domain/period-trace.js';
import { isDebtorSide } from '../domain/procedure-end.js';

const OWED_UNKNOWN: MissingFact = { fact: 'loans.outstanding_principal', because: 'amount-owed-unknown' };
const SETTLED_BUT_OWED: MissingFact = { fact: 'loans.status', because: 'settled-but-amount-owed' };
const DAY_UNKNOWN: MissingFact = { fact: 'loans.restructured_on', because: 'day-of-changed-terms-unknown' };
const NO_DUE_DATE: MissingFact = { fact: 'schedule.due_on', because: 'no-due-date-after-the-change' };
const EVIDENCE_UNKNOWN: MissingFact = { fact: 'events.evidence', because: 'evidence-not-stated' };

const EXTENSION = kindCode('extension');
const REPAYMENT_PLAN = kindCode('repayment_plan');

/** Least observation, and the due dates that count. */
interface Frame {
  readonly facts: ClaimFacts;
  readonly instalments: Instalments;
  readonly years: number;
  readonly repaymentPeriods: number;
  readonly law: Law;
  readonly asOf: EpochDay;
}

/** One run of the observation, from the last thing that started it. */
interface Observation {
  /** First repayment date under the terms in force, or the default that started it anew. */
  readonly startsOn: EpochDay;
  readonly endsOn: EpochDay;
  /** Fewer due dates lie ahead than observation should contain. */
  readonly isShortOfPeriods: boolean;
}

/** The estimate on `asOf`. `instalments` are those of the terms in force, in order of due date. */
export function estimateObservation(
  facts: ClaimFacts,
  instalments: Instalments,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
  explain = false,
): ClockAnswer | null {
  const { restructuredOn } = facts;
  if (restructuredOn === NO_DAY) {
    return facts.status === RESTRUCTURED ? withoutDay('undetermined', [], [DAY_UNKNOWN]) : null;
  }
  if (restructuredOn > asOf) return null;
  if (!(facts.owed > 0)) {
    if (Number.isNaN(facts.owed)) return withoutDay('undetermined', [], [OWED_UNKNOWN]);
    return notSubject(explain ? [{ code: 'nothing-owed', saw: { owed: formatFen(facts.owed) } }] : []);
  }
  if (facts.status === SETTLED) return withoutDay('undetermined', [], [SETTLED_BUT_OWED]);
  const minimum = valueOn(law.observationMinimum, formatIsoDate(restructuredOn))?.value;
  if (minimum === undefined) {
    const fact = `law.${law.observationMinimum.id}`;
    return withoutDay('undetermined', [], [{ fact, because: 'no-law-value-on-date' }]);
  }
  const frame: Frame = { facts, instalments, ...minimum, law, asOf };
  const certain = observe(frame, false, explain);
  if (certain === null) return withoutDay('undetermined', [], [NO_DUE_DATE]);
  const possible = observe(frame, true, false);
  if (possible !== null && possible.run.endsOn !== certain.run.endsOn) {
    const [first, last] = [certain.run.endsOn, possible.run.endsOn];
    if (asOf <= Math.max(first, last)) return answerBetween(first, last, [EVIDENCE_UNKNOWN], certain.because);
    // It is over on either view: only the day is not known.
    const over = answerFor(frame, last > first ? possible.run : certain.run, settings, certain.because, explain);
    const days = { baseOn: NO_DAY, rolledOn: NO_DAY, conservativeOn: first, favourableOn: last };
    return { ...over, ...days, missing: [EVIDENCE_UNKNOWN] };
  }
  return answerFor(frame, certain.run, settings, certain.because, explain);
}

/**
 * Whether the terms were changed again, on proof, within an observation that is not over on `asOf`. False where the day of
 * the first change or a due date after it is not known.
 */
export function isRestructuredAgain(facts: ClaimFacts, instalments: Instalments, law: Law, asOf: EpochDay): boolean {
  const { restructuredOn } = facts;
  if (restructuredOn === NO_DAY || restructuredOn > asOf || facts.acts.length === 0) return false;
  const minimum = valueOn(law.observationMinimum, formatIsoDate(restructuredOn))?.value;
  if (minimum === undefined) return false;
  const observed = observe({ facts, instalments, ...minimum, law, asOf }, false, false);
  return observed?.isChangedAgain === true && asOf <= observed.run.endsOn;
}

function answerFor(
  { facts, asOf }: Frame,
  { endsOn }: Observation,
  settings: ClockSettings,
  because: Reason[],
  explain: boolean,
): ClockAnswer {
  const day = { baseOn: endsOn, rolledOn: endsOn, conservativeOn: endsOn, favourableOn: endsOn };
  const saw = { as_of: formatIsoDate(asOf), base_on: formatIsoDate(endsOn), days_left: endsOn - asOf };
  const tell = (code: string): void => {
    if (explain) because.push({ code, saw });
  };
  if (asOf > endsOn) {
    // A payment is still missed: observation cannot end, and every due date that is missed starts it anew.
    if (facts.oldestUnpaidDueOn !== NO_DAY) {
      tell('observation-in-default');
      return withoutDay('pending', because, []);
    }
    tell('observation-over');
    return { ...notSubject(because), ...day };
  }
  const status = endsOn - asOf <= settings.expiringWithinDays ? 'expiring' : 'running';
  tell(`estimate-${status}`);
  return { ...notSubject(because), ...day, status, daysLeft: endsOn - asOf };
}

/**
 * The observation in force on the as-of date; null where no due date follows the change of terms. `takesDoubtful`:
 * a further change of terms of which the evidence is not stated is taken for made.
 */
function observe(
  frame: Frame,
  takesDoubtful: boolean,
  explain: boolean,
): { readonly run: Observation; readonly because: Reason[]; readonly isChangedAgain: boolean } | null {
  const { facts, law, asOf } = frame;
  const because: Reason[] = [];
  let isChangedAgain = false;
  let run = runAfter(facts.restructuredOn, frame);
  if (run === null) return null;
  if (explain) because.push(minimumReason(frame, facts.restructuredOn, run));
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (!changesTerms(act, takesDoubtful) || !isDebtorSide(act.party, facts)) continue;
    if (act.on < run.startsOn || act.on > run.endsOn) continue;
    isChangedAgain = true;
    const next = runAfter(act.on, frame);
    if (explain) because.push(againReason(act, law));
    if (next === null) break;
    run = next;
    if (explain) because.push(minimumReason(frame, act.on, run));
  }
  const missedOn = facts.oldestUnpaidDueOn;
  if (missedOn === NO_DAY || run.startsOn > asOf) return { run, because, isChangedAgain };
  // What was unpaid before observation began was still unpaid when it did.
  run = runFrom(Math.max(missedOn, run.startsOn), frame);
  if (explain) {
    const saw = { default_on: formatIsoDate(run.startsOn), base_on: formatIsoDate(run.endsOn) };
    because.push({ code: 'observation-restarts', basis: basisOn(law.observationRestart, run.startsOn), saw });
  }
  return { run, because, isChangedAgain };
}

/** A change of terms agreed with the debtor. Blank evidence leaves it open whether it was made. */
function changesTerms({ kind, evidence }: ClaimAct, takesDoubtful: boolean): boolean {
  if (kind !== EXTENSION && kind !== REPAYMENT_PLAN) return false;
  return evidence === SIGNED || evidence === PROVEN || (evidence === 0 && takesDoubtful);
}

/** From the first due date after a change of terms. */
function runAfter(changedOn: EpochDay, frame: Frame): Observation | null {
  const { dueOn, count } = frame.instalments;
  for (let index = 0; index < count; index++) {
    if (dueOn[index]! > changedOn) return runFrom(dueOn[index]!, frame);
  }
  return null;
}

/** So many years, and not before the due date that completes so many further repayment periods: the later. */
function runFrom(startsOn: EpochDay, { instalments, years, repaymentPeriods }: Frame): Observation {
  const { dueOn, count } = instalments;
  let periods = 0;
  let lastDueOn = startsOn;
  for (let index = 0; index < count && periods < repaymentPeriods; index++) {
    if (dueOn[index]! <= lastDueOn) continue;
    lastDueOn = dueOn[index]!;
    periods++;
  }
  const endsOn = Math.max(yearsAfter(startsOn, years), lastDueOn);
  return { startsOn, endsOn, isShortOfPeriods: periods < repaymentPeriods };
}

// The chain that is shown

function minimumReason({ law, years, repaymentPeriods }: Frame, changedOn: EpochDay, run: Observation): Reason {
  const saw = {
    restructured_on: formatIsoDate(changedOn),
    runs_from: formatIsoDate(run.startsOn),
    years,
    repayment_periods: repaymentPeriods,
    base_on: formatIsoDate(run.endsOn),
  };
  const code = run.isShortOfPeriods ? 'observation-short-of-periods' : 'observation-minimum';
  return { code, basis: basisOn(law.observationMinimum, changedOn), saw };
}

/** The change of terms within observation, with the grade that the loan then has at least. */
function againReason({ on, line }: ClaimAct, law: Law): Reason {
  const grade = valueOn(law.riskGradeRestructuredAgain, formatIsoDate(on))?.value ?? '';
  const saw = { on: formatIsoDate(on), grade, line, source: 'events' };
  return { code: 'observation-restructured-again', basis: basisOn(law.riskGradeRestructuredAgain, on), saw };
}
