import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIsoDate } from '../../src/domain/civil-date.js';
import type { TableName } from '../../src/domain/problem.js';
import { foldChoice } from '../../src/read/cells.js';
import { TABLE_SHAPES } from '../../src/read/shapes.js';
import type { SampleTable } from '../../src/sample/model.js';
import { PAYER_KINDS, type ScheduleBuilder } from '../../src/sample/model.js';
import { CHINESE_CHOICES, SAMPLE_TABLES } from '../../src/sample/tables.js';
import { type SampleOptions, type SampleReport, writeSample } from '../../src/sample/write-sample.js';
import { defaultSchedule } from './default-schedule.js';

const TABLES = Object.keys(SAMPLE_TABLES) as SampleTable[];
const AS_OF = parseIsoDate('2026-11-20')!;
const PLAIN: Omit<SampleOptions, 'out'> = {
  loans: 400,
  seed: 5,
  asOf: AS_OF,
  encoding: 'utf-8',
  headers: 'names',
  badRows: false,
};

let scratch: string;
let buildSchedule: ScheduleBuilder;
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'arrears-sample-'));
  buildSchedule = await defaultSchedule();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const write = (name: string, options: Partial<SampleOptions>): Promise<SampleReport> =>
  writeSample({ ...PLAIN, out: join(scratch, name), ...options }, buildSchedule);

const bytesOf = (name: string, table: TableName) => readFileSync(join(scratch, name, `${table}.csv`));
const recordsOf = (name: string, table: TableName): Record<string, string>[] =>
  parse(bytesOf(name, table), { columns: true });

/** Columns that can be read beyond those of the contract. */
const BEYOND = new Set(['contract_number']);

describe('a synthetic portfolio', () => {
  it('is the same bytes for the same seed, and others for another', async () => {
    const options = { badRows: true, headers: 'zh', encoding: 'gb18030' } as const;
    await write('first', options);
    await write('again', options);
    await write('other', { ...options, seed: 6 });
    for (const table of TABLES) {
      expect(bytesOf('first', table).equals(bytesOf('again', table))).toBe(true);
      expect(bytesOf('first', table).equals(bytesOf('other', table))).toBe(false);
    }
  });

  it('carries every column of the contract, each filled somewhere', async () => {
    await write('columns', { loans: 2000 });
    for (const table of TABLES) {
      const records = recordsOf('columns', table);
      const names = TABLE_SHAPES[table].columns.map((column) => column.name).filter((name) => !BEYOND.has(name));
      expect(Object.keys(records[0]!)).toEqual(names);
      for (const name of names) {
        expect(
          records.some((record) => record[name] !== ''),
          `${table}.${name} is blank throughout`,
        ).toBe(true);
      }
    }
  });

  it('uses every choice of the loans, payments and parties, and leaves optional cells blank here and there', async () => {
    await write('choices', { loans: 3000 });
    for (const table of ['loans', 'payments', 'parties'] as const) {
      const records = recordsOf('choices', table);
      for (const { name, choices } of TABLE_SHAPES[table].columns) {
        if (choices === undefined) continue;
        const used = new Set(records.map((record) => record[name]));
        for (const choice of choices) expect(used, `${table}.${name}`).toContain(choice);
      }
    }
    for (const name of [
      'currency',
      'penalty_markup_percent',
      'payment_day',
      'contract_signed_on',
      'id_number',
      'hold',
    ]) {
      expect(recordsOf('choices', 'loans').some((record) => record[name] === '')).toBe(true);
    }
  });

  it('knows only titles and choices that the reader knows', () => {
    for (const table of TABLES) {
      for (const { name, titles, choices, choiceTitles } of TABLE_SHAPES[table].columns) {
        if (BEYOND.has(name)) continue;
        const written = SAMPLE_TABLES[table].find((column) => column.name === name);
        expect(titles, `${table}.${name}`).toContain(written?.title);
        for (const choice of choices ?? []) {
          const spellings = (choiceTitles?.[choice] ?? []).map(foldChoice);
          expect(spellings, `${table}.${name} ${choice}`).toContain(foldChoice(CHINESE_CHOICES[choice]!));
        }
      }
    }
  });

  it('says the same in GB18030 as in UTF-8', async () => {
    await write('utf8', { headers: 'zh', badRows: true });
    await write('gb18030', { headers: 'zh', badRows: true, encoding: 'gb18030' });
    for (const table of TABLES) {
      const decoded = new TextDecoder('gb18030', { fatal: true }).decode(bytesOf('gb18030', table));
      expect(decoded === bytesOf('utf8', table).toString('utf8')).toBe(true);
    }
    // Names beyond the basic plane take four bytes; a book without any would prove little.
    expect(bytesOf('utf8', 'loans').toString('utf8')).toMatch(/[\u{20000}-\u{2ffff}]/u);
  });

  it('writes core-banking dates and amounts under Chinese titles, unless plain is asked for', async () => {
    await write('bank', { headers: 'zh' });
    await write('bank-plain', { headers: 'zh', plain: true });
    const bank = recordsOf('bank', 'loans')[0]!;
    const plain = recordsOf('bank-plain', 'loans')[0]!;
    expect(bank['放款日']).toMatch(/^\d{8}$/);
    expect(plain['放款日']).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(bank['放款日']).toBe(plain['放款日']!.replaceAll('-', ''));
    expect(bank['贷款金额']!.replaceAll(',', '')).toBe(plain['贷款金额']);
    expect(recordsOf('bank', 'payments')[0]!['还款日期']).toMatch(/^\d{4}\/\d{1,2}\/\d{1,2}$/);
    expect(bytesOf('bank', 'loans').includes('\r\n')).toBe(true);
    expect(bytesOf('bank-plain', 'loans').includes('\r\n')).toBe(false);
  });

  it('has as many loans as asked for, each with an id of its own, and every kind of payer', async () => {
    for (const loans of [1, 2, 12, 60, 333]) {
      const report = await write('sizes', { loans });
      const ids = recordsOf('sizes', 'loans').map((record) => record['loan_id']);
      expect(ids).toHaveLength(loans);
      expect(new Set(ids).size).toBe(loans);
      expect(Object.values(report.payers).flat().sort()).toEqual([...ids].sort());
      if (loans < 60) continue;
      for (const kind of PAYER_KINDS) expect(report.payers[kind].length, kind).toBeGreaterThan(0);
    }
  });

  it('keeps the ledger in date order and every id once', async () => {
    await write('ledger', {});
    const payments = recordsOf('ledger', 'payments');
    const days = payments.map((record) => record['paid_on']!);
    expect(days).toEqual([...days].sort());
    expect(days.at(-1)! <= '2026-11-20').toBe(true);
    expect(new Set(payments.map((record) => record['payment_id'])).size).toBe(payments.length);
    const loans = new Set(recordsOf('ledger', 'loans').map((record) => record['loan_id']));
    for (const table of ['payments', 'schedule', 'parties', 'collateral'] as const) {
      for (const record of recordsOf('ledger', table)) expect(loans).toContain(record['loan_id']);
    }
  });

  it('refuses a number of loans or a seed that is not whole', async () => {
    await expect(write('wrong', { loans: 0 })).rejects.toThrow(RangeError);
    await expect(write('wrong', { loans: 1.5 })).rejects.toThrow(RangeError);
    await expect(write('wrong', { seed: 0.5 })).rejects.toThrow(RangeError);
  });
});
