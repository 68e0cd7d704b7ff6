/** Rows of any output table on standard output, in the form asked for. */
import type { ByteSink, OutputColumn } from '../write/columns.js';
import { writeCsv, writeJson, writeJsonLines } from '../write/tables.js';
import { formatTable, type TablePlan } from '../write/terminal-table.js';
import type { OpenBook } from './open-book.js';
import type { ListFormat } from './options.js';
import { isTerminal, terminalWidth, writeResult } from './streams.js';

/** Rows that a terminal table shows. */
const MOST_TABLE_ROWS = 200;

/** `plans` say which columns a terminal table shows, by its width; all columns stand in every other form. */
export function printRows<Row>(
  columns: readonly OutputColumn<Row>[],
  plans: readonly TablePlan[],
  rows: Iterable<Row>,
  format: ListFormat | undefined,
  open: Pick<OpenBook, 'listLanguage'>,
): void {
  writeRows(columns, plans, rows, format ?? (isTerminal() ? 'table' : 'csv'), open, writeResult);
}

/** As {@link printRows}, to any other place. */
export function writeRows<Row>(
  columns: readonly OutputColumn<Row>[],
  plans: readonly TablePlan[],
  rows: Iterable<Row>,
  format: ListFormat,
  { listLanguage: language }: Pick<OpenBook, 'listLanguage'>,
  sink: ByteSink,
): void {
  switch (format) {
    case 'csv':
      writeCsv(columns, rows, 'names', sink);
      return;
    case 'json':
      writeJson(columns, rows, sink);
      return;
    case 'jsonl':
      writeJsonLines(columns, rows, sink);
      return;
    case 'table': {
      const table = formatTable(columns, rows, { language, width: terminalWidth(), most: MOST_TABLE_ROWS, plans });
      sink(Buffer.from(table, 'utf8'));
    }
  }
}
