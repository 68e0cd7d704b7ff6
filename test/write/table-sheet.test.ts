/** Tables as workbooks: what people open in a spreadsheet is what the list says, and nothing in it runs. */
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import type { OutputColumn } from '../../src/write/columns.js';
import { OutputRefused } from '../../src/write/output-refused.js';
import { tableSheet } from '../../src/write/table-sheet.js';
import { MOST_CELL_CHARACTERS, MOST_SHEET_ROWS, readWorkbook, writeWorkbook } from '../../src/xlsx/workbook.js';
import { partOf } from './zip-part.js';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly loans: readonly string[];
  readonly type: string;
  readonly flags: readonly string[];
  readonly days: number;
  readonly owed: number;
  readonly score: number;
  readonly on: number;
}

const COLUMNS: readonly OutputColumn<Row>[] = [
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.id },
  { name: 'borrower_name', zh: '客户名称', en: 'name', kind: 'text', of: (row) => row.name },
  { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  { name: 'type', zh: '客户类型', en: 'type', kind: 'term', vocabulary: 'borrowerTypes', of: (row) => row.type },
  { name: 'flags', zh: '标记', en: 'flags', kind: 'list', vocabulary: 'flags', of: (row) => row.flags },
  { name: 'days', zh: '逾期天数', en: 'days past due', kind: 'integer', of: (row) => row.days },
  { name: 'owed', zh: '逾期总额', en: 'overdue total', kind: 'fen', of: (row) => row.owed },
  { name: 'score', zh: '得分', en: 'score', kind: 'number', of: (row) => row.score },
  { name: 'on', zh: '日期', en: 'on', kind: 'day', of: (row) => row.on },
];

const AS_OF = parseIsoDate('2026-11-20')!;
const ROW: Row = {
  id: '622202000000012345',
  name: '张*',
  loans: ['007', 'JJ20211225000015'],
  type: '3-wilful',
  flags: ['hold:bankruptcy', 'written-off'],
  days: 45,
  owed: 123_456,
  score: -35.5,
  on: parseIsoDate('2026-12-25')!,
};
const UNKNOWN: Row = {
  ...ROW,
  id: '',
  name: '=HYPERLINK("http://x")',
  type: '',
  flags: [],
  days: Number.NaN,
  owed: Number.NaN,
  score: Number.NaN,
  on: NO_DAY,
};

const LIMITS = { rows: MOST_SHEET_ROWS - 1, characters: MOST_CELL_CHARACTERS };
const sheet = (rows: readonly Row[], language: 'en' | 'zh' = 'zh', limits = LIMITS) =>
  tableSheet(COLUMNS, rows, { name: language === 'zh' ? '工作清单' : 'work list', language, limits });
const workbook = (rows: readonly Row[], language: 'en' | 'zh' = 'zh') => writeWorkbook([sheet(rows, language)], AS_OF);

describe('a table as a workbook', () => {
  test.each([
    ['zh', '工作清单', '不负责任型', '破产程序中，停止催收；已核销', '007；JJ20211225000015'],
    ['en', 'work list', 'wilful', 'in bankruptcy, no collection contact; written off', '007; JJ20211225000015'],
  ] as const)('reads back with titles and codes in words: %s', async (language, name, type, flags, loans) => {
    const { sheets } = await readXlsx(await workbook([ROW, UNKNOWN], language));
    expect(sheets.map((each) => each.name)).toEqual([name]);
    const [titles, first, second] = sheets[0]!.rows;
    expect(titles).toEqual(COLUMNS.map((column) => column[language]));
    expect(first!.slice(0, 8)).toEqual(['622202000000012345', '张*', loans, type, flags, 45, 1234.56, -35.5]);
    expect(first![8]).toEqual(new Date('2026-12-25T00:00:00Z'));
    expect(second!.map((cell) => cell ?? '').slice(3)).toEqual(['', '', '', '', '', ''].slice(0, second!.length - 3));
  });

  test('keeps the titles in view, offers a filter and shows amounts and days as such', async () => {
    const bytes = await workbook([ROW, UNKNOWN]);
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    expect(sheets[0]!.freezePane).toMatchObject({ rows: 1 });
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toContain('<autoFilter ref="A1:I3"/>');
    const formatAt = (column: number) => sheets[0]!.cells?.get(`1,${column}`)?.style?.numFmt;
    expect([0, 5, 6, 8].map(formatAt)).toEqual(['@', '0', '#,##0.00', 'yyyy-mm-dd']);
  });

  test('is printed across, its titles on every page, and shows all lines of a long text', async () => {
    const long = { ...ROW, loans: Array.from({ length: 8 }, (_, at) => `JJ2021122500001${at}`) };
    const bytes = await workbook(
      [
        { ...ROW, flags: [] },
        { ...long, flags: [] },
      ],
      'en',
    );
    const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<pageSetup [^>]*orientation="landscape" fitToWidth="1" fitToHeight="0"/);
    expect(xml).toContain('<pageSetUpPr fitToPage="1"/>');
    // A name with a space stands in quotes: without them a spreadsheet finds the file damaged.
    expect(partOf(bytes, 'xl/workbook.xml')).toContain(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'work list'!$1:$1</definedName>`,
    );
    // Eight identifiers of 16 characters and their semicolons in a column of 48: 142 in 4 lines of 15 points.
    expect(xml).toMatch(/<row r="3"[^>]* ht="60"/);
    expect(xml).not.toMatch(/<row r="2"[^>]* ht=/);
  });

  test('too wide for a page to be read goes on beside it, with the first column again', async () => {
    const wide = COLUMNS.flatMap((column) => [column, column, column]);
    const plan = tableSheet(wide, [ROW], { name: '工作清单', language: 'zh', limits: LIMITS });
    const bytes = await writeWorkbook([plan], AS_OF);
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).toContain('fitToWidth="2"');
    expect(partOf(bytes, 'xl/workbook.xml')).toContain(`'工作清单'!$A:$A,'工作清单'!$1:$1`);
  });

  test('holds text as text: no cell is a formula', async () => {
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1', '=cmd|calc'].map((name) => ({ ...ROW, name }));
    const bytes = await workbook(hostile);
    expect(partOf(bytes, 'xl/worksheets/sheet1.xml')).not.toMatch(/<f[ >]/);
    const rows = await readWorkbook(bytes);
    expect(rows.slice(1).map((row) => row[1]!.trim())).toEqual(hostile.map(({ name }) => name.trim()));
  });

  test('is the same bytes for the same rows', async () => {
    expect(Buffer.from(await workbook([ROW, UNKNOWN]))).toEqual(Buffer.from(await workbook([ROW, UNKNOWN])));
  });

  test('keeps every digit of amounts and days that a spreadsheet has no number for', async () => {
    const odd = { ...ROW, owed: 9_007_199_254_740_991, on: parseIsoDate('1900-02-28')! };
    const [, cells] = await readWorkbook(await workbook([odd]));
    expect(cells!.slice(6)).toEqual(['90,071,992,547,409.91', '-35.5', '1900-02-28']);
    const [, first] = await readWorkbook(await workbook([{ ...ROW, on: parseIsoDate('1900-03-01')! }]));
    expect(first![8]).toBe('1900-03-01');
  });

  test('is refused before it is written where a sheet cannot hold it', () => {
    const limits = { rows: 2, characters: 20 };
    const refusalOf = (rows: readonly Row[]) => {
      try {
        sheet(rows, 'en', limits);
      } catch (error) {
        if (error instanceof OutputRefused) return error.problem;
        throw error;
      }
      return null;
    };
    const short = { ...ROW, loans: ['007'], flags: [] };
    expect(refusalOf([short, short])).toBeNull();
    expect(refusalOf([short, short, short])).toEqual({ code: 'too-many-rows', target: 'work list', most: 2 });
    expect(refusalOf([{ ...short, name: 'n'.repeat(20) }])).toBeNull();
    expect(refusalOf([{ ...short, name: 'n'.repeat(21) }])).toMatchObject({ code: 'cell-too-long', target: 'name' });
    expect(MOST_SHEET_ROWS).toBe(2 ** 20);
  });

  test('an empty table is its titles', async () => {
    expect(await readWorkbook(await workbook([]))).toEqual([COLUMNS.map((column) => column.zh)]);
  });
});
