/** What the benchmark measures against must do the work that it says: the peers agree with each other and with triage. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { arrears, inScratch, ROOT } from './arrears.js';

const AS_OF = '2025-06-30';

/** What a script of the benchmark prints. */
function bench(script: string, ...args: readonly string[]): string {
  const run = spawnSync(process.execPath, [join(ROOT, 'bench', script), ...args], { encoding: 'utf8' });
  expect(run.status, run.stderr).toBe(0);
  return run.stdout;
}

/** Columns of which the whole job with objects makes what triage makes of them, for every loan. */
const EQUAL_FOR_ALL = [
  'days_past_due',
  'oldest_unpaid_due_on',
  'missed_instalments',
  'overdue_principal',
  'overdue_interest',
  'penalty_interest',
  'compound_interest',
  'overdue_total',
  'outstanding_principal',
  'unallocated',
  'last_paid_on',
  'last_paid_amount',
  'bucket',
  'risk_grade',
];

test('the object script of the whole job comes to the positions of triage', () => {
  inScratch((directory) => {
    const book = join(directory, 'book');
    bench('bench-book.mjs', '1000', book);
    bench('bench-events.mjs', '1000', book);
    const tables = ['--loans', join(book, 'loans.csv'), '--payments', join(book, 'payments.csv'), '--as-of', AS_OF];
    for (const events of [false, true]) {
      const [ours, theirs] = [join(directory, `triage-${events}`), join(directory, `objects-${events}`)];
      const log = events ? ['--events', join(book, 'events.csv')] : [];
      const run = arrears(['triage', ...tables, ...log, '--out', ours]);
      expect(run.status, run.stderr).toBe(0);
      bench('csv-parse-objects-whole.mjs', book, theirs, AS_OF, ...(events ? ['--events'] : []));
      const told = bench('compare-positions.mjs', join(ours, 'positions.csv'), join(theirs, 'positions.csv'));
      expect(told).toContain('1000 loans\n');
      for (const column of EQUAL_FOR_ALL) expect(told).toContain(`${column}: 100.000 %\n`);
      const limited = Number(/^limitation_base_on: ([\d.]+) %/m.exec(told)?.[1]);
      expect(limited).toBeGreaterThan(99);
      const listed = (folder: string) =>
        readFileSync(join(folder, 'work-list.csv'), 'utf8').trimEnd().split('\n').length;
      expect(listed(theirs)).toBe(listed(ours));
    }
  });
});

test('the object script that only ages writes what DuckDB writes', () => {
  inScratch((directory) => {
    const book = join(directory, 'book');
    bench('bench-book.mjs', '1000', book);
    const [duckdb, objects] = [join(directory, 'duckdb'), join(directory, 'objects')];
    bench('duckdb-ageing.mjs', book, duckdb, AS_OF);
    bench('csv-parse-objects.mjs', book, objects, AS_OF);
    for (const file of ['buckets.csv', 'work-list.csv'])
      expect(readFileSync(join(objects, file), 'utf8')).toBe(readFileSync(join(duckdb, file), 'utf8'));
  });
});
