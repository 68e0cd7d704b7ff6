/** The case table `test/cases/observation.csv`, and what is shown. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMonths, formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import type { ClaimFacts } from '../../src/domain/claim.js';
import { emptyInstalments, type Instalments, LOAN_STATUSES } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateObservation } from '../../src/rules/observation.js';
import { codeOf, day, dayOrBlank, factsOf, inOrder, parseEvents, SETTINGS, wordsOf } from './limitation-facts.js';

type Case = Readonly<Record<string, string>>;
const cases = parse<Case>(readFileSync(new URL('../cases/observation.csv', import.meta.url)), { columns: true });

function cell(row: Case, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the table has no column ${column}`);
  return value;
}

/** `2024-01-15+12x1`: twelve due dates a month apart from that day; or the days themselves. */
function instalmentsOf(text: string): Instalments {
  const days = text.split(';').flatMap((part) => {
    const [, first = '', count = '1', apart = '1'] = /^([\d-]+)(?:\+(\d+)x(\d+))?$/.exec(part.trim()) ?? [];
    if (first === '') return [];
    return Array.from({ length: Number(count) }, (_, index) => addMonths(day(first), index * Number(apart)));
  });
  const instalments = emptyInstalments();
  instalments.count = days.length;
  instalments.dueOn.set(days);
  return instalments;
}

function factsOfCase(row: Case): ClaimFacts {
  return factsOf('2030-01-15', {
    restructuredOn: dayOrBlank(cell(row, 'restructured_on')),
    oldestUnpaidDueOn: dayOrBlank(cell(row, 'oldest_unpaid_due_on')),
    status: codeOf(LOAN_STATUSES, cell(row, 'status')),
    owed: cell(row, 'owed') === '' ? Number.NaN : Math.round(Number(cell(row, 'owed')) * 100),
    acts: inOrder(parseEvents(cell(row, 'events'))),
  });
}

describe('observation.csv', () => {
  test('every case has a name of its own and a source', () => {
    expect(new Set(cases.map((row) => cell(row, 'case'))).size).toBe(cases.length);
    expect(cases.filter((row) => cell(row, 'source') === '')).toEqual([]);
  });

  test.each(cases.map((row) => [cell(row, 'case'), row] as const))('%s', (_, row) => {
    const expected = {
      status: cell(row, 'expected_status'),
      base: cell(row, 'expected_base_on'),
      left: cell(row, 'expected_days_left'),
      missing: cell(row, 'expected_missing'),
    };
    for (const explain of [false, true]) {
      const asOf = day(cell(row, 'as_of'));
      const instalments = instalmentsOf(cell(row, 'due_dates'));
      const answer = estimateObservation(factsOfCase(row), instalments, lawOfChina, SETTINGS, asOf, explain);
      if (answer === null) {
        expect(expected).toEqual({ status: 'none', base: '', left: '', missing: '' });
        continue;
      }
      const { status, base, left, missing, rolled } = wordsOf(answer);
      expect({ status, base, left, missing }).toEqual(expected);
      expect(rolled).toBe(base);
    }
  });
});

describe('observation', () => {
  const monthly = instalmentsOf('2024-01-15+48x1');
  const observe = (changes: Partial<ClaimFacts>, asOf: string, explain = false) =>
    estimateObservation(factsOf('2027-12-15', changes), monthly, lawOfChina, SETTINGS, day(asOf), explain);

  test('restructured again within it starts anew, and the grade floor is named', () => {
    const acts = parseEvents('extension@2024-09-01:evidence=signed');
    const answer = observe({ restructuredOn: day('2024-03-01'), acts }, '2024-10-01', true);
    expect(answer?.because.map(({ code }) => code)).toEqual([
      'observation-minimum',
      'observation-restructured-again',
      'observation-minimum',
      'estimate-running',
    ]);
    expect(answer?.because[1]).toMatchObject({
      basis: 'cn.risk-grade.restructured-again@2023-07-01',
      saw: { grade: 'substandard', line: 2, source: 'events' },
    });
  });

  test('over, it says so and leaves the judgment to the bank', () => {
    const answer = observe({ restructuredOn: day('2024-03-01') }, '2025-03-16', true);
    expect(answer?.status).toBe('not_subject');
    expect(answer?.because.at(-1)?.code).toBe('observation-over');
  });

  test('lasts at least a year from the first due date after the change, however the due dates lie', () => {
    const anyDay = fc.integer({ min: day('2023-07-01'), max: day('2026-06-30') });
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom(1, 3, 12),
        anyDay,
        (changed, count, apart, asOf) => {
          const instalments = instalmentsOf(`${formatIsoDate(changed + 10)}+${count}x${apart}`);
          const facts = factsOf('2030-01-15', { restructuredOn: changed });
          const answer = estimateObservation(facts, instalments, lawOfChina, SETTINGS, asOf);
          if (asOf < changed) expect(answer).toBeNull();
          else expect(answer?.baseOn).toBeGreaterThanOrEqual(addMonths(changed + 10, 12));
        },
      ),
    );
  });

  test('a payment missed later never ends it earlier', () => {
    const someDay = fc.integer({ min: day('2024-03-02'), max: day('2025-03-15') });
    fc.assert(
      fc.property(someDay, someDay, (one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const endWith = (missed: number) => {
          const facts = factsOf('2027-12-15', { restructuredOn: day('2024-03-01'), oldestUnpaidDueOn: missed });
          return estimateObservation(facts, monthly, lawOfChina, SETTINGS, day('2025-03-15'))?.baseOn;
        };
        expect(endWith(later)).toBeGreaterThanOrEqual(endWith(earlier)!);
        expect(endWith(earlier)).toBeGreaterThanOrEqual(endWith(NO_DAY)!);
      }),
    );
  });
});
