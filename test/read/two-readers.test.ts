/**
 * The byte scanner, with its kernel and without, and the reference reader say the same of every file, however broken.
 * The kernel is the compiled one (`npm run build`).
 */
import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openTable } from '../../src/read/open-table.js';
import type { OpenTable } from '../../src/read/opened-table.js';
import { readTableByReference } from '../../src/read/reference-reader.js';
import { openKernel, type ScanKernel } from '../../src/read/scan-kernel.js';
import { findMiddleCut, type ScanRange, type ScanReport, scanTable, wholeBody } from '../../src/read/scan-table.js';
import { EVENTS, LOANS, PAYMENTS } from '../../src/read/shapes.js';
import type { TableShape } from '../../src/read/table.js';
import { encodeGb18030, type KeptRecord, keepRecords, newLog, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

const RUNS = Number(process.env['READ_RUNS'] ?? 150);

const KERNEL = openKernel(new URL('../../dist/read/scan-kernel.wasm', import.meta.url));
if (KERNEL === null) throw new Error('the kernel has not been compiled: npm run build');

function scan(open: OpenTable, range: ScanRange, kernel: ScanKernel | null) {
  const log = newLog();
  const records: KeptRecord[] = [];
  const report = scanTable(open, range, keepRecords(open, records), log, kernel);
  return { records, problems: log.problems, report };
}

function readByReference(open: OpenTable) {
  const log = newLog();
  const records: KeptRecord[] = [];
  const report = readTableByReference(open, keepRecords(open, records), log);
  return { records, problems: log.problems, report };
}

/** The two halves put together as `read-payments.ts` does; undefined where the cut fell inside a record. */
function scanHalves(open: OpenTable, kernel: ScanKernel | null) {
  const cut = findMiddleCut(open);
  const whole = wholeBody(open);
  const first = scan(open, { ...whole, until: cut }, kernel);
  if (first.report.endedAt !== cut) return undefined;
  const second = scan(open, { from: cut, until: whole.until, firstLine: 1 }, kernel);
  const linesBefore = open.bodyLine - 1 + first.report.lines;
  const moved = <T extends { line: number }>(item: T): T => ({ ...item, line: item.line + linesBefore });
  const report: ScanReport = {
    rows: first.report.rows + second.report.rows,
    rejected: first.report.rejected + second.report.rejected,
    setAside: first.report.setAside + second.report.setAside,
    lines: first.report.lines + second.report.lines,
    endedAt: second.report.endedAt,
  };
  return {
    records: [...first.records, ...second.records.map(moved)],
    problems: [...first.problems, ...second.problems.map(moved)],
    report,
  };
}

async function expectSameReadings(shape: TableShape, content: string | Uint8Array): Promise<void> {
  const file = writeInput(content);
  const open = await openTable(shape, file, {}, newLog());
  expect(open).toBeDefined();
  const reference = readByReference(open!);
  for (const kernel of [null, KERNEL!]) {
    const scanned = scan(open!, wholeBody(open!), kernel);
    expect(scanned).toEqual(reference);
    const halves = scanHalves(open!, kernel);
    if (halves !== undefined) expect(halves).toEqual(scanned);
    expect(scanned.report.rows).toBe(scanned.records.length + scanned.report.rejected);
  }
  rmSync(file);
}

const DATES = ['2024-01-31', '2024/1/31', '2024.1.5', '20240131', '2024年1月31日', '2024-02-30', '03/04/2024', '45322'];
const TIMES = ['2024-01-31 00:00', '2024-01-31 00:00:00', '2024-01-31T10:30', '20240131103000', '2024-01-31 25:00'];
const AMOUNTS = [
  '1',
  '12.5',
  '1234.56',
  '-3.10',
  '1.234',
  '¥1,234.50',
  '(5.00)',
  '7.00-',
  '１２．５',
  '1e5',
  '.5',
  '0.00',
  '-0',
];
const BLANKS = ['', ' ', '\u3000', '-', 'NULL', 'nan', '\\N', '(null)', 'N/A', '#N/A', '/', '无', '—', '\u00a0'];
const IDS = [
  ...[
    'L1',
    'L-002',
    '0012',
    '6.22E+18',
    '12E4',
    "'0012",
    '="0012"',
    '=""',
    '="a,b"',
    '="2024-01-31"',
    '="5.00"',
    '=A1',
  ],
  ...['借据一', ' L3 ', '\u3000L4', 'é', '１２', 'L１', 'Ｌ1', '#REF!', 'N1', 'NaNa'],
];
const CHOICES = ['counter', 'AUTO_DEBIT', 'Auto Debit', '代扣', '柜 面', '柜台', 'conter', '第三方', 'call', '上门'];
const WORDS = [
  'a\0b',
  '合计',
  '合 计：',
  'Total',
  '小计',
  '张三',
  '备注,带逗号',
  'x"y',
  'a\nb',
  'a\r\nb',
  'tab\tbed',
  'a;b',
  '（元）',
  '𠮷',
];
const GBK_WORDS = [...DATES, ...TIMES, ...AMOUNTS, ...BLANKS, ...IDS, ...CHOICES, ...WORDS].filter(
  (word) => !/[\u00a0¥𠮷]/u.test(word),
);

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const words = (more: readonly string[] = []) =>
  fc.constantFrom(...DATES, ...TIMES, ...AMOUNTS, ...BLANKS, ...IDS, ...CHOICES, ...WORDS, ...more);

/** A cell, quoted as it must be, or not as it should be. */
function writtenCell(word: fc.Arbitrary<string>, delimiter: string): fc.Arbitrary<string> {
  return fc.tuple(word, fc.integer({ min: 0, max: 19 })).map(([text, how]) => {
    const mustQuote = text.includes(delimiter) || /["\r\n]/.test(text);
    // A text formula is usually written as it is.
    if (how === 0 || (how < 12 && text.startsWith('="'))) return text;
    return mustQuote || how < 5 ? quote(text) : text;
  });
}

const HEADERS: readonly { shape: TableShape; titles: readonly string[] }[] = [
  { shape: PAYMENTS, titles: ['loan_id', 'paid_on', 'amount', 'payment_id', 'channel'] },
  { shape: PAYMENTS, titles: ['备注', '借据号', '交易日期', '还款金额(元)', '渠道', '罚息'] },
  { shape: EVENTS, titles: ['loan_id', 'happened_at', 'kind', 'note', 'promised_on', 'amount'] },
  {
    shape: LOANS,
    titles: ['借据号', '客户名称', '贷款金额', '年利率（%）', '放款日', '到期日', '还款日', '还款方式', '地址'],
  },
];

const GOOD_ROWS: readonly (readonly string[])[] = [
  ['L7', '2024-01-31', '12.50', 'P1', 'counter'],
  ['x', 'L7', '2024/1/31', '1234', '代扣', ''],
  ['L7', '2024-01-31 10:30', 'call', 'spoke', '', '5'],
  ['L7', '张三', '10000', '4.35%', '20200101', '2025-01-01', '21', '等额本息', '某路1号'],
];

function tortureFile(encodable: readonly string[] | undefined) {
  return fc
    .record({
      table: fc.integer({ min: 0, max: HEADERS.length - 1 }),
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
    })
    .chain(({ table, delimiter }) => {
      const { shape, titles } = HEADERS[table]!;
      const word = encodable === undefined ? words() : fc.constantFrom(...encodable);
      const cell = writtenCell(word, delimiter);
      const good = fc.constant(
        GOOD_ROWS[table]!.map((text) => (text.includes(delimiter) ? quote(text) : text)).join(delimiter),
      );
      const slip = fc
        .tuple(fc.integer({ min: 0, max: titles.length - 1 }), cell)
        .map(([at, text]) => GOOD_ROWS[table]!.map((usual, column) => (column === at ? text : usual)).join(delimiter));
      const ragged = fc
        .array(cell, { minLength: 1, maxLength: titles.length + 2 })
        .map((cells) => cells.join(delimiter));
      const odd = fc.constantFrom(
        '',
        ' ',
        delimiter.repeat(titles.length - 1),
        `合计${delimiter.repeat(titles.length - 1)}`,
      );
      const row = fc.oneof(
        { weight: 6, arbitrary: good },
        { weight: 6, arbitrary: slip },
        { weight: 2, arbitrary: ragged },
        { weight: 1, arbitrary: odd },
        { weight: 1, arbitrary: good.map((text) => text + delimiter.repeat(2)) },
      );
      return fc
        .record({
          rows: fc.array(fc.tuple(row, lineEnd), { maxLength: 30 }),
          mark: fc.constantFrom('', '\ufeff'),
          cutEnd: fc.boolean(),
        })
        .map(({ rows, mark, cutEnd }) => {
          const body = rows.map(([text, end]) => text + end).join('');
          const content = `${encodable === undefined ? mark : ''}${titles.join(delimiter)}\n${body}`;
          return { shape, content: cutEnd ? content.replace(/[\r\n]+$/, '') : content };
        });
    });
}

describe('the byte scanner and the reference reader', () => {
  it('agree on files with every disease of an export', async () => {
    await fc.assert(
      fc.asyncProperty(tortureFile(undefined), ({ shape, content }) => expectSameReadings(shape, content)),
      { numRuns: RUNS },
    );
  });

  it('agree on files in GB18030', async () => {
    await fc.assert(
      fc.asyncProperty(tortureFile(GBK_WORDS), ({ shape, content }) =>
        expectSameReadings(shape, encodeGb18030(`${content}\n备注`)),
      ),
      { numRuns: RUNS },
    );
  });

  const scrap = fc.constantFrom(
    '"',
    '""',
    '="',
    '="1"',
    '=',
    '\0',
    ',',
    '\n',
    '\r\n',
    '\r',
    ' ',
    'L1',
    '2024-01-31',
    '5',
    '合计',
    'a',
    '",',
    '\n"',
    '\t',
  );

  it('agree on scraps of quotes, delimiters and line ends', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(scrap, { maxLength: 60 }), (scraps) =>
        expectSameReadings(PAYMENTS, `loan_id,paid_on,amount\n${scraps.join('')}`),
      ),
      { numRuns: RUNS * 2 },
    );
  });

  it('agree on records longer than the room that a window has at first', async () => {
    const row = 'L1,2024-01-31,5,P1\n';
    const long = `L2,2024-01-31,5,"${'一,\n'.repeat(150_000)}"\n`;
    await expectSameReadings(PAYMENTS, `loan_id,paid_on,amount,note\n${row.repeat(600)}${long}${row.repeat(600)}`);
  });

  it('agree where records cross the blocks in which a file is read', async () => {
    const good = 'L1,2024-01-31,5,"P1"\r\n';
    await fc.assert(
      fc.asyncProperty(
        fc.array(scrap, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 200, max: 900 }),
        (scraps, shift, repeats) => {
          const stretch = `${good.repeat(30)}${scraps.join('')}\n`;
          return expectSameReadings(
            PAYMENTS,
            `loan_id,paid_on,amount,payment_id\n${' '.repeat(shift)}\n${stretch.repeat(repeats)}`,
          );
        },
      ),
      { numRuns: Math.ceil(RUNS / 20) },
    );
  });
});
