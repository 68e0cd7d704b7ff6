/**
 * From when a debt without a term can be barred: the end of the grace given with the first demand, or the day on which
 * the debtor refused then (时效规定 art. 4). Here a doubtful demand works against the creditor, since it starts a period.
 */
import { isObligor, judge } from './act-verdict.js';
import { type EpochDay, NO_DAY } from './civil-date.js';
import { type ClaimAct, RECEIPT, resultBit } from './claim.js';
import { kindCode, NO_EVIDENCE, PROVEN, rowOf, SIGNED } from './limitation-events.js';
import type { PeriodSpec, Stance } from './period-spec.js';
import { cameBy } from './procedure-end.js';
import { NOTHING_UNKNOWN, unknownBit } from './unknown-facts.js';
import { newVerdict } from './verdict.js';

export interface FirstDemand {
  /** Day from which the period runs; NO_DAY while the debt was not called. */
  readonly on: EpochDay;
  /** No grace is on record: it began on that day or later. */
  readonly isOpen: boolean;
  /** Bits of facts that nobody recorded. */
  readonly unknown: number;
  readonly isDoubtful: boolean;
  /** What began it: the demand or the refusal; null for a call that only the loan file tells. */
  readonly act: ClaimAct | null;
  readonly by: 'refusal' | 'grace' | 'demand';
}

const REFUSAL = kindCode('refusal');
const REFUSED = resultBit('refused');
const REFUSAL_UNKNOWN = unknownBit('refusal');

export function findFirstDemand(spec: PeriodSpec, stance: Stance): FirstDemand {
  const { facts, asOf } = spec;
  const { acceleratedOn } = facts;
  const verdict = newVerdict();
  let unknown = NOTHING_UNKNOWN;
  let isDoubtful = false;
  for (const act of facts.acts) {
    if (act.on > asOf || (acceleratedOn !== NO_DAY && act.on > acceleratedOn)) break;
    if (act.kind === REFUSAL && act.evidence !== NO_EVIDENCE && isObligor(act, spec)) {
      // Nobody refuses what he was not asked for: with no demand on record before it, the refusal is the answer to the first.
      const refused: FirstDemand = { ...demandItself(act), by: 'refusal', unknown, isDoubtful };
      if (act.evidence === SIGNED || act.evidence === PROVEN) return refused;
      unknown |= REFUSAL_UNKNOWN;
      isDoubtful = true;
      if (!stance.isForCreditor) return { ...refused, unknown, isDoubtful };
      continue;
    }
    const family = act.kind === RECEIPT || act.kind === REFUSAL ? undefined : rowOf(act.kind)?.family;
    if (family !== 'demand' && family !== 'publication' && family !== 'procedure') continue;
    if (!judge(act, spec, verdict) || !verdict.favourable) continue;
    if (!verdict.conservative || verdict.unknown !== NOTHING_UNKNOWN) isDoubtful = true;
    unknown |= verdict.unknown;
    const isReached = stance.isFavourable ? verdict.conservative : true;
    if (!isReached || (verdict.unknown !== NOTHING_UNKNOWN && stance.isForCreditor)) continue;
    const start = family === 'procedure' ? demandItself(act) : afterGrace(act, spec, stance);
    return { ...start, unknown: unknown | start.unknown, isDoubtful: isDoubtful || start.isDoubtful };
  }
  if (acceleratedOn !== NO_DAY && acceleratedOn <= asOf) {
    return { on: acceleratedOn, isOpen: true, unknown, isDoubtful, act: null, by: 'demand' };
  }
  return { on: NO_DAY, isOpen: false, unknown, isDoubtful, act: null, by: 'demand' };
}

function demandItself(act: ClaimAct): FirstDemand {
  return { on: act.on, isOpen: false, unknown: NOTHING_UNKNOWN, isDoubtful: false, act, by: 'demand' };
}

function afterGrace(demand: ClaimAct, spec: PeriodSpec, stance: Stance): FirstDemand {
  if ((demand.results & REFUSED) !== 0) return { ...demandItself(demand), by: 'refusal' };
  const endedOn = cameBy(demand.endedOn, spec.asOf);
  const grace = endedOn === NO_DAY ? demand.promisedOn : endedOn;
  const graceEnd = grace === NO_DAY ? NO_DAY : Math.max(grace, demand.on);
  for (const act of spec.facts.acts) {
    if (act.on > spec.asOf || (graceEnd !== NO_DAY && act.on >= graceEnd)) break;
    if (act.kind !== REFUSAL || act.on < demand.on || act.evidence === NO_EVIDENCE || !isObligor(act, spec)) continue;
    const refused: FirstDemand = { ...demandItself(act), by: 'refusal' };
    const isProven = act.evidence === SIGNED || act.evidence === PROVEN;
    // Without a grace on record the refusal shows when it was over at the latest.
    if (graceEnd === NO_DAY) {
      if (!isProven) continue;
      return {
        ...refused,
        on: stance.isForCreditor ? act.on : demand.on,
        unknown: unknownBit('grace'),
        isDoubtful: true,
      };
    }
    if (isProven) return refused;
    const withGrace: FirstDemand = { ...demandItself(demand), on: graceEnd, by: 'grace' };
    return { ...(stance.isForCreditor ? withGrace : refused), unknown: REFUSAL_UNKNOWN, isDoubtful: true };
  }
  if (graceEnd !== NO_DAY) return { ...demandItself(demand), on: graceEnd, by: 'grace' };
  return { ...demandItself(demand), isOpen: true };
}
