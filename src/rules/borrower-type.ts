/**
 * Question   Which of the four types is the borrower, or can it not be told?
 * Policy     decisive balance per axis, evidence rules (S2's matrix of willingness and ability)
 * Needs      the balance of the evidence on both axes
 * Answer     type, with a confidence of 0–100
 * Not decided here   the evidence itself (rules/evidence.ts); sub-types; what to do about it (policy: treatments)
 */
import {
  type Axis,
  type BorrowerTyping,
  type EvidenceBalance,
  FACT_SLOT,
  type FactName,
  TYPE_BAD,
  TYPE_HARDSHIP,
  TYPE_INCIDENTAL,
  TYPE_UNDETERMINED,
  TYPE_WILFUL,
  type TypingTerms,
  UNKNOWN,
} from '../domain/evidence.js';

/**
 * The matrix. Both axes must be decided: a balance whose size is below the decisive balance, or evidence that
 * cancels out, leaves the type undetermined – it is never quietly "willing" or "able".
 *
 * Confidence: per axis `100 × |balance| ÷ (|balance| + decisive balance) × (1 + known share) ÷ 2`, of which the lower
 * counts, rounded. An axis that is just decisive with all of its evidence known gives 50, with half of it known 38;
 * no evidence gives 100.
 */
export function decideType(balance: EvidenceBalance, terms: TypingTerms): BorrowerTyping {
  const { willingness, ability } = balance;
  const willing = isDecided(willingness, terms);
  const able = isDecided(ability, terms);
  if (!willing || !able) return { type: TYPE_UNDETERMINED, confidence: 0, willingness, ability };
  const type = willingness > 0 ? (ability > 0 ? TYPE_INCIDENTAL : TYPE_HARDSHIP) : ability > 0 ? TYPE_WILFUL : TYPE_BAD;
  const confidence = Math.min(
    axisConfidence(willingness, balance.willingnessKnown, terms),
    axisConfidence(ability, balance.abilityKnown, terms),
  );
  return { type, confidence: Math.round(confidence), willingness, ability };
}

function isDecided(balance: number, terms: TypingTerms): boolean {
  return Math.abs(balance) >= terms.decisiveBalance;
}

function axisConfidence(balance: number, knownShare: number, terms: TypingTerms): number {
  const size = Math.abs(balance);
  return (100 * (size / (size + terms.decisiveBalance)) * (1 + knownShare)) / 2;
}

/**
 * The facts that are not known and whose rules speak of an axis that is not decided, heaviest rule first: what to
 * find out in order to type this borrower. Empty when both axes are decided.
 */
export function factsToFindOut(balance: EvidenceBalance, facts: Float64Array, terms: TypingTerms): readonly FactName[] {
  const open: Record<Axis, boolean> = {
    willingness: !isDecided(balance.willingness, terms),
    ability: !isDecided(balance.ability, terms),
  };
  const unsettled = terms.rules.filter((rule) => open[rule.axis] && rule.holds(facts) === UNKNOWN);
  // Stable: rules of equal weight keep the pack's order.
  unsettled.sort((first, second) => second.weight - first.weight);
  const wanted = new Set<FactName>();
  for (const rule of unsettled) {
    for (const name of rule.facts) if (Number.isNaN(facts[FACT_SLOT[name]]!)) wanted.add(name);
  }
  return [...wanted];
}
