/**
 * Reads the condition of an evidence rule as an analyst writes it:
 *
 *     days_past_due: { at_least: 1, at_most: 7 }     several facts in one block must all hold
 *     all: [ … ]   any: [ … ]   not: …               nested as deep as needed
 *     silent_since_default: { is: yes }              yes/no facts
 *     refusals: { at_least: 2, within: 90d }         counts of events over the last days only
 */
import { closestName } from '../domain/did-you-mean.js';
import { COUNTED_FACTS, FACT_NAMES, FACTS, type FactName } from '../domain/evidence.js';
import { COMPARISONS, type Comparison, type Condition } from './condition.js';
import type { Place, PolicyFault } from './fault.js';
import type { LocatedEntry, LocatedMap, LocatedNode, LocatedScalar } from './located-yaml.js';

const JOINING = ['all', 'any', 'not'] as const;
const WITHIN = 'within';
/** Longer ago than any debt on record. */
const MOST_WINDOW_DAYS = 36_500;

/** Where each alternative of an `any:` stands. */
export type AlternativePlaces = Map<Condition, Place>;

/** The condition, or `undefined` with at least one fault added to `faults`. */
export function parseCondition(
  node: LocatedNode,
  faults: PolicyFault[],
  alternatives: AlternativePlaces = new Map(),
): Condition | undefined {
  if (node.kind !== 'map') return refuse(node, faults);
  const before = faults.length;
  const parts: Condition[] = [];
  for (const [key, entry] of node.entries) {
    const part = parseEntry(key, entry, faults, alternatives);
    if (part !== undefined) parts.push(part);
  }
  if (faults.length > before) return undefined;
  if (parts.length === 0) return refuse(node, faults);
  return parts.length === 1 ? parts[0] : { kind: 'all', of: parts };
}

function parseEntry(
  key: string,
  { keyPlace, node }: LocatedEntry,
  faults: PolicyFault[],
  alternatives: AlternativePlaces,
): Condition | undefined {
  if (key === 'not') {
    const inner = parseCondition(node, faults, alternatives);
    return inner === undefined ? undefined : { kind: 'not', of: inner };
  }
  if (key === 'all' || key === 'any') {
    if (node.kind !== 'list' || node.items.length === 0) return refuse(node, faults);
    const parts = node.items.map((item) => {
      const part = parseCondition(item, faults, alternatives);
      if (key === 'any' && part !== undefined) alternatives.set(part, item.place);
      return part;
    });
    return parts.every((part) => part !== undefined) ? { kind: key, of: parts } : undefined;
  }
  if (!isFactName(key)) {
    faults.push({
      ...keyPlace,
      code: 'unknown-fact',
      fact: key,
      known: FACT_NAMES,
      ...didYouMean(key, [...FACT_NAMES, ...JOINING]),
    });
    return undefined;
  }
  if (node.kind !== 'map' || node.entries.size === 0) {
    const expected =
      FACTS[key] === 'yes_no' ? '{ is: yes } or { is: no }' : `a comparison, such as { ${COMPARISONS[0]}: 1 }`;
    faults.push({ ...node.place, code: 'wrong-comparison', fact: key, comparison: foundIn(node), expected });
    return undefined;
  }
  return parseComparisons(key, node, faults);
}

function parseComparisons(fact: FactName, node: LocatedMap, faults: PolicyFault[]): Condition | undefined {
  const before = faults.length;
  const parts: Condition[] = [];
  const yesNo = FACTS[fact] === 'yes_no';
  const isCounted = (COUNTED_FACTS as readonly FactName[]).includes(fact);
  const known: readonly string[] = yesNo ? ['is'] : isCounted ? [...COMPARISONS, WITHIN] : COMPARISONS;
  const window = node.entries.get(WITHIN);
  const within = window === undefined ? undefined : parseWindow(fact, isCounted, window, faults);
  for (const [word, { keyPlace, node: limit }] of node.entries) {
    if (word === WITHIN) continue;
    if (!known.includes(word)) {
      faults.push({ ...keyPlace, code: 'unknown-comparison', comparison: word, known, ...didYouMean(word, known) });
      continue;
    }
    const value = yesNo ? yesNoOf(limit) : numberOf(limit);
    if (value === undefined) {
      const expected = yesNo ? 'yes or no' : 'a number that is not negative';
      const comparison = `${word} ${foundIn(limit)}`;
      faults.push({ ...limit.place, code: 'wrong-comparison', fact, comparison, expected });
    } else {
      const comparison = yesNo ? 'equals' : (word as Comparison);
      parts.push({ kind: 'compare', fact, comparison, value, ...(within === undefined ? {} : { within }) });
    }
  }
  if (faults.length > before) return undefined;
  if (parts.length === 0) {
    const expected = `a comparison next to it, such as { ${COMPARISONS[0]}: 1, ${WITHIN}: ${within}d }`;
    faults.push({ ...node.place, code: 'wrong-comparison', fact, comparison: `only ${WITHIN}`, expected });
    return undefined;
  }
  return parts.length === 1 ? parts[0] : { kind: 'all', of: parts };
}

/** `90d`: the last ninety days, the as-of date included. */
function parseWindow(
  fact: FactName,
  isCounted: boolean,
  { keyPlace, node }: LocatedEntry,
  faults: PolicyFault[],
): number | undefined {
  if (!isCounted) {
    faults.push({ ...keyPlace, code: 'fact-without-window', fact, counted: COUNTED_FACTS });
    return undefined;
  }
  const days = node.kind === 'scalar' ? Number(/^(\d+)d$/.exec(String(node.value))?.[1]) : Number.NaN;
  if (days >= 1 && days <= MOST_WINDOW_DAYS) return days;
  const expected = `whole days from 1d to ${MOST_WINDOW_DAYS}d, such as 90d`;
  faults.push({ ...node.place, code: 'wrong-comparison', fact, comparison: `${WITHIN} ${foundIn(node)}`, expected });
  return undefined;
}

function isFactName(word: string): word is FactName {
  return Object.hasOwn(FACTS, word);
}

/** Facts are never negative, so neither is a limit. */
function numberOf(node: LocatedNode): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') return undefined;
  return Number.isFinite(node.value) && node.value >= 0 ? node.value : undefined;
}

/** `yes` and `no` are words in YAML 1.2, `true` and `false` are not; both mean the same here. */
function yesNoOf(node: LocatedNode): 1 | 0 | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (node.value === 'yes' || node.value === true) return 1;
  return node.value === 'no' || node.value === false ? 0 : undefined;
}

function refuse(node: LocatedNode, faults: PolicyFault[]): undefined {
  faults.push({ ...node.place, code: 'not-a-condition', found: foundIn(node) });
  return undefined;
}

/** What stands at a node, in words short enough for a message. */
export function foundIn(node: LocatedNode): string {
  if (node.kind === 'list') return node.items.length === 0 ? 'an empty list' : 'a list';
  if (node.kind === 'map') return node.entries.size === 0 ? 'an empty block' : 'a block of settings';
  return foundScalar(node);
}

function foundScalar({ value, source }: LocatedScalar): string {
  if (value === null) return 'blank';
  const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source;
  return typeof value === 'string' ? `"${shown}"` : shown;
}

export function didYouMean(word: string, candidates: readonly string[]): { readonly didYouMean?: string } {
  const name = closestName(word, candidates);
  return name === undefined ? {} : { didYouMean: name };
}

/** The fault of a name that nothing bears; `what` it should have been, such as `a calendar`. */
export function unknownName(place: Place, what: string, name: string, known: readonly string[]): PolicyFault {
  return { ...place, code: 'unknown-name', what, name, known, ...didYouMean(name, known) };
}
