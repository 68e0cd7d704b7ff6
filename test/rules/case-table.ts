/** The tables that a lawyer extends in a spreadsheet: `test/cases/{limitation,enforcement,guarantee-limitation}.csv`. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { ClaimFacts, ClockSettings, Lender } from '../../src/domain/claim.js';
import type { ClockAnswer, Reading } from '../../src/domain/clock.js';
import { ASSET_CLASSES, HOLDS, LOAN_STATUSES } from '../../src/domain/loan.js';
import {
  codeOf,
  day,
  dayOrBlank,
  factsOf,
  inOrder,
  parseEvents,
  parseParties,
  parseReceipts,
  SETTINGS,
  wordsOf,
} from './limitation-facts.js';

export type Case = Readonly<Record<string, string>>;

export function cell(row: Case, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`the table has no column ${column}`);
  return value;
}

export function factsOfCase(row: Case): ClaimFacts {
  const events = cell(row, 'events');
  const parties = parseParties(cell(row, 'parties'));
  const acts = [...parseEvents(events === 'no_file' ? '' : events, parties), ...parseReceipts(cell(row, 'payments'))];
  return factsOf(cell(row, 'last_due_on'), {
    isOnDemand: cell(row, 'on_demand') === 'yes',
    acceleratedOn: dayOrBlank(cell(row, 'accelerated_on')),
    disbursedOn: dayOrBlank(cell(row, 'disbursed_on')),
    instalments: cell(row, 'instalments') === '' ? Number.NaN : Number(cell(row, 'instalments')),
    oldestUnpaidDueOn: dayOrBlank(cell(row, 'oldest_unpaid_due_on')),
    owed: cell(row, 'owed') === '' ? Number.NaN : Math.round(Number(cell(row, 'owed')) * 100),
    assetClass: codeOf(ASSET_CLASSES, cell(row, 'asset_class')),
    status: codeOf(LOAN_STATUSES, cell(row, 'status')),
    hold: codeOf(HOLDS, cell(row, 'hold')),
    restructuredOn: dayOrBlank(cell(row, 'restructured_on')),
    acts: inOrder(acts),
    hasEventsFile: events !== 'no_file',
    parties,
  });
}

export function settingsOfCase(row: Case): ClockSettings {
  return {
    reading: (cell(row, 'reading') || SETTINGS.reading) as Reading,
    lender: (cell(row, 'lender') || SETTINGS.lender) as Lender,
    expiringWithinDays: Number(cell(row, 'expiring_within_days') || SETTINGS.expiringWithinDays),
    paymentWithoutChannel: (cell(row, 'payment_without_channel') ||
      SETTINGS.paymentWithoutChannel) as ClockSettings['paymentWithoutChannel'],
    debitBasis: (cell(row, 'debit_basis') || SETTINGS.debitBasis) as ClockSettings['debitBasis'],
  };
}

/** `estimate` gives null where there is no row for such a claim. */
export function runCases(
  file: string,
  estimate: (
    row: Case,
    facts: ClaimFacts,
    settings: ClockSettings,
    asOf: number,
    explain: boolean,
  ) => ClockAnswer | null,
): void {
  const cases = parse<Case>(readFileSync(new URL(`../cases/${file}`, import.meta.url)), { columns: true });

  describe(file, () => {
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
      };
      const asOf = day(cell(row, 'as_of'));
      for (const explain of [false, true]) {
        const answer = estimate(row, factsOfCase(row), settingsOfCase(row), asOf, explain);
        const words = answer === null ? { ...expected, status: 'none' } : wordsOf(answer);
        expect(words).toEqual(expected);
      }
    });
  });
}
