/**
 * Question   Is there an emergency with this borrower, and which of its steps goes before the ordinary ones?
 * Policy     which events raise, end and answer each emergency, the step, its owner and its days
 * Needs      the borrower's events, its days past due, what the survey says of assets and other creditors, receipts
 * Answer     those that stand, and the first of them whose step is not done
 * Source     domain guide §6 (S2, emergencies), §4 (asset transfer, fraud)
 * Not decided here   holds, which go before emergencies; the type that the same facts speak of
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { resultBit } from '../domain/claim.js';
import { EVENT_KINDS, NO_PARTY } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { promisedInPartsBefore } from '../domain/payment-in-parts.js';
import {
  type ContactLog,
  EMERGENCIES,
  type Emergency,
  type EmergencySettings,
  emergencyBit,
  type OpenEmergency,
} from '../domain/work.js';

/** What stands with one borrower; refilled for the next one. */
export interface EmergencyRecord {
  /** Sum of `emergencyBit`s. */
  standing: number;
  /** Those of them whose step the log shows to be done. */
  done: number;
  /** By place in EMERGENCIES: the day on which it became known, for those that stand. */
  readonly knownOn: Int32Array;
}

export function newEmergencyRecord(): EmergencyRecord {
  return { standing: 0, done: 0, knownOn: new Int32Array(EMERGENCIES.length) };
}

/** What the log alone does not say. */
export interface EmergencyFacts {
  /** NaN where not known: then every event on record counts. */
  readonly daysPastDue: number;
  /** Survey: 1 yes, 0 no, NaN not known. */
  readonly movesAssets: number;
  readonly otherCreditorsSue: number;
  /** Received on a loan (-1: on all) after the first day up to and including the second. */
  readonly receivedBetween: (loan: number, after: EpochDay, to: EpochDay) => Fen;
  /** Whether a loan (-1: any) is overdue, or cannot be told not to be. */
  readonly isOverdue: (loan: number) => boolean;
}

const code = (kind: (typeof EVENT_KINDS)[number]) => EVENT_KINDS.indexOf(kind) + 1;
const CALL = code('call');
const VISIT = code('visit');
const UNREACHABLE = code('unreachable');
const REPAYMENT_PLAN = code('repayment_plan');
const EXTENSION = code('extension');
const REACHED = resultBit('reached');
const UNANSWERED = resultBit('unanswered');
const UNTRACEABLE = resultBit('untraceable');

const DISAPPEARED = emergencyBit('disappeared');
/** Whatever the arrears, staff must know of these: they count from the beginning of the log. */
const ON_RECORD = emergencyBit('threat') | emergencyBit('asset-transfer') | emergencyBit('fraud-suspected');

/**
 * Fills `into`. Events after `asOf` do not exist, events of other parties are not the borrower's, and but for threats,
 * asset transfers and suspected fraud only what happened since default counts. An emergency that is raised again after
 * its step was done stands open again. `log` is null where no events file was given.
 */
export function findEmergencies(
  settings: EmergencySettings,
  log: ContactLog | null,
  asOf: EpochDay,
  facts: EmergencyFacts,
  into: EmergencyRecord,
): void {
  into.standing = 0;
  into.done = 0;
  const since = Number.isNaN(facts.daysPastDue) ? NO_DAY : asOf - facts.daysPastDue + 1;
  if (log !== null && log.from < log.until) readLog(settings, log, asOf, since, facts, into);
  if (facts.movesAssets === 1) raiseFromSurvey('asset-transfer', settings, log, asOf, since, into);
  if (facts.otherCreditorsSue === 1) raiseFromSurvey('sued-by-others', settings, log, asOf, since, into);
}

function readLog(
  settings: EmergencySettings,
  log: ContactLog,
  asOf: EpochDay,
  since: EpochDay,
  facts: EmergencyFacts,
  into: EmergencyRecord,
): void {
  const { raisedBy, endedBy, doneBy } = settings;
  const { happenedOn, kind, party, results } = log.events;
  let failedDays = 0;
  let lastFailedOn = NO_DAY;
  let agreement = -1;
  for (let event = log.from; event < log.until; event++) {
    const day = happenedOn[event]!;
    if (day > asOf) break;
    if (party[event] !== NO_PARTY) continue;
    const counted = day >= since ? -1 : ON_RECORD;
    const eventCode = kind[event]!;
    const result = results[event]!;
    let ended = endedBy[eventCode]!;
    // A call that nobody answered found nobody; a visit that found the borrower did.
    const failed = eventCode === UNREACHABLE || (eventCode === CALL && (result & UNANSWERED) !== 0);
    if (failed) ended &= ~DISAPPEARED;
    else if ((result & REACHED) !== 0) ended |= DISAPPEARED;
    if ((ended & DISAPPEARED) !== 0) failedDays = 0;
    into.standing &= ~ended;
    const dealtWith = doneBy[eventCode]! & into.standing & ~into.done;
    into.done |= dealtWith;

    // What answers one emergency raises no other: a report to the police after a threat is about the threat.
    let raised = dealtWith === 0 ? raisedBy[eventCode]! : 0;
    if (failed && day !== lastFailedOn && day >= since) {
      lastFailedOn = day;
      if (++failedDays >= settings.disappearedAfterDays) raised |= DISAPPEARED & ~into.standing;
    }
    if ((result & UNTRACEABLE) !== 0 && (failed || eventCode === CALL || eventCode === VISIT)) raised |= DISAPPEARED;
    raised &= counted;
    if (raised !== 0) raise(raised, day, into);
    if (isAgreement(eventCode) && day >= since) agreement = event;
  }
  if (agreement < 0) return;
  const brokenOn = lastAgreementBrokenOn(settings, log, agreement, asOf, facts);
  if (brokenOn === NO_DAY) return;
  raise(emergencyBit('agreement-broken'), brokenOn, into);
  into.done |= doneSince(settings, 'agreement-broken', log, brokenOn, asOf);
}

function raise(bits: number, day: EpochDay, into: EmergencyRecord): void {
  const opened = bits & (~into.standing | into.done);
  for (let at = 0; at < EMERGENCIES.length; at++) if ((opened & (1 << at)) !== 0) into.knownOn[at] = day;
  into.standing |= bits;
  into.done &= ~opened;
}

/** The survey keeps no day of its own here: what it says is known today, and done when the log shows the step since default. */
function raiseFromSurvey(
  emergency: Emergency,
  settings: EmergencySettings,
  log: ContactLog | null,
  asOf: EpochDay,
  since: EpochDay,
  into: EmergencyRecord,
): void {
  const bit = emergencyBit(emergency);
  if ((into.standing & bit) !== 0) return;
  raise(bit, asOf, into);
  if (log !== null) into.done |= doneSince(settings, emergency, log, since, asOf);
}

function doneSince(
  { doneBy }: EmergencySettings,
  emergency: Emergency,
  log: ContactLog,
  since: EpochDay,
  asOf: EpochDay,
): number {
  const { happenedOn, kind, party } = log.events;
  let done = 0;
  for (let event = log.from; event < log.until; event++) {
    const day = happenedOn[event]!;
    if (day >= since && day <= asOf && party[event] === NO_PARTY) done |= doneBy[kind[event]!]!;
  }
  return done & emergencyBit(emergency);
}

function isAgreement(eventCode: number): boolean {
  return eventCode === REPAYMENT_PLAN || eventCode === EXTENSION;
}

/** What was agreed on one day is one agreement, row `last` the last of it: broken when the first of its parts is. */
function lastAgreementBrokenOn(
  settings: EmergencySettings,
  log: ContactLog,
  last: number,
  asOf: EpochDay,
  facts: EmergencyFacts,
): EpochDay {
  const { happenedOn, kind, party } = log.events;
  let brokenOn = NO_DAY;
  for (let row = last; row >= log.from && happenedOn[row] === happenedOn[last]; row--) {
    if (!isAgreement(kind[row]!) || party[row] !== NO_PARTY) continue;
    const partBrokenOn = agreementBrokenOn(settings, log, row, asOf, facts);
    if (brokenOn === NO_DAY || (partBrokenOn !== NO_DAY && partBrokenOn < brokenOn)) brokenOn = partBrokenOn;
  }
  return brokenOn;
}

/**
 * The day after which what was agreed in row `agreement` was broken; NO_DAY where it was not, or cannot be told to be. One with a
 * day is broken when its amount (anything, where it names none) had not come in by then; an extension when the loan is
 * still overdue past its end; a plan without a day when nothing at all has come in for `agreementSilentDays`.
 */
function agreementBrokenOn(
  { agreementSilentDays }: EmergencySettings,
  { events, from, until }: ContactLog,
  agreement: number,
  asOf: EpochDay,
  { receivedBetween, isOverdue }: EmergencyFacts,
): EpochDay {
  const madeOn = events.happenedOn[agreement]!;
  const loan = events.loan[agreement]!;
  if (!isOverdue(loan)) return NO_DAY;
  const promisedOn = events.promisedOn[agreement]!;
  if (promisedOn !== NO_DAY) {
    if (promisedOn >= asOf) return NO_DAY;
    const amount = events.amount[agreement]!;
    const received =
      receivedBetween(loan, promisedOn === madeOn ? madeOn - 1 : madeOn, promisedOn) -
      promisedInPartsBefore(events, from, until, agreement);
    const isKept = Number.isNaN(amount) ? received > 0 : received >= amount;
    return isKept ? NO_DAY : promisedOn + 1;
  }
  const endedOn = events.endedOn[agreement]!;
  if (endedOn !== NO_DAY) return endedOn < asOf ? endedOn + 1 : NO_DAY;
  const silentTo = madeOn + agreementSilentDays;
  if (events.kind[agreement] !== REPAYMENT_PLAN || silentTo >= asOf) return NO_DAY;
  return receivedBetween(loan, madeOn, asOf) > 0 ? NO_DAY : silentTo + 1;
}

/**
 * The first emergency, in the order of EMERGENCIES, that stands and whose step is not done; null where there is none. Like
 * any other step it is made up for at most `makeUpWithinDays` after its last day; its flag stays.
 */
export function firstOpenEmergency(
  { terms }: EmergencySettings,
  record: EmergencyRecord,
  asOf: EpochDay,
  makeUpWithinDays: number,
): OpenEmergency | null {
  const open = record.standing & ~record.done;
  if (open === 0) return null;
  for (let at = 0; at < EMERGENCIES.length; at++) {
    if ((open & (1 << at)) === 0) continue;
    const { step, withinDays } = terms[at]!;
    const by = record.knownOn[at]! + withinDays;
    if (asOf - by <= makeUpWithinDays) return { step, by };
  }
  return null;
}
