/**
 * Question   Which promises to pay were kept, which were broken, and is one due now?
 * Needs      the borrower's `promise` events with the day promised for, what was received when, and what is still owed
 * Answer     counts, and the state of the latest promise
 * Source     domain guide §4 (S2: "promises to pay but does not"), §8 (tier 2)
 * Not decided here   promises without a day (they say something about willingness, not about payment)
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { EVENT_KINDS, type EventColumns, NO_PARTY } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { promisedInPartsBefore } from '../domain/payment-in-parts.js';

const PROMISE = EVENT_KINDS.indexOf('promise') + 1;

export type PromiseState = 'none' | 'pending' | 'due' | 'kept' | 'broken';

/** One promise and what became of it. */
export interface JudgedPromise {
  /** Row of the event. */
  readonly event: number;
  readonly promisedFor: EpochDay;
  readonly state: Exclude<PromiseState, 'none'>;
}

export interface PromiseRecord {
  readonly kept: number;
  readonly broken: number;
  /** Neither: its day has not passed and the money has not come. */
  readonly pending: number;
  /** Sum of the amounts promised for days that have passed; promises without an amount add nothing. */
  readonly amountDue: Fen;
  /** What came in on those promises by their days, at most the amount of each. */
  readonly amountReceived: Fen;
  /** In the order in which they were made. */
  readonly judged: readonly JudgedPromise[];
  /** Rows of the events of those broken. */
  readonly brokenEvents: readonly number[];
  /**
   * Of the promise made last that still matters. `due`: its day is the as-of date or the day after. Of several made on one
   * day, as for payment in parts, the one due, else one broken, else the next to come.
   */
  readonly latest: PromiseState;
  /** Day promised for in that promise; NO_DAY when none. */
  readonly latestFor: EpochDay;
  /** Amount of that promise; NaN when none was named. */
  readonly latestAmount: Fen;
}

export const NO_PROMISES: PromiseRecord = {
  kept: 0,
  broken: 0,
  pending: 0,
  amountDue: 0,
  amountReceived: 0,
  judged: [],
  brokenEvents: [],
  latest: 'none',
  latestFor: NO_DAY,
  latestAmount: Number.NaN,
};

/**
 * Judges the promises among events `from`…`until` (exclusive), which are in date order. `receivedBetween(loan, after, to)` is
 * what came in on that loan (or, for loan -1, on all of the borrower's loans) after the day `after` and up to and including `to`;
 * money received on the very day of the promise is not counted for a later day, for it may have come before the promise;
 * for a promise of that same day it is.
 *
 * Promises of another party (a guarantor) are not the borrower's. One that is recorded twice – the same day, loan, day
 * promised for and amount – is one promise.
 *
 * A promise of an amount is kept when at least that much came in by its day; one without an amount when anything did.
 * Promises of one day about one loan are parts of one arrangement: money that one of them has taken keeps no later one.
 *
 * `isStillOwed(loan, day)` says whether anything that had fallen due by `day` is unpaid, or cannot be told not to be. Where
 * nothing is, a promise for that day that was broken has been made good since: it stays counted, and is not `latest`.
 */
export function judgePromises(
  events: EventColumns,
  from: number,
  until: number,
  asOf: EpochDay,
  receivedBetween: (loan: number, after: EpochDay, to: EpochDay) => Fen,
  isStillOwed: (loan: number, day: EpochDay) => boolean,
): PromiseRecord {
  let kept = 0;
  let broken = 0;
  let pending = 0;
  let amountDue = 0;
  let amountReceived = 0;
  const judged: JudgedPromise[] = [];
  const brokenEvents: number[] = [];
  let latest: PromiseState = 'none';
  let latestFor = NO_DAY;
  let latestAmount = Number.NaN;
  let latestMadeOn = NO_DAY;
  for (let at = from; at < until; at++) {
    if (events.kind[at] !== PROMISE || events.party[at] !== NO_PARTY) continue;
    const madeOn = events.happenedOn[at]!;
    const promisedFor = events.promisedOn[at]!;
    if (madeOn > asOf || promisedFor === NO_DAY) continue;
    const told = sameToldBefore(events, from, at);
    if (told >= 0) {
      if (brokenEvents.includes(told)) brokenEvents.push(at);
      continue;
    }
    const amount = events.amount[at]!;
    const after = promisedFor === madeOn ? madeOn - 1 : madeOn;
    const loan = events.loan[at]!;
    const received =
      receivedBetween(loan, after, Math.min(promisedFor, asOf)) - promisedInPartsBefore(events, from, until, at);
    const isKept = Number.isNaN(amount) ? received > 0 : received >= amount;
    let state: JudgedPromise['state'];
    if (isKept) {
      kept++;
      state = 'kept';
    } else if (promisedFor < asOf) {
      broken++;
      brokenEvents.push(at);
      state = 'broken';
    } else {
      pending++;
      state = promisedFor <= asOf + 1 ? 'due' : 'pending';
    }
    if (promisedFor < asOf && amount > 0) {
      amountDue += amount;
      amountReceived += Math.min(amount, Math.max(0, received));
    }
    judged.push({ event: at, promisedFor, state });
    if (state === 'broken' && !isStillOwed(loan, promisedFor)) continue;
    if (madeOn === latestMadeOn && !goesBefore(state, promisedFor, latest, latestFor)) continue;
    latestMadeOn = madeOn;
    latest = state;
    latestFor = promisedFor;
    latestAmount = amount;
  }
  return { kept, broken, pending, amountDue, amountReceived, judged, brokenEvents, latest, latestFor, latestAmount };
}

/** Of promises made on one day, the more pressing first. */
const PRESSING: readonly PromiseState[] = ['due', 'broken', 'pending', 'kept', 'none'];

/** Of two alike the one broken last, or the next to come. */
function goesBefore(state: PromiseState, promisedFor: EpochDay, known: PromiseState, knownFor: EpochDay): boolean {
  if (state !== known) return PRESSING.indexOf(state) < PRESSING.indexOf(known);
  return state === 'broken' || state === 'kept' ? promisedFor > knownFor : promisedFor < knownFor;
}

/** The first row before `at` that records the same promise; -1 for none. */
function sameToldBefore(
  { amount, happenedOn, kind, loan, party, promisedOn }: EventColumns,
  from: number,
  at: number,
): number {
  let found = -1;
  for (let earlier = at - 1; earlier >= from && happenedOn[earlier] === happenedOn[at]; earlier--) {
    if (kind[earlier] !== PROMISE || party[earlier] !== NO_PARTY || loan[earlier] !== loan[at]) continue;
    if (promisedOn[earlier] === promisedOn[at] && Object.is(amount[earlier], amount[at])) found = earlier;
  }
  return found;
}
