/** `--excel`: what an analyst opens with a double click holds what the plain files hold, and the program goes on reading it. */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeGb18030 } from '../../src/write/gb18030.js';
import { ARREARS, arrears, filesUnder, scratch } from './arrears.js';

const kept = scratch();
const cwd = kept.path;
afterAll(() => kept.remove());

const LONG = '622202000000012345';
const LOANS = `借据号,客户号,客户名称,联系电话,地址,支行,客户经理,贷款金额,贷款余额,年利率,罚息上浮比例,放款日,到期日,还款方式,还款周期
${LONG},000123,龚𫖯霞,13800138000,人民路1号,3-4,007,12000.00,12000.00,12,50,2026-10-15,2027-10-15,等额本金,月
000124,110105199003078515,㛃䶮,+8613900139000,人民路1号,MAR12,007,12000.00,12000.00,12,50,2025-01-15,2026-01-15,等额本金,月
+8612,-77,"张三, ""三哥""",13700137000,人民路1号,城东支行,王芳,12000.00,12000.00,12,50,2026-11-01,2027-11-01,等额本金,月
2026-11-20,2019E012x,李四,13600136000,人民路1号,城东支行,王芳,12000.00,12000.00,12,50,2025-01-15,2026-01-15,等额本金,月
'@SUM(A1),@id,=cmd|x,13500135000,人民路1号,城东支行,王芳,12000.00,12000.00,12,50,2025-01-15,2026-01-15,等额本金,月
000125,000999,王五,13400134000,人民路1号,城东支行,王芳,"-1,234.50",100.00,12,50,2025-02-30,2026-01-15,等额本金,月
="000126",000998,=1+1,13300133000,人民路1号,城东支行,王芳,1000.00,100.00,12,50,2025-01-15,03/04/2026,等额本金,月
`;
const PAYMENTS = `借据号,还款日期,还款金额,流水号
${LONG},2026-11-16,20.00,0001
000124,2025-02-16,1120.00,0002
2026-11-20,2025-02-15,1120.00,3-4
`;
const BOOK = ['--loans', 'loans.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20'];
const FORMS = ['bom', 'gb18030'] as const;

beforeAll(() => {
  writeFileSync(join(cwd, 'loans.csv'), LOANS);
  writeFileSync(join(cwd, 'payments.csv'), PAYMENTS);
  for (const [out, ...form] of [['plain'], ['bom', '--excel'], ['gb18030', '--excel', 'gb18030']]) {
    const run = arrears(['triage', ...BOOK, '--notices', '--upcoming', '60', ...form, '--out', out!], { cwd });
    // Two rows are wrong on purpose.
    expect([run.status, run.stdout]).toEqual([1, '']);
  }
}, 60_000);

/** Standard output as bytes. */
function bytesOf(...args: readonly string[]): Buffer {
  return spawnSync(process.execPath, [ARREARS, ...args], { cwd }).stdout;
}

const decode = (bytes: Uint8Array, form: string) =>
  new TextDecoder(form === 'gb18030' ? 'gb18030' : 'utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
const tableOf = (text: string): string[][] => parse(text, { bom: true, relax_column_count: true });
const bare = (cell: string) => /^="([^"]*)"$/.exec(cell)?.[1] ?? (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell);
/** The cells as a spreadsheet shows them. */
const shown = (text: string) => tableOf(text).map((cells) => cells.map(bare));

describe.each(FORMS)('a run in the form %s', (form) => {
  const run = join(cwd, form);

  test('has every CSV file in it, with the cells of the plain run and line ends of CR LF', () => {
    const plain = filesUnder(join(cwd, 'plain'));
    const files = filesUnder(run);
    expect([...files.keys()]).toEqual([...plain.keys()]);
    expect(tableOf(decode(files.get('notices/not-sent.csv')!, form)).length).toBeGreaterThan(1);
    const tables = [...files].filter(([name]) => name.endsWith('.csv'));
    expect(tables.map(([name]) => name)).toEqual([
      'deadlines.csv',
      'notices/manifest.csv',
      'notices/not-sent.csv',
      'positions.csv',
      'rejected/loans.csv',
      'survey.csv',
      'upcoming.csv',
      'work-list.csv',
    ]);
    for (const [name, bytes] of tables) {
      const text = decode(bytes, form);
      expect(text.startsWith('\ufeff'), name).toBe(form === 'bom');
      expect(text.match(/(?<!\r)\n/g), name).toBeNull();
      const expected = shown(plain.get(name)!.toString('utf8'));
      if (name === 'rejected/loans.csv') continue;
      expect(shown(text), name).toEqual(expected);
    }
    // What is no CSV is as ever.
    expect(files.get('problems.jsonl')!.equals(plain.get('problems.jsonl')!)).toBe(true);
  });

  test('shows identifiers, amounts and days as what they are', () => {
    const [titles, first] = tableOf(decode(readFileSync(join(run, 'positions.csv')), form));
    const cell = (name: string) => first![titles!.indexOf(name)];
    expect([cell('loan_id'), cell('borrower_id')]).toEqual([`="${LONG}"`, '="000123"']);
    expect(cell('as_of')).toBe('2026-11-20');
    expect(cell('outstanding_principal')).toMatch(/^\d+\.\d\d$/);
    expect(cell('bucket')).toMatch(/^M\d/);
    const list = tableOf(decode(readFileSync(join(run, 'work-list.csv')), form));
    const branches = list.slice(1).map((cells) => cells[list[0]!.indexOf('branch')]);
    expect(branches).toContain('="3-4"');
    expect(branches).toContain('="MAR12"');
    expect(branches).toContain('城东支行');
    const names = list.slice(1).map((cells) => cells[list[0]!.indexOf('borrower_name')]!.slice(0, 1));
    expect(names).toContain('龚');
  });

  test('is recorded, with the hashes of the very bytes, and verifies', () => {
    const { options, outputs } = JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'));
    expect(options.excel).toBe(form);
    for (const { name, sha256, bytes } of outputs) {
      const content = readFileSync(join(run, name));
      expect([createHash('sha256').update(content).digest('hex'), content.length], name).toEqual([sha256, bytes]);
    }
    const verified = arrears(['verify', form, '--inputs'], { cwd });
    expect(verified.stderr).toBe('');
    expect([verified.status, verified.stdout]).toEqual([0, expect.stringContaining('as recorded on 2026-11-20')]);
  });

  test('is the earlier run of the next one', () => {
    const next = (previous: string, out: string) => {
      const ran = arrears(['triage', ...BOOK, '--previous', previous, '--out', out], { cwd });
      expect(ran.status).toBe(1);
      const { inputs } = JSON.parse(readFileSync(join(cwd, out, 'run.json'), 'utf8'));
      const { rows, rejected } = inputs.find(({ table }: { table: string }) => table === 'positions');
      expect([rows, rejected]).toEqual([5, 0]);
      return readFileSync(join(cwd, out, 'work-list.csv'), 'utf8');
    };
    expect(next(form, `after-${form}`)).toBe(next('plain', `after-plain-${form}`));
  });

  test.each(FORMS)('is so too where the exports are said to be in an encoding (%s)', (other) => {
    const encoded = (name: string) => {
      const text = readFileSync(join(cwd, name), 'utf8');
      writeFileSync(join(cwd, `told-${name}`), other === 'bom' ? text : encodeGb18030(text));
      return `told-${name}`;
    };
    const told = ['--encoding', other === 'bom' ? 'utf-8' : 'gb18030', '--previous', form];
    const files = ['--loans', encoded('loans.csv'), '--payments', encoded('payments.csv'), '--as-of', '2026-11-20'];
    const ran = arrears(['check', ...files, ...told], { cwd });
    expect([ran.status, ran.stdout + ran.stderr]).toEqual([1, expect.not.stringContaining('positions.csv:')]);
  });

  test('is what letters and survey sheets are made from, and the sheet is read back', () => {
    const letters = `letters-${form}`;
    const asked = ['notices', '--from', form, '--kind', 'demand', '--excel', form, '--out', letters];
    expect(arrears(asked, { cwd }).status).toBe(1);
    const [titles, ...rows] = tableOf(decode(readFileSync(join(cwd, letters, 'manifest.csv')), form));
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map((cells) => cells[titles!.indexOf('borrower_id')])).toContain('="000123"');
    expect(arrears(['verify', letters], { cwd }).status).toBe(0);

    const sheet = `sheet-${form}.csv`;
    expect(arrears(['survey', '--from', form, '--all', '--excel', form, '--out', sheet], { cwd }).status).toBe(1);
    const text = decode(readFileSync(join(cwd, sheet)), form);
    expect(text.startsWith('\ufeff')).toBe(form === 'bom');
    expect(shown(text).map(([id]) => id)).toContain('000123');
    const read = arrears(['check', ...BOOK, '--survey', sheet], { cwd });
    expect(read.stdout + read.stderr).not.toContain(`${sheet}:`);
  });

  test('sets rows aside that say the same when they are read again', () => {
    const problemsOf = (loans: string) => {
      const ran = arrears(['check', '--loans', loans, '--payments', 'payments.csv', '--as-of', '2026-11-20'], { cwd });
      return (
        [...(ran.stdout + ran.stderr).matchAll(/:\d+: error\[([a-z-]+)\]: (.*)/g)]
          .filter(([text]) => !text.includes('payments.csv'))
          // A message shows the cell as it stands in the file.
          .map(([, code, text]) => `${code} ${text!.replace(/"="([^"]*)""/, '"$1"')}`)
          .filter((text) => !text.startsWith('unknown-loan'))
      );
    };
    const all = problemsOf('loans.csv');
    expect(all.map((text) => text.split(' ')[0])).toEqual(['negative-amount', 'impossible-date', 'ambiguous-date']);
    for (const out of ['plain', form]) expect(problemsOf(`${out}/rejected/loans.csv`)).toEqual(all);
    // Corrected by hand, nothing else of the row has changed.
    const rejected = tableOf(decode(readFileSync(join(run, 'rejected', 'loans.csv')), form));
    expect(rejected[1]!.slice(0, 13)).toEqual([
      '="000125"',
      '="000999"',
      '王五',
      '="13400134000"',
      '人民路1号',
      '城东支行',
      '王芳',
      '="-1,234.50"',
      '="100.00"',
      '="12"',
      '="50"',
      '="2025-02-30"',
      '="2026-01-15"',
    ]);
    expect(rejected[2]!.slice(0, 3)).toEqual(['="000126"', '="000998"', "'=1+1"]);
  });
});

test.each([
  ['worklist', ...BOOK],
  ['worklist', ...BOOK, '--upcoming', '60'],
  ['triage', ...BOOK],
  ['age', ...BOOK],
  ['classify', ...BOOK],
  ['limitation', ...BOOK],
  ['limitation', '--due', '2024-06-30', '--as-of', '2026-11-20', '--format', 'csv'],
  ['policy', 'compare', 'default', 'default', ...BOOK, '--all'],
])('%s prints the same rows in each form', (...args) => {
  const plain = bytesOf(...args).toString('utf8');
  expect(tableOf(plain).length).toBeGreaterThan(1);
  for (const form of FORMS) {
    const text = decode(bytesOf(...args, '--excel', form), form);
    expect(text.startsWith('\ufeff')).toBe(form === 'bom');
    expect(shown(text)).toEqual(shown(plain));
  }
});

test('without a form it is UTF-8 with a byte-order mark', () => {
  expect(bytesOf('age', ...BOOK, '--excel').equals(bytesOf('age', ...BOOK, '--excel', 'bom'))).toBe(true);
});

test('one case with --excel is csv', () => {
  const text = bytesOf('limitation', '--due', '2024-06-30', '--as-of', '2026-11-20', '--excel').toString('utf8');
  expect(text.startsWith('\ufeffloan_id,')).toBe(true);
});

describe('is refused beside what is no CSV, before anything is read', () => {
  const NONE = ['--loans', 'none.csv', '--payments', 'none.csv'];
  test.each([
    ['json', ['worklist', ...NONE, '--excel', '--format', 'json']],
    ['jsonl', ['age', ...NONE, '--excel', '--format', 'jsonl']],
    ['xlsx', ['classify', ...NONE, '--excel', '--format', 'xlsx']],
    ['table', ['triage', ...NONE, '--excel', '--format', 'table']],
    ['json', ['limitation', '--due', '2024-06-30', '--json', '--excel']],
    ['xlsx', ['survey', ...NONE, '--excel', '--out', 'sheet.xlsx']],
    ['xlsx', ['policy', 'compare', 'default', 'default', ...NONE, '--excel', '--out', 'changes.xlsx']],
  ])('%s', (form, args) => {
    const english = arrears(args, { cwd });
    expect([english.status, english.stdout]).toEqual([2, '']);
    expect(english.stderr).toContain(`--excel is about csv and says nothing of ${form}.`);
    const chinese = arrears([...args, '--lang', 'zh'], { cwd });
    expect([chinese.status, chinese.stderr]).toEqual([
      2,
      expect.stringContaining(`--excel 只用于 csv，不适用于 ${form}。`),
    ]);
  });

  test('an encoding that there is no form for', () => {
    const run = arrears(['age', ...NONE, '--excel', 'gbk'], { cwd });
    expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('It takes: bom, gb18030')]);
  });
});

test('beside --out any format may stand: the files of the run are in the form, and a workbook is one of them', () => {
  const run = arrears(['triage', ...BOOK, '--excel', '--format', 'xlsx', '--out', 'both'], { cwd });
  expect([run.status, run.stdout]).toEqual([1, '']);
  const files = filesUnder(join(cwd, 'both'));
  expect(files.get('work-list.xlsx')!.subarray(0, 2).toString()).toBe('PK');
  expect(files.get('work-list.csv')!.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf));
  expect(arrears(['verify', 'both'], { cwd }).status).toBe(0);
});

test('a character without a form in GB18030 stops the run, and the earlier one stays', () => {
  writeFileSync(join(cwd, 'odd.csv'), LOANS.replace('龚𫖯霞', '\ue5e5三'));
  const before = filesUnder(join(cwd, 'gb18030'));
  const asked = ['--loans', 'odd.csv', '--payments', 'payments.csv', '--as-of', '2026-11-20', '--unmask'];
  const run = arrears(['triage', ...asked, '--excel', 'gb18030', '--out', 'gb18030', '--lang', 'zh'], { cwd });
  expect([run.status, run.stderr]).toEqual([2, expect.stringContaining('字符 U+E5E5 没有 GB18030 编码')]);
  expect(filesUnder(join(cwd, 'gb18030'))).toEqual(before);
});

test('a log with a byte-order mark is added to in the form of the spreadsheet that made it', () => {
  const asked = ['notices', '--from', 'bom', '--kind', 'demand', '--notice-log', 'log.csv', '--out', 'logged'];
  const manifest = readFileSync(join(cwd, 'letters-bom', 'manifest.csv'), 'utf8');
  const numbers = (table: string) => tableOf(table).map((cells) => cells[4]);
  expect(numbers(manifest).length).toBeGreaterThan(2);
  // The first letter only: the others are written again and added.
  writeFileSync(join(cwd, 'log.csv'), `${manifest.split('\r\n').slice(0, 2).join('\r\n')}\r\n`);
  expect(arrears(asked, { cwd }).status).toBe(1);
  const log = readFileSync(join(cwd, 'log.csv'), 'utf8');
  expect(log.match(/(?<!\r)\n/g)).toBeNull();
  expect(numbers(log)).toEqual(numbers(manifest));
  expect(tableOf(log)[3]).toContain('="000124"');
  // And read again: every letter is known.
  expect(arrears(asked, { cwd }).stderr).toContain('0 letters written');
});

test('a byte that is changed in a file of such a run is told', () => {
  appendFileSync(join(cwd, 'both', 'work-list.csv'), ' ');
  expect(arrears(['verify', 'both'], { cwd }).stdout).toContain('work-list.csv: bytes is');
});
