/** The balance of the bank's books against the one worked out: what the payments file lacks is not passed over in silence. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, inScratch } from './arrears.js';

/** On 2025-04-20 of 12 000 in twelve parts of 1 000 from 2025-02-15, at 6 %: 60 + 55 + 50 of interest are due by then. */
const TERMS = '12000,6,50,2025-01-15,2026-01-15,equal_principal,monthly';
const CASES: readonly (readonly [string, string, boolean])[] = [
  // Nothing paid: 12 000.
  ['NOT-STATED', '', false],
  ['AGREES', '12000', false],
  ['WITHIN', '11999.00', false],
  ['LESS', '11998.99', true],
  ['MORE', '12001.01', true],
  ['NONE-LEFT', '0', true],
  // 1 060 paid on the first day due: 11 000.
  ['PAID', '11000', false],
  ['PAID-NOT-BOOKED', '12000', true],
  // A receipt after the as-of date: the balance is of a later day.
  ['LATER', '10000', false],
];

test('a loan in arrears with another balance is flagged', () => {
  inScratch((cwd) => {
    const loans = CASES.map(([id, balance]) => `${id},B-${id},${balance},${TERMS}`);
    // Nothing is overdue: no letter goes out, nobody works it.
    loans.push(`CURRENT,B-CURRENT,1,12000,6,50,2025-04-15,2026-04-15,equal_principal,monthly`);
    const columns =
      'loan_id,borrower_id,outstanding_principal,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period';
    writeFileSync(join(cwd, 'loans.csv'), [columns, ...loans, ''].join('\n'));
    const paid = ['PAID,2025-02-15,1060', 'PAID-NOT-BOOKED,2025-02-15,1060', 'LATER,2025-04-21,2115'];
    writeFileSync(join(cwd, 'payments.csv'), ['loan_id,paid_on,amount', ...paid, ''].join('\n'));
    const run = arrears(
      ['worklist', '--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-04-20', '--format', 'json'],
      { cwd },
    );
    expect(run.status, run.stderr).toBe(0);
    const flagged = (JSON.parse(run.stdout) as { loans: string; flags: string | null }[])
      .filter(({ flags }) => String(flags).includes('balance-differs'))
      .map(({ loans: ids }) => String(ids));
    expect(flagged.sort()).toEqual(
      CASES.filter(([, , differs]) => differs)
        .map(([id]) => id)
        .sort(),
    );
  });
});

test('money that nothing was due for may have been booked to principal', () => {
  inScratch((cwd) => {
    const columns =
      'loan_id,borrower_id,outstanding_principal,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period';
    // Due on 02-15: 1 060; 1 500 paid, so 440 wait and 1 055 fall due on 03-15: 615 are open, interest first: 11 000 less 385.
    const rows = ['A,BA,10615', 'B,BB,11000', 'C,BC,10613.99'].map((row) => `${row},${TERMS}`);
    writeFileSync(join(cwd, 'loans.csv'), [columns, ...rows, ''].join('\n'));
    const paid = ['A', 'B', 'C'].map((id) => `${id},2025-02-15,1500`);
    writeFileSync(join(cwd, 'payments.csv'), ['loan_id,paid_on,amount', ...paid, ''].join('\n'));
    const run = arrears(
      ['worklist', '--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-03-20', '--format', 'csv'],
      { cwd },
    );
    const flags = run.stdout.split('\n').filter((line) => line.includes('balance-differs'));
    expect(flags.map((line) => /,(B[ABC]),/.exec(line)?.[1]).sort()).toEqual(['BB', 'BC']);
  });
});
