/**
 * Question   What does the evidence on record say of the borrower's willingness and ability to pay?
 * Policy     evidence rules of the pack, compiled
 * Needs      one row of facts; a fact that is not known is NaN
 * Answer     a weighted balance per axis, and how much of the axis' evidence could be judged at all
 * Not decided here   the type (rules/borrower-type.ts); where the facts come from
 */
import {
  type EvidenceBalance,
  type EvidenceFinding,
  type EvidenceRule,
  FACT_SLOT,
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
  let willingness = 0;
  let willingnessDecided = 0;
  let willingnessTotal = 0;
  let ability = 0;
  let abilityDecided = 0;
  let abilityTotal = 0;
  for (let index = 0; index < rules.length; index++) {
    const rule = rules[index]!;
    const outcome = rule.holds(facts);
    const said = outcome === TRUE ? rule.direction * rule.weight : 0;
    const decided = outcome === UNKNOWN ? 0 : rule.weight;
    if (rule.axis === 'willingness') {
      willingness += said;
      willingnessDecided += decided;
      willingnessTotal += rule.weight;
    } else {
      ability += said;
      abilityDecided += decided;
      abilityTotal += rule.weight;
    }
    if (findings !== undefined) {
      findings.push({ rule, outcome, saw: rule.facts.map((name) => facts[FACT_SLOT[name]]!) });
    }
  }
  return {
    willingness,
    ability,
    willingnessKnown: willingnessTotal === 0 ? 0 : willingnessDecided / willingnessTotal,
    abilityKnown: abilityTotal === 0 ? 0 : abilityDecided / abilityTotal,
  };
}
