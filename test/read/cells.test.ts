import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import {
  type DateOrder,
  foldChoice,
  isBlankValue,
  isScientificNotation,
  parseAmount,
  parseDate,
  parseMoment,
  parsePercent,
  parseWholeNumber,
  shownCell,
  standsForNoDate,
  unwrapIdentifier,
} from '../../src/read/cells.js';
import { PAYMENTS, TABLE_SHAPES } from '../../src/read/shapes.js';
import { type ColumnKind, NO_MAPPING, type TableShape } from '../../src/read/table.js';
import { type Reading, readFile, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

function cases(name: string): Record<string, string>[] {
  return parse(readFileSync(new URL(`../cases/cells-${name}.csv`, import.meta.url)), { columns: true, trim: false });
}

/** Reads a column of one kind with the scanner, the cell quoted, so that the byte parsers have their say too. */
async function scanCell(kind: ColumnKind, cell: string, order?: DateOrder): Promise<number | string | undefined> {
  const shape: TableShape = {
    table: 'payments',
    columns: [
      { name: 'loan_id', kind: 'identifier', required: true, titles: [] },
      { name: 'cell', kind, required: false, titles: [] },
    ],
  };
  const mapping = order === undefined ? NO_MAPPING : { titles: {}, dateOrder: { cell: order } };
  const file = writeInput(`loan_id,cell\nL1,"${cell.replaceAll('"', '""')}"\n`);
  const { records, problems }: Reading = await readFile(shape, file, { mapping });
  return problems[0]?.code ?? records[0]!.cells['cell'];
}

describe('dates', () => {
  it.each(cases('dates'))('$case: $cell $order', async ({ cell, order, expected }) => {
    const dateOrder = order === '' ? undefined : (order as DateOrder);
    const day = parseDate(cell!, dateOrder);
    expect(typeof day === 'number' ? formatIsoDate(day) : day).toBe(expected);
    expect(await scanCell('date', cell!, dateOrder)).toBe(standsForNoDate(cell!) ? undefined : day);
  });
});

describe('moments', () => {
  const midnight = 19753 * 1440; // 2024-01-31: 54 years of 365 days, 13 leap days, 30 days of January
  it.each([
    ['2024-01-31', midnight],
    ['20240131', midnight],
    ['2024-01-31 10:30', midnight + 630],
    ['2024-01-31T10:30', midnight + 630],
    ['2024-01-31 10:30:59', midnight + 630],
    ['2024/1/31 9:05', midnight + 545],
    ['2024年1月31日 23:59', midnight + 1439],
    ['20240131103000', midnight + 630],
    ['２０２４-01-31　１０：３０', midnight + 630],
    ['2024-01-31 24:00', 'bad-date'],
    ['2024-01-31 10:60', 'bad-date'],
    ['2024-01-31 10:30:60', 'bad-date'],
    ['2024-01-31 10', 'bad-date'],
    ['2024-02-30 10:30', 'impossible-date'],
    ['31/01/2024 10:30', 'ambiguous-date'],
    ['2024-01-31 1a:30', 'bad-date'],
  ])('%s', async (cell, expected) => {
    expect(parseMoment(cell, undefined)).toBe(expected);
    expect(await scanCell('moment', cell)).toBe(expected);
  });

  it('takes the fraction of an Excel serial for the time of day', () => {
    expect(parseMoment('45322.4375', 'excel_serial')).toBe(midnight + 630);
  });
});

describe('amounts', () => {
  it.each(cases('amounts'))('$case: $cell', async ({ cell, signed, expected }) => {
    const amount = parseAmount(cell!, signed === 'yes');
    expect(String(amount)).toBe(expected);
    expect(Object.is(amount, -0)).toBe(false);
    expect(await scanCell(signed === 'yes' ? 'signed_amount' : 'amount', cell!)).toBe(amount);
  });
});

describe('rates', () => {
  it.each(cases('rates'))('$case: $cell', async ({ cell, expected }) => {
    const rate = parsePercent(cell!);
    expect(String(rate)).toBe(expected);
    expect(await scanCell('percent', cell!)).toBe(rate);
  });
});

describe('whole numbers', () => {
  it.each([
    ['0', 0],
    ['31', 31],
    ['007', 7],
    ['１２', 12],
    ['12.00', 12],
    ['1,234', 1234],
    ['-1', 'bad-whole-number'],
    ['12.5', 'bad-whole-number'],
    ['1e3', 'bad-whole-number'],
    ['99999999999999999999', 'bad-whole-number'],
    ['五', 'bad-whole-number'],
  ])('%s', async (cell, expected) => {
    expect(parseWholeNumber(cell)).toBe(expected);
    expect(await scanCell('whole_number', cell)).toBe(expected);
  });
});

describe('blank cells', () => {
  const words = [
    'NULL',
    'Null',
    '(null)',
    '<NULL>',
    '\\N',
    'NaN',
    'nat',
    'N/A',
    '#N/A',
    '-',
    '--',
    '—',
    '——',
    '/',
    '无',
  ];
  const blanks = ['', ' ', '\u3000', '\u00a0', ...words, ' - ', '="NULL"'];

  it.each(blanks.slice(0, -1))('%j is blank by itself', (cell) => expect(isBlankValue(cell)).toBe(true));

  it.each(blanks)('%j is blank in a number, date, choice or identifier column', async (cell) => {
    for (const kind of ['date', 'moment', 'amount', 'percent', 'whole_number', 'identifier'] as const) {
      expect(await scanCell(kind, cell)).toBe(undefined);
    }
  });

  it.each(words)('%j stays as it is in a text column', async (cell) => {
    expect(await scanCell('text', cell)).toBe(cell);
  });

  it.each(['none', 'NA', '0', '.', '？', 'N1', '-1'])('%j is not blank', (cell) =>
    expect(isBlankValue(cell)).toBe(false),
  );
});

describe('days that stand for no date', () => {
  const noDates = [
    '9999-12-31',
    '9999/12/31',
    '99991231',
    '9999年12月31日',
    '9999-12-31 23:59:59',
    '9999-12-31T00:00',
    '99991231235959',
    '2999-12-31',
    '0000-00-00',
    '0000-00-00 00:00:00',
    '00000000',
    '0',
    '0001-01-01',
    '0001/1/1',
    '1900-01-01',
    '1900/1/1',
    '1900-01-00',
    '1899-12-30',
    '18991231',
    '９９９９－１２－３１',
    ' 9999-12-31 ',
    '="9999-12-31"',
  ];

  it.each(noDates)('%j is blank in a date column', async (cell) => {
    expect(await scanCell('date', cell)).toBe(undefined);
    expect(await scanCell('moment', cell)).toBe(undefined);
  });

  it.each(noDates)('%j is no value for a required date', async (cell) => {
    const file = writeInput(`loan_id,paid_on,amount\nL1,"${cell.replaceAll('"', '""')}",1.00\n`);
    const { records, problems } = await readFile(PAYMENTS, file);
    expect([records.length, problems.map(({ code }) => code)]).toEqual([0, ['blank-required']]);
  });

  it.each([
    ['9999-12-32', 'impossible-date'],
    ['9999-02-30', 'impossible-date'],
    ['9998-12-31', 'impossible-date'],
    ['0001-01-02', 'impossible-date'],
    ['31.12.9999', 'ambiguous-date'],
    ['00', 'bad-date'],
    ['9999-12-31x', 'bad-date'],
    ['1900-01-02', -25566],
    ['2099-12-31', 47481],
  ])('%j is %j', async (cell, expected) => {
    expect(await scanCell('date', cell)).toBe(expected);
  });

  it('is nothing else elsewhere', async () => {
    expect(await scanCell('amount', '0')).toBe(0);
    expect(await scanCell('whole_number', '0')).toBe(0);
    expect(await scanCell('text', '9999-12-31')).toBe('9999-12-31');
    expect(await scanCell('identifier', '99991231')).toBe('99991231');
  });
});

describe('identifiers', () => {
  it.each([
    ['  L-001\t', 'L-001'],
    ['\u3000借据一\u00a0', '借据一'],
    ["'0012", '0012'],
    ['="0012"', '0012'],
    ['0012', '0012'],
    ['６６', '66'],
    ['Ｌ－００１', 'L-001'],
    ['="00""12"', '00"12'],
    ['N12', 'N12'],
    ['NANNAN', 'NANNAN'],
    ['12E4X', '12E4X'],
    ['2019E001', '2019E001'],
    ['E12', 'E12'],
    ['1.2.3', '1.2.3'],
  ])('%j is %j', async (cell, expected) => {
    expect(unwrapIdentifier(cell)).toBe(expected);
    expect(isScientificNotation(expected)).toBe(false);
    expect(await scanCell('identifier', cell)).toBe(expected);
  });

  it.each(['6.22E+18', '6.22E18', '6e+18', '6E18', '62E+17', '62.2E17', "'6.22E+18", ' 6.22E+18 '])(
    '%j has lost its digits',
    async (cell) => {
      expect(await scanCell('identifier', cell)).toBe('identifier-in-scientific-notation');
      expect(await scanCell('text', cell)).toBe(cell.trim());
    },
  );
});

describe('what a spreadsheet leaves in place of a value', () => {
  it.each(['#REF!', '#VALUE!', '#name?', '#DIV/0!', '#NUM!', '#NULL!', '######', '=A1*2', '="a"&"b"'])(
    '%j',
    async (cell) => {
      for (const kind of ['date', 'moment', 'amount', 'percent', 'whole_number', 'identifier'] as const) {
        expect(await scanCell(kind, cell)).toBe('spreadsheet-error');
      }
      expect(await scanCell('text', cell)).toBe(cell);
    },
  );
});

describe('choices', () => {
  it('have one folded spelling each, so that no title stands for two of them', () => {
    for (const shape of Object.values(TABLE_SHAPES)) {
      for (const column of shape.columns) {
        const owner = new Map<string, string>();
        for (const name of column.choices ?? []) {
          for (const title of [name, ...(column.choiceTitles?.[name] ?? [])]) {
            const folded = foldChoice(title);
            expect(owner.get(folded) ?? name, `${shape.table}.${column.name} ${title}`).toBe(name);
            owner.set(folded, name);
          }
        }
        expect(Object.keys(column.choiceTitles ?? {}).filter((name) => !column.choices?.includes(name))).toEqual([]);
      }
    }
  });

  it.each([
    ['auto_debit', 3],
    ['AUTO DEBIT', 3],
    ['auto-debit', 3],
    [' 代扣 ', 3],
    ['批量扣款', 3],
    ['柜 面', 1],
    ['第三方', 5],
  ])('%s', async (cell, code) => {
    const file = writeInput(`loan_id,paid_on,amount,channel\nL1,2024-01-31,1,${cell}\n`);
    expect((await readFile(PAYMENTS, file)).records[0]!.cells['channel']).toBe(code);
  });
});

const STATUS = { name: 'status', kind: 'choice' } as const;

describe('a cell in a message', () => {
  it('is cut at sixty characters', () => {
    expect(shownCell('x'.repeat(60), STATUS)).toBe('x'.repeat(60));
    expect(shownCell('x'.repeat(61), STATUS)).toBe(`${'x'.repeat(59)}…`);
    expect(shownCell('𠮷'.repeat(61), { name: 'loan_id', kind: 'identifier' })).toBe(`${'𠮷'.repeat(59)}…`);
  });
});
