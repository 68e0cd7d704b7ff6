/**
 * Question   Which of the four types is the borrower, or can it not be told?
 * Policy     decisive balance per axis, evidence rules (S2's matrix of willingness and ability), recovery horizon
 * Needs      the balance of the evidence on both axes; the facts that tell the sub-type
 * Answer     type and sub-type, with a confidence of 0–100
 * Not decided here   the evidence itself (rules/evidence.ts); what to do about it (policy: treatments)
 */
import {
  type Axis,
  type BorrowerTyping,
  type EvidenceBalance,
  FACT_SLOT,
  type FactName,
  factOfKey,
  NO_SUBTYPE,
  SUBTYPE_NOT_RECOVERABLE,
  SUBTYPE_RECOVERABLE,
  SUBTYPE_WEAK_AWARENESS,
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
 *
 * Type 1 that does not know what arrears do is 1-weak-awareness. Type 2 is 2a where ability returns within the
 * horizon, 2b where it takes longer or never returns; where nobody said, neither. S2 on 2b: one that refuses to dispose
 * of what it has, or refuses to pay after it was surveyed, shows that it is not willing, whatever else speaks for it:
 * it is typed again, as 3 where there is something to pay with, else as 4, and ability alone tells how sure that is.
 */
export function decideType(balance: EvidenceBalance, facts: Float64Array, terms: TypingTerms): BorrowerTyping {
  const { willingness, ability } = balance;
  const isAbilityKnown = isDecided(ability, terms);
  const isWillingnessKnown = isDecided(willingness, terms);
  let type = TYPE_UNDETERMINED;
  let subtype = NO_SUBTYPE;
  let confidence = 0;
  const retyped = isAbilityKnown && ability < 0 && willingness > -terms.decisiveBalance && isRefusing2b(facts, terms);
  if (retyped) {
    type = hasSomethingToPayWith(facts) ? TYPE_WILFUL : TYPE_BAD;
    confidence = Math.round(axisConfidence(ability, balance.abilityKnown, terms));
  } else if (isWillingnessKnown && isAbilityKnown) {
    if (willingness > 0) type = ability > 0 ? TYPE_INCIDENTAL : TYPE_HARDSHIP;
    else type = ability > 0 ? TYPE_WILFUL : TYPE_BAD;
    subtype = subtypeOf(type, facts, terms);
    confidence = Math.round(
      Math.min(
        axisConfidence(willingness, balance.willingnessKnown, terms),
        axisConfidence(ability, balance.abilityKnown, terms),
      ),
    );
  }
  return { type, subtype, retyped, confidence, willingness, ability };
}

const UNDERSTANDS_CREDIT = FACT_SLOT.understands_credit;
const RECOVERY_MONTHS = FACT_SLOT.recovery_months;
const AGREES_TO_DISPOSE = FACT_SLOT.agrees_to_dispose_assets;
const REFUSED_SINCE_SURVEY = FACT_SLOT.refused_since_survey;
const ASSETS_FOUND = FACT_SLOT.assets_found;
const COVER_AFTER_HAIRCUT = FACT_SLOT.collateral_cover_after_haircut;

function subtypeOf(type: number, facts: Float64Array, { recoveryHorizonMonths }: TypingTerms): number {
  if (type === TYPE_INCIDENTAL) return facts[UNDERSTANDS_CREDIT] === 0 ? SUBTYPE_WEAK_AWARENESS : NO_SUBTYPE;
  const months = facts[RECOVERY_MONTHS]!;
  if (type !== TYPE_HARDSHIP || Number.isNaN(months)) return NO_SUBTYPE;
  return months <= recoveryHorizonMonths ? SUBTYPE_RECOVERABLE : SUBTYPE_NOT_RECOVERABLE;
}

/** Ability does not return within the horizon, and the borrower will not do what is left to do. */
function isRefusing2b(facts: Float64Array, { recoveryHorizonMonths }: TypingTerms): boolean {
  if (facts[AGREES_TO_DISPOSE] !== 0 && facts[REFUSED_SINCE_SURVEY] !== 1) return false;
  return facts[RECOVERY_MONTHS]! > recoveryHorizonMonths;
}

function hasSomethingToPayWith(facts: Float64Array): boolean {
  return facts[ASSETS_FOUND] === 1 || facts[COVER_AFTER_HAIRCUT]! >= 1;
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
    for (const [index, key] of rule.facts.entries()) {
      if (Number.isNaN(facts[rule.slots[index]!]!)) wanted.add(factOfKey(key));
    }
  }
  return [...wanted];
}

/**
 * The facts that are not known and on which the sub-type hangs, or whether a 2b must be typed again. Empty where the
 * type has no such fact.
 */
export function factsToRefine({ type, subtype }: BorrowerTyping, facts: Float64Array): readonly FactName[] {
  const telling: readonly FactName[] =
    type === TYPE_INCIDENTAL
      ? ['understands_credit']
      : type === TYPE_HARDSHIP
        ? subtype === SUBTYPE_NOT_RECOVERABLE
          ? ['agrees_to_dispose_assets']
          : ['recovery_months']
        : [];
  return telling.filter((name) => Number.isNaN(facts[FACT_SLOT[name]]!));
}
