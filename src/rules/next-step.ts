/**
 * Question   What is the next lawful step towards this borrower, by when, and is it overdue?
 * Policy     escalation calendar: the one for loans, or a variant for the product
 * Needs      days past due of the borrower's oldest arrears, its hold, its events where an events file was given, and
 *            the emergency that goes first, if any, and which of the borrower's promises were broken
 * Answer     one step of the calendar
 * Not decided here   whether the borrower may be contacted at this hour or again today; the order of work
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { BANKRUPTCY_HOLD, EVENT_KINDS, EVIDENCE_GRADES, HOLDS, NO_PARTY } from '../domain/loan.js';
import type { CalendarStep, ContactLog, EscalationCalendar, NextStep, OpenEmergency } from '../domain/work.js';

const PROMISE = EVENT_KINDS.indexOf('promise') + 1;
const SIGNED = EVIDENCE_GRADES.indexOf('signed') + 1;
/** What is merely said or sent. Signed agreements and acts in court show their step done on whatever day they come. */
const SAID_OR_SENT: readonly (typeof EVENT_KINDS)[number][] = [
  'call',
  'sms',
  'letter',
  'email',
  'visit',
  'demand',
  'notice_publication',
  'promise',
  'refusal',
  'unreachable',
];
/** By event code. */
const IS_SAID_OR_SENT = Uint8Array.from(['', ...EVENT_KINDS], (kind) =>
  (SAID_OR_SENT as readonly string[]).includes(kind) ? 1 : 0,
);
const DISPUTE_HOLD = HOLDS.indexOf('dispute') + 1;

/** Hold that an event of a kind shows, by its code; 0 for none. */
const HOLD_SHOWN = Uint8Array.from(['', ...EVENT_KINDS], (kind) => {
  if (kind === 'dispute') return DISPUTE_HOLD;
  return kind === 'bankruptcy_accepted' || kind === 'bankruptcy_claim' ? BANKRUPTCY_HOLD : 0;
});

const NONE: readonly number[] = [];

/**
 * The hold in force, a code into HOLDS: the one that the loans file states or, where the log shows more, an objection
 * or a bankruptcy that is on record and not ended by `asOf`. Of two the later in HOLDS counts.
 */
export function holdInForce(statedHold: number, log: ContactLog | null, asOf: EpochDay): number {
  let hold = statedHold;
  if (log === null) return hold;
  const { endedOn, happenedOn, kind, party } = log.events;
  for (let event = log.from; event < log.until; event++) {
    const shown = HOLD_SHOWN[kind[event]!]!;
    if (shown <= hold || party[event] !== NO_PARTY || happenedOn[event]! > asOf) continue;
    if (endedOn[event] === NO_DAY || endedOn[event]! > asOf) hold = shown;
  }
  return hold;
}

/**
 * The step that fits the days past due, with these turns:
 * - a hold that stops contact (dispute, bankruptcy, cease, death) puts its own step in place of any other;
 * - then comes the step of an emergency that nobody has dealt with;
 * - where the log shows that the fitting step, or a later one, was done since default, the next one is named;
 * - a promise that was broken shows no step to be done: the undertaking that the step was to bring has come to nothing;
 * - where the log shows that the nearest earlier step was missed, nothing later was done either and it is not later
 *   than `makeUpWithinDays`, that step is named and is overdue; a very late case jumps to the step that fits.
 *
 * `daysPastDue` is NaN where the position is undetermined. `log` is null where no events file was given: then nothing
 * is known to be done or missed, and no step is overdue. Events after `asOf` do not exist; events that concern
 * another party are not contact with the borrower. `hold` is a code into HOLDS, 0 where not given. A part payment
 * does not move the calendar: the days past due do.
 *
 * `by` is the step's last day, counted from `asOf` by the days past due that are left; `asOf` itself where the day
 * has passed or the step has no end. `brokenPromises` are rows of events.
 */
export function chooseNextStep(
  calendar: EscalationCalendar,
  daysPastDue: number,
  asOf: EpochDay,
  log: ContactLog | null,
  hold: number,
  emergency: OpenEmergency | null = null,
  brokenPromises: readonly number[] = NONE,
): NextStep {
  const holdStep = calendar.holdSteps[hold] ?? null;
  if (holdStep !== null) return dueAtOnce(holdStep, asOf);
  if (emergency !== null) {
    const overdueDays = Math.max(0, asOf - emergency.by);
    return { step: emergency.step, by: Math.max(emergency.by, asOf), overdue: overdueDays > 0, overdueDays };
  }
  if (Number.isNaN(daysPastDue)) return dueAtOnce(calendar.whenPositionUnknown, asOf);
  const { steps } = calendar;
  const fitting = fittingStep(steps, daysPastDue);
  if (log === null) return dueByItsDay(steps[fitting]!, daysPastDue, asOf);

  const firstDayPastDue = asOf - daysPastDue + 1;
  const furthestDone = furthestStepDone(steps, log, firstDayPastDue, asOf, brokenPromises);
  if (furthestDone >= fitting) {
    const following = furthestDone + 1 < steps.length ? furthestDone + 1 : furthestDone;
    return dueByItsDay(steps[following]!, daysPastDue, asOf);
  }
  const missed = nearestProvableStep(steps, fitting);
  if (missed > furthestDone) {
    const overdueDays = daysPastDue - steps[missed]!.toDpd;
    if (overdueDays <= calendar.makeUpWithinDays) return { step: steps[missed]!, by: asOf, overdue: true, overdueDays };
  }
  return dueByItsDay(steps[fitting]!, daysPastDue, asOf);
}

function fittingStep(steps: readonly CalendarStep[], daysPastDue: number): number {
  let index = 0;
  while (index < steps.length - 1 && daysPastDue > steps[index]!.toDpd) index++;
  return index;
}

/** The furthest step of the calendar that an event since default shows to be done; -1 where none was. */
function furthestStepDone(
  steps: readonly CalendarStep[],
  log: ContactLog,
  firstDayPastDue: EpochDay,
  asOf: EpochDay,
  brokenPromises: readonly number[],
): number {
  const { evidence, happenedOn, kind, party } = log.events;
  let furthest = -1;
  for (let event = log.from; event < log.until; event++) {
    const day = happenedOn[event]!;
    if (day < firstDayPastDue || day > asOf || party[event] !== NO_PARTY || brokenPromises.includes(event)) continue;
    const isSaidOrSent =
      IS_SAID_OR_SENT[kind[event]!] === 1 && !(kind[event] === PROMISE && evidence[event] === SIGNED);
    const done = stepShownBy(steps, kind[event]!, isSaidOrSent, day - firstDayPastDue + 1);
    if (done > furthest) furthest = done;
  }
  return furthest;
}

/**
 * Which step an event shows to be done: of the steps that name its kind, the last whose days had begun by then (a
 * demand on day 2 is the first demand, one on day 35 the second); where none had begun, the first of them, done early.
 * What is merely said or sent is early for a step only in the days of the step before it: a promise by telephone on day 1
 * is not the undertaking that is negotiated from day 15 on, nor a reminder by letter the second demand. A promise that
 * was signed is that undertaking.
 */
function stepShownBy(
  steps: readonly CalendarStep[],
  eventCode: number,
  isSaidOrSent: boolean,
  dayOfDefault: number,
): number {
  let shown = -1;
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index]!;
    if (step.doneByCode[eventCode] !== 1) continue;
    if (step.fromDpd > dayOfDefault) {
      if (shown >= 0) break;
      const isEarly = !isSaidOrSent || (index > 0 && dayOfDefault >= steps[index - 1]!.fromDpd);
      return isEarly ? index : -1;
    }
    shown = index;
  }
  return shown;
}

/** The nearest step before `fitting` that leaves an event when it is done and is due after default; -1 where there is none. */
function nearestProvableStep(steps: readonly CalendarStep[], fitting: number): number {
  let index = fitting - 1;
  while (index >= 0 && (steps[index]!.doneBy.length === 0 || steps[index]!.toDpd < 1)) index--;
  return index;
}

function dueByItsDay(step: CalendarStep, daysPastDue: number, asOf: EpochDay): NextStep {
  const by = step.toDpd === Number.POSITIVE_INFINITY ? asOf : asOf + step.toDpd - daysPastDue;
  return { step, by, overdue: false, overdueDays: 0 };
}

function dueAtOnce(step: CalendarStep, asOf: EpochDay): NextStep {
  return { step, by: asOf, overdue: false, overdueDays: 0 };
}
