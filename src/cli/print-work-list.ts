/** The work list on standard output, and as a workbook. */
import { WORK_LIST_COLUMNS, WORK_LIST_PLANS } from '../write/work-list.js';
import type { OpenBook } from './open-book.js';
import { printRows } from './print-rows.js';
import type { RowsForm } from './rows-form.js';
import type { TriagedBook } from './triage-book.js';
import { workListRows } from './work-list-rows.js';

const SHEET_NAME = { en: 'work list', zh: '工作清单' };

export async function printWorkList(open: OpenBook, triaged: TriagedBook, form: RowsForm): Promise<void> {
  const rows = workListRows(open, triaged, open.listLanguage);
  const subject = { name: SHEET_NAME, plans: WORK_LIST_PLANS, total: triaged.list.order.length };
  await printRows(WORK_LIST_COLUMNS, rows, subject, form, open);
}

/** The list as the bytes of an .xlsx file. */
export async function workListWorkbook(open: OpenBook, triaged: TriagedBook): Promise<Uint8Array> {
  const { workbookOf } = await import('./print-workbook.js');
  const language = open.listLanguage;
  const rows = workListRows(open, triaged, language);
  const total = triaged.list.order.length;
  return workbookOf(WORK_LIST_COLUMNS, rows, { language, name: SHEET_NAME, asOf: open.terms.asOf, total });
}
