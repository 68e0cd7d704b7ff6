/** All clocks of one claim, in the order of CLOCKS and of the parties on record. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { ClaimFacts, ClockSettings } from '../domain/claim.js';
import type { Clock, ClockAnswer } from '../domain/clock.js';
import type { GuaranteeExercise } from '../domain/guarantee.js';
import type { BusinessDays, Law } from '../domain/law.js';
import { EVENT_KINDS, type Instalments, PARTY_ROLES, RESTRUCTURED } from '../domain/loan.js';
import { latestLastDayOf } from '../domain/period-end.js';
import { estimateEnforcement } from '../rules/enforcement.js';
import { estimateGuaranteeLimitation } from '../rules/guarantee-limitation.js';
import { estimateGuaranteePeriod } from '../rules/guarantee-period.js';
import { estimateLimitation } from '../rules/limitation.js';
import { estimateMortgage } from '../rules/mortgage.js';
import { estimateObservation } from '../rules/observation.js';

export interface ClockOfClaim {
  readonly clock: Clock;
  /** '' for the borrower's own clock. */
  readonly partyId: string;
  readonly answer: ClockAnswer;
}

/** What all clocks of a run are judged by. */
export interface ClockTerms {
  readonly law: Law;
  readonly settings: ClockSettings;
  readonly asOf: EpochDay;
}

const GUARANTOR = PARTY_ROLES.indexOf('guarantor') + 1;
const MORTGAGOR = PARTY_ROLES.indexOf('mortgagor') + 1;
const BEFORE_COURT = new Set<number>(
  (['judgment', 'lawsuit', 'arbitration', 'payment_order'] as const).map((kind) => EVENT_KINDS.indexOf(kind) + 1),
);
const NO_CLOCKS: readonly ClockOfClaim[] = [];

/** Every clock of a claim with its reasons, the limitation of action first. */
export function explainClaim(facts: ClaimFacts, instalments: Instalments, terms: ClockTerms): readonly ClockOfClaim[] {
  const answer = estimateLimitation(facts, terms.law, terms.settings, terms.asOf, true);
  return [
    { clock: 'limitation', partyId: '', answer },
    ...assessFurtherClocks(facts, answer, instalments, terms, true),
  ];
}

/**
 * The clocks beside the limitation of action, whose answer is given. Most claims have none of them, and then nothing
 * is made: they take a guarantor, a thing given as security, a suit or judgment, or a restructuring.
 */
export function assessFurtherClocks(
  facts: ClaimFacts,
  limitation: ClockAnswer,
  instalments: Instalments,
  { law, settings, asOf }: ClockTerms,
  explain = false,
): readonly ClockOfClaim[] {
  if (!hasFurtherClocks(facts)) return NO_CLOCKS;
  const clocks: ClockOfClaim[] = [];
  const exercised: [number, GuaranteeExercise][] = [];
  const parties = facts.parties ?? [];
  for (let party = 0; party < parties.length; party++) {
    const { role, partyId } = parties[party]!;
    if (role !== GUARANTOR) continue;
    const { clock, exercise } = estimateGuaranteePeriod(facts, party, law, settings, asOf, explain);
    clocks.push({ clock: 'guarantee_period', partyId, answer: clock });
    if (exercise !== null) exercised.push([party, exercise]);
  }
  for (const [party, exercise] of exercised) {
    const answer = estimateGuaranteeLimitation(facts, party, exercise, law, settings, asOf, explain);
    clocks.push({ clock: 'guarantee_limitation', partyId: parties[party]!.partyId, answer });
  }
  const enforcement = estimateEnforcement(facts, law, settings, asOf, explain);
  const mortgage = estimateMortgage(facts, limitation, enforcement, law, settings, asOf, explain);
  if (mortgage !== null) clocks.push({ clock: 'mortgage', partyId: '', answer: mortgage });
  if (enforcement !== null) clocks.push({ clock: 'enforcement', partyId: '', answer: enforcement });
  const observation = estimateObservation(facts, instalments, law, settings, asOf, explain);
  if (observation !== null) clocks.push({ clock: 'observation', partyId: '', answer: observation });
  return clocks;
}

function hasFurtherClocks(facts: ClaimFacts): boolean {
  if (!(facts.owed > 0 || Number.isNaN(facts.owed))) return false;
  if (facts.security !== 'none' || facts.restructuredOn !== NO_DAY || facts.status === RESTRUCTURED) return true;
  if (facts.parties?.some(({ role }) => role === GUARANTOR || role === MORTGAGOR) ?? false) return true;
  return facts.acts.some(({ kind }) => BEFORE_COURT.has(kind));
}

/** Whether a right is lost or weakened at the end of a clock; observation ends in nothing that anybody must hurry for. */
export function endsARight(clock: Clock): boolean {
  return clock !== 'observation';
}

/**
 * The day to work to: the earliest last day that facts and law allow, where it can still be kept; otherwise the day
 * of the chosen reading. NO_DAY where the clock does not run, or its end has passed, days off included.
 */
export function keepableDay(answer: ClockAnswer, asOf: EpochDay, businessDays: BusinessDays): EpochDay {
  switch (answer.status) {
    case 'running':
    case 'expiring':
    case 'revived':
    case 'pending':
    case 'undetermined':
      if (canBeKept(answer.conservativeOn, asOf, businessDays)) return answer.conservativeOn;
      return canBeKept(answer.baseOn, asOf, businessDays) ? answer.baseOn : NO_DAY;
    default:
      return NO_DAY;
  }
}

/** Also where the days off are not published yet, as long as they could still carry the day this far. */
function canBeKept(day: EpochDay, asOf: EpochDay, businessDays: BusinessDays): boolean {
  return day !== NO_DAY && (day >= asOf || latestLastDayOf(day, businessDays) >= asOf);
}
