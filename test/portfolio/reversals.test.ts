import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldPayments } from '../../src/portfolio/bring-in.js';
import { day, loadBook, loansFile, paymentsFile, paymentsOf, problemsOf } from './book-files.js';

const loans = loansFile('L1', 'L2');

describe('a reversal', () => {
  test('takes its receipt out of the book, whether its amount is written positive or negative', async () => {
    const { portfolio, problems } = await loadBook({
      loans,
      payments: paymentsFile(
        'L1,2024-03-01,100,P1',
        'L1,2024-03-01,200,P2',
        'L1,2024-03-02,300,P3',
        'L1,2024-03-05,-100,R1,P1',
        'L1,2024-03-05,300,R2,P3',
      ),
    });
    expect(problems).toEqual([]);
    expect(paymentsOf(portfolio, 'L1')).toEqual([{ day: day('2024-03-01'), amount: 20_000 }]);
    expect(portfolio.totals).toMatchObject({
      receipts: 60_000,
      receiptRows: 3,
      reversals: 40_000,
      reversalRows: 2,
      reversedRows: 2,
      payments: 20_000,
      paymentRows: 5,
    });
  });

  test('may stand in the file before its receipt', async () => {
    const { portfolio, problems } = await loadBook({
      loans,
      payments: paymentsFile('L1,2024-03-05,-100,R1,P1', 'L1,2024-03-01,100,P1'),
    });
    expect(problems).toEqual([]);
    expect(paymentsOf(portfolio, 'L1')).toEqual([]);
  });

  test('of a part leaves the rest standing on the day of the receipt', async () => {
    const { portfolio } = await loadBook({
      loans,
      payments: paymentsFile('L1,2024-03-01,100,P1', 'L1,2024-03-05,-30,R1,P1', 'L1,2024-03-06,-30,R2,P1'),
    });
    expect(paymentsOf(portfolio, 'L1')).toEqual([{ day: day('2024-03-01'), amount: 4000 }]);
    expect(portfolio.totals).toMatchObject({ reversals: 6000, reversedRows: 0, payments: 4000 });
  });

  test('takes as much off the penalty, then off the fee, as no longer fits', async () => {
    const rows = (reversed: number) =>
      paymentsFile('L1,2024-03-01,100,P1,,40,30', `L1,2024-03-05,${reversed},R1,P1`, 'L2,2024-03-01,5,P2,,1,1');
    const parts = async (reversed: number) => {
      const payments = heldPayments((await loadBook({ loans, payments: rows(reversed) })).portfolio);
      return [payments.amount[0], payments.penaltyPart[0], payments.feePart[0]];
    };
    expect(await parts(30)).toEqual([7000, 4000, 3000]);
    expect(await parts(50)).toEqual([5000, 2000, 3000]);
    expect(await parts(80)).toEqual([2000, 0, 2000]);
  });

  test('of a part takes off penalty and fee what it says itself was booked there', async () => {
    const titles = 'loan_id,paid_on,amount,payment_id,reversal_of,penalty,fee';
    const parts = async (...reversals: readonly string[]) => {
      const payments = [titles, 'L1,2024-03-01,100,P1,,40,30', ...reversals, 'L2,2024-03-01,5,P2,,1,1', ''].join('\n');
      const held = heldPayments((await loadBook({ loans, payments })).portfolio);
      return [held.amount[0], held.penaltyPart[0], held.feePart[0]];
    };
    expect(await parts('L1,2024-03-05,-50,R1,P1,-15,')).toEqual([5000, 2000, 3000]);
    expect(await parts('L1,2024-03-05,-30,R1,P1,-15,')).toEqual([7000, 2500, 3000]);
    expect(await parts('L1,2024-03-05,30,R1,P1,15,10')).toEqual([7000, 2500, 2000]);
    expect(await parts('L1,2024-03-05,-30,R1,P1,-15,', 'L1,2024-03-06,-30,R2,P1,-15,')).toEqual([4000, 1000, 3000]);
    expect(await parts('L1,2024-03-05,-60,R1,P1,-60,')).toEqual([4000, 0, 3000]);
    // One that has not happened yet takes off nothing.
    expect(await parts('L1,2099-03-05,-50,R1,P1,-15,')).toEqual([10_000, 4000, 3000]);
  });

  test('needs a receipt with that id on the same loan, from before, that is no reversal itself', async () => {
    const book = await loadBook({
      loans,
      payments: paymentsFile(
        'L1,2024-03-01,100,P1',
        'L2,2024-03-05,-100,R1,P1',
        'L1,2024-03-05,-100,R2,P9',
        'L1,2024-02-29,-100,R3,P1',
        'L1,2024-03-05,-10,R4,P1',
        'L1,2024-03-06,-10,R5,R4',
      ),
    });
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 3, detail: { code: 'reversal-without-original', reversalOf: 'P1' } },
      { line: 4, detail: { code: 'reversal-without-original', reversalOf: 'P9' } },
      { line: 5, detail: { code: 'reversal-without-original', reversalOf: 'P1' } },
      { line: 7, detail: { code: 'reversal-without-original', reversalOf: 'R4' } },
    ]);
    expect(paymentsOf(book.portfolio, 'L1')).toEqual([{ day: day('2024-03-01'), amount: 9000 }]);
    expect(book.inputs[1]).toMatchObject({ rows: 6, rejected: 4 });
    expect(book.portfolio.totals).toMatchObject({ paymentRows: 2, reversalRows: 1, reversals: 1000 });
  });

  test('cannot take more than what still stands', async () => {
    const book = await loadBook({
      loans,
      payments: paymentsFile(
        'L1,2024-03-01,100,P1',
        'L1,2024-03-07,-50,R2,P1',
        'L1,2024-03-05,-60,R1,P1',
        'L1,2024-03-08,-40,R3,P1',
      ),
    });
    // In order of date the 60 comes first; of the 40 that are left the 50 is too much.
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 3, detail: { code: 'reversal-exceeds-original', reversalOf: 'P1', originalLine: 2 } },
    ]);
    expect(paymentsOf(book.portfolio, 'L1')).toEqual([]);
  });

  test('dated after the as-of date has not happened yet', async () => {
    const payments = paymentsFile(
      'L1,2024-03-01,100,P1',
      'L1,2024-03-05,-30,R1,P1',
      'L1,2024-03-06,-70,R2,P1',
      'L1,2024-03-07,-1,R3,P1',
    );
    const book = await loadBook({ loans, payments }, { asOf: day('2024-03-05') });
    expect(paymentsOf(book.portfolio, 'L1')).toEqual([{ day: day('2024-03-01'), amount: 7000 }]);
    expect(book.portfolio.totals).toMatchObject({
      payments: 7000,
      paymentRows: 3,
      reversals: 3000,
      reversalRows: 1,
      laterReversals: 7000,
      laterReversalRows: 1,
      reversedRows: 0,
    });
    // What is wrong with a row does not depend on the as-of date.
    const later = await loadBook({ loans, payments }, { asOf: day('2024-12-31') });
    const detail = { code: 'reversal-exceeds-original', reversalOf: 'P1', originalLine: 2 };
    expect(problemsOf(book, 'payments')).toEqual([{ line: 5, detail }]);
    expect(problemsOf(later, 'payments')).toEqual([{ line: 5, detail }]);
    expect(paymentsOf(later.portfolio, 'L1')).toEqual([]);
  });

  test('with an id that stood before is a duplicate and undoes nothing', async () => {
    const book = await loadBook({
      loans,
      payments: paymentsFile('L1,2024-03-01,100,P1', 'L1,2024-03-05,-100,P1,P1'),
    });
    expect(problemsOf(book, 'payments')).toEqual([
      { line: 3, detail: { code: 'duplicate-payment', paymentId: 'P1', firstLine: 2 } },
    ]);
    expect(book.portfolio.totals).toMatchObject({ payments: 10_000, reversals: 0, paymentRows: 1 });
  });
});

describe('the control totals of payments', () => {
  test('always meet: rows, and money read against money in the columns', async () => {
    const row = fc.record({
      loan: fc.constantFrom('L1', 'L2', 'L9'),
      date: fc.constantFrom('2024-01-05', '2024-02-01', '2024-03-01', '2024-04-01', '2024-05-01'),
      amount: fc.integer({ min: -3, max: 5 }),
      id: fc.constantFrom('', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'P7'),
      of: fc.constantFrom('', '', '', 'P1', 'P2', 'P3', 'P9'),
      penalty: fc.constantFrom('', '1', '2'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 40 }), async (rows) => {
        const lines = rows.map(
          ({ loan, date, amount, id, of, penalty }) => `${loan},${date},${amount},${id},${of},${penalty}`,
        );
        const book = await loadBook({ loans, payments: paymentsFile(...lines) }, { asOf: day('2024-04-15') });
        const { totals } = book.portfolio;
        const payments = heldPayments(book.portfolio);
        const input = book.inputs[1]!;
        expect(input.rows).toBe(rows.length);
        expect(input.rows).toBe(totals.paymentRows + input.rejected);
        expect(input.rejected).toBe(problemsOf(book, 'payments').length);
        expect(totals.paymentRows).toBe(totals.receiptRows + totals.reversalRows + totals.laterReversalRows);
        expect(payments.amount.length).toBe(totals.receiptRows - totals.reversedRows);
        expect([...payments.amount].reduce((sum, amount) => sum + amount, 0)).toBe(totals.payments);
        expect(totals.payments).toBe(totals.receipts - totals.reversals);
        for (const [index, amount] of payments.amount.entries()) {
          expect(amount).toBeGreaterThan(0);
          expect(payments.penaltyPart[index] ?? 0).toBeLessThanOrEqual(amount);
        }
      }),
      { numRuns: 60 },
    );
  });
});
