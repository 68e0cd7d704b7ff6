/** The case table `test/cases/guarantee-period.csv`, and what holds for every guarantee. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import type { ClaimAct, ClaimFacts } from '../../src/domain/claim.js';
import { EVENT_KINDS, EVIDENCE_GRADES } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateGuaranteePeriod } from '../../src/rules/guarantee-period.js';
import { factsOfCase, G1, G2, partiesOf, renumbered, settingsOfCase, wordsOfPeriod } from './guarantee-facts.js';
import { bareAct, codeOf, day, factsOf, inOrder, SETTINGS } from './limitation-facts.js';

type Case = Readonly<Record<string, string>>;
const cases = parse<Case>(readFileSync(new URL('../cases/guarantee-period.csv', import.meta.url)), { columns: true });

function cell(row: Case, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the table has no column ${column}`);
  return value;
}

describe('guarantee-period.csv', () => {
  test('every case has a name of its own and a source', () => {
    expect(new Set(cases.map((row) => cell(row, 'case'))).size).toBe(cases.length);
    expect(cases.filter((row) => cell(row, 'source') === '')).toEqual([]);
  });

  test.each(cases.map((row) => [cell(row, 'case'), row] as const))('%s', (_, row) => {
    const expected = {
      status: cell(row, 'expected_status'),
      base: cell(row, 'expected_base_on'),
      rolled: cell(row, 'expected_rolled_on'),
      left: cell(row, 'expected_days_left'),
      conservative: cell(row, 'expected_conservative_on'),
      favourable: cell(row, 'expected_favourable_on'),
      missing: cell(row, 'expected_missing'),
      exercised: cell(row, 'expected_exercised_on'),
      mode: cell(row, 'expected_mode'),
      limitationFrom: cell(row, 'expected_limitation_from'),
    };
    for (const explain of [false, true]) {
      const facts = factsOfCase(row);
      const answer = estimateGuaranteePeriod(
        facts,
        G1,
        lawOfChina,
        settingsOfCase(row),
        day(cell(row, 'as_of')),
        explain,
      );
      expect(wordsOfPeriod(answer)).toEqual(expected);
    }
  });
});

const anyDay = fc.integer({ min: day('2016-01-01'), max: day('2026-06-30') });
const dueOn = fc.integer({ min: day('2016-06-30'), max: day('2025-12-31') });
const mode = fc.constantFrom('joint', 'general', 'unstated', '');
const period = fc.constantFrom('none', 'until_paid_off', 'unstated', '6个月', '2 years', '', 'what?');
const signedOn = fc.constantFrom('', '2016-03-01', '2020-12-31', '2021-01-01', '2023-05-05');
const KINDS = ['demand', 'letter', 'visit', 'lawsuit', 'arbitration', 'withdrawal', 'judgment', 'enforcement'] as const;
const anyAct = fc
  .record({
    kind: fc.constantFrom(...KINDS, 'acknowledgement', 'extension', 'obstacle', 'part_payment'),
    on: anyDay,
    lasts: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    evidence: fc.integer({ min: 0, max: EVIDENCE_GRADES.length }),
    party: fc.constantFrom(-2, -1, 0, G1, G2, 3),
    results: fc.constantFrom(0, 1, 2, 4, 16),
  })
  .map(({ kind, on, lasts, evidence, party, results }): ClaimAct => {
    const act = bareAct(codeOf(EVENT_KINDS, kind), on);
    return { ...act, endedOn: lasts === undefined ? NO_DAY : on + lasts, evidence, party, results };
  });
const acts = fc.array(anyAct, { maxLength: 7 });
const claim = fc.record({ due: dueOn, mode, period, signedOn, acts }).map((given): ClaimFacts => {
  const parties = partiesOf(given.mode, given.period, given.signedOn);
  const numbered = given.acts.map((act, index) => ({ ...act, line: index + 2 }));
  return { ...factsOf('2020-01-01', { parties, acts: inOrder(numbered) }), lastDueOn: given.due };
});
const reading = fc.constantFrom('conservative' as const, 'favourable' as const);

function estimate(facts: ClaimFacts, asOf: number, party = G1, explain = false, read = SETTINGS.reading) {
  return estimateGuaranteePeriod(facts, party, lawOfChina, { ...SETTINGS, reading: read }, asOf, explain);
}

const without = (facts: ClaimFacts, drop: (act: ClaimAct) => boolean): ClaimFacts => ({
  ...facts,
  acts: facts.acts.filter((act) => !drop(act)),
});

describe('for every guarantee', () => {
  test('nothing that was done moves the end of its period', () => {
    fc.assert(
      fc.property(claim, anyDay, (facts, asOf) => {
        const bare = estimate({ ...facts, acts: [] }, asOf).clock;
        const { clock } = estimate(facts, asOf);
        expect([clock.conservativeOn, clock.favourableOn]).toEqual([bare.conservativeOn, bare.favourableOn]);
        if (clock.baseOn !== NO_DAY && bare.baseOn !== NO_DAY) expect(clock.baseOn).toBe(bare.baseOn);
      }),
    );
  });

  test('the rolled day is not before the base day, nor the favourable day before the conservative one', () => {
    fc.assert(
      fc.property(claim, anyDay, reading, (facts, asOf, read) => {
        const { baseOn, rolledOn, conservativeOn, favourableOn } = estimate(facts, asOf, G1, false, read).clock;
        if (baseOn !== NO_DAY && rolledOn !== NO_DAY) expect(rolledOn).toBeGreaterThanOrEqual(baseOn);
        if (conservativeOn !== NO_DAY && favourableOn !== NO_DAY) {
          expect(favourableOn).toBeGreaterThanOrEqual(conservativeOn);
          if (baseOn !== NO_DAY) expect(baseOn).toBeGreaterThanOrEqual(conservativeOn);
          if (baseOn !== NO_DAY) expect(baseOn).toBeLessThanOrEqual(favourableOn);
        }
      }),
    );
  });

  test('a demand on one guarantor never changes the answer on another', () => {
    fc.assert(
      fc.property(claim, anyAct, anyDay, (facts, act, asOf) => {
        const demand = { ...act, kind: codeOf(EVENT_KINDS, 'demand'), party: G1 };
        const more = { ...facts, acts: inOrder([...facts.acts, demand]) };
        expect(estimate(more, asOf, G2)).toEqual(estimate(facts, asOf, G2));
      }),
    );
  });

  test('exercised in time stays exercised later, unless the suit is withdrawn', () => {
    fc.assert(
      fc.property(claim, anyDay, fc.integer({ min: 0, max: 3000 }), (given, asOf, more) => {
        // Before the change of law the day of an unknown contract can only be an old one.
        if (asOf < day('2021-01-01') && given.parties![G1]!.signedOn === NO_DAY) return;
        // How a suit ends is not known before it does.
        const facts = without(given, ({ on, endedOn, results }) => on > asOf || (endedOn > asOf && results !== 0));
        const before = estimate(facts, asOf);
        if (before.exercise === null) return;
        const after = estimate(facts, asOf + more);
        expect(after.clock.status).toBe('not_subject');
        expect(after.exercise?.exercisedOn).toBe(before.exercise.exercisedOn);
      }),
    );
  });

  test('a later as-of date without anything new moves no day', () => {
    fc.assert(
      fc.property(claim, anyDay, fc.integer({ min: 0, max: 2000 }), (given, asOf, more) => {
        // Before the change of law the day of an unknown contract can only be an old one.
        if (asOf < day('2021-01-01')) return;
        const facts = without(given, ({ on, endedOn }) => on > asOf || endedOn > asOf);
        const before = estimate(facts, asOf).clock;
        const after = estimate(facts, asOf + more).clock;
        expect([after.conservativeOn, after.favourableOn]).toEqual([before.conservativeOn, before.favourableOn]);
        if (before.baseOn !== NO_DAY && after.baseOn !== NO_DAY) expect(after.baseOn).toBe(before.baseOn);
      }),
    );
  });

  test('the order of rows never matters, and explaining changes no answer', () => {
    fc.assert(
      fc.property(claim, anyDay, reading, (facts, asOf, read) => {
        const plain = wordsOfPeriod(estimate(facts, asOf, G1, false, read));
        expect(wordsOfPeriod(estimate({ ...facts, acts: renumbered(facts.acts) }, asOf, G1, false, read))).toEqual(
          plain,
        );
        expect(wordsOfPeriod(estimate(facts, asOf, G1, true, read))).toEqual(plain);
      }),
    );
  });

  test('a proven demand on a joint guarantor in time never makes it worse', () => {
    fc.assert(
      fc.property(claim, anyDay, (facts, asOf) => {
        const joint = { ...facts, parties: partiesOf('joint', '2 years', '2021-05-05') };
        const demand = { ...bareAct(codeOf(EVENT_KINDS, 'demand'), facts.lastDueOn + 1), party: G1, evidence: 1 };
        if (demand.on > asOf) return;
        const answer = estimate({ ...joint, acts: inOrder([...joint.acts, demand]) }, asOf);
        expect(answer.clock.status).toBe('not_subject');
        expect(answer.exercise).not.toBeNull();
      }),
    );
  });

  test('whatever is undetermined says what is missing', () => {
    fc.assert(
      fc.property(claim, anyDay, reading, (facts, asOf, read) => {
        const { clock, exercise } = estimate(facts, asOf, G1, false, read);
        const isOverOnAnyView = clock.status === 'lapsed' && clock.baseOn === NO_DAY;
        expect(clock.missing.length > 0).toBe(clock.status === 'undetermined' || isOverOnAnyView);
        expect(exercise === null).toBe(clock.status !== 'not_subject');
      }),
    );
  });
});

describe('what is shown', () => {
  const facts = (events: Partial<ClaimAct>[], changes: Partial<ClaimFacts> = {}): ClaimFacts =>
    factsOf('2021-06-30', {
      parties: partiesOf('joint', 'until_paid_off', '2020-12-31'),
      acts: inOrder(events.map((act, index) => ({ ...bareAct(0, day('2022-01-10'), index + 17), ...act }))),
      ...changes,
    });
  const codesOf = (given: ClaimFacts, asOf = '2024-01-01') =>
    estimate(given, day(asOf), G1, true).clock.because.map(({ code }) => code);

  test('names the law of the contract, its ground in the transitional rule and the judgment that went the other way', () => {
    expect(codesOf(facts([]))).toEqual([
      'guarantee-runs-from-last-due',
      'guarantee-mode-agreed',
      'guarantee-period-unclear',
      'guarantee-period-by-old-law',
      'contrary-judgment',
      'guarantee-period-fixed',
      'guarantee-lapsed',
    ]);
    const { because } = estimate(facts([]), day('2024-01-01'), G1, true).clock;
    expect(because.map(({ basis }) => basis).filter((basis) => basis !== undefined)).toEqual([
      'cn.period.start@2021-01-01',
      'cn.guarantee.period-unclear@2000-12-13',
      'cn.guarantee.transition-2021@2021-01-01',
      'cn.guarantee.period-fixed@2000-12-13',
    ]);
  });

  test('names each act with its line, and what would help', () => {
    const letter = { kind: codeOf(EVENT_KINDS, 'letter'), party: G1, evidence: 3 };
    const { because, improvements } = estimate(facts([letter]), day('2022-06-01'), G1, true).clock;
    expect(because.find(({ code }) => code === 'guarantee-act-not-proven')?.saw).toMatchObject({
      kind: 'letter',
      on: '2022-01-10',
      evidence: 'sent',
      line: 17,
      source: 'events',
    });
    expect(improvements).toEqual([{ fact: 'events.evidence', because: 'proof-that-the-guarantor-was-asked' }]);
  });

  test('says that a signature came too late', () => {
    const late = { kind: codeOf(EVENT_KINDS, 'demand'), party: G1, evidence: 1, on: day('2023-09-01') };
    expect(codesOf(facts([late]))).toContain('guarantee-act-too-late');
  });

  test('says nothing of the way without being asked', () => {
    const { because, improvements } = estimate(facts([]), day('2024-01-01')).clock;
    expect([because, improvements]).toEqual([[], []]);
  });
});
