/**
 * One sheet of an .xlsx file as text, as a person sees it: dates as dates, numbers with the zeros and the percent sign of
 * their format, formulas by their results, merged texts beside every row. Its bytes are read as they stand: a library that makes an object of every cell
 * does not hold 200 000 rows with their formats, and takes what it does not know for a blank.
 */
import type { WorkbookReason } from '../domain/problem.js';
import { scanCells, type TakeRow } from './sheet-cells.js';
import { type NamedPart, readParts, WorkbookFault, type WorkbookParts } from './workbook-parts.js';
import { XmlFault } from './xml-cursor.js';
import { readZipDirectory, type ZipEntry } from './zip-directory.js';

export interface SheetText {
  readonly name: string;
  /** Cells of the widest row. */
  readonly width: number;
  /** The other visible sheets that hold something, where none was named. */
  readonly others: readonly string[];
}

/** Why no sheet was read. */
export type SheetFault =
  | { readonly fault: 'damaged'; readonly reason: WorkbookReason }
  | { readonly fault: 'too-large'; readonly what: 'unpacked-workbook' | 'cells'; readonly most: string }
  | { readonly fault: 'unknown-sheet'; readonly sheets: readonly string[] };

/** All parts of a workbook together, and all cells of the rows that hold something, the widest of them taken for each. */
const MOST_UNPACKED_MIB = 1024;
const MOST_CELLS = 20_000_000;
/** A megabyte of XML in a kilobyte: nothing that Excel writes. */
const MOST_TIMES_PACKED = 500;
const HARMLESS_BYTES = 64 << 20;
const MIB = 1 << 20;

/**
 * Reads the sheet of this name, or this number among the visible sheets (from 1), which counts where no sheet has the
 * name; without either the first visible one.
 */
export function readSheet(bytes: Buffer, wanted: string | undefined, take: TakeRow): SheetText | SheetFault {
  const entries = readZipDirectory(bytes);
  if (entries === undefined) return { fault: 'damaged', reason: 'its table of contents cannot be read' };
  const oversized = findOversized(entries);
  if (oversized !== undefined) return oversized;
  try {
    const parts = readParts(bytes, entries);
    const sheet = chooseSheet(parts.sheets, wanted);
    if (sheet === undefined) {
      return {
        fault: 'unknown-sheet',
        sheets: parts.sheets.filter(({ isVisible }) => isVisible).map(({ name }) => name),
      };
    }
    if (sheet.path === undefined) throw new WorkbookFault('the sheet has no cells');
    let width = 0;
    let rows = 0;
    scanCells(parts.unpack(sheet.path), parts, (row, cells) => {
      rows += 1;
      width = Math.max(width, cells.length);
      if (rows * width > MOST_CELLS) throw new CellsFault();
      take(row, cells);
    });
    const others =
      wanted === undefined ? parts.sheets.filter((other) => other !== sheet && holdsCells(other, parts)) : [];
    return { name: sheet.name, width, others: others.map(({ name }) => name) };
  } catch (error) {
    if (error instanceof CellsFault) return { fault: 'too-large', what: 'cells', most: String(MOST_CELLS) };
    if (error instanceof WorkbookFault) return { fault: 'damaged', reason: error.reason };
    if (error instanceof XmlFault) return { fault: 'damaged', reason: 'a part of it is damaged or missing' };
    throw error;
  }
}

/** Visible, and not one of the blank sheets that new workbooks have. */
function holdsCells({ isVisible, path }: NamedPart, parts: WorkbookParts): boolean {
  if (!isVisible || path === undefined) return false;
  const bytes = parts.unpack(path);
  return ['<v>', ':v>', '<is>', ':is>'].some((tag) => bytes.includes(tag));
}

class CellsFault extends Error {}

function chooseSheet(sheets: readonly NamedPart[], wanted: string | undefined): NamedPart | undefined {
  const visible = sheets.filter(({ isVisible }) => isVisible);
  if (wanted === undefined) return visible.find(({ path }) => path !== undefined);
  return sheets.find(({ name }) => name === wanted) ?? visible.find((_, at) => String(at + 1) === wanted);
}

function findOversized(entries: readonly ZipEntry[]): SheetFault | undefined {
  let unpacked = 0;
  for (const { isSilent, packedBytes, unpackedBytes } of entries) {
    unpacked += unpackedBytes;
    if (unpackedBytes > HARMLESS_BYTES && unpackedBytes > packedBytes * MOST_TIMES_PACKED) {
      return { fault: 'too-large', what: 'unpacked-workbook', most: `${MOST_TIMES_PACKED} : 1` };
    }
    if (isSilent) {
      return { fault: 'damaged', reason: 'it does not say how large its parts are' };
    }
  }
  if (unpacked <= MOST_UNPACKED_MIB * MIB) return undefined;
  return { fault: 'too-large', what: 'unpacked-workbook', most: `${MOST_UNPACKED_MIB} MiB` };
}
