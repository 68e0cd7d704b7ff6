/** The cells of a worksheet as text, row by row: only the row at hand is held. */
import { columnOf, MergedColumns, type RowCells } from './merged-columns.js';
import { PLAIN, textOfNumber } from './number-format.js';
import { readRichText, unspell, WorkbookFault, type WorkbookParts } from './workbook-parts.js';
import { XmlCursor, XmlFault } from './xml-cursor.js';

/** Takes a row that holds something, by its number in the sheet (from 1), up to its last cell; a blank cell is ''. Rows come in the order of the file. */
export type TakeRow = (row: number, cells: readonly string[]) => void;

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const NO_COLUMNS: Set<number> = new Set();

export function scanCells(bytes: Buffer, parts: WorkbookParts, take: TakeRow): void {
  const xml = new XmlCursor(bytes);
  const merges = new MergedColumns(bytes);
  const seen = new Uint8Array(MOST_ROWS + 1);
  let row = 0;
  for (;;) {
    const token = xml.next();
    if (token === 'end') throw new XmlFault('the sheet has no end');
    if (token === 'close' && xml.name === 'sheetData') return;
    if (token !== 'open' || xml.name !== 'row') continue;
    const before = row;
    row = Number(xml.attribute('r') ?? row + 1);
    if (!(Number.isInteger(row) && row >= 1 && row <= MOST_ROWS))
      throw new WorkbookFault('a row has no place in the sheet');
    if (seen[row] === 1) throw new WorkbookFault('a row stands there twice');
    seen[row] = 1;
    const cells = readRow(xml, parts, merges.any);
    const { texts } = cells;
    while (texts.length > 0 && (texts.at(-1) ?? '').trim() === '') texts.pop();
    if (texts.length === 0) continue;
    if (merges.any) {
      if (row < before) throw new WorkbookFault('its rows are not in order');
      merges.fill(row, cells);
    }
    take(
      row,
      Array.from(texts, (text) => text ?? ''),
    );
  }
}

function readRow(xml: XmlCursor, parts: WorkbookParts, hasMerges: boolean): RowCells {
  const cells: RowCells = { texts: [], numbers: hasMerges ? new Set() : NO_COLUMNS };
  let next = 0;
  for (;;) {
    const token = xml.next();
    if (token === 'end') throw new XmlFault('a row has no end');
    if (token === 'close' && xml.name === 'row') return cells;
    if (token !== 'open' || xml.name !== 'c') continue;
    const reference = xml.attribute('r');
    const column = reference === undefined ? next : columnOf(reference);
    if (column < 0 || column >= MOST_COLUMNS) throw new WorkbookFault('a cell has no place in the sheet');
    next = column + 1;
    const type = xml.attribute('t') ?? 'n';
    const text = readCell(xml, parts, type, Number(xml.attribute('s') ?? -1));
    if (text === '') continue;
    cells.texts[column] = text;
    if (hasMerges && (type === 'n' || type === 'd')) cells.numbers.add(column);
  }
}

function readCell(xml: XmlCursor, parts: WorkbookParts, type: string, style: number): string {
  let value: string | undefined;
  let formula: string | undefined;
  let rich = '';
  let within = '';
  for (;;) {
    const token = xml.next();
    if (token === 'text') {
      if (within === 'v') value += xml.text;
      else if (within === 'f') formula += xml.text;
    } else if (token === 'open') {
      within = xml.name;
      if (within === 'v') value = '';
      else if (within === 'f') formula = '';
      else if (within === 'is') rich = readRichText(xml, 'is');
    } else if (token === 'close') {
      within = '';
      if (xml.name === 'c') break;
    } else throw new XmlFault('a cell has no end');
  }
  // Written by a program that does not calculate: blank, or the zero that it puts there, is not what stands here.
  const isUncalculated =
    formula !== undefined &&
    (value === undefined || (value === '' && type !== 'str') || (parts.isUncalculated && value === '0'));
  if (isUncalculated) return `=${formula}`;
  if (type === 'inlineStr') return rich;
  if (value === undefined || (value === '' && type !== 'str')) return '';
  return textOfValue(value, type, style, parts);
}

function textOfValue(value: string, type: string, style: number, parts: WorkbookParts): string {
  switch (type) {
    case 's': {
      if (value.trim() === '') return '';
      const text = parts.sharedTexts[Number(value)];
      if (text === undefined) throw new WorkbookFault('a part of it is damaged or missing');
      return text;
    }
    case 'str':
      return unspell(value);
    case 'b':
      return value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/Z$/, '');
    case 'n': {
      const number = Number(value);
      // White space alone would be a zero.
      if (Number.isNaN(number) || value.trim() === '') return value;
      return textOfNumber(number, parts.formats[style] ?? PLAIN, parts.isFrom1904);
    }
    default:
      return value;
  }
}
