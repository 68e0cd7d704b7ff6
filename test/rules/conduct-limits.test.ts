/** Limits of conduct over recorded times (test/cases/conduct-limits.csv), under the law of China. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it, test } from 'vitest';
import { formatIsoDate, parseIsoDate } from '../../src/domain/civil-date.js';
import { ASSET_CLASSES, HOLDS } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { countToday, findConductFaults, isQuiet, isUsedUp, limitsOn } from '../../src/rules/conduct-limits.js';
import { conductTermsUnder } from '../../src/triage/conduct-terms.js';
import { cell } from './case-table.js';
import { contactLog } from './contact-log.js';
import { codeOf } from './limitation-facts.js';

const COMPLAINT_STANDS_DAYS = 30;
const cases = parse<Record<string, string>>(readFileSync(new URL('../cases/conduct-limits.csv', import.meta.url)), {
  columns: true,
});
const shown = (left: number) => (Number.isNaN(left) ? '' : String(left));
const two = (value: number) => String(value).padStart(2, '0');

describe('limits of conduct (test/cases/conduct-limits.csv)', () => {
  it.each(cases.map((row) => [cell(row, 'case'), row] as const))('%s', (_, row) => {
    const asOf = parseIsoDate(cell(row, 'as_of'))!;
    const log = cell(row, 'events') === '' ? null : contactLog(cell(row, 'events'));
    const applyTo = cell(row, 'apply_to') as 'as_law' | 'everybody';
    const terms = conductTermsUnder(lawOfChina, { applyTo, complaintStandsDays: COMPLAINT_STANDS_DAYS });
    const regimes = terms[codeOf(ASSET_CLASSES, cell(row, 'asset_class'))]!;
    const hold = codeOf(HOLDS, cell(row, 'hold'));
    const today = countToday(log, asOf, limitsOn(regimes, asOf), hold, COMPLAINT_STANDS_DAYS);
    expect([
      String(today.effectiveCalls),
      shown(today.callsLeft),
      String(today.unansweredAttempts),
      shown(today.attemptsLeft),
      today.isStopped ? 'yes' : 'no',
    ]).toEqual(['calls', 'calls_left', 'attempts', 'attempts_left', 'stopped'].map((column) => cell(row, column)));
    const findings =
      log === null
        ? []
        : findConductFaults(
            log,
            asOf,
            () => regimes,
            (party) => party === 0,
          );
    const told = findings.map(({ kind, minuteOfDay, on }) => {
      return `${kind} ${formatIsoDate(on)} ${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
    });
    expect(told.join(' | ')).toBe(cell(row, 'findings'));
    expect(isUsedUp(today)).toBe(today.isStopped || today.callsLeft === 0 || today.attemptsLeft === 0);
  });

  it('every case has a name of its own and a source', () => {
    expect(new Set(cases.map((row) => cell(row, 'case'))).size).toBe(cases.length);
    expect(cases.filter((row) => cell(row, 'source') === '')).toEqual([]);
  });
});

test('without a parties file nobody can be told to be a stranger', () => {
  const asOf = parseIsoDate('2026-11-20')!;
  expect(findConductFaults(contactLog('call@2026-11-19T09:00/P7'), asOf, () => [], null)).toEqual([]);
});

test.each([
  [21, 59, false],
  [22, 0, true],
  [23, 59, true],
  [0, 0, true],
  [7, 59, true],
  [8, 0, false],
])('%i:%i is quiet: %s (D55)', (hours, minutes, quiet) => {
  expect(isQuiet({ from: 22 * 60, until: 8 * 60 }, hours * 60 + minutes)).toBe(quiet);
});

test('hours that do not pass midnight', () => {
  const siesta = { from: 12 * 60, until: 14 * 60 };
  expect([719, 720, 839, 840].map((minute) => isQuiet(siesta, minute))).toEqual([false, true, true, false]);
});
