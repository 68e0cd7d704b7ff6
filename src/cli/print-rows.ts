/** Rows of any output table on standard output, in the form asked for. */
import type { OutputColumn } from '../write/columns.js';
import { writeCsv, writeJson, writeJsonLines } from '../write/tables.js';
import { formatTable, type TablePlan } from '../write/terminal-table.js';
import type { Bilingual } from './exit.js';
import type { OpenBook } from './open-book.js';
import type { ListFormat } from './options.js';
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

export async function printRows<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  subject: RowsSubject,
  format: ListFormat | undefined,
  {
    listLanguage: language,
    terms: { asOf },
  }: { readonly terms: Pick<OpenBook['terms'], 'asOf'> } & Pick<OpenBook, 'listLanguage'>,
): Promise<void> {
  switch (format ?? (isTerminal() ? 'table' : 'csv')) {
    case 'csv':
      writeCsv(columns, rows, 'names', writeResult);
      return;
    case 'xlsx': {
      const { workbookOf } = await import('./print-workbook.js');
      const { name, total } = subject;
      writeResult(await workbookOf(columns, rows, { language, name, asOf, total }));
      return;
    }
    case 'json':
      writeJson(columns, rows, writeResult);
      return;
    case 'jsonl':
      writeJsonLines(columns, rows, writeResult);
      return;
    case 'table': {
      const { plans, total } = subject;
      const extent = { width: terminalWidth(), most: MOST_TABLE_ROWS, ...(total === undefined ? {} : { total }) };
      writeResult(formatTable(columns, rows, { language, plans, ...extent }));
    }
  }
}
