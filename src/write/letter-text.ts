/** A letter as text for pages of fixed pitch, 38 full-width characters to a line, with page numbers. */
import type { Language } from '../domain/language.js';
import type { LetterBlock } from '../template/letter-markup.js';
import { widthOf } from './display-width.js';
import { padTo, wrapText } from './wrap-text.js';

const LINE = 76;
/** Lines of a page above its number; with the number a page of A4 at six lines to the inch. */
const PAGE = 62;
const INDENT: Readonly<Record<Language, string>> = { zh: '    ', en: '' };
const FIELD = '    ';
/** Lines that introduce a table. */
const MOST_ABOVE = 3;

/** Pages end in a form feed but for the last. */
export function formatLetterText(blocks: readonly LetterBlock[], language: Language): string {
  const pages = paginate(blocks, language);
  const numbered = pages.map((lines, at) => [
    ...withoutBlankEnd(lines),
    '',
    centred(pageNumber(at + 1, pages.length, language)),
  ]);
  return numbered.map((lines) => `${lines.map((line) => line.trimEnd()).join('\n')}\n`).join('\f');
}

function pageNumber(page: number, of: number, language: Language): string {
  return language === 'zh' ? `第 ${page} 页，共 ${of} 页` : `Page ${page} of ${of}`;
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

/** What a tear-off line begins stays on one page where it fits on one. */
function paginate(blocks: readonly LetterBlock[], language: Language): string[][] {
  const pages: string[][] = [[]];
  const add = (lines: readonly string[]) => {
    for (const line of lines) {
      if (pages.at(-1)!.length >= PAGE) pages.push([]);
      if (pages.at(-1)!.length > 0 || line !== '') pages.at(-1)!.push(line);
    }
  };
  let together: string[] | null = null;
  const settle = () => {
    if (together !== null && pages.at(-1)!.length + withoutBlankEnd(together).length > PAGE && together.length <= PAGE)
      pages.push([]);
    add(together ?? []);
    together = null;
  };
  for (const block of blocks) {
    if (block.kind === 'page') {
      settle();
      pages.push([]);
    } else {
      if (block.kind === 'tear') settle();
      if (block.kind === 'tear') together = [];
      const lines = linesOf(block, language);
      if (together === null && block.kind === 'table') startTable(pages, lines.length);
      if (together === null) add(lines);
      else together.push(...lines);
    }
  }
  settle();
  return pages;
}

/** A table that does not fit on the rest of the page, but on a page, begins the next one with the lines that stand above it. */
function startTable(pages: string[][], length: number): void {
  const page = pages.at(-1)!;
  if (page.length + length <= PAGE) return;
  const above = page.length - 1 - page.lastIndexOf('');
  if (above > MOST_ABOVE || length + above > PAGE) return;
  pages.push(page.splice(page.length - above));
}

function linesOf(block: LetterBlock, language: Language): string[] {
  switch (block.kind) {
    case 'title':
    case 'heading':
      return wrapText(block.text, LINE).map(centred);
    case 'left':
      return wrapText(block.text, LINE);
    case 'right':
      return wrapText(block.text, LINE).map((line) => padTo(line, LINE, 'left'));
    case 'field':
      return wrapText(block.text, LINE - FIELD.length).map((line) => FIELD + line);
    case 'paragraph':
      return wrapText(INDENT[language] + block.text, LINE);
    case 'table':
      return tableLines(block.head, block.rows);
    case 'tear':
      return [`${'- '.repeat(LINE / 2).trimEnd()}`];
    case 'page':
    case 'space':
      return [''];
  }
}

/** One line per row where the page is wide enough, one line per cell where it is not. */
function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((title, column) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const gap = 2;
  const width = widths.reduce((sum, column) => sum + column + gap, -gap);
  if (width <= LINE) {
    const sides = head.map((_, column) => (isNumeric(rows, column) ? ('left' as const) : ('right' as const)));
    const line = (row: readonly string[]) =>
      widths
        .map((columnWidth, column) => padTo(row[column] ?? '', columnWidth, sides[column]))
        .join(' '.repeat(gap))
        .trimEnd();
    const rule = '-'.repeat(LINE);
    return [rule, line(head), rule, ...rows.map(line), rule];
  }
  const label = Math.max(...head.map(widthOf));
  const value = Math.max(...widths.slice(1));
  return rows.flatMap((row) => [
    row[0] ?? '',
    ...head.slice(1).map((title, at) => `${FIELD}${padTo(title, label)}  ${padTo(row[at + 1] ?? '', value, 'left')}`),
  ]);
}

/** A column of figures is set flush right. */
export function isNumeric(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.length > 0 && rows.every((row) => /^[\d,.%-]*$/.test(row[column] ?? ''));
}

function centred(text: string): string {
  return ' '.repeat(Math.max(0, Math.floor((LINE - widthOf(text)) / 2))) + text;
}
