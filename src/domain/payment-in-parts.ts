/**
 * Payment agreed in parts (分期、分阶段还款): rows of one day, kind and loan, each with a day and an amount of its own. They are
 * one arrangement, so that money which one part has taken pays no later one.
 */
import { NO_DAY } from './civil-date.js';
import { type EventColumns, NO_PARTY } from './loan.js';
import type { Fen } from './money.js';

/**
 * The amounts of the parts that fall due before the day promised in row `at`, of the same arrangement; rows `from`…`until`
 * (exclusive) are one borrower's, in date order. A part that is recorded twice counts once; one without a day or an amount
 * adds nothing.
 */
export function promisedInPartsBefore(events: EventColumns, from: number, until: number, at: number): Fen {
  const { amount, happenedOn, promisedOn } = events;
  const madeOn = happenedOn[at];
  let first = at;
  while (first > from && happenedOn[first - 1] === madeOn) first--;
  let sum = 0;
  for (let other = first; other < until && happenedOn[other] === madeOn; other++) {
    if (promisedOn[other] === NO_DAY || promisedOn[other]! >= promisedOn[at]! || !(amount[other]! > 0)) continue;
    if (isSameArrangement(events, at, other) && !isToldBefore(events, first, other)) sum += amount[other]!;
  }
  return sum;
}

function isToldBefore(events: EventColumns, first: number, at: number): boolean {
  const { amount, promisedOn } = events;
  for (let earlier = first; earlier < at; earlier++) {
    if (promisedOn[earlier] !== promisedOn[at] || amount[earlier] !== amount[at]) continue;
    if (isSameArrangement(events, at, earlier)) return true;
  }
  return false;
}

function isSameArrangement({ kind, loan, party }: EventColumns, at: number, other: number): boolean {
  return kind[other] === kind[at] && loan[other] === loan[at] && party[other] === NO_PARTY;
}
