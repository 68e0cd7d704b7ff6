/** A workbook as the text of a table, so that one reader checks both. */
import { existsSync } from 'node:fs';
import { closestName } from '../domain/did-you-mean.js';
import type { ProblemDetail, WorkbookReason } from '../domain/problem.js';
import { shareBytes } from './gathered-bytes.js';
import { openSource, type Source, sizeOfSource } from './source.js';

const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];
/** Of .xls files, and of .xlsx files under a password. */
const OLE_MAGIC = [0xd0, 0xcf, 0x11, 0xe0];
/** The stream in which such a file holds a workbook that is under a password. */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const MOST_MIB = 256;
const MIB = 1 << 20;

/** A file as the user named it: its path, and the sheet behind a `#` where one is named. */
export interface NamedSheet {
  readonly path: string;
  readonly sheet: string | undefined;
}

/** `book.xlsx#借据` is the sheet 借据 of `book.xlsx`, `book.xlsx#2` its second; a file of the whole name comes first. */
export function splitSheetName(file: string): NamedSheet {
  const match = /^(.+\.xls[xm])#(.+)$/i.exec(file);
  return match === null || existsSync(file) ? { path: file, sheet: undefined } : { path: match[1]!, sheet: match[2]! };
}

/** Whether the bytes are those of a workbook, or were to be one. */
export function isWorkbook(source: Source, sheet: string | undefined): boolean {
  return sheet !== undefined || beginsWith(source, ZIP_MAGIC) || beginsWith(source, OLE_MAGIC);
}

function beginsWith(source: Source, magic: readonly number[]): boolean {
  const reader = openSource(source);
  try {
    const start = Buffer.alloc(magic.length);
    return reader.read(start, 0, 0, start.length) === start.length && magic.every((byte, at) => start[at] === byte);
  } finally {
    reader.close();
  }
}

export interface SheetSource {
  readonly source: Source;
  /** Name of the sheet that was read. */
  readonly sheet: string;
  /** Sheets that hold something and were not read, where none was named. */
  readonly others: readonly string[];
}

type SheetProblem = Extract<ProblemDetail, { code: 'damaged-workbook' | 'unknown-sheet' | 'too-large' }>;

/**
 * A sheet as UTF-8 CSV in memory, one line a row, so that the line of a record is its row in the sheet. The hash stays
 * that of the workbook. See `readSheet` for which sheet `wanted` means.
 */
export async function tableOfWorkbook(source: Source, wanted: string | undefined): Promise<SheetSource | SheetProblem> {
  if (sizeOfSource(source) > MOST_MIB * MIB) return { code: 'too-large', what: 'workbook', most: `${MOST_MIB} MiB` };
  const reader = openSource(source);
  let bytes: Buffer;
  try {
    bytes = Buffer.alloc(reader.size);
    reader.read(bytes, 0, 0, reader.size);
  } finally {
    reader.close();
  }
  if (!beginsWith(source, ZIP_MAGIC)) return { code: 'damaged-workbook', reason: reasonOf(source, bytes) };
  // Few runs have a workbook to read: its reader is loaded for them alone.
  const { readSheet } = await import('../xlsx/read-sheet.js');
  const lines: string[] = [];
  const widths: number[] = [];
  const read = readSheet(bytes, wanted, (row, cells) => {
    lines[row - 1] = cells.map(cellOf).join(',');
    widths[row - 1] = cells.length;
  });
  if ('fault' in read) {
    switch (read.fault) {
      case 'damaged':
        return { code: 'damaged-workbook', reason: read.reason };
      case 'too-large':
        return { code: 'too-large', what: read.what, most: read.most };
      case 'unknown-sheet': {
        const didYouMean = closestName(wanted ?? '', read.sheets);
        return {
          code: 'unknown-sheet',
          sheet: wanted ?? '',
          sheets: read.sheets,
          ...(didYouMean === undefined ? {} : { didYouMean }),
        };
      }
    }
  }
  const parts = Array.from(lines, (line, at) =>
    Buffer.from(line === undefined ? '\n' : `${line}${','.repeat(read.width - widths[at]!)}\n`),
  );
  const sha256 = source.kind === 'file' ? undefined : source.sha256;
  return {
    source: { kind: 'memory', bytes: shareBytes(parts), path: source.path, sha256 },
    sheet: read.name,
    others: read.others,
  };
}

function reasonOf(source: Source, bytes: Buffer): WorkbookReason {
  if (!beginsWith(source, OLE_MAGIC)) return 'it is no .xlsx file';
  return bytes.includes(ENCRYPTED) ? 'it is under a password' : 'it is an old .xls or .et file';
}

/** A cell of a line: white space within it, line breaks too, is one blank. */
function cellOf(text: string): string {
  const flat = WHITE_SPACE.test(text) ? text.replace(/\s+/g, ' ') : text;
  return /[",]/.test(flat) ? `"${flat.replaceAll('"', '""')}"` : flat;
}

const WHITE_SPACE = /\s/;
