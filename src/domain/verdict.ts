/** What one act does to one period, and the few ways to say so. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { NOTHING_UNKNOWN, type UnknownFact, unknownBit } from './unknown-facts.js';

/** No end in sight: a procedure is open. */
export const OPEN_END = Number.POSITIVE_INFINITY;

export interface Verdict {
  /** Day from which the period runs anew; {@link OPEN_END} while a procedure is open. */
  day: EpochDay;
  /** The same on the favourable reading; never earlier. */
  favourableDay: EpochDay;
  /** Whether it counts at all, by reading. */
  conservative: boolean;
  favourable: boolean;
  /** Bits of facts that nobody recorded and without which it counts only for the creditor. */
  unknown: number;
  /** Code of the step in the reasoning. */
  code: string;
  /** Code of what would make a better case of it; '' for nothing. */
  improvement: string;
}

export function newVerdict(): Verdict {
  return {
    day: NO_DAY,
    favourableDay: NO_DAY,
    conservative: false,
    favourable: false,
    unknown: 0,
    code: '',
    improvement: '',
  };
}

/** It restarts the period from `day` on either reading, as far as nothing said afterwards stands against it. */
export function counts(verdict: Verdict, code: string, day: EpochDay, favourableDay: EpochDay = day): void {
  verdict.day = day;
  verdict.favourableDay = favourableDay;
  verdict.conservative = true;
  verdict.favourable = true;
  verdict.unknown = NOTHING_UNKNOWN;
  verdict.code = code;
  verdict.improvement = '';
}

/** It restarts nothing. */
export function countsNot(verdict: Verdict, code: string, improvement = ''): void {
  verdict.conservative = false;
  verdict.favourable = false;
  verdict.code = code;
  verdict.improvement = improvement;
}

/** It restarts the period on the favourable reading only. */
export function countsFavourably(verdict: Verdict, code: string, improvement = ''): void {
  verdict.conservative = false;
  verdict.code = code;
  verdict.improvement = improvement;
}

/** It restarts the period only if a fact that nobody recorded speaks for it. */
export function hangsOn(verdict: Verdict, fact: UnknownFact, code: string, improvement = ''): void {
  verdict.unknown |= unknownBit(fact);
  verdict.code = code;
  verdict.improvement = improvement;
}
