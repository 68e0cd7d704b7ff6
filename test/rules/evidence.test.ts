import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type EvidenceFinding,
  type EvidenceRule,
  FACT_SLOT,
  FACTS,
  FALSE,
  type FactKey,
  factOfKey,
  type Outcome,
  TRUE,
  UNKNOWN,
} from '../../src/domain/evidence.js';
import { comparisonsOf, keyOf, slotsWith, unknownFacts } from '../../src/policy/condition.js';
import { weighEvidence } from '../../src/rules/evidence.js';
import { defaultPolicy } from '../policy/packs.js';

const policy = await defaultPolicy();
const { typing } = policy;

const cases = parse(readFileSync(new URL('../cases/borrower-type-evidence.csv', import.meta.url)), {
  columns: true,
}) as { rule: string; facts: string; outcome: string }[];

const WORDS: Readonly<Record<string, Outcome>> = { fires: TRUE, 'does not': FALSE, 'cannot tell': UNKNOWN };

const slots = slotsWith(typing.windows);

function row(text: string): Float64Array {
  const facts = unknownFacts(typing.windows);
  for (const part of text === '' ? [] : text.split('; ')) {
    const [name, value] = part.split('=');
    expect([...slots.keys()]).toContain(name);
    facts[slots.get(name as FactKey)!] = Number(value);
  }
  return facts;
}

describe('the evidence rules of the bundled pack (test/cases/borrower-type-evidence.csv)', () => {
  it.each(cases)('$rule $outcome with $facts', ({ rule, facts, outcome }) => {
    const found = typing.rules.find(({ id }) => id === rule);
    expect(found, rule).toBeDefined();
    expect(WORDS, outcome).toHaveProperty(outcome);
    expect(found!.holds(row(facts))).toBe(WORDS[outcome]);
  });

  it('every rule has a case in which it fires, one in which it does not and one in which it cannot be told', () => {
    for (const { id } of typing.rules) {
      const outcomes = new Set(cases.filter(({ rule }) => rule === id).map(({ outcome }) => outcome));
      expect([...outcomes].sort(), id).toEqual(['cannot tell', 'does not', 'fires']);
    }
  });

  it('every limit has a case just on either side of it, which differ in nothing else that is known', () => {
    const open = policy.source.settings.evidence.flatMap(({ id, when }) =>
      comparisonsOf(when)
        .filter((comparison) => !hasBothSides(id, keyOf(comparison), comparison.value))
        .map((comparison) => `${id}: ${keyOf(comparison)} ${comparison.comparison} ${comparison.value}`),
    );
    expect(open).toEqual([]);
  });
});

/** Whether one case fires and another does not by this fact alone: at the limit in one, next to it in the other. */
function hasBothSides(id: string, key: FactKey, limit: number): boolean {
  const step = ['share', 'ratio'].includes(FACTS[factOfKey(key)]) ? 0.01 : 1;
  const known = (wanted: string) =>
    cases
      .filter(({ rule, outcome }) => rule === id && outcome === wanted)
      .map(({ facts }) => new Map(facts.split('; ').map((part) => part.split('=') as [string, string])));
  const nearLimit = (value: string | undefined) => Math.abs(Number(value) - limit) < step + 1e-9;
  return known('fires').some((fires) =>
    known('does not').some((other) => {
      const values = [fires.get(key), other.get(key)];
      if (values[0] === values[1] || !values.every(nearLimit) || !values.includes(String(limit))) return false;
      return [...other].every(([name, value]) => name === key || fires.get(name) === value);
    }),
  );
}

const rule = (
  id: string,
  axis: EvidenceRule['axis'],
  direction: 1 | -1,
  weight: number,
  outcome: Outcome,
): EvidenceRule => ({
  id,
  axis,
  direction,
  weight,
  title: { en: id, zh: id },
  source: 'test',
  facts: ['refusals', 'payment_trend'],
  slots: [FACT_SLOT.refusals, FACT_SLOT.payment_trend],
  holds: () => outcome,
  ranges: undefined,
});

/** Few values, around which the limits of the bundled pack lie, and often none. */
const factsArbitrary = fc
  .array(fc.oneof(fc.constantFrom(Number.NaN, 0, 0.5, 1, 3, 7), fc.double({ min: 0, max: 200, noNaN: true })), {
    minLength: unknownFacts(typing.windows).length,
    maxLength: unknownFacts(typing.windows).length,
  })
  .map((values) => Float64Array.from(values));

describe('weighing evidence', () => {
  it('judges each rule of the bundled pack as its condition does', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const findings: EvidenceFinding[] = [];
        const balance = weighEvidence(typing.rules, facts, findings);
        expect(findings.map(({ outcome }) => outcome)).toEqual(typing.rules.map(({ holds }) => holds(facts)));
        const fired = typing.rules.filter(({ holds }) => holds(facts) === TRUE);
        const sum = (axis: string) =>
          fired.reduce((total, each) => total + (each.axis === axis ? each.direction * each.weight : 0), 0);
        expect([balance.willingness, balance.ability]).toEqual([sum('willingness'), sum('ability')]);
      }),
    );
  });

  it('adds fired rules per axis, for minus against, and leaves out what is false or unknown', () => {
    const rules = [
      rule('a', 'willingness', 1, 2, TRUE),
      rule('b', 'willingness', -1, 3, TRUE),
      rule('c', 'willingness', 1, 5, UNKNOWN),
      rule('d', 'ability', 1, 1, FALSE),
      rule('e', 'ability', 1, 4, TRUE),
    ];
    expect(weighEvidence(rules, unknownFacts())).toEqual({
      willingness: -1,
      ability: 4,
      willingnessKnown: 5 / 10,
      abilityKnown: 1,
    });
  });

  it('no rules, nothing known', () => {
    expect(weighEvidence([], unknownFacts())).toEqual({
      willingness: 0,
      ability: 0,
      willingnessKnown: 0,
      abilityKnown: 0,
    });
  });

  it('keeps what each rule saw, unknown facts included', () => {
    const findings: EvidenceFinding[] = [];
    const rules = [rule('a', 'willingness', 1, 2, UNKNOWN), rule('b', 'ability', -1, 1, TRUE)];
    const facts = unknownFacts();
    facts[FACT_SLOT.refusals] = 2;
    weighEvidence(rules, facts, findings);
    expect(findings.map((finding) => [finding.rule.id, finding.outcome])).toEqual([
      ['a', UNKNOWN],
      ['b', TRUE],
    ]);
    expect(findings[0]!.saw).toEqual([2, Number.NaN]);
  });
});
