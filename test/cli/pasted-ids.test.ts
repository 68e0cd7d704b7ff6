/** Identifiers as people paste them out of a list or a spreadsheet. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, inScratch } from './arrears.js';

test.each([
  ['as the list guards it', ["'+1"], '+1'],
  ['as a spreadsheet guards it', ['="007"'], '007'],
  ['with blanks around it', [' 007 '], '007'],
  ['as it is', ['007'], '007'],
  ['of a borrower', ['--borrower', "'@B"], '+1'],
])('explain takes an id %s', (_, args, loanId) => {
  inScratch((cwd) => {
    const header = 'loan_id,borrower_id,principal,disbursed_on,matures_on,repayment_method,period,annual_rate_percent';
    const terms = '12000,2025-01-15,2026-01-15,equal_principal,monthly,6';
    writeFileSync(join(cwd, 'loans.csv'), [header, `+1,@B,${terms}`, `007,B7,${terms}`, ''].join('\n'));
    writeFileSync(join(cwd, 'payments.csv'), 'loan_id,paid_on,amount\n');
    const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-04-20', '--json'];
    const run = arrears(['explain', ...files, ...args], { cwd });
    expect(run.status, run.stderr).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject([{ loan_id: loanId }]);
  });
});
