import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AUTO_DEBIT } from '../../src/domain/loan.js';
import { heldPayments } from '../../src/portfolio/bring-in.js';
import { day, loadBook, loansFile, paymentsFile, paymentsOf, problemsOf } from './book-files.js';

const loans = loansFile('L1', 'L2', 'L3');

describe('the payments of a book', () => {
  test('stand by loan and in date order, those of one day in file order', async () => {
    const { portfolio } = await loadBook({
      loans,
      payments: paymentsFile(
        'L2,2024-03-01,3',
        'L1,2024-05-01,5,,,,,auto_debit',
        'L1,2024-02-01,2',
        'L1,2024-05-01,6',
        'L2,2024-02-01,1',
      ),
    });
    expect([...portfolio.paymentStart]).toEqual([0, 3, 5, 5]);
    const payments = heldPayments(portfolio);
    expect([...payments.amount]).toEqual([200, 500, 600, 100, 300]);
    expect([...payments.line]).toEqual([4, 3, 5, 6, 2]);
    expect([...payments.channel]).toEqual([0, AUTO_DEBIT, 0, 0, 0]);
    expect([payments.penaltyPart.length, payments.feePart.length]).toEqual([0, 0]);
  });

  test('are the same whatever the order of the rows, up to the order within a day', async () => {
    const rowOf = fc.record({
      loan: fc.constantFrom('L1', 'L2', 'L3'),
      day: fc.integer({ min: 0, max: 60 }),
      amount: fc.integer({ min: 1, max: 10_000 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowOf, { maxLength: 120, size: 'max' }),
        fc.infiniteStream(fc.nat()),
        async (rows, noise) => {
          const first = day('2024-02-01');
          const lineOf = (row: (typeof rows)[number]) =>
            `${row.loan},${new Date((first + row.day) * 86_400_000).toISOString().slice(0, 10)},${row.amount}`;
          const shuffled = rows
            .map((row) => ({ row, key: noise.next().value as number }))
            .sort((one, other) => one.key - other.key)
            .map(({ row }) => row);
          const book = await loadBook({ loans, payments: paymentsFile(...shuffled.map(lineOf)) });
          for (const loan of ['L1', 'L2', 'L3']) {
            const expected = new Map<number, number[]>();
            for (const row of rows) {
              if (row.loan === loan) expected.set(row.day, [...(expected.get(row.day) ?? []), row.amount * 100]);
            }
            const found = new Map<number, number[]>();
            const payments = paymentsOf(book.portfolio, loan);
            for (const { day: paidOn, amount } of payments) {
              found.set(paidOn - first, [...(found.get(paidOn - first) ?? []), amount]);
            }
            expect(payments.map(({ day: paidOn }) => paidOn)).toEqual(payments.map(({ day: paidOn }) => paidOn).sort());
            const rising = (amounts: readonly number[]) => [...amounts].sort((one, other) => one - other);
            expect([...found].map(([paidOn, amounts]) => [paidOn, rising(amounts)])).toEqual(
              [...expected].sort(([one], [other]) => one - other).map(([paidOn, amounts]) => [paidOn, rising(amounts)]),
            );
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  test.each([
    ['the first row', 1, 2],
    ['the row before', 1199, 1200],
    ['the last row of the first batch', 512, 513],
  ])('whose ids rise up to a last row that repeats %s are found', async (_, repeated, firstLine) => {
    const rising = Array.from({ length: 1199 }, (_, number) => `L1,2024-03-01,1,P${number + 1}`);
    const payments = paymentsFile(...rising, `L2,2024-03-01,2,P${repeated}`);
    const book = await loadBook({ loans, payments });
    const detail = { code: 'duplicate-payment', paymentId: `P${repeated}`, firstLine };
    expect(problemsOf(book, 'payments')).toEqual([{ line: 1201, detail }]);
    expect(paymentsOf(book.portfolio, 'L1')).toHaveLength(1199);
    expect(paymentsOf(book.portfolio, 'L2')).toEqual([]);
  });

  test('whose ids rise for long are found as if none had, between blank ids and rejected rows', async () => {
    const rows = Array.from({ length: 3000 }, (_, row) => {
      const id = row % 7 === 3 ? '' : row > 1500 && row % 400 === 9 ? `P${10_000 + row - 1500}` : `P${10_000 + row}`;
      return `${row % 50 === 4 ? 'L9' : 'L1'},2024-03-01,1,${id}`;
    });
    // Without the column nothing can be named by its id; with it, the ids are kept from the first row on.
    const titles = 'loan_id,paid_on,amount,payment_id';
    const lazy = await loadBook({ loans, payments: [titles, ...rows, ''].join('\n') });
    const eager = await loadBook({
      loans,
      payments: [`${titles},reversal_of`, ...rows.map((row) => `${row},`), ''].join('\n'),
    });
    const repeated = problemsOf(lazy, 'payments').filter(({ detail }) => detail.code === 'duplicate-payment');
    expect(repeated.map(({ line }) => line)).toEqual([1611, 2011, 2411, 2811]);
    expect(problemsOf(lazy, 'payments')).toEqual(problemsOf(eager, 'payments'));
    expect(paymentsOf(lazy.portfolio, 'L1')).toEqual(paymentsOf(eager.portfolio, 'L1'));
  });

  test('of which one bad row stands among hundreds of sound ones keep their places', async () => {
    const rows = Array.from(
      { length: 1100 },
      (_, number) => `L${1 + (number % 3)},2024-03-01,${number + 1},P${number}`,
    );
    for (const [bad, row, detail] of [
      [512, 'L1,2024-01-09,3,P511', { code: 'payment-before-disbursement' }],
      [700, 'L9,2024-03-01,3,P699', { code: 'unknown-loan' }],
      [900, 'L1,2024-03-01,0,P899', { code: 'zero-amount' }],
    ] as const) {
      const book = await loadBook({ loans, payments: paymentsFile(...rows.with(bad - 1, row)) });
      expect(book.problems).toMatchObject([{ line: bad + 1, code: detail.code }]);
      const { totals } = book.portfolio;
      const payments = heldPayments(book.portfolio);
      expect(totals.paymentRows).toBe(1099);
      expect(totals.receipts).toBe(((1100 * 1101) / 2 - bad) * 100);
      expect(payments.amount.every((amount, index) => amount === (payments.line[index]! - 1) * 100)).toBe(true);
      expect(payments.line.includes(bad + 1)).toBe(false);
    }
  });

  test('of loans that the book does not have are set aside', async () => {
    const book = await loadBook({ loans, payments: paymentsFile('L9,2024-03-01,3', 'L1,2024-03-01,3') });
    expect(problemsOf(book, 'payments')).toEqual([{ line: 2, detail: { code: 'unknown-loan' } }]);
    expect(book.problems[0]).toMatchObject({ table: 'payments', loanId: 'L9', severity: 'error' });
    expect(book.inputs[1]).toMatchObject({ rows: 2, rejected: 1 });
  });

  test('cannot come before the loan was disbursed', async () => {
    const book = await loadBook({ loans, payments: paymentsFile('L1,2024-01-09,3', 'L1,2024-01-10,3') });
    expect(problemsOf(book, 'payments')).toEqual([
      {
        line: 2,
        detail: { code: 'payment-before-disbursement', paidOn: '2024-01-09', disbursedOn: '2024-01-10' },
      },
    ]);
    expect(paymentsOf(book.portfolio, 'L1')).toEqual([{ day: day('2024-01-10'), amount: 300 }]);
  });

  test('cannot be nothing, and a negative one must say what it reverses', async () => {
    const book = await loadBook({ loans, payments: paymentsFile('L1,2024-03-01,0.00', 'L1,2024-03-01,-5') });
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 2, detail: { code: 'zero-amount', column: 'amount', cell: '0.00' } },
      { line: 3, detail: { code: 'reversal-without-original', reversalOf: '' } },
    ]);
  });

  test('keep what the export books to penalty and fee, which cannot exceed the amount', async () => {
    const book = await loadBook({
      loans,
      payments: [
        'loan_id,paid_on,amount,principal,interest,penalty,fee',
        'L1,2024-03-02,100,60,20,15,5',
        'L1,2024-03-01,100,,,,',
        'L1,2024-03-03,100,,,60,40.01',
        'L1,2024-03-04,100,60,40,0.01,',
        'L2,2024-03-05,10,,,10,',
        '',
      ].join('\n'),
    });
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 4, detail: { code: 'split-exceeds-amount' } },
      { line: 5, detail: { code: 'split-exceeds-amount' } },
    ]);
    expect([...heldPayments(book.portfolio).penaltyPart]).toEqual([0, 1500, 1000]);
    expect([...heldPayments(book.portfolio).feePart]).toEqual([0, 500, 0]);
  });

  test('have no part below zero unless they reverse', async () => {
    const book = await loadBook({
      loans,
      payments: [
        'loan_id,paid_on,amount,payment_id,penalty,fee,reversal_of',
        'L1,2024-03-02,100,P1,-15,,',
        'L1,2024-03-03,100,P2,15,-0.01,',
        'L1,2024-03-04,100,P3,15,5,',
        'L1,2024-03-05,-40,R1,-15,,P3',
        '',
      ].join('\n'),
    });
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 2, detail: { code: 'negative-amount', column: 'penalty', cell: '-15' } },
      { line: 3, detail: { code: 'negative-amount', column: 'fee', cell: '-0.01' } },
    ]);
    expect([...heldPayments(book.portfolio).penaltyPart]).toEqual([]);
    expect([...heldPayments(book.portfolio).feePart]).toEqual([500]);
  });

  test('with an id that stood before are set aside, over the whole file', async () => {
    const many = Array.from({ length: 1200 }, (_, number) => `L2,2024-04-01,1,N${number}`);
    const book = await loadBook({
      loans,
      payments: paymentsFile(
        'L1,2024-03-01,3,P1',
        'L9,2024-03-01,3,P2',
        ...many,
        'L2,2024-03-01,3,P1',
        'L1,2024-03-01,4,P2',
        'L3,2024-03-02,3,P1',
        'L3,2024-03-03,3,N700',
      ),
    });
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 3, detail: { code: 'unknown-loan' } },
      { line: 1204, detail: { code: 'duplicate-payment', paymentId: 'P1', firstLine: 2 } },
      { line: 1206, detail: { code: 'duplicate-payment', paymentId: 'P1', firstLine: 2 } },
      { line: 1207, detail: { code: 'duplicate-payment', paymentId: 'N700', firstLine: 704 } },
    ]);
    const found = book.problems.at(-1)!;
    expect(found.loanId).toBe('L3');
    expect(paymentsOf(book.portfolio, 'L1').map(({ amount }) => amount)).toEqual([300, 400]);
    expect(paymentsOf(book.portfolio, 'L3')).toEqual([]);
    expect(book.inputs[1]).toMatchObject({ rows: 1206, rejected: 4 });
    expect(book.portfolio.totals).toMatchObject({ receiptRows: 1202, paymentRows: 1202, receipts: 120_000 + 700 });
  });

  test('without an id are never duplicates of each other', async () => {
    const book = await loadBook({ loans, payments: paymentsFile('L1,2024-03-01,3', 'L1,2024-03-01,3') });
    expect(book.problems).toEqual([]);
    expect(book.portfolio.totals.payments).toBe(600);
  });
});
