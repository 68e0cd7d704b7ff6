/** What users and scripts meet: exit codes, pipes, usage errors, examples that work when pasted. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrears, filesUnder, inScratch, ROOT, shell } from './arrears.js';

let book: string;

beforeAll(() => {
  book = mkdtempSync(join(tmpdir(), 'arrears-book-'));
  expect(arrears(['sample', '--loans', '60', '--out', '.'], { cwd: book }).status).toBe(0);
  for (const table of ['loans', 'payments']) {
    writeFileSync(join(book, `${table}.csv.gz`), gzipSync(readFileSync(join(book, `${table}.csv`))));
  }
});

afterAll(() => rmSync(book, { recursive: true, force: true }));

const FILES = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20'];

describe('exit codes', () => {
  test('0 for a clean run', () => {
    expect(arrears(['worklist', ...FILES], { cwd: book }).status).toBe(0);
  });

  test.each([
    ['an unknown option', ['worklist', ...FILES, '--limt', '3'], /did you mean --limit/i],
    ['an unknown command', ['triaje'], /did you mean triage/i],
    ['a missing file', ['triage', '--loans', 'none.csv', '--payments', 'payments.csv'], /none\.csv/],
    ['a date that is none', ['age', ...FILES.slice(0, 4), '--as-of', '2026-02-30'], /not a calendar date/],
    ['an unknown bucket', ['worklist', ...FILES, '--bucket', 'M9'], /--bucket does not know "M9"/],
    ['an unknown policy', ['worklist', ...FILES, '--policy', 'defualt'], /default/],
    ['a loan that is not there', ['explain', ...FILES, 'NO-SUCH'], /no loan "NO-SUCH"/],
    ['standard input twice', ['age', '--loans', '-', '--payments', '-'], /only once/],
  ])('2 for %s', (_, args, message) => {
    const run = arrears(args, { cwd: book });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stdout).toBe('');
  });

  test('1 when a row was rejected', () => {
    inScratch((directory) => {
      const loans = readFileSync(join(book, 'loans.csv'), 'utf8').trimEnd();
      writeFileSync(join(directory, 'loans.csv'), `${loans}\nBAD,B,,,,,,,,,,,,,oops\n`);
      const run = arrears(['age', '--loans', 'loans.csv', '--payments', join(book, 'payments.csv')], {
        cwd: directory,
      });
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/loans\.csv:62: error\[wrong-cell-count\]/);
    });
  });
});

describe('pipes', () => {
  test('a reader that goes away is success', () => {
    const run = shell(`set -o pipefail; arrears age --all ${FILES.join(' ')} | head -1`, book);
    expect(run.status).toBe(0);
    expect(run.stdout).toMatch(/^loan_id,borrower_id,/);
    expect(run.stderr).toBe('');
  });

  test('gzip and standard input read the same as plain files', () => {
    const plain = arrears(['worklist', ...FILES], { cwd: book });
    const zipped = arrears(
      ['worklist', '--loans', 'loans.csv.gz', '--payments', 'payments.csv.gz', '--as-of', '2026-11-20'],
      { cwd: book },
    );
    const piped = arrears(['worklist', '--loans', 'loans.csv', '--payments', '-', '--as-of', '2026-11-20'], {
      cwd: book,
      input: readFileSync(join(book, 'payments.csv')),
    });
    expect(zipped.stdout).toBe(plain.stdout);
    expect(piped.stdout).toBe(plain.stdout);
  });

  test('json, jsonl and csv say the same', () => {
    const json = JSON.parse(arrears(['worklist', ...FILES, '--format', 'json'], { cwd: book }).stdout);
    const lines = arrears(['worklist', ...FILES, '--format', 'jsonl'], { cwd: book })
      .stdout.trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(json);
    const csv = arrears(['worklist', ...FILES], { cwd: book })
      .stdout.trimEnd()
      .split('\n');
    expect(csv).toHaveLength(json.length + 1);
    expect(csv[0]).toBe(
      'rank,why,next_step,next_step_by,borrower_id,borrower_name,loans,days_past_due,bucket,risk_grade,overdue_total,outstanding_principal,borrower_type,type_confidence,nearest_deadline,nearest_deadline_on,officer,branch,region,phone,flags,score',
    );
  });
});

test('letters from a run are the letters that the run itself would write, and a changed input is refused', () => {
  inScratch((directory) => {
    const copy = (name: string) => writeFileSync(join(directory, name), readFileSync(join(book, name)));
    copy('loans.csv');
    copy('payments.csv');
    expect(
      arrears(['triage', ...FILES, '--out', 'run', '--notices', '--bucket', 'M1,M2,M3'], { cwd: directory }).status,
    ).toBe(0);
    expect(arrears(['notices', '--from', 'run', '--out', 'letters'], { cwd: directory }).status).toBe(0);
    const own = [...filesUnder(join(directory, 'run', 'notices'))];
    const later = new Map([...filesUnder(join(directory, 'letters'))].filter(([name]) => name !== 'run.json'));
    expect([...later.keys()]).toEqual(own.map(([name]) => name));
    for (const [name, bytes] of own) expect(later.get(name)!.equals(bytes), name).toBe(true);

    writeFileSync(join(directory, 'payments.csv'), readFileSync(join(book, 'payments.csv'), 'utf8').slice(0, -200));
    const changed = arrears(['notices', '--from', 'run', '--out', 'letters'], { cwd: directory });
    expect(changed.status).toBe(2);
    expect(changed.stderr).toContain('payments.csv has changed');
  });
});

test('the order of rows never matters', () => {
  inScratch((directory) => {
    for (const table of ['loans', 'payments']) {
      const [header, ...rows] = readFileSync(join(book, `${table}.csv`), 'utf8')
        .trimEnd()
        .split('\n');
      writeFileSync(join(directory, `${table}.csv`), `${[header, ...rows.reverse()].join('\n')}\n`);
    }
    const forward = arrears(['worklist', ...FILES, '--lang', 'en'], { cwd: book });
    const backward = arrears(['worklist', ...FILES, '--lang', 'en'], { cwd: directory });
    const sorted = (csv: string) => csv.replace(/JJ\d+(;JJ\d+)+/g, (ids) => ids.split(';').sort().join(';'));
    expect(sorted(backward.stdout)).toBe(sorted(forward.stdout));
  });
});

describe('help', () => {
  const commands = [
    'triage',
    'worklist',
    'age',
    'classify',
    'limitation',
    'notices',
    'explain',
    'check',
    'law',
    'sample',
  ];
  const examples = commands.flatMap((command) => {
    const { stdout } = arrears([command, '--help']);
    const lines = [...stdout.matchAll(/^ {2}\$ (.+)$/gm)].map((match) => match[1]!);
    return lines.length === 0 ? [[command, '(none)']] : lines.map((line) => [command, line]);
  });
  for (const sub of ['check', 'show']) {
    const { stdout } = arrears(['policy', sub, '--help']);
    examples.push(...[...stdout.matchAll(/^ {2}\$ (.+)$/gm)].map((match) => [`policy ${sub}`, match[1]!]));
  }

  test.each(examples)('%s: %s', (_, line) => {
    expect(line).not.toBe('(none)');
    inScratch((directory) => {
      for (const [name, bytes] of filesUnder(book)) writeFileSync(join(directory, name), bytes);
      // The examples speak of a run, a pack and a loan that the reader has.
      if (line.includes('--from out')) {
        expect(arrears(['triage', ...FILES, '--out', 'out'], { cwd: directory }).status).toBe(0);
      }
      const policy = join(ROOT, 'policies', 'default');
      const loan = readFileSync(join(directory, 'loans.csv'), 'utf8').split('\n')[1]!.split(',')[0]!;
      const other = readFileSync(join(directory, 'loans.csv'), 'utf8').split('\n')[2]!.split(',')[0]!;
      const own = line.replace('./our-policy', policy).replaceAll('L-00417', loan).replaceAll('L-00418', other);
      const run = shell(own, directory);
      expect(run.stderr).not.toMatch(/error:|unexpected failure/);
      expect(run.status).toBe(0);
    });
  });
});
