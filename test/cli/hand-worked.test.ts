/**
 * A small book worked out by hand, through the real program. The arithmetic stands beside each loan, so that a lawyer or
 * an analyst can follow it with a pencil.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, inScratch, rowsOf } from './arrears.js';

const LOANS = [
  'loan_id,borrower_id,borrower_name,borrower_kind,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,asset_class,status',
  // 1,000 principal a month; interest 1 % of the balance: 120, 110, 100 …
  'EP,B1,张三,individual,12000.00,12,50,2025-01-15,2026-01-15,equal_principal,monthly,consumer,active',
  // 31+28+31 days …: interest 10,000 × 6 % × 90 ÷ 360 = 150.00 on 2025-04-15
  'BU,B2,李四,individual,10000.00,6,50,2025-01-15,2025-04-15,bullet,once,consumer,active',
  // Nothing paid, no mark-up given: penalty interest is not known.
  'NM,B3,王五,individual,12000.00,12,,2025-01-15,2026-01-15,equal_principal,monthly,consumer,active',
  // No rate given: no schedule, no position.
  'NR,B4,赵六,individual,5000.00,,50,2025-01-15,2026-01-15,equal_principal,monthly,consumer,active',
  // Paid in full three days early every time: never late.
  'OK,B5,钱七,individual,12000.00,12,50,2025-01-15,2026-01-15,equal_principal,monthly,consumer,active',
  // The lender says settled; its receipts are not in the export.
  'SE,B6,孙八,individual,12000.00,12,50,2023-01-15,2024-01-15,equal_principal,monthly,consumer,settled',
  // Disbursed after the dates looked at below: not lent yet.
  'ND,B7,周九,individual,12000.00,12,50,2025-06-01,2026-06-01,equal_principal,monthly,consumer,active',
].join('\n');

const PAYMENTS = [
  'loan_id,paid_on,amount,payment_id,channel,reversal_of',
  'EP,2025-02-15,1120.00,P1,counter,',
  'OK,2025-02-12,1120.00,P2,transfer,',
  'OK,2025-03-12,1110.00,P3,transfer,',
  'OK,2025-04-12,1100.00,P4,transfer,',
  // Received, then bounced: it was never paid.
  'NM,2025-02-15,1120.00,P5,auto_debit,',
  'NM,2025-02-20,1120.00,P6,auto_debit,P5',
  // After the as-of date: does not exist yet.
  'EP,2025-04-21,2000.00,P7,counter,',
].join('\n');

function positions(asOf: string): Record<string, Record<string, string>> {
  return inScratch((directory) => {
    writeFileSync(join(directory, 'loans.csv'), `${LOANS}\n`);
    writeFileSync(join(directory, 'payments.csv'), `${PAYMENTS}\n`);
    const run = arrears(
      ['age', '--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', asOf, '--format', 'csv'],
      { cwd: directory },
    );
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
    return Object.fromEntries(rowsOf(run.stdout).map((row) => [row['loan_id']!, row]));
  });
}

test('equal principal, first instalment paid, two missed', () => {
  // Due 03-15: 1,000 + 110; due 04-15: 1,000 + 100. To 04-20 these are 36 and 5 days.
  // Penalty 18 % a year: (1,000 × 36 + 1,000 × 5) × 0.18 ÷ 360 = 20.50
  // Compound on interest: (110 × 36 + 100 × 5) × 0.18 ÷ 360 = 2.23
  expect(positions('2025-04-20')['EP']).toMatchObject({
    days_past_due: '36',
    oldest_unpaid_due_on: '2025-03-15',
    missed_instalments: '2',
    overdue_principal: '2000.00',
    overdue_interest: '210.00',
    penalty_interest: '20.50',
    compound_interest: '2.23',
    overdue_total: '2232.73',
    outstanding_principal: '11000.00',
    bucket: 'M2',
    risk_grade: '关注',
  });
});

test('bullet: the day of maturity is not late, the next day is day 1', () => {
  expect(positions('2025-04-15')['BU']).toMatchObject({ days_past_due: '0', overdue_total: '0.00', bucket: 'M0' });
  // One day of penalty on 10,000 at 9 %: 2.50; of compound on 150.00: 0.0375 → 0.04
  expect(positions('2025-04-16')['BU']).toMatchObject({
    days_past_due: '1',
    overdue_principal: '10000.00',
    overdue_interest: '150.00',
    penalty_interest: '2.50',
    compound_interest: '0.04',
    overdue_total: '10152.54',
    bucket: 'M1',
  });
});

test('a bounced payment was never made, and an unknown mark-up leaves the total open', () => {
  expect(positions('2025-04-20')['NM']).toMatchObject({
    days_past_due: '64',
    oldest_unpaid_due_on: '2025-02-15',
    overdue_principal: '3000.00',
    overdue_interest: '330.00',
    penalty_interest: '',
    compound_interest: '',
    overdue_total: '',
    bucket: 'M3',
  });
});

test('the summary leaves a blank, not a nought, where no overdue amount of a bucket is known', () => {
  inScratch((directory) => {
    writeFileSync(join(directory, 'loans.csv'), `${LOANS}\n`);
    writeFileSync(join(directory, 'payments.csv'), `${PAYMENTS}\n`);
    const files = ['--loans', 'loans.csv', '--payments', 'payments.csv'];
    const { stderr } = arrears(['triage', ...files, '--as-of', '2025-04-20'], { cwd: directory });
    // M3 is NM alone, without a mark-up; M2 is EP; BU is five days late; NR has no position.
    expect(stderr).toMatch(/│ M2 +│ +1 │ 11,000\.00 │ +2,232\.73 │/);
    expect(stderr).toMatch(/│ M3 +│ +1 │ 12,000\.00 │ +│/);
    expect(stderr).toMatch(/│ M4 +│ +0 │ +0\.00 │ +0\.00 │/);
    expect(stderr).toContain('overdue amount not known and not in these sums: 2 loans');
  });
});

test('a missing rate leaves the position undetermined, not at nought', () => {
  expect(positions('2025-04-20')['NR']).toMatchObject({
    days_past_due: '',
    overdue_principal: '',
    overdue_total: '',
    bucket: 'undetermined',
    risk_grade: '',
  });
});

test('paying early is never late; a settled loan is not in arrears', () => {
  const book = positions('2025-04-20');
  expect(book['OK']).toMatchObject({ days_past_due: '0', overdue_total: '0.00', outstanding_principal: '9000.00' });
  expect(book['SE']).toMatchObject({ days_past_due: '0', overdue_total: '0.00', outstanding_principal: '0.00' });
});

test('a loan disbursed after the as-of date is not owed yet', () => {
  expect(positions('2025-05-31')['ND']).toMatchObject({
    days_past_due: '0',
    outstanding_principal: '0.00',
    bucket: 'M0',
  });
  expect(positions('2025-06-01')['ND']).toMatchObject({ days_past_due: '0', outstanding_principal: '12000.00' });
});
