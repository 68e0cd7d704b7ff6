import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import type { Portfolio } from '../../src/portfolio/portfolio.js';
import { day, loadBook, loanIndex, loansFile, paymentsFile, problemsOf } from './book-files.js';

const loans = loansFile('L1', 'L2', 'L3');
const payments = paymentsFile();

function scheduleFile(...rows: readonly string[]): string {
  return ['loan_id,seq,due_on,principal,interest,fee', ...rows, ''].join('\n');
}

function instalmentsOf(portfolio: Portfolio, loanId: string) {
  const { given, givenStart } = portfolio;
  const loan = loanIndex(portfolio, loanId);
  return Array.from({ length: givenStart[loan + 1]! - givenStart[loan]! }, (_, index) => {
    const row = givenStart[loan]! + index;
    return [given.dueOn[row], given.principal[row], given.interest[row], given.fee[row]];
  });
}

describe('a given schedule', () => {
  test('stands by loan and due date; a blank interest or fee is not zero', async () => {
    const { portfolio, problems } = await loadBook({
      loans,
      payments,
      schedule: scheduleFile('L2,2,2024-03-10,4000,10,1', 'L1,1,2024-02-10,10000,,0', 'L2,1,2024-02-10,6000,20,'),
    });
    expect(problems).toEqual([]);
    expect([...portfolio.givenStart]).toEqual([0, 1, 3, 3]);
    expect(instalmentsOf(portfolio, 'L1')).toEqual([[day('2024-02-10'), 1_000_000, Number.NaN, 0]]);
    expect(instalmentsOf(portfolio, 'L2')).toEqual([
      [day('2024-02-10'), 600_000, 2000, Number.NaN],
      [day('2024-03-10'), 400_000, 1000, 100],
    ]);
    expect(instalmentsOf(portfolio, 'L3')).toEqual([]);
    expect(portfolio.totals.instalmentRows).toBe(3);
  });

  test('stands by number where several fall due on one day, wherever they stand in the file', async () => {
    const book = await loadBook({
      loans,
      payments,
      schedule: scheduleFile(
        'L1,3,2024-02-10,1000,3,',
        'L1,1,2024-02-10,5000,1,',
        'L1,12,2024-03-10,2500,12,',
        'L1,2,2024-02-10,1000,2,',
        'L1,4,2024-01-31,500,4,',
        'L1,12,2024-03-10,1,9,',
      ),
    });
    // Between 4 and 12 numbers are left out, which is told at the first row; 12 stands there twice.
    expect(problemsOf(book, 'schedule').map(({ line, detail }) => [line, detail.code])).toEqual([
      [2, 'instalment-left-out'],
      [7, 'duplicate-instalment'],
    ]);
    expect(instalmentsOf(book.portfolio, 'L1').map(([, , interest]) => interest)).toEqual([400, 100, 200, 300, 1200]);
  });

  test('of a loan that the book does not have is set aside', async () => {
    const book = await loadBook({ loans, payments, schedule: scheduleFile('L9,1,2024-03-10,4000,10,1') });
    expect(problemsOf(book, 'schedule')).toEqual([{ line: 2, detail: { code: 'unknown-loan' } }]);
  });

  test('has each sequence number once; the later row goes', async () => {
    const book = await loadBook({
      loans,
      payments,
      schedule: scheduleFile(
        'L2,1,2024-02-10,10000,1,',
        'L1,1,2024-02-10,6000,20,',
        'L1,2,2024-03-10,4000,10,',
        'L1,1,2024-04-10,6000,30,',
      ),
    });
    expect(problemsOf(book, 'schedule')).toEqual([
      { line: 5, detail: { code: 'duplicate-instalment', sequence: 1, firstLine: 3 } },
    ]);
    expect(book.problems[0]).toMatchObject({ loanId: 'L1' });
    expect(instalmentsOf(book.portfolio, 'L1').map(([dueOn]) => dueOn)).toEqual([day('2024-02-10'), day('2024-03-10')]);
    expect(book.inputs.find(({ table }) => table === 'schedule')).toMatchObject({ rows: 4, rejected: 1 });
  });

  test('that does not repay exactly the principal is dropped as a whole', async () => {
    const book = await loadBook({
      loans,
      payments,
      schedule: scheduleFile(
        'L1,2,2024-03-10,4000,10,',
        'L2,1,2024-02-10,10000,1,',
        'L1,1,2024-02-10,5999.99,20,',
        'L3,1,2024-02-10,10000,1,',
      ),
    });
    expect(problemsOf(book, 'schedule')).toEqual([
      {
        line: 2,
        detail: { code: 'schedule-principal-mismatch', scheduled: '9999.99', principal: '10000.00' },
      },
    ]);
    expect(instalmentsOf(book.portfolio, 'L1')).toEqual([]);
    expect(instalmentsOf(book.portfolio, 'L2')).toHaveLength(1);
    expect(instalmentsOf(book.portfolio, 'L3')).toHaveLength(1);
    expect(book.inputs.find(({ table }) => table === 'schedule')).toMatchObject({ rows: 4, rejected: 2 });
    expect(book.portfolio.totals.instalmentRows).toBe(2);
  });

  test.each([
    ['a due date that does not exist', 'L1,1,2024-02-30,0,20,', 'impossible-date'],
    ['an amount that is none', 'L1,1,2024-02-10,0,2o,', 'bad-amount'],
    ['a due date before the disbursement', 'L1,1,2024-01-09,0,20,', 'instalment-before-disbursement'],
  ])(
    'of which a row is rejected for %s is dropped as a whole, though the rest repays the principal',
    async (_, row, code) => {
      const book = await loadBook({
        loans,
        payments,
        schedule: scheduleFile('L1,2,2024-03-10,10000,10,', row, 'L2,1,2024-01-10,10000,1,'),
      });
      expect(problemsOf(book, 'schedule')).toMatchObject([
        { line: 2, detail: { code: 'incomplete-schedule' } },
        { line: 3, detail: { code } },
      ]);
      expect(instalmentsOf(book.portfolio, 'L1')).toEqual([]);
      // Due on the day of disbursement: a first payment in advance.
      expect(instalmentsOf(book.portfolio, 'L2')).toHaveLength(1);
      expect(book.inputs.find(({ table }) => table === 'schedule')).toMatchObject({ rows: 3, rejected: 2 });
    },
  );

  test.each([
    ['1 2 4 5', { sequence: 3, after: 2 }],
    ['5 4 1 2', { sequence: 3, after: 2 }],
    ['0 2', { sequence: 1, after: 0 }],
    ['1 2 3', undefined],
    ['3 2 1', undefined],
    // The export may hold what is left of it only.
    ['13 14 15', undefined],
  ])('with the numbers %s: told which one is left out, and used', async (numbers, missing) => {
    const sequence = numbers.split(' ').map(Number);
    const last = Math.max(...sequence);
    const rows = sequence.map(
      (number) => `L1,${number},2024-${11 + number - last}-10,${number === last ? 10000 : 0},20,`,
    );
    const book = await loadBook({ loans, payments, schedule: scheduleFile(...rows) });
    const told = missing === undefined ? [] : [{ line: 2, detail: { code: 'instalment-left-out', ...missing } }];
    expect(problemsOf(book, 'schedule')).toEqual(told);
    expect(book.problems.map(({ severity }) => severity)).toEqual(told.map(() => 'warning'));
    expect(instalmentsOf(book.portfolio, 'L1')).toHaveLength(sequence.length);
    expect(book.inputs.find(({ table }) => table === 'schedule')).toMatchObject({ rejected: 0 });
  });

  test('is the same whatever the order of its rows', async () => {
    const rows = ['2024-02-10', '2024-03-10', '2024-04-10', '2024-05-10'].flatMap((dueOn, index) =>
      ['L1', 'L2', 'L3'].map((loan) => `${loan},${index + 1},${dueOn},2500,${index},`),
    );
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (shuffled) => {
        const { portfolio, problems } = await loadBook({ loans, payments, schedule: scheduleFile(...shuffled) });
        expect(problems).toEqual([]);
        for (const loan of ['L1', 'L2', 'L3']) {
          expect(instalmentsOf(portfolio, loan).map(([dueOn, , interest]) => [dueOn, interest])).toEqual(
            ['2024-02-10', '2024-03-10', '2024-04-10', '2024-05-10'].map((dueOn, index) => [
              parseIsoDate(dueOn),
              index * 100,
            ]),
          );
        }
      }),
      { numRuns: 10 },
    );
  });
});
