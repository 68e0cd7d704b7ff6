/** `arrears policy compare` as its users run it: against two runs of their own, by exit code, into files and pipes. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { widthOf } from '../../src/write/display-width.js';
import { arrears, DEMO, filesUnder, inScratch, type Outcome, ROOT, shell } from './arrears.js';

const GOLDEN = join(ROOT, 'fixtures', 'demo', 'expected', 'policy-changes.csv');
const BOOK = [...DEMO, '--as-of', '2026-11-20', '--lang', 'en'];

type Row = Readonly<Record<string, string>>;

/** Packs of a lender, one folder each. */
let packs: string;
/** Of `default` and of the trial pack. */
let runs: readonly [Map<string, Buffer>, Map<string, Buffer>];
let compared: Outcome;

const pack = (name: string): string => join(packs, name);

function writePack(name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(pack(name));
  const { 'policy.yaml': text = '', ...rest } = files;
  writeFileSync(join(pack(name), 'policy.yaml'), `extends: default\nname: ${name}\n${text}\n`);
  for (const [file, content] of Object.entries(rest)) writeFileSync(join(pack(name), file), content);
}

/** A file of the bundled pack with passages replaced that each stand in it once. */
function edited(file: string, ...edits: readonly (readonly [passage: string, replacement: string])[]): string {
  return edits.reduce(
    (text, [passage, replacement]) => {
      expect(text.split(passage).length, passage).toBe(2);
      return text.replace(passage, replacement);
    },
    readFileSync(join(ROOT, 'policies', 'default', file), 'utf8'),
  );
}

beforeAll(() => {
  packs = mkdtempSync(join(tmpdir(), 'arrears-packs-'));
  const promise = '  - id: promise-broken\n    axis: willingness\n    says: against\n    weight: ';
  writePack('trial', {
    'policy.yaml': 'version: "2"\nageing: s2',
    'evidence.yaml': edited('evidence.yaml', [`${promise}2`, `${promise}6`]),
    'calendar.yaml': edited(
      'calendar.yaml',
      ['- id: lawyers-letter\n      from: 61\n      to: 90', '- id: lawyers-letter\n      from: 61\n      to: 120'],
      ['- id: sue\n      from: 91', '- id: sue\n      from: 121'],
    ),
  });
  writePack('titles', { 'policy.yaml': 'columns: { loans: { titles: { 内码: loan_id } } }' });
  writePack('other-titles', { 'policy.yaml': 'columns: { loans: { titles: { 内码: borrower_id } } }' });
  runs = ['default', pack('trial')].map((policy) => {
    let files = new Map<string, Buffer>();
    inScratch((directory) => {
      const out = join(directory, 'out');
      expect(arrears(['triage', ...BOOK, '--policy', policy, '--out', out]).status).toBe(1);
      files = filesUnder(out);
    });
    return files;
  }) as [Map<string, Buffer>, Map<string, Buffer>];
  compared = arrears(['policy', 'compare', 'default', pack('trial'), ...BOOK]);
}, 60_000);

afterAll(() => rmSync(packs, { recursive: true, force: true }));

function rows(csv: string | Buffer): readonly Row[] {
  return parse(csv, { columns: true }) as Row[];
}

const cells = (text: string): string[] => (text === '' ? [] : text.split(';'));

describe('against two runs of triage', () => {
  const fileOf = (side: 0 | 1, name: string) => rows(runs[side].get(name)!);

  test('rejected rows are findings here as there', () => {
    expect(compared.status).toBe(1);
    expect(rows(compared.stdout).length).toBeGreaterThan(20);
  });

  test('every row says what the two work lists say', () => {
    const lists = [fileOf(0, 'work-list.csv'), fileOf(1, 'work-list.csv')].map(
      (list) => new Map(list.map((row) => [row['borrower_id']!, row])),
    );
    for (const row of rows(compared.stdout)) {
      for (const [at, side] of ['a', 'b'].entries()) {
        const there = lists[at]!.get(row['borrower_id']!);
        expect(row[`in_list_${side}`]).toBe(there === undefined ? 'no' : 'yes');
        const seen = ['rank', 'type', 'subtype', 'next_step', 'next_step_by', 'overdue_total'].map(
          (name) => row[`${name}_${side}`],
        );
        const names = ['rank', 'borrower_type', 'borrower_subtype', 'next_step', 'next_step_by', 'overdue_total'];
        if (there !== undefined) expect(seen).toEqual(names.map((name) => there[name]));
      }
      const differs = (name: string) => row[`${name}_a`] !== row[`${name}_b`];
      const changed = [
        ...(differs('type') || differs('subtype') ? ['type'] : []),
        ...(row['bucket_loans'] !== '' ? ['bucket'] : []),
        ...(differs('next_step') || differs('next_step_by') ? ['step'] : []),
        ...(differs('rank') ? ['rank'] : []),
      ];
      expect(cells(row['changed']!)).toEqual(changed);
      expect(row['why']).not.toBe('');
    }
  });

  test('whoever has no row stands in both work lists alike', () => {
    const told = new Set(rows(compared.stdout).map((row) => row['borrower_id']));
    const quiet = ([0, 1] as const).map((side) =>
      fileOf(side, 'work-list.csv')
        .filter((row) => !told.has(row['borrower_id']))
        .map((row) => [row['rank'], row['borrower_id'], row['borrower_type'], row['next_step'], row['bucket']]),
    );
    expect(quiet[0]).toEqual(quiet[1]);
  });

  test('the buckets are those of the two positions files, loan by loan', () => {
    const [before, after] = ([0, 1] as const).map(
      (side) => new Map(fileOf(side, 'positions.csv').map((row) => [row['loan_id']!, row])),
    );
    const told = new Map<string, readonly [string, string]>();
    for (const row of rows(compared.stdout)) {
      const [from, to] = [cells(row['bucket_a']!), cells(row['bucket_b']!)];
      cells(row['bucket_loans']!).forEach((loan, at) => {
        told.set(loan, [from[at]!, to[at]!]);
      });
    }
    const listed = new Set(fileOf(0, 'work-list.csv').map((row) => row['borrower_id']));
    const moved = [...before!.values()]
      .filter((row) => listed.has(row['borrower_id']))
      .map(({ loan_id, bucket }) => [loan_id!, [bucket!, after!.get(loan_id!)!['bucket']!]] as const)
      .filter(([, [from, to]]) => from !== to);
    expect(told.size).toBeGreaterThan(20);
    expect(new Map(moved)).toEqual(told);
  });

  test('filters and the limit are those of the lists', () => {
    inScratch((directory) => {
      const asked = [...BOOK, '--type', '3,undetermined', '--limit', '12'];
      const lists = ['default', pack('trial')].map((policy) =>
        rows(arrears(['worklist', ...asked, '--policy', policy, '--format', 'csv']).stdout).map(
          (row) => row['borrower_id']!,
        ),
      );
      const out = join(directory, 'changes.jsonl');
      arrears(['policy', 'compare', 'default', pack('trial'), ...asked, '--all', '--out', out]);
      const told = readFileSync(out, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      const ids = told.map((row) => row['borrower_id'] as string);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.slice(0, 12)).toEqual(lists[1]);
      expect(new Set(ids)).toEqual(new Set(lists.flat()));
      for (const row of told) {
        expect(row['rank_a']).toBe(lists[0]!.indexOf(row['borrower_id'] as string) + 1 || null);
        if (row['rank_a'] === null) expect(row['why']).toContain('left out of list A by filter or limit');
      }
      expect(statSync(out).mode & 0o777).toBe(0o600);
    });
  });
});

test('the rows of the demo book are as expected', () => {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(GOLDEN, compared.stdout);
  expect(compared.stdout).toBe(readFileSync(GOLDEN, 'utf8'));
});

test.each(['Asia/Shanghai', 'America/New_York'])('under TZ=%s they are the same to the byte', (zone) => {
  const there = arrears(['policy', 'compare', 'default', pack('trial'), ...BOOK], { env: { TZ: zone } });
  expect(there.stdout).toBe(compared.stdout);
});

test('each kind of change has its reason', () => {
  const why = rows(compared.stdout).map((row) => ({ changed: cells(row['changed']!), why: row['why']! }));
  for (const { changed, why: text } of why) {
    if (changed.includes('type'))
      expect(text).toContain('willingness -2 → -6, broke a promise to pay [promise-broken]');
    if (changed.includes('bucket')) expect(text).toContain('ageing schedule months → s2');
    if (changed.includes('step')) expect(text).toContain('step ');
    if (changed.includes('rank')) expect(text).toMatch(/tier \S+ → |score \S+ → |moved by others/);
  }
  for (const kind of ['type', 'bucket', 'step', 'rank']) {
    expect(
      why.some(({ changed }) => changed.includes(kind)),
      kind,
    ).toBe(true);
  }
});

describe('the summary', () => {
  test('counts the changes, and its matrices account for the whole list', () => {
    const { stderr } = compared;
    const all = rows(compared.stdout);
    const count = (kind: string) => all.filter((row) => cells(row['changed']!).includes(kind)).length;
    expect(stderr).toContain(
      `Changed: ${all.length} of 94 borrowers – type ${count('type')}, bucket ${count('bucket')}, ` +
        `next step ${count('step')}, rank ${count('rank')}`,
    );
    expect(stderr).toMatch(/│ M7\+ +│ 6m\+ +│/u);
    expect(stderr).toContain('Furthest moves on the list:');
    for (const line of stderr.slice(stderr.indexOf('As of')).split('\n')) {
      // A folder's name is as long as it is.
      if (!line.includes(packs)) expect(widthOf(line), line).toBeLessThanOrEqual(80);
    }
  });

  test('speaks Chinese', () => {
    const run = arrears(['policy', 'compare', 'default', pack('trial'), ...BOOK.slice(0, -2), '--lang', 'zh']);
    expect(run.stderr).toContain('户变化：类型');
    expect(run.stdout).toContain('账龄分段 months → s2');
    expect(run.stdout).not.toMatch(/moved by|score|willingness/);
  });

  test('says so where the policies are the same', () => {
    const run = arrears(['policy', 'compare', 'default', 'default', ...BOOK, '--exit-code']);
    expect(run.stderr).toContain('The two policies are the same, byte for byte: nothing changes.');
    expect(rows(run.stdout)).toEqual([]);
  });
});

describe('over a clean book', () => {
  let book: string;
  const files = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--events', 'events.csv'];
  const asked = [...files, '--as-of', '2026-11-20', '--lang', 'en'];
  const compare = (a: string, b: string, ...more: readonly string[]) =>
    arrears(['policy', 'compare', a, b, ...asked, ...more], { cwd: book });

  beforeAll(() => {
    book = mkdtempSync(join(tmpdir(), 'arrears-book-'));
    expect(arrears(['sample', '--loans', '150', '--out', '.'], { cwd: book }).status).toBe(0);
  });
  afterAll(() => rmSync(book, { recursive: true, force: true }));

  test('changes are information, and a finding only where that is asked for', () => {
    expect(compare('default', pack('trial')).status).toBe(0);
    expect(compare('default', pack('trial'), '--exit-code').status).toBe(1);
    expect(compare('default', 'default', '--exit-code').status).toBe(0);
    expect(compare('default', pack('trial'), '--only', 'type', '--type', '1', '--exit-code').status).toBe(0);
  });

  test('--only and --least-move narrow the rows to what they name', () => {
    const all = rows(compare('default', pack('trial')).stdout);
    const steps = rows(compare('default', pack('trial'), '--only', 'step').stdout);
    expect(steps.map((row) => row['borrower_id'])).toEqual(
      all.filter((row) => cells(row['changed']!).includes('step')).map((row) => row['borrower_id']),
    );
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.every((row) => row['changed'] === 'step')).toBe(true);
    const far = rows(compare('default', pack('trial'), '--only', 'rank', '--least-move', '3').stdout);
    expect(far.length).toBeGreaterThan(0);
    for (const row of far) expect(Math.abs(Number(row['rank_a']) - Number(row['rank_b']))).toBeGreaterThanOrEqual(3);
  });

  test('--all has every borrower of either list once', () => {
    const all = rows(compare('default', pack('trial'), '--all').stdout);
    const list = rows(arrears(['worklist', ...asked], { cwd: book }).stdout);
    expect(all.map((row) => row['borrower_id']).sort()).toEqual(list.map((row) => row['borrower_id']).sort());
  });

  test('the four forms say the same, and a file is not written over', () => {
    const csv = rows(compare('default', pack('trial'), '--out', 'changes.csv').stdout);
    expect(csv).toEqual([]);
    const file = rows(readFileSync(join(book, 'changes.csv')));
    const json = JSON.parse(compare('default', pack('trial'), '--format', 'json').stdout) as Record<string, unknown>[];
    expect(json.map((row) => row['borrower_id'])).toEqual(file.map((row) => row['borrower_id']));
    expect(json.map((row) => (row['changed'] as string[]).join(';'))).toEqual(file.map((row) => row['changed']));
    const table = compare('default', pack('trial'), '--format', 'table').stdout;
    for (const line of table.trimEnd().split('\n')) expect(widthOf(line)).toBeLessThan(81);
    const again = compare('default', pack('trial'), '--out', 'changes.csv');
    expect(again.status).toBe(2);
    expect(rows(readFileSync(join(book, 'changes.csv')))).toEqual(file);
  });

  test('a reader that goes away is no failure', () => {
    const line = `arrears policy compare default ${pack('trial')} ${asked.join(' ')} --format jsonl | head -1; exit \${PIPESTATUS[0]}`;
    const run = shell(line, book);
    expect(run.status).toBe(0);
    expect(run.stdout.trim().split('\n').length).toBe(1);
  });

  test('titles that one policy lacks are taken from the other', () => {
    const own = join(book, 'own');
    mkdirSync(own);
    for (const table of ['payments', 'events']) {
      writeFileSync(join(own, `${table}.csv`), readFileSync(join(book, `${table}.csv`)));
    }
    const loans = readFileSync(join(book, 'loans.csv'), 'utf8');
    writeFileSync(join(own, 'loans.csv'), loans.replace(/^loan_id,/, '内码,'));
    const alone = arrears(['age', ...asked], { cwd: own });
    expect(alone.status).toBe(2);
    for (const [a, b] of [
      ['default', pack('titles')],
      [pack('titles'), 'default'],
    ] as const) {
      const run = arrears(['policy', 'compare', a, b, ...asked], { cwd: own });
      expect(run.status).toBe(0);
      const told = run.stderr.replace(/\s+/g, ' ');
      expect(told).toContain(`note: default lacks column titles for loans; those of ${pack('titles')} are used`);
      expect(rows(run.stdout)).toEqual([]);
    }
  });

  test('policies that read the files differently are refused', () => {
    const run = compare(pack('titles'), pack('other-titles'));
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(/the loans file differently: "内码" is loan_id in .* and borrower_id in/);
    expect(run.stdout).toBe('');
  });

  test.each([
    ['one policy only', ['default', ...asked], /missing required argument 'B'/],
    ['--policy', ['default', 'default', ...asked, '--policy', 'default'], /unknown option '--policy'/],
    ['no loans', ['default', 'default'], /required option '--loans <file>'/],
    [
      'an unknown kind',
      ['default', 'default', ...asked, '--only', 'typ'],
      /--only does not know "typ"; did you mean "type"/,
    ],
    ['no places', ['default', 'default', ...asked, '--least-move', '0'], /it takes 1 or more/],
    ['a file of no known form', ['default', 'default', ...asked, '--out', 'x.doc'], /x\.doc does not say which form/],
    ['an unknown policy', ['default', 'defualt', ...asked], /defualt/],
    ['a bucket of neither', ['default', 'default', ...asked, '--bucket', '1-3m'], /--bucket does not know "1-3m"/],
  ])('2 for %s', (_, args, message) => {
    const run = arrears(['policy', 'compare', ...args], { cwd: book });
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stdout).toBe('');
  });

  test('a bucket of one policy chooses nobody under the other', () => {
    const run = rows(compare('default', pack('trial'), '--bucket', '1-3m').stdout);
    expect(run.length).toBeGreaterThan(0);
    expect(run.every((row) => row['in_list_a'] === 'no' && row['in_list_b'] === 'yes')).toBe(true);
  });

  test('nothing is left behind beside the file', () => {
    expect(existsSync(join(book, 'changes.csv'))).toBe(true);
    expect([...filesUnder(book).keys()].filter((name) => name.includes('.part'))).toEqual([]);
  });
});
