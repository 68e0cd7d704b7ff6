import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Axis,
  type EvidenceRule,
  FACT_SLOT,
  type FactName,
  TYPE_HARDSHIP,
  TYPE_INCIDENTAL,
  TYPE_UNDETERMINED,
  TYPE_WILFUL,
  type TypingTerms,
} from '../../src/domain/evidence.js';
import { NEVER, QUESTION_SLOT, SURVEY_QUESTIONS } from '../../src/domain/survey.js';
import {
  type Condition,
  compileCondition,
  factsOf,
  rangesOf,
  slotsWith,
  unknownFacts,
} from '../../src/policy/condition.js';
import { askSurvey } from '../../src/rules/ask-survey.js';
import { decideType } from '../../src/rules/borrower-type.js';
import { weighEvidence } from '../../src/rules/evidence.js';
import { defaultPolicy } from '../policy/packs.js';

const { typing } = await defaultPolicy();
const slots = slotsWith([]);

const is = (fact: FactName, value: 0 | 1): Condition => ({ kind: 'compare', fact, comparison: 'equals', value });

let ruleNumber = 0;
function rule(axis: Axis, weight: number, when: Condition): EvidenceRule {
  const id = `rule-${ruleNumber++}`;
  const facts = factsOf(when);
  return {
    id,
    axis,
    direction: weight > 0 ? 1 : -1,
    weight: Math.abs(weight),
    title: { en: id, zh: id },
    source: 'test',
    facts,
    slots: facts.map((fact) => slots.get(fact)!),
    holds: compileCondition(when, slots),
    ranges: rangesOf(when, slots),
  };
}

function termsOf(...rules: readonly EvidenceRule[]): TypingTerms {
  return { ...typing, rules, windows: [], decisiveBalance: 3 };
}

/** Ids of the questions asked about a borrower with these facts; null where no answers could settle the type. */
function asked(terms: TypingTerms, known: Partial<Record<FactName, number>>): string[] | null {
  const facts = unknownFacts([]);
  for (const [name, value] of Object.entries(known)) facts[FACT_SLOT[name as FactName]] = value;
  const balance = weighEvidence(terms.rules, facts);
  const need = askSurvey(balance, decideType(balance, facts, terms).type, facts, terms);
  if (!need.canSettle) return null;
  return SURVEY_QUESTIONS.filter((_, slot) => need.asked[slot] === 1).map(({ id }) => id);
}

const WILLING = rule('willingness', 3, is('silent_since_default', 0));
const ABLE = rule('ability', 3, is('first_payment_default', 0));
const SETTLED = { silent_since_default: 0, first_payment_default: 0 } as const;

describe('a question is asked', () => {
  test('where its answer decides the axis that is open, and not for one that is decided', () => {
    const terms = termsOf(
      WILLING,
      rule('willingness', -3, is('offers_bribe', 1)),
      rule('ability', 3, is('income_covers_instalment', 1)),
    );
    expect(asked(terms, { silent_since_default: 0 })).toEqual(['understands_credit', 'income_covers_instalment']);
  });

  test('where it decides together with another, and not where no other could help it', () => {
    const two = termsOf(
      WILLING,
      rule('ability', 2, is('assets_found', 1)),
      rule('ability', 1, is('hardship_verified', 1)),
    );
    expect(asked(two, { silent_since_default: 0 })).toEqual([
      'understands_credit',
      'hardship_verified',
      'assets_found',
    ]);
    const tooLight = termsOf(WILLING, rule('ability', 2, is('assets_found', 1)));
    expect(asked(tooLight, { silent_since_default: 0 })).toBeNull();
  });

  test('not where its answers cancel out: best and worst are tried under one answer at a time', () => {
    // Each rule alone would do, but never both: found speaks for by 3 and against by 3.
    const terms = termsOf(
      WILLING,
      rule('ability', 3, is('assets_found', 1)),
      rule('ability', -3, is('assets_found', 1)),
    );
    expect(asked(terms, { silent_since_default: 0 })).toBeNull();
  });

  test('not for the one axis where the other cannot be settled: the type would stay open', () => {
    const terms = termsOf(
      rule('willingness', 3, is('cooperates', 1)),
      rule('ability', 3, is('first_payment_default', 1)),
    );
    expect(asked(terms, {})).toBeNull();
    expect(asked(terms, { first_payment_default: 1 })).toEqual(['cooperates', 'understands_credit']);
  });

  test('not where a fact of the records settles its rule', () => {
    const forgot = rule('willingness', 3, {
      kind: 'all',
      of: [is('forgot_or_travelling', 1), { kind: 'compare', fact: 'days_past_due', comparison: 'at_most', value: 30 }],
    });
    const terms = termsOf(ABLE, forgot, rule('willingness', 3, is('cooperates', 1)));
    expect(asked(terms, { first_payment_default: 0, days_past_due: 30 })).toContain('forgot_or_travelling');
    expect(asked(terms, { first_payment_default: 0, days_past_due: 31 })).toEqual(['cooperates', 'understands_credit']);
    // What only records could tell does not come true by asking.
    expect(asked(terms, { first_payment_default: 0 })).toEqual(['cooperates', 'understands_credit']);
  });

  test('of months on both sides of the limit of a rule', () => {
    const late: Condition = { kind: 'compare', fact: 'recovery_months', comparison: 'exceeds', value: 24 };
    const terms = termsOf(WILLING, rule('ability', -3, late));
    expect(asked(terms, { silent_since_default: 0 })).toContain('recovery_months');
    expect(asked(terms, { silent_since_default: 0, recovery_months: 24 })).toBeNull();
  });

  test('never again where it is answered', () => {
    const terms = termsOf(WILLING, rule('ability', 3, is('assets_found', 1)));
    expect(asked(terms, { silent_since_default: 0, assets_found: 0 })).toBeNull();
  });
});

test('a refusal to dispose of assets settles what no evidence of willingness could', () => {
  const terms = { ...termsOf(rule('ability', -3, is('hardship_verified', 1))), recoveryHorizonMonths: 24 };
  const settling = ['hardship_verified', 'recovery_months', 'assets_found', 'agrees_to_dispose_assets'];
  expect(asked(terms, {})).toEqual(settling);
  expect(asked(terms, { recovery_months: 25 })).toEqual(settling.filter((id) => id !== 'recovery_months'));
  expect(asked(terms, { recovery_months: 24 })).toBeNull();
  expect(asked(terms, { agrees_to_dispose_assets: 1 })).toBeNull();
  expect(asked(terms, { collateral_cover_after_haircut: 1 })).not.toContain('assets_found');
});

describe('for the sub-type', () => {
  test('a type that is told is asked only what refines it', () => {
    const terms = termsOf(WILLING, ABLE, rule('willingness', -6, is('offers_bribe', 1)));
    expect(asked(terms, SETTLED)).toEqual(['understands_credit']);
    expect(asked(terms, { ...SETTLED, understands_credit: 0 })).toEqual([]);
    const hard = termsOf(WILLING, rule('ability', -3, is('first_payment_default', 0)));
    expect(asked(hard, SETTLED)).toEqual(['recovery_months', 'assets_found', 'agrees_to_dispose_assets']);
    const wilful = termsOf(rule('willingness', -3, is('silent_since_default', 0)), ABLE);
    expect(asked(wilful, SETTLED)).toEqual([]);
  });

  test.each([
    [24, []],
    [25, ['assets_found', 'agrees_to_dispose_assets']],
    [NEVER, ['assets_found', 'agrees_to_dispose_assets']],
  ] as const)('assets are asked for only where ability does not return in time: %s months', (months, questions) => {
    const terms = {
      ...termsOf(WILLING, rule('ability', -3, is('first_payment_default', 0))),
      recoveryHorizonMonths: 24,
    };
    expect(asked(terms, { ...SETTLED, recovery_months: months })).toEqual(questions);
  });

  test('of a type that is not told, where it may come out as that type', () => {
    const terms = termsOf(WILLING, rule('ability', -3, is('assets_found', 0)));
    expect(asked(terms, { silent_since_default: 0 })).toEqual([
      'recovery_months',
      'assets_found',
      'agrees_to_dispose_assets',
    ]);
  });
});

const POOL = ['says_will_pay', 'cooperates', 'offers_bribe', 'moves_assets'] as const;

/** Small packs on one axis, over four questions and one fact of the records. */
const condition: fc.Arbitrary<Condition> = fc.letrec((tie) => ({
  leaf: fc
    .tuple(fc.constantFrom(...POOL, 'first_payment_default' as const), fc.constantFrom(0 as const, 1 as const))
    .map(([fact, value]): Condition => is(fact, value)),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc
      .tuple(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(tie('node') as fc.Arbitrary<Condition>, { minLength: 1, maxLength: 2 }),
      )
      .map(([kind, of]): Condition => ({ kind, of })),
    (tie('node') as fc.Arbitrary<Condition>).map((of): Condition => ({ kind: 'not', of })),
  ),
})).node as fc.Arbitrary<Condition>;

const pack = fc.array(fc.tuple(fc.constantFrom(-3, -2, -1, 1, 2, 3, 6), condition), { minLength: 1, maxLength: 5 });
const knownFacts = fc.record({
  says_will_pay: fc.constantFrom(0, 1, Number.NaN, Number.NaN),
  cooperates: fc.constantFrom(0, 1, Number.NaN, Number.NaN),
  first_payment_default: fc.constantFrom(0, 1, Number.NaN),
});

test('asks exactly what trying every answer to everything shows to matter', () => {
  fc.assert(
    fc.property(pack, knownFacts, (written, known) => {
      const able = rule('ability', 3, is('silent_since_default', 1));
      const terms = termsOf(able, ...written.map(([weight, when]) => rule('willingness', weight, when)));
      const given = { ...known, silent_since_default: 1 };
      const facts = unknownFacts([]);
      for (const [name, value] of Object.entries(given)) facts[FACT_SLOT[name as FactName]] = value;
      const verdictOf = (row: Float64Array) => {
        const { willingness } = weighEvidence(terms.rules, row);
        return Math.abs(willingness) >= terms.decisiveBalance ? Math.sign(willingness) : 0;
      };
      if (verdictOf(facts) !== 0) return;

      const open = POOL.filter((name) => Number.isNaN(facts[FACT_SLOT[name]]!));
      const verdicts: number[] = [];
      for (let answers = 0; answers < 1 << open.length; answers++) {
        const row = facts.slice();
        open.forEach((name, bit) => {
          row[FACT_SLOT[name]] = (answers >> bit) & 1;
        });
        verdicts.push(verdictOf(row));
      }
      const matters = open.filter((_, bit) =>
        verdicts.some((verdict, answers) => verdict !== verdicts[answers ^ (1 << bit)]),
      );
      const found = asked(terms, given);
      if (verdicts.every((verdict) => verdict === 0)) expect(found).toBeNull();
      else expect(POOL.filter((name) => found?.includes(name))).toEqual(matters);
    }),
    { numRuns: 3000 },
  );
});

describe('under the bundled pack', () => {
  const width = unknownFacts(typing.windows).length;
  const rows = fc
    .array(fc.constantFrom(Number.NaN, Number.NaN, 0, 1, 1, 2, 40, 200), { minLength: width, maxLength: width })
    .map((values) => Float64Array.from(values));
  const answers = fc.tuple(
    ...SURVEY_QUESTIONS.map(({ kind }) => fc.constantFrom(...(kind === 'months' ? [0, 3, 4, 24, 25, NEVER] : [0, 1]))),
  );
  const slotOf = (question: number) => FACT_SLOT[SURVEY_QUESTIONS[question]!.fact as FactName];
  const typeOf = (row: Float64Array) => decideType(weighEvidence(typing.rules, row), row, typing);

  test('what is not asked never makes a difference to the type', () => {
    fc.assert(
      fc.property(rows, answers, answers, (row, first, second) => {
        const balance = weighEvidence(typing.rules, row);
        const { type } = decideType(balance, row, typing);
        // An axis that is decided is not asked about, though an answer might undo it.
        if (Math.max(Math.abs(balance.willingness), Math.abs(balance.ability)) >= typing.decisiveBalance) return;
        const need = askSurvey(balance, type, row, typing);
        const one = row.slice();
        const other = row.slice();
        SURVEY_QUESTIONS.forEach((_, question) => {
          const slot = slotOf(question);
          if (!Number.isNaN(row[slot]!)) return;
          one[slot] = first[question]!;
          other[slot] = need.asked[question] === 1 ? first[question]! : second[question]!;
        });
        if (need.canSettle) expect(typeOf(other).type).toBe(typeOf(one).type);
        else expect([typeOf(one).type, typeOf(other).type]).toEqual([TYPE_UNDETERMINED, TYPE_UNDETERMINED]);
      }),
      { numRuns: 1500 },
    );
  });

  test('a borrower of whom only the arrears are known can be typed by asking', () => {
    const facts = unknownFacts(typing.windows);
    facts[FACT_SLOT.days_past_due] = 40;
    const balance = weighEvidence(typing.rules, facts);
    const need = askSurvey(balance, TYPE_UNDETERMINED, facts, typing);
    expect(need.canSettle).toBe(true);
    const say = (said: Readonly<Record<string, number>>) => {
      const row = facts.slice();
      for (const [id, answer] of Object.entries(said)) {
        const question = QUESTION_SLOT.get(id)!;
        expect(need.asked[question], id).toBe(1);
        row[slotOf(question)] = answer;
      }
      return typeOf(row).type;
    };
    const willing = { says_will_pay: 1, cooperates: 1, gives_documents: 1, signed_undertaking: 1 };
    expect(say({ ...willing, income_covers_instalment: 1, assets_found: 1 })).toBe(TYPE_INCIDENTAL);
    expect(say({ ...willing, hardship: 1, hardship_verified: 1, income_covers_instalment: 0 })).toBe(TYPE_HARDSHIP);
    expect(
      say({ says_will_pay: 0, cooperates: 0, moves_assets: 1, income_covers_instalment: 1, assets_found: 1 }),
    ).toBe(TYPE_WILFUL);
  });
});
