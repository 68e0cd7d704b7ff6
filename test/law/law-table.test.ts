/** What `arrears law` shows. */
import { describe, expect, test } from 'vitest';
import { lawOfChina } from '../../src/law/cn/index.js';
import { formatLawTable } from '../../src/write/law-table.js';

function rowOf(table: string, id: string): string[] {
  const line = table.split('\n').find((text) => text.startsWith(`| ${id} |`));
  return line?.slice(2, -2).split(' | ') ?? [];
}

describe('the law table in Markdown', () => {
  const table = formatLawTable(lawOfChina, '2026-11-21', 'md');

  test('has one row of equal width per parameter', () => {
    const rows = table.split('\n').filter((line) => line.startsWith('| '));
    expect(rows).toHaveLength(lawOfChina.all.length + 2);
    for (const line of rows) expect(line.split(' | ')).toHaveLength(13);
  });

  test('shows the value in force with its ground', () => {
    const row = rowOf(table, 'cn.limitation.general');
    expect(row.slice(2, 9)).toEqual(['3', 'years', 'accrualDate', '2021-01-01', '', '民法典', '第188条第1款']);
    expect(row[9]).toContain('诉讼时效期间为三年');
    expect(row[12]).toBe('2026-11-21');
  });

  test('shows the older value on an older date', () => {
    const row = rowOf(formatLawTable(lawOfChina, '2017-09-30', 'md'), 'cn.limitation.general');
    expect(row.slice(2, 8)).toEqual(['2', 'years', 'accrualDate', '1987-01-01', '2017-10-01', '民法通则']);
  });

  test('says none where the law had no value', () => {
    const row = rowOf(formatLawTable(lawOfChina, '2023-06-30', 'md'), 'cn.risk-grade.floors');
    expect(row.slice(2, 11)).toEqual(['none', 'table', 'asOfDate', '', '', '', '', '', '']);
  });

  test('marks what stands from memory for counsel', () => {
    const row = rowOf(formatLawTable(lawOfChina, '2010-01-01', 'md'), 'cn.limitation.long-stop');
    expect(row[10]).toBe('M: from memory, to be confirmed by counsel');
  });

  test('writes shares in percent and tables in words', () => {
    expect(rowOf(table, 'cn.risk-grade.contagion-share')[2]).toBe('10 %');
    expect(rowOf(table, 'cn.penalty.overdue-markup')[2]).toBe('least 30 %, most 50 %');
    expect(rowOf(table, 'cn.risk-grade.floors')[2]).toBe('special mention 1, substandard 91, doubtful 271, loss 361');
  });

  test('says how far the calendar of days off reaches', () => {
    expect(table).toContain('known from 2004-01-01 to 2026-12-31');
  });

  test('promises nothing', () => {
    expect(table).not.toMatch(/\b(valid|safe)\b/i);
  });
});

describe('the law table in JSON', () => {
  const pack = JSON.parse(formatLawTable(lawOfChina, '2019-06-30', 'json'));

  test('carries every value of every parameter', () => {
    expect(pack.parameters.map(({ id }: { id: string }) => id)).toEqual(lawOfChina.all.map(({ id }) => id));
    const general = pack.parameters.find(({ id }: { id: string }) => id === 'cn.limitation.general');
    expect(general.values).toHaveLength(3);
    expect(general.in_force).toMatchObject({ from: '2017-10-01', until: '2021-01-01', value: 3, mark: 'T' });
  });

  test('says null where nothing is in force and what is not confirmed', () => {
    const find = (wanted: string) => pack.parameters.find(({ id }: { id: string }) => id === wanted);
    expect(find('cn.risk-grade.floors').in_force).toBeNull();
    expect(find('cn.limitation.long-stop').in_force).toMatchObject({ mark: 'M', confirmed: false });
  });
});
