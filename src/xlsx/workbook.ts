/** Excel workbooks as they are written. Dates are civil dates. What is read is read by `read-sheet.ts`. */
import { colToLetter, type DataValidation, writeXlsx } from 'hucre/xlsx';
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { formatFenGrouped } from '../domain/money.js';
import { readSheet } from './read-sheet.js';

/**
 * - `text`: stays text whatever it looks like, so that identifiers keep their digits. `wrapped`: long text.
 * - `integer`, `number`: numbers. `yuan`: fen. `day`: epoch day, or text that stands as it is.
 */
export type SheetCellKind = 'text' | 'wrapped' | 'integer' | 'number' | 'yuan' | 'day';

/** Rows of a sheet, the titles among them, and characters of a cell that Excel opens. */
export const MOST_SHEET_ROWS = 1_048_576;
export const MOST_CELL_CHARACTERS = 32_767;

/** What may be typed into the cells of a column below its title. */
export type CellRule =
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'day' }
  /** A whole number from 0 to `most`, or one of the words. */
  | { readonly kind: 'whole'; readonly most: number; readonly words: readonly string[] };

export interface SheetColumn {
  readonly title: string;
  readonly kind: SheetCellKind;
  /** In characters; a Chinese one takes two. */
  readonly width: number;
  readonly rule?: CellRule;
  /** Shown when a cell of the column is entered (at most 255 characters), and when what was typed breaks the rule. */
  readonly prompt?: string;
}

export interface SheetPlan {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Cells by column; '' and NaN are blank. */
  readonly rows: readonly (readonly (string | number)[])[];
  /** Columns that stay in view when one scrolls to the right. */
  readonly frozenColumns: number;
  /** Cells that hold exactly this are greyed. */
  readonly greyed?: string;
}

const FORMATS: Readonly<Record<SheetCellKind, string>> = {
  text: '@',
  wrapped: '@',
  integer: '0',
  number: 'General',
  yuan: '#,##0.00',
  day: 'yyyy-mm-dd',
};
const MS_A_DAY = 86_400_000;
const FEN_A_YUAN = 100;
const LONGEST_PROMPT = 255;
/** A spreadsheet shows 15 digits of a number: longer amounts, in fen, are text. */
const INEXACT_FROM = 1e15;
/** 1900-03-01: a spreadsheet takes 1900 for a leap year and knows no year before it. Earlier days are text. */
const FIRST_SHEET_DAY = -25_508;

/** As many pages below one another as there are rows for. */
const PRINTED = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToHeight: 0,
  margins: { left: 0.4, right: 0.4, top: 0.4, bottom: 0.6, header: 0.3, footer: 0.3 },
} as const;

/** The sheets as the bytes of an .xlsx file; the same sheets and day give the same bytes. */
export async function writeWorkbook(sheets: readonly SheetPlan[], writtenOn: EpochDay): Promise<Uint8Array> {
  const day = new Date(writtenOn * MS_A_DAY);
  return writeXlsx({
    properties: { creator: 'arrears', created: day, modified: day },
    namedRanges: sheets.map(titlesOnEachPage),
    sheets: sheets.map((plan) => {
      const last = plan.rows.length + 1;
      const lastColumn = colToLetter(plan.columns.length - 1);
      return {
        name: plan.name,
        columns: plan.columns.map(({ kind, width }) => ({
          width,
          style: {
            numFmt: FORMATS[kind],
            alignment: { vertical: 'top' as const, ...(kind === 'wrapped' ? { wrapText: true } : {}) },
          },
        })),
        rows: [
          plan.columns.map(({ title }) => literal(title)),
          ...plan.rows.map((cells) => cells.map((cell, at) => cellOf(cell, plan.columns[at]!.kind))),
        ],
        cells: new Map(
          plan.columns.map(({ title }, at) => [
            `0,${at}`,
            { value: literal(title), type: 'string' as const, style: { ...HEADING, numFmt: '@' } },
          ]),
        ),
        freezePane: { rows: 1, columns: plan.frozenColumns },
        pageSetup: { ...PRINTED, fitToWidth: pagesAcross(plan) },
        headerFooter: { oddFooter: '&L&A&R&P / &N' },
        rowDefs: heightsOf(plan),
        ...(plan.rows.length === 0
          ? {}
          : {
              autoFilter: { range: `A1:${lastColumn}${last}` },
              dataValidations: plan.columns.flatMap((column, at) => validationOf(column, colToLetter(at), last)),
              conditionalRules: plan.greyed === undefined ? [] : [greyedWhere(plan.greyed, `A2:${lastColumn}${last}`)],
            }),
      };
    }),
  });
}

/** Characters across a landscape page that can still be read. */
const READABLE_ACROSS = 270;

function pagesAcross({ columns }: SheetPlan): number {
  return Math.ceil(columns.reduce((sum, { width }) => sum + width, 0) / READABLE_ACROSS);
}

/** The titles above each page, and beside those that follow to the right the first column, which says whose row it is. */
function titlesOnEachPage(plan: SheetPlan) {
  const sheet = `'${plan.name.replaceAll("'", "''")}'`;
  const beside = pagesAcross(plan) > 1 ? `${sheet}!$A:$A,` : '';
  return { name: '_xlnm.Print_Titles', range: `${beside}${sheet}!$1:$1`, scope: plan.name };
}

const POINTS_A_LINE = 15;
const GREATEST_HEIGHT = 409;
/** Words that do not fit go to the next line whole. */
const ROOM_FOR_WORDS = 1.05;
const NARROW = /[ -ÿ]/g;

/** Heights of the rows with text that wraps: LibreOffice and WPS show one line of it otherwise. By row, titles being 0. */
function heightsOf({ columns, rows }: SheetPlan): Map<number, { height: number }> {
  const heights = new Map<number, { height: number }>();
  const set = (row: number, lines: number) => {
    if (lines > 1) heights.set(row, { height: Math.min(GREATEST_HEIGHT, lines * POINTS_A_LINE) });
  };
  set(0, Math.max(1, ...columns.map(({ title, width }) => linesOf(title, width))));
  const wrapped = columns.flatMap(({ kind, width }, at) => (kind === 'wrapped' ? [{ at, width }] : []));
  for (const [row, cells] of rows.entries()) {
    set(row + 1, Math.max(1, ...wrapped.map(({ at, width }) => linesOf(String(cells[at]), width))));
  }
  return heights;
}

function linesOf(text: string, width: number): number {
  if (text.length * 2 <= width) return 1;
  return text.split('\n').reduce((lines, line) => {
    const columns = line.length * 2 - (line.match(NARROW)?.length ?? 0);
    return lines + Math.max(1, Math.ceil((columns * ROOM_FOR_WORDS) / width));
  }, 0);
}

const HEADING = {
  font: { name: 'Calibri', size: 11, bold: true },
  fill: { type: 'pattern' as const, pattern: 'solid' as const, fgColor: { rgb: 'DDE6F0' } },
  alignment: { wrapText: true, vertical: 'center' as const },
};

function cellOf(cell: string | number, kind: SheetCellKind): string | number | Date | null {
  if (typeof cell === 'string') return cell === '' ? null : literal(cell);
  if (Number.isNaN(cell)) return null;
  if (kind === 'yuan') return Math.abs(cell) < INEXACT_FROM ? cell / FEN_A_YUAN : formatFenGrouped(cell);
  if (kind !== 'day') return cell;
  if (cell === NO_DAY) return null;
  return cell < FIRST_SHEET_DAY ? formatIsoDate(cell) : new Date(cell * MS_A_DAY);
}

/** `_x0041_` is the letter A to a spreadsheet, unless its underscore is spelt out in the same way. */
function literal(text: string): string {
  return text.includes('_x') ? text.replace(SPELT_CHARACTER, '_x005F$&') : text;
}

const SPELT_CHARACTER = /_x[0-9A-Fa-f]{4}_/g;

function greyedWhere(text: string, range: string) {
  return {
    type: 'cellIs' as const,
    operator: 'equal' as const,
    formula: `"${text}"`,
    priority: 1,
    range,
    style: {
      font: { color: { rgb: '999999' } },
      fill: {
        type: 'pattern' as const,
        pattern: 'solid' as const,
        fgColor: { rgb: 'E6E6E6' },
        bgColor: { rgb: 'E6E6E6' },
      },
    },
  };
}

function validationOf({ title, rule, prompt }: SheetColumn, letter: string, last: number): DataValidation[] {
  if (rule === undefined) return [];
  const message = prompt?.slice(0, LONGEST_PROMPT);
  const common = {
    range: `${letter}2:${letter}${last}`,
    allowBlank: true,
    showErrorMessage: true,
    // A title may have at most 32 characters.
    errorTitle: title.slice(0, 32),
    ...(message === undefined
      ? {}
      : { showInputMessage: true, inputTitle: title.slice(0, 32), inputMessage: message, errorMessage: message }),
  };
  switch (rule.kind) {
    case 'list':
      return [{ ...common, type: 'list' as const, values: [...rule.values] }];
    case 'day':
      // From 2000-01-01, as a serial number of Excel.
      return [{ ...common, type: 'date' as const, operator: 'greaterThanOrEqual' as const, formula1: '36526' }];
    case 'whole': {
      const cell = `${letter}2`;
      const words = rule.words.map((word) => `${cell}="${word}"`).join(',');
      const number = `AND(ISNUMBER(${cell}),${cell}>=0,${cell}<=${rule.most})`;
      return [{ ...common, type: 'custom' as const, formula1: `OR(${number},${words})` }];
    }
  }
}

/** The rows of a workbook's first visible sheet as text, all of the same length; a blank cell is ''. Throws where the bytes are no workbook. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly (readonly string[])[]> {
  const rows: (readonly string[])[] = [];
  const read = readSheet(Buffer.from(bytes), undefined, (row, cells) => {
    rows[row - 1] = cells;
  });
  if ('fault' in read) throw new Error(`the workbook cannot be read: ${read.fault}`);
  return Array.from(rows, (cells = []) => [...cells, ...Array<string>(read.width - cells.length).fill('')]);
}
