/**
 * A page for people, put together once and shown in three ways: as text for a terminal (`page-text.ts`), as a file for a
 * browser and a printer (`page-html.ts`), and as JSON, so that none of them can say what another does not.
 */
import { formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { formatFen } from '../domain/money.js';
import { displayOf, headingOf, isRightAligned, type OutputColumn, textOf } from './columns.js';
import { withoutControls } from './wrap-text.js';

/**
 * `optional`: left out of a record where blank; anything else blank is shown as not known. `jsonOnly`: for machines, not
 * for readers.
 */
export type PageColumn<Row> = OutputColumn<Row> & { readonly optional?: boolean; readonly jsonOnly?: boolean };

/** - `for` and `against`: evidence. `open`: still to be found out. `warning`: must not be overlooked. */
export type PageMark = 'plain' | 'for' | 'against' | 'open' | 'warning';

export interface PageItem {
  readonly mark: PageMark;
  readonly text: string;
  /** Smaller, behind or below the text. */
  readonly detail?: string;
  /** Rows of the files that it rests on: `events.csv:17`. */
  readonly places?: readonly string[];
}

interface BlockName {
  /** Key in JSON, unique within its section. */
  readonly name: string;
  /** '' for none. */
  readonly title: string;
}

/** Labels and values of one thing. */
export interface PageRecord extends BlockName {
  readonly kind: 'record';
  readonly pairs: readonly { readonly label: string; readonly value: string; readonly isAmount: boolean }[];
  readonly json: unknown;
}

export interface PageTable extends BlockName {
  readonly kind: 'table';
  readonly headings: readonly string[];
  readonly alignRight: readonly boolean[];
  /** '' where blank. */
  readonly rows: readonly (readonly string[])[];
  /** Said where there are no rows. */
  readonly none: string;
  /** Too wide for a terminal: told there line by line. */
  readonly isWide: boolean;
  readonly json: unknown;
}

export interface PageList extends BlockName {
  readonly kind: 'list';
  readonly items: readonly PageItem[];
  /** Said where there are no items; '' for nothing. */
  readonly none: string;
  readonly json: unknown;
}

export type PageBlock = PageRecord | PageTable | PageList;

export interface PageSection {
  readonly name: string;
  readonly title: string;
  /** Said under the title; '' for none. */
  readonly note: string;
  /** Stands out from the others. */
  readonly isUrgent: boolean;
  readonly blocks: readonly PageBlock[];
}

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly PageSection[];
  readonly footer: readonly string[];
  /** Whom and what it is about, for machines. */
  readonly json: Readonly<Record<string, unknown>>;
}

export const NOT_KNOWN: Readonly<Record<Language, string>> = { en: 'not known', zh: '不详' };

export function pageRecord<Row>(
  name: string,
  title: string,
  columns: readonly PageColumn<Row>[],
  row: Row,
  language: Language,
): PageRecord {
  const pairs = shownOf(columns).flatMap((column) => {
    const value = withoutControls(displayOf(column, row, language));
    if (value === '' && column.optional === true) return [];
    const isAmount = column.kind === 'fen';
    return [{ label: headingOf(column, language), value: value === '' ? NOT_KNOWN[language] : value, isAmount }];
  });
  return { kind: 'record', name, title, pairs, json: jsonOfRow(columns, row) };
}

export function pageTable<Row>(
  name: string,
  title: string,
  columns: readonly PageColumn<Row>[],
  rows: readonly Row[],
  language: Language,
  none: string,
  isWide = false,
): PageTable {
  const shown = shownOf(columns);
  return {
    kind: 'table',
    name,
    title,
    headings: shown.map((column) => headingOf(column, language)),
    alignRight: shown.map(isRightAligned),
    rows: rows.map((row) => shown.map((column) => withoutControls(displayOf(column, row, language)))),
    none,
    isWide,
    json: rows.map((row) => jsonOfRow(columns, row)),
  };
}

function shownOf<Row>(columns: readonly PageColumn<Row>[]): readonly PageColumn<Row>[] {
  return columns.filter(({ jsonOnly }) => jsonOnly !== true);
}

/** `json` is what machines are told of the items, where it is more than their texts. */
export function pageList(
  name: string,
  title: string,
  items: readonly PageItem[],
  none = '',
  json?: readonly unknown[],
): PageList {
  const clean = items.map(({ mark, text, detail, places }) => ({
    mark,
    text: withoutControls(text),
    ...(detail === undefined || detail === '' ? {} : { detail: withoutControls(detail) }),
    ...(places === undefined || places.length === 0 ? {} : { places: places.map(withoutControls) }),
  }));
  return { kind: 'list', name, title, items: clean, none, json: json ?? clean };
}

export function pageJson({ json, sections }: Page): Readonly<Record<string, unknown>> {
  const told = sections.map(({ name, blocks }) => [
    name,
    Object.fromEntries(blocks.map((block) => [block.name, block.json])),
  ]);
  return { ...json, ...Object.fromEntries(told) };
}

/** With contract names; amounts in decimal yuan as text, as `explain --json` has them. A blank is null. */
function jsonOfRow<Row>(columns: readonly PageColumn<Row>[], row: Row): Readonly<Record<string, unknown>> {
  return Object.fromEntries(columns.map((column) => [column.name, jsonOfCell(column, row)]));
}

function jsonOfCell<Row>(column: PageColumn<Row>, row: Row): unknown {
  switch (column.kind) {
    case 'list':
      return column.of(row);
    case 'fen':
      return formatFen(column.of(row)) || null;
    case 'day':
      return formatIsoDate(column.of(row)) || null;
    case 'integer':
    case 'number':
      return Number.isNaN(column.of(row)) ? null : column.of(row);
    default:
      return textOf(column, row) || null;
  }
}
