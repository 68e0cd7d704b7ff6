/**
 * Cells that are merged over several rows of a table. Only the first holds the value; a person reads it beside every row. A
 * text – an identifier, a name, a title – is so of each row; whether an amount is paid once or by each, the sheet does not say.
 */
import { WorkbookFault } from './workbook-parts.js';
import { XmlCursor } from './xml-cursor.js';

/** The texts of a row by column, with holes where there are none, and the columns in which a number or a day stands. */
export interface RowCells {
  readonly texts: (string | undefined)[];
  readonly numbers: Set<number>;
}

/** In place of a number that stands beside several rows. Told as `merged-cell` where a column needs it. */
const SPREAD_NUMBER = '#MERGED!';
const AMOUNT_AS_TEXT = /^[-(¥￥]*\d[\d,]*\.\d+\)?$/;
const RANGE = /^\$?([A-Z]+)\$?(\d+):\$?[A-Z]+\$?(\d+)$/;

interface Merge {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/** From 0, of the letters with which a reference begins; -1 where there are none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
  }
  return column - 1;
}

export class MergedColumns {
  /** Those not yet reached, the next one last. */
  readonly #ahead: Merge[];
  readonly #around = new Map<number, { readonly bottom: number; readonly text: string }>();
  /** Whether cells are merged over rows anywhere: then rows must come in order. */
  readonly any: boolean;

  constructor(sheet: Buffer) {
    this.#ahead = readMerges(sheet).sort((one, other) => other.top - one.top);
    this.any = this.#ahead.length > 0;
  }

  /** Writes into a row, which holds something, what is merged into it from above. */
  fill(row: number, { texts, numbers }: RowCells): void {
    for (const [column, { bottom, text }] of this.#around) {
      if (bottom < row) this.#around.delete(column);
      else if ((texts[column] ?? '') === '' && text !== '') texts[column] = text;
    }
    for (let next = this.#ahead.at(-1); next !== undefined && next.top <= row; next = this.#ahead.at(-1)) {
      this.#ahead.pop();
      const { column, top, bottom } = next;
      if ((this.#around.get(column)?.bottom ?? 0) >= top) throw new WorkbookFault('merged cells overlap');
      // A row that was not told is blank.
      const text = top === row ? (texts[column] ?? '') : '';
      const isAmount = numbers.has(column) || AMOUNT_AS_TEXT.test(text.trim());
      this.#around.set(column, { bottom, text: isAmount ? SPREAD_NUMBER : text });
    }
  }
}

function readMerges(sheet: Buffer): Merge[] {
  const merges: Merge[] = [];
  const end = sheet.lastIndexOf('sheetData>');
  if (end < 0 || sheet.indexOf('mergeCell', end) < 0) return merges;
  const xml = new XmlCursor(sheet.subarray(end + 'sheetData>'.length));
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token !== 'open' || xml.name !== 'mergeCell') continue;
    const range = RANGE.exec(xml.attribute('ref') ?? '');
    if (range === null) continue;
    const top = Number(range[2]);
    const bottom = Number(range[3]);
    if (bottom > top) merges.push({ column: columnOf(range[1]!), top, bottom });
  }
  return merges;
}
