/** `--capacity N --per officer|branch|region`, as its users meet it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { arrears, DEMO, filesUnder, inScratch, ROOT } from './arrears.js';

const BOOK = [...DEMO, '--as-of', '2026-11-20', '--lang', 'en'];

interface ListedRow {
  readonly rank: number;
  readonly borrower_id: string;
  readonly officer: string | null;
  readonly branch: string;
}

function listed(...more: readonly string[]): { readonly rows: readonly ListedRow[]; readonly stderr: string } {
  const run = arrears(['worklist', ...BOOK, '--format', 'jsonl', ...more]);
  const lines = run.stdout.trimEnd().split('\n');
  return { rows: lines.map((line) => JSON.parse(line) as ListedRow), stderr: run.stderr };
}

let scratch: string;
let everybody: readonly ListedRow[];

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'arrears-capacity-'));
  everybody = listed().rows;
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const idsOf = (rows: readonly ListedRow[]) => rows.map((row) => row.borrower_id);

/** The first `most` of each value. */
function firstOf(rows: readonly ListedRow[], key: 'officer' | 'branch', most: number): ListedRow[] {
  const taken = new Map<string | null, number>();
  return rows.filter((row) => {
    taken.set(row[key], (taken.get(row[key]) ?? 0) + 1);
    return taken.get(row[key])! <= most;
  });
}

test('each officer gets the first of his borrowers in order of work, and ranks count the list as written', () => {
  const { rows } = listed('--capacity', '3', '--per', 'officer');
  expect(idsOf(rows)).toEqual(idsOf(firstOf(everybody, 'officer', 3)));
  expect(rows.map(({ rank }) => rank)).toEqual(rows.map((_, at) => at + 1));
});

test('the summary says whom the capacity cut, by team and in total', () => {
  const within = firstOf(everybody, 'branch', 4);
  const { rows, stderr } = listed('--capacity', '4', '--per', 'branch');
  expect(rows).toHaveLength(within.length);
  const cut = everybody.length - within.length;
  expect(stderr).toContain(`cut by the capacity of 4 per branch: ${cut} borrowers, balance `);
  const branch = '城东支行';
  const own = everybody.filter((row) => row.branch === branch).length;
  expect(stderr).toContain(`    ${branch}: ${own - 4} borrowers, balance `);
});

test('without --per it is the whole list that it caps', () => {
  const { rows, stderr } = listed('--capacity', '10');
  expect(idsOf(rows)).toEqual(idsOf(everybody.slice(0, 10)));
  expect(stderr).toContain(`cut by the capacity of 10: ${everybody.length - 10} borrowers`);
});

test('run.json counts both cuts by officer, the totals meet, and --from gives the same list again', () => {
  const out = join(scratch, 'run');
  const run = arrears(['triage', ...BOOK, '--capacity', '3', '--per', 'officer', '--limit', '20', '--out', out]);
  expect(run.stderr).toContain('All 8 control totals meet');
  const manifest = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
  expect(manifest.options).toMatchObject({ capacity: 3, per: 'officer', limit: 20 });
  expect(manifest.capacity).toMatchObject({ most: 3, per: 'officer' });
  const sum = (key: string) =>
    (manifest.capacity.groups as Record<string, number>[]).reduce((total, group) => total + group[key]!, 0);
  expect(sum('listed')).toBe(20);
  expect(sum('cut_by_capacity')).toBe(manifest.counts.borrowers_cut_by_capacity);
  expect(sum('cut_by_limit')).toBe(manifest.counts.borrowers_cut_by_limit);
  expect(sum('listed') + sum('cut_by_capacity') + sum('cut_by_limit')).toBe(everybody.length);

  const letters = join(scratch, 'letters');
  expect(arrears(['notices', '--from', out, '--out', letters]).status).toBe(1);
  const written = JSON.parse(readFileSync(join(letters, 'run.json'), 'utf8'));
  expect(written.counts.borrowers_listed).toBe(20);
  expect(written.capacity).toEqual(manifest.capacity);
});

test('borrowers without an officer are a group that says so', () => {
  inScratch((directory) => {
    expect(arrears(['sample', '--loans', '60', '--out', '.'], { cwd: directory }).status).toBe(0);
    const loans = join(directory, 'loans.csv');
    const [titles, ...rows] = parse(readFileSync(loans)) as string[][];
    const without = rows.map((row) => row.with(titles!.indexOf('officer'), ''));
    const quoted = (row: readonly string[]) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    writeFileSync(loans, `${[titles!, ...without].map(quoted).join('\n')}\n`);
    const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20'];
    for (const [language, said] of [
      ['en', '    no officer: '],
      ['zh', '    无客户经理：'],
    ] as const) {
      const asked = ['--capacity', '2', '--per', 'officer', '--lang', language, '--out', 'run'];
      const run = arrears(['triage', ...files, ...asked], { cwd: directory });
      expect(run.stderr).toContain(said);
    }
    const { capacity } = JSON.parse(readFileSync(join(directory, 'run', 'run.json'), 'utf8'));
    expect(capacity.groups).toMatchObject([{ name: null, listed: 2 }]);
  });
});

test('reminders are not cut, and asking for it is told', () => {
  const asked = ['worklist', ...BOOK, '--upcoming', '10', '--capacity', '3', '--per', 'officer'];
  const refused = arrears(asked);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('--capacity is of borrowers in arrears');

  const upcoming = (...more: string[]) => {
    const out = join(scratch, `reminders${more.length}`);
    arrears(['triage', ...BOOK, '--upcoming', '10', '--out', out, ...more]);
    return filesUnder(out).get('upcoming.csv')!.toString('utf8');
  };
  expect(upcoming('--capacity', '1', '--per', 'officer')).toBe(upcoming());
});

test.each([
  ['--per without a number', ['--per', 'officer'], /--per needs --capacity/],
  ['an unknown group', ['--capacity', '3', '--per', 'oficer'], /It takes: officer, branch, region/],
  ['a number that is none', ['--capacity', 'three'], /not a whole number/],
])('%s is told with exit code 2', (_, more, message) => {
  const run = arrears(['worklist', ...BOOK, ...more], { cwd: ROOT });
  expect(run.status).toBe(2);
  expect(run.stderr).toMatch(message);
});
