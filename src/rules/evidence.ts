/**
 * Question   What does the evidence on record say of the borrower's willingness and ability to pay?
 * Policy     evidence rules of the pack, compiled
 * Needs      one row of facts; a fact that is not known is NaN
 * Answer     a weighted balance per axis, and how much of the axis' evidence could be judged at all
 * Not decided here   the type (rules/borrower-type.ts); where the facts come from
 */
import {
  type Axis,
  type EvidenceBalance,
  type EvidenceFinding,
  type EvidenceRule,
  FALSE,
  type Outcome,
  TRUE,
  UNKNOWN,
} from '../domain/evidence.js';

/**
 * Adds up the rules over one borrower's facts. A rule whose condition cannot be told counts on neither side; it only
 * lowers the known share of its axis. With `findings`, what each rule saw and said is appended in the rules' order.
 */
export function weighEvidence(
  rules: readonly EvidenceRule[],
  facts: Float64Array,
  findings?: EvidenceFinding[],
): EvidenceBalance {
  if (rules !== sheet.rules) sheet = sheetOf(rules);
  const { weight, say, isWillingness } = sheet;
  let willingness = 0;
  let willingnessDecided = 0;
  let ability = 0;
  let abilityDecided = 0;
  for (let index = 0; index < rules.length; index++) {
    const outcome = judge(sheet, index, facts);
    const said = outcome === TRUE ? say[index]! : 0;
    const decided = outcome === UNKNOWN ? 0 : weight[index]!;
    if (isWillingness[index] === 1) {
      willingness += said;
      willingnessDecided += decided;
    } else {
      ability += said;
      abilityDecided += decided;
    }
    if (findings !== undefined) {
      const rule = rules[index]!;
      findings.push({ rule, outcome, saw: rule.slots.map((slot) => facts[slot]!) });
    }
  }
  const { willingnessTotal, abilityTotal } = sheet;
  return {
    willingness,
    ability,
    willingnessKnown: willingnessTotal === 0 ? 0 : willingnessDecided / willingnessTotal,
    abilityKnown: abilityTotal === 0 ? 0 : abilityDecided / abilityTotal,
  };
}

/** The rules of a pack as columns: hundreds of thousands of borrowers pass through them. */
interface EvidenceSheet {
  readonly rules: readonly EvidenceRule[];
  readonly weight: Float64Array;
  /** Weight with its sign: what the rule says when it fires. */
  readonly say: Float64Array;
  readonly isWillingness: Uint8Array;
  readonly willingnessTotal: number;
  readonly abilityTotal: number;
  /** Ranges of rule i: `rangeStart[i] … rangeStart[i + 1]` (exclusive); none where only its function can tell. */
  readonly rangeStart: Int32Array;
  readonly slot: Int32Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

/** Of the rules judged last. */
let sheet = sheetOf([]);

function sheetOf(rules: readonly EvidenceRule[]): EvidenceSheet {
  const ranges = rules.flatMap((rule) => rule.ranges ?? []);
  const total = (axis: Axis) => rules.reduce((sum, rule) => sum + (rule.axis === axis ? rule.weight : 0), 0);
  const rangeStart = new Int32Array(rules.length + 1);
  rules.forEach((rule, index) => {
    rangeStart[index + 1] = rangeStart[index]! + (rule.ranges?.length ?? 0);
  });
  return {
    rules,
    weight: Float64Array.from(rules, (rule) => rule.weight),
    say: Float64Array.from(rules, (rule) => rule.direction * rule.weight),
    isWillingness: Uint8Array.from(rules, (rule) => (rule.axis === 'willingness' ? 1 : 0)),
    willingnessTotal: total('willingness'),
    abilityTotal: total('ability'),
    rangeStart,
    slot: Int32Array.from(ranges, (range) => range.slot),
    least: Float64Array.from(ranges, (range) => range.least),
    most: Float64Array.from(ranges, (range) => range.most),
  };
}

function judge({ rules, rangeStart, slot, least, most }: EvidenceSheet, index: number, facts: Float64Array): Outcome {
  const from = rangeStart[index]!;
  const until = rangeStart[index + 1]!;
  if (from === until) return rules[index]!.holds(facts);
  let outcome = TRUE;
  for (let range = from; range < until; range++) {
    const value = facts[slot[range]!]!;
    if (Number.isNaN(value)) outcome = UNKNOWN;
    else if (value < least[range]! || value > most[range]!) return FALSE;
  }
  return outcome;
}
