/**
 * Pages as one file for a browser and a printer (A4): no scripts, nothing loaded from anywhere, every text escaped. Its
 * bytes depend on the pages alone.
 */
import type { Language } from '../domain/language.js';
import { widthOf } from './display-width.js';
import type { Page, PageBlock, PageItem, PageMark, PageSection } from './page.js';
import { PAGE_STYLE } from './page-style.js';
import { withoutControls } from './wrap-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand between tags and in quoted attributes, control characters and overrides as spaces. */
export function escapeHtml(text: string): string {
  return withoutControls(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A value wider than this (in columns of a terminal) takes the room of two. */
const LONG_VALUE = 26;

const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
const MARKS: Readonly<Record<PageMark, string>> = { plain: '·', for: '＋', against: '－', open: '☐', warning: '！' };

/** One document of one or more pages, each beginning on a sheet of its own. */
export function pagesHtml(pages: readonly Page[]): string {
  const { language, title } = pages[0]!;
  return [
    '<!DOCTYPE html>',
    `<html lang="${LANGUAGE_TAGS[language]}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>\n${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    ...pages.map(pageHtml),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function pageHtml({ title, subtitle, sections, footer }: Page): string {
  return [
    '<article>',
    `<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(subtitle)}</p></header>`,
    ...sections.map(sectionHtml),
    `<footer>${footer.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</footer>`,
    '</article>',
  ].join('\n');
}

function sectionHtml({ title, note, isUrgent, blocks }: PageSection): string {
  return [
    `<section${isUrgent ? ' class="urgent"' : ''}>`,
    `<h2>${escapeHtml(title)}</h2>`,
    ...(note === '' ? [] : [`<p class="note">${escapeHtml(note)}</p>`]),
    ...blocks.map(blockHtml),
    '</section>',
  ].join('\n');
}

function blockHtml(block: PageBlock): string {
  const title = block.title === '' ? '' : `<h3>${escapeHtml(block.title)}</h3>\n`;
  switch (block.kind) {
    case 'record': {
      const pairs = block.pairs.map(
        ({ label, value, isAmount }) =>
          `<div${widthOf(value) > LONG_VALUE ? ' class="long"' : ''}><dt>${escapeHtml(label)}</dt><dd${isAmount ? ' class="n"' : ''}>${escapeHtml(value)}</dd></div>`,
      );
      return `<div class="block">${title}<dl>${pairs.join('\n')}</dl></div>`;
    }
    case 'table': {
      if (block.rows.length === 0)
        return `<div class="block">${title}<p class="none">${escapeHtml(block.none)}</p></div>`;
      const cell = (tag: 'td' | 'th', text: string, at: number) =>
        `<${tag}${cellClass(text, block.alignRight[at]!)}>${escapeHtml(text)}</${tag}>`;
      const row = (tag: 'td' | 'th', cells: readonly string[]) =>
        `<tr>${cells.map((text, at) => cell(tag, text, at)).join('')}</tr>`;
      const body = block.rows.map((cells) => row('td', cells)).join('\n');
      return `${title}<table><thead>${row('th', block.headings)}</thead>\n<tbody>${body}</tbody></table>`;
    }
    case 'list': {
      if (block.items.length > 0)
        return `${title}<ul${isMany(block.items) ? ' class="many"' : ''}>\n${block.items.map(itemHtml).join('\n')}\n</ul>`;
      return block.none === '' ? '' : `${title}<p class="none">${escapeHtml(block.none)}</p>`;
    }
  }
}

/** Amounts stand right; identifiers, places and other short texts stay on one line. */
function cellClass(text: string, isRight: boolean): string {
  if (isRight) return ' class="n"';
  return widthOf(text) <= SHORT_CELL || IDENTIFIER.test(text) ? ' class="k"' : '';
}

const SHORT_CELL = 16;
const IDENTIFIER = /^[\w.:-]{1,24}$/;

/** Many short things to tick off stand in two columns. */
function isMany(items: readonly PageItem[]): boolean {
  return items.length > 5 && items.every(({ mark, detail }) => mark === 'open' && detail === undefined);
}

function itemHtml({ mark, text, detail, places = [] }: PageItem): string {
  const from = places.map((place) => ` <code>${escapeHtml(place)}</code>`).join('');
  const more = detail === undefined ? '' : `<small>${escapeHtml(detail)}</small>`;
  return `<li class="${mark}"><span class="mark">${MARKS[mark]}</span><div>${escapeHtml(text)}${from}${more}</div></li>`;
}
