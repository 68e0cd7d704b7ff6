/** The case table `test/cases/mortgage.csv`, over the limitation and the enforcement that a mortgage follows. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { type ClaimFacts, SECURITIES, type Security } from '../../src/domain/claim.js';
import { CLOCK_STATUSES, type ClockAnswer } from '../../src/domain/clock.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateEnforcement } from '../../src/rules/enforcement.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { estimateMortgage } from '../../src/rules/mortgage.js';
import { day, factsOf, inOrder, parseEvents, parseParties, SETTINGS, wordsOf } from './limitation-facts.js';

type Case = Readonly<Record<string, string>>;
const cases = parse<Case>(readFileSync(new URL('../cases/mortgage.csv', import.meta.url)), { columns: true });

function cell(row: Case, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the table has no column ${column}`);
  return value;
}

function factsOfCase(row: Case): ClaimFacts {
  const parties = parseParties(cell(row, 'parties'));
  return factsOf(cell(row, 'last_due_on'), {
    security: cell(row, 'security') as Security,
    owed: cell(row, 'owed') === '' ? Number.NaN : Math.round(Number(cell(row, 'owed')) * 100),
    acts: inOrder(parseEvents(cell(row, 'events'), parties)),
    parties,
  });
}

function estimate(facts: ClaimFacts, asOf: number, explain: boolean): ClockAnswer | null {
  const limitation = estimateLimitation(facts, lawOfChina, SETTINGS, asOf, explain);
  const enforcement = estimateEnforcement(facts, lawOfChina, SETTINGS, asOf, explain);
  return estimateMortgage(facts, limitation, enforcement, lawOfChina, SETTINGS, asOf, explain);
}

describe('mortgage.csv', () => {
  test('every case has a name of its own and a source', () => {
    expect(new Set(cases.map((row) => cell(row, 'case'))).size).toBe(cases.length);
    expect(cases.filter((row) => cell(row, 'source') === '')).toEqual([]);
    for (const row of cases) expect(SECURITIES).toContain(cell(row, 'security'));
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
    };
    for (const explain of [false, true]) {
      const answer = estimate(factsOfCase(row), day(cell(row, 'as_of')), explain);
      const none = { status: 'none', base: '', rolled: '', left: '', conservative: '', favourable: '', missing: '' };
      expect(answer === null ? none : wordsOf(answer)).toEqual(expected);
    }
  });
});

describe('a mortgage', () => {
  const limitation = (changes: Partial<ClockAnswer>): ClockAnswer => ({
    status: 'running',
    baseOn: day('2026-06-30'),
    rolledOn: day('2026-06-30'),
    daysLeft: 100,
    conservativeOn: day('2026-01-15'),
    favourableOn: day('2026-06-30'),
    because: [],
    missing: [],
    improvements: [],
    ...changes,
  });
  const mortgaged = factsOf('2023-06-30', { security: 'mortgage' });
  const following = (answer: ClockAnswer, asOf: string) =>
    estimateMortgage(mortgaged, answer, null, lawOfChina, SETTINGS, day(asOf));

  test('keeps both dates of the claim that it follows', () => {
    expect(following(limitation({}), '2026-01-01')).toMatchObject({
      status: 'running',
      conservativeOn: day('2026-01-15'),
      favourableOn: day('2026-06-30'),
    });
  });

  test('of a claim that was revived runs with the new period', () => {
    expect(following(limitation({ status: 'revived' }), '2026-01-01')?.status).toBe('running');
  });

  test('has lapsed where the debtor could plead limitation, and never says defence_available', () => {
    expect(following(limitation({ status: 'defence_available' }), '2026-07-01')?.status).toBe('lapsed');
    for (const status of CLOCK_STATUSES) {
      const answer = following(limitation({ status }), '2026-07-01');
      expect(answer?.status).not.toBe('defence_available');
    }
  });

  test('has no day where the claim has none', () => {
    const open = limitation({ status: 'undetermined', baseOn: NO_DAY, missing: [{ fact: 'f', because: 'b' }] });
    expect(following(open, '2026-01-01')).toMatchObject({
      status: 'undetermined',
      missing: [{ fact: 'f', because: 'b' }],
    });
  });

  test('of an unknown kind is taken for a mortgage, and says that the kind would help', () => {
    const facts = factsOf('2023-06-30', { security: 'unknown' });
    const answer = estimateMortgage(facts, limitation({}), null, lawOfChina, SETTINGS, day('2026-01-01'), true);
    expect(answer?.status).toBe('running');
    expect(answer?.improvements).toEqual([{ fact: 'collateral.kind', because: 'collateral-kind-not-recognised' }]);
  });

  test('says what it follows, by the law of that day', () => {
    const answer = estimateMortgage(
      mortgaged,
      limitation({ status: 'defence_available' }),
      null,
      lawOfChina,
      SETTINGS,
      day('2026-07-01'),
      true,
    );
    expect(answer?.because.map(({ code, basis }) => [code, basis])).toEqual([
      ['mortgage-follows-limitation', 'cn.mortgage.deadline@2021-01-01'],
      ['mortgage-lapsed', undefined],
    ]);
  });
});
