/** Rows of any output table as an .xlsx file. */
import type { EpochDay } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type { OutputColumn } from '../write/columns.js';
import { OutputRefused } from '../write/output-refused.js';
import { tableSheet } from '../write/table-sheet.js';
import { MOST_CELL_CHARACTERS, MOST_SHEET_ROWS, writeWorkbook } from '../xlsx/workbook.js';
import type { Bilingual } from './exit.js';

export interface WorkbookSettings {
  readonly language: Language;
  /** Name of its sheet. */
  readonly name: Bilingual;
  /** The file says that it was made on this day. */
  readonly asOf: EpochDay;
  /** Rows in all, where that is known before they are made. */
  readonly total?: number | undefined;
}

/** A workbook is held in memory as a whole, with some 300 bytes a cell: beyond this Node itself would give up. */
const MOST_CELLS = 5_000_000;

/** The bytes of a workbook with one sheet; the same rows give the same bytes. Throws {@link OutputRefused} where it cannot hold them. */
export async function workbookOf<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  { language, name: names, asOf, total = 0 }: WorkbookSettings,
): Promise<Uint8Array> {
  const name = names[language];
  const most = mostRowsOf(columns.length);
  if (total > most) throw new OutputRefused({ code: 'too-many-rows', target: name, most });
  const limits = { rows: most, characters: MOST_CELL_CHARACTERS };
  return writeWorkbook([tableSheet(columns, rows, { name, language, limits })], asOf);
}

/** Rows below the titles that go into one workbook: never more than Excel opens. */
export function mostRowsOf(columns: number): number {
  return Math.min(MOST_SHEET_ROWS - 1, Math.floor(MOST_CELLS / columns));
}
