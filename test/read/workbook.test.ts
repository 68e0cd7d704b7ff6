/** Excel workbooks as tables: what a person sees in the sheet is what is read, and a sheet that was not calculated is told. */
import { deflateRawSync } from 'node:zlib';
import { type Cell, type CellValue, writeXlsx } from 'hucre/xlsx';
import { afterAll, describe, expect, it } from 'vitest';
import { describeTable } from '../../src/read/open-table.js';
import { EVENTS, LOANS, PAYMENTS } from '../../src/read/shapes.js';
import { inspectOriginal } from '../../src/read/source.js';
import { linesAndCodes, readFile, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

interface TestSheet {
  readonly name: string;
  readonly rows: CellValue[][];
  readonly cells?: Record<string, Partial<Cell>>;
  readonly hidden?: boolean;
}

async function workbook(...sheets: readonly TestSheet[]): Promise<string> {
  const bytes = await writeXlsx({
    sheets: sheets.map(({ name, rows, cells = {}, hidden }) => ({
      name,
      rows,
      cells: new Map(Object.entries(cells)),
      ...(hidden === true ? { hidden } : {}),
    })),
  });
  return writeInput(bytes, 'xlsx');
}

const day = (iso: string) => new Date(`${iso}Z`);
const DAY = { numFmt: 'yyyy-mm-dd' };
const TITLES = ['借据号', '交易日期', '还款金额', '流水号'];
const ROW = ['L001', '2024-01-31', 100, 'P1'];
const RECORD = { loan_id: 'L001', paid_on: 19753, amount: 10_000, payment_id: 'P1' };

describe('a workbook', () => {
  it('is any table, its lines being the rows of the sheet', async () => {
    const file = await workbook({
      name: '流水',
      rows: [TITLES, ROW, ['', null, null, ''], ['L002', '2024-02-30', 5, 'P2']],
    });
    const { records, problems, open } = await readFile(PAYMENTS, file);
    expect(records.map(({ line, cells }) => ({ line, cells }))).toEqual([{ line: 2, cells: RECORD }]);
    expect(linesAndCodes(problems)).toEqual(['4 impossible-date']);
    expect(describeTable(open!)).toMatchObject({ sheet: '流水', encoding: 'xlsx', headerLine: 1 });
  });

  it('holds days as days and moments as moments', async () => {
    const rows = [
      ['loan_id', 'happened_at', 'kind', 'promised_on'],
      ['L001', day('2024-01-31T10:30:00'), 'call', day('2024-02-29T00:00:00')],
    ];
    const cells = { '1,1': { style: { numFmt: 'yyyy-mm-dd hh:mm' } }, '1,3': { style: DAY } };
    const { records, problems } = await readFile(EVENTS, await workbook({ name: 's', rows, cells }));
    expect(problems).toEqual([]);
    expect(records[0]!.cells).toMatchObject({ happened_at: 19753 * 1440 + 630, promised_on: 19782 });
  });

  it('takes the days that stand for none as blank, and tells others that no loan has', async () => {
    const titles = ['loan_id', 'principal', 'disbursed_on', 'matures_on', 'accelerated_on', 'restructured_on'];
    const terms = [100, '2024-01-31', '2025-01-31'];
    const rows = [
      titles,
      ['L1', ...terms, day('9999-12-31T00:00:00'), day('2999-12-31T00:00:00')],
      ['L2', ...terms, day('1900-01-01T00:00:00'), 0],
      ['L3', ...terms, day('9998-12-31T00:00:00'), null],
    ];
    const style = DAY;
    const cells = {
      '1,4': { style },
      '1,5': { style },
      '2,4': { style },
      '2,5': { value: 0, style },
      '3,4': { style },
    };
    const { records, problems } = await readFile(LOANS, await workbook({ name: 's', rows, cells }));
    expect(records.map(({ cells: { accelerated_on, restructured_on } }) => [accelerated_on, restructured_on])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect(linesAndCodes(problems)).toEqual(['4 impossible-date']);
  });

  it('keeps the zeros of a number format, and tells an identifier that has lost its digits', async () => {
    const rows = [
      ['loan_id', 'principal', 'disbursed_on', 'matures_on', 'borrower_id'],
      [12, 1234.5600000000002, '2024-01-31', '2025-01-31', 417],
      ['0013', 5, '2024-01-31', '2025-01-31', 6222021234567890],
    ];
    const cells = { '1,0': { value: 12, style: { numFmt: '000000' } } };
    const { records, problems } = await readFile(LOANS, await workbook({ name: 's', rows, cells }));
    expect(records.map((record) => record.cells)).toMatchObject([
      { loan_id: '000012', principal: 123_456, borrower_id: '417' },
    ]);
    expect(linesAndCodes(problems)).toEqual(['3 identifier-in-scientific-notation']);
  });

  it.each(['0%', '0.00%', '#,##0.0000%', '0.00%;[Red]-0.00%'])(
    'reads a percentage as it is shown (%s)',
    async (numFmt) => {
      const rows = [
        ['借据号', '贷款金额', '年利率', '罚息上浮比例', '放款日', '到期日'],
        ['L1', 100, 0.0435, 0.5, '2024-01-31', '2025-01-31'],
        ['L2', 100, 4.35, 50, '2024-01-31', '2025-01-31'],
      ];
      const style = { numFmt };
      const cells = { '1,2': { value: 0.0435, style }, '1,3': { value: 0.5, style } };
      const { records, problems } = await readFile(LOANS, await workbook({ name: 's', rows, cells }));
      expect(problems).toEqual([]);
      const terms = { annual_rate_percent: 4_350_000, penalty_markup_percent: 50_000_000 };
      expect(records.map((record) => record.cells)).toMatchObject([terms, terms]);
    },
  );

  it('takes a percent sign that the format only writes beside the number for a sign', async () => {
    const rows = [
      ['借据号', '贷款金额', '年利率', '放款日', '到期日'],
      ['L1', 100, 4.35, '2024-01-31', '2025-01-31'],
      ['L2', 100, 4.35, '2024-01-31', '2025-01-31'],
    ];
    const cells = {
      '1,2': { value: 4.35, style: { numFmt: '0.00"%"' } },
      '2,2': { value: 4.35, style: { numFmt: '0.00\\%' } },
    };
    const { records } = await readFile(LOANS, await workbook({ name: 's', rows, cells }));
    expect(records.map((record) => record.cells)).toMatchObject([
      { annual_rate_percent: 4_350_000 },
      { annual_rate_percent: 4_350_000 },
    ]);
  });

  it('is read by the results of its formulas; one without a result is no blank', async () => {
    const rows = [TITLES, ['L001', '2024-01-31', null, 'P1'], ['L002', '2024-01-31', null, 'P2']];
    const cells = {
      '1,2': { formula: '50*2', formulaResult: 100, value: 100 },
      '2,2': { formula: 'VLOOKUP(A3,B:C,2)', value: null },
    };
    const { records, problems } = await readFile(PAYMENTS, await workbook({ name: 's', rows, cells }));
    expect(records.map((record) => record.cells)).toEqual([RECORD]);
    expect(problems).toMatchObject([{ code: 'spreadsheet-error', line: 3, cell: '=VLOOKUP(A3,B:C,2)' }]);
  });

  it('may begin with a title over merged cells', async () => {
    const rows = [['城东支行还款流水'], ['2026-11-20', null, null, '单位：元'], TITLES, ROW];
    const { records, problems, open } = await readFile(PAYMENTS, await workbook({ name: 's', rows }));
    expect(records.map(({ line }) => line)).toEqual([4]);
    expect(linesAndCodes(problems)).toEqual(['1 lines-above-header']);
    expect(open!.headerLine).toBe(3);
  });

  it('is hashed as it was given', async () => {
    const file = await workbook({ name: 's', rows: [TITLES, ROW] });
    const { open } = await readFile(PAYMENTS, `${file}#s`);
    expect(open!.source.path).toBe(file);
    expect(inspectOriginal(open!.source).sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('the sheet of a workbook', () => {
  const other = (id: string) => [TITLES, [id, '2024-01-31', 100, 'P1']];
  const book = () =>
    workbook(
      { name: '隐藏', rows: other('hidden'), hidden: true },
      { name: '说明', rows: other('first') },
      { name: '3', rows: other('named 3') },
      { name: '流水', rows: other('third') },
    );

  it.each([
    ['', 'first'],
    ['#说明', 'first'],
    ['#1', 'first'],
    ['#流水', 'third'],
    ['#3', 'named 3'],
    ['#隐藏', 'hidden'],
  ])('%j is %s', async (name, id) => {
    const { records, problems } = await readFile(PAYMENTS, `${await book()}${name}`);
    expect(problems.map(({ code }) => code)).toEqual(name === '' ? ['other-sheets'] : []);
    expect(records[0]!.cells['loan_id']).toBe(id);
  });

  it('is told where others hold something too and none was named', async () => {
    const file = await workbook(
      { name: '2025', rows: other('a') },
      { name: '2026', rows: other('b') },
      { name: 'Sheet3', rows: [] },
      { name: 'hidden', rows: other('c'), hidden: true },
    );
    expect((await readFile(PAYMENTS, file)).problems).toMatchObject([
      { code: 'other-sheets', severity: 'warning', line: 0, sheet: '2025', sheets: ['2026'] },
    ]);
    expect((await readFile(PAYMENTS, `${file}#1`)).problems).toEqual([]);
  });

  it('is told with the sheets there are where it is missing', async () => {
    const { problems, open } = await readFile(PAYMENTS, `${await book()}#流水s`);
    expect(open).toBe(undefined);
    expect(problems).toMatchObject([{ code: 'unknown-sheet', sheet: '流水s', sheets: ['说明', '3', '流水'] }]);
  });

  it('is not looked for in a file whose name has the sign', async () => {
    const { problems } = await readFile(PAYMENTS, '/there/is/no/book.xlsx#1');
    expect(problems).toMatchObject([{ code: 'cannot-read-file', reason: 'no such file' }]);
  });
});

describe('a file that is no workbook', () => {
  it('is damaged: cut short, or an old or protected one', async () => {
    const sound = await workbook({ name: 's', rows: [TITLES, ROW] });
    const { readFileSync } = await import('node:fs');
    const cut = writeInput(readFileSync(sound).subarray(0, 900), 'xlsx');
    expect((await readFile(PAYMENTS, cut)).problems).toMatchObject([{ code: 'damaged-workbook' }]);
    const old = writeInput(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls');
    expect((await readFile(PAYMENTS, old)).problems).toMatchObject([
      { code: 'damaged-workbook', reason: 'it is an old .xls or .et file' },
    ]);
    const csv = writeInput('loan_id,paid_on,amount\n', 'xlsx');
    expect((await readFile(PAYMENTS, `${csv}#1`)).problems).toMatchObject([
      { code: 'damaged-workbook', reason: 'it is no .xlsx file' },
    ]);
  });

  it('is made to fill the memory', async () => {
    const bomb = zipOf('xl/workbook.xml', Buffer.alloc(80 << 20));
    expect((await readFile(PAYMENTS, writeInput(bomb, 'xlsx'))).problems).toMatchObject([
      { code: 'too-large', what: 'unpacked-workbook', most: '500 : 1' },
    ]);
  });
});

/** A ZIP file of one entry. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packed.length, 0);
  sizes.writeUInt32LE(content.length, 4);
  const nameLength = Buffer.alloc(2);
  nameLength.writeUInt16LE(name.length);
  const common = Buffer.concat([Buffer.from('14000000080000000000', 'hex'), Buffer.alloc(4), sizes, nameLength]);
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, Buffer.alloc(2), Buffer.from(name), packed]);
  const entry = Buffer.concat([Buffer.from('504b01021400', 'hex'), common, Buffer.alloc(16), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
