/** The survey loop: who cannot be typed is asked, the sheet is filled in, read back, and the type follows. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { SURVEY_QUESTIONS } from '../../src/domain/survey.js';
import { NOT_NEEDED } from '../../src/write/survey-sheet.js';
import { readWorkbook, writeWorkbook } from '../../src/xlsx/workbook.js';
import { arrears, DEMO, inScratch } from './arrears.js';
import { csvOf, fillRows } from './fill-survey.js';

const AS_OF = ['--as-of', '2026-11-20'];
const BOOK = [...DEMO, ...AS_OF];
const rowsOf = (csv: string) => parse(csv, { bom: true }) as string[][];
const recordsOf = (csv: string) => parse(csv, { bom: true, columns: true }) as Record<string, string>[];
const classified = (...options: readonly string[]) => recordsOf(arrears(['classify', ...BOOK, ...options]).stdout);
const ids = (rows: readonly Record<string, string>[], column: string) => rows.map((row) => row[column]!).sort();

const sheet = arrears(['survey', ...BOOK, '--lang', 'zh', '--out', '-']);
const before = classified();

/** Flags of the work list by borrower. */
const flags = new Map(
  recordsOf(arrears(['worklist', ...BOOK]).stdout).map((row) => [row['borrower_id']!, row['flags']!]),
);
/** A hold; the demo book has no complaint that stands. */
const isStopped = (borrower: string) => /hold:/.test(flags.get(borrower)!);
const STOPPED = '【停止接触，不得询问客户及他人】只可不经询问查明：';

describe('the sheet', () => {
  test('is about exactly the borrowers that cannot be typed', () => {
    const untyped = before.filter(({ borrower_type }) => borrower_type === 'undetermined');
    expect(untyped.length).toBeGreaterThan(10);
    expect(ids(recordsOf(sheet.stdout), '客户号')).toEqual(ids(untyped, 'borrower_id'));
    // The bundled book has rows that are rejected on purpose.
    expect(sheet.status).toBe(1);
  });

  test('leaves open what would decide, in its cells and in words', () => {
    for (const row of recordsOf(sheet.stdout)) {
      const open = SURVEY_QUESTIONS.filter(({ title }) => row[title.zh] === '');
      expect(open.length).toBeGreaterThan(0);
      for (const { title } of SURVEY_QUESTIONS) expect(['', NOT_NEEDED]).toContain(row[title.zh]);
      const words = open.map(({ asks }, at) => `${at + 1}) ${asks.zh}`).join(' ');
      expect(row['待问事项']).toBe(isStopped(row['客户号']!) ? STOPPED + words : words);
    }
  });

  test('says where contact is stopped that nobody may be asked', () => {
    const stopped = recordsOf(sheet.stdout).filter((row) => row['待问事项']!.startsWith(STOPPED));
    expect(stopped.length).toBeGreaterThan(0);
    expect(ids(stopped, '客户号')).toEqual(
      ids(
        recordsOf(sheet.stdout).filter((row) => isStopped(row['客户号']!)),
        '客户号',
      ),
    );
    expect(sheet.stderr).toContain(`${stopped.length} 户停止接触`);
  });

  test('groups the rows by region and branch and tells where they are', () => {
    const places = recordsOf(sheet.stdout).map((row) => `${row['区域']} ${row['支行']}`);
    const groups = places.filter((place, at) => place !== places[at - 1]);
    expect(new Set(groups).size).toBe(groups.length);
    const regions = groups.map((group) => group.split(' ')[0]).filter((region, at, all) => region !== all[at - 1]);
    expect(new Set(regions).size).toBe(regions.length);
    const told = groups.map((group) => {
      const [region, branch] = group.split(' ');
      const count = places.filter((place) => place === group).length;
      const share = Math.round((1000 * count) / places.length) / 10;
      return new RegExp(`│ ${region} +│ ${branch} +│ +${count} │ +${String(share).replace('.', '\\.')} │`);
    });
    for (const line of told) expect(sheet.stderr).toMatch(line);
  });

  test('masks names, phones and addresses unless told not to', () => {
    const unmasked = recordsOf(arrears(['survey', ...BOOK, '--lang', 'zh', '--out', '-', '--unmask']).stdout);
    const masked = recordsOf(sheet.stdout);
    for (const title of ['客户名称', '电话', '地址']) {
      expect(masked.every((row) => row[title] === '' || row[title]!.includes('*'))).toBe(true);
      expect(unmasked.some((row) => row[title]!.includes('*'))).toBe(false);
    }
  });

  test('with --all and a filter is about everybody listed, and asks of the typed only what refines the type', () => {
    const all = recordsOf(arrears(['survey', ...BOOK, '--lang', 'en', '--all', '--type', '3', '--out', '-']).stdout);
    expect(ids(all, 'borrower id')).toEqual(
      ids(
        before.filter((row) => row['borrower_type'] === '3-wilful'),
        'borrower_id',
      ),
    );
    for (const row of all) expect(row['questions']).toBe('nothing to ask');
    const hard = recordsOf(arrears(['survey', ...BOOK, '--lang', 'en', '--all', '--type', '2', '--out', '-']).stdout);
    expect(hard.length).toBeGreaterThan(0);
    for (const row of hard) expect(row['months until able again']).toBe('');
  });

  test('of a filter is about that filter, and the limit counts its rows', () => {
    const some = recordsOf(
      arrears(['survey', ...BOOK, '--lang', 'zh', '--region', '城东', '--limit', '5', '--out', '-']).stdout,
    );
    expect(some.map((row) => row['区域'])).toEqual(Array(5).fill('城东'));
  });
});

describe('the sheet of a run', () => {
  test('is that of arrears survey --from, verifies, and is not written over once it is filled in', () => {
    inScratch((directory) => {
      const out = join(directory, 'out');
      const triage = ['triage', ...BOOK, '--lang', 'zh', '--out', out];
      expect(arrears(triage).status).toBe(1);
      const path = join(out, 'survey.csv');
      const again = arrears(['survey', '--from', out, '--lang', 'zh', '--out', '-']);
      expect(again.stdout).toBe(sheet.stdout);
      expect(readFileSync(path, 'utf8')).toBe(sheet.stdout);
      expect(arrears(['verify', out]).status).toBe(0);
      const run = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
      expect(run.counts.borrowers_untyped).toBe(recordsOf(sheet.stdout).length);

      const filled = csvOf(fillRows(rowsOf(sheet.stdout), '2026-11-18'));
      writeFileSync(path, filled);
      const refused = arrears([...triage, '--survey', path]);
      expect(refused.status).toBe(2);
      expect(refused.stderr).toContain('survey.csv');
      expect(readFileSync(path, 'utf8')).toBe(filled);
    });
  });

  test('holds the first in order of work, as many as the policy says, and the rest are counted', () => {
    inScratch((directory) => {
      mkdirSync(join(directory, 'pack'));
      writeFileSync(
        join(directory, 'pack', 'policy.yaml'),
        'extends: default\nname: few\ntyping: { survey_sheet_borrowers: 3 }\n',
      );
      const [out, pack] = [join(directory, 'out'), join(directory, 'pack')];
      const run = arrears(['triage', ...BOOK, '--lang', 'zh', '--policy', pack, '--out', out]);
      const listed = recordsOf(readFileSync(join(out, 'work-list.csv'), 'utf8'));
      const untyped = listed.filter((row) => row['borrower_type'] === 'undetermined');
      const asked = recordsOf(readFileSync(join(out, 'survey.csv'), 'utf8'));
      expect(ids(asked, '客户号')).toEqual(ids(untyped.slice(0, 3), 'borrower_id'));
      expect(run.stderr).toContain(`${untyped.length} 户类型待定`);
      expect(run.stderr).toContain('其中列入前 3 户');
    });
  });
});

describe('the loop', () => {
  test('a filled sheet gives every borrower on it a type, from CSV and from a workbook alike', async () => {
    const filled = fillRows(rowsOf(sheet.stdout), '2026-11-18');
    const directory = mkdtempSync(join(tmpdir(), 'arrears-survey-'));
    try {
      const csv = join(directory, 'filled.csv');
      writeFileSync(csv, csvOf(filled));
      const after = classified('--survey', csv);
      const asked = new Set(recordsOf(sheet.stdout).map((row) => row['客户号']));
      expect(after.filter((row) => asked.has(row['borrower_id']) && row['borrower_type'] === 'undetermined')).toEqual(
        [],
      );
      expect(
        after.filter((row) => asked.has(row['borrower_id']) && row['borrower_type'] === '2-hardship').length,
      ).toBeGreaterThan(3);
      expect(after.filter((row) => !asked.has(row['borrower_id']))).toEqual(
        before.filter((row) => !asked.has(row['borrower_id'])),
      );

      const workbook = join(directory, 'sheet.xlsx');
      expect(arrears(['survey', ...BOOK, '--lang', 'en', '--out', workbook]).status).toBe(1);
      expect(statSync(workbook).mode & 0o777).toBe(0o600);
      const rows = fillRows(await readWorkbook(readFileSync(workbook)), '2026-11-18');
      const filledBook = join(directory, 'filled.xlsx');
      const plan = {
        name: 'survey',
        frozenColumns: 0,
        columns: rows[0]!.map((title) => ({ title, kind: 'text' as const, width: 10 })),
        rows: rows.slice(1),
      };
      writeFileSync(filledBook, await writeWorkbook([plan], 20_000));
      expect(classified('--survey', filledBook)).toEqual(after);
    } finally {
      rmSync(directory, { recursive: true });
    }
  }, 60_000);

  test('a run records the sheet, sets bad rows aside, and asks again only who is still open', () => {
    inScratch((directory) => {
      const csv = join(directory, 'survey.csv');
      const [titles, first, second, third, ...others] = fillRows(rowsOf(sheet.stdout), '2026-11-18');
      const cooperates = titles!.indexOf('配合');
      const spoilt = second!.map((cell, at) => (at === cooperates ? '也许' : cell));
      const stranger = third!.map((cell, at) => (at === 0 ? 'KH99999999' : cell));
      writeFileSync(csv, csvOf([titles!, first!, spoilt, stranger, ...others]));
      const out = join(directory, 'out');
      const run = arrears(['triage', ...BOOK, '--lang', 'zh', '--survey', csv, '--out', out]);
      expect(run.status).toBe(1);
      const rejected = recordsOf(readFileSync(join(out, 'rejected', 'survey.csv'), 'utf8'));
      expect(rejected.map((row) => [row['客户号'], row['line']])).toEqual([
        [second![0], '3'],
        ['KH99999999', '4'],
      ]);
      expect(rejected[0]!['problem']).toContain('也许');
      const { inputs } = JSON.parse(readFileSync(join(out, 'run.json'), 'utf8'));
      expect(inputs.find((input: { table: string }) => input.table === 'survey')).toMatchObject({
        sha256: createHash('sha256').update(readFileSync(csv)).digest('hex'),
        rows: others.length + 3,
        rejected: 2,
      });

      const again = join(directory, 'again.csv');
      const next = arrears(['survey', '--from', out, '--lang', 'zh', '--out', again]);
      expect(next.stderr).toContain('--survey');
      expect(ids(recordsOf(readFileSync(again, 'utf8')), '客户号')).toEqual([second![0]!, third![0]!].sort());
    });
  });

  test('answers expire', () => {
    inScratch((directory) => {
      const csv = join(directory, 'old.csv');
      writeFileSync(csv, csvOf(fillRows(rowsOf(sheet.stdout), '2026-01-01')));
      expect(classified('--survey', csv)).toEqual(before);
    });
  });

  test('a sheet that nobody has filled in changes nothing', () => {
    inScratch((directory) => {
      const csv = join(directory, 'empty.csv');
      writeFileSync(csv, sheet.stdout);
      const run = arrears(['check', ...BOOK, '--survey', csv]);
      expect(run.stdout + run.stderr).not.toContain('survey.csv:');
      expect(classified('--survey', csv)).toEqual(before);
    });
  });
});

describe('what is refused', () => {
  test.each([
    [['--out', 'sheet.pdf'], /neither \.csv nor \.xlsx/],
    [['--out', '-', '--type', '3'], /--type needs --all/],
    [[], /required option '--out <file>'/],
  ] as const)('%j', (options, message) => {
    const run = arrears(['survey', ...BOOK, ...options]);
    expect(run.status).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stdout).toBe('');
  });

  test('a sheet that is there already: somebody may have filled it in', () => {
    inScratch((directory) => {
      const path = join(directory, 'sheet.csv');
      writeFileSync(path, 'answers');
      const run = arrears(['survey', ...BOOK, '--out', path]);
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('exists already');
      expect(readFileSync(path, 'utf8')).toBe('answers');
    });
  });

  test('filters beside --from', () => {
    const run = arrears(['survey', '--from', 'out', '--region', '城东', '--out', '-']);
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('--region cannot stand beside --from');
    expect(arrears(['survey', '--out', '-']).stderr).toContain('survey needs --from');
  });
});
