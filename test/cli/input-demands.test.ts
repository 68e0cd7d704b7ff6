/** `--max-rejects` and `--expect` as users meet them: exit codes, one line, no list. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBankTotals } from '../../src/cli/input-demands.js';
import { arrears, filesUnder, inScratch, scratch } from './arrears.js';

const book = scratch();
beforeAll(() => {
  writeFileSync(
    join(book.path, 'loans.csv'),
    [
      'loan_id,borrower_id,principal,outstanding_principal,disbursed_on,matures_on,repayment_method,period,annual_rate_percent',
      'L1,B1,1000.00,900.10,2025-01-10,2026-01-10,bullet,once,6',
      'L2,B2,2000.00,2000.00,2025-01-10,2026-01-10,bullet,once,6',
      'L3,B3,3000.00,1500.05,2025-01-10,2026-01-10,bullet,once,6',
      '',
    ].join('\n'),
  );
  writeFileSync(
    join(book.path, 'payments.csv'),
    [
      'loan_id,paid_on,amount,payment_id,reversal_of',
      'L1,2025-06-10,99.90,P1,',
      'L3,2025-06-10,1500.00,P2,',
      'L3,2025-06-11,50.00,P3,',
      'L3,2025-06-12,-50.00,P4,P3',
      'L9,2025-06-12,7.00,P5,',
      '',
    ].join('\n'),
  );
});
afterAll(() => book.remove());

const FILES = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20'];
const run = (command: string, ...options: string[]) => arrears([command, ...FILES, ...options], { cwd: book.path });
const errorsOf = (stderr: string) => stderr.split('\n').filter((line) => line.startsWith('arrears'));

describe('the bank’s totals', () => {
  // By hand: three loans, 1000 + 2000 + 3000, 900.10 + 2000 + 1500.05; four sound payment rows, 99.90 + 1500 + 50 − 50.
  const RIGHT = 'loans=3,principal=6000,balance=4,400.15,payments=4,receipts=1599.90';

  test('that meet stand in run.json, to be read by whoever checks the run', () => {
    inScratch((out) => {
      const done = run('triage', '--expect', RIGHT, '--out', join(out, 'run'));
      expect(done.status, done.stderr).toBe(1);
      const manifest = JSON.parse(filesUnder(join(out, 'run')).get('run.json')!.toString());
      expect(manifest.options.expect).toBe('loans=3,principal=6000.00,balance=4400.15,payments=4,receipts=1599.90');
      expect(manifest.control_totals).toContainEqual({
        name: 'balance: expected by the bank = read',
        left: '4400.15',
        right: '4400.15',
        meets: true,
      });
    });
  });

  test.each([
    ['loans=4', 'loans: expected 4, found 3 (-1)'],
    ['balance=4400.14', 'balance: expected 4400.14, found 4400.15 (+0.01)'],
    ['payments=5', 'payments: expected 5, found 4 (-1); 1 more rejected'],
    ['receipts=1606.90', 'receipts: expected 1606.90, found 1599.90 (-7.00); 1 more rejected'],
    ['principal=6000.01,loans=2', 'principal: expected 6000.01, found 6000.00 (-0.01)'],
  ])('%s: no list, one line, exit 2', (totals, told) => {
    inScratch((directory) => {
      const out = join(directory, 'out');
      for (const [command, options] of [
        ['triage', ['--out', out]],
        ['triage', []],
        ['worklist', []],
        ['age', []],
      ] as const) {
        const refused = run(command, '--expect', totals, ...options);
        expect(refused.status).toBe(2);
        expect(refused.stdout).toBe('');
        const [line, ...others] = errorsOf(refused.stderr);
        expect(line).toMatch(/^arrears: the bank's totals do not meet; nothing was written\. /);
        expect(line).toContain(told);
        expect(others).toEqual([]);
      }
      expect(filesUnder(directory).size).toBe(0);
      const checked = run('check', '--expect', totals);
      expect(checked.status).toBe(1);
      expect(checked.stdout).toContain('FAILS');
      expect(checked.stderr).toContain(told);
    });
  });

  test('a balance that one loan lacks has no total: a blank is not a zero', () => {
    const whole = readFileSync(join(book.path, 'loans.csv'), 'utf8');
    writeFileSync(join(book.path, 'blank.csv'), whole.replace('2000.00,2000.00', '2000.00,'));
    const refused = run('age', '--loans', 'blank.csv', '--expect', 'balance=2400.15');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('found no total: 1 of 3 loans have no outstanding_principal');
  });

  test('in Chinese', () => {
    const refused = run('triage', '--expect', 'loans=4', '--lang', 'zh');
    expect(errorsOf(refused.stderr)).toEqual([
      'arrears: 与银行提供的合计数不符，未写入任何文件。loans：应为 4，实际 3（-1）',
    ]);
  });

  test('are told apart from slips of the pen', () => {
    expect(readBankTotals('loans=1,234,balance=1,234.5')).toEqual({ loans: 1234, balance: 123_450 });
    expect(readBankTotals('receipts=-3.07', { loans: 2 })).toEqual({ loans: 2, receipts: -307 });
    for (const [text, fault] of [
      ['loan=3', /did you mean "loans"/],
      ['3', /names no total/],
      ['loans=', /no number of rows/],
      ['loans=3.5', /no number of rows/],
      ['balance=1.234', /no amount in yuan/],
      ['balance=12,34', /no amount in yuan/],
      ['loans=3,loans=3', /given twice/],
      ['', /names no total/],
    ] as const) {
      expect(readBankTotals(text)).toMatchObject({
        fault: { en: expect.stringMatching(fault), zh: expect.any(String) },
      });
    }
  });
});

describe('too many rejected rows', () => {
  test('no list, one line, exit 2; check finds it and exits 1', () => {
    inScratch((directory) => {
      const out = join(directory, 'out');
      const refused = run('triage', '--max-rejects', '19%', '--out', out);
      expect(refused.status).toBe(2);
      expect(refused.stdout).toBe('');
      expect(errorsOf(refused.stderr)).toEqual([
        'arrears: payments.csv: 1 of 5 rows rejected, more than the limit of 19%; nothing was written.',
      ]);
      expect(filesUnder(directory).size).toBe(0);
      expect(run('triage', '--max-rejects', '20%', '--out', out).status).toBe(1);
      const kept = filesUnder(out);
      expect(run('triage', '--max-rejects', '0', '--out', out).status).toBe(2);
      expect(filesUnder(out)).toEqual(kept);
      expect(run('check', '--max-rejects', '0').status).toBe(1);
      expect(run('check', '--max-rejects', '1').status).toBe(1);
    });
  });

  test('on two threads as on one', () => {
    inScratch((directory) => {
      const rows = ['loan_id,paid_on,amount,payment_id,channel'];
      // Large enough to be cut in two; the bad rows stand in the second half.
      for (let at = 0; at < 400_000; at++)
        rows.push(`${at < 390_000 ? 'L1' : 'L0'},2025-06-10,0.01,PAYMENT-${at},transfer`);
      writeFileSync(join(directory, 'payments.csv'), `${rows.join('\n')}\n`);
      for (const threads of ['1', '2']) {
        const asked = ['--payments', join(directory, 'payments.csv'), '--threads', threads];
        const stopped = run('age', ...asked, '--max-rejects', '100', '--limit', '1');
        expect(stopped.status).toBe(2);
        expect(errorsOf(stopped.stderr).join()).toMatch(
          /rows rejected so far, more than the limit of 100: reading stopped/,
        );
        expect(run('age', ...asked, '--max-rejects', '2.5%', '--limit', '1').status).toBe(1);
        expect(errorsOf(run('age', ...asked, '--max-rejects', '2.4%', '--limit', '1').stderr).join()).toContain(
          '10000 of 400000 rows rejected, more than the limit of 2.4%',
        );
      }
    });
  }, 60_000);
});
