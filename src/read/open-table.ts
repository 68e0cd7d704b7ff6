/** Opening one input table: its encoding, its delimiter and what each of its columns is, before any record is read. */
import { type Problem, type ProblemDetail, problem, type TableName } from '../domain/problem.js';
import { findHeader, type Header, type HeaderMerit } from './dialect.js';
import { type EncodedSource, presumeUtf8, settleEncoding, transcode } from './encoding.js';
import type { Spool } from './gathered-bytes.js';
import { judgeHeader, recogniseHeader } from './header.js';
import { readAbove } from './lines-above.js';
import { decoderOf, decodeUtf8, type OpenTable } from './opened-table.js';
import type { ReadingProgress } from './reading-progress.js';
import { CR, LF } from './record-splitter.js';
import { findSource, openSource, type Source, sizeOfSource } from './source.js';
import { type ColumnMapping, NO_MAPPING, type ProblemLog, type TableShape } from './table.js';
import { isWorkbook, splitSheetName, tableOfWorkbook } from './workbook-source.js';

export interface OpenOptions {
  /** The user's `--encoding`. */
  readonly encoding?: string;
  readonly mapping?: ColumnMapping;
  /**
   * Where given, a large file that seems to be in UTF-8 is believed to be so and put here: whoever opens it finds out
   * whether it is, and opens it again without this if it is not.
   */
  readonly presumedUtf8?: Source[] | undefined;
  readonly progress?: ReadingProgress | undefined;
  /** Where large packed or piped tables go; without one they are held. */
  readonly spool?: Spool | undefined;
}

/** A header longer than this is no header. */
const LONGEST_HEADER_BYTES = 1 << 20;
/** As many as a spreadsheet has. */
const MOST_COLUMNS = 16_384;
const MIB = 1 << 20;
const BAR = 0x7c;

/** Opens a table and reports everything about its header. Undefined where the file cannot be used; the log says why. */
export async function openTable(
  shape: TableShape,
  file: string,
  options: OpenOptions,
  log: ProblemLog,
): Promise<OpenTable | undefined> {
  const refuse = (detail: ProblemDetail, line = 0): undefined => {
    log.add(headerProblem(shape, file, line, detail));
    return undefined;
  };
  const mapping = options.mapping ?? NO_MAPPING;
  const found = await findBytes(file, options);
  if ('code' in found) return refuse(found);
  const { encoded, sheet, others } = found;
  // The second sheet of a survey explains the first.
  if (sheet !== undefined && others.length > 0 && shape.table !== 'survey') {
    log.add(headerProblem(shape, file, 0, { code: 'other-sheets', sheet, sheets: others }));
  }

  const laidOut = layOut(encoded, (titles) => judgeHeader(shape, mapping, titles));
  if (laidOut === undefined) return refuse({ code: 'empty-file' });
  if ('code' in laidOut) return refuse(laidOut);
  const { header, bytes } = laidOut;
  const size = sizeOfSource(bytes.source);
  if (header.next === LONGEST_HEADER_BYTES && header.next < size) {
    return refuse({ code: 'too-large', what: 'header', most: `${LONGEST_HEADER_BYTES / MIB} MiB` }, header.line);
  }
  if (header.titles.length > MOST_COLUMNS) {
    return refuse({ code: 'too-large', what: 'columns', most: String(MOST_COLUMNS) }, header.line);
  }
  const { columnOf, problems, usable } = recogniseHeader(shape, mapping, header.titles);
  for (const detail of problems) log.add(headerProblem(shape, file, header.line, detail));
  if (!usable) return undefined;
  const open: OpenTable = {
    file,
    sheet,
    shape,
    mapping,
    columnOf,
    titles: header.titles.map((title) => title.trim()),
    delimiter: header.delimiter,
    encoding: bytes.encoding,
    originalEncoding: bytes.original,
    source: bytes.source,
    holdsNul: bytes.holdsNul,
    headerLine: header.line,
    bodyFrom: header.next,
    bodyUntil: size,
    bodyLine: header.bodyLine,
  };
  if (header.above.length > 0) {
    const { recordLine, unit } = readAbove(open, header.above, decoderOf(open.encoding));
    if (recordLine !== undefined) return refuse({ code: 'records-above-header', firstLine: recordLine }, header.line);
    if (unit !== undefined) return refuse({ code: 'amounts-in-another-unit', unit: unit.unit }, unit.line);
    const detail = { code: 'lines-above-header', lines: header.above.length } as const;
    log.add(headerProblem(shape, file, header.above[0]!.line, detail));
  }
  if (!endsWithLineEnd(open)) log.add(headerProblem(shape, file, 0, { code: 'no-line-end-at-end' }));
  return open;
}

interface FoundBytes {
  readonly encoded: EncodedSource;
  readonly sheet: string | undefined;
  readonly others: readonly string[];
}

/** The bytes of a table and their encoding; of a workbook, those of the sheet that is named behind a `#`, or its first. */
async function findBytes(file: string, options: OpenOptions): Promise<FoundBytes | ProblemDetail> {
  const named = splitSheetName(file);
  const found = await findSource(named.path, options.progress, options.spool);
  if ('code' in found) return found;
  if (sizeOfSource(found) === 0) return { code: 'empty-file' };
  if (!isWorkbook(found, named.sheet)) {
    const encoded = presume(found, options) ?? settleEncoding(found, options.encoding);
    return 'code' in encoded ? encoded : { encoded, sheet: undefined, others: [] };
  }
  const read = await tableOfWorkbook(found, named.sheet);
  if ('code' in read) return read;
  if (sizeOfSource(read.source) === 0) return { code: 'empty-file' };
  const { source, sheet, others } = read;
  return { encoded: { source, encoding: 'utf-8', original: 'xlsx', markLength: 0, holdsNul: false }, sheet, others };
}

/** A file without records ends as it should in any case. */
function endsWithLineEnd({ source, bodyFrom, bodyUntil }: OpenTable): boolean {
  if (bodyFrom >= bodyUntil) return true;
  const reader = openSource(source);
  try {
    const last = new Uint8Array(1);
    reader.read(last, 0, bodyUntil - 1, 1);
    return last[0] === LF || last[0] === CR;
  } finally {
    reader.close();
  }
}

function presume(source: Source, { encoding, presumedUtf8 }: OpenOptions): EncodedSource | undefined {
  if (encoding !== undefined || presumedUtf8 === undefined) return undefined;
  const encoded = presumeUtf8(source);
  if (encoded !== undefined) presumedUtf8.push(source);
  return encoded;
}

function headerProblem(shape: TableShape, file: string, line: number, detail: ProblemDetail): Problem {
  return problem({ file, table: shape.table, line, offset: -1 }, detail);
}

interface LaidOut {
  readonly header: Header;
  readonly bytes: EncodedSource;
}

function layOut(
  encoded: EncodedSource,
  judge: (titles: readonly string[]) => HeaderMerit,
): LaidOut | ProblemDetail | undefined {
  const { bytes, length } = readStart(encoded.source);
  if (encoded.encoding === 'utf-8') {
    const header = findHeader(bytes, length, encoded.markLength, decodeUtf8, judge);
    return header === undefined ? undefined : { header, bytes: encoded };
  }
  // Titles are told apart in UTF-8, where no delimiter can be the second byte of a character.
  const text = Buffer.from(new TextDecoder('gb18030').decode(bytes.subarray(0, length)));
  const readable = findHeader(text, text.length, 0, decodeUtf8, judge);
  if (readable === undefined) return undefined;
  if (readable.delimiter !== BAR) {
    const only = [readable.delimiter];
    const header = findHeader(bytes, length, encoded.markLength, decoderOf('gb18030'), judge, only);
    return header === undefined ? undefined : { header, bytes: encoded };
  }
  const transcoded = transcode(encoded.source, 'gb18030', encoded.markLength);
  if ('code' in transcoded) return transcoded;
  return layOut(transcoded, judge);
}

function readStart(source: Source): { bytes: Buffer; length: number } {
  const reader = openSource(source);
  try {
    const bytes = Buffer.alloc(Math.min(LONGEST_HEADER_BYTES, reader.size));
    return { bytes, length: reader.read(bytes, 0, 0, bytes.length) };
  } finally {
    reader.close();
  }
}

/** What `check` prints and `run.json` records about a table. */
export interface TableReport {
  readonly file: string;
  readonly table: TableName;
  /** The sheet of a workbook; null for any other file. */
  readonly sheet: string | null;
  /** Encoding of the file itself. */
  readonly encoding: string;
  /** 1-based line on which the header stands. */
  readonly headerLine: number;
  /** `,` `;` `|` or a tab character. */
  readonly delimiter: string;
  /** Which of the file's columns was taken for what, in the file's order. */
  readonly columnsTaken: readonly { readonly title: string; readonly column: string }[];
  /** Bytes scanned. */
  readonly bytes: number;
}

export function describeTable(open: OpenTable): TableReport {
  const columnsTaken: { title: string; column: string }[] = [];
  for (const [fileColumn, position] of open.columnOf.entries()) {
    if (position < 0) continue;
    columnsTaken.push({ title: open.titles[fileColumn]!, column: open.shape.columns[position]!.name });
  }
  return {
    file: open.file,
    table: open.shape.table,
    sheet: open.sheet ?? null,
    encoding: open.originalEncoding,
    headerLine: open.headerLine,
    delimiter: String.fromCharCode(open.delimiter),
    columnsTaken,
    bytes: open.bodyUntil,
  };
}
