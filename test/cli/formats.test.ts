/** The forms in which lists leave the program: every command that prints rows has all of them. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mostRowsOf, workbookOf } from '../../src/cli/print-workbook.js';
import { widthOf } from '../../src/write/display-width.js';
import { readWorkbook } from '../../src/xlsx/workbook.js';
import { arrears, DEMO, ROOT, shell } from './arrears.js';

const BOOK = [...DEMO, '--as-of', '2026-11-20'];
const COMMANDS = ['worklist', 'age', 'classify', 'limitation'] as const;

let scratch: string;

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'arrears-formats-'));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs a line of shell in a terminal of its own. */
function inTerminal(line: string) {
  return spawnSync('script', ['-qec', line, '/dev/null'], { cwd: ROOT, encoding: 'utf8', input: '' });
}

/** Where the system has no `script` of util-linux there is no terminal to be had. */
const onTerminal = test.skipIf(inTerminal('true').status !== 0);

/** Standard output as bytes. */
function bytesOf(args: readonly string[]): Buffer {
  const run = spawnSync(process.execPath, [join(ROOT, 'bin', 'arrears.js'), ...args], {
    cwd: ROOT,
    maxBuffer: 1 << 28,
  });
  return run.stdout;
}

describe.each(COMMANDS)('%s', (command) => {
  test('has the same rows as JSON and as a workbook with Chinese titles', async () => {
    const rows = JSON.parse(arrears([command, ...BOOK, '--format', 'json']).stdout) as Record<string, unknown>[];
    const sheet = await readWorkbook(bytesOf([command, ...BOOK, '--format', 'xlsx', '--lang', 'zh']));
    expect(sheet).toHaveLength(rows.length + 1);
    const key = Object.keys(rows[0]!).findIndex((name) => name === 'borrower_id' || name === 'loan_id');
    expect(sheet.slice(1).map((cells) => cells[key])).toEqual(rows.map((row) => Object.values(row)[key]));
    expect(sheet[0]!.every((title) => title !== '')).toBe(true);
    expect(sheet[0]!.join('')).toMatch(/\p{Script=Han}/u);
  });

  onTerminal.each([
    [80, 'zh'],
    [120, 'en'],
  ])('is a table whose borders meet at %i columns: %s', (width, language) => {
    const table = `bin/arrears.js ${command} ${BOOK.join(' ')} --lang ${language} 2>/dev/null`;
    const run = inTerminal(`stty cols ${width}; exec "${process.execPath}" ${table}`);
    const lines = run.stdout.split(/\r?\n/).filter((text) => /^[┌├└│]/.test(text));
    expect(lines.length).toBeGreaterThan(10);
    expect(new Set(lines.map(widthOf)).size).toBe(1);
    expect(widthOf(lines[0]!)).toBeLessThanOrEqual(width);
  });
});

onTerminal('a workbook is not written to a terminal, and that is said before anything is read', () => {
  const asked = 'worklist --loans none.csv --payments none.csv --format xlsx';
  const run = inTerminal(`exec "${process.execPath}" bin/arrears.js ${asked}`);
  expect(run.status).toBe(2);
  expect(run.stdout).toContain('an xlsx file is not written to a terminal');
});

onTerminal('--excel is csv on a terminal too', () => {
  const run = inTerminal(`exec "${process.execPath}" bin/arrears.js age ${BOOK.join(' ')} --excel 2>/dev/null`);
  expect(run.stdout.startsWith('\ufeffloan_id,borrower_id,')).toBe(true);
});

test('one case too can be a workbook', async () => {
  const sheet = await readWorkbook(
    bytesOf(['limitation', '--due', '2024-06-30', '--as-of', '2026-11-20', '--format', 'xlsx']),
  );
  expect(sheet.length).toBeGreaterThan(1);
});

test('triage writes the workbook beside the csv, the same list, owner-only, and its hash into run.json', async () => {
  const out = join(scratch, 'run');
  const run = arrears(['triage', ...BOOK, '--lang', 'zh', '--limit', '12', '--out', out, '--format', 'xlsx']);
  expect([run.status, run.stdout]).toEqual([1, '']);
  const path = join(out, 'work-list.xlsx');
  const bytes = readFileSync(path);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  const manifest = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8')) as {
    readonly outputs: readonly Record<string, unknown>[];
  };
  expect(manifest.outputs.find(({ name }) => name === 'work-list.xlsx')).toEqual({
    name: 'work-list.xlsx',
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    rows: 12,
  });
  expect(bytes.equals(bytesOf(['worklist', ...BOOK, '--lang', 'zh', '--limit', '12', '--format', 'xlsx']))).toBe(true);
  const sheet = await readWorkbook(bytes);
  const ids = readFileSync(join(out, 'work-list.csv'), 'utf8').match(/KH\d{8}/g)!;
  expect(sheet.slice(1).map((cells) => cells[4])).toEqual(ids);
});

test('more rows than a workbook holds are refused before a row is made', async () => {
  const columns = [{ name: 'n', zh: '数', en: 'n', kind: 'integer' as const, of: (n: number) => n }];
  let made = 0;
  function* rows(): Generator<number> {
    made++;
    yield 1;
  }
  const settings = { language: 'en' as const, name: { en: 'work list', zh: '工作清单' }, asOf: 0, total: 2 ** 20 };
  await expect(workbookOf(columns, rows(), settings)).rejects.toThrow('more than the 1048575 rows');
  expect(made).toBe(0);
  expect(mostRowsOf(1)).toBe(2 ** 20 - 1);
  expect(mostRowsOf(24)).toBe(208_333);
});

test('a workbook goes through a pipe and into a file', () => {
  writeFileSync(join(scratch, 'loans.csv'), readFileSync(join(ROOT, 'fixtures/demo/loans.csv')));
  writeFileSync(join(scratch, 'payments.csv'), readFileSync(join(ROOT, 'fixtures/demo/payments.csv')));
  const run = shell(
    'arrears worklist --loans loans.csv --payments payments.csv --as-of 2026-11-20 --format xlsx 2>/dev/null > list.xlsx; head -c 2 list.xlsx',
    scratch,
  );
  expect(run.stdout).toBe('PK');
});
