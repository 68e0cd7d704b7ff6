/** What `arrears law` shows. */
import { describe, expect, test } from 'vitest';
import { citationOf } from '../../src/domain/law.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { LAW_NOTES_ZH } from '../../src/write/law-notes-zh.js';
import { formatLawTable } from '../../src/write/law-table.js';
import { QUESTIONS_ZH } from '../../src/write/law-words.js';

function rowOf(table: string, id: string): string[] {
  const line = table.split('\n').find((text) => text.startsWith(`| ${id} |`));
  return line?.slice(2, -2).split(' | ') ?? [];
}

describe('the law table in Markdown', () => {
  const table = formatLawTable(lawOfChina, '2026-11-21', 'md');

  test('has one row of equal width per parameter, in one table for each clock', () => {
    const rows = table.split('\n').filter((line) => line.startsWith('| '));
    const tables = table.split('\n').filter((line) => line.startsWith('## '));
    expect(tables).toContain('## Guarantees');
    expect(rows).toHaveLength(lawOfChina.all.length + 2 * tables.length);
    for (const { id } of lawOfChina.all) expect(rowOf(table, id)).toHaveLength(13);
    for (const line of rows) expect(line.split(' | ')).toHaveLength(13);
  });

  test('shows the value in force with its ground', () => {
    const row = rowOf(table, 'cn.limitation.general');
    expect(row.slice(2, 9)).toEqual(['3', 'years', 'day of accrual', '2021-01-01', '', '民法典', '第188条第1款']);
    expect(row[9]).toContain('诉讼时效期间为三年');
    expect(row[12]).toBe('2026-11-21');
  });

  test('shows the older value on an older date', () => {
    const row = rowOf(formatLawTable(lawOfChina, '2017-09-30', 'md'), 'cn.limitation.general');
    expect(row.slice(2, 8)).toEqual(['2', 'years', 'day of accrual', '1987-01-01', '2017-10-01', '民法通则']);
  });

  test('says from when there is a value where the law had none', () => {
    const row = rowOf(formatLawTable(lawOfChina, '2023-06-30', 'md'), 'cn.risk-grade.floors');
    expect(row.slice(2, 11)).toEqual(['no value before 2023-07-01', 'table', 'as-of date', '', '', '', '', '', '']);
  });

  test('marks what stands from memory for counsel', () => {
    const row = rowOf(formatLawTable(lawOfChina, '2010-01-01', 'md'), 'cn.limitation.long-stop');
    expect(row[10]).toBe('TO CONFIRM · M: from memory, to be confirmed by counsel');
  });

  test('names at its head whatever is not confirmed on the date', () => {
    const head = table.split('## ')[0]!;
    expect(head).toContain('cn.limitation.micro-lender');
    expect(head).toContain('cn.risk-grade.restructured-again');
    expect(head).not.toContain('cn.limitation.general');
    expect(rowOf(table, 'cn.limitation.micro-lender')[10]).toMatch(/^TO CONFIRM · D: .*\(.*\)$/);
    expect(rowOf(table, 'cn.limitation.general')[10]).toBe('T: text of the statute read');
  });

  test('writes what is left of a suspended period, and no limit where there is none', () => {
    expect(rowOf(table, 'cn.limitation.suspension-tail')[2]).toBe('6');
    expect(rowOf(table, 'cn.enforcement.suspension-tail')[2]).toBe('remainder of the period');
    expect(rowOf(table, 'cn.mortgage.possessory-pledge')[2]).toBe('no limit of time');
  });

  test('shows the law of guarantees on either side of the Civil Code', () => {
    const before = formatLawTable(lawOfChina, '2020-12-31', 'md');
    const modes = [before, table].map((one) => rowOf(one, 'cn.guarantee.mode-default').slice(2, 8));
    expect(modes).toEqual([
      ['joint', 'choice', 'day of the contract', '1995-10-01', '2021-01-01', '担保法'],
      ['general', 'choice', 'day of the contract', '2021-01-01', '', '民法典'],
    ]);
    expect(rowOf(before, 'cn.guarantee.withdrawn-suit')[2]).toBe('no value before 2021-01-01');
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

describe('the law table in Chinese', () => {
  const table = formatLawTable(lawOfChina, '2026-11-21', 'md', 'zh');

  test('has every question and every coded value in Chinese', () => {
    for (const { id } of lawOfChina.all) {
      const [, question = '', value = ''] = rowOf(table, id);
      expect([id, question]).toEqual([id, expect.stringMatching(/[\u4e00-\u9fff].*？$/)]);
      expect([id, value]).toEqual([id, expect.not.stringMatching(/[a-z]/)]);
    }
  });

  test('has its headings and marks in Chinese', () => {
    expect(table).toContain('## 保证\n');
    expect(rowOf(table, 'cn.limitation.micro-lender')[10]).toMatch(/^待确认 · D：/);
    expect(rowOf(formatLawTable(lawOfChina, '2023-06-30', 'md', 'zh'), 'cn.risk-grade.floors')[2]).toBe(
      '2023-07-01 之前没有数值',
    );
    expect(table).not.toMatch(/有效性|安全/);
  });

  test('knows no question that the pack has not', () => {
    const asked = new Set(lawOfChina.all.map(({ id }) => id));
    expect(Object.keys(QUESTIONS_ZH).filter((id) => !asked.has(id))).toEqual([]);
  });

  test('says caveats and what is not covered in Chinese, with every article that the English names', () => {
    const notes = new Set(
      lawOfChina.all.flatMap(({ notCovered, values }) => [
        ...notCovered,
        ...values.flatMap(({ source }) => (source.caveat === undefined ? [] : [source.caveat])),
      ]),
    );
    expect([...notes].filter((note) => LAW_NOTES_ZH[note] === undefined)).toEqual([]);
    expect(Object.keys(LAW_NOTES_ZH).filter((note) => !notes.has(note))).toEqual([]);
    for (const [english, chinese] of Object.entries(LAW_NOTES_ZH)) {
      for (const [, article] of english.matchAll(/arts?\. (\d+)/g))
        expect(chinese, english).toContain(`第${article}条`);
      for (const [day] of english.matchAll(/\d{4}-\d\d-\d\d/g)) expect(chinese, english).toContain(day);
    }
    const row = rowOf(formatLawTable(lawOfChina, '2026-11-21', 'md', 'zh'), 'cn.limitation.micro-lender');
    expect(row[10]).toBe('待确认 · D：由所引条款推导（批复文号凭记忆；批复针对民间借贷，用于扣款系推导）');
    expect(row[11]).toBe('小额贷款公司在2021年以前的扣款；无牌照的出借人');
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

describe('a citation', () => {
  test('sets each article behind the instrument that it stands in', () => {
    const { source } = lawOfChina.limitationProcedure.values.at(-1)!;
    expect(citationOf(source)).toBe('民法典第195条；诉讼时效规定（2020年修正）第10条至第13条');
  });

  test('is never left with an article of which the instrument cannot be told', () => {
    for (const { values } of lawOfChina.all) {
      for (const { source } of values) {
        const instruments = source.instrument.split('；').length;
        if (instruments > 1) expect(source.article.split('；')).toHaveLength(instruments);
      }
    }
  });
});
