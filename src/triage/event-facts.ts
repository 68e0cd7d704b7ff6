/** What the log of contacts and acts says about a borrower: counts since default, on record, and over the policy's windows. */
import type { EpochDay } from '../domain/civil-date.js';
import { NO_DAY } from '../domain/civil-date.js';
import { resultBit } from '../domain/claim.js';
import { FACT_NAMES, FACT_SLOT, type FactName, type FactWindow } from '../domain/evidence.js';
import { EVENT_KINDS, EVIDENCE_GRADES, type EventColumns, type EventKind, NO_PARTY } from '../domain/loan.js';
import type { PromiseRecord } from '../rules/promises.js';
import { addSource, type FactSources } from './fact-sources.js';

/** Facts that an event of a kind adds one to. Those of SINCE_DEFAULT count only from the running default on. */
const COUNTED_AS: Partial<Record<EventKind, FactName>> = {
  refusal: 'refusals',
  unreachable: 'unreachable_attempts',
  asset_transfer: 'asset_transfers',
  threat: 'threats',
  dispute: 'disputes',
};
const SINCE_DEFAULT: readonly FactName[] = ['refusals', 'unreachable_attempts', 'disputes'];
/** What the borrower itself said or signed. */
const SPEAKS: readonly EventKind[] = [
  'promise',
  'refusal',
  'acknowledgement',
  'repayment_plan',
  'extension',
  'dispute',
  'threat',
];
/** Attempts that reached the borrower only where the record says so. */
const TRIES: readonly EventKind[] = ['call', 'visit'];

/** By event code: slot of the fact that counts it, -1 for none. */
const SLOT = Int16Array.from(['', ...EVENT_KINDS], (kind) => {
  const fact = COUNTED_AS[kind as EventKind];
  return fact === undefined ? -1 : FACT_SLOT[fact];
});
const IS_SINCE_DEFAULT = Uint8Array.from(FACT_NAMES, (name) => (SINCE_DEFAULT.includes(name) ? 1 : 0));
const NEVER_SPEAKS = 0;
const ALWAYS_SPEAKS = 1;
const MAY_SPEAK = 2;
/** By event code. */
const SPEECH = Uint8Array.from(['', ...EVENT_KINDS], (kind) => {
  if ((SPEAKS as readonly string[]).includes(kind)) return ALWAYS_SPEAKS;
  return (TRIES as readonly string[]).includes(kind) ? MAY_SPEAK : NEVER_SPEAKS;
});
const SPOKEN_RESULTS = resultBit('reached') | resultBit('refused') | resultBit('consent');
const SIGNED = EVIDENCE_GRADES.indexOf('signed') + 1;
const POLICE_REPORT = EVENT_KINDS.indexOf('police_report') + 1;
const REFUSAL = EVENT_KINDS.indexOf('refusal') + 1;

const { right_party_contacts: CONTACTS, promises_kept: KEPT, promises_broken: BROKEN } = FACT_SLOT;

/** What the log is read against. */
export interface LogReading {
  readonly events: EventColumns;
  /** The borrower's events, in date order. */
  readonly from: number;
  readonly until: number;
  readonly asOf: EpochDay;
  /** The running default began the day after. */
  readonly oldestUnpaidOn: EpochDay;
  /** Day on which the survey told when ability returns; NO_DAY where it did not. */
  readonly typedOn: EpochDay;
  readonly windows: readonly FactWindow[];
}

/**
 * Fills the facts of the log into a row of facts. Events after the as-of date do not exist; those of other parties are
 * not the borrower's. With `sources`, the rows that each fact was counted from are added.
 */
export function collectEventFacts(
  log: LogReading,
  promises: PromiseRecord | null,
  facts: Float64Array,
  sources?: FactSources,
): void {
  const { events, from, until, asOf, oldestUnpaidOn, typedOn, windows } = log;
  for (let code = 1; code < SLOT.length; code++) if (SLOT[code]! >= 0) facts[SLOT[code]!] = 0;
  for (let window = 0; window < windows.length; window++) facts[FACT_NAMES.length + window] = 0;
  facts[CONTACTS] = 0;
  facts[FACT_SLOT.fraud_suspected] = 0;
  if (typedOn !== NO_DAY) facts[FACT_SLOT.refused_since_survey] = 0;

  let lastContactOn: EpochDay = NO_DAY;
  for (let at = from; at < until; at++) {
    const day = events.happenedOn[at]!;
    if (day > asOf) break;
    if (events.party[at] !== NO_PARTY) continue;
    const code = events.kind[at]!;
    const slot = SLOT[code]!;
    if (slot >= 0 && (IS_SINCE_DEFAULT[slot] === 0 || day > oldestUnpaidOn)) {
      count(log, slot, day, facts);
      if (sources !== undefined) addSource(sources, slot, 'events', events.line[at]!);
    }
    if (isSpokenTo(events, at)) {
      if (day !== lastContactOn && day > oldestUnpaidOn) count(log, CONTACTS, day, facts);
      if (sources !== undefined) {
        if (day > oldestUnpaidOn) addSource(sources, CONTACTS, 'events', events.line[at]!);
        if (day !== lastContactOn) sources.delete(FACT_SLOT.days_since_last_contact);
        addSource(sources, FACT_SLOT.days_since_last_contact, 'events', events.line[at]!);
      }
      lastContactOn = day;
    }
    if (code === POLICE_REPORT) note(FACT_SLOT.fraud_suspected, events.line[at]!, facts, sources);
    if (code === REFUSAL && typedOn !== NO_DAY && day > typedOn) {
      note(FACT_SLOT.refused_since_survey, events.line[at]!, facts, sources);
    }
  }
  if (lastContactOn !== NO_DAY) facts[FACT_SLOT.days_since_last_contact] = asOf - lastContactOn;
  collectPromises(log, promises, facts, sources);
}

function isSpokenTo(events: EventColumns, at: number): boolean {
  const speech = SPEECH[events.kind[at]!]!;
  if (speech !== MAY_SPEAK) return speech === ALWAYS_SPEAKS;
  return events.evidence[at] === SIGNED || (events.results[at]! & SPOKEN_RESULTS) !== 0;
}

function collectPromises(
  { events, asOf, windows }: LogReading,
  promises: PromiseRecord | null,
  facts: Float64Array,
  sources: FactSources | undefined,
): void {
  facts[KEPT] = promises === null ? 0 : promises.kept;
  facts[BROKEN] = promises === null ? 0 : promises.broken;
  facts[FACT_SLOT.promises_pending] = promises === null ? 0 : promises.pending;
  if (promises === null) return;
  if (promises.amountDue > 0) {
    facts[FACT_SLOT.promised_share_received] = promises.amountReceived / promises.amountDue;
  }
  if (windows.length === 0 && sources === undefined) return;
  for (const { event, promisedFor, state } of promises.judged) {
    const slot = state === 'kept' ? KEPT : state === 'broken' ? BROKEN : FACT_SLOT.promises_pending;
    const day = Math.min(promisedFor, asOf);
    countWindows(windows, slot, asOf - day, facts);
    if (sources === undefined) continue;
    addSource(sources, slot, 'events', events.line[event]!);
    if (promisedFor < asOf && events.amount[event]! > 0) {
      addSource(sources, FACT_SLOT.promised_share_received, 'events', events.line[event]!);
    }
  }
}

function count({ windows, asOf }: LogReading, slot: number, day: EpochDay, facts: Float64Array): void {
  facts[slot]!++;
  countWindows(windows, slot, asOf - day, facts);
}

function countWindows(windows: readonly FactWindow[], slot: number, daysAgo: number, facts: Float64Array): void {
  for (let window = 0; window < windows.length; window++) {
    const { fact, days } = windows[window]!;
    if (daysAgo < days && FACT_NAMES[slot] === fact) facts[FACT_NAMES.length + window]!++;
  }
}

/** A yes/no fact that one row is enough for. */
function note(slot: number, line: number, facts: Float64Array, sources: FactSources | undefined): void {
  facts[slot] = 1;
  if (sources !== undefined) addSource(sources, slot, 'events', line);
}
