import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FACT_NAMES,
  FACT_SLOT,
  FACTS,
  FALSE,
  type FactKey,
  type FactName,
  type Outcome,
  TRUE,
  UNKNOWN,
} from '../../src/domain/evidence.js';
import {
  COMPARISONS,
  type Condition,
  compileCondition,
  factsOf,
  keyOf,
  slotsWith,
  unknownFacts,
  windowsOf,
} from '../../src/policy/condition.js';
import { describeCondition } from '../../src/policy/describe-condition.js';
import { findFacts } from '../../src/policy/satisfy-condition.js';

function row(values: Partial<Record<FactName, number>>): Float64Array {
  const facts = unknownFacts();
  for (const [name, value] of Object.entries(values)) facts[FACT_SLOT[name as FactName]] = value;
  return facts;
}

const atLeast = (fact: FactName, value: number): Condition => ({
  kind: 'compare',
  fact,
  comparison: 'at_least',
  value,
});

/** Conditions on facts that are true, false and unknown. */
const T = atLeast('refusals', 1);
const F = atLeast('missed_instalments', 5);
const U = atLeast('payment_trend', 1);
const FACTS_OF_TFU = row({ refusals: 1, missed_instalments: 4 });
const outcomeOf = (condition: Condition): Outcome => compileCondition(condition)(FACTS_OF_TFU);

describe('three-valued conditions', () => {
  it.each([
    ['T', T, TRUE],
    ['F', F, FALSE],
    ['U', U, UNKNOWN],
    ['not T', { kind: 'not', of: T }, FALSE],
    ['not F', { kind: 'not', of: F }, TRUE],
    ['not U', { kind: 'not', of: U }, UNKNOWN],
    ['T and T', { kind: 'all', of: [T, T] }, TRUE],
    ['T and F', { kind: 'all', of: [T, F] }, FALSE],
    ['T and U', { kind: 'all', of: [T, U] }, UNKNOWN],
    ['U and F', { kind: 'all', of: [U, F] }, FALSE],
    ['F and U', { kind: 'all', of: [F, U] }, FALSE],
    ['U and U', { kind: 'all', of: [U, U] }, UNKNOWN],
    ['F or F', { kind: 'any', of: [F, F] }, FALSE],
    ['T or F', { kind: 'any', of: [T, F] }, TRUE],
    ['U or T', { kind: 'any', of: [U, T] }, TRUE],
    ['T or U', { kind: 'any', of: [T, U] }, TRUE],
    ['F or U', { kind: 'any', of: [F, U] }, UNKNOWN],
    ['U or U', { kind: 'any', of: [U, U] }, UNKNOWN],
  ] as const)('%s', (_, condition, expected) => {
    expect(outcomeOf(condition)).toBe(expected);
  });

  it.each([
    ['at_least', 29, FALSE],
    ['at_least', 30, TRUE],
    ['at_most', 30, TRUE],
    ['at_most', 31, FALSE],
    ['exceeds', 30, FALSE],
    ['exceeds', 31, TRUE],
    ['below', 29, TRUE],
    ['below', 30, FALSE],
    ['equals', 30, TRUE],
    ['equals', 31, FALSE],
  ] as const)('%s 30 of %d', (comparison, value, expected) => {
    const holds = compileCondition({ kind: 'compare', fact: 'days_past_due', comparison, value: 30 });
    expect(holds(row({ days_past_due: value }))).toBe(expected);
    expect(holds(unknownFacts())).toBe(UNKNOWN);
  });

  it('names the facts that it looks at, each once, in the order of first mention', () => {
    expect(factsOf({ kind: 'all', of: [U, { kind: 'not', of: T }, { kind: 'any', of: [F, U] }] })).toEqual([
      'payment_trend',
      'refusals',
      'missed_instalments',
    ]);
  });

  it('is said in one line', () => {
    const silent: Condition = { kind: 'compare', fact: 'silent_since_default', comparison: 'equals', value: 1 };
    const condition: Condition = { kind: 'all', of: [silent, { kind: 'any', of: [T, { kind: 'not', of: F }] }] };
    expect(describeCondition(condition, 'en')).toBe(
      'silent_since_default = yes and (refusals ≥ 1 or not missed_instalments ≥ 5)',
    );
    expect(describeCondition(condition, 'zh')).toBe(
      'silent_since_default = 是 且 (refusals ≥ 1 或 非 missed_instalments ≥ 5)',
    );
  });
});

/** Small limits, so that limits meet and exclude one another often. */
const LIMITS: Readonly<Record<(typeof FACTS)[FactName], readonly number[]>> = {
  days: [0, 1, 2, 2.5, 3],
  count: [0, 1, 2, 3],
  months: [0, 1, 2, 3],
  share: [0, 0.5, 1, 1.5],
  ratio: [0, 0.5, 1, 1.5],
  yes_no: [0, 1],
};
/** Every kind of value that tells such limits apart. */
const VALUES: Readonly<Record<(typeof FACTS)[FactName], readonly number[]>> = {
  days: [0, 1, 2, 3, 4],
  count: [0, 1, 2, 3, 4],
  months: [0, 1, 2, 3, 4],
  share: [0, 0.25, 0.5, 0.75, 1],
  ratio: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2],
  yes_no: [0, 1],
};
/** Windows of one count, and the count itself as the widest. */
const COUNTS = [{ within: 30 }, { within: 90 }, {}] as const;
const SOME_FACTS = ['days_past_due', 'due_paid_share_6_months', 'collateral_cover', 'silent_since_default'] as const;

const comparison = fc.constantFrom(...SOME_FACTS).chain((fact) =>
  fc.record({
    kind: fc.constant('compare' as const),
    fact: fc.constant(fact),
    comparison: fc.constantFrom(...COMPARISONS),
    value: fc.constantFrom(...LIMITS[FACTS[fact]]),
  }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    comparison,
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

function everyRow(): Float64Array[] {
  let rows = [unknownFacts()];
  for (const fact of SOME_FACTS) {
    rows = rows.flatMap((known) =>
      VALUES[FACTS[fact]].map((value) => {
        const copy = known.slice();
        copy[FACT_SLOT[fact]] = value;
        return copy;
      }),
    );
  }
  return rows;
}

describe('whether a condition can be met at all', () => {
  const rows = everyRow();

  it('agrees with trying every combination of facts, and gives facts under which it is so', () => {
    fc.assert(
      fc.property(condition, fc.boolean(), (candidate, wanted) => {
        const holds = compileCondition(candidate);
        const sought = wanted ? TRUE : FALSE;
        const found = findFacts(candidate, wanted);
        expect(found !== undefined).toBe(rows.some((facts) => holds(facts) === sought));
        if (found !== undefined) expect(holds(row(found))).toBe(sought);
      }),
      { numRuns: 400 },
    );
  });

  it('a fact that becomes known never turns a decided condition round', () => {
    fc.assert(
      fc.property(
        condition,
        fc.integer({ min: 0, max: rows.length - 1 }),
        fc.subarray([...SOME_FACTS]),
        (candidate, at, hidden) => {
          const holds = compileCondition(candidate);
          const partly = rows[at]!.slice();
          for (const fact of hidden) partly[FACT_SLOT[fact]] = Number.NaN;
          const outcome = holds(partly);
          if (outcome !== UNKNOWN) expect(holds(rows[at]!)).toBe(outcome);
        },
      ),
      { numRuns: 400 },
    );
  });
});

it('no fact speaks of who a person is: ethnicity, religion, language, disability, age, sex', () => {
  const personal =
    /ethnic|race|relig|faith|custom|lang|disab|health|age\b|gender|sex|care|note|nation|party|region|name/;
  const innocent = ['names_a_date', 'right_party_contacts'];
  expect(FACT_NAMES.filter((name) => personal.test(name) && !innocent.includes(name))).toEqual([]);
});

describe('counts over the last days', () => {
  const windows = [
    { fact: 'refusals', days: 30 },
    { fact: 'refusals', days: 90 },
  ] as const;
  const slots = slotsWith(windows);
  const keys = COUNTS.map((window) => keyOf({ fact: 'refusals', ...window }));
  const counted = fc.record({
    count: fc.constantFrom(...COUNTS),
    comparison: fc.constantFrom(...COMPARISONS),
    value: fc.nat({ max: 3 }),
  });
  const windowed = fc.array(counted, { minLength: 1, maxLength: 4 }).map(
    (parts): Condition => ({
      kind: 'all',
      of: parts.map(({ count, comparison, value }) => ({
        kind: 'compare',
        fact: 'refusals',
        comparison,
        value,
        ...count,
      })),
    }),
  );
  const holdsOf = (counts: readonly number[]) => {
    const facts = unknownFacts(windows);
    for (const [at, key] of keys.entries()) facts[slots.get(key)!] = counts[at]!;
    return facts;
  };

  it('are looked at in slots of their own, and said with their days', () => {
    const twice: Condition = { kind: 'compare', fact: 'refusals', comparison: 'at_least', value: 2, within: 90 };
    expect(windowsOf([twice, T, twice])).toEqual([{ fact: 'refusals', days: 90 }]);
    expect(describeCondition(twice, 'en')).toBe('refusals within 90d ≥ 2');
    const holds = compileCondition(twice, slots);
    expect(holds(holdsOf([1, 2, 3]))).toBe(TRUE);
    expect(holds(holdsOf([2, 1, 3]))).toBe(FALSE);
    expect(holds(unknownFacts(windows))).toBe(UNKNOWN);
  });

  it('can be met just where counts that grow with the days meet them', () => {
    const rising: number[][] = [];
    for (let a = 0; a <= 4; a++) for (let b = a; b <= 4; b++) for (let c = b; c <= 4; c++) rising.push([a, b, c]);
    fc.assert(
      fc.property(windowed, fc.boolean(), (candidate, wanted) => {
        const holds = compileCondition(candidate, slots);
        const sought = wanted ? TRUE : FALSE;
        const found = findFacts(candidate, wanted);
        expect(found !== undefined).toBe(rising.some((counts) => holds(holdsOf(counts)) === sought));
        if (found === undefined) return;
        const facts = unknownFacts(windows);
        for (const [key, value] of Object.entries(found)) facts[slots.get(key as FactKey)!] = value!;
        expect(holds(facts)).toBe(sought);
        const known = keys.map((key) => found[key]).filter((value) => value !== undefined);
        expect(known).toEqual([...known].sort((one, other) => one - other));
      }),
      { numRuns: 300 },
    );
  });
});
