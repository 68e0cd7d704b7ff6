/** Workbooks as other programs than Excel write them, and damaged ones: the value that a person sees, or a word that says why there is none. */
import { afterAll, describe, expect, it } from 'vitest';
import { LOANS, PAYMENTS } from '../../src/read/shapes.js';
import { type RawWorkbook, writeRaw, zip } from './raw-workbook.js';
import { linesAndCodes, readFile, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

const text = (value: string, at = '') => `<c${at} t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (cells: string, at = '') => `<row${at}>${cells}</row>`;
const TITLES = row(['借据号', '交易日期', '还款金额', '流水号'].map((title) => text(title)).join(''));
const cells = (id: string, amount: string, payment = text('P1')) => text(id) + text('2024-01-31') + amount + payment;
const number = (value: string | number, attributes = '') => `<c${attributes}><v>${value}</v></c>`;

async function payments(book: RawWorkbook) {
  const { records, problems } = await readFile(PAYMENTS, writeRaw(book));
  return { records: records.map((record) => record.cells), lines: records.map(({ line }) => line), problems };
}

const RECORD = { loan_id: 'L1', paid_on: 19753, amount: 10_000, payment_id: 'P1' };
const PLAIN = TITLES + row(cells('L1', number(100)));

describe('a workbook of another program', () => {
  it.each<[what: string, book: RawWorkbook]>([
    ['without places of rows and cells, styles and shared texts', { rows: PLAIN }],
    ['with parts named from the root', { rows: PLAIN, target: (part) => `/xl/${part}` }],
    ['with parts named by detours', { rows: PLAIN, target: (part) => `./../xl/${part}` }],
    ['with backslashes in the names of its parts', { rows: PLAIN, rename: (part) => part.replaceAll('/', '\\') }],
    ['with names in capitals', { rows: PLAIN, rename: (part) => part.toUpperCase() }],
    [
      'with a prefix before every name',
      { rows: PLAIN, transform: (xml) => xml.replace(/<(\/?)(?=\w)/g, '<$1x:').replace('xmlns=', 'xmlns:x=') },
    ],
    [
      'in UTF-16',
      {
        rows: PLAIN,
        transform: (xml) => Buffer.from(`\uFEFF<?xml version="1.0" encoding="UTF-16"?>${xml}`, 'utf16le'),
      },
    ],
    ['packed by a stream, with sizes as 64-bit numbers', { rows: PLAIN, isZip64: true }],
    ['with a comment and CDATA', { rows: PLAIN.replace('L1', '<!-- <row> --><![CDATA[L1]]>') }],
    [
      'with rows and cells out of order',
      {
        rows:
          row(
            number(100, ' r="C2"') + text('P1', ' r="D2"') + text('L1', ' r="A2"') + text('2024-01-31', ' r="B2"'),
            ' r="2"',
          ) + TITLES.replace('<row>', '<row r="1">'),
      },
    ],
    [
      'with formatted cells below and beside the table to the ends of the sheet',
      {
        rows: `${PLAIN}<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"/></row>`,
        formats: ['0.00'],
      },
    ],
  ])('%s is read', async (_, book) => {
    const { records, problems, lines } = await payments(book);
    expect(problems).toEqual([]);
    expect(records).toEqual([RECORD]);
    expect(lines).toEqual([2]);
  });

  it('has its texts put together from runs, without their pronunciation, with what is escaped in them', async () => {
    const { records, problems } = await payments({
      rows:
        TITLES +
        row(cells('L1', number(100), '<c t="s"><v>1</v></c>')) +
        row(
          cells('L2', number(100), '<c t="inlineStr"><is><r><t>P</t></r><r><t>2</t></r><rPh><t>pin</t></rPh></is></c>'),
        ) +
        row(cells('L3', number(100), '<c t="s"><v>2</v></c>')),
      sharedTexts: [
        '<t>first</t>',
        '<r><t>P</t></r><r><rPr/><t>1&amp;&#x41;</t></r><rPh><t>pin</t></rPh>',
        '<t>P_x0033_</t>',
      ],
    });
    expect(problems).toEqual([]);
    expect(records.map(({ payment_id }) => payment_id)).toEqual(['P1&A', 'P2', 'P3']);
  });

  it('has a cell that refers to no text for a blank, not for the first text', async () => {
    const { records } = await payments({
      rows:
        TITLES + row(cells('L1', number(100), '<c t="s"/>')) + row(cells('L2', number(100), '<c t="s"><v></v></c>')),
      sharedTexts: ['<t>first</t>'],
    });
    expect(records.map((record) => record['payment_id'])).toEqual([undefined, undefined]);
  });

  it('has a number of white space for a blank, not for a zero', async () => {
    const { problems } = await payments({ rows: TITLES + row(cells('L1', number(' '))) });
    expect(linesAndCodes(problems)).toEqual(['2 blank-required']);
  });

  it('may write days as such', async () => {
    const day = '<c t="d"><v>2024-01-31T00:00:00Z</v></c>';
    const { records, problems } = await payments({ rows: PLAIN.replace(text('2024-01-31'), day) });
    expect(problems).toEqual([]);
    expect(records).toEqual([RECORD]);
  });

  it('may count its days from 1904', async () => {
    const { records } = await payments({
      rows: PLAIN.replace(text('2024-01-31'), number(43_860, ' s="1"')),
      formats: ['yyyy/m/d'],
      workbookPr: '<workbookPr date1904="1"/>',
    });
    expect(records).toEqual([RECORD]);
  });

  it('holds no day where a spreadsheet shows none: an error, not a blank', async () => {
    const { problems } = await readFile(
      LOANS,
      writeRaw({
        rows:
          row(['借据号', '贷款金额', '放款日', '到期日', '加速到期日'].map((title) => text(title)).join('')) +
          [-1, 60, 0.5]
            .map((day) => row(text('L1') + number(1) + text('2024-01-31') + text('2025-01-31') + number(day, ' s="1"')))
            .join(''),
        formats: ['yyyy/m/d'],
      }),
    );
    expect(linesAndCodes(problems)).toEqual(['2 spreadsheet-error', '3 impossible-date', '4 bad-date']);
  });

  it('does not have amounts in another currency taken for yuan, nor the letters of one for a day', async () => {
    const { records, problems } = await payments({
      rows: TITLES + row(cells('L1', number(100, ' s="1"'))) + row(cells('L2', number(100, ' s="2"'), text('P2'))),
      formats: ['[$CNY ]#,##0.00', '[$USD ]#,##0.00'],
    });
    expect(records).toEqual([RECORD]);
    expect(linesAndCodes(problems)).toEqual(['3 bad-amount']);
  });
});

describe('a formula', () => {
  const formula = (result: string, attributes = '') => `<c${attributes}><f>A1</f>${result}</c>`;

  it.each<[what: string, cell: string, calcPr: string, codes: string[]]>([
    ['without a result', formula(''), '', ['2 spreadsheet-error']],
    ['with an empty result', formula('<v/>'), '', ['2 spreadsheet-error']],
    ['of a text without a result', formula('', ' t="str"'), '', ['2 spreadsheet-error']],
    ['that shares that of another cell', '<c><f t="shared" si="0"/></c>', '', ['2 spreadsheet-error']],
    ['with an error for a result', formula('<v>#REF!</v>', ' t="e"'), '', ['2 spreadsheet-error']],
    // A program that cannot calculate writes 0 and has the workbook calculated when it is opened.
    ['that is to be calculated', formula('<v>0</v>'), '<calcPr fullCalcOnLoad="1"/>', ['2 spreadsheet-error']],
    [
      'that was calculated by a program that asks for it again',
      formula('<v>100</v>'),
      '<calcPr fullCalcOnLoad="1"/>',
      [],
    ],
    ['whose result is a text', formula('<v>100</v>', ' t="str"'), '', []],
    ['of an array', '<c><f t="array" ref="C2">A1</f><v>100</v></c>', '', []],
  ])('%s', async (_, cell, calcPr, codes) => {
    const { records, problems } = await payments({ rows: TITLES + row(cells('L1', cell)), calcPr });
    expect(linesAndCodes(problems)).toEqual(codes);
    expect(records).toEqual(codes.length === 0 ? [RECORD] : []);
  });

  it('whose result is zero has it where the workbook was calculated', async () => {
    const { records } = await payments({ rows: TITLES + row(cells('L1', formula('<v>0</v>'))) });
    expect(records).toEqual([{ ...RECORD, amount: 0 }]);
  });

  it('whose result is an empty text is a blank', async () => {
    const { problems } = await payments({ rows: TITLES + row(cells('L1', formula('<v></v>', ' t="str"'))) });
    expect(linesAndCodes(problems)).toEqual(['2 blank-required']);
  });
});

describe('cells merged over rows', () => {
  const merged = (...ranges: string[]) =>
    `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;

  it('say their text of every row, and leave blank rows blank', async () => {
    const { records, problems, lines } = await payments({
      rows:
        TITLES +
        row(cells('L1', number(100))) +
        row(`<c/>${text('2024-01-31')}${number(5)}${text('P2')}`) +
        row('<c/>'),
      behind: merged('A2:A4'),
    });
    expect(problems).toEqual([]);
    expect(records).toEqual([RECORD, { ...RECORD, amount: 500, payment_id: 'P2' }]);
    expect(lines).toEqual([2, 3]);
  });

  it.each([
    ['a number', number(300)],
    ['an amount that is text', text('300.00')],
  ])('are told where they hold %s: whose it is, nobody can say', async (_, amount) => {
    const { problems } = await payments({
      rows:
        TITLES +
        row(cells('L1', amount)) +
        row(`${text('L2') + text('2024-01-31')}<c/>${text('P2')}`) +
        row(cells('L3', number(7), text('P3'))),
      behind: merged('C2:C3'),
    });
    expect(linesAndCodes(problems)).toEqual(['3 merged-cell']);
  });

  it('make one header of two lines', async () => {
    const above = ['借据号', '还款', '', '流水号'].map((title) => (title === '' ? '<c/>' : text(title))).join('');
    const { records, lines } = await payments({
      rows: row(above) + row(`<c/>${text('交易日期')}${text('还款金额')}`) + row(cells('L1', number(100))),
      behind: merged('A1:A2', 'B1:C1', 'D1:D2'),
    });
    expect(records).toEqual([RECORD]);
    expect(lines).toEqual([3]);
  });

  it('that overlap, or stand among rows out of order, are damage', async () => {
    const { problems } = await payments({ rows: PLAIN + row(text('x')), behind: merged('A1:A3', 'A2:A3') });
    expect(problems).toMatchObject([{ code: 'damaged-workbook', reason: 'merged cells overlap' }]);
    const backwards = row(text('L1'), ' r="2"') + TITLES.replace('<row>', '<row r="1">');
    const disorder = await payments({ rows: backwards, behind: merged('A1:A2') });
    expect(disorder.problems).toMatchObject([{ code: 'damaged-workbook', reason: 'its rows are not in order' }]);
  });
});

describe('a damaged workbook', () => {
  it.each<[reason: string, book: RawWorkbook]>([
    ['a part of it is damaged or missing', { rows: PLAIN, target: () => 'worksheets/sheet9.xml' }],
    ['a part of it is damaged or missing', { rows: PLAIN, transform: (xml) => xml.slice(0, -60) }],
    [
      'a part of it is damaged or missing',
      { rows: `${PLAIN}<row><c t="s"><v>5</v></c></row>`, sharedTexts: ['<t>a</t>'] },
    ],
    ['a part of it is damaged or missing', { rows: `${PLAIN}<row><c t="s"><v>5</v></c></row>` }],
    ['a row stands there twice', { rows: `${PLAIN}<row r="2"/>` }],
    ['a row has no place in the sheet', { rows: '<row r="0"/>' }],
    ['a row has no place in the sheet', { rows: '<row r="1048577"/>' }],
    ['a cell has no place in the sheet', { rows: row('<c r="XFE1"><v>1</v></c>') }],
    ['a cell has no place in the sheet', { rows: row('<c r="11"><v>1</v></c>') }],
  ])('%s', async (reason, book) => {
    const { problems, records } = await payments(book);
    expect(problems).toMatchObject([{ code: 'damaged-workbook', reason }]);
    expect(records).toEqual([]);
  });

  it('is one whose bytes are not those that were written', async () => {
    const name = 'xl/workbook.xml';
    const sound = zip({ [name]: 'x' });
    // Behind the header of the part and its name.
    sound.write('y', 30 + name.length);
    const { problems } = await readFile(PAYMENTS, writeInput(sound, 'xlsx'));
    expect(problems).toMatchObject([{ code: 'damaged-workbook', reason: 'a part of it is damaged or missing' }]);
  });

  it.each<[reason: string, parts: Record<string, string>]>([
    ['it is an .ods file', { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' }],
    ['it holds no workbook', { 'word/document.xml': '' }],
    [
      'it is an .xlsb file',
      {
        '_rels/.rels':
          '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>',
      },
    ],
  ])('%s', async (reason, parts) => {
    const { problems } = await readFile(PAYMENTS, writeInput(zip(parts), 'xlsx'));
    expect(problems).toMatchObject([{ code: 'damaged-workbook', reason }]);
  });

  it('is told from one under a password', async () => {
    const start = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const locked = Buffer.concat([start, Buffer.alloc(1024), Buffer.from('EncryptedPackage', 'utf16le')]);
    const { problems } = await readFile(PAYMENTS, writeInput(locked, 'xlsx'));
    expect(problems).toMatchObject([{ code: 'damaged-workbook', reason: 'it is under a password' }]);
  });
});
