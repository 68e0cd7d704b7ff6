/** What is not known must not be told as if it were: one borrower, several loans, one fact missing. */
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/domain/civil-date.js';
import { NO_FILTER } from '../../src/domain/list-filter.js';
import { NO_CODE } from '../../src/portfolio/position-columns.js';
import { rankBorrowers } from '../../src/triage/rank.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import { paymentsFile } from '../portfolio/book-files.js';
import { assess, bulletLoans, openBook } from './assessed-book.js';

const payments = paymentsFile();
const TERMS = 'loan_id,borrower_id,borrower_kind,principal,disbursed_on,matures_on';
/** On 2025-12-31 the first is 364 days past due (损失), the second not due. */
const bad = (kind: string) => `L1,B,${kind},5000,2024-01-01,2025-01-01`;
const sound = (kind: string) => `L2,B,${kind},5000,2024-01-01,2027-01-01`;

describe('contagion across a borrower’s loans', () => {
  const gradesOf = async (...rows: readonly string[]) =>
    assess(await openBook({ loans: bulletLoans(TERMS, ...rows), payments }, '2025-12-31')).grades;

  test('a company’s sound loan is dragged along, an individual’s is not', async () => {
    expect(await gradesOf(bad('company'), sound('company'))).toEqual(['损失', '次级']);
    expect(await gradesOf(bad('individual'), sound('individual'))).toEqual(['损失', '正常']);
  });

  test('where the kind is not given, the grade of the sound loan is not known', async () => {
    expect(await gradesOf(bad(''), sound(''))).toEqual(['损失', null]);
  });

  test('one loan that gives the kind speaks for the borrower, whichever it is', async () => {
    expect(await gradesOf(bad(''), sound('company'))).toEqual(['损失', '次级']);
    expect(await gradesOf(bad('individual'), sound(''))).toEqual(['损失', '正常']);
    expect(await gradesOf(bad('individual'), sound('company'))).toEqual(['损失', null]);
  });

  test('exactly a tenth is not more than a tenth (D51)', async () => {
    const tenth = (fen: string, rest: string) =>
      gradesOf(`L1,B,company,${fen},2024-01-01,2025-01-01`, `L2,B,company,${rest},2024-01-01,2027-01-01`);
    expect(await tenth('1000.00', '9000.00')).toEqual(['损失', '正常']);
    expect(await tenth('1001.00', '8999.00')).toEqual(['损失', '次级']);
  });
});

describe('a claim whose penalty interest is not known', () => {
  const titles =
    'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period';
  /** Interest of 600 a year, two of three years due; nothing was paid. */
  const owes = (markup: string) =>
    [titles, `L1,B1,10000,6,${markup},2023-06-01,2026-06-01,interest_only,yearly`, ''].join('\n');
  const recoveryOf = async (markup: string) => {
    const { assessment } = assess(await openBook({ loans: owes(markup), payments }, '2025-06-10'));
    return [assessment.typing!.type, assessment.priority!.score];
  };

  test('counts in the order of work with all of it that is known: interest is not lost with the mark-up', async () => {
    const [type, least] = await recoveryOf('');
    const [typeOfKnown, known] = await recoveryOf('50');
    expect(type).toBe(typeOfKnown);
    // Actual days of 2024 and 2025 over 360: 366 and 365 of them. The rate of the type in M7+ is 0.14.
    expect(least).toBe(Math.round((1_000_000 + 61_000 + 60_833) * 0.14));
    expect(known).toBeGreaterThan(least as number);
  });
});

describe('a borrower with a loan whose terms are not given', () => {
  const loans = (second: string) =>
    [
      'loan_id,borrower_id,borrower_kind,principal,disbursed_on,matures_on,repayment_method,annual_rate_percent',
      second,
      'L2,B,company,400,2024-01-01,2025-01-01,,',
      '',
    ].join('\n');

  test('is shown by that loan rather than by a larger one that is current', async () => {
    const book = await openBook(
      { loans: loans('L1,B,company,90000,2024-01-01,2027-01-01,bullet,6'), payments },
      '2025-12-31',
    );
    const { assessment, columns } = assess(book);
    expect(assessment.loans[assessment.lead]!.position).toBeNull();
    expect([columns.bucket[0], columns.daysPastDue[0]]).toEqual([NO_CODE, NO_DAY]);
  });

  test('is not graded sound by the loan that can be told', async () => {
    const book = await openBook(
      { loans: loans('L1,B,individual,90000,2024-01-01,2027-01-01,bullet,6'), payments },
      '2025-12-31',
    );
    const { grades, columns } = assess(book);
    expect(grades).toEqual(['正常', null]);
    expect(columns.riskGrade[0]).toBe(NO_CODE);
  });

  test('is not known to be only a few days late, nor never to have been later', async () => {
    const book = await openBook(
      { loans: loans('L1,B,individual,90000,2024-01-01,2025-12-29,bullet,6'), payments },
      '2025-12-31',
    );
    const { assessment, fact } = assess(book);
    expect(assessment.daysPastDue).toBe(2);
    for (const name of ['days_past_due', 'longest_days_past_due', 'missed_instalments', 'overdue_share'] as const) {
      expect(fact(name), name).toBeNaN();
    }
    expect(assessment.typing!.willingness).toBe(0);
  });

  test('settled, it says nothing against what is known of the others', async () => {
    const settled = [
      'loan_id,borrower_id,borrower_kind,status,principal,disbursed_on,matures_on,repayment_method,annual_rate_percent',
      'L2,B,individual,settled,90000,2024-01-01,2025-01-01,,',
      'L1,B,individual,active,400,2024-01-01,2025-12-29,bullet,6',
      '',
    ].join('\n');
    const { assessment, fact } = assess(await openBook({ loans: settled, payments }, '2025-12-31'));
    expect(assessment.loans[assessment.lead]!.position?.daysPastDue).toBe(2);
    expect(fact('days_past_due')).toBe(2);
  });
});

describe('facts about the debt', () => {
  const book = (columns: string, ...rows: readonly string[]) =>
    openBook({ loans: bulletLoans(columns, ...rows), payments }, '2025-12-31');

  test('a collateral value that is not given is not zero', async () => {
    const columns = `${TERMS},collateral_value`;
    const one = await book(columns, `${bad('individual')},20000`, 'L2,B,individual,5000,2024-01-01,2025-01-01,');
    expect(assess(one).fact('collateral_cover')).toBeNaN();
    const both = await book(columns, `${bad('individual')},20000`, 'L2,B,individual,5000,2024-01-01,2025-01-01,0');
    expect(assess(both).fact('collateral_cover')).toBe(2);
  });

  test('a loan on which nothing has fallen due yet does not show that other loans are kept current', async () => {
    expect(assess(await book(TERMS, bad('individual'), sound('individual'))).fact('other_loans_current')).toBe(0);
  });

  test('an acceleration and a change of terms that lie ahead are not flagged', async () => {
    const columns = `${TERMS},accelerated_on,restructured_on`;
    const ahead = await book(columns, `${bad('individual')},2026-03-01,2026-03-01`);
    expect(assess(ahead).flags).not.toEqual(expect.arrayContaining(['accelerated']));
    expect(assess(ahead).flags).not.toEqual(expect.arrayContaining(['restructured']));
    const come = await book(columns, `${bad('individual')},2024-12-31,2025-12-31`);
    expect(assess(come).flags).toEqual(expect.arrayContaining(['accelerated', 'restructured']));
  });

  test('a call of the debt dated before it was lent leaves its limitation open', async () => {
    const called = await book(`${TERMS},accelerated_on`, `${bad('individual')},2020-01-01`);
    const { limitation } = assess(called).assessment.loans[0]!;
    expect(limitation.missing.map(({ fact }) => fact)).toEqual(['loans.accelerated_on']);
  });
});

describe('whether anything is owed', () => {
  const limitationOf = async (markup: string, status: string) => {
    const loans = [
      'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,status,disbursed_on,matures_on,repayment_method',
      `L1,B,10000,12,${markup},${status},2024-01-01,2024-12-31,bullet`,
      '',
    ].join('\n');
    // 10000 and 12 % over 365 days of 360, all of it, but a month late.
    const late = paymentsFile('L1,2025-01-31,11216.67');
    const { limitation } = assess(await openBook({ loans, payments: late }, '2025-12-31')).assessment.loans[0]!;
    return limitation.status === 'undetermined' ? limitation.missing.map(({ fact }) => fact) : limitation.status;
  };

  test('is not known of a loan paid late in full whose penalty interest is not known', async () => {
    expect(await limitationOf('', 'active')).toEqual(['loans.outstanding_principal']);
  });

  test('is known where the mark-up is: the penalty interest; and where the lender calls it settled: nothing', async () => {
    expect(await limitationOf('50', 'active')).not.toBe('not_subject');
    expect(await limitationOf('', 'settled')).toBe('not_subject');
  });
});

describe('filters of a list', () => {
  const listed = async (asked: Partial<typeof NO_FILTER>) => {
    const loans = [
      'loan_id,borrower_id,principal,disbursed_on,matures_on,repayment_method,annual_rate_percent,penalty_markup_percent',
      'L1,KNOWN,5000,2024-01-01,2025-01-01,bullet,0,50',
      'L2,NO-MARK-UP,5000,2024-01-01,2025-01-01,bullet,1,',
      'L3,NO-RATE,5000,2024-01-01,2025-01-01,bullet,,50',
      '',
    ].join('\n');
    const { portfolio, terms } = await openBook({ loans, payments }, '2025-12-31');
    const book = newBookAssessment(portfolio);
    assessBook(portfolio, terms, [{ from: 0, until: portfolio.borrowerCount }], book);
    const request = { filter: { ...NO_FILTER, ...asked }, capacity: null, limit: 10 };
    const { order } = rankBorrowers(portfolio, book.borrowers, request, terms.policy.ageing, terms.asOf);
    return [...order].sort();
  };

  test('a least amount is reached by what is known of a total, a greatest is kept by known totals alone', async () => {
    expect(await listed({})).toEqual([0, 1, 2]);
    // 5 000 and a year's interest of 1 % on 366 days over 360: 50.83.
    expect(await listed({ atLeastOverdue: 505_083 })).toEqual([1]);
    expect(await listed({ atLeastOverdue: 505_084 })).toEqual([]);
    expect(await listed({ atLeastOverdue: 500_000 })).toEqual([0, 1]);
    expect(await listed({ atMostOverdue: 999_999 })).toEqual([0]);
  });

  test('loans without a position have a bucket of their own', async () => {
    expect(await listed({ buckets: ['undetermined'] })).toEqual([2]);
    expect(await listed({ buckets: ['undetermined', 'M7+'] })).toEqual([0, 1, 2]);
    expect(await listed({ buckets: ['no-such'] })).toEqual([]);
  });
});
