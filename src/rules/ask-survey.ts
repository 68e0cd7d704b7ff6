/**
 * Question   Which questions of the field survey could still decide the type of this borrower?
 * Policy     evidence rules, decisive balance, recovery horizon
 * Needs      the balance of the evidence so far, and the row of facts that it was taken from
 * Answer     the questions to ask; none where no answers could settle the type
 * Not decided here   the type; how the questions are put and who puts them
 *
 * A rule that is not settled may come out either way, as far as answers can settle it: rules that share a question are
 * tried together, under every answer to it. An axis can be decided when some outcome of them all brings its balance to
 * the decisive one, and a question is asked when, under some outcome of the others, its answer alone makes the
 * difference. What only records could tell stays unknown here: no visit would find it out.
 */
import {
  type Axis,
  type EvidenceBalance,
  type EvidenceRule,
  FACT_SLOT,
  TRUE,
  TYPE_HARDSHIP,
  TYPE_INCIDENTAL,
  TYPE_UNDETERMINED,
  type TypingTerms,
  UNKNOWN,
} from '../domain/evidence.js';
import { NEVER, QUESTION_COUNT, SURVEY_QUESTIONS } from '../domain/survey.js';

export interface SurveyNeed {
  /** By question slot: 1 where its answer could decide the type or the sub-type. */
  readonly asked: Uint8Array;
  /** False where the type is not known and no answers could settle it. */
  readonly canSettle: boolean;
}

/** Question by the slot of its fact; -1 for facts that no survey asks for. */
const QUESTION_OF_FACT: readonly number[] = questionsByFact();
const UNDERSTANDS_CREDIT = FACT_SLOT.understands_credit;
const RECOVERY_MONTHS = FACT_SLOT.recovery_months;
const AGREES_TO_DISPOSE = FACT_SLOT.agrees_to_dispose_assets;
const REFUSED_SINCE_SURVEY = FACT_SLOT.refused_since_survey;
const ASSETS_FOUND = FACT_SLOT.assets_found;
const COVER_AFTER_HAIRCUT = FACT_SLOT.collateral_cover_after_haircut;

function slotOf(fact: string): number {
  const slot = (FACT_SLOT as Readonly<Record<string, number | undefined>>)[fact];
  if (slot === undefined) throw new RangeError(`the survey asks for ${fact}, which is no fact`);
  return slot;
}

function questionsByFact(): number[] {
  const questions = new Array<number>(Object.keys(FACT_SLOT).length).fill(-1);
  SURVEY_QUESTIONS.forEach(({ fact }, question) => {
    questions[slotOf(fact)] = question;
  });
  return questions;
}

/** `type` is what the evidence says so far, an index into BORROWER_TYPES. */
export function askSurvey(balance: EvidenceBalance, type: number, facts: Float64Array, terms: TypingTerms): SurveyNeed {
  const asked = new Uint8Array(QUESTION_COUNT);
  const willing = reachOf('willingness', balance.willingness, facts, terms);
  const able = reachOf('ability', balance.ability, facts, terms);
  const isTold = type !== TYPE_UNDETERMINED;
  const mayBeTypedAgain = !isTold && able.mayBeAgainst && !willing.isAgainst && mayRefuse(facts, terms);
  const canSettle = isTold || (able.canDecide && (willing.canDecide || mayBeTypedAgain));
  if (!canSettle) return { asked, canSettle };

  const wanted = new Set<number>();
  if (!isTold) for (const slot of [...willing.telling, ...able.telling]) wanted.add(slot);
  const mayBeIncidental = isTold ? type === TYPE_INCIDENTAL : willing.mayBeFor && able.mayBeFor;
  const mayBeHardship = isTold ? type === TYPE_HARDSHIP : able.mayBeAgainst && (willing.mayBeFor || mayBeTypedAgain);
  if (mayBeIncidental) wanted.add(UNDERSTANDS_CREDIT);
  if (mayBeHardship) {
    wanted.add(RECOVERY_MONTHS);
    // Only where ability does not return is disposing of assets what is left.
    if (!(facts[RECOVERY_MONTHS]! <= terms.recoveryHorizonMonths)) wanted.add(AGREES_TO_DISPOSE);
    // A borrower who will not is type 3 or 4 by what there is to pay with.
    if (mayRefuse(facts, terms) && !(facts[COVER_AFTER_HAIRCUT]! >= 1)) wanted.add(ASSETS_FOUND);
  }
  for (const slot of wanted) if (Number.isNaN(facts[slot]!)) asked[QUESTION_OF_FACT[slot]!] = 1;
  return { asked, canSettle };
}

/**
 * Whether the borrower may yet turn out to be one whose ability does not return and who will not dispose of what it
 * has: that alone shows unwillingness (see `decideType`).
 */
function mayRefuse(facts: Float64Array, { recoveryHorizonMonths }: TypingTerms): boolean {
  if (facts[RECOVERY_MONTHS]! <= recoveryHorizonMonths) return false;
  return facts[AGREES_TO_DISPOSE] !== 1 || facts[REFUSED_SINCE_SURVEY] === 1;
}

/** What answers could make of an axis. */
interface Reach {
  readonly canDecide: boolean;
  /** It is decided already, and not for. */
  readonly isAgainst: boolean;
  readonly mayBeFor: boolean;
  readonly mayBeAgainst: boolean;
  /** Slots of the facts whose answer could make the difference. */
  readonly telling: readonly number[];
}

/** Rules that hang together by the facts that they ask for. */
interface Cluster {
  readonly rules: EvidenceRule[];
  readonly slots: number[];
}

/** What the rules of a cluster add up to under each combination of answers. */
interface Outcomes {
  readonly slots: readonly number[];
  /** Number of answers tried to each fact of `slots`; the first varies slowest. */
  readonly counts: readonly number[];
  readonly sums: Float64Array;
}

/** Combinations of answers tried at once; clusters with more are taken apart into their rules. */
const MOST_COMBINATIONS = 4096;

function reachOf(axis: Axis, balance: number, facts: Float64Array, { rules, decisiveBalance }: TypingTerms): Reach {
  const verdict = (sum: number) => (sum >= decisiveBalance ? 1 : sum <= -decisiveBalance ? -1 : 0);
  const now = verdict(balance);
  if (now !== 0) return { canDecide: true, isAgainst: now < 0, mayBeFor: now > 0, mayBeAgainst: now < 0, telling: [] };

  const trial = facts.slice();
  const open = rules.filter((rule) => rule.axis === axis && rule.holds(facts) === UNKNOWN);
  const outcomes = clustersOf(open, facts).flatMap((cluster) => outcomesOf(cluster, trial));
  const key = `${balance}/${decisiveBalance}/${outcomes.map(({ slots, sums }) => `${slots}:${sums}`).join('/')}`;
  const known = REACHES.get(key);
  if (known !== undefined) return known;

  const ends = totals(outcomes).map((sum) => verdict(balance + sum));
  const reach: Reach = {
    canDecide: ends.some((end) => end !== 0),
    isAgainst: false,
    mayBeFor: ends.includes(1),
    mayBeAgainst: ends.includes(-1),
    telling: outcomes.flatMap((own) => {
      const others = totals(outcomes.filter((other) => other !== own)).map((sum) => balance + sum);
      return own.slots.filter((_, at) => isTelling(own, at, others, verdict));
    }),
  };
  if (REACHES.size === MOST_REACHES) REACHES.clear();
  REACHES.set(key, reach);
  return reach;
}

/** Thousands of borrowers stand on the same evidence. */
const REACHES = new Map<string, Reach>();
const MOST_REACHES = 10_000;

/** Whether two answers to fact `at` that differ in nothing else bring the axis to different ends. */
function isTelling(
  { counts, sums }: Outcomes,
  at: number,
  others: readonly number[],
  verdict: (sum: number) => number,
): boolean {
  let stride = 1;
  for (let later = at + 1; later < counts.length; later++) stride *= counts[later]!;
  const pairs = new Map<string, readonly [number, number]>();
  for (let index = 0; index < sums.length; index++) {
    const answer = Math.floor(index / stride) % counts[at]!;
    for (let further = answer + 1; further < counts[at]!; further++) {
      const one = sums[index]!;
      const other = sums[index + (further - answer) * stride]!;
      if (one !== other) pairs.set(`${one},${other}`, [one, other]);
    }
  }
  for (const [one, other] of pairs.values()) {
    if (others.some((sum) => verdict(sum + one) !== verdict(sum + other))) return true;
  }
  return false;
}

/** Every sum that the clusters can come to together. */
function totals(outcomes: readonly Outcomes[]): number[] {
  let sums = new Set([0]);
  for (const { sums: own } of outcomes) {
    const next = new Set<number>();
    // Weights may be fractions: sums that differ by rounding only are one.
    for (const added of new Set(own)) for (const sum of sums) next.add(Math.round((sum + added) * 1e6) / 1e6);
    sums = next;
  }
  return [...sums];
}

/** The open rules that answers could settle, with those that share a fact in one cluster. */
function clustersOf(rules: readonly EvidenceRule[], facts: Float64Array): Cluster[] {
  let clusters: Cluster[] = [];
  for (const rule of rules) {
    const slots = rule.slots.filter((slot) => (QUESTION_OF_FACT[slot] ?? -1) >= 0 && Number.isNaN(facts[slot]!));
    if (slots.length === 0) continue;
    const touching = clusters.filter((cluster) => cluster.slots.some((slot) => slots.includes(slot)));
    clusters = clusters.filter((cluster) => !touching.includes(cluster));
    clusters.push({
      rules: [...touching.flatMap((cluster) => cluster.rules), rule],
      slots: [...new Set([...touching.flatMap((cluster) => cluster.slots), ...slots])],
    });
  }
  return clusters;
}

/** `trial` is a row of facts to try answers in; it is left as it was found. */
function outcomesOf(cluster: Cluster, trial: Float64Array): Outcomes[] {
  const { rules, slots } = cluster;
  const answers = slots.map((slot) => answersTo(slot, rules));
  const counts = answers.map(({ length }) => length);
  const combinations = counts.reduce((product, count) => product * count, 1);
  if (combinations > MOST_COMBINATIONS) {
    // Each by itself they may come out as no answers would make them all: more is asked than need be, never less.
    if (rules.length > 1)
      return rules.flatMap((rule) => clustersOf([rule], trial)).flatMap((one) => outcomesOf(one, trial));
    const says = rules[0]!.direction * rules[0]!.weight;
    return slots.map((slot) => ({ slots: [slot], counts: [2], sums: Float64Array.of(0, says) }));
  }
  const sums = new Float64Array(combinations);
  for (let combination = 0; combination < combinations; combination++) {
    let rest = combination;
    for (let at = slots.length - 1; at >= 0; at--) {
      trial[slots[at]!] = answers[at]![rest % counts[at]!]!;
      rest = Math.floor(rest / counts[at]!);
    }
    for (const rule of rules) {
      if (rule.holds(trial) === TRUE) sums[combination]! += rule.direction * rule.weight;
    }
  }
  for (const slot of slots) trial[slot] = Number.NaN;
  return [{ slots, counts, sums }];
}

/** Answers to try: both of yes and no; of months, one on either side of every limit that a rule sets. */
function answersTo(slot: number, rules: readonly EvidenceRule[]): readonly number[] {
  if (SURVEY_QUESTIONS[QUESTION_OF_FACT[slot]!]!.kind !== 'months') return YES_AND_NO;
  const limits = rules.flatMap((rule) => rule.ranges ?? []).filter((range) => range.slot === slot);
  const near = limits
    .flatMap(({ least, most }) => [least, most])
    .filter(Number.isFinite)
    .flatMap((limit) => [Math.floor(limit) - 1, Math.floor(limit), Math.floor(limit) + 1]);
  const isPlain = rules.every((rule) => rule.ranges !== undefined || !rule.slots.includes(slot));
  const answers = new Set([...(isPlain ? near : EVERY_FEW_MONTHS), ...near, 0, NEVER]);
  return [...answers].filter((months) => months >= 0);
}

const YES_AND_NO: readonly number[] = [0, 1];
/** For conditions whose limits cannot be seen. */
const EVERY_FEW_MONTHS: readonly number[] = [1, 2, 3, 6, 7, 9, 12, 13, 18, 19, 24, 25, 36, 37, 48, 49, 60, 61, 120];
