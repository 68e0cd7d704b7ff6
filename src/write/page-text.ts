/** A page as text for a terminal: no line wider than it, Chinese characters counted as two columns. */
import type { Language } from '../domain/language.js';
import type { OutputColumn } from './columns.js';
import { widthOf } from './display-width.js';
import type { Page, PageBlock, PageItem, PageMark, PageRecord, PageTable } from './page.js';
import { formatTable } from './terminal-table.js';
import { padTo, withoutControls, wrapText } from './wrap-text.js';

const MARKS: Readonly<Record<PageMark, string>> = { plain: '-', for: '+', against: '−', open: '?', warning: '!' };
const INDENT = '  ';
/** A label wider than this pushes its own value, not those of the others. */
const MOST_LABEL = 24;

export function pageText(page: Page, width: number): string {
  const told = (text: string) => wrapText(withoutControls(text), width);
  const lines = [...told(page.title), ...told(page.subtitle), ''];
  for (const { title, note, isUrgent, blocks } of page.sections) {
    lines.push(...told(isUrgent ? `!! ${title}` : `== ${title}`));
    if (note !== '') lines.push(...hung(INDENT, note, width));
    for (const block of blocks) lines.push(...blockLines(block, page.language, width));
    lines.push('');
  }
  lines.push(...page.footer.flatMap(told));
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function blockLines(block: PageBlock, language: Language, width: number): string[] {
  const title = block.title === '' ? [] : wrapText(`${INDENT}${withoutControls(block.title)}`, width);
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

/** Two pairs on a line where both fit into half of it. */
function recordLines({ pairs }: PageRecord, language: Language, width: number): string[] {
  const colon = colonIn(language);
  const widest = Math.max(...pairs.map(({ label }) => widthOf(label)));
  const column = Math.min(widest, MOST_LABEL) + widthOf(colon);
  const half = Math.floor((width - widthOf(INDENT)) / 2);
  const lines: string[] = [];
  let held = '';
  const release = () => {
    if (held !== '') lines.push(`${INDENT}${held}`);
    held = '';
  };
  for (const { label, value } of pairs) {
    const text = `${padTo(`${label}${colon}`, column)}${value}`;
    if (widthOf(text) >= half) {
      release();
      lines.push(...hung(`${INDENT}${padTo(`${label}${colon}`, column)}`, value, width));
    } else if (held === '') {
      held = padTo(text, half);
    } else {
      lines.push(`${INDENT}${held}${text}`);
      held = '';
    }
  }
  release();
  return lines;
}

function colonIn(language: Language): string {
  return language === 'zh' ? '：' : ': ';
}

function tableLines(table: PageTable, language: Language, width: number): string[] {
  const { headings, alignRight, rows, isWide } = table;
  if (isWide) return rows.flatMap((row) => hung(`${INDENT}- `, lineOf(table, row, language), width));
  const columns = headings.map((heading, at): OutputColumn<readonly string[]> => {
    return { name: `${at}`, zh: heading, en: heading, kind: 'text', of: (row) => row[at]! };
  });
  const names = columns.map(({ name }) => name);
  const plans = [{ from: 0, columns: names, flexible: names.filter((_, at) => !alignRight[at]) }];
  return formatTable(columns, rows, { language, width, most: rows.length, alignRight, plans }).trimEnd().split('\n');
}

/** The first cell names the row, the second says what it is; the others follow with their headings, blank ones left out. */
function lineOf({ headings }: PageTable, row: readonly string[], language: Language): string {
  const told = row.map((cell, at) => (cell === '' || at < 2 ? cell : `${headings[at]!}${colonIn(language)}${cell}`));
  const [first, second, ...others] = told;
  const start = [first, second].filter((cell) => cell !== '').join(colonIn(language));
  return [start, ...others.filter((cell) => cell !== '')].join(language === 'zh' ? '；' : '; ');
}

function itemLines({ mark, text, detail, places = [] }: PageItem, language: Language, width: number): string[] {
  const from = places.length === 0 ? '' : language === 'zh' ? `（${places.join('，')}）` : ` (${places.join(', ')})`;
  const lines = hung(`${INDENT}${MARKS[mark]} `, `${text}${from}`, width);
  return detail === undefined ? lines : [...lines, ...hung(`${INDENT}${INDENT}${INDENT}`, detail, width)];
}

/** `label` and then the text, its further lines under its first. */
function hung(label: string, text: string, width: number): string[] {
  const hang = widthOf(label);
  return wrapText(withoutControls(text), Math.max(20, width - hang)).map(
    (line, at) => `${at === 0 ? label : ' '.repeat(hang)}${line}`,
  );
}
