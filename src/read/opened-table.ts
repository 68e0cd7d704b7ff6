/** An input table that can be read, and how its bytes become text. */
import type { ScannedEncoding } from './encoding.js';
import type { Decode } from './record-splitter.js';
import type { Source } from './source.js';
import type { ColumnMapping, TableShape } from './table.js';

/** An input table whose header has been understood. Structured-cloneable: it is posted to worker threads. */
export interface OpenTable {
  /** The file as the user named it, `-` for standard input. */
  readonly file: string;
  /** The sheet of a workbook; undefined for any other file. */
  readonly sheet: string | undefined;
  readonly shape: TableShape;
  readonly mapping: ColumnMapping;
  /** File column → position in `shape.columns`, -1 where the column is not taken. */
  readonly columnOf: Int32Array;
  /** Titles as they stand in the file, by file column. */
  readonly titles: readonly string[];
  readonly delimiter: number;
  /** Encoding of the bytes that are scanned. */
  readonly encoding: ScannedEncoding;
  /** Encoding of the file itself: `utf-16le`, `xlsx` … where the bytes were turned into UTF-8 first. */
  readonly originalEncoding: string;
  readonly source: Source;
  /** Whether rows must be looked at for NUL bytes. */
  readonly holdsNul: boolean;
  /** 1-based line on which the header stands. */
  readonly headerLine: number;
  /** Offset of the first byte behind the header line. */
  readonly bodyFrom: number;
  /** Offset behind the last byte. */
  readonly bodyUntil: number;
  /** 1-based line on which the body begins. */
  readonly bodyLine: number;
}

/** Text of UTF-8 bytes. */
export const decodeUtf8: Decode = (bytes, from, until) => bytes.toString('utf8', from, until);

/** Turns stretches of a scanned file into text. The bytes were held to their encoding when the file was opened. */
export function decoderOf(encoding: ScannedEncoding): Decode {
  if (encoding === 'utf-8') return decodeUtf8;
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  return (bytes, from, until) => decoder.decode(bytes.subarray(from, until));
}
