/** One page, three forms: nothing wider than the terminal, nothing unescaped in HTML, the same values in JSON. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { widthOf } from '../../src/write/display-width.js';
import { type Page, pageJson, pageList, pageRecord, pageTable } from '../../src/write/page.js';
import { escapeHtml, pagesHtml } from '../../src/write/page-html.js';
import { pageText } from '../../src/write/page-text.js';

interface Row {
  readonly name: string;
  readonly amount: number;
  readonly on: number;
}

const COLUMNS = [
  { name: 'name', zh: '名称', en: 'name', kind: 'text', of: (row: Row) => row.name },
  { name: 'amount', zh: '金额', en: 'amount', kind: 'fen', of: (row: Row) => row.amount },
  { name: 'code', zh: '代码', en: 'code', kind: 'text', of: () => 'for-machines', jsonOnly: true },
  { name: 'since', zh: '起', en: 'since', kind: 'day', of: (row: Row) => row.on, optional: true },
] as const;
const NO_DAY = -2147483648;

function pageOf(name: string, language: 'en' | 'zh' = 'en'): Page {
  const row = { name, amount: 123_450, on: NO_DAY };
  const blank = { name: '', amount: Number.NaN, on: 20_000 };
  return {
    language,
    title: name,
    subtitle: 'as of 2026-11-20',
    sections: [
      {
        name: 'one',
        title: name,
        note: name,
        isUrgent: true,
        blocks: [
          pageRecord('record', name, COLUMNS, row, language),
          pageRecord('blank', '', COLUMNS, blank, language),
          pageTable('table', name, COLUMNS, [row, blank], language, 'none'),
          pageTable('wide', '', COLUMNS, [row], language, 'none', true),
          pageTable('empty', '', COLUMNS, [], language, name),
          pageList('list', name, [{ mark: 'warning', text: name, detail: name, places: [name] }]),
        ],
      },
    ],
    footer: [name],
    json: { borrower_id: 'B1' },
  };
}

const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;\u202e\u0007`;

describe('HTML', () => {
  test('escapes everything that a file may hold, wherever it stands', () => {
    const html = pagesHtml([pageOf(HOSTILE)]);
    expect(html).not.toMatch(/<script|<img/i);
    for (const control of ['\u202e', '\u0007']) expect(html).not.toContain(control);
    expect(html).not.toContain(`'alert(2)'`);
    // Title, heading, note, record title and value, table title and cells, list … each escaped once and not twice.
    expect(html.split('&lt;script&gt;').length).toBeGreaterThan(10);
    expect(html).not.toContain('&amp;lt;');
    expect(html).toContain('&amp;amp;');
  });

  test('loads nothing and runs nothing', () => {
    const html = pagesHtml([pageOf('甲', 'zh'), pageOf('乙', 'zh')]);
    expect(html).not.toMatch(/<(script|link|img|iframe|object|embed|form|base)\b|\bon\w+=|@import|url\(|https?:/i);
    expect(html).toContain(`default-src 'none'`);
    expect(html).toContain('<html lang="zh-CN">');
    expect(html.match(/<article>/g)).toHaveLength(2);
  });

  test('leaves no character that could end a text or an attribute', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[<>"']/.test(escapeHtml(text))));
  });
});

describe('text', () => {
  test('is never wider than the terminal', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'诉讼时效（估算），。 abc-1,2.5*:😀'),
      minLength: 1,
      maxLength: 90,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 50, max: 120 }), fc.constantFrom('en', 'zh'), (name, width, language) => {
        for (const line of pageText(pageOf(name, language), width).split('\n')) {
          expect(widthOf(line)).toBeLessThanOrEqual(width);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('says of a blank that it is not known, and leaves out what is optional or for machines', () => {
    const shown = pageText(pageOf('name'), 80);
    expect(shown).toMatch(/name: +not known/);
    expect(shown).toMatch(/amount: +not known/);
    expect(shown).toContain('1,234.50');
    expect(shown).not.toContain('for-machines');
    expect(shown.match(/since: /g)).toHaveLength(1);
  });
});

test('JSON has every column, amounts as decimal text and blanks as null', () => {
  const { one, borrower_id } = pageJson(pageOf('甲')) as { one: Record<string, unknown>; borrower_id: string };
  expect(borrower_id).toBe('B1');
  expect(one['record']).toEqual({ name: '甲', amount: '1234.50', code: 'for-machines', since: null });
  expect(one['table']).toEqual([
    one['record'],
    { name: null, amount: null, code: 'for-machines', since: '2024-10-04' },
  ]);
  expect(one['list']).toEqual([{ mark: 'warning', text: '甲', detail: '甲', places: ['甲'] }]);
});
