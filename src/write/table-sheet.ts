/** Any table of {@link OutputColumn}s as a sheet of a workbook, for people: titles and codes in words, amounts and days as such. */
import type { Language } from '../domain/language.js';
import type { SheetCellKind, SheetColumn, SheetPlan } from '../xlsx/workbook.js';
import { displayOf, lettersOf, type OutputColumn } from './columns.js';
import { widthOf } from './display-width.js';
import { OutputRefused } from './output-refused.js';
import { withoutControls } from './wrap-text.js';

export interface SheetLimits {
  /** Rows below the titles. */
  readonly rows: number;
  readonly characters: number;
}

/** The rows are all held at once. Throws {@link OutputRefused} where they are more, or a cell is longer, than a sheet holds. */
export function tableSheet<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  { name, language, limits }: { readonly name: string; readonly language: Language; readonly limits: SheetLimits },
): SheetPlan {
  const cells: (string | number)[][] = [];
  const widths = columns.map((column) => widthOf(column[language]));
  for (const row of rows) {
    if (cells.length === limits.rows)
      throw new OutputRefused({ code: 'too-many-rows', target: name, most: limits.rows });
    if (cells.length < ROWS_MEASURED) measure(columns, row, language, widths);
    cells.push(columns.map((column) => cellOf(column, row, language, limits)));
  }
  return {
    name,
    columns: columns.map((column, at) => sheetColumn(column, widths[at]!, language)),
    rows: cells,
    frozenColumns: 0,
  };
}

/** Widths follow the first rows. */
const ROWS_MEASURED = 200;
const LEAST_WIDTH = 6;
/** Longer text wraps. */
const MOST_WIDTH = 48;
/** The arrow of the filter covers the end of a title. */
const ROOM_FOR_ARROW = 3;

const KINDS: Readonly<Record<OutputColumn<never>['kind'], SheetCellKind>> = {
  text: 'text',
  term: 'text',
  words: 'text',
  list: 'text',
  integer: 'integer',
  number: 'number',
  fen: 'yuan',
  day: 'day',
};

function sheetColumn<Row>(column: OutputColumn<Row>, width: number, language: Language): SheetColumn {
  const kind = KINDS[column.kind];
  return {
    title: column[language],
    kind: kind === 'text' && width > MOST_WIDTH ? 'wrapped' : kind,
    width: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width + ROOM_FOR_ARROW)),
  };
}

function measure<Row>(columns: readonly OutputColumn<Row>[], row: Row, language: Language, widths: number[]): void {
  for (const [at, column] of columns.entries()) {
    widths[at] = Math.max(widths[at]!, widthOf(displayOf(column, row, language)));
  }
}

function cellOf<Row>(
  column: OutputColumn<Row>,
  row: Row,
  language: Language,
  { characters }: SheetLimits,
): string | number {
  switch (column.kind) {
    case 'integer':
    case 'number':
    case 'fen':
    case 'day':
      return column.of(row);
    default: {
      const letters = lettersOf(column, row, language);
      if (letters.length <= characters) return withoutControls(letters);
      throw new OutputRefused({ code: 'cell-too-long', target: column[language], most: characters });
    }
  }
}
