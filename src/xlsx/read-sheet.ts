/**
 * One sheet of an .xlsx file as text, as a person sees it: dates as dates, numbers with the zeros and the percent sign of
 * their format, formulas by their results. Beside `workbook.ts` the only place that knows the library.
 */
import { type Cell, readXlsx, type Sheet } from 'hucre/xlsx';
import { EARLIEST_YEAR, formatIsoDate, LATEST_YEAR } from '../domain/civil-date.js';
import { readZipDirectory, unpackEntry, type ZipEntry } from './zip-directory.js';

export interface SheetText {
  readonly name: string;
  /** Rows from the first one of the sheet, all of the same length; a blank cell is ''. */
  readonly rows: readonly (readonly string[])[];
}

/** Why no sheet was read. */
export type SheetFault =
  | { readonly fault: 'damaged'; readonly reason: string }
  | { readonly fault: 'too-large'; readonly what: 'unpacked-workbook' | 'cells'; readonly most: string }
  | { readonly fault: 'unknown-sheet'; readonly sheets: readonly string[] };

/** All parts of a workbook together, and all cells of a sheet: what can be held in memory as objects. */
const MOST_UNPACKED_MIB = 1024;
const MOST_CELLS = 20_000_000;
/** A megabyte of XML in a kilobyte: nothing that Excel writes. */
const MOST_TIMES_PACKED = 500;
const HARMLESS_BYTES = 64 << 20;
const MIB = 1 << 20;

const MS_A_SECOND = 1000;
const SECONDS_A_DAY = 86_400;
/** A spreadsheet holds 15 digits of a number: what is longer has lost some. */
const DIGITS = 15;
const INEXACT_FROM = 1e15;

/**
 * Reads the sheet of this name, or this number among the visible sheets (from 1), which counts where no sheet has the
 * name; without either the first visible one.
 */
export async function readSheet(bytes: Buffer, wanted: string | undefined): Promise<SheetText | SheetFault> {
  const entries = readZipDirectory(bytes);
  if (entries === undefined) return { fault: 'damaged', reason: 'its table of contents cannot be read' };
  const oversized = findOversized(entries);
  if (oversized !== undefined) return oversized;

  const names: string[] = [];
  let read: readonly Sheet[];
  try {
    const book = await readXlsx(bytes, {
      readStyles: hasTellingFormats(bytes, entries),
      sheets: ({ name, hidden, veryHidden }) => {
        const isVisible = hidden !== true && veryHidden !== true;
        if (isVisible) names.push(name);
        if (wanted === undefined) return isVisible && names.length === 1;
        return name === wanted || (isVisible && String(names.length) === wanted);
      },
    });
    read = book.sheets;
  } catch (error) {
    const { name, message } = error as Error;
    if (/cells\), over the \d+ limit/.test(message)) {
      return { fault: 'too-large', what: 'cells', most: String(MOST_CELLS) };
    }
    return { fault: 'damaged', reason: `${name}: ${message}` };
  }
  const sheet = read.find(({ name }) => name === wanted) ?? read[0];
  if (sheet === undefined) return { fault: 'unknown-sheet', sheets: names };
  const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  return {
    name: sheet.name,
    rows: sheet.rows.map((row, at) =>
      Array.from({ length: width }, (_, column) => textAt(sheet, row[column], at, column)),
    ),
  };
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

/** A number format such as `0000000000`. */
const PADDED = /^0{2,}$/;
/** Text in a number format that is shown as it stands: `"%"`, `\\%`, `[Red]`. */
const LITERALS = /"[^"]*"|\\.|\[[^\]]*\]/g;
/** The formats 0% and 0.00%, which a workbook names by number only. */
const PERCENT_NUMBERS = /numFmtId="(?:9|10)"/;

/** Whether numbers may be shown with leading zeros or as a percentage: only then are the styles of all cells worth their memory. */
function hasTellingFormats(bytes: Buffer, entries: readonly ZipEntry[]): boolean {
  const styles = entries.find(({ name }) => name === 'xl/styles.xml');
  const xml = styles === undefined ? undefined : unpackEntry(bytes, styles)?.toString('utf8');
  if (xml === undefined) return false;
  const used = xml.slice(xml.indexOf('cellXfs'), xml.lastIndexOf('cellXfs'));
  return PERCENT_NUMBERS.test(used) || /formatCode="(?:0{2,}"|[^"]*%)/.test(xml);
}

type Value = Sheet['rows'][number][number] | undefined;

function textAt({ cells }: Sheet, value: Value, row: number, column: number): string {
  if (typeof value === 'string') return value;
  const details = cells?.get(`${row},${column}`);
  if (value === null || value === undefined) {
    // Written by a program that does not calculate: blank is not what stands here.
    return details?.formula === undefined ? '' : `=${details.formula}`;
  }
  if (value instanceof Date) return textOfMoment(value);
  return typeof value === 'number' ? textOfNumber(value, details) : String(value);
}

/** Civil date, with a time of day where there is one. Years that no loan has (9999) are told too: who reads the cell judges. */
function textOfMoment(moment: Date): string {
  if (Number.isNaN(moment.getTime())) return String(moment);
  const year = moment.getUTCFullYear();
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return moment.toISOString().replace(/T.*/, '');
  const seconds = Math.round(moment.getTime() / MS_A_SECOND);
  const day = Math.floor(seconds / SECONDS_A_DAY);
  const ofDay = seconds - day * SECONDS_A_DAY;
  if (ofDay === 0) return formatIsoDate(day);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${formatIsoDate(day)} ${two(ofDay / 3600)}:${two((ofDay / 60) % 60)}:${two(ofDay % 60)}`;
}

function textOfNumber(value: number, details: Cell | undefined): string {
  // Shown so that an identifier is told to have lost its last digits.
  if (Math.abs(value) >= INEXACT_FROM) return value.toExponential();
  const format = details?.style?.numFmt ?? '';
  if (PADDED.test(format) && Number.isInteger(value) && value >= 0) {
    return String(value).padStart(format.length, '0');
  }
  // What is shown as 4.35% is held as 0.0435.
  if (format.includes('%') && format.replace(LITERALS, '').includes('%')) return `${inDigits(value * 100)}%`;
  return inDigits(value);
}

function inDigits(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
