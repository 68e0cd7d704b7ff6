/** What an obstacle to suing does to the end of a period (Civil Code art. 194; 执行程序解释 art. 19 for enforcement). */
import { isObligor, obstacleEnd } from './act-verdict.js';
import type { EpochDay } from './civil-date.js';
import { BORROWER_PARTY, type ClaimAct, UNKNOWN_PARTY } from './claim.js';
import { numberOn } from './dated-numbers.js';
import { kindCode } from './limitation-events.js';
import { REMAINDER } from './limitation-terms.js';
import { PARTY_ROLES } from './loan.js';
import { lastDayOf, monthsAfter } from './period-end.js';
import type { PeriodSpec } from './period-spec.js';
import { concernsParty } from './procedure-end.js';
import { NOTHING_UNKNOWN, unknownBit } from './unknown-facts.js';
import { OPEN_END } from './verdict.js';

export const OBSTACLE = kindCode('obstacle');
const CO_BORROWER = PARTY_ROLES.indexOf('co_borrower') + 1;

const WINDOW_UNKNOWN = unknownBit('window');
const TAIL_UNKNOWN = unknownBit('tail');
const PARTY_UNKNOWN = unknownBit('partyRole');

/** How an obstacle counts: on both readings or on one, and on which unknown facts. */
export interface ObstacleVerdict {
  readonly conservative: boolean;
  readonly favourable: boolean;
  readonly unknown: number;
}

const COUNTS: ObstacleVerdict = { conservative: true, favourable: true, unknown: NOTHING_UNKNOWN };
const COUNTS_FAVOURABLY: ObstacleVerdict = { conservative: false, favourable: true, unknown: NOTHING_UNKNOWN };
const COUNTS_IF_PARTY: ObstacleVerdict = { conservative: true, favourable: true, unknown: PARTY_UNKNOWN };
const COUNTS_NOT: ObstacleVerdict = { conservative: false, favourable: false, unknown: NOTHING_UNKNOWN };

/** Whose obstacle it is decides; what suspends the debt of one debtor need not suspend that of the others. */
export function judgeObstacle(act: ClaimAct, spec: PeriodSpec): ObstacleVerdict {
  if (act.party === UNKNOWN_PARTY) return COUNTS_IF_PARTY;
  // An obstacle that names nobody may lie with the creditor; for a guarantor's debt the old law let it count.
  if (spec.obligor !== BORROWER_PARTY) {
    return concernsParty(act, spec.obligor, spec.facts)
      ? COUNTS
      : act.party === BORROWER_PARTY
        ? COUNTS_FAVOURABLY
        : COUNTS_NOT;
  }
  if (!isObligor(act, spec)) return COUNTS_NOT;
  const isCoBorrower = act.party >= 0 && spec.facts.parties?.[act.party]?.role === CO_BORROWER;
  return isCoBorrower ? COUNTS_FAVOURABLY : COUNTS;
}

/** Result of {@link afterObstacle} where the pack has no value on the day that decides; also a bit of unknown facts. */
export interface Suspended {
  readonly base: EpochDay;
  readonly unknown: number;
}

/**
 * The end of a period that would end on `base`, after one obstacle. It counts only where it lies in the last stretch of
 * the period: the window begins on the day after the corresponding day. Once the obstacle has gone, the period ends so
 * many months later, or what was left of it runs on, by the law of that day; while it is there, no end is in sight.
 */
export function afterObstacle(base: EpochDay, act: ClaimAct, spec: PeriodSpec): Suspended {
  const { terms } = spec;
  const isEnforcement = spec.clock === 'enforcement';
  const months = numberOn(isEnforcement ? terms.enforcementWindowMonths : terms.suspensionWindowMonths, base);
  if (Number.isNaN(months)) return { base, unknown: WINDOW_UNKNOWN };
  const windowFrom = monthsAfter(base, -months);
  const end = obstacleEnd(act, spec.asOf);
  if (end <= windowFrom || act.on > lastDayOf(base, terms.businessDays)) return { base, unknown: NOTHING_UNKNOWN };
  if (end === OPEN_END) return { base: spec.asOf > windowFrom ? OPEN_END : base, unknown: NOTHING_UNKNOWN };
  const tail = numberOn(isEnforcement ? terms.enforcementTailMonths : terms.suspensionTailMonths, end);
  if (Number.isNaN(tail)) return { base, unknown: TAIL_UNKNOWN };
  // The day on which the obstacle goes counts again; the days before it, from its first day in the window, are lost.
  if (tail === REMAINDER) return { base: base + Math.max(0, end - Math.max(act.on, windowFrom + 1)), unknown: 0 };
  return { base: Math.max(base, monthsAfter(end, tail)), unknown: NOTHING_UNKNOWN };
}
