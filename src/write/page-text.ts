/** A page as text for a terminal: no line wider than it, Chinese characters counted as two columns. */
import type { Language } from '../domain/language.js';
import type { OutputColumn } from './columns.js';
import type { Page, PageBlock, PageItem, PageMark, PageRecord, PageTable } from './page.js';
import { formatTable } from './terminal-table.js';
import { padTo, widthOf, wrapText } from './wrap-text.js';

const MARKS: Readonly<Record<PageMark, string>> = { plain: '-', for: '+', against: '−', open: '?', warning: '!' };
const INDENT = '  ';
/** A label wider than this pushes its own value, not those of the others. */
const MOST_LABEL = 24;

export function pageText(page: Page, width: number): string {
  const lines = [...wrapText(page.title, width), ...wrapText(page.subtitle, width), ''];
  for (const { title, note, isUrgent, blocks } of page.sections) {
    lines.push(...wrapText(isUrgent ? `!! ${title}` : `== ${title}`, width));
    if (note !== '') lines.push(...hung(INDENT, note, width));
    for (const block of blocks) lines.push(...blockLines(block, page.language, width));
    lines.push('');
  }
  lines.push(...page.footer.flatMap((line) => wrapText(line, width)));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function blockLines(block: PageBlock, language: Language, width: number): string[] {
  const title = block.title === '' ? [] : wrapText(`${INDENT}${block.title}`, width);
  switch (block.kind) {
    case 'record':
      return [...title, ...recordLines(block, language, width)];
    case 'table':
      if (block.rows.length === 0) return [...title, ...hung(INDENT, block.none, width)];
      return [...title, ...tableLines(block, language, width)];
    case 'list':
      if (block.items.length > 0) return [...title, ...block.items.flatMap((item) => itemLines(item, language, width))];
      return block.none === '' ? [] : [...title, ...hung(INDENT, block.none, width)];
  }
}

function recordLines({ pairs }: PageRecord, language: Language, width: number): string[] {
  const colon = language === 'zh' ? '：' : ': ';
  const widest = Math.max(...pairs.map(({ label }) => widthOf(label)));
  const column = Math.min(widest, MOST_LABEL) + widthOf(colon);
  return pairs.flatMap(({ label, value }) => hung(`${INDENT}${padTo(`${label}${colon}`, column)}`, value, width));
}

function tableLines({ headings, alignRight, rows }: PageTable, language: Language, width: number): string[] {
  const columns = headings.map((heading, at): OutputColumn<readonly string[]> => {
    return { name: `${at}`, zh: heading, en: heading, kind: 'text', of: (row) => row[at]! };
  });
  const names = columns.map(({ name }) => name);
  const plans = [{ from: 0, columns: names, flexible: names.filter((_, at) => !alignRight[at]) }];
  const table = formatTable(columns, rows, { language, width, most: rows.length, alignRight, plans });
  return table.trimEnd().split('\n');
}

function itemLines({ mark, text, detail, places = [] }: PageItem, language: Language, width: number): string[] {
  const from = places.length === 0 ? '' : language === 'zh' ? `（${places.join('，')}）` : ` (${places.join(', ')})`;
  const lines = hung(`${INDENT}${MARKS[mark]} `, `${text}${from}`, width);
  return detail === undefined ? lines : [...lines, ...hung(`${INDENT}${INDENT}${INDENT}`, detail, width)];
}

/** `label` and then the text, its further lines under its first. */
function hung(label: string, text: string, width: number): string[] {
  const hang = widthOf(label);
  return wrapText(text, Math.max(20, width - hang)).map((line, at) => `${at === 0 ? label : ' '.repeat(hang)}${line}`);
}
