/** Tables for eyes: every line of the same width on the screen, whatever stands in the cells, and nothing lost. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutputColumn } from '../../src/write/columns.js';
import { widthOf } from '../../src/write/display-width.js';
import { formatTable } from '../../src/write/terminal-table.js';

interface Row {
  readonly id: string;
  readonly amount: number;
  readonly why: string;
  readonly step: string;
}

const COLUMNS: readonly OutputColumn<Row>[] = [
  { name: 'id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.id },
  { name: 'amount', zh: '逾期总额', en: 'overdue total', kind: 'fen', of: (row) => row.amount },
  { name: 'why', zh: '原因', en: 'why', kind: 'text', of: (row) => row.why },
  { name: 'step', zh: '下一步', en: 'next step', kind: 'text', of: (row) => row.step },
];
const PLANS = [{ from: 0, columns: ['id', 'amount', 'why', 'step'], flexible: ['why', 'step'] }];

/** What the eye finds in each cell: its lines put together, without the spaces at which they may be broken. */
function cellsOf(table: string): string[][] {
  const rows: string[][] = [];
  let isOpen = false;
  for (const line of table.trimEnd().split('\n')) {
    if (!line.startsWith('│')) {
      isOpen = false;
      continue;
    }
    const cells = line
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.replace(/\s/gu, ''));
    if (isOpen) rows[rows.length - 1] = rows.at(-1)!.map((text, at) => text + cells[at]!);
    else rows.push(cells);
    isOpen = true;
  }
  return rows;
}

const text = fc.string({
  unit: fc.constantFrom(
    ...'诉讼时效，。（）“” abc 12.5- ',
    '𠮷',
    '𫖯',
    'e\u0301',
    '👨‍👩‍👧',
    '⚠️',
    'ﾊﾝ',
    'JJ20211225000015',
  ),
  maxLength: 40,
});
const row = fc.record({
  id: fc.constantFrom('KH00000071', '622202000000012345', ''),
  amount: fc.constantFrom(0, 123_456_789, Number.NaN),
  why: text,
  step: text,
});

describe('a terminal table', () => {
  it.each([80, 120])('has lines of one width and loses no text at %i columns', (width) => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom('en' as const, 'zh' as const), (rows, language) => {
        // A row more makes every row take several lines, so that each stands between rules.
        const long = { id: 'X', amount: 0, why: '长'.repeat(60), step: 'long '.repeat(30).trim() };
        const table = formatTable(COLUMNS, [...rows, long], { language, width, most: 10, plans: PLANS });
        const widths = new Set(table.trimEnd().split('\n').map(widthOf));
        expect(widths.size).toBe(1);
        expect([...widths][0]).toBeLessThanOrEqual(width);
        const shown = cellsOf(table).slice(1);
        expect(shown).toHaveLength(rows.length + 1);
        for (const [at, { id, why, step }] of [...rows, long].entries()) {
          const [shownId, , shownWhy, shownStep] = shown[at]!;
          expect([shownId, shownWhy, shownStep]).toEqual([id, why, step].map((cell) => cell.replace(/\s/gu, '')));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('keeps an identifier in a sentence whole where there is room', () => {
    const why = 'limitation of loan JJ20211225000015 estimated to end 2026-12-25, 35 days left';
    const step = 'sue at once if no case is pending; otherwise press for judgment and enforcement';
    const rows = [{ id: 'KH00000071', amount: 2_657_787, why, step }];
    const table = formatTable(COLUMNS, rows, { language: 'en', width: 80, most: 10, plans: PLANS });
    expect(table).toContain('JJ20211225000015');
    expect(table).toContain('2026-12-25');
  });

  it('draws a rule below the titles, and between rows only where one is higher than a line', () => {
    const short = { id: 'A', amount: 100, why: 'a', step: 'b' };
    const rules = (rows: readonly Row[]) =>
      formatTable(COLUMNS, rows, { language: 'en', width: 80, most: 10, plans: PLANS }).match(/├/g)?.length ?? 0;
    expect(rules([])).toBe(0);
    expect(rules([short, short, short])).toBe(1);
    expect(rules([short, { ...short, why: 'word '.repeat(30) }, short])).toBe(3);
  });

  it('leaves titles whole where there is room', () => {
    const rows = [{ id: 'A', amount: 1, why: 'a', step: 'b' }];
    const wide = formatTable(COLUMNS, rows, { language: 'en', width: 80, most: 10, plans: PLANS });
    expect(wide.split('\n')[1]).toBe('│ borrower │ overdue total │ why │ next step │');
    const narrow = formatTable(COLUMNS, rows, { language: 'en', width: 40, most: 10, plans: PLANS });
    expect(narrow.split('\n')[1]).toMatch(/│ +overdue │/);
  });

  it('puts titles of numbers above the numbers', () => {
    const rows = [{ id: 'A', amount: 123_456_789_00, why: 'a', step: 'b' }];
    const table = formatTable(COLUMNS, rows, { language: 'zh', width: 80, most: 10, plans: PLANS });
    expect(table.split('\n')[1]).toContain('│       逾期总额 │');
    expect(table.split('\n')[3]).toContain('│ 123,456,789.00 │');
  });
});
