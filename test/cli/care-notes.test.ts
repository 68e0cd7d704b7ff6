/** Religion, language and disability are care notes for the collector: whatever they say, the list is the same but for their flag. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { describe, expect, test } from 'vitest';
import { arrears, inScratch } from './arrears.js';

const AS_OF = '2026-11-20';
const NOTES = ['', '信仰伊斯兰教', '只讲藏语', '听力残疾，请用短信', '少数民族', 'diabetic; speaks Uyghur only'];

/** The work list of a sample book whose care notes are moved on by `shift`, and how many rows carry the flag. */
function listWith(directory: string, shift: number): { readonly list: string; readonly flagged: number } {
  const rows = parse(readFileSync(join(directory, 'loans.csv')), { bom: true }) as string[][];
  const column = rows[0]!.findIndex((title) => title === 'care_note' || title === '关怀备注');
  expect(column).toBeGreaterThanOrEqual(0);
  const noted = rows.map((row, at) => (at === 0 ? row : row.with(column, NOTES[(at + shift) % NOTES.length]!)));
  const loans = join(directory, `loans-${shift}.csv`);
  writeFileSync(loans, stringify(noted));
  const of = (table: string) => [`--${table}`, join(directory, `${table}.csv`)];
  const run = arrears(['worklist', '--loans', loans, ...of('payments'), ...of('events'), '--as-of', AS_OF]);
  expect(run.status).toBe(0);
  const list = parse<Record<string, string>>(run.stdout, { columns: true });
  const flagged = list.filter((row) => row['flags']!.split(';').includes('care')).length;
  const bare = list.map((row) => ({
    ...row,
    flags: row['flags']!.split(';')
      .filter((flag) => flag !== 'care')
      .join(';'),
  }));
  return { list: stringify(bare, { header: true }), flagged };
}

describe('care notes', () => {
  test('change no byte of the work list but their flag', () => {
    inScratch((directory) => {
      const sample = arrears(['sample', '--loans', '300', '--seed', '7', '--out', join(directory, 'book')]);
      expect(sample.status).toBe(0);
      const [first, ...others] = [0, 1, 2, 3, 4].map((shift) => listWith(join(directory, 'book'), shift));
      expect(first!.flagged).toBeGreaterThan(10);
      for (const other of others) expect(other.list).toBe(first!.list);
      expect(others.some(({ flagged }) => flagged !== first!.flagged)).toBe(true);
    });
  }, 60_000);
});
