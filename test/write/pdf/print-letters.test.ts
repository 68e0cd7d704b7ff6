/** Of the built program: the typesetter works in processes of its own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { PageLetter } from '../../../src/write/pdf/print-order.js';

type Shop = typeof import('../../../src/write/pdf/print-shop.js');
type Printing = typeof import('../../../src/write/pdf/print-letters.js');
type Fonts = typeof import('../../../src/write/pdf/page-fonts.js');
const built = (name: string) => import(new URL(`../../../dist/write/pdf/${name}.js`, import.meta.url).href);
const { openPrintShop, LETTERS_IN_BATCH } = (await built('print-shop')) as Shop;
const { openPrintFile } = (await built('print-letters')) as Printing;
const { openPageFonts } = (await built('page-fonts')) as Fonts;

const shop = openPrintShop(await openPageFonts([]), 2);
const folder = mkdtempSync(join(tmpdir(), 'arrears-print-'));
afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true });
});

/** Reading PDF back needs poppler-utils, which CI has; where it is missing, only what can be told without it is tested. */
const hasPoppler = spawnSync('pdftotext', ['-v']).status === 0;
const reading = test.runIf(hasPoppler || process.env['CI'] !== undefined);

function letterOf(number: number, paragraphs = 1): PageLetter {
  const text = '请于收到本通知书之日起十日内将上述款项足额存入指定账户，付款前请向联系人核实当日金额。'.repeat(20);
  return {
    language: 'zh',
    blocks: [
      { kind: 'title', text: '逾期贷款催收通知书' },
      { kind: 'left', text: `编号：第${number}号` },
      ...Array.from({ length: paragraphs }, () => ({ kind: 'paragraph', text }) as const),
      { kind: 'table', head: ['期次', '应还日', '金额'], rows: [['1', '2025-01-31', '1,234.56']] },
      { kind: 'tear' },
      { kind: 'left', text: '回执到此为止' },
    ],
  };
}

async function print(
  letters: readonly PageLetter[],
): Promise<{ readonly pdf: Buffer; readonly pages: readonly number[] }> {
  const pieces: Buffer[] = [];
  const file = openPrintFile(shop, 'letters', (bytes) => pieces.push(bytes));
  for (const letter of letters) await file.add(letter);
  const pages = await file.end();
  return { pdf: Buffer.concat(pieces), pages };
}

/** Text of each page, without blanks: typesetting puts some between Chinese and figures. */
function textOf(pdf: Buffer): string[] {
  const file = join(folder, 'read.pdf');
  writeFileSync(file, pdf);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  return text
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''));
}

describe('letters in one print file', () => {
  const letters = Array.from({ length: 2 * LETTERS_IN_BATCH + 3 }, (_, index) =>
    letterOf(index + 1, index === 30 ? 8 : 1),
  );

  test('every letter has its pages, long ones more', async () => {
    const { pages } = await print(letters);
    expect(pages).toHaveLength(letters.length);
    expect(pages.filter((count) => count > 1)).toHaveLength(1);
    expect(pages[30]).toBeGreaterThan(1);
  });

  test('the same letters give the same bytes', async () => {
    const [first, second] = [await print(letters.slice(0, 30)), await print(letters.slice(0, 30))];
    expect(first.pdf.equals(second.pdf)).toBe(true);
  });

  reading('they stand in order, each with page x of y of its own', async () => {
    const { pdf, pages } = await print(letters);
    const text = textOf(pdf);
    expect(text).toHaveLength(pages.reduce((sum, count) => sum + count, 0));
    let page = 0;
    for (const [index, count] of pages.entries()) {
      expect(text[page]).toContain(`编号：第${index + 1}号`);
      for (let own = 1; own <= count; own++) expect(text[page + own - 1]).toContain(`第${own}页，共${count}页`);
      expect(text[page + count - 1]).toContain('回执到此为止');
      page += count;
    }
  });

  reading('what looks like typesetting code is text', async () => {
    const text = '#panic() $x$ *bold* _it_ `raw` <end> @ref \\n \\u{41} // comment /* */ #{1+1} [x] = heading';
    const { pdf } = await print([{ language: 'en', blocks: [{ kind: 'left', text }] }]);
    expect(textOf(pdf)[0]).toContain(text.replace(/\s/g, ''));
  });
});
