/** Opening one input table: its encoding, its delimiter and what each of its columns is, before any record is read. */
import { type Problem, type ProblemDetail, problem, type TableName } from '../domain/problem.js';
import { findHeader, type Header } from './dialect.js';
import { type EncodedSource, presumeUtf8, type ScannedEncoding, settleEncoding, transcode } from './encoding.js';
import { countKnownTitles, recogniseHeader } from './header.js';
import type { Decode } from './record-splitter.js';
import { findSource, openSource, type Source, sizeOfSource } from './source.js';
import { type ColumnMapping, NO_MAPPING, type ProblemLog, type TableShape } from './table.js';
import { isWorkbook, tableOfWorkbook } from './workbook-source.js';

/** An input table whose header has been understood. Structured-cloneable: it is posted to worker threads. */
export interface OpenTable {
  /** The file as the user named it, `-` for standard input. */
  readonly file: string;
  readonly shape: TableShape;
  readonly mapping: ColumnMapping;
  /** File column → position in `shape.columns`, -1 where the column is not taken. */
  readonly columnOf: Int32Array;
  /** Titles as they stand in the file, by file column. */
  readonly titles: readonly string[];
  readonly delimiter: number;
  /** Encoding of the bytes that are scanned. */
  readonly encoding: ScannedEncoding;
  /** Encoding of the file itself: `utf-16le` … where the bytes were turned into UTF-8 first. */
  readonly originalEncoding: string;
  readonly source: Source;
  /** Offset of the first byte behind the header line. */
  readonly bodyFrom: number;
  /** Offset behind the last byte. */
  readonly bodyUntil: number;
  /** 1-based line on which the body begins. */
  readonly bodyLine: number;
}

export interface OpenOptions {
  /** The user's `--encoding`. */
  readonly encoding?: string;
  readonly mapping?: ColumnMapping;
  /**
   * Where given, a large file that seems to be in UTF-8 is believed to be so and put here: whoever opens it finds out
   * whether it is, and opens it again without this if it is not.
   */
  readonly presumedUtf8?: Source[] | undefined;
}

/** A header longer than this is no header. */
const LONGEST_HEADER_BYTES = 1 << 20;
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
  const found = await findSource(file);
  if ('code' in found) return refuse(found);
  const source = shape.mayBeWorkbook === true && isWorkbook(found) ? await tableOfWorkbook(found) : found;
  if ('code' in source) return refuse(source);
  if (sizeOfSource(source) === 0) return refuse({ code: 'empty-file' });
  const encoded = presume(source, options) ?? settleEncoding(source, options.encoding);
  if ('code' in encoded) return refuse(encoded);

  const laidOut = layOut(encoded, (titles) => countKnownTitles(shape, mapping, titles));
  if (laidOut === undefined) return refuse({ code: 'empty-file' });
  if ('code' in laidOut) return refuse(laidOut);
  const { header, bytes } = laidOut;
  const { columnOf, problems, usable } = recogniseHeader(shape, mapping, header.titles);
  for (const detail of problems) log.add(headerProblem(shape, file, header.line, detail));
  if (!usable) return undefined;
  return {
    file,
    shape,
    mapping,
    columnOf,
    titles: header.titles.map((title) => title.trim()),
    delimiter: header.delimiter,
    encoding: bytes.encoding,
    originalEncoding: bytes.original,
    source: bytes.source,
    bodyFrom: header.next,
    bodyUntil: sizeOfSource(bytes.source),
    bodyLine: header.bodyLine,
  };
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
  countKnown: (titles: readonly string[]) => number,
): LaidOut | ProblemDetail | undefined {
  const { bytes, length } = readStart(encoded.source);
  if (encoded.encoding === 'utf-8') {
    const header = findHeader(bytes, length, encoded.markLength, decodeUtf8, countKnown);
    return header === undefined ? undefined : { header, bytes: encoded };
  }
  // Titles are told apart in UTF-8, where no delimiter can be the second byte of a character.
  const text = Buffer.from(new TextDecoder('gb18030').decode(bytes.subarray(0, length)));
  const readable = findHeader(text, text.length, 0, decodeUtf8, countKnown);
  if (readable === undefined) return undefined;
  if (readable.delimiter !== BAR) {
    const only = [readable.delimiter];
    const header = findHeader(bytes, length, encoded.markLength, decoderOf('gb18030'), countKnown, only);
    return header === undefined ? undefined : { header, bytes: encoded };
  }
  const transcoded = transcode(encoded.source, 'gb18030', encoded.markLength);
  if ('code' in transcoded) return transcoded;
  return layOut(transcoded, countKnown);
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

const decodeUtf8: Decode = (bytes, from, until) => bytes.toString('utf8', from, until);

/** Turns stretches of a scanned file into text. The bytes were held to their encoding when the file was opened. */
export function decoderOf(encoding: ScannedEncoding): Decode {
  if (encoding === 'utf-8') return decodeUtf8;
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  return (bytes, from, until) => decoder.decode(bytes.subarray(from, until));
}

/** What `check` prints and `run.json` records about a table. */
export interface TableReport {
  readonly file: string;
  readonly table: TableName;
  /** Encoding of the file itself. */
  readonly encoding: string;
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
    encoding: open.originalEncoding,
    delimiter: String.fromCharCode(open.delimiter),
    columnsTaken,
    bytes: open.bodyUntil,
  };
}
