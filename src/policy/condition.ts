/**
 * Conditions over the facts of a borrower: what an evidence rule asks for, as plain values, and the same compiled to
 * a function. Three-valued (Kleene): a comparison with a fact that is not known is neither true nor false, and
 * "all" and "any" are decided only where the known parts decide them.
 */
import { FACT_NAMES, FACT_SLOT, FALSE, type FactName, type Outcome, TRUE, UNKNOWN } from '../domain/evidence.js';

export const COMPARISONS = ['at_least', 'at_most', 'exceeds', 'below', 'equals'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** Yes/no facts are compared as `equals` 1 or 0. */
  | { readonly kind: 'compare'; readonly fact: FactName; readonly comparison: Comparison; readonly value: number };

/** The facts that a condition looks at, in the order of first mention. */
export function factsOf(condition: Condition): readonly FactName[] {
  const names = new Set<FactName>();
  const visit = (part: Condition): void => {
    if (part.kind === 'compare') names.add(part.fact);
    else if (part.kind === 'not') visit(part.of);
    else part.of.forEach(visit);
  };
  visit(condition);
  return [...names];
}

type Holds = (facts: Float64Array) => Outcome;

/** The condition as a function over a row of facts (one slot per fact, NaN where unknown). */
export function compileCondition(condition: Condition): Holds {
  switch (condition.kind) {
    case 'compare':
      return compileComparison(FACT_SLOT[condition.fact], condition.comparison, condition.value);
    case 'not': {
      const inner = compileCondition(condition.of);
      return (facts) => {
        const outcome = inner(facts);
        return outcome === UNKNOWN ? UNKNOWN : outcome === TRUE ? FALSE : TRUE;
      };
    }
    case 'all':
      return joined(condition.of.map(compileCondition), FALSE, TRUE);
    case 'any':
      return joined(condition.of.map(compileCondition), TRUE, FALSE);
  }
}

/** `decisive` from one part settles the whole; otherwise one unknown part leaves it unknown. */
function joined(parts: readonly Holds[], decisive: Outcome, otherwise: Outcome): Holds {
  return (facts) => {
    let outcome = otherwise;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index]!(facts);
      if (part === decisive) return decisive;
      if (part === UNKNOWN) outcome = UNKNOWN;
    }
    return outcome;
  };
}

function compileComparison(slot: number, comparison: Comparison, limit: number): Holds {
  switch (comparison) {
    case 'at_least':
      return (facts) => truth(facts[slot]!, facts[slot]! >= limit);
    case 'at_most':
      return (facts) => truth(facts[slot]!, facts[slot]! <= limit);
    case 'exceeds':
      return (facts) => truth(facts[slot]!, facts[slot]! > limit);
    case 'below':
      return (facts) => truth(facts[slot]!, facts[slot]! < limit);
    case 'equals':
      return (facts) => truth(facts[slot]!, facts[slot]! === limit);
  }
}

function truth(value: number, holds: boolean): Outcome {
  return Number.isNaN(value) ? UNKNOWN : holds ? TRUE : FALSE;
}

/** A row of facts of which nothing is known. */
export function unknownFacts(): Float64Array {
  return new Float64Array(FACT_NAMES.length).fill(Number.NaN);
}
