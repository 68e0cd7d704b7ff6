import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BORROWER_SUBTYPES,
  BORROWER_TYPES,
  type EvidenceBalance,
  FACT_NAMES,
  FACT_SLOT,
  FACTS,
  type FactName,
  factCount,
  TRUE,
  TYPE_BAD,
  TYPE_UNDETERMINED,
  TYPE_WILFUL,
  type TypingTerms,
} from '../../src/domain/evidence.js';
import { unknownFacts } from '../../src/policy/condition.js';
import { decideType, factsToFindOut, factsToRefine } from '../../src/rules/borrower-type.js';
import { weighEvidence } from '../../src/rules/evidence.js';
import { defaultPolicy } from '../policy/packs.js';

const { typing } = await defaultPolicy();

type Case = Readonly<Record<string, string>>;
const cases = parse(readFileSync(new URL('../cases/borrower-type.csv', import.meta.url)), { columns: true }) as Case[];

/** A blank cell is a fact that is not known; `further_facts` holds those without a column, as `name=value; …`. */
function factsOf(row: Case): Float64Array {
  const facts = unknownFacts(typing.windows);
  for (const name of FACT_NAMES) if ((row[name] ?? '') !== '') facts[FACT_SLOT[name]] = Number(row[name]);
  for (const part of row['further_facts'] === '' ? [] : row['further_facts']!.split('; ')) {
    const [name, value] = part.split('=');
    expect(FACTS, part).toHaveProperty(name!);
    expect(row, part).not.toHaveProperty(name!);
    facts[FACT_SLOT[name as FactName]] = Number(value);
  }
  return facts;
}

describe('borrowers under the bundled pack (test/cases/borrower-type.csv)', () => {
  it.each(cases)('$case', (row) => {
    const facts = factsOf(row);
    const result = decideType(weighEvidence(typing.rules, facts), facts, typing);
    expect(result.willingness).toBe(Number(row['willingness']));
    expect(result.ability).toBe(Number(row['ability']));
    expect(BORROWER_TYPES[result.type]).toBe(row['type']);
    expect(BORROWER_SUBTYPES[result.subtype]).toBe(row['subtype']);
    expect(result.retyped ? 'yes' : '').toBe(row['retyped']);
    if (row['confidence'] !== '') expect(result.confidence).toBe(Number(row['confidence']));
  });

  it('the cases reach every type and sub-type', () => {
    expect(new Set(cases.map(({ type }) => type))).toEqual(new Set(BORROWER_TYPES));
    expect(new Set(cases.map(({ subtype }) => subtype))).toEqual(new Set(BORROWER_SUBTYPES));
  });
});

const TERMS: TypingTerms = { ...typing, rules: [], decisiveBalance: 3, windows: [] };
const NOTHING_KNOWN = unknownFacts();
const balance = (willingness: number, ability: number, known = 1): EvidenceBalance => ({
  willingness,
  ability,
  willingnessKnown: known,
  abilityKnown: known,
});
const typeOf = (given: EvidenceBalance): string => BORROWER_TYPES[decideType(given, NOTHING_KNOWN, TERMS).type]!;

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
    expect(decideType(balance(9, 2), NOTHING_KNOWN, TERMS)).toEqual({
      type: TYPE_UNDETERMINED,
      subtype: 0,
      retyped: false,
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
    expect(decideType(given, NOTHING_KNOWN, TERMS).confidence).toBe(expected);
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
          const before = decideType(balance(willing, able), NOTHING_KNOWN, TERMS).type;
          const after = decideType(balance(willing - against, able), NOTHING_KNOWN, TERMS).type;
          const isWilling = (type: number): boolean => type === 1 || type === 2;
          if (!isWilling(before)) expect(isWilling(after)).toBe(false);
          const [least, most] = known < more ? [known, more] : [more, known];
          expect(decideType(balance(willing, able, most), NOTHING_KNOWN, TERMS).confidence).toBeGreaterThanOrEqual(
            decideType(balance(willing, able, least), NOTHING_KNOWN, TERMS).confidence,
          );
        },
      ),
    );
  });
});

describe('what to find out', () => {
  it('asks for the unknown facts of undecided axes only, heaviest rule first', () => {
    const facts = unknownFacts(typing.windows);
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
    const wanted = factsToFindOut(found, facts, typing);
    expect(wanted.slice(0, 8)).toEqual([
      // weight 3
      'income_covers_instalment',
      'has_hardship',
      'hardship_verified',
      // weight 2
      'due_paid_share_6_months',
      'other_loans_current',
      'collateral_cover',
      'assets_found',
      'payment_trend',
    ]);
    for (const name of ['says_will_pay', 'refusals', 'days_past_due'] as const) expect(wanted).not.toContain(name);
  });

  it('asks nothing of a borrower whose type is known', () => {
    const facts = factsOf(cases.find(({ type }) => type === '1-incidental')!);
    expect(factsToFindOut(weighEvidence(typing.rules, facts), facts, typing)).toEqual([]);
  });

  it('then asks for what tells the sub-type, and of a 2b whether it will sell', () => {
    const named = (name: string) => cases.find((row) => row['case'] === name)!;
    const asked = (name: string) => {
      const facts = factsOf(named(name));
      return factsToRefine(decideType(weighEvidence(typing.rules, facts), facts, typing), facts);
    };
    expect(asked('survey: only forgot; income covers the instalment')).toEqual(['understands_credit']);
    expect(asked('the same, aware of it')).toEqual([]);
    expect(asked('survey: verified hardship; when ability returns was not told')).toEqual(['recovery_months']);
    expect(asked('survey: ability returns after a year')).toEqual([]);
    expect(asked('survey: ability returns after more than two years')).toEqual(['agrees_to_dispose_assets']);
    expect(asked('survey: ability never returns; agrees to sell')).toEqual([]);
    expect(asked('moves assets and cannot be reached; no means left')).toEqual([]);
  });

  it('of a borrower of whom nothing is known, asks for the outright signs first', () => {
    const facts = unknownFacts(typing.windows);
    const wanted = factsToFindOut(weighEvidence(typing.rules, facts), facts, typing);
    expect(wanted.slice(0, 2)).toEqual(['refusals', 'asset_transfers']);
    expect(new Set(wanted).size).toBe(wanted.length);
  });
});

/** Rows of facts in which each fact of a rule is often just at, above or below a limit, and often unknown. */
const someFacts = fc
  .array(fc.constantFrom(Number.NaN, Number.NaN, 0, 1, 2, 3, 8, 24, 25, 61, 999), {
    minLength: factCount(typing.windows),
    maxLength: factCount(typing.windows),
  })
  .map((values) => {
    const facts = Float64Array.from(values);
    for (const [slot, name] of FACT_NAMES.entries()) {
      if (['yes_no', 'share'].includes(FACTS[name]) && facts[slot]! > 1) facts[slot] = 1;
    }
    return facts;
  });
const typed = (facts: Float64Array) => decideType(weighEvidence(typing.rules, facts), facts, typing);

describe('what a type rests on', () => {
  it('an unknown fact never decides: whatever it turns out to be, a rule that it leaves open was counted on neither side', () => {
    fc.assert(
      fc.property(someFacts, fc.integer({ min: 0, max: FACT_NAMES.length - 1 }), (facts, slot) => {
        const without = facts.slice();
        without[slot] = Number.NaN;
        const balance = weighEvidence(typing.rules, without);
        // The sum over the rules that do not need the fact.
        const needless = typing.rules.filter(({ holds }) => holds(without) === TRUE);
        for (const rule of needless) expect(rule.holds(facts)).toBe(TRUE);
        const sum = needless.reduce(
          (total, rule) => total + (rule.axis === 'ability' ? rule.direction * rule.weight : 0),
          0,
        );
        expect(balance.ability).toBe(sum);
      }),
    );
  });

  it('nothing known is undetermined without a sub-type', () => {
    expect(typed(unknownFacts(typing.windows))).toEqual({
      type: TYPE_UNDETERMINED,
      subtype: 0,
      retyped: false,
      confidence: 0,
      willingness: 0,
      ability: 0,
    });
  });

  it('an answer that speaks for an axis never lowers it, and its opposite never raises it', () => {
    const answers = [
      ['says_will_pay', 'willingness', 1],
      ['names_a_date', 'willingness', 1],
      ['date_is_plausible', 'willingness', 1],
      ['gives_documents', 'willingness', 1],
      ['signed_undertaking', 'willingness', 1],
      ['cooperates', 'willingness', 1],
      ['agrees_to_dispose_assets', 'willingness', 1],
      ['forgot_or_travelling', 'willingness', 1],
      ['reason_contradicted', 'willingness', 0],
      ['offers_bribe', 'willingness', 0],
      ['moves_assets', 'willingness', 0],
      ['fraud_suspected', 'willingness', 0],
      ['income_covers_instalment', 'ability', 1],
      ['assets_found', 'ability', 1],
      ['has_hardship', 'ability', 0],
      ['hardship_verified', 'ability', 0],
      ['other_creditors_sue', 'ability', 0],
    ] as const;
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...answers), (facts, [name, axis, good]) => {
        const balanceWith = (value: number): number => {
          const copy = facts.slice();
          copy[FACT_SLOT[name]] = value;
          return weighEvidence(typing.rules, copy)[axis];
        };
        const open = balanceWith(Number.NaN);
        // Naming a day also opens the question whether it is plausible: named and not plausible still beats not named.
        if (name !== 'names_a_date') expect(balanceWith(good)).toBeGreaterThanOrEqual(open);
        expect(balanceWith(1 - good)).toBeLessThanOrEqual(open);
        expect(balanceWith(good)).toBeGreaterThanOrEqual(balanceWith(1 - good));
      }),
    );
  });

  it('more refusals, broken promises, threats and transfers never raise willingness', () => {
    const against = ['refusals', 'promises_broken', 'threats', 'asset_transfers', 'unreachable_attempts'] as const;
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...against), fc.nat({ max: 5 }), (facts, name, more) => {
        // With a share of the promised money in hand, a broken promise is told apart from an empty one.
        const before = facts.slice();
        before[FACT_SLOT.promised_share_received] = 0;
        if (Number.isNaN(before[FACT_SLOT[name]]!)) return;
        const after = before.slice();
        after[FACT_SLOT[name]]! += more;
        expect(weighEvidence(typing.rules, after).willingness).toBeLessThanOrEqual(
          weighEvidence(typing.rules, before).willingness,
        );
      }),
    );
  });

  it('only a 2b is typed again, and only as 3 or 4', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { type, subtype, retyped, ability } = typed(facts);
        const months = facts[FACT_SLOT.recovery_months]!;
        if (retyped) {
          expect([TYPE_WILFUL, TYPE_BAD]).toContain(type);
          expect(ability).toBeLessThanOrEqual(-typing.decisiveBalance);
          expect(months).toBeGreaterThan(typing.recoveryHorizonMonths);
        }
        if (BORROWER_SUBTYPES[subtype] === '2a') expect(months).toBeLessThanOrEqual(typing.recoveryHorizonMonths);
        if (Number.isNaN(months)) expect(['', '1-weak-awareness']).toContain(BORROWER_SUBTYPES[subtype]);
      }),
    );
  });
});
