/**
 * Question   Until when can the creditor keep this guarantor liable, and has he done so?
 * Law        cn.guarantee.mode-default, .period-default, .period-unclear, .transition-2021, .period-fixed, .exercise,
 *            .withdrawn-suit, .extension; cn.period.start, .end, .end-on-holiday; the calendar of days off
 * Needs      the principal's last due date, the party's mode, period and contract day, demands and suits
 * Answer     the end of the guarantee period, or that the right was exercised within it (then what the limitation of the
 *            guarantee debt is reckoned from), or what is missing
 * Not decided here   that limitation; guarantees up to a maximum amount; void guarantees; how much is guaranteed
 *
 * Nothing interrupts, suspends or extends this period, and the court examines it of its own motion: an act within it
 * keeps the guarantor, and once it has passed without one his liability is gone, whatever he signs.
 */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { ClaimFacts, ClaimParty, ClockSettings } from '../domain/claim.js';
import { type ClockAnswer, notSubject, type Reading, withoutDay } from '../domain/clock.js';
import type { MissingFact } from '../domain/determination.js';
import {
  type GuaranteeExercise,
  type GuaranteeMode,
  type GuaranteePeriodAnswer,
  parseGuaranteePeriod,
} from '../domain/guarantee.js';
import { type ActCase, type ActWorth, isJudgment, limitationFrom, weighAct } from '../domain/guarantee-acts.js';
import { dueDayOf } from '../domain/guarantee-due.js';
import { endOfGuarantee, monthsByLaw, type PeriodFrame, type PeriodStance, startOn } from '../domain/guarantee-end.js';
import { chainOf, endReasons, type GuaranteeView, improvementsOf } from '../domain/guarantee-reasons.js';
import { type GuaranteeTerms, guaranteeTermsOf } from '../domain/guarantee-terms.js';
import type { Law } from '../domain/law.js';
import { GUARANTEE_MODES, SETTLED } from '../domain/loan.js';
import { formatFen } from '../domain/money.js';
import {
  answerBetween,
  answerWithDay,
  DAYS_OFF_UNKNOWN,
  endedBetween,
  isOver,
  lastDayOf,
  latestLastDayOf,
  rollOverDaysOff,
  statusOn,
} from '../domain/period-end.js';

const OWED_UNKNOWN: MissingFact = { fact: 'loans.outstanding_principal', because: 'amount-owed-unknown' };
const SETTLED_BUT_OWED: MissingFact = { fact: 'loans.status', because: 'settled-but-amount-owed' };
const LAST_DUE_UNKNOWN: MissingFact = { fact: 'loans.matures_on', because: 'last-due-date-unknown' };
const MODE_UNKNOWN: MissingFact = { fact: 'parties.guarantee_mode', because: 'guarantee-mode-not-stated' };
const CONTRACT_UNKNOWN: MissingFact = { fact: 'parties.signed_on', because: 'contract-date-decides-the-law' };

const MODES: readonly GuaranteeMode[] = ['joint', 'general'];
const UNSTATED_MODE = GUARANTEE_MODES.indexOf('unstated') + 1;

/** What stays the same while one guarantor is looked at. */
interface Frame extends PeriodFrame {
  readonly facts: ClaimFacts;
  readonly party: number;
  readonly guarantor: ClaimParty;
  readonly settings: ClockSettings;
  readonly asOf: EpochDay;
}

/** One way in which law and facts may be read. */
interface World extends PeriodStance {
  readonly mode: GuaranteeMode;
}

interface Outcome {
  readonly world: World;
  /** NO_DAY where nothing bounds it: the law is silent, or a fact is missing. */
  readonly endsOn: EpochDay;
  /** Index of the act that exercised the right; -1 where none did. */
  readonly exercisedBy: number;
  /** What was not recorded and was needed, beside mode and contract day. */
  readonly doubts: readonly MissingFact[];
}

/**
 * The estimate for guarantor `party` (index into the parties on record) on `asOf`. Throws RangeError for an index
 * without a party.
 */
export function estimateGuaranteePeriod(
  facts: ClaimFacts,
  party: number,
  law: Law,
  settings: ClockSettings,
  asOf: EpochDay,
  explain = false,
): GuaranteePeriodAnswer {
  const guarantor = facts.parties?.[party];
  if (guarantor === undefined) throw new RangeError(`there is no party ${party}`);
  if (!(facts.owed > 0)) {
    if (Number.isNaN(facts.owed)) return withoutExercise(withoutDay('undetermined', [], [OWED_UNKNOWN]));
    const because = explain ? [{ code: 'nothing-owed', saw: { owed: formatFen(facts.owed) } }] : [];
    return withoutExercise(notSubject(because));
  }
  if (facts.status === SETTLED) return withoutExercise(withoutDay('undetermined', [], [SETTLED_BUT_OWED]));

  const terms = guaranteeTermsOf(law);
  const due = dueDayOf(facts, party, law, settings, asOf);
  if (due === 'not_called') {
    return withoutExercise(notSubject(explain ? [{ code: 'guarantee-debt-not-called', saw: {} }] : []));
  }
  if (due === 'unknown') return withoutExercise(withoutDay('undetermined', [], [LAST_DUE_UNKNOWN]));
  const period = parseGuaranteePeriod(guarantor.guaranteePeriod);
  const frame: Frame = { facts, party, guarantor, period, due, terms, settings, asOf };
  return conclude(frame, explain);
}

function withoutExercise(clock: ClockAnswer): GuaranteePeriodAnswer {
  return { clock, exercise: null };
}

// The ways to read the case

/** Every mode and contract day that the record leaves possible, on one reading. */
function outcomesOn(frame: Frame, reading: Reading, forCreditor: boolean): Outcome[] {
  const outcomes: Outcome[] = [];
  for (const contractOn of contractDaysOf(frame)) {
    for (const mode of modesOf(frame.guarantor, contractOn, frame.terms)) {
      outcomes.push(look(frame, { mode, contractOn, reading, forCreditor }));
    }
  }
  return outcomes;
}

function contractDaysOf({ guarantor, terms, asOf }: Frame): readonly EpochDay[] {
  return guarantor.signedOn === NO_DAY ? terms.possibleContractDays(asOf) : [guarantor.signedOn];
}

/** Both where the record, or the law of that day, does not tell. */
function modesOf(guarantor: ClaimParty, contractOn: EpochDay, terms: GuaranteeTerms): readonly GuaranteeMode[] {
  if (guarantor.guaranteeMode === 0) return MODES;
  if (guarantor.guaranteeMode !== UNSTATED_MODE) return [MODES[guarantor.guaranteeMode - 1]!];
  const mode = terms.modeWithoutAgreement(contractOn);
  return mode === null ? MODES : [mode];
}

function look(frame: Frame, world: World): Outcome {
  const { facts, party, due, terms, asOf } = frame;
  const { mode, reading, forCreditor } = world;
  const doubts: MissingFact[] = [];
  const endsOn = endOfGuarantee(frame, world, doubts);
  let exercisedBy = -1;
  // Without a known end nothing is certainly in time, and nothing certainly late.
  if (facts.acts.length === 0 || (endsOn === NO_DAY && !forCreditor)) return { world, endsOn, exercisedBy, doubts };
  const lastDay = endsOn === NO_DAY ? asOf : lastDayOf(endsOn, terms.businessDays);
  const given: ActCase = { facts, party, mode, reading, dueOn: due.earliest, lastDay, asOf };
  for (let index = 0; index < facts.acts.length; index++) {
    const { on } = facts.acts[index]!;
    if (on > asOf || (exercisedBy >= 0 && on > facts.acts[exercisedBy]!.on)) break;
    const weighed = weighOnItsDay(given, endsOn, index, terms);
    if (weighed === null) continue;
    if (weighed.missing !== null && !doubts.includes(weighed.missing)) doubts.push(weighed.missing);
    if (weighed.worth === 'nothing' || (weighed.worth === 'unknown' && !forCreditor)) continue;
    if (exercisedBy < 0 || holdsLonger(frame, index, exercisedBy)) exercisedBy = index;
  }
  return { world, endsOn, exercisedBy, doubts };
}

/** Of several acts on one day the one from which the limitation runs latest, so that the order of rows never matters. */
function holdsLonger({ facts, asOf }: Frame, index: number, other: number): boolean {
  const day = limitationFrom(facts, index, asOf).conservative;
  const otherDay = limitationFrom(facts, other, asOf).conservative;
  return otherDay !== NO_DAY && (day === NO_DAY || day > otherDay);
}

/** What act `index` is worth, its day included; null where it has nothing to do with the guarantor or came too late. */
function weighOnItsDay(given: ActCase, endsOn: EpochDay, index: number, terms: GuaranteeTerms): ActWorth | null {
  const act = given.facts.acts[index]!;
  const worth = weighAct(given, index, terms);
  if (worth === null || act.on <= given.lastDay || isJudgment(act)) return worth;
  const isPerhapsInTime = act.on <= latestLastDayOf(endsOn, terms.businessDays);
  if (!isPerhapsInTime || worth.worth === 'nothing') return null;
  return { worth: 'unknown', code: worth.code, missing: DAYS_OFF_UNKNOWN };
}

// The answer

function conclude(frame: Frame, explain: boolean): GuaranteePeriodAnswer {
  const { settings, terms, asOf } = frame;
  const against = outcomesOn(frame, settings.reading, false);
  // Where nothing was left unrecorded there is nothing to take for the creditor.
  const isOpen = against.some(({ doubts }) => doubts.length > 0);
  const inFavour = isOpen ? outcomesOn(frame, settings.reading, true) : against;
  const conservativeOn = earliest(endsByReading(frame, 'conservative', false));
  const favourableOn = latest(endsByReading(frame, 'favourable', true));
  const view = explain ? viewOf(frame, firstToEnd(against)) : null;
  const because = view === null ? [] : chainOf(view);
  const improvements = view === null ? [] : improvementsOf(view);

  const all = [...against, ...inFavour];
  if (all.every(isExercised)) {
    const exercise = exerciseOf(frame, against);
    const endsOn = sameEnd(all);
    const rolledOn = endsOn === NO_DAY ? NO_DAY : rollOverDaysOff(endsOn, terms.businessDays);
    const saw = { exercised_on: formatIsoDate(exercise.exercisedOn), base_on: formatIsoDate(endsOn) };
    if (explain) because.push({ code: 'right-exercised', saw });
    const clock = { ...notSubject(because), baseOn: endsOn, rolledOn, conservativeOn, favourableOn, improvements };
    return { clock, exercise };
  }
  const endsOn = all.some(isExercised) ? NO_DAY : sameEnd(all);
  if (endsOn === NO_DAY) {
    const missing = missingFrom(frame, against, inFavour);
    if (all.every((outcome) => !isExercised(outcome) && isOver(outcome.endsOn, asOf, terms.businessDays))) {
      if (explain) because.push({ code: 'guarantee-lapsed-on-any-view', saw: { as_of: formatIsoDate(asOf) } });
      return withoutExercise(endedBetween('lapsed', conservativeOn, favourableOn, missing, because, improvements));
    }
    return withoutExercise(answerBetween(conservativeOn, favourableOn, missing, because, improvements));
  }
  const rolledOn = rollOverDaysOff(endsOn, terms.businessDays);
  const { expiringWithinDays } = settings;
  const status = statusOn(asOf, endsOn, rolledOn, {
    businessDays: terms.businessDays,
    expiringWithinDays,
    whenEnded: 'lapsed',
  });
  if (explain) because.push(...endReasons(endsOn, rolledOn, status, asOf, terms.law));
  return withoutExercise(
    answerWithDay(status, asOf, endsOn, rolledOn, conservativeOn, favourableOn, because, improvements),
  );
}

/** The one to work to where the contract's day is not known; the first where they end together. */
function firstToEnd(outcomes: readonly Outcome[]): Outcome {
  let found = outcomes[0]!;
  for (const outcome of outcomes) if (outcome.endsOn !== NO_DAY && outcome.endsOn < found.endsOn) found = outcome;
  return found;
}

function isExercised({ exercisedBy }: Outcome): boolean {
  return exercisedBy >= 0;
}

/** The end of all outcomes where it is the same, otherwise NO_DAY. */
function sameEnd(outcomes: readonly Outcome[]): EpochDay {
  const { endsOn } = outcomes[0]!;
  return outcomes.every((outcome) => outcome.endsOn === endsOn) ? endsOn : NO_DAY;
}

/** The ends that one reading gives, whatever was done: nothing moves them. */
function endsByReading(frame: Frame, reading: Reading, forCreditor: boolean): EpochDay[] {
  return contractDaysOf(frame).map((contractOn) => endOfGuarantee(frame, { contractOn, reading, forCreditor }, []));
}

/** Those without an end do not count: the earliest day in sight is the one to work to. */
function earliest(ends: readonly EpochDay[]): EpochDay {
  let day = NO_DAY;
  for (const end of ends) if (end !== NO_DAY && (day === NO_DAY || end < day)) day = end;
  return day;
}

/** NO_DAY where one of them has no end. */
function latest(ends: readonly EpochDay[]): EpochDay {
  let day = ends[0]!;
  for (const end of ends) {
    if (end === NO_DAY) return NO_DAY;
    if (end > day) day = end;
  }
  return day;
}

/** The facts that tell the outcomes apart; both lists go through the same modes and contract days. */
function missingFrom(frame: Frame, against: readonly Outcome[], inFavour: readonly Outcome[]): MissingFact[] {
  const { guarantor } = frame;
  const all = [...against, ...inFavour];
  const missing = new Set<MissingFact>();
  const differ = (some: Outcome, other: Outcome): boolean =>
    isExercised(some) !== isExercised(other) || (!isExercised(some) && some.endsOn !== other.endsOn);
  const pairsDiffer = (are: (some: World, other: World) => boolean): boolean =>
    all.some((some) => all.some((other) => are(some.world, other.world) && differ(some, other)));

  if (pairsDiffer(onlyModesDiffer)) missing.add(modeMissing(frame));
  // A mode that the contract does not state goes with its day.
  const isModeByDay = guarantor.guaranteeMode === UNSTATED_MODE;
  const onlyContractsDiffer = (some: World, other: World): boolean =>
    some.contractOn !== other.contractOn &&
    some.forCreditor === other.forCreditor &&
    (isModeByDay || some.mode === other.mode);
  if (guarantor.signedOn === NO_DAY && pairsDiffer(onlyContractsDiffer)) missing.add(CONTRACT_UNKNOWN);
  for (const [index, outcome] of against.entries()) {
    const other = inFavour[index]!;
    if (!differ(outcome, other) && outcome.endsOn !== NO_DAY) continue;
    for (const fact of [...outcome.doubts, ...other.doubts]) addOnce(missing, fact);
  }
  if (missing.size === 0) for (const { doubts } of all) for (const fact of doubts) addOnce(missing, fact);
  return [...missing];
}

/** What would tell the mode. */
function modeMissing({ guarantor, terms }: Frame): MissingFact {
  if (guarantor.guaranteeMode === 0) return MODE_UNKNOWN;
  if (guarantor.signedOn === NO_DAY) return CONTRACT_UNKNOWN;
  return { fact: `law.${terms.law.guaranteeModeDefault.id}`, because: 'no-law-value-on-date' };
}

function onlyModesDiffer(some: World, other: World): boolean {
  return some.mode !== other.mode && some.contractOn === other.contractOn && some.forCreditor === other.forCreditor;
}

function addOnce(facts: Set<MissingFact>, one: MissingFact): void {
  for (const { fact, because } of facts) if (fact === one.fact && because === one.because) return;
  facts.add(one);
}

/** What the limitation of the guarantee debt is reckoned from, the doubtful taken against the creditor. */
function exerciseOf(frame: Frame, against: readonly Outcome[]): GuaranteeExercise {
  const { facts, guarantor, asOf } = frame;
  const modes = new Set(against.map(({ world }) => world.mode));
  const contractOn = guarantor.signedOn;
  const exercisedOn = Math.min(...against.map(({ exercisedBy }) => facts.acts[exercisedBy]!.on));
  if (modes.size > 1) {
    const missing = [modeMissing(frame)];
    return { mode: null, missing, contractOn, exercisedOn, conservativeFrom: NO_DAY, favourableFrom: NO_DAY };
  }
  const mode = against[0]!.world.mode;
  if (mode !== 'joint') {
    return { mode, missing: [], contractOn, exercisedOn, conservativeFrom: NO_DAY, favourableFrom: NO_DAY };
  }
  const from = limitationFrom(facts, against[0]!.exercisedBy, asOf);
  const { conservative: conservativeFrom, favourable: favourableFrom } = from;
  return { mode, missing: [], contractOn, exercisedOn, conservativeFrom, favourableFrom };
}

// What is shown

function viewOf(frame: Frame, { world, endsOn }: Outcome): GuaranteeView {
  const { facts, party, guarantor, period, due, terms, asOf } = frame;
  const { mode, contractOn, reading } = world;
  const start = startOn(due, reading, false);
  return {
    facts,
    party,
    guarantor,
    period,
    dueOn: start === NO_DAY ? startOn(due, reading, true) : start,
    earliestDueOn: due.earliest,
    hasMovedWithoutConsent: due.missing.length > 0 && !facts.isOnDemand,
    mode,
    isModeAgreed: guarantor.guaranteeMode !== 0 && guarantor.guaranteeMode !== UNSTATED_MODE,
    contractOn,
    months: monthsByLaw(period, reading, contractOn, terms),
    endsOn,
    reading,
    terms,
    asOf,
  };
}
