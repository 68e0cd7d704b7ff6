/** The clocks of a book: which rows there are, which day a borrower is worked to, and how lists narrow to it. */
import { describe, expect, test } from 'vitest';
import { clockFilterOf, deadlineRows } from '../../src/cli/deadline-rows.js';
import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import { CLOCKS } from '../../src/domain/clock.js';
import { NO_FILTER } from '../../src/domain/list-filter.js';
import { TIERS } from '../../src/domain/work.js';
import { explainLoan } from '../../src/triage/explain-loan.js';
import { rankBorrowers } from '../../src/triage/rank.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import { displayOf } from '../../src/write/columns.js';
import { deadlineColumns } from '../../src/write/deadlines.js';
import { paymentsFile } from '../portfolio/book-files.js';
import { assess, type OpenedBook, openBook } from './assessed-book.js';

const AS_OF = '2024-02-01';
const HEADER =
  'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,status,restructured_on,collateral_kind';

function loans(...rows: readonly string[]): string {
  return [HEADER, ...rows, ''].join('\n');
}

/** A bullet loan due on a day. */
const due = (loan: string, borrower: string, on: string, rest = 'active,,') =>
  `${loan},${borrower},10000,6,50,2022-08-31,${on},bullet,once,${rest}`;

const GUARANTOR = [
  'loan_id,party_id,role,guarantee_mode,guarantee_period,signed_on',
  'L1,G1,guarantor,joint,none,2022-08-31',
  '',
].join('\n');
const EVENTS = 'loan_id,borrower_id,happened_at,kind,party_id,evidence,ended_on,promised_on,result';
const events = (...rows: readonly string[]) => [EVENTS, ...rows, ''].join('\n');

function rows(book: OpenedBook, filter = clockFilterOf({})) {
  const assessment = newBookAssessment(book.portfolio);
  assessBook(book.portfolio, book.terms, [{ from: 0, until: book.portfolio.borrowerCount }], assessment);
  return [...deadlineRows(book.portfolio, book.terms, assessment, 0, book.portfolio.count, filter)];
}

const told = (book: OpenedBook, filter = clockFilterOf({})) =>
  rows(book, filter).map(({ loanId, partyId, clock, status, baseOn }) =>
    [loanId, partyId, clock, status, formatIsoDate(baseOn)].filter((part) => part !== '').join(' '),
  );

describe('after the period has ended', () => {
  test('a signed receipt of a letter revives nothing, a signed acknowledgement of the debt does', async () => {
    const book = await openBook(
      {
        loans: loans(due('L1', 'B1', '2020-06-30'), due('L2', 'B2', '2020-06-30')).replaceAll(
          '2022-08-31',
          '2019-06-30',
        ),
        payments: paymentsFile(),
        events: '借据号,发生日期,事件类型,证据\nL1,2023-09-01,签收回执,签字\nL2,2023-09-01,债务确认,签字\n',
      },
      AS_OF,
    );
    expect(told(book)).toEqual(['L1 limitation defence_available 2023-06-30', 'L2 limitation revived 2026-09-01']);
  });
});

describe('the day a borrower is worked to', () => {
  test('is the guarantee period where that ends first, and the list says so', async () => {
    const book = await openBook(
      { loans: loans(due('L1', 'B1', '2023-08-31')), payments: paymentsFile(), parties: GUARANTOR, events: events() },
      AS_OF,
    );
    const { assessment, columns } = assess(book);
    expect(assessment.nearestDeadlineClock).toBe('guarantee_period');
    expect(formatIsoDate(assessment.nearestDeadlineOn)).toBe('2024-02-29');
    expect(CLOCKS[columns.nearestDeadlineClock[0]!]).toBe('guarantee_period');
    expect(TIERS[columns.tier[0]!]).toBe('rights_at_risk');
  });

  test('is no longer the guarantee period once the guarantor was asked in time', async () => {
    const book = await openBook(
      {
        loans: loans(due('L1', 'B1', '2023-08-31')),
        payments: paymentsFile(),
        parties: GUARANTOR,
        events: events('L1,,2023-12-01,demand,G1,signed,,,'),
      },
      AS_OF,
    );
    const { assessment } = assess(book);
    expect(assessment.nearestDeadlineClock).toBe('limitation');
    expect(formatIsoDate(assessment.nearestDeadlineOn)).toBe('2026-08-31');
    expect(told(book)).toEqual([
      'L1 limitation running 2026-08-31',
      'L1 G1 guarantee_period not_subject 2024-02-29',
      'L1 G1 guarantee_limitation running 2026-12-01',
    ]);
  });

  test('takes a doubt against the creditor: an undetermined clock is worked to its earliest day, and flagged', async () => {
    const book = await openBook(
      {
        loans: loans(due('L1', 'B1', '2023-08-31')),
        payments: paymentsFile(),
        events: events('L1,,2023-12-01,demand,,,,,'),
      },
      AS_OF,
    );
    const { assessment, flags } = assess(book);
    expect(assessment.loans[0]!.limitation).toMatchObject({ status: 'undetermined', baseOn: NO_DAY });
    expect(formatIsoDate(assessment.nearestDeadlineOn)).toBe('2026-08-31');
    expect(flags).toContain('limitation-undetermined');
  });

  test('is the enforcement of a judgment, not the claim that it decided; a missed one is flagged', async () => {
    const files = {
      loans: loans(due('L1', 'B1', '2023-08-31')),
      payments: paymentsFile(),
      events: events('L1,,2023-10-01,lawsuit,,,2023-12-01,,', 'L1,,2023-12-01,judgment,,,,2023-12-11,'),
    };
    const { assessment, flags } = assess(await openBook(files, AS_OF));
    expect(assessment.loans[0]!.limitation.status).toBe('not_subject');
    expect(assessment.nearestDeadlineClock).toBe('enforcement');
    expect(formatIsoDate(assessment.nearestDeadlineOn)).toBe('2025-12-11');
    expect(flags).not.toContain('defence-available');
    expect(assess(await openBook(files, '2025-12-12')).flags).toContain('defence-available');
  });

  test('is never the end of an observation', async () => {
    const restructured = 'L1,B1,10000,6,50,2022-01-31,2022-12-31,bullet,once,restructured,2022-06-30,';
    const { assessment } = assess(
      await openBook({ loans: loans(restructured), payments: paymentsFile() }, '2023-02-01'),
    );
    expect(assessment.loans[0]!.furtherClocks.map(({ clock }) => clock)).toContain('observation');
    expect(assessment.nearestDeadlineClock).not.toBe('observation');
  });
});

describe('somebody in several rows of the parties file', () => {
  const contracts = ['L1,G1,guarantor,joint,none,2022-08-31', 'L1,G1,guarantor,joint,6 months,2022-08-31'];
  const asked = events('L1,,2023-12-01,demand,G1,signed,,,');
  const bookOf = (rows: readonly string[]) =>
    openBook(
      {
        loans: loans(due('L1', 'B1', '2023-08-31')),
        payments: paymentsFile(),
        parties: [GUARANTOR.split('\n')[0], ...rows, ''].join('\n'),
        events: asked,
      },
      AS_OF,
    );

  test('was asked under each of his guarantees, wherever his rows stand', async () => {
    const rows = ['L1,G1,mortgagor,,,', ...contracts];
    for (const order of [rows, rows.toReversed()]) {
      const answered = told(await bookOf(order)).filter((row) => row.includes('guarantee'));
      expect(answered).toEqual([
        ...contracts.map(() => 'L1 G1 guarantee_period not_subject 2024-02-29'),
        ...contracts.map(() => 'L1 G1 guarantee_limitation running 2026-12-01'),
      ]);
    }
  });
});

describe('deadlines.csv', () => {
  const current = 'L9,B9,12000,6,50,2024-01-10,2025-01-10,equal_principal,monthly,active,,住宅';
  const observed = 'R1,B3,12000,6,50,2024-01-10,2025-01-10,equal_principal,monthly,restructured,2024-01-15,';

  test('has a row per clock and party, in order of loans; sound loans have none, restructured ones have', async () => {
    const parties = [
      'loan_id,party_id,role,guarantee_mode,guarantee_period,signed_on',
      'L2,G2,guarantor,joint,6 months,2022-08-31',
      'L2,G1,guarantor,general,6 months,2022-08-31',
      'L9,G9,guarantor,joint,6 months,2022-08-31',
      '',
    ].join('\n');
    const book = await openBook(
      {
        loans: loans(due('L2', 'B1', '2023-08-31', 'active,,住宅'), current, observed),
        payments: paymentsFile(),
        parties,
        events: events(),
      },
      AS_OF,
    );
    expect(told(book).filter((row) => !row.startsWith('R1'))).toEqual([
      'L2 limitation running 2026-08-31',
      'L2 G2 guarantee_period expiring 2024-02-29',
      'L2 G1 guarantee_period expiring 2024-02-29',
      'L2 mortgage running 2026-08-31',
    ]);
    expect(told(book).filter((row) => row.startsWith('R1'))).toHaveLength(2);
    expect(told(book, clockFilterOf({ clock: ['mortgage'] }))).toEqual(['L2 mortgage running 2026-08-31']);
    expect(told(book, clockFilterOf({ expiringWithin: 28 })).map((row) => row.split(' ')[1])).toEqual(['G2', 'G1']);
    expect(told(book, clockFilterOf({ expiringWithin: 27 }))).toEqual([]);
  });

  test('names the file and the line of each record in the chain', async () => {
    const book = await openBook(
      {
        loans: loans(due('L1', 'B1', '2023-08-31')),
        payments: paymentsFile('L1,2023-11-01,5,,,,,counter'),
        events: events('L1,,2023-12-01,demand,,signed,,,'),
      },
      AS_OF,
    );
    const because = deadlineColumns('en', { events: '催收.csv', payments: 'pay.csv' }).find(
      ({ name }) => name === 'because',
    )!;
    const text = rows(book).map((row) => displayOf(because, row, 'en'))[0]!;
    expect(text).toContain('催收.csv:2');
    expect(text).toContain('pay.csv:2');
  });
});

test('explain shows every clock, also of a loan on which nothing is overdue', async () => {
  const files = {
    loans: loans('L1,B1,12000,6,50,2024-01-10,2025-01-10,equal_principal,monthly,active,,住宅'),
    payments: paymentsFile(),
  };
  const book = await openBook(files, AS_OF);
  expect(explainLoan(book.portfolio, book.terms, 0).clocks.map(({ clock }) => clock)).toEqual([
    'limitation',
    'mortgage',
  ]);
});

test('the work list narrows to deadlines within so many days', async () => {
  const book = await openBook(
    {
      loans: loans(due('L1', 'B1', '2023-08-31'), due('L2', 'B2', '2023-12-31')),
      payments: paymentsFile(),
      parties: GUARANTOR,
      events: events(),
    },
    AS_OF,
  );
  const assessment = newBookAssessment(book.portfolio);
  assessBook(book.portfolio, book.terms, [{ from: 0, until: book.portfolio.borrowerCount }], assessment);
  const listed = (expiringWithinDays: number) => {
    const filter = { ...NO_FILTER, expiringWithinDays };
    const { ageing } = book.terms.policy;
    const list = rankBorrowers(
      book.portfolio,
      assessment.borrowers,
      { filter, capacity: null, limit: 10 },
      ageing,
      book.terms.asOf,
    );
    return [...list.order];
  };
  expect(listed(Number.NaN)).toEqual([0, 1]);
  expect(listed(28)).toEqual([0]);
  expect(listed(27)).toEqual([]);
});
