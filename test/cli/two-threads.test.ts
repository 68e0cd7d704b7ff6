/** A book large enough for the second thread gives the same bytes with it as without. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { LOANS_WORTH_A_THREAD } from '../../src/cli/second-thread.js';
import { arrears, filesUnder, inScratch } from './arrears.js';

/** As the first instalment of 1000.00 and 120.00, due 27 days before, was paid or not; every 64th loan is told otherwise. */
function reportedOf(at: number): string {
  const arrears = '27,1000.00,120.00';
  const slips = ['28,1000.00,120.00', arrears, '0,0.00,9.00', ',,', '0,0.00,0.00'];
  return slips[at % 64] ?? (at % 4 === 0 ? arrears : '0,0.00,0.00');
}

test('triage, age and policy compare on one thread and on two', () => {
  inScratch((directory) => {
    const loans = [
      'loan_id,borrower_id,borrower_name,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,reported_days_past_due,reported_overdue_principal,reported_overdue_interest',
    ];
    const payments = ['loan_id,paid_on,amount,payment_id,channel'];
    for (let at = 0; at < LOANS_WORTH_A_THREAD + 7; at++) {
      // Every third borrower has two loans; every fifth loan lacks its mark-up, every hundredth its period.
      const borrower = at % 3 === 2 ? at - 1 : at;
      const period = at % 100 === 0 ? '' : 'monthly';
      loans.push(
        `L${at},B${borrower},张三${at},12000.00,12,${at % 5 === 0 ? '' : 50},2025-01-15,2026-01-15,equal_principal,${period},${reportedOf(at)}`,
      );
      if (at % 4 !== 0) payments.push(`L${at},2025-02-${10 + (at % 9)},1120.00,P${at},counter`);
    }
    writeFileSync(join(directory, 'loans.csv'), `${loans.join('\n')}\n`);
    writeFileSync(join(directory, 'payments.csv'), `${payments.join('\n')}\n`);
    const [one, two] = ['1', '2'].map((threads) => {
      const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-03-14'];
      const run = arrears(['triage', ...files, '--threads', threads, '--out', `out-${threads}`], { cwd: directory });
      expect(run.status, run.stderr).toBe(0);
      return filesUnder(join(directory, `out-${threads}`));
    });
    expect([...two!.keys()]).toEqual([...one!.keys()]);
    for (const [name, bytes] of one!) expect(two!.get(name)!.equals(bytes), name).toBe(true);
    expect(one!.get('deadlines.csv')!.length).toBeGreaterThan(1_000_000);
    const causes = new Map<string, number>();
    for (const row of parse(one!.get('reconciliation.csv')!, { columns: true }) as Record<string, string>[]) {
      causes.set(row['cause']!, (causes.get(row['cause']!) ?? 0) + 1);
    }
    // Every 64th loan each, but those without a position.
    for (const cause of ['convention', 'missing_payments', 'schedule', 'undetermined']) {
      expect(causes.get(cause), cause).toBeGreaterThan(400);
    }

    const [sheets, sheetsOfTwo] = ['1', '2'].map((threads) => {
      const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-03-14'];
      const asked = [...files, '--threads', threads, '--excel', 'gb18030', '--out', `excel-${threads}`];
      expect(arrears(['triage', ...asked, '--quiet'], { cwd: directory }).status).toBe(0);
      return filesUnder(join(directory, `excel-${threads}`));
    });
    for (const [name, bytes] of sheets!) expect(sheetsOfTwo!.get(name)!.equals(bytes), name).toBe(true);
    const lines = sheets!.get('positions.csv')!.toString('latin1').split('\r\n');
    expect(lines).toHaveLength(one!.get('positions.csv')!.toString('latin1').split('\n').length);

    const [aged, agedByTwo, fewer, fewerByTwo] = [
      ['--threads', '1'],
      ['--threads', '2'],
      ['--threads', '1', '--bucket', 'M1', '--limit', '9000'],
      ['--threads', '2', '--bucket', 'M1', '--limit', '9000'],
    ].map((asked) => {
      const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-03-14'];
      return arrears(['age', ...files, ...asked], { cwd: directory }).stdout;
    });
    expect(agedByTwo === aged).toBe(true);
    expect(fewerByTwo === fewer).toBe(true);
    expect(fewer!.split('\n')).toHaveLength(9002);
    const positions = parse(one!.get('positions.csv')!, { columns: true }) as Record<string, string>[];
    const agedLoans = parse(aged!, { columns: true }) as Record<string, string>[];
    expect(agedLoans).toHaveLength(positions.length);
    expect(agedLoans.some(({ bucket }) => bucket === 'undetermined')).toBe(true);
    for (const [at, loan] of agedLoans.entries()) expect(positions[at]).toMatchObject(loan);

    mkdirSync(join(directory, 'trial'));
    writeFileSync(join(directory, 'trial', 'policy.yaml'), 'extends: default\nname: trial\nageing: s2\n');
    const [alone, together] = ['1', '2'].map((threads) => {
      const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2025-03-14'];
      const asked = [...files, '--threads', threads, '--out', `changes-${threads}.csv`];
      const run = arrears(['policy', 'compare', 'default', './trial', ...asked], { cwd: directory });
      expect(run.status, run.stderr).toBe(0);
      return { rows: readFileSync(join(directory, `changes-${threads}.csv`), 'utf8'), told: run.stderr };
    });
    expect(alone!.rows.length).toBeGreaterThan(1_000_000);
    expect(together!.rows === alone!.rows).toBe(true);
    expect(together!.told).toBe(alone!.told);
  });
}, 120_000);
