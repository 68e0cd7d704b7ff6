import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BORROWER_TYPES,
  type EvidenceBalance,
  FACT_NAMES,
  FACT_SLOT,
  TYPE_UNDETERMINED,
  type TypingTerms,
} from '../../src/domain/evidence.js';
import { unknownFacts } from '../../src/policy/condition.js';
import { decideType, factsToFindOut } from '../../src/rules/borrower-type.js';
import { weighEvidence } from '../../src/rules/evidence.js';
import { defaultPolicy } from '../policy/packs.js';

const { typing } = await defaultPolicy();

type Case = Readonly<Record<string, string>>;
const cases = parse(readFileSync(new URL('../cases/borrower-type.csv', import.meta.url)), { columns: true }) as Case[];

/** A blank cell is a fact that is not known. */
function factsOf(row: Case): Float64Array {
  const facts = unknownFacts();
  for (const name of FACT_NAMES) {
    expect(row, name).toHaveProperty(name);
    if (row[name] !== '') facts[FACT_SLOT[name]] = Number(row[name]);
  }
  return facts;
}

describe('borrowers under the bundled pack (test/cases/borrower-type.csv)', () => {
  it.each(cases)('$case', (row) => {
    const result = decideType(weighEvidence(typing.rules, factsOf(row)), typing);
    expect(result.willingness).toBe(Number(row['willingness']));
    expect(result.ability).toBe(Number(row['ability']));
    expect(BORROWER_TYPES[result.type]).toBe(row['type']);
    if (row['confidence'] !== '') expect(result.confidence).toBe(Number(row['confidence']));
  });

  it('the cases reach every type', () => {
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(BORROWER_TYPES));
  });
});

const TERMS: TypingTerms = { rules: [], decisiveBalance: 3 };
const balance = (willingness: number, ability: number, known = 1): EvidenceBalance => ({
  willingness,
  ability,
  willingnessKnown: known,
  abilityKnown: known,
});
const typeOf = (given: EvidenceBalance): string => BORROWER_TYPES[decideType(given, TERMS).type]!;

describe('the matrix of willingness and ability (S2)', () => {
  it.each([
    [3, 3, '1-incidental'],
    [3, -3, '2-hardship'],
    [-3, 3, '3-wilful'],
    [-3, -3, '4-bad'],
    [2.9, 3, 'undetermined'],
    [3, 2.9, 'undetermined'],
    [-2.9, -3, 'undetermined'],
    [-3, -2.9, 'undetermined'],
    [9, 0, 'undetermined'],
    [0, -9, 'undetermined'],
    [0, 0, 'undetermined'],
  ])('willingness %d and ability %d are %s', (willingness, ability, expected) => {
    expect(typeOf(balance(willingness, ability))).toBe(expected);
  });

  it('what cannot be told has no confidence', () => {
    expect(decideType(balance(9, 2), TERMS)).toEqual({
      type: TYPE_UNDETERMINED,
      confidence: 0,
      willingness: 9,
      ability: 2,
    });
  });

  it.each([
    // 100 × 3 ÷ (3 + 3) × (1 + 1) ÷ 2
    [balance(3, 3), 50],
    // 100 × 3 ÷ 6 × (1 + 0.5) ÷ 2 = 37.5
    [balance(3, -3, 0.5), 38],
    // the lower axis counts: 100 × 3 ÷ 6 against 100 × 9 ÷ 12
    [balance(9, 3), 50],
    [balance(9, -9), 75],
    [balance(-9, -9, 0), 38],
  ])('confidence of %o is %d', (given, expected) => {
    expect(decideType(given, TERMS).confidence).toBe(expected);
  });

  it('more evidence against never raises willingness, and more knowledge never lowers confidence', () => {
    const weight = fc.integer({ min: -20, max: 20 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        weight,
        weight,
        share,
        share,
        fc.integer({ min: 1, max: 10 }),
        (willing, able, known, more, against) => {
          const before = decideType(balance(willing, able), TERMS).type;
          const after = decideType(balance(willing - against, able), TERMS).type;
          const isWilling = (type: number): boolean => type === 1 || type === 2;
          if (!isWilling(before)) expect(isWilling(after)).toBe(false);
          const [least, most] = known < more ? [known, more] : [more, known];
          expect(decideType(balance(willing, able, most), TERMS).confidence).toBeGreaterThanOrEqual(
            decideType(balance(willing, able, least), TERMS).confidence,
          );
        },
      ),
    );
  });
});

describe('what to find out', () => {
  it('asks for the unknown facts of undecided axes only, heaviest rule first', () => {
    const facts = unknownFacts();
    // Willingness is decided by part payments (2 + 1), ability is not.
    facts[FACT_SLOT.part_payments_while_overdue] = 2;
    facts[FACT_SLOT.days_since_last_payment] = 20;
    facts[FACT_SLOT.days_past_due] = 40;
    facts[FACT_SLOT.silent_since_default] = 0;
    facts[FACT_SLOT.cured_episodes] = 0;
    facts[FACT_SLOT.instalments_due] = 8;
    facts[FACT_SLOT.longest_days_past_due] = 40;
    const found = weighEvidence(typing.rules, facts);
    expect(found.willingness).toBe(3);
    expect(factsToFindOut(found, facts, typing)).toEqual([
      'due_paid_share_6_months',
      'other_loans_current',
      'collateral_cover',
      'payment_trend',
    ]);
  });

  it('asks nothing of a borrower whose type is known', () => {
    const facts = factsOf(cases.find(({ type }) => type === '1-incidental')!);
    expect(factsToFindOut(weighEvidence(typing.rules, facts), facts, typing)).toEqual([]);
  });

  it('of a borrower of whom nothing is known, asks for the outright signs first', () => {
    const facts = unknownFacts();
    const wanted = factsToFindOut(weighEvidence(typing.rules, facts), facts, typing);
    expect(wanted.slice(0, 2)).toEqual(['refusals', 'asset_transfers']);
    expect(new Set(wanted).size).toBe(wanted.length);
  });
});
