/** A row that could not be used, as those meet it who work the list: flagged there, and no letter over a sum that may be another. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, inScratch } from './arrears.js';

const LOANS = [
  'loan_id,borrower_id,borrower_name,borrower_kind,address,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period',
  ...['L1,B1', 'L2,B2', 'L3,B3'].map(
    (ids) => `${ids},张三,individual,一街1号,12000,6,50,2025-01-15,2026-01-15,equal_principal,monthly`,
  ),
  '',
].join('\n');
const PAYMENTS = ['loan_id,paid_on,amount', 'L1,2025-03-15,1O55', ''].join('\n');
const EVENTS = ['loan_id,happened_at,kind', 'L2,2025-02-30,call', ''].join('\n');

test('a rejected row is a flag of the list; a rejected receipt stops the letters', () => {
  inScratch((directory) => {
    const file = (name: string, text: string) => {
      writeFileSync(join(directory, name), text);
      return name;
    };
    const inputs = [
      '--loans',
      file('loans.csv', LOANS),
      '--payments',
      file('payments.csv', PAYMENTS),
      '--events',
      file('events.csv', EVENTS),
    ];
    const run = (...args: string[]) => arrears(args, { cwd: directory });
    const listed = run('worklist', ...inputs, '--as-of', '2025-03-20', '--format', 'json');
    expect(listed.status, listed.stderr).toBe(1);
    const flags = (JSON.parse(listed.stdout) as { loans: string; flags: string }[]).map((row) => [
      String(row.loans),
      String(row.flags).includes('rows-rejected'),
    ]);
    expect(Object.fromEntries(flags)).toEqual({ L1: true, L2: true, L3: false });

    const letters = run('notices', ...inputs, '--as-of', '2025-03-20', '--kind', 'demand', '--out', 'letters');
    expect(letters.status, letters.stderr).toBe(1);
    const rowsOf = (name: string) =>
      readFileSync(join(directory, 'letters', name), 'utf8')
        .trim()
        .split('\n')
        .slice(1);
    expect(rowsOf('manifest.csv').map((row) => row.split(',')[0])).toEqual(['demand-B2.txt', 'demand-B3.txt']);
    expect(rowsOf('not-sent.csv').map((row) => row.split(',').slice(0, 2))).toEqual([['B1', 'rows-rejected']]);
  });
});
