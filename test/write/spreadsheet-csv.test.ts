/** What people open in a spreadsheet: each form of CSV, and a workbook, holds every cell as it was, and nothing in it runs. */
import '../property-seed.js';
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrapIdentifier } from '../../src/read/cells.js';
import { LOANS } from '../../src/read/shapes.js';
import type { OutputColumn } from '../../src/write/columns.js';
import { type CsvForm, EXCEL_FORMS } from '../../src/write/csv-form.js';
import { OutputRefused } from '../../src/write/output-refused.js';
import { RecurringCells, writeScatteredCsv } from '../../src/write/scattered-rows.js';
import { headerInForm, rowsInForm } from '../../src/write/spreadsheet-csv.js';
import { tableSheet } from '../../src/write/table-sheet.js';
import { writeCsv } from '../../src/write/tables.js';
import { withoutControls } from '../../src/write/wrap-text.js';
import { readWorkbook, writeWorkbook } from '../../src/xlsx/workbook.js';
import { readText } from '../read/reading.js';
import { partOf } from './zip-part.js';

interface Case {
  readonly case: string;
  readonly cell: string;
  /** As a parser of CSV sees the cell without `--excel`, and with it. */
  readonly csv: string;
  readonly excel: string;
}

const spelt = (text: string) => text.replaceAll('\\t', '\t').replaceAll('\\r', '\r').replaceAll('\\n', '\n');
const CASES: readonly Case[] = (
  parse(readFileSync(new URL('../cases/spreadsheet-cells.csv', import.meta.url)), { columns: true }) as Case[]
).map((row) => ({ case: row.case, cell: spelt(row.cell), csv: spelt(row.csv), excel: spelt(row.excel) }));

interface Row {
  readonly text: string;
  readonly items: readonly string[];
  readonly count: number;
  readonly fen: number;
  readonly day: number;
}

const COLUMNS: readonly OutputColumn<Row>[] = [
  { name: 'text', zh: '文本', en: 'text', kind: 'text', of: (row) => row.text },
  { name: 'count', zh: '数', en: 'count', kind: 'integer', of: (row) => row.count },
  { name: 'term', zh: '代码', en: 'term', kind: 'term', of: (row) => row.text },
  { name: 'fen', zh: '金额', en: 'amount', kind: 'fen', of: (row) => row.fen },
  { name: 'items', zh: '列表', en: 'items', kind: 'list', of: (row) => row.items },
  { name: 'day', zh: '日期', en: 'day', kind: 'day', of: (row) => row.day },
  { name: 'words', zh: '语句', en: 'words', kind: 'words', tell: (row, into) => into.word(row.text) },
];
const rowOf = (text: string): Row => ({ text, items: [text], count: 12, fen: -123_450, day: 20_777 });

function bytesOf(rows: readonly Row[], form: CsvForm): Buffer {
  const pieces: Uint8Array[] = [];
  writeCsv(COLUMNS, rows, 'names', (bytes) => pieces.push(bytes.slice()), form);
  return Buffer.concat(pieces);
}

/** Strict decoding: a byte-order mark stays where it is, a byte that is none of the encoding fails. */
function textOf(bytes: Uint8Array, form: CsvForm): string {
  const encoding = form === 'gb18030' ? 'gb18030' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
}

function cellsOf(rows: readonly Row[], form: CsvForm): string[][] {
  return parse(textOf(bytesOf(rows, form), form), { bom: true });
}

const FORMS: readonly CsvForm[] = [null, ...EXCEL_FORMS];

describe.each(FORMS)('as CSV in the form %s', (form) => {
  test.each(CASES)('$case', ({ cell, csv, excel }) => {
    const [, cells] = cellsOf([rowOf(cell)], form);
    const text = form === null ? csv : excel;
    expect(cells).toEqual([text, '12', text, '-1234.50', text, '2026-11-20', text]);
  });

  test('begins and ends as its form does', () => {
    const text = textOf(bytesOf([rowOf('a'), rowOf('b\nc')], form), form);
    expect(text.startsWith('\ufeff')).toBe(form === 'bom');
    expect(text.endsWith('\n')).toBe(true);
    // Three rows; the line ends within the four cells of text of the last one stay what they were.
    expect(text.match(/\r\n/g) ?? []).toHaveLength(form === null ? 0 : 3);
    expect(text.match(/(?<!\r)\n/g) ?? []).toHaveLength(form === null ? 7 : 4);
  });

  test('comes back through the program’s own reader to the character', async () => {
    const ids = CASES.map(({ cell }) => cell).filter((cell) => {
      // Cells that no reader takes for an identifier of a loan: a blank, an error of a spreadsheet, a lost number, a line break.
      return unwrapIdentifier(cell) === cell.trim() && !/^=|^\d+e\d+$|[\r\n\t]/i.test(cell);
    });
    const columns: OutputColumn<string>[] = [
      { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (id) => id },
      { name: 'principal', zh: '贷款金额', en: 'principal', kind: 'fen', of: () => 1_200_000 },
      { name: 'disbursed_on', zh: '放款日', en: 'on', kind: 'day', of: () => 20_000 },
      { name: 'matures_on', zh: '到期日', en: 'until', kind: 'day', of: () => 20_365 },
    ];
    const pieces: Uint8Array[] = [];
    writeCsv(columns, ids, 'zh', (bytes) => pieces.push(bytes.slice()), form);
    const { records, problems } = await readText(LOANS, Buffer.concat(pieces));
    expect(problems).toEqual([]);
    expect(ids.length).toBeGreaterThan(40);
    expect(records.map(({ cells }) => cells['loan_id'])).toEqual(ids.map((id) => id.trim()));
    expect(new Set(records.map(({ cells }) => cells['principal']))).toEqual(new Set([1_200_000]));
  });
});

test('a workbook holds every case as text, in shared strings and not as a formula', async () => {
  const rows = CASES.map(({ cell }) => rowOf(cell));
  const limits = { rows: 1000, characters: 32_767 };
  const bytes = await writeWorkbook([tableSheet(COLUMNS, rows, { name: 'cells', language: 'en', limits })], 20_777);
  const read = await readWorkbook(bytes);
  expect(read.slice(1).map(([text]) => text)).toEqual(CASES.map(({ cell }) => withoutControls(cell)));
  expect(new Set(read.slice(1).map((cells) => cells[3]))).toEqual(new Set(['-1234.5']));
  expect(new Set(read.slice(1).map((cells) => cells[5]))).toEqual(new Set(['2026-11-20']));

  // The parts themselves, read by nobody's library.
  const sheet = partOf(bytes, 'xl/worksheets/sheet1.xml');
  expect(sheet).not.toMatch(/<f[ >/]/);
  const kinds = [...sheet.matchAll(/<c r="([A-Z])(\d+)"( t="s")?/g)].filter(([, , row]) => row !== '1');
  for (const [, column, , text] of kinds) expect(text === undefined, column).toBe('BDF'.includes(column!));
  expect(kinds).toHaveLength(CASES.length * 7);
  expect(sheet).toContain('<pane ySplit="1" topLeftCell="A2" state="frozen" activePane="bottomLeft"/>');
  expect(sheet).toContain(`<autoFilter ref="A1:G${CASES.length + 1}"/>`);
  const strings = [...partOf(bytes, 'xl/sharedStrings.xml').matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map(([, text]) => text);
  expect(strings).toContain('622202000000012345');
  expect(strings).toContain('000123');
  expect(strings).toContain('_x005F_x0041_');
  expect(strings).not.toContain('_x0041_');
});

/** A text formula, told apart from what `--excel` leaves as it was. */
const TEXT_FORMULA = /^="([^"]*)"$/;
const unguarded = (cell: string) => {
  const inner = TEXT_FORMULA.exec(cell)?.[1];
  return inner === undefined ? cell : /^[=+\-@\t\r＝＋－＠]/.test(inner) ? `'${inner}` : inner;
};

describe('for any rows', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...'0123456789+-./:, eE\t\r\n"\'=@年月日', '７', '𠮷') }),
    fc.constantFrom(...CASES.map(({ cell }) => cell)),
  );
  const anyRows = fc.array(
    fc.record({
      text: anyText,
      items: fc.array(anyText, { maxLength: 3 }),
      count: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
      fen: fc.oneof(fc.integer(), fc.constant(Number.NaN)),
      day: fc.integer({ min: -20_000, max: 80_000 }),
    }),
    { maxLength: 8 },
  );

  test('a form holds what plain CSV holds, guarded or not, and numbers as they are', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...EXCEL_FORMS), (rows, form) => {
        const plain = cellsOf(rows, null);
        const made = cellsOf(rows, form);
        expect(made.map((cells) => cells.map(unguarded))).toEqual(plain.map((cells) => cells.map(unguarded)));
        for (const [at, cells] of made.entries()) {
          for (const column of [1, 3, 5]) expect(cells[column]).toBe(plain[at]![column]);
        }
      }),
    );
  });

  test('rows that are put in order as bytes are in the same form', () => {
    fc.assert(
      fc.property(anyRows, fc.constantFrom(...FORMS), (rows, form) => {
        const pieces: Uint8Array[] = [];
        const homes = Int32Array.from(rows, (_, at) => (at * 7) % 5);
        writeScatteredCsv(
          [COLUMNS[0]!, COLUMNS[3]!],
          homes,
          (at, out) => {
            out.text(rows[at]!.text);
            out.fen(rows[at]!.fen);
            out.endRow();
          },
          new RecurringCells(),
          'names',
          (bytes) => pieces.push(bytes.slice()),
          form,
        );
        const direct: Uint8Array[] = [];
        writeCsv([COLUMNS[0]!, COLUMNS[3]!], rows, 'names', (bytes) => direct.push(bytes.slice()), form);
        expect(Buffer.concat(pieces).equals(Buffer.concat(direct))).toBe(true);
      }),
    );
  });
});

test('every character comes through, those of four bytes among them', () => {
  let text = '';
  for (let point = 0x21; point < 0x30000; point += point < 0x3000 ? 1 : 7) {
    const isSurrogate = point >= 0xd800 && point <= 0xdfff;
    const isPrivate = point >= 0xe000 && point <= 0xf8ff;
    if (!isSurrogate && !isPrivate) text += String.fromCodePoint(point);
  }
  for (const form of EXCEL_FORMS) expect(cellsOf([rowOf(`x${text}`)], form)[1]![0] === `x${text}`).toBe(true);
});

test('a character that GB18030 has no form for stops the writing and is named', () => {
  const refusal = () => bytesOf([rowOf('甲\ue5e5')], 'gb18030');
  expect(refusal).toThrow(OutputRefused);
  expect(refusal).toThrow('U+E5E5');
  expect(cellsOf([rowOf('甲\ue5e5')], 'bom')[1]![0]).toBe('甲\ue5e5');
});

describe('the pieces', () => {
  test('pass through as they are where no form is asked for', () => {
    const sink = () => undefined;
    expect(rowsInForm(null, [], sink)).toBe(sink);
    const header = Buffer.from('a,b\n');
    expect(headerInForm(header, null)).toBe(header);
  });

  test.each(EXCEL_FORMS)('stay small however long the table is: %s', (form) => {
    function* rows() {
      for (let at = 0; at < 60_000; at++) yield { ...rowOf('000123'), count: at };
    }
    let longest = 0;
    let total = 0;
    const sink = (bytes: Uint8Array) => {
      longest = Math.max(longest, bytes.length);
      total += bytes.length;
    };
    expect(writeCsv(COLUMNS, rows(), 'names', sink, form)).toBe(60_000);
    expect(total).toBeGreaterThan(4_000_000);
    expect(longest).toBeLessThan(1_000_000);
  });

  test('a row that is cut off is a defect and told as one', () => {
    expect(() => rowsInForm('bom', [], () => undefined)(Buffer.from('a,b'))).toThrow(RangeError);
  });

  test('a first title ID does not make Excel take the file for another kind', () => {
    expect(textOf(headerInForm(Buffer.from('ID,name\n'), 'gb18030'), 'gb18030')).toBe('"ID",name\r\n');
    expect(textOf(headerInForm(Buffer.from('ID\n'), 'bom'), 'bom')).toBe('\ufeff"ID"\r\n');
  });
});
