/**
 * The diseases of real exports, one small file each under `fixtures/torture/`: what comes out is the right value or a
 * rejected row with its reason, said by both readers. `test/cases/torture.csv` has the records (loan, then the other cells
 * in the table's order) and the problems (line and code); files that nobody could read are made here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { formatFen } from '../../src/domain/money.js';
import type { Problem } from '../../src/domain/problem.js';
import { describeTable, openTable } from '../../src/read/open-table.js';
import { readTableByReference } from '../../src/read/reference-reader.js';
import { scanTable, wholeBody } from '../../src/read/scan-table.js';
import { PAYMENTS, TABLE_SHAPES } from '../../src/read/shapes.js';
import type { ColumnMapping, TableShape } from '../../src/read/table.js';
import { type KeptRecord, keepRecords, linesAndCodes, newLog, removeInputs, writeInput } from './reading.js';

afterAll(removeInputs);

interface TortureCase {
  readonly case: string;
  readonly table: 'loans' | 'payments';
  readonly file: string;
  readonly date_order: 'day_first' | 'month_first' | 'excel_serial' | '';
  readonly records: string;
  readonly problems: string;
}

const FOLDER = new URL('../../fixtures/torture/', import.meta.url);
const CASES: readonly TortureCase[] = parse(readFileSync(new URL('../cases/torture.csv', import.meta.url)), {
  columns: true,
});

interface Outcome {
  readonly records: readonly KeptRecord[];
  readonly problems: readonly Problem[];
}

/** What both readers say; it must be the same. */
async function readByBoth(shape: TableShape, file: string, mapping?: ColumnMapping): Promise<Outcome> {
  const log = newLog();
  const open = await openTable(shape, file, mapping === undefined ? {} : { mapping }, log);
  if (open === undefined) return { records: [], problems: log.problems };
  const [scanned, referred] = [scanTable, readTableByReference].map((read) => {
    const own = newLog();
    const records: KeptRecord[] = [];
    if (read === scanTable) scanTable(open, wholeBody(open), keepRecords(open, records), own);
    else readTableByReference(open, keepRecords(open, records), own);
    return { records, problems: own.problems };
  });
  expect(scanned).toEqual(referred);
  return { records: scanned!.records, problems: [...log.problems, ...scanned!.problems] };
}

function textOf(shape: TableShape, { cells }: KeptRecord): string {
  return shape.columns
    .flatMap(({ name, kind }) => {
      const value = cells[name];
      if (value === undefined) return [];
      if (typeof value === 'string') return [value];
      return [kind === 'date' ? formatIsoDate(value) : formatFen(value)];
    })
    .join(' ');
}

describe('the torture files', () => {
  it.each(CASES)('$case', async ({ case: name, table, file, date_order, records, problems }) => {
    const shape = TABLE_SHAPES[table];
    const order = date_order === '' ? undefined : { titles: {}, dateOrder: { paid_on: date_order } };
    const path = new URL(`${name}/${file}`, FOLDER).pathname;
    const read = await readByBoth(shape, path, order);
    expect(read.records.map((record) => textOf(shape, record)).join(' | ')).toBe(records);
    expect(linesAndCodes(read.problems).sort().join('; ')).toBe(problems);
  });

  it('all have their case', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(CASES.map((torture) => torture.case).sort());
  });
});

const HEAD = 'loan_id,paid_on,amount,payment_id';
const ROW = 'L001,2024-01-31,100.00,P1';

describe('files that are too much for a fixture', () => {
  it('has 1000 columns', async () => {
    const more = Array.from({ length: 996 }, (_, at) => `c${at}`);
    const text = `${[HEAD, ...more].join(',')}\n${[ROW, ...more.map(() => 'x')].join(',')}\n${ROW}\n`;
    const { records, problems } = await readByBoth(PAYMENTS, writeInput(text));
    expect(records.map(({ line }) => line)).toEqual([2]);
    expect(problems.filter(({ code }) => code !== 'unknown-column')).toMatchObject([
      { code: 'wrong-cell-count', line: 3, expected: 1000, found: 4 },
    ]);
  });

  it('has more columns than a spreadsheet', async () => {
    const titles = Array.from({ length: 20_000 }, (_, at) => `c${at}`);
    const { problems } = await readByBoth(PAYMENTS, writeInput(`${HEAD},${titles.join(',')}\n`));
    expect(problems).toMatchObject([{ code: 'too-large', what: 'columns', line: 1 }]);
  });

  it('has no line end in its first mebibyte', async () => {
    const { problems } = await readByBoth(PAYMENTS, writeInput('x'.repeat(3 << 20)));
    expect(problems).toMatchObject([{ code: 'too-large', what: 'header' }]);
  });

  it.each([
    ['a cell of 10 MB', '某'.repeat(3_500_000), ['1 unknown-column'], ['L001', 'L002']],
    ['a quoted cell of 0.9 MB', `"${'某'.repeat(300_000)}"`, ['1 unknown-column'], ['L001', 'L002']],
    ['a quoted cell of 10 MB', `"${'某'.repeat(3_500_000)}"`, ['1 unknown-column', '2 unclosed-quote'], ['L002']],
  ])('has %s', async (_, cell, codes, loans) => {
    const text = `${HEAD},note\n${ROW},${cell}\nL002,2024-02-29,5,P2,\n`;
    const { records, problems } = await readByBoth(PAYMENTS, writeInput(text));
    expect(linesAndCodes(problems)).toEqual(codes);
    expect(records.map(({ cells }) => cells['loan_id'])).toEqual(loans);
  });

  it('is a gzip file that was cut short', async () => {
    const packed = gzipSync(`${HEAD}\n${`${ROW}\n`.repeat(1000)}`);
    const { problems } = await readByBoth(PAYMENTS, writeInput(packed.subarray(0, packed.length - 12), 'csv.gz'));
    expect(problems).toMatchObject([{ code: 'damaged-gzip', reason: 'unexpected end of file' }]);
  });

  it('is a gzip file made to fill the memory', async () => {
    const packed = gzipSync(Buffer.alloc(80 << 20));
    const { problems } = await readByBoth(PAYMENTS, writeInput(packed, 'csv.gz'));
    expect(problems).toMatchObject([{ code: 'too-large', what: 'unpacked', most: '250 : 1' }]);
  });

  it('is a UTF-16 file with half a character: its byte and line are told', async () => {
    const start = Buffer.from(`\ufeff${HEAD}\n${ROW}\n`, 'utf16le');
    const bytes = Buffer.concat([start, Buffer.of(0x00, 0xd8), Buffer.from('x\n', 'utf16le')]);
    const { problems } = await readByBoth(PAYMENTS, writeInput(bytes));
    expect(problems).toMatchObject([
      { code: 'not-in-encoding', encoding: 'utf-16le', atByte: start.length, atLine: 3 },
    ]);
  });

  it('is large, in UTF-8, and holds a NUL byte far behind', async () => {
    const text = `${HEAD}\n${`${ROW}\n`.repeat(60_000)}L0\x0002,2024-01-31,5,P2\n`;
    const { records, problems } = await readByBoth(PAYMENTS, writeInput(text));
    expect(records).toHaveLength(60_000);
    expect(linesAndCodes(problems)).toEqual(['60002 nul-byte']);
  });

  it('says on which line its header was found', async () => {
    const file = writeInput(`还款流水\n\n${HEAD}\n${ROW}\n`);
    const open = await openTable(PAYMENTS, file, {}, newLog());
    expect(describeTable(open!)).toMatchObject({ headerLine: 3, sheet: null });
  });
});
