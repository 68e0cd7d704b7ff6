/** Rows of any output table as an .xlsx file. */
import type { EpochDay } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type { OutputColumn } from '../write/columns.js';
import { tableSheet } from '../write/table-sheet.js';
import { MOST_CELL_CHARACTERS, MOST_SHEET_ROWS, writeWorkbook } from '../xlsx/workbook.js';
import type { Bilingual } from './exit.js';

export interface WorkbookSettings {
  readonly language: Language;
  /** Name of its sheet. */
  readonly name: Bilingual;
  /** The file says that it was made on this day. */
  readonly asOf: EpochDay;
}

/** The bytes of a workbook with one sheet; the same rows give the same bytes. Throws OutputRefused where a sheet cannot hold them. */
export function workbookOf<Row>(
  columns: readonly OutputColumn<Row>[],
  rows: Iterable<Row>,
  { language, name, asOf }: WorkbookSettings,
): Promise<Uint8Array> {
  const limits = { rows: MOST_SHEET_ROWS - 1, characters: MOST_CELL_CHARACTERS };
  return writeWorkbook([tableSheet(columns, rows, { name: name[language], language, limits })], asOf);
}
