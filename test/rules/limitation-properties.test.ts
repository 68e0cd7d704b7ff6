/** What holds for every claim, whatever its dates, acts and receipts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addYears, NO_DAY } from '../../src/domain/civil-date.js';
import { BORROWER_PARTY, type ClaimFacts, type ClockSettings, RECEIPT, UNKNOWN_PARTY } from '../../src/domain/claim.js';
import type { ClockAnswer } from '../../src/domain/clock.js';
import { bearsOnClocks } from '../../src/domain/limitation-events.js';
import { CHANNELS, CREDIT_CARD, EVENT_KINDS, EVIDENCE_GRADES } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateEnforcement } from '../../src/rules/enforcement.js';
import { estimateGuaranteeLimitation } from '../../src/rules/guarantee-limitation.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { reasoningWords } from '../../src/write/reason-words.js';
import {
  AGREED,
  anyAct,
  anyActs,
  asOf,
  certainAct,
  certainActs,
  claim,
  DECIDES_NOT,
  dueOn,
  FAVOURABLE,
  G1,
  HOLDS_NOT,
  JUDGMENT,
} from './any-act.js';
import { bareAct, day, SETTINGS } from './limitation-facts.js';

function estimate(facts: ClaimFacts, on: number, settings: ClockSettings = SETTINGS): ClockAnswer {
  return estimateLimitation(facts, lawOfChina, settings, on);
}

/** A last day as a number, where none means that no end is in sight. */
const orOpen = (on: number): number => (on === NO_DAY ? Number.POSITIVE_INFINITY : on);

describe('for every claim', () => {
  test('the days stand in order: conservative, base, favourable; base, rolled, long stop', () => {
    fc.assert(
      fc.property(dueOn, anyActs, asOf, fc.constantFrom(SETTINGS, FAVOURABLE, AGREED), (due, acts, on, settings) => {
        const { baseOn, rolledOn, conservativeOn, favourableOn } = estimate(claim(due, acts), on, settings);
        if (conservativeOn !== NO_DAY && favourableOn !== NO_DAY) {
          expect(conservativeOn).toBeLessThanOrEqual(favourableOn);
        }
        const cap = addYears(due, 20);
        for (const last of [baseOn, rolledOn, conservativeOn, favourableOn]) expect(last).toBeLessThanOrEqual(cap);
        if (baseOn === NO_DAY) return;
        if (rolledOn !== NO_DAY) expect(rolledOn).toBeGreaterThanOrEqual(baseOn);
        expect(conservativeOn).toBeLessThanOrEqual(baseOn);
        expect(orOpen(favourableOn)).toBeGreaterThanOrEqual(baseOn);
      }),
      { numRuns: 400 },
    );
  });

  test('a proven demand or a payment never shortens a living claim', () => {
    fc.assert(
      fc.property(dueOn, certainActs, certainAct, asOf, (due, acts, one, on) => {
        const without = estimate(claim(due, acts), on);
        const added = estimate(claim(due, [...acts, one]), on);
        expect(added.baseOn).toBeGreaterThanOrEqual(without.baseOn);
      }),
    );
  });

  test('nor does it bring the conservative day nearer, whatever else is on record', () => {
    fc.assert(
      fc.property(dueOn, fc.array(HOLDS_NOT, { maxLength: 6 }), certainAct, asOf, (due, acts, one, on) => {
        const without = estimate(claim(due, acts), on);
        const added = estimate(claim(due, [...acts, one]), on);
        // An answer without any day was undetermined for want of law: it has no bound to compare.
        if (without.status === 'undetermined' && without.conservativeOn === NO_DAY) return;
        expect(orOpen(added.conservativeOn)).toBeGreaterThanOrEqual(orOpen(without.conservativeOn));
      }),
      { numRuns: 400 },
    );
  });

  test('an event that bears on no clock changes nothing', () => {
    const idle = anyAct.filter(
      ({ kind, evidence, results: bits }) => kind !== RECEIPT && !bearsOnClocks(kind, evidence, bits, false, false),
    );
    fc.assert(
      fc.property(dueOn, anyActs, idle, asOf, (due, acts, one, on) => {
        expect(estimate(claim(due, [...acts, one]), on)).toEqual(estimate(claim(due, acts), on));
      }),
    );
  });

  test('nor does one of a card or of a debt without a term', () => {
    const idle = anyAct.filter(
      ({ kind, evidence, results: bits }) => kind !== RECEIPT && !bearsOnClocks(kind, evidence, bits, true, true),
    );
    fc.assert(
      fc.property(dueOn, anyActs, idle, asOf, fc.boolean(), (due, acts, one, on, isOnDemand) => {
        const changes = { assetClass: CREDIT_CARD, isOnDemand };
        const without = claim(due, acts, changes);
        expect(estimate(claim(due, [...acts, one], changes), on)).toEqual(estimate(without, on));
      }),
    );
  });

  test('the order of rows never matters', () => {
    fc.assert(
      fc.property(
        dueOn,
        anyActs.chain((acts) => fc.tuple(fc.constant(acts), fc.shuffledSubarray(acts, { minLength: acts.length }))),
        asOf,
        (due, [acts, shuffled], on) => {
          const numbered = shuffled.map((act, index) => ({ ...act, line: index + 2 }));
          expect(estimate(claim(due, numbered), on)).toEqual(estimate(claim(due, acts), on));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a later as-of date moves no deadline without new events', () => {
    // A grace, an end or a judgment that comes after the earlier date is a new event.
    const done = anyAct.map((act) => ({
      ...act,
      endedOn: act.endedOn === NO_DAY ? NO_DAY : Math.max(act.on, act.endedOn),
    }));
    fc.assert(
      fc.property(dueOn, fc.array(done, { maxLength: 6 }), asOf, asOf, (due, acts, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const known = acts.filter(({ on, endedOn }) => on <= earlier && (endedOn <= earlier || endedOn > later));
        const before = estimate(claim(due, known), earlier);
        const after = estimate(claim(due, known), later);
        if (before.baseOn !== NO_DAY && after.baseOn !== NO_DAY) expect(after.baseOn).toBe(before.baseOn);
      }),
      { numRuns: 300 },
    );
  });

  test('what is dated after the as-of date does not exist', () => {
    fc.assert(
      fc.property(dueOn, anyActs, asOf, (due, acts, on) => {
        const known = acts
          .filter((act) => act.on <= on)
          .map((act) => (act.endedOn > on ? { ...act, endedOn: NO_DAY } : act));
        expect(estimate(claim(due, acts), on)).toEqual(estimate(claim(due, known), on));
      }),
    );
  });

  test('where no fact is open the answer is determined, on either reading', () => {
    fc.assert(
      fc.property(dueOn, certainActs, asOf, fc.constantFrom(SETTINGS, FAVOURABLE), (due, acts, on, settings) => {
        const answer = estimate(claim(due, acts), on, settings);
        expect(answer.missing).toEqual([]);
        expect(answer.baseOn).not.toBe(NO_DAY);
      }),
    );
  });

  test('an answer without a day for want of facts names what is missing, and no other does', () => {
    fc.assert(
      fc.property(dueOn, anyActs, asOf, (due, acts, on) => {
        const { status, missing, baseOn, conservativeOn } = estimate(claim(due, acts), on);
        const isOverOnAnyView = status === 'defence_available' && baseOn === NO_DAY;
        expect(missing.length > 0).toBe(status === 'undetermined' || isOverOnAnyView);
        if (status === 'undetermined') expect(baseOn).toBe(NO_DAY);
        if (isOverOnAnyView) expect(on).toBeGreaterThan(conservativeOn);
      }),
      { numRuns: 300 },
    );
  });

  test('the status says where the as-of date stands to the last day', () => {
    fc.assert(
      fc.property(dueOn, certainActs, asOf, (due, acts, on) => {
        const { status, baseOn, rolledOn, daysLeft } = estimate(claim(due, acts), on);
        const last = rolledOn === NO_DAY ? baseOn : rolledOn;
        expect(daysLeft).toBe(baseOn - on);
        const running = ['running', 'revived'];
        if (on > last) expect(status).toBe('defence_available');
        else if (daysLeft <= 90) expect(status).toBe('expiring');
        else expect(running).toContain(status);
      }),
    );
  });

  test('the readings bound each other: what is conservative there is conservative here', () => {
    fc.assert(
      fc.property(dueOn, fc.array(HOLDS_NOT, { maxLength: 8 }), asOf, (due, acts, on) => {
        const one = estimate(claim(due, acts), on);
        const other = estimate(claim(due, acts), on, FAVOURABLE);
        expect(other.conservativeOn).toBe(one.conservativeOn);
        expect(other.favourableOn).toBe(one.favourableOn);
      }),
      { numRuns: 300 },
    );
  });

  test('explaining changes neither the days nor what is missing', () => {
    fc.assert(
      fc.property(dueOn, anyActs, asOf, fc.boolean(), (due, acts, on, isOnDemand) => {
        const facts = claim(due, acts, { isOnDemand });
        const plain = estimate(facts, on);
        const explained = estimateLimitation(facts, lawOfChina, SETTINGS, on, true);
        expect({ ...explained, because: [], improvements: [] }).toEqual(plain);
        expect(plain.because).toEqual([]);
        if (explained.status !== 'undetermined') expect(explained.because.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  test('every step has words, and saw what they name', () => {
    const words = reasoningWords('zh');
    const told = (answer: ClockAnswer | null) => {
      for (const { code, saw } of answer?.because ?? []) {
        const sentence = (words.reasons as Readonly<Record<string, string>>)[code];
        expect(sentence, code).toBeTypeOf('string');
        for (const [, name] of sentence!.matchAll(/\{(\w+)\}/g)) expect(Object.keys(saw), code).toContain(name);
      }
      for (const { because } of [...(answer?.missing ?? []), ...(answer?.improvements ?? [])]) {
        expect((words.missing as Readonly<Record<string, string>>)[because], because).toBeTypeOf('string');
      }
    };
    fc.assert(
      fc.property(dueOn, anyActs, asOf, fc.boolean(), (due, acts, on, isOnDemand) => {
        const facts = claim(due, acts, { isOnDemand });
        told(estimateLimitation(facts, lawOfChina, SETTINGS, on, true));
        told(estimateEnforcement(facts, lawOfChina, SETTINGS, on, true));
        for (const mode of ['joint', 'general'] as const) {
          const exercise = {
            mode,
            missing: [],
            contractOn: due,
            exercisedOn: due,
            conservativeFrom: due,
            favourableFrom: due,
          };
          told(estimateGuaranteeLimitation(facts, G1, exercise, lawOfChina, FAVOURABLE, on, true));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('no clock throws, however odd the dates', () => {
    const oddDay = fc.constantFrom(NO_DAY, day('1900-01-01'), day('1986-12-31'), day('2017-10-01'), day('2199-12-31'));
    const oddAct = fc.record({
      kind: fc.integer({ min: 0, max: EVENT_KINDS.length }),
      on: oddDay.filter((on) => on !== NO_DAY),
      endedOn: oddDay,
      promisedOn: oddDay,
      evidence: fc.integer({ min: 0, max: EVIDENCE_GRADES.length }),
      party: fc.constantFrom(BORROWER_PARTY, UNKNOWN_PARTY, 0, 1, G1, 3, 99),
      results: fc.integer({ min: 0, max: 32_767 }),
      channel: fc.integer({ min: 0, max: CHANNELS.length }),
      amount: fc.constant(Number.NaN),
      line: fc.constant(2),
    });
    const settings = fc.constantFrom(SETTINGS, FAVOURABLE);
    const flags = fc.record({
      isOnDemand: fc.boolean(),
      acceleratedOn: oddDay,
      restructuredOn: oddDay,
      hold: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(
        oddDay,
        fc.array(oddAct, { maxLength: 6 }),
        oddDay,
        settings,
        flags,
        (due, acts, on, chosen, changes) => {
          const facts = claim(due, acts, changes);
          const exercise = {
            mode: 'general',
            missing: [],
            contractOn: due,
            exercisedOn: day('2017-10-01'),
            conservativeFrom: due,
            favourableFrom: due,
          } as const;
          for (const explain of [false, true]) {
            expect(estimateLimitation(facts, lawOfChina, chosen, on, explain).status).toBeTypeOf('string');
            expect(estimateEnforcement(facts, lawOfChina, chosen, on, explain)).toBeDefined();
            for (const mode of ['joint', 'general'] as const) {
              const answer = estimateGuaranteeLimitation(
                facts,
                G1,
                { ...exercise, mode },
                lawOfChina,
                chosen,
                on,
                explain,
              );
              expect(answer.status).toBeTypeOf('string');
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('enforcement and the limitation of a guarantee debt', () => {
  const judgment = { ...bareAct(JUDGMENT, day('2018-07-23')), promisedOn: day('2018-08-31') };

  test('keep their days in order and do not mind the order of rows', () => {
    fc.assert(
      fc.property(fc.array(DECIDES_NOT, { maxLength: 6 }), asOf, (acts, on) => {
        const answer = estimateEnforcement(claim(day('2018-06-30'), [judgment, ...acts]), lawOfChina, SETTINGS, on)!;
        const reversed = [...acts].reverse().map((act, index) => ({ ...act, line: index + 2 }));
        const again = estimateEnforcement(claim(day('2018-06-30'), [...reversed, judgment]), lawOfChina, SETTINGS, on);
        expect(again).toEqual(answer);
        if (answer.baseOn === NO_DAY) return;
        expect(answer.conservativeOn).toBeLessThanOrEqual(answer.baseOn);
        expect(orOpen(answer.favourableOn)).toBeGreaterThanOrEqual(answer.baseOn);
        if (answer.rolledOn !== NO_DAY) expect(answer.rolledOn).toBeGreaterThanOrEqual(answer.baseOn);
      }),
      { numRuns: 300 },
    );
  });

  test('a demand on somebody else never moves a guarantor’s period', () => {
    const from = day('2020-05-08');
    const exercise = {
      mode: 'joint',
      missing: [],
      contractOn: day('2019-05-08'),
      exercisedOn: from,
      conservativeFrom: from,
      favourableFrom: from,
    } as const;
    fc.assert(
      fc.property(
        fc.array(certainAct, { maxLength: 6 }),
        fc.constantFrom(BORROWER_PARTY, 0, 1, 3),
        asOf,
        (acts, party, on) => {
          const facts = claim(
            day('2020-03-31'),
            acts.map((act) => ({ ...act, party })),
          );
          const without = claim(day('2020-03-31'), []);
          const estimateOf = (one: ClaimFacts) =>
            estimateGuaranteeLimitation(one, G1, exercise, lawOfChina, SETTINGS, on);
          expect(estimateOf(facts)).toEqual(estimateOf(without));
        },
      ),
    );
  });
});
