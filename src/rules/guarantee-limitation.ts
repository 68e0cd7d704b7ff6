/**
 * Question   Once the right against a guarantor was exercised in time: until when can he be sued without a plea of
 *            limitation?
 * Law        cn.guarantee.limitation-start, .enforcement-wait; cn.limitation.*; cn.period.*; the calendar of days off
 * Needs      how the right was exercised; for a general guarantee the judgment and the enforcement against the debtor;
 *            the acts on this guarantor
 * Answer     an estimate of the last day, pending while the period has not begun, or what is missing
 * Not decided here   whether the guarantee period was kept; the debt of the other guarantors
 *
 * Acts on the debtor or on another guarantor do not reach this one: the law before 2021 said so for joint guarantees,
 * and since then no rule says otherwise.
 */

import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { ClaimAct, ClaimFacts, ClockSettings } from '../domain/claim.js';
import { isDismissed, isEnforceable, JUDGMENT } from '../domain/claim-record.js';
import { type ClockAnswer, notSubject } from '../domain/clock.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { type GuaranteeStart, generalGuaranteeStart } from '../domain/general-guarantee-start.js';
import type { GuaranteeExercise } from '../domain/guarantee.js';
import type { Law } from '../domain/law.js';
import { decidedReason } from '../domain/limitation-reasons.js';
import { limitationTermsOf } from '../domain/limitation-terms.js';
import { formatFen } from '../domain/money.js';
import { answerBetween } from '../domain/period-end.js';
import type { PeriodSpec, Stance } from '../domain/period-spec.js';
import { basisOn } from '../domain/period-trace.js';
import { concernsParty } from '../domain/procedure-end.js';
import { runPeriod } from '../domain/running-period.js';
import { NOTHING_UNKNOWN } from '../domain/unknown-facts.js';
import { OPEN_END } from '../domain/verdict.js';
import { NOT_BEGUN, type Walk, weighReadings } from '../domain/weigh-readings.js';

const OWED_UNKNOWN: readonly MissingFact[] = [{ fact: 'loans.outstanding_principal', because: 'amount-owed-unknown' }];
const DISMISSED: readonly MissingFact[] = [{ fact: 'events.judgment', because: 'claim-dismissed-ask-counsel' }];
const NO_REASONS: readonly Reason[] = [];

/** The estimate for the guarantor `party` (an index into `facts.parties`) on `asOf`. */
export function estimateGuaranteeLimitation(
  facts: ClaimFacts,
  party: number,
  exercisedOn: GuaranteeExercise,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
  explain = false,
): ClockAnswer {
  if (!(facts.owed > 0)) {
    if (Number.isNaN(facts.owed)) return answerBetween(NO_DAY, NO_DAY, OWED_UNKNOWN);
    return notSubject(explain ? [{ code: 'nothing-owed', saw: { owed: formatFen(facts.owed) } }] : NO_REASONS);
  }
  if (exercisedOn.mode === null) return answerBetween(NO_DAY, NO_DAY, exercisedOn.missing);
  const decided = judgmentAgainst(party, facts, asOf);
  if (decided !== null) {
    const because = explain ? [decidedReason(decided)] : NO_REASONS;
    return isDismissed(decided) ? answerBetween(NO_DAY, NO_DAY, DISMISSED, because) : notSubject(because);
  }
  const spec: PeriodSpec = {
    clock: 'guarantee_limitation',
    terms: limitationTermsOf(law),
    facts,
    settings,
    asOf,
    obligor: party,
    longStopFrom: facts.lastDueOn,
    lengthBy: NO_DAY,
    newTermsOn: NO_DAY,
    isEstateOpen: false,
  };
  const startOf = (stance: Stance): GuaranteeStart =>
    exercisedOn.mode === 'general'
      ? generalGuaranteeStart(spec, exercisedOn, stance)
      : jointGuaranteeStart(exercisedOn, stance);
  const walk: Walk = (stance, settledTo, trace) => {
    const start = startOf(stance);
    const isBegun = start.on !== NO_DAY && start.on <= asOf;
    const beginning = { on: isBegun ? start.on : asOf, isOpen: false };
    const period = runPeriod(spec, beginning, stance, settledTo, isBegun ? trace : null);
    if (start.isSilent) period.base = Number.NaN;
    else if (!isBegun) {
      period.base = OPEN_END;
      period.heldBy = NOT_BEGUN;
    }
    if (start.isDoubtful || start.unknown !== NOTHING_UNKNOWN) period.isDoubtful = true;
    period.unknown |= start.unknown;
    return period;
  };
  if (!explain) return weighReadings(spec, walk, null);
  const chosen = startOf({ isFavourable: settings.reading === 'favourable', isForCreditor: false });
  return weighReadings(spec, walk, startReasons(chosen, exercisedOn, law));
}

/** A title against the guarantor himself: the period for enforcement takes over. */
function judgmentAgainst(party: number, facts: ClaimFacts, asOf: EpochDay): ClaimAct | null {
  let found: ClaimAct | null = null;
  for (const act of facts.acts) {
    if (act.on > asOf) break;
    if (act.kind === JUDGMENT && concernsParty(act, party, facts) && (isDismissed(act) || isEnforceable(act)))
      found = act;
  }
  return found;
}

/** 民法典 art. 694(2): the day of the demand. A suit that was withdrawn after service leaves two days to choose from. */
function jointGuaranteeStart({ conservativeFrom, favourableFrom }: GuaranteeExercise, stance: Stance): GuaranteeStart {
  return {
    on: stance.isFavourable ? favourableFrom : conservativeFrom,
    unknown: NOTHING_UNKNOWN,
    isDoubtful: conservativeFrom !== favourableFrom,
    isSilent: false,
    by: 'demand-on-guarantor',
  };
}

function startReasons(start: GuaranteeStart, exercise: GuaranteeExercise, law: Law): readonly Reason[] {
  if (start.on === NO_DAY) return [];
  const saw = { exercised_on: formatIsoDate(exercise.exercisedOn), runs_from: formatIsoDate(start.on) };
  const contractOn = exercise.contractOn;
  const basis =
    contractOn === NO_DAY ? law.guaranteeLimitationStart.id : basisOn(law.guaranteeLimitationStart, contractOn);
  return [{ code: `runs-from-${start.by}`, basis, saw }];
}
