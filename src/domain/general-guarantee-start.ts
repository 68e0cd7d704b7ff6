/**
 * From when the limitation of a general guarantee runs: by the law of its contract from the judgment against the debtor
 * (担保法解释 art. 34(1)), or from the day on which the guarantor may no longer refuse (民法典 art. 694(1); 担保解释 art. 28).
 */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { type ClaimAct, resultBit } from './claim.js';
import { isEnforceable } from './claim-record.js';
import { numberOn } from './dated-numbers.js';
import type { GuaranteeExercise } from './guarantee.js';
import { kindCode } from './limitation-events.js';
import { BANKRUPTCY_HOLD } from './loan.js';
import { yearsAfter } from './period-end.js';
import type { PeriodSpec, Stance } from './period-spec.js';
import { cameBy, endOfProcedure, isDebtorSide } from './procedure-end.js';
import { NOTHING_UNKNOWN, unknownBit } from './unknown-facts.js';

export interface GuaranteeStart {
  /** NO_DAY while nothing has begun it. */
  readonly on: EpochDay;
  readonly unknown: number;
  readonly isDoubtful: boolean;
  /** The law of the contract's day is not in the pack. */
  readonly isSilent: boolean;
  readonly by: 'demand-on-guarantor' | 'judgment-on-debtor' | 'end-of-refusal';
}

const ENFORCEMENT = kindCode('enforcement');
const BANKRUPTCY_CLAIM = kindCode('bankruptcy_claim');
const UNREACHABLE = kindCode('unreachable');

const RULED = resultBit('round_closed') | resultBit('terminated');
const NO_ASSETS = resultBit('no_assets');

const SIGNED_ON_UNKNOWN = unknownBit('signedOn');
const START_UNKNOWN = unknownBit('guaranteeStart');
const RULING_UNKNOWN = unknownBit('dayOfRuling');
const BANKRUPTCY_UNKNOWN = unknownBit('bankruptcyClaim');

/** Where the day of the contract is not known, the start under either law that ends first, or last for the creditor. */
export function generalGuaranteeStart(
  spec: PeriodSpec,
  { contractOn, exercisedOn }: GuaranteeExercise,
  stance: Stance,
): GuaranteeStart {
  const fromJudgment = (): GuaranteeStart => judgmentOnDebtor(spec);
  const fromRefusal = (): GuaranteeStart => endOfRefusal(spec, contractOn, exercisedOn, stance);
  if (contractOn !== NO_DAY) {
    const isFromJudgment = numberOn(spec.terms.guaranteeFromJudgment, contractOn);
    if (Number.isNaN(isFromJudgment)) {
      return { on: NO_DAY, unknown: START_UNKNOWN, isDoubtful: true, isSilent: true, by: 'judgment-on-debtor' };
    }
    return isFromJudgment > 0 ? fromJudgment() : fromRefusal();
  }
  const old = fromJudgment();
  const current = fromRefusal();
  if (old.on === current.on) return { ...current, unknown: current.unknown | old.unknown };
  const isOldFirst = current.on === NO_DAY || (old.on !== NO_DAY && old.on < current.on);
  const first = isOldFirst === !stance.isForCreditor ? old : current;
  return { ...first, unknown: first.unknown | SIGNED_ON_UNKNOWN, isDoubtful: true };
}

function judgmentOnDebtor({ facts, asOf }: PeriodSpec): GuaranteeStart {
  let on = NO_DAY;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (on === NO_DAY && isEnforceable(act) && isDebtorSide(act.party, facts)) on = act.on;
  }
  return { on, unknown: NOTHING_UNKNOWN, isDoubtful: false, isSilent: false, by: 'judgment-on-debtor' };
}

/** The earliest of what ends the right to refuse; it cannot begin before the right was exercised. */
function endOfRefusal(spec: PeriodSpec, contractOn: EpochDay, exercisedOn: EpochDay, stance: Stance): GuaranteeStart {
  const { facts, asOf } = spec;
  let earliest = Number.POSITIVE_INFINITY;
  let unknown = NOTHING_UNKNOWN;
  // 民法典 art. 687(2)(2): the creditor is taken to know of the acceptance on its day.
  let knowsOfBankruptcy = facts.bankruptOn !== NO_DAY && facts.bankruptOn <= asOf;
  if (knowsOfBankruptcy) earliest = facts.bankruptOn;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (!isDebtorSide(act.party, facts)) continue;
    if (act.kind === BANKRUPTCY_CLAIM) {
      knowsOfBankruptcy = true;
      earliest = Math.min(earliest, act.on);
    } else if (act.kind === UNREACHABLE && (act.results & NO_ASSETS) !== 0) earliest = Math.min(earliest, act.on);
    else if (act.kind === ENFORCEMENT) {
      const ended = endOfWait(act, contractOn === NO_DAY ? asOf : contractOn, spec, stance);
      if (isRuledOnUnknownDay(act, asOf)) unknown |= RULING_UNKNOWN;
      earliest = Math.min(earliest, ended);
    }
  }
  if (facts.hold === BANKRUPTCY_HOLD && !knowsOfBankruptcy) {
    unknown |= BANKRUPTCY_UNKNOWN;
    if (!stance.isForCreditor) earliest = exercisedOn;
  }
  const on = earliest === Number.POSITIVE_INFINITY ? NO_DAY : Math.max(earliest, exercisedOn);
  return { on, unknown, isDoubtful: unknown !== NOTHING_UNKNOWN, isSilent: false, by: 'end-of-refusal' };
}

function isRuledOnUnknownDay(application: ClaimAct, asOf: EpochDay): boolean {
  return (application.results & RULED) !== 0 && cameBy(application.endedOn, asOf) === NO_DAY;
}

/** Day of the ruling that closed the enforcement, or so long after the application where none was made by then. */
function endOfWait(application: ClaimAct, lawOf: EpochDay, spec: PeriodSpec, stance: Stance): EpochDay {
  const end = endOfProcedure(application, spec.facts, spec.asOf);
  if (end.state === 'withdrawn') return Number.POSITIVE_INFINITY;
  const wait = numberOn(spec.terms.guaranteeWaitYears, lawOf);
  const waited = Number.isNaN(wait) ? Number.POSITIVE_INFINITY : yearsAfter(application.on, wait);
  if ((application.results & RULED) === 0) return waited;
  if (end.state === 'open') return stance.isForCreditor ? waited : application.on;
  return Math.min(end.on, waited);
}
