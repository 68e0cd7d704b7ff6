/** Rows of any output table on standard output, in the form asked for. */
import type { ByteSink, OutputColumn } from '../write/columns.js';
import { writeCsv, writeJson, writeJsonLines } from '../write/tables.js';
import type { TablePlan } from '../write/terminal-table.js';
import type { Bilingual } from './exit.js';
import type { OpenBook } from './open-book.js';
import type { ListFormat, RowsForm } from './rows-form.js';
import { isTerminal, terminalWidth, writeResult } from './streams.js';

/** Rows that a terminal table shows: more are read in a pager or a spreadsheet. */
const MOST_TABLE_ROWS = 200;

/** What the rows are about. */
export interface RowsSubject {
  /** Name of the sheet, in a workbook. */
  readonly name: Bilingual;
  /** Which columns a terminal table shows, by its width; all columns stand in every other form. */
  readonly plans: readonly TablePlan[];
  /** Rows in all, where that is known before they are made. */
  readonly total?: number;
}

type RowsBook = { readonly terms: Pick<OpenBook['terms'], 'asOf'> } & Pick<OpenBook, 'listLanguage'>;

export async function printRows<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  subject: RowsSubject,
  form: RowsForm,
  open: RowsBook,
): Promise<void> {
  (await rowsWriter(columns, rows, subject, { ...form, format: usualFormat(form) }, open))(writeResult);
}

/** What the command line leaves open: CSV for a spreadsheet is CSV on a terminal too. */
export function usualFormat({ format, excel }: RowsForm): ListFormat {
  return format ?? (excel === undefined && isTerminal() ? 'table' : 'csv');
}

/** What writes the rows in the form asked for to any place, once. */
export async function rowsWriter<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  { name, plans, total }: RowsSubject,
  { format, excel }: RowsForm & { readonly format: ListFormat },
  { listLanguage: language, terms: { asOf } }: RowsBook,
): Promise<(sink: ByteSink) => void> {
  switch (format) {
    case 'csv':
      return (sink) => writeCsv(columns, rows, 'names', sink, excel ?? null);
    case 'xlsx': {
      const { workbookOf } = await import('./print-workbook.js');
      const workbook = await workbookOf(columns, rows, { language, name, asOf, total });
      return (sink) => sink(workbook);
    }
    case 'json':
      return (sink) => writeJson(columns, rows, sink);
    case 'jsonl':
      return (sink) => writeJsonLines(columns, rows, sink);
    case 'table': {
      const { formatTable } = await import('../write/terminal-table.js');
      const extent = { width: terminalWidth(), most: MOST_TABLE_ROWS, ...(total === undefined ? {} : { total }) };
      return (sink) => sink(Buffer.from(formatTable(columns, rows, { language, plans, ...extent }), 'utf8'));
    }
  }
}
