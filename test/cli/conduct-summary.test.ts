/** What the summary of a run tells of contacts beyond the limits of their day. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, inScratch } from './arrears.js';

test.each([
  ['en', /^ {2}conduct: 2 contacts beyond the limits of the day, 1 borrower; arrears explain$/m],
  ['zh', /催收行为：2 次联系违反当日限制，涉及 1 户/],
] as const)('counts the contacts, and the borrowers whom they concern: %s', (language, told) => {
  inScratch((directory) => {
    const write = (name: string, ...lines: string[]) => writeFileSync(join(directory, name), `${lines.join('\n')}\n`);
    const terms = '12000.00,12,50,2026-01-15,2027-01-15,equal_principal,monthly';
    write(
      'loans.csv',
      'loan_id,borrower_id,borrower_kind,asset_class,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period',
      `L1,B1,individual,consumer,${terms}`,
      `L2,B2,individual,consumer,${terms}`,
    );
    write('payments.csv', 'loan_id,paid_on,amount');
    // At night, and a fourth conversation on one day.
    write(
      'events.csv',
      'loan_id,borrower_id,happened_at,kind',
      'L1,,2026-11-02 23:30,call',
      ...['09', '10', '11', '12'].map((hour) => `L1,,2026-11-03 ${hour}:30,call`),
      'L2,,2026-11-03 09:30,call',
    );
    const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--events', 'events.csv'];
    const asked = ['--as-of', '2026-11-20', '--lang', language, '--out', 'out'];
    const run = arrears(['triage', ...files, ...asked], { cwd: directory });
    expect(run.status, run.stderr).toBe(0);
    expect(run.stderr).toMatch(told);
  });
});
