/**
 * Question   What may still be done towards a borrower today, and which recorded contacts broke a limit?
 * Law        cn.conduct.quiet-hours, cn.conduct.quiet-hours-online, cn.conduct.effective-calls,
 *            cn.conduct.unanswered-attempts, cn.conduct.visit-staff
 * Policy     to whose loans the limits are applied; for how long a complaint stops contact
 * Needs      the borrower's events with their times, its hold
 * Answer     what was used of today's limits; findings over the whole log
 * Not decided here   whether it is a quiet hour now (no rule knows the clock); what was agreed with the borrower
 *
 * Attempts are counted per borrower, not per number: events do not say which number was called, and the stricter
 * reading stops nobody from being called tomorrow. A time of 00:00 is taken for a missing one.
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { resultBit } from '../domain/claim.js';
import type { ConductFinding, ConductLimits, ConductRegime, ContactsToday, QuietHours } from '../domain/conduct.js';
import { EVENT_KINDS, type EventColumns, NO_HOLD, NO_PARTY } from '../domain/loan.js';
import type { ContactLog } from '../domain/work.js';

const code = (kind: (typeof EVENT_KINDS)[number]) => EVENT_KINDS.indexOf(kind) + 1;
const CALL = code('call');
const UNREACHABLE = code('unreachable');
const COMPLAINT = code('complaint');
const UNANSWERED = resultBit('unanswered');

const marks = (...kinds: readonly (typeof EVENT_KINDS)[number][]) => {
  const byCode = new Uint8Array(EVENT_KINDS.length + 1);
  for (const kind of kinds) byCode[code(kind)] = 1;
  return byCode;
};
/** Contacts that the lender makes at an hour of its choosing. */
const TIMED = marks('call', 'sms', 'email', 'visit', 'unreachable');
/** Contacts that reach a person, whoever it is. */
const PERSONAL = marks('call', 'sms', 'letter', 'email', 'visit', 'demand', 'unreachable');

/** Whether a time of day, in minutes since midnight, lies in the quiet hours. */
export function isQuiet({ from, until }: QuietHours, minuteOfDay: number): boolean {
  return from > until ? minuteOfDay >= from || minuteOfDay < until : minuteOfDay >= from && minuteOfDay < until;
}

/** The limits on a day; undefined before the first. `regimes` are in rising order. */
export function limitsOn(regimes: readonly ConductRegime[], day: EpochDay): ConductLimits | undefined {
  for (let at = regimes.length - 1; at >= 0; at--) if (regimes[at]!.from <= day) return regimes[at]!.limits;
  return undefined;
}

function isEffectiveCall(events: EventColumns, event: number): boolean {
  return events.kind[event] === CALL && (events.results[event]! & UNANSWERED) === 0;
}

function isUnansweredAttempt(events: EventColumns, event: number): boolean {
  const kind = events.kind[event];
  return kind === UNREACHABLE || (kind === CALL && (events.results[event]! & UNANSWERED) !== 0);
}

/**
 * What was done on `asOf` and is left of `limits` (undefined where none is in force). A call without a result counts as
 * a conversation. `hold` is the hold in force, a code into HOLDS; a complaint stops contact until its end is recorded,
 * for `complaintStandsDays` at most.
 */
export function countToday(
  log: ContactLog | null,
  asOf: EpochDay,
  limits: ConductLimits | undefined,
  hold: number,
  complaintStandsDays: number,
): ContactsToday {
  let effectiveCalls = 0;
  let unansweredAttempts = 0;
  let isStopped = hold > NO_HOLD;
  if (log !== null) {
    const { events } = log;
    // In date order: what happened today stands at the end.
    for (let event = log.until - 1; event >= log.from; event--) {
      const day = events.happenedOn[event]!;
      if (day > asOf || events.party[event] !== NO_PARTY) continue;
      if (day < asOf - complaintStandsDays && day < asOf) break;
      if (events.kind[event] === COMPLAINT) {
        const endedOn = events.endedOn[event]!;
        if (asOf - day <= complaintStandsDays && (endedOn === NO_DAY || endedOn > asOf)) isStopped = true;
      }
      if (day !== asOf) continue;
      if (isEffectiveCall(events, event)) effectiveCalls++;
      else if (isUnansweredAttempt(events, event)) unansweredAttempts++;
    }
  }
  return {
    effectiveCalls,
    unansweredAttempts,
    callsLeft: left(limits?.effectiveCallsADay, effectiveCalls),
    attemptsLeft: left(limits?.unansweredAttemptsADay, unansweredAttempts),
    isStopped,
  };
}

function left(limit: number | undefined, used: number): number {
  return limit === undefined ? Number.NaN : Math.max(0, limit - used);
}

/** Whether nobody should contact the borrower any more today. */
export function isUsedUp({ callsLeft, attemptsLeft, isStopped }: ContactsToday): boolean {
  return isStopped || callsLeft === 0 || attemptsLeft === 0;
}

/**
 * What the log of one borrower shows to have broken a limit of its day, up to and including `asOf`, in the order of the
 * log. `regimesOf` gives the regimes of an event's loan (-1: of the borrower). `isListed` tells whether a party stands
 * in the parties file of any of the borrower's loans; null where no parties file was given, so that nobody can be told
 * to be a stranger.
 */
export function findConductFaults(
  log: ContactLog,
  asOf: EpochDay,
  regimesOf: (loan: number) => readonly ConductRegime[],
  isListed: ((party: number) => boolean) | null,
): ConductFinding[] {
  const { events } = log;
  const findings: ConductFinding[] = [];
  let day = NO_DAY;
  let calls = 0;
  let attempts = 0;
  for (let event = log.from; event < log.until; event++) {
    const on = events.happenedOn[event]!;
    if (on > asOf) break;
    const kind = events.kind[event]!;
    const party = events.party[event]!;
    const found = (fault: ConductFinding['kind']) =>
      findings.push({ kind: fault, event, on, minuteOfDay: events.minuteOfDay[event]! });
    const limits = limitsOn(regimesOf(events.loan[event]!), on);
    const minute = events.minuteOfDay[event]!;
    if (limits?.quietHours && TIMED[kind] === 1 && minute > 0 && isQuiet(limits.quietHours, minute))
      found('quiet-hours');
    if (party !== NO_PARTY) {
      if (PERSONAL[kind] === 1 && isListed?.(party) === false) found('unlisted-party');
      continue;
    }
    if (on !== day) {
      day = on;
      calls = 0;
      attempts = 0;
    }
    if (isEffectiveCall(events, event)) {
      if (limits !== undefined && calls === limits.effectiveCallsADay) found('too-many-calls');
      calls++;
    } else if (isUnansweredAttempt(events, event)) {
      if (limits !== undefined && attempts === limits.unansweredAttemptsADay) found('too-many-attempts');
      attempts++;
    }
  }
  return findings;
}
