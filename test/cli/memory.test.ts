/** `--memory`: the same bytes with payments and events on disk, on one thread and on two; what does not fit is refused at once. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatMemorySize, readMemorySize } from '../../src/cli/memory-size.js';
import { LOANS_WORTH_A_THREAD } from '../../src/cli/second-thread.js';
import { type InputFiles, loadPortfolio } from '../../src/read/load-portfolio.js';
import { MemoryTooLittle } from '../../src/read/memory-plan.js';
import { TERMS } from '../portfolio/book-files.js';
import { arrears, DEMO, filesUnder, inScratch, ROOT } from './arrears.js';

const AS_OF = ['--as-of', '2026-11-20'];

/** The least budget for files, as the option takes it: payments and events do not fit into it. */
async function leastFor(files: InputFiles): Promise<string> {
  try {
    await loadPortfolio(files, { ...TERMS, memory: { bytes: 1, folder: tmpdir(), mark: 'none' } });
  } catch (error) {
    if (error instanceof MemoryTooLittle) return `${error.least}B`;
    throw error;
  }
  throw new Error('one byte is no budget');
}

const DEMO_FILES = Object.fromEntries(
  DEMO.flatMap((word, at) => (at % 2 === 0 ? [[word.slice(2), join(ROOT, DEMO[at + 1]!)]] : [])),
) as unknown as InputFiles;

describe('the demo book under the least memory', () => {
  let least: string;
  beforeAll(async () => {
    least = await leastFor(DEMO_FILES);
  });

  test('gives the files of one that is held, letters and all', () => {
    inScratch((directory) => {
      const [held, spilled] = [[], ['--memory', least]].map((asked, at) => {
        const out = join(directory, `out-${at}`);
        const run = arrears(['triage', ...DEMO, ...AS_OF, '--notices', '--upcoming', '7', ...asked, '--out', out]);
        expect(run.status, run.stderr).toBe(1);
        return filesUnder(out);
      });
      expect([...spilled!.keys()]).toEqual([...held!.keys()]);
      for (const [name, bytes] of held!) expect(spilled!.get(name)!.equals(bytes), name).toBe(true);
      // Nothing is left of what lay beside them.
      expect(readdirSync(directory).sort()).toEqual(['out-0', 'out-1']);
    });
  });

  test.each([
    ['explain', 'JJ20220725000017', 'JJ20140331000005', '--json'],
    ['explain', 'JJ20220725000017', '--dossier', '--format', 'json'],
    ['explain', 'JJ20220725000017', '--propose'],
    ['worklist', '--format', 'jsonl', '--limit', '50'],
    ['age', '--format', 'csv'],
    ['limitation', '--format', 'csv'],
    ['check'],
  ])('answers %s %s as one that is held', (...asked) => {
    const [command = '', ...rest] = asked;
    const held = arrears([command, ...rest, ...DEMO, ...AS_OF]);
    expect(held.stdout.length, held.stderr).toBeGreaterThan(100);
    expect(arrears([command, ...rest, ...DEMO, ...AS_OF, '--memory', least])).toEqual(held);
  });

  test('is refused under less, in a line that names what would do', () => {
    const told = (...asked: string[]) => arrears(['triage', ...DEMO, ...AS_OF, '--memory', '8MB', ...asked]);
    const { status, stdout, stderr } = told();
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/--memory 8MB is too little for about 3\d0 loans: at least \d+MB\./);
    expect(told('--lang', 'zh').stderr).toMatch(/--memory 8MB 不足以处理约 3\d0 笔借据：至少需要 \d+MB。/);
  });

  test('says where it cannot put what does not fit', () => {
    const env = { TMPDIR: '/nowhere/at/all' };
    const run = arrears(['worklist', ...DEMO, ...AS_OF, '--memory', least], { env });
    expect([run.status, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('cannot be written into /nowhere/at/all: no such file');
  });
});

test('a book for two threads, with ids in no order, reversals, repeated ids and booked parts', async () => {
  const loans = [
    'loan_id,borrower_id,borrower_name,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period',
  ];
  const payments = ['loan_id,paid_on,amount,payment_id,reversal_of,penalty,fee,channel,note'];
  const events = ['event_id,loan_id,borrower_id,happened_at,kind,party_id,evidence,ended_on,promised_on,amount,result'];
  const count = LOANS_WORTH_A_THREAD + 11;
  for (let at = 0; at < count; at++) {
    loans.push(
      `L${at},B${at % 3 === 2 ? (at * 7) % count : at},张三,12000.00,12,50,2025-01-15,2026-01-15,equal_principal,monthly`,
    );
  }
  for (let at = 0; at < count * 4; at++) {
    const loan = (at * 7919) % count;
    const day = 10 + ((at * 5) % 19);
    const id = (at * 104_729) % (count * 4);
    const amount = at % 977 === 0 ? 30_000_000 : 1120;
    payments.push(`L${loan},2025-02-${day},${amount}.00,P${id},,${at % 40 === 0 ? '5,1' : ','},counter,一二三四五六七`);
    if (at % 300 === 0) payments.push(`L${loan},2025-02-28,${at % 600 === 0 ? amount : 20}.00,R${at},P${id},,,,`);
    if (at % 5000 === 0) payments.push(`L${loan},2025-02-28,1.00,P${id},,,,,`);
    if (at % 4 === 0) events.push(`,L${loan},,2025-02-${day} 09:${10 + (at % 50)},call,,,,,,`);
    if (at % 9 === 0) events.push(`,L${loan},,2025-02-${day},promise,,,,2025-03-01,500,`);
  }
  const directory = mkdtempSync(join(tmpdir(), 'arrears-memory-'));
  try {
    const tables = { loans, payments, events };
    const files = Object.fromEntries(Object.keys(tables).map((table) => [table, join(directory, `${table}.csv`)]));
    for (const [table, lines] of Object.entries(tables)) writeFileSync(files[table]!, `${lines.join('\n')}\n`);
    const given = Object.entries(files).flatMap(([table, file]) => [`--${table}`, file]);
    const least = await leastFor(files as unknown as InputFiles);
    const [held, ...spilled] = [[], ['--memory', least], ['--memory', least, '--threads', '1']].map((asked, at) => {
      const out = join(directory, `out-${at}`);
      const run = arrears(['triage', ...given, '--as-of', '2025-03-14', ...asked, '--out', out]);
      expect(run.status, run.stderr).toBe(1);
      expect(run.stderr).toContain('duplicate-payment');
      return filesUnder(out);
    });
    for (const files of spilled) {
      for (const [name, bytes] of held!) expect(files.get(name)!.equals(bytes), name).toBe(true);
    }
    const [aged, ...agedUnder] = [[], ['--memory', least], ['--memory', least, '--threads', '1']].map(
      (asked) => arrears(['age', ...given, '--as-of', '2025-03-14', ...asked]).stdout,
    );
    expect(aged!.split('\n')).toHaveLength(count + 2);
    for (const rows of agedUnder) expect(rows === aged).toBe(true);
    const totals = JSON.parse(held!.get('run.json')!.toString()) as { inputs: { table: string; rejected: number }[] };
    expect(totals.inputs.find(({ table }) => table === 'payments')!.rejected).toBeGreaterThan(30);
  } finally {
    rmSync(directory, { recursive: true });
  }
}, 120_000);

test.each([
  ['512MB', 512 * 2 ** 20],
  ['512MiB', 512 * 2 ** 20],
  ['1.5 GB', 1.5 * 2 ** 30],
  ['2g', 2 * 2 ** 30],
  ['800000k', 800_000 * 1024],
  ['1048576', 2 ** 20],
  ['7B', 7],
])('%s is so many bytes', (text, bytes) => {
  expect(readMemorySize(text)).toBe(bytes);
  expect(readMemorySize(formatMemorySize(bytes))).toBe(bytes);
});

test.each(['', '0', '0MB', '-1GB', '512 MBs', 'MB', '1,5GB', '1e9', '0.1B'])('"%s" is no size', (text) => {
  expect(readMemorySize(text)).toBeUndefined();
});

test('what is no size of memory is told as such', () => {
  const run = arrears(['triage', ...DEMO, '--memory', 'plenty']);
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('"plenty" is no size of memory, such as 512MB or 2GB.');
});
