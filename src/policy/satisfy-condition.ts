/** Whether any borrower at all can meet a condition: the proof that a rule of the pack is not dead. */
import { FACTS, type FactKey, type FactName, type FactUnit, factOfKey } from '../domain/evidence.js';
import { type Comparison, type Condition, keyOf } from './condition.js';

/** The values that a fact may still take. */
interface Span {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

type Spans = ReadonlyMap<FactKey, Span>;

interface Goal {
  readonly condition: Condition;
  readonly negated: boolean;
}

/**
 * Values of the condition's facts under which it is true (`wanted` true) or false (`wanted` false); `undefined`
 * where there are none. Days, months and counts are whole numbers from 0, shares go from 0 to 1, ratios from 0; what
 * happened on the last days is no more than what happened on more of them. Facts that the answer does not name do not
 * matter.
 */
export function findFacts(condition: Condition, wanted: boolean): Partial<Record<FactKey, number>> | undefined {
  const spans = search([{ condition, negated: !wanted }], new Map());
  if (spans === undefined) return undefined;
  const facts: Partial<Record<FactKey, number>> = {};
  for (const [key, span] of spans) {
    // A wider window holds at least what the narrower ones were found to hold.
    let least = span.low;
    for (const [other, { low }] of spans) if (isWithin(other, key)) least = Math.max(least, low);
    facts[key] = valueWithin({ ...span, low: least });
  }
  return facts;
}

/** Whether `narrow` counts a part of what `wide` counts. */
function isWithin(narrow: FactKey, wide: FactKey): boolean {
  return narrow !== wide && factOfKey(narrow) === factOfKey(wide) && daysOf(narrow) < daysOf(wide);
}

/** The days of a key's window; Infinity where it has none. */
function daysOf(key: FactKey): number {
  const within = key.lastIndexOf(' ');
  return within < 0 ? Number.POSITIVE_INFINITY : Number.parseInt(key.slice(within + 1), 10);
}

/** Meets the goals one after the other; where one of several parts is enough, tries each in turn. */
function search(goals: readonly Goal[], spans: Spans): Spans | undefined {
  const [goal, ...rest] = goals;
  if (goal === undefined) return spans;
  const { condition, negated } = goal;
  if (condition.kind === 'not') return search([{ condition: condition.of, negated: !negated }, ...rest], spans);
  if (condition.kind === 'compare') {
    for (const span of spansMeeting(condition.fact, condition.comparison, condition.value, negated)) {
      const narrowed = narrow(spans, keyOf(condition), span);
      const found = narrowed === undefined ? undefined : search(rest, narrowed);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const parts = condition.of.map((part) => ({ condition: part, negated }));
  const needsAll = (condition.kind === 'all') !== negated;
  if (needsAll) return search([...parts, ...rest], spans);
  for (const part of parts) {
    const found = search([part, ...rest], spans);
    if (found !== undefined) return found;
  }
  return undefined;
}

function narrow(spans: Spans, key: FactKey, span: Span): Spans | undefined {
  const before = spans.get(key) ?? span;
  const low = Math.max(before.low, span.low);
  const high = Math.min(before.high, span.high);
  const meeting: Span = {
    low,
    lowOpen: (before.low === low && before.lowOpen) || (span.low === low && span.lowOpen),
    high,
    highOpen: (before.high === high && before.highOpen) || (span.high === high && span.highOpen),
  };
  if (isEmpty(meeting)) return undefined;
  for (const [other, { low: otherLow, high: otherHigh }] of spans) {
    if (isWithin(other, key) ? otherLow > high : isWithin(key, other) && low > otherHigh) return undefined;
  }
  return new Map(spans).set(key, meeting);
}

function isEmpty({ low, lowOpen, high, highOpen }: Span): boolean {
  return low > high || (low === high && (lowOpen || highOpen));
}

const NEGATION: Readonly<Record<Exclude<Comparison, 'equals'>, Exclude<Comparison, 'equals'>>> = {
  at_least: 'below',
  below: 'at_least',
  at_most: 'exceeds',
  exceeds: 'at_most',
};

/** The values of a fact that meet a comparison, or fail it; two spans for "not equal". */
function spansMeeting(fact: FactName, comparison: Comparison, limit: number, negated: boolean): readonly Span[] {
  const unit = FACTS[fact];
  if (comparison !== 'equals') return [spanOf(unit, negated ? NEGATION[comparison] : comparison, limit)];
  if (negated) return [spanOf(unit, 'below', limit), spanOf(unit, 'exceeds', limit)].filter((span) => !isEmpty(span));
  const span = narrow(new Map([[fact, spanOf(unit, 'at_least', limit)]]), fact, spanOf(unit, 'at_most', limit));
  return span === undefined ? [] : [span.get(fact)!];
}

const GREATEST: Readonly<Record<FactUnit, number>> = {
  days: Number.POSITIVE_INFINITY,
  count: Number.POSITIVE_INFINITY,
  months: Number.POSITIVE_INFINITY,
  ratio: Number.POSITIVE_INFINITY,
  share: 1,
  yes_no: 1,
};

function spanOf(unit: FactUnit, comparison: Exclude<Comparison, 'equals'>, limit: number): Span {
  const whole = unit !== 'ratio' && unit !== 'share';
  let low = 0;
  let lowOpen = false;
  let high = GREATEST[unit];
  let highOpen = false;
  if (comparison === 'at_least') low = whole ? Math.ceil(limit) : limit;
  else if (comparison === 'at_most') high = whole ? Math.floor(limit) : limit;
  else if (comparison === 'exceeds') {
    low = whole ? Math.floor(limit) + 1 : limit;
    lowOpen = !whole;
  } else {
    high = whole ? Math.ceil(limit) - 1 : limit;
    highOpen = !whole;
  }
  // A limit outside the fact's own range does not widen it.
  if (low < 0) {
    low = 0;
    lowOpen = false;
  }
  if (high > GREATEST[unit]) {
    high = GREATEST[unit];
    highOpen = false;
  }
  return { low, lowOpen, high, highOpen };
}

function valueWithin({ low, lowOpen, high, highOpen }: Span): number {
  if (!lowOpen) return low;
  if (!highOpen && Number.isFinite(high)) return high;
  return Number.isFinite(high) ? (low + high) / 2 : low + 1;
}
