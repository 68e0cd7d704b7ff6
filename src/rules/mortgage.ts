/**
 * Question   Until when is the mortgage or pledge behind the claim protected?
 * Law        cn.mortgage.deadline, .extra-years, .possessory-pledge; the calendar of days off
 * Needs      the answers on the limitation of the claim and, after a judgment, on its enforcement; what was given
 * Answer     the end of that period, at which the mortgage lapses; null where nothing was given as security
 * Not decided here   whether the security was validly created, its rank, liens, how it is realised
 *
 * A mortgage has no period of its own: it is protected as long as the claim's limitation period runs, and once the
 * debtor alone was sued, as long as enforcement can be applied for (Civil Code art. 419; 担保制度解释 art. 44).
 */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { ClaimFacts, ClockSettings, Security } from '../domain/claim.js';
import { type ClockAnswer, notSubject, withoutDay } from '../domain/clock.js';
import { datedNumbers, numberOn } from '../domain/dated-numbers.js';
import type { MissingFact, Reason } from '../domain/determination.js';
import { type Law, valueOn } from '../domain/law.js';
import { PARTY_ROLES } from '../domain/loan.js';
import {
  answerBetween,
  answerWithDay,
  endedBetween,
  lastDayOf,
  rollOverDaysOff,
  statusOn,
  yearsAfter,
} from '../domain/period-end.js';
import { basisOn } from '../domain/period-trace.js';

const MORTGAGOR = PARTY_ROLES.indexOf('mortgagor') + 1;
const KIND_UNKNOWN: MissingFact = { fact: 'collateral.kind', because: 'collateral-kind-not-recognised' };

/**
 * The estimate on `asOf`. `limitation` and `enforcement` are the answers for the same claim, made with the same
 * `explain`; `enforcement` is null where there was no judgment.
 */
export function estimateMortgage(
  facts: ClaimFacts,
  limitation: ClockAnswer,
  enforcement: ClockAnswer | null,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
  explain = false,
): ClockAnswer | null {
  const security = securityBehind(facts);
  if (security === 'none') return null;
  if (security === 'possessory_pledge') return answerForPledge(law, asOf, explain);
  const improvements = security === 'unknown' && explain ? [KIND_UNKNOWN] : [];
  if (facts.owed === 0) return notSubject(explain ? [{ code: 'mortgage-claim-paid', saw: {} }] : []);

  // Sued and decided: what counts now is the period for enforcement.
  const leading = enforcement ?? notRevived(limitation, facts, law, settings);
  const isAfterJudgment = enforcement !== null;
  const because: Reason[] = explain ? [followReason(isAfterJudgment, leading, law, asOf)] : [];
  if (leading.status === 'not_subject' || leading.baseOn === NO_DAY) {
    if (leading.status !== 'defence_available') return withLeadersDays(leading, because, improvements);
    return answerForEnded(leading, isAfterJudgment, law, asOf, because, improvements);
  }

  const endsOn = isAfterJudgment ? leading.baseOn : withExtraYears(leading.baseOn, law);
  if (endsOn === NO_DAY) {
    const missing = { fact: `law.${law.mortgageDeadline.id}`, because: 'no-law-value-on-date' };
    return withoutDay('undetermined', because, [missing], improvements);
  }
  const rolledOn = endsOn === leading.baseOn ? leading.rolledOn : rollOverDaysOff(endsOn, law.businessDays);
  const status = statusOn(asOf, endsOn, rolledOn, {
    businessDays: law.businessDays,
    expiringWithinDays: settings.expiringWithinDays,
    whenEnded: 'lapsed',
  });
  const conservativeOn = isAfterJudgment ? leading.conservativeOn : withExtraYears(leading.conservativeOn, law);
  const favourableOn = isAfterJudgment ? leading.favourableOn : withExtraYears(leading.favourableOn, law);
  if (explain) {
    if (limitation.lostOn === leading.baseOn) because.push(notRevivedReason(leading.baseOn, law));
    if (endsOn !== leading.baseOn) because.push(extraYearsReason(leading.baseOn, endsOn, law));
    if (status !== 'undetermined') because.push(endReason(status, endsOn, asOf));
  }
  return answerWithDay(status, asOf, endsOn, rolledOn, conservativeOn, favourableOn, because, improvements);
}

/**
 * What the debtor gives up after the end brings the claim back, not the mortgage: somebody else who gave it keeps the
 * plea (担保制度解释 art. 20 with Civil Code art. 701); whether the debtor's own comes back is unsettled.
 */
function notRevived(limitation: ClockAnswer, facts: ClaimFacts, law: Law, settings: ClockSettings): ClockAnswer {
  const { lostOn } = limitation;
  if (lostOn === undefined) return limitation;
  const isThirdParty = hasMortgagor(facts);
  if (!isThirdParty && settings.reading === 'favourable') return { ...limitation, conservativeOn: lostOn };
  const rolledOn = rollOverDaysOff(lostOn, law.businessDays);
  const favourableOn = isThirdParty ? lostOn : limitation.favourableOn;
  return { ...limitation, status: 'defence_available', baseOn: lostOn, rolledOn, conservativeOn: lostOn, favourableOn };
}

function hasMortgagor({ parties }: ClaimFacts): boolean {
  return parties?.some(({ role }) => role === MORTGAGOR) ?? false;
}

function securityBehind(facts: ClaimFacts): Security {
  const { security } = facts;
  return hasMortgagor(facts) && (security === 'none' || security === 'possessory_pledge') ? 'mortgage' : security;
}

/** The creditor keeps what he holds: there is nothing to lose by waiting. */
function answerForPledge(law: Law, asOf: EpochDay, explain: boolean): ClockAnswer {
  const { id } = law.possessoryPledgeDeadline;
  if (valueOn(law.possessoryPledgeDeadline, formatIsoDate(asOf)) === undefined) {
    return withoutDay('undetermined', [], [{ fact: `law.${id}`, because: 'no-law-value-on-date' }]);
  }
  const basis = basisOn(law.possessoryPledgeDeadline, asOf);
  return notSubject(explain ? [{ code: 'pledge-in-possession', basis, saw: {} }] : []);
}

/** No day of its own where the leading clock has none: pending, undetermined, or not running at all. */
function withLeadersDays(leading: ClockAnswer, because: Reason[], improvements: readonly MissingFact[]): ClockAnswer {
  return { ...leading, because, improvements };
}

/** The leading period is over, only its day is not known; years on top of it would make the end open again. */
function answerForEnded(
  leading: ClockAnswer,
  isAfterJudgment: boolean,
  law: Law,
  asOf: EpochDay,
  because: Reason[],
  improvements: readonly MissingFact[],
): ClockAnswer {
  const { conservativeOn, favourableOn, missing } = leading;
  const isCertain =
    conservativeOn !== NO_DAY && (isAfterJudgment || withExtraYears(conservativeOn, law) === conservativeOn);
  if (!isCertain) return answerBetween(NO_DAY, NO_DAY, missing, because, improvements);
  if (because.length > 0) because.push({ code: 'mortgage-lapsed-on-any-view', saw: { as_of: formatIsoDate(asOf) } });
  return endedBetween('lapsed', conservativeOn, favourableOn, missing, because, improvements);
}

const extraYears = new WeakMap<Law, ReturnType<typeof datedNumbers>>();

/** The end of protection for a limitation period that ends on `day`; NO_DAY where the pack does not say. */
function withExtraYears(day: EpochDay, law: Law): EpochDay {
  if (day === NO_DAY) return NO_DAY;
  let years = extraYears.get(law);
  if (years === undefined) {
    years = datedNumbers(law.mortgageExtraYears, Number);
    extraYears.set(law, years);
  }
  // By art. 203 the limitation period ends on its rolled day and not before: the law of that day counts.
  const more = numberOn(years, lastDayOf(day, law.businessDays));
  return Number.isNaN(more) ? NO_DAY : yearsAfter(day, more);
}

// The chain that is shown

function followReason(isAfterJudgment: boolean, leading: ClockAnswer, law: Law, asOf: EpochDay): Reason {
  if (leading.baseOn === NO_DAY) {
    const code = isAfterJudgment
      ? 'mortgage-follows-enforcement-without-day'
      : 'mortgage-follows-limitation-without-day';
    return { code, basis: basisOn(law.mortgageDeadline, asOf), saw: {} };
  }
  return {
    code: isAfterJudgment ? 'mortgage-follows-enforcement' : 'mortgage-follows-limitation',
    basis: basisOn(law.mortgageDeadline, leading.baseOn),
    saw: { base_on: formatIsoDate(leading.baseOn) },
  };
}

function notRevivedReason(lostOn: EpochDay, law: Law): Reason {
  const basis = basisOn(law.mortgageDeadline, lostOn);
  return { code: 'mortgage-not-revived', basis, saw: { base_on: formatIsoDate(lostOn) } };
}

function extraYearsReason(limitationEndsOn: EpochDay, endsOn: EpochDay, law: Law): Reason {
  return {
    code: 'mortgage-outlives-limitation',
    basis: basisOn(law.mortgageExtraYears, limitationEndsOn),
    saw: { limitation_base_on: formatIsoDate(limitationEndsOn), base_on: formatIsoDate(endsOn) },
  };
}

function endReason(status: string, endsOn: EpochDay, asOf: EpochDay): Reason {
  const saw = { as_of: formatIsoDate(asOf), base_on: formatIsoDate(endsOn), days_left: endsOn - asOf };
  return { code: status === 'lapsed' ? 'mortgage-lapsed' : `estimate-${status}`, saw };
}
