/**
 * A table for output is a list of columns, each with its name, titles, kind and where its value comes from.
 * CSV, JSON and terminal tables are made from the same list, so that they cannot disagree.
 */
import { formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { formatFen, formatFenGrouped } from '../domain/money.js';
import type { CsvBytes } from './csv-bytes.js';
import type { Vocabulary } from './vocabulary.js';
import { textOfWording, type Wording } from './wording.js';
import { wordsIn } from './words.js';

interface ColumnTitles {
  /** The contract's name: header of CSV, key of JSON. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
  /** Whose codes the values are: people read the words, programs the codes. */
  readonly vocabulary?: Vocabulary;
}

/**
 * - `text`: '' is blank. `term`: text out of few values, such as codes and places. `words`: text put together from pieces.
 * - `list`: joined by `;` in CSV, an array in JSON.
 * - `integer`, `fen`, `number` (at most two decimals): NaN is blank.
 * - `day`: epoch day, NO_DAY is blank.
 */
export type OutputColumn<Row> = ColumnTitles &
  (
    | { readonly kind: 'text' | 'term'; readonly of: (row: Row) => string }
    | { readonly kind: 'words'; readonly tell: (row: Row, into: Wording) => void }
    | { readonly kind: 'list'; readonly of: (row: Row) => readonly string[] }
    | { readonly kind: 'integer' | 'fen' | 'day' | 'number'; readonly of: (row: Row) => number }
  );

type LettersColumn<Row> = Extract<OutputColumn<Row>, { kind: 'text' | 'term' | 'words' | 'list' }>;

/** What stands in the header row: the contract's names, or titles in one language. */
export type Headings = 'names' | Language;

/** Receives bytes in order. A piece may be overwritten after the call. */
export type ByteSink = (bytes: Uint8Array) => void;

export function headingOf<Row>(column: OutputColumn<Row>, headings: Headings): string {
  return headings === 'names' ? column.name : column[headings];
}

function formatNumber(value: number): string {
  return Number.isNaN(value) ? '' : String(Math.round(value * 100) / 100);
}

/** Adds one CSV row. */
export function appendRow<Row>(columns: readonly OutputColumn<Row>[], row: Row, out: CsvBytes): void {
  for (const column of columns) {
    switch (column.kind) {
      case 'text':
        out.text(column.of(row));
        break;
      case 'term':
        out.term(column.of(row));
        break;
      case 'words':
        out.openText();
        column.tell(row, out);
        out.closeText();
        break;
      case 'list':
        appendList(column.of(row), out);
        break;
      case 'integer':
        out.integer(column.of(row));
        break;
      case 'fen':
        out.fen(column.of(row));
        break;
      case 'day':
        out.isoDay(column.of(row));
        break;
      case 'number':
        out.number(column.of(row));
        break;
    }
  }
  out.endRow();
}

function appendList(items: readonly string[], out: CsvBytes): void {
  out.openText();
  for (let at = 0; at < items.length; at++) {
    if (at > 0) out.word(';');
    out.word(items[at]!);
  }
  out.closeText();
}

/** The text of a cell as files have it: codes stay codes. */
export function textOf<Row>(column: Extract<OutputColumn<Row>, { kind: 'text' | 'term' | 'words' }>, row: Row): string {
  return column.kind === 'words' ? textOfWording((into) => column.tell(row, into)) : column.of(row);
}

/** One row as a JSON object on one line. Amounts are yuan with two decimals, exact to the fen; a blank is null. */
export function jsonOf<Row>(columns: readonly OutputColumn<Row>[], row: Row): string {
  const members = columns.map((column) => `${JSON.stringify(column.name)}:${jsonValue(column, row)}`);
  return `{${members.join(',')}}`;
}

function jsonValue<Row>(column: OutputColumn<Row>, row: Row): string {
  switch (column.kind) {
    case 'text':
    case 'term':
    case 'words': {
      const text = textOf(column, row);
      return text === '' ? 'null' : JSON.stringify(text);
    }
    case 'list':
      return JSON.stringify(column.of(row));
    case 'integer': {
      const value = column.of(row);
      return Number.isNaN(value) ? 'null' : String(value);
    }
    case 'fen':
      return formatFen(column.of(row)) || 'null';
    case 'day': {
      const day = column.of(row);
      return day === NO_DAY ? 'null' : `"${formatIsoDate(day)}"`;
    }
    case 'number':
      return formatNumber(column.of(row)) || 'null';
  }
}

/** Between the items of a list, for people. */
const BETWEEN_ITEMS: Readonly<Record<Language, string>> = { en: '; ', zh: '；' };

/** A cell of letters as people read it: codes in words, lists with marks between. */
export function lettersOf<Row>(column: LettersColumn<Row>, row: Row, language: Language): string {
  switch (column.kind) {
    case 'text':
    case 'term':
      return inWords(column.vocabulary, column.of(row), language);
    case 'words':
      return textOf(column, row);
    case 'list':
      return column
        .of(row)
        .map((item) => inWords(column.vocabulary, item, language))
        .join(BETWEEN_ITEMS[language]);
  }
}

/** A lender's own code has no words: it stands as it is. */
function inWords(vocabulary: Vocabulary | undefined, code: string, language: Language): string {
  if (vocabulary === undefined) return code;
  const words: Readonly<Record<string, string | undefined>> = wordsIn(language)[vocabulary];
  return words[code] ?? code;
}

/** A cell as people read it: codes in words, amounts with separators. */
export function displayOf<Row>(column: OutputColumn<Row>, row: Row, language: Language): string {
  switch (column.kind) {
    case 'text':
    case 'term':
    case 'words':
    case 'list':
      return lettersOf(column, row, language);
    case 'integer': {
      const value = column.of(row);
      return Number.isNaN(value) ? '' : String(value);
    }
    case 'fen':
      return formatFenGrouped(column.of(row));
    case 'day':
      return formatIsoDate(column.of(row));
    case 'number':
      return formatNumber(column.of(row));
  }
}

/** Whether a cell holds text, identifiers and codes among it. */
export function isTextColumn<Row>(column: OutputColumn<Row>): boolean {
  return column.kind === 'text' || column.kind === 'term' || column.kind === 'words' || column.kind === 'list';
}

export function isRightAligned<Row>(column: OutputColumn<Row>): boolean {
  return column.kind === 'integer' || column.kind === 'fen' || column.kind === 'number';
}
