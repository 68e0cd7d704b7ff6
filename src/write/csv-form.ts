/** The forms in which CSV leaves the program; `spreadsheet-csv.ts` makes those for spreadsheets. */

/**
 * - `bom`: UTF-8 with a byte-order mark, for Excel since 2010, WPS and LibreOffice.
 * - `gb18030`: for older spreadsheets of a Chinese system, which read its two-byte characters as GBK.
 */
export const EXCEL_FORMS = ['bom', 'gb18030'] as const;
export type ExcelForm = (typeof EXCEL_FORMS)[number];

/** How CSV is written: null as programs read it, in UTF-8 with LF. */
export type CsvForm = ExcelForm | null;
