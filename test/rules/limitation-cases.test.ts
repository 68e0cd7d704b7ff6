/** The case table that a lawyer extends in a spreadsheet: `test/cases/limitation.csv`. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import type { LimitationFacts, LimitationSettings, UnstatedChannel } from '../../src/domain/limitation.js';
import { ASSET_CLASSES, HOLDS, LOAN_STATUSES } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import {
  codeOf,
  day,
  dayOrBlank,
  eventColumns,
  factsOf,
  parseEvents,
  parseReceipts,
  paymentColumns,
} from './limitation-facts.js';

type Case = Readonly<Record<string, string>>;

const cases = parse<Case>(readFileSync(new URL('../cases/limitation.csv', import.meta.url)), { columns: true });

function cell(row: Case, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the table has no column ${column}`);
  return value;
}

function factsOfCase(row: Case): LimitationFacts {
  const events = cell(row, 'events');
  return factsOf(cell(row, 'last_due_on'), {
    acceleratedOn: dayOrBlank(cell(row, 'accelerated_on')),
    instalments: cell(row, 'instalments') === '' ? Number.NaN : Number(cell(row, 'instalments')),
    oldestUnpaidDueOn: dayOrBlank(cell(row, 'oldest_unpaid_due_on')),
    owed: cell(row, 'owed') === '' ? Number.NaN : Math.round(Number(cell(row, 'owed')) * 100),
    assetClass: codeOf(ASSET_CLASSES, cell(row, 'asset_class')),
    status: codeOf(LOAN_STATUSES, cell(row, 'status')),
    hold: codeOf(HOLDS, cell(row, 'hold')),
    restructuredOn: dayOrBlank(cell(row, 'restructured_on')),
    payments: paymentColumns(parseReceipts(cell(row, 'payments'))),
    events: events === 'no_file' ? null : eventColumns(parseEvents(events)),
  });
}

function answerOf(row: Case, explain: boolean): Case {
  const settings: LimitationSettings = {
    expiringWithinDays: Number(cell(row, 'expiring_within_days')),
    paymentWithoutChannel: cell(row, 'payment_without_channel') as UnstatedChannel,
  };
  const answer = estimateLimitation(factsOfCase(row), lawOfChina, settings, day(cell(row, 'as_of')), explain);
  if (!answer.determined) {
    const missing = answer.missing.map(({ fact }) => fact).join(';');
    return { status: 'undetermined', base: '', rolled: '', left: '', missing };
  }
  const { status, baseOn, rolledOn, daysLeft } = answer.value;
  const base = formatIsoDate(baseOn);
  const rolled = base !== '' && formatIsoDate(rolledOn) === '' ? 'unknown' : formatIsoDate(rolledOn);
  return { status, base, rolled, left: Number.isNaN(daysLeft) ? '' : String(daysLeft), missing: '' };
}

describe('limitation cases', () => {
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
      missing: cell(row, 'expected_missing'),
    };
    expect(answerOf(row, false)).toEqual(expected);
    expect(answerOf(row, true)).toEqual(expected);
  });
});
