/** What users and scripts meet: exit codes, pipes, usage errors, examples that work when pasted. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram, buildWholeProgram } from '../../src/cli/program.js';
import { deadlineColumns } from '../../src/write/deadlines.js';
import { widthOf } from '../../src/write/display-width.js';
import { arrears, filesUnder, inScratch, ROOT, rowsOf, shell } from './arrears.js';

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
    ['a required option misspelt', ['triage', '--loan', 'loans.csv'], /did you mean --loans/i],
    ['a required option left out', ['triage', '--loans', 'loans.csv'], /required option '--payments <file>'/],
    ['an empty file name', ['age', '--loans', '', '--payments', 'payments.csv'], /--loans: an empty name/],
    ['a third thread', ['worklist', ...FILES, '--threads', '3'], /It takes 1 or 2/],
    ['an unknown encoding', ['worklist', ...FILES, '--encoding', 'klingon'], /--encoding does not know "klingon"/],
    ['a sample of no loans', ['sample', '--loans', '0', '--out', 'none'], /at least one loan/],
    ['an unknown language', ['policy', 'show', '--lang', 'fr'], /It takes: en, zh/],
    [
      'filters beside --from',
      ['notices', '--from', 'run', '--out', 'x', '--limit', '1'],
      /--limit cannot stand beside/,
    ],
    ['an unknown command', ['triaje'], /did you mean triage/i],
    ['a missing file', ['triage', '--loans', 'none.csv', '--payments', 'payments.csv'], /none\.csv/],
    ['a date that is none', ['age', ...FILES.slice(0, 4), '--as-of', '2026-02-30'], /not a calendar date/],
    ['an unknown bucket', ['worklist', ...FILES, '--bucket', 'M9'], /--bucket does not know "M9"/],
    ['an unknown policy', ['worklist', ...FILES, '--policy', 'defualt'], /default/],
    ['a loan that is not there', ['explain', ...FILES, 'NO-SUCH'], /no loan "NO-SUCH"/],
    ['neither a book nor a case', ['limitation'], /nothing to reckon from/],
    ['a book and a case', ['limitation', ...FILES, '--due', '2024-01-01'], /cannot be asked for together/],
    ['what belongs to a case beside a book', ['limitation', ...FILES, '--mortgage'], /--mortgage is for one case/],
    [
      'a slip in an event',
      ['limitation', '--due', '2024-01-01', '--event', 'demad@2024-06-01'],
      /did you mean "demand"/,
    ],
    ['an unknown clock', ['limitation', ...FILES, '--clock', 'mortage'], /did you mean "mortgage"/],
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

test('what the user can put right is told in the language asked for', () => {
  const run = arrears(['worklist', '--loans', 'none.csv', '--payments', 'payments.csv', '--lang', 'zh'], { cwd: book });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('arrears: 无法读取输入，未写入任何文件。');
  const expected = 'loans=60,principal=1,balance=1,payments=1,receipts=1';
  const check = arrears(['check', ...FILES, '--lang', 'zh', '--expect', expected], { cwd: book });
  expect(check.stdout).toContain('控制总数');
  const totals = check.stdout.split('\n').filter((line) => /^ {2}(?:相符|不符) /.test(line));
  expect(totals.length).toBeGreaterThanOrEqual(12);
  for (const line of totals) expect(line).not.toMatch(/ = |read|expected/);
  expect(check.stdout).not.toMatch(/control totals|rejected,|balance \d/);
});

test('a filter that names a branch no loan has is told, with the nearest that there is', () => {
  const run = arrears(['worklist', ...FILES, '--branch', '城东支'], { cwd: book });
  expect(run.status).toBe(0);
  expect(run.stdout.trimEnd().split('\n')).toHaveLength(1);
  expect(run.stderr).toMatch(/note: --branch: no loan has "城东支"; did you mean "城东支行"\?/);
});

test('a slip in a filter is told before the files are read', () => {
  const run = arrears(['worklist', '--loans', 'none.csv', '--payments', 'none.csv', '--bucket', 'M9'], { cwd: book });
  expect(run.status).toBe(2);
  expect(run.stderr).not.toContain('none.csv');
});

describe('age', () => {
  const agedBuckets = (...more: string[]) =>
    arrears(['age', ...FILES, '--format', 'jsonl', ...more], { cwd: book })
      .stdout.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly loan_id: string; readonly bucket: string });

  test('is about every loan of the file, in its order', () => {
    const ids = readFileSync(join(book, 'loans.csv'), 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0]);
    expect(agedBuckets().map((row) => row.loan_id)).toEqual(ids);
    expect(agedBuckets('--limit', '5').map((row) => row.loan_id)).toEqual(ids.slice(0, 5));
  });

  test('a bucket asked for is the loan’s own', () => {
    const all = agedBuckets();
    for (const bucket of ['M0', 'M7+']) {
      const own = all.filter((row) => row.bucket === bucket);
      expect(own.length).toBeGreaterThan(0);
      expect(agedBuckets('--bucket', bucket)).toEqual(own);
    }
  });

  test('a terminal of 80 columns shows whole identifiers and amounts', () => {
    const lines = arrears(['age', ...FILES, '--format', 'table'], { cwd: book })
      .stdout.trimEnd()
      .split('\n');
    // One line a loan; title, three rules.
    expect(lines).toHaveLength(60 + 4);
    expect(lines.filter((line) => /│ JJ\d{14} │/.test(line))).toHaveLength(60);
  });
});

test('evidence does not begin with a sign, which a spreadsheet would count with', () => {
  const { stdout } = arrears(['classify', ...FILES, '--lang', 'en'], { cwd: book });
  expect(stdout).toMatch(/willingness -2: /);
  expect(stdout).not.toMatch(/,"?'[-+]/);
});

describe('pipes', () => {
  test('help too may be cut short by its reader', () => {
    for (const line of ['arrears --help', 'arrears triage --help', 'arrears law', 'arrears policy show']) {
      const run = shell(`set -o pipefail; ${line} | true`, book);
      expect(run.stderr).toBe('');
      expect(run.status).toBe(0);
    }
  });

  test('a reader that goes away is success', () => {
    const run = shell(`set -o pipefail; arrears age ${FILES.join(' ')} | head -1`, book);
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
      'rank,why,next_step,next_step_by,borrower_id,borrower_name,loans,days_past_due,bucket,risk_grade,overdue_total,outstanding_principal,borrower_type,type_confidence,nearest_deadline,nearest_deadline_on,officer,branch,region,phone,flags,score,moves,borrower_subtype',
    );
  });
});

test('letters never take the place of the list that they are about', () => {
  inScratch((directory) => {
    const files = ['--loans', join(book, 'loans.csv'), '--payments', join(book, 'payments.csv')];
    expect(arrears(['triage', ...files, '--out', 'a/run'], { cwd: directory }).status).toBe(0);
    const before = filesUnder(directory);
    for (const out of ['a/run', './a/../a/run', 'a']) {
      const run = arrears(['notices', '--from', 'a/run', '--out', out], { cwd: directory });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('would replace the run in a/run');
    }
    expect(filesUnder(directory)).toEqual(before);
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

test('the order of rows and of files never matters', () => {
  inScratch((directory) => {
    for (const table of ['loans', 'payments']) {
      const [header, ...rows] = readFileSync(join(book, `${table}.csv`), 'utf8')
        .trimEnd()
        .split('\n');
      writeFileSync(join(directory, `${table}.csv`), `${[header, ...rows.reverse()].join('\n')}\n`);
    }
    const forward = arrears(['worklist', ...FILES, '--lang', 'en'], { cwd: book });
    const filesBackward = [...FILES.slice(2, 4), ...FILES.slice(0, 2), ...FILES.slice(4)];
    const backward = arrears(['worklist', ...filesBackward, '--lang', 'en'], { cwd: directory });
    expect(forward.stdout).toMatch(/JJ\d+;JJ\d+/);
    expect(backward.stdout).toBe(forward.stdout);
  });
});

/** Every command that does something, as it is typed: `policy check`. */
function pathsOf(command: Command, above: readonly string[] = []): (readonly string[])[] {
  const below = command.commands.flatMap((sub) => pathsOf(sub, [...above, sub.name()]));
  const onlyGathers = command.commands.length > 0 && command.options.length === 0;
  return above.length === 0 || onlyGathers ? below : [above, ...below];
}

const program = await buildWholeProgram();

describe('help', () => {
  const examples = pathsOf(program).flatMap((path) => {
    const { stdout } = arrears([...path, '--help']);
    const lines = [...stdout.matchAll(/^ {2}\$ (.+)$/gm)].map((match) => match[1]!);
    // An example of another command is no example of this one.
    if (!lines.some((line) => line.includes(`arrears ${path.join(' ')}`))) lines.push('(none)');
    return lines.map((line) => [path.join(' '), line] as const);
  });

  test('lists every command as the command tells it itself', async () => {
    const names = await buildProgram([]);
    expect(names.helpInformation()).toBe(program.helpInformation());
    expect((await buildProgram(['nobody'])).helpInformation()).toBe(program.helpInformation());
  });

  test('every command has examples', () => {
    expect(examples.filter(([, line]) => line === '(none)')).toEqual([]);
    expect(new Set(examples.map(([command]) => command)).size).toBeGreaterThan(15);
  });

  test.each(examples)('%s: %s', (_, line) => {
    inScratch((directory) => {
      for (const [name, bytes] of filesUnder(book)) writeFileSync(join(directory, name), bytes);
      // The examples speak of a run, a pack and a loan that the reader has.
      if (line.includes('--from out')) {
        expect(arrears(['triage', ...FILES, '--out', 'out'], { cwd: directory }).status).toBe(0);
      }
      if (line.includes('--survey survey.xlsx')) {
        expect(arrears(['survey', ...FILES, '--out', 'survey.xlsx'], { cwd: directory }).status).toBe(0);
      }
      if (line.includes('notices record')) {
        const letters = ['notices', ...FILES, '--notice-log', 'notice-log.csv', '--out', 'letters'];
        expect(arrears(letters, { cwd: directory }).status).toBe(0);
        const { number } = rowsOf(readFileSync(join(directory, 'notice-log.csv'), 'utf8'))[0]!;
        const receipt = `number,returned_on,outcome\n${number},2026-12-31,left\n`;
        writeFileSync(join(directory, 'receipts.csv'), receipt);
      }
      if (!line.includes('policy init')) {
        cpSync(join(ROOT, 'policies', 'default'), join(directory, 'our-policy'), { recursive: true });
      }
      const loan = readFileSync(join(directory, 'loans.csv'), 'utf8').split('\n')[1]!.split(',')[0]!;
      const borrower = readFileSync(join(directory, 'loans.csv'), 'utf8').split('\n')[1]!.split(',')[1]!;
      const other = readFileSync(join(directory, 'loans.csv'), 'utf8').split('\n')[2]!.split(',')[0]!;
      const own = line.replaceAll('L-00417', loan).replaceAll('L-00418', other).replaceAll('B-00417', borrower);
      const run = shell(own, directory);
      expect(run.stderr).not.toMatch(/error:|unexpected failure/);
      expect(run.status).toBe(0);
    });
  });
});

describe('one case without files', () => {
  const CASE = ['limitation', '--due', '2023-08-31', '--contract-signed', '2022-08-31', '--as-of', '2024-02-01'];
  const ASKED = [...CASE, '--guarantee', 'joint,none', '--event', 'sms@2024-01-10:party_id=G1,evidence=sent'];

  test('as JSON is an array of one object per clock, with the columns of deadlines.csv', () => {
    const run = arrears([...ASKED, '--json']);
    expect(run.status).toBe(0);
    const clocks = JSON.parse(run.stdout) as Record<string, unknown>[];
    expect(clocks.map(({ clock, party_id }) => [clock, party_id])).toEqual([
      ['limitation', ''],
      ['guarantee_period', 'G1'],
    ]);
    const columns = deadlineColumns('en').map(({ name }) => name);
    for (const clock of clocks) expect(Object.keys(clock)).toEqual(columns);
    expect(clocks[1]).toMatchObject({
      loan_id: '',
      status: 'expiring',
      base_on: '2024-02-29',
      rolled_on: '2024-02-29',
      days_left: 28,
      conservative_on: '2024-02-29',
      missing: [],
    });
    for (const key of ['because', 'articles', 'improve']) {
      const texts = clocks[1]![key] as string[];
      expect(texts.length, key).toBeGreaterThan(0);
      for (const text of texts) expect(typeof text).toBe('string');
    }
  });

  test.each(['en', 'zh'])('reads as a timeline that calls itself an estimate (%s)', (language) => {
    const { stdout, status } = arrears([...ASKED, '--lang', language]);
    expect(status).toBe(0);
    expect(stdout).toContain(language === 'zh' ? '估算，不构成法律意见' : 'estimates, not legal advice');
    expect(stdout).toMatch(/2024-01-10 .*--event:1/);
    expect(stdout).toContain('民法典第692条第2款');
    expect(stdout).not.toMatch(/\bvalid\b|\bsafe\b|undefined|NaN/);
    for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(80);
  });
});
