/** The work list on standard output. */
import type { WorkListRow } from '../domain/work.js';
import { writeCsv, writeJson, writeJsonLines } from '../write/tables.js';
import { formatWorkListTable, WORK_LIST_COLUMNS } from '../write/work-list.js';
import type { OpenBook } from './open-book.js';
import type { ListFormat } from './options.js';
import { terminalWidth, writeResult } from './streams.js';
import type { TriagedBook } from './triage-book.js';
import { workListRows } from './work-list-rows.js';

/** Rows that a terminal table shows: more are read in a pager or a spreadsheet. */
const MOST_TABLE_ROWS = 200;

export function printWorkList(open: OpenBook, triaged: TriagedBook, format: ListFormat, unmasked: boolean): void {
  const rows: Iterable<WorkListRow> = workListRows(open, triaged, open.listLanguage, unmasked);
  switch (format) {
    case 'csv':
      writeCsv(WORK_LIST_COLUMNS, rows, 'names', writeResult);
      return;
    case 'json':
      writeJson(WORK_LIST_COLUMNS, rows, writeResult);
      return;
    case 'jsonl':
      writeJsonLines(WORK_LIST_COLUMNS, rows, writeResult);
      return;
    case 'table':
      writeResult(
        formatWorkListTable(rows, {
          language: open.listLanguage,
          width: terminalWidth(),
          most: MOST_TABLE_ROWS,
          total: triaged.list.order.length,
        }),
      );
  }
}
