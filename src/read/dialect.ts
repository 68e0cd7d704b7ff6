/** How a file is laid out: where its header stands and which delimiter it uses. */
import { type Decode, emptyBounds, findRecord, skipBlankLine, splitBroken, splitCells } from './record-splitter.js';

/** Comma, semicolon, tab and bar, in order of preference. */
const DELIMITERS: readonly number[] = [0x2c, 0x3b, 0x09, 0x7c];

export interface Header {
  readonly delimiter: number;
  readonly titles: readonly string[];
  /** Index of the header record's first byte. */
  readonly from: number;
  /** One past its last byte. */
  readonly end: number;
  /** Index of the first byte behind its line. */
  readonly next: number;
  /** 1-based line on which it starts. */
  readonly line: number;
  /** 1-based line on which the body begins. */
  readonly bodyLine: number;
}

/**
 * Finds the header: the first line that is not blank, after the `sep=` line by which spreadsheets are told the
 * delimiter. Of the delimiters the one is taken that splits it into most known titles, then into most cells.
 * `start` is the beginning of the file, long
 * enough to hold the header; undefined where there are only blank lines.
 */
export function findHeader(
  start: Buffer,
  length: number,
  from: number,
  decode: Decode,
  countKnown: (titles: readonly string[]) => number,
  delimiters: readonly number[] = DELIMITERS,
): Header | undefined {
  const told = readSepLine(start, length, from);
  const candidates = told === undefined ? delimiters : [told.delimiter];
  let best: Header | undefined;
  let bestScore = -1;
  for (const delimiter of candidates) {
    const header = headerWith(delimiter, start, length, told?.next ?? from, told === undefined ? 1 : 2, decode);
    if (header === undefined) continue;
    const score = countKnown(header.titles) * 100_000 + header.titles.length;
    if (score <= bestScore) continue;
    best = header;
    bestScore = score;
  }
  return best;
}

function headerWith(
  delimiter: number,
  start: Buffer,
  length: number,
  from: number,
  firstLine: number,
  decode: Decode,
): Header | undefined {
  let at = from;
  let line = firstLine;
  for (;;) {
    const next = skipBlankLine(start, at, length, true, delimiter);
    if (next === at) break;
    at = next;
    line++;
  }
  if (at >= length) return undefined;
  const bounds = emptyBounds();
  if (!findRecord(start, at, length, true, delimiter, bounds)) return undefined;
  const titles =
    bounds.kind === 'whole'
      ? splitCells(start, at, bounds.end, delimiter, decode)
      : splitBroken(decode(start, at, bounds.end), delimiter);
  return { delimiter, titles, from: at, end: bounds.end, next: bounds.next, line, bodyLine: line + bounds.lines };
}

function readSepLine(start: Buffer, length: number, from: number): { delimiter: number; next: number } | undefined {
  const opening = start.toString('latin1', from, Math.min(length, from + 10));
  const match = /^("?)sep=([,;\t|])\1(\r\n|\n|\r)/i.exec(opening);
  if (match === null) return undefined;
  return { delimiter: match[2]!.charCodeAt(0), next: from + match[0].length };
}
