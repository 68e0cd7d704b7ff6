/**
 * Conditions over the facts of a borrower: what an evidence rule asks for, as plain values, and the same compiled to
 * a function. Three-valued (Kleene): a comparison with a fact that is not known is neither true nor false, and
 * "all" and "any" are decided only where the known parts decide them.
 */
import {
  type CountedFact,
  FACT_NAMES,
  FACT_SLOT,
  FALSE,
  type FactKey,
  type FactName,
  type FactRange,
  type FactWindow,
  factCount,
  type Outcome,
  TRUE,
  UNKNOWN,
} from '../domain/evidence.js';

export const COMPARISONS = ['at_least', 'at_most', 'exceeds', 'below', 'equals'] as const;
export type Comparison = (typeof COMPARISONS)[number];

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** Yes/no facts are compared as `equals` 1 or 0. */
  | Compare;

export interface Compare {
  readonly kind: 'compare';
  readonly fact: FactName;
  readonly comparison: Comparison;
  readonly value: number;
  /** Counts only what happened on so many last days; for facts of COUNTED_FACTS. */
  readonly within?: number;
}

/** The comparisons in a condition, in their order. */
export function comparisonsOf(condition: Condition): readonly Compare[] {
  if (condition.kind === 'compare') return [condition];
  return condition.kind === 'not' ? comparisonsOf(condition.of) : condition.of.flatMap(comparisonsOf);
}

/** The facts that a condition looks at, in the order of first mention. */
export function factsOf(condition: Condition): readonly FactKey[] {
  return [...new Set(comparisonsOf(condition).map(keyOf))];
}

export function keyOf({ fact, within }: Pick<Compare, 'fact' | 'within'>): FactKey {
  return within === undefined ? fact : `${fact as CountedFact} within ${within}d`;
}

/** The windows that conditions ask for, each once, in the order of first mention. */
export function windowsOf(conditions: readonly Condition[]): readonly FactWindow[] {
  const windows = new Map<FactKey, FactWindow>();
  for (const comparison of conditions.flatMap(comparisonsOf)) {
    const { fact, within } = comparison;
    if (within !== undefined) windows.set(keyOf(comparison), { fact: fact as CountedFact, days: within });
  }
  return [...windows.values()];
}

/** Slots in a row of facts by key. */
export type FactSlots = ReadonlyMap<FactKey, number>;

/** Where each fact stands in a row of facts under a policy with these windows. */
export function slotsWith(windows: readonly FactWindow[]): FactSlots {
  const slots = new Map<FactKey, number>(Object.entries(FACT_SLOT) as [FactName, number][]);
  for (const [index, { fact, days }] of windows.entries()) {
    slots.set(keyOf({ fact, within: days }), FACT_NAMES.length + index);
  }
  return slots;
}

const WITHOUT_WINDOWS = slotsWith([]);

type Holds = (facts: Float64Array) => Outcome;

/** The condition as a function over a row of facts (one slot per fact, NaN where unknown). */
export function compileCondition(condition: Condition, slots: FactSlots = WITHOUT_WINDOWS): Holds {
  switch (condition.kind) {
    case 'not': {
      const inner = compileCondition(condition.of, slots);
      return (facts) => {
        const outcome = inner(facts);
        return outcome === UNKNOWN ? UNKNOWN : outcome === TRUE ? FALSE : TRUE;
      };
    }
    case 'all':
      return joined(compileAll(condition.of, slots), FALSE, TRUE);
    case 'any':
      return joined(compileAll(condition.of, slots), TRUE, FALSE);
    case 'compare': {
      const slot = slots.get(keyOf(condition))!;
      const least = leastOf(condition);
      const most = mostOf(condition);
      return (facts) => {
        const value = facts[slot]!;
        if (value >= least && value <= most) return TRUE;
        return Number.isNaN(value) ? UNKNOWN : FALSE;
      };
    }
  }
}

function compileAll(conditions: readonly Condition[], slots: FactSlots): readonly Holds[] {
  return conditions.map((condition) => compileCondition(condition, slots));
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

/** The comparisons of a condition that is nothing but "all of these"; `undefined` for any other. */
function plainConjunction(condition: Condition): readonly Compare[] | undefined {
  if (condition.kind === 'compare') return [condition];
  if (condition.kind !== 'all') return undefined;
  const parts = condition.of.map(plainConjunction);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** The condition as ranges that must all hold; `undefined` where it is no such condition. */
export function rangesOf(condition: Condition, slots: FactSlots): readonly FactRange[] | undefined {
  return plainConjunction(condition)?.map((comparison) => ({
    slot: slots.get(keyOf(comparison))!,
    least: leastOf(comparison),
    most: mostOf(comparison),
  }));
}

function leastOf({ comparison, value }: Compare): number {
  if (comparison === 'exceeds') return nextNumber(value, 1);
  return comparison === 'at_least' || comparison === 'equals' ? value : Number.NEGATIVE_INFINITY;
}

function mostOf({ comparison, value }: Compare): number {
  if (comparison === 'below') return nextNumber(value, -1);
  return comparison === 'at_most' || comparison === 'equals' ? value : Number.POSITIVE_INFINITY;
}

/** The double next to a non-negative finite one, so that "more than" becomes "at least the next". */
function nextNumber(value: number, direction: 1 | -1): number {
  if (value === 0) return direction * Number.MIN_VALUE;
  const number = new Float64Array([value]);
  const bits = new BigInt64Array(number.buffer);
  bits[0] = bits[0]! + BigInt(direction);
  return number[0]!;
}

/** A row of facts of which nothing is known. */
export function unknownFacts(windows: readonly FactWindow[] = []): Float64Array {
  return new Float64Array(factCount(windows)).fill(Number.NaN);
}
