/** When assets are to be traced: where the policy marks step or stage, where a clock is at risk, where the claim is in court. */
import { describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { explainBorrower } from '../../src/triage/explain-borrower.js';
import { paymentsFile } from '../portfolio/book-files.js';
import { bulletLoans, openBook } from './assessed-book.js';

const COLUMNS = 'loan_id,borrower_id,principal,disbursed_on,matures_on,status';
const loanDue = (due: string, status = 'active') => bulletLoans(COLUMNS, `L,B,1000,2019-01-01,${due},${status}`);
const log = (...rows: readonly string[]) => ['loan_id,happened_at,kind,evidence', ...rows, ''].join('\n');

async function reasons(loans: string, asOf: string, events?: string) {
  const book = await openBook({ loans, payments: paymentsFile(), ...(events === undefined ? {} : { events }) }, asOf);
  return explainBorrower(book.portfolio, book.terms, 0).traceReasons;
}

describe('assets are traced', () => {
  test.each([
    ['not while nothing is overdue', '2026-12-31', '2026-11-20', undefined, []],
    ['not in the early stage', '2026-11-01', '2026-11-20', undefined, []],
    ['not on the last day before the lawyer’s letter', '2026-09-21', '2026-11-20', undefined, []],
    ['from the lawyer’s letter on, which prepares the suit', '2026-09-20', '2026-11-20', undefined, ['step']],
    ['not yet by the stage on day 90', '2026-08-22', '2026-11-20', undefined, ['step']],
    ['by step and stage from day 91 on', '2026-08-21', '2026-11-20', undefined, ['step', 'stage']],
    // Three years from 2023-12-20 end 30 days after the as-of date: within the policy's 60.
    ['where a clock is at risk', '2023-12-20', '2026-11-20', undefined, ['step', 'stage', 'deadline']],
    ['not for a clock that has long ended', '2020-12-20', '2026-11-20', undefined, ['step', 'stage']],
    [
      'where a suit is on record, however early: the next step follows it up',
      '2026-11-10',
      '2026-11-20',
      log('L,2026-11-15,lawsuit,proven'),
      ['step', 'proceedings'],
    ],
    ['not for a suit that is still to come', '2026-11-10', '2026-11-20', log('L,2026-11-25,lawsuit,proven'), []],
    ['not for a call', '2026-11-10', '2026-11-20', log('L,2026-11-15,call,none'), []],
  ])('%s', async (_, due, asOf, events, expected) => {
    expect(await reasons(loanDue(due), asOf, events)).toEqual(expected);
  });

  // S2: type 4 is sued at once, and of 2b one looks for what can be turned into money.
  test.each([
    ['2b', 'yes', ['handling']],
    ['4', 'no', ['handling']],
  ])('by how the type is handled, on any day: %s', async (_, agrees, expected) => {
    const survey =
      'borrower_id,answered_on,gives_documents,signed_undertaking,hardship,hardship_verified,recovery_months,agrees_to_dispose_assets,assets_found\n' +
      `B,2026-11-15,yes,yes,illness,yes,30,${agrees},no\n`;
    const book = await openBook({ loans: loanDue('2026-11-01'), payments: paymentsFile(), survey }, '2026-11-20');
    expect(explainBorrower(book.portfolio, book.terms, 0).traceReasons).toEqual(expected);
  });

  test('not for a debt that is settled, whatever was done before', async () => {
    const suit = log('L,2024-11-15,lawsuit,proven');
    expect(await reasons(loanDue('2023-12-20', 'settled'), '2026-11-20', suit)).toEqual([]);
  });
});

test('every loan is explained, and the events end with the as-of date', async () => {
  const loans = bulletLoans(COLUMNS, 'L1,B,1000,2024-01-01,2026-06-30,active', 'L2,B,500,2024-01-01,2027-06-30,active');
  const events = ['loan_id,happened_at,kind,evidence', 'L1,2026-07-10,call,none', 'L2,2026-12-01,call,none', ''].join(
    '\n',
  );
  const book = await openBook({ loans, payments: paymentsFile(), events }, '2026-11-20');
  const explained = explainBorrower(book.portfolio, book.terms, 0);
  expect(explained.loans.map(({ assessment }) => assessment.position!.daysPastDue)).toEqual([143, 0]);
  expect(explained.lead).toBe(explained.loans[0]);
  expect(explained.events).toHaveLength(1);
  // The first has matured; of the second 500 and its interest to 2027-06-30 are to come.
  expect(explained.nextDues[0]).toBeNull();
  expect(formatIsoDate(explained.nextDues[1]!.dueOn)).toBe('2027-06-30');
  expect(explained.nextDues[1]!.amount).toBeGreaterThan(50_000);
});
