/** How a file is laid out: where its header stands and which delimiter it uses. */
import { CR, type Decode, emptyBounds, findRecord, LF, splitBroken, splitCells } from './record-splitter.js';

/** Comma, semicolon, tab and bar, in order of preference. */
const DELIMITERS: readonly number[] = [0x2c, 0x3b, 0x09, 0x7c];
const SPACE = 0x20;
const BLANK_BYTES: ReadonlySet<number> = new Set([SPACE, ...DELIMITERS]);

export interface Header {
  readonly delimiter: number;
  readonly titles: readonly string[];
  /** Index of the first byte behind its line. */
  readonly next: number;
  /** 1-based line on which it starts. */
  readonly line: number;
  /** 1-based line on which the body begins. */
  readonly bodyLine: number;
}

/**
 * Finds the header: the first line that is not blank (of nothing but spaces and delimiters of any kind), after the
 * `sep=` line by which spreadsheets are told the delimiter. Of the delimiters the one is taken that splits it into
 * most known titles, then into most cells. `start` is the beginning of the file, long enough to hold the header;
 * undefined where there are only blank lines.
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
  let at = told?.next ?? from;
  let line = told === undefined ? 1 : 2;
  for (let next = skipBlank(start, at, length); next !== at; next = skipBlank(start, at, length)) {
    at = next;
    line++;
  }
  if (at >= length) return undefined;
  let best: Header | undefined;
  let bestScore = -1;
  for (const delimiter of told === undefined ? delimiters : [told.delimiter]) {
    const header = headerWith(delimiter, start, length, at, line, decode);
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
  at: number,
  line: number,
  decode: Decode,
): Header {
  const bounds = emptyBounds();
  findRecord(start, at, length, true, delimiter, bounds);
  const titles =
    bounds.kind === 'whole'
      ? splitCells(start, at, bounds.end, delimiter, decode)
      : splitBroken(decode(start, at, bounds.end), delimiter);
  return { delimiter, titles, next: bounds.next, line, bodyLine: line + bounds.lines };
}

/** The start of the line after a blank one at `at`; `at` itself where that line is not blank. */
function skipBlank(start: Buffer, at: number, length: number): number {
  const end = start.subarray(at, length).findIndex((byte) => !BLANK_BYTES.has(byte));
  const stop = end < 0 ? length : at + end;
  if (stop === length) return length;
  if (start[stop] === LF) return stop + 1;
  if (start[stop] === CR) return start[stop + 1] === LF ? stop + 2 : stop + 1;
  return at;
}

function readSepLine(start: Buffer, length: number, from: number): { delimiter: number; next: number } | undefined {
  const opening = start.toString('latin1', from, Math.min(length, from + 10));
  const match = /^("?)sep=([,;\t|])\1(\r\n|\n|\r)/i.exec(opening);
  if (match === null) return undefined;
  return { delimiter: match[2]!.charCodeAt(0), next: from + match[0].length };
}
