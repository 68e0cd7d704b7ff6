import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problem } from '../../src/domain/problem.js';
import { writeProblemLines } from '../../src/write/problem-list.js';
import { type RejectedSource, rejectedBaseName, writeRejected } from '../../src/write/rejected.js';
import { openRunDirectory, type RunDirectory } from '../../src/write/run-directory.js';

let parent: string;
let run: RunDirectory;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'arrears-rejected-'));
  run = openRunDirectory(join(parent, 'out'), { host: 'h', pid: 1, startOf: () => '', isAlive: () => false });
});

afterEach(() => {
  run.abandon();
  rmSync(parent, { recursive: true, force: true });
});

const RECORDS: Record<number, readonly string[]> = {
  40: ['L1', '张三', '-1,234.56', '2023/02/30'],
  90: ['L2', '=cmd|x', '1'],
  120: ['L3', '李 "四"\n五', '+86 138', '2023-01-01', 'surplus'],
};

const SOURCE: RejectedSource = {
  table: 'loans',
  file: '/in/loans.csv.gz',
  titles: ['借据号', '客户名称', '金额', '到期日'],
  cellsAt: (offset) => RECORDS[offset]!,
};

const place = (line: number, offset: number) => ({ file: SOURCE.file, table: SOURCE.table, line, offset });

const PROBLEMS = [
  problem(place(0, -1), { code: 'unknown-column', column: 'x' }),
  problem(place(9, 120), { code: 'wrong-cell-count', expected: 4, found: 5 }),
  problem(place(2, 40), { code: 'impossible-date', column: '到期日', cell: '2023/02/30' }),
  problem(place(2, 40), { code: 'negative-amount', column: '金额', cell: '-1,234.56' }),
  problem(place(5, 90), { code: 'wrong-cell-count', expected: 4, found: 3 }),
  problem(place(12, 300), { code: 'totals-row', cell: '合计' }),
  problem({ ...place(3, 40), table: 'payments', file: 'payments.csv' }, { code: 'unknown-loan' }),
];

function readBack(name: string): string[][] {
  const file = run.create('run.json');
  file.write('{}');
  file.close();
  run.commit();
  return parse(readFileSync(join(parent, 'out', name)), { relax_column_count: true }) as string[][];
}

describe('rejected rows', () => {
  it('stand as they stood in the file, in its order, with line and reasons', () => {
    expect(writeRejected(run, SOURCE, PROBLEMS, 'en')).toBe(3);
    expect(readBack('rejected/loans.csv')).toEqual([
      ['借据号', '客户名称', '金额', '到期日', 'line', 'problem'],
      [
        'L1',
        '张三',
        '-1,234.56',
        '2023/02/30',
        '2',
        '到期日 "2023/02/30" is not a calendar date; 金额 "-1,234.56" is negative',
      ],
      ['L2', "'=cmd|x", '1', '', '5', 'row has 3 cells, the header has 4'],
      ['L3', '李 "四"\n五', '+86 138', '2023-01-01', '9', 'row has 5 cells, the header has 4', 'surplus'],
    ]);
  });

  it('make no file where there are none', () => {
    const warnings = PROBLEMS.filter((found) => found.severity === 'warning');
    expect(writeRejected(run, SOURCE, warnings, 'en')).toBe(0);
    expect(run.written).toEqual([]);
  });

  it('of two inputs with one name go to two files', () => {
    writeRejected(run, SOURCE, PROBLEMS, 'en');
    const payments: RejectedSource = { ...SOURCE, table: 'payments', file: '/other/LOANS.csv' };
    const found = problem({ ...place(2, 40), table: 'payments', file: payments.file }, { code: 'unknown-loan' });
    writeRejected(run, payments, [found], 'zh');
    expect(run.written.map((file) => file.name)).toEqual(['rejected/loans.csv', 'rejected/LOANS.payments.csv']);
  });

  it.each([
    ['loans.csv', 'loans.csv'],
    ['/data/in/借据.CSV', '借据.csv'],
    ['loans.csv.gz', 'loans.csv'],
    ['export.txt', 'export.csv'],
    ['C:\\data\\loans.csv', 'loans.csv'],
    ['export.2026', 'export.2026.csv'],
    ['-', 'loans.csv'],
    ['..', 'loans.csv'],
    ['dir/', 'loans.csv'],
    ['a\nb.csv', 'a b.csv'],
  ])('of %j are named %j', (file, name) => {
    expect(rejectedBaseName(file, 'loans')).toBe(name);
  });
});

describe('problems.jsonl', () => {
  it('has one object per problem, with words and place and no more of the row than the cell', () => {
    let text = '';
    const withLoan = problem({ ...place(2, 40), loanId: 'L1' }, { code: 'bad-amount', column: '金额', cell: '1.2.3' });
    const count = writeProblemLines([withLoan, PROBLEMS[0]!], 'en', (bytes) => {
      text += new TextDecoder().decode(bytes);
    });
    expect(count).toBe(2);
    const [first, second] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(first).toEqual({
      severity: 'error',
      code: 'bad-amount',
      table: 'loans',
      file: '/in/loans.csv.gz',
      line: 2,
      column: '金额',
      cell: '1.2.3',
      loan_id: 'L1',
      message: '金额 "1.2.3" is not an amount',
      expected: 'yuan with at most two decimals, such as 1234.56 or 1,234.56',
      effect: 'row not assessed',
      remedy: 'Correct the cell and run again.',
    });
    expect(second).toMatchObject({ severity: 'warning', line: null, cell: null, loan_id: null, expected: null });
  });
});
