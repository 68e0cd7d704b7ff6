/** How a file is laid out: where its header stands and which delimiter it uses. */
import { CR, type Decode, emptyBounds, findRecord, LF, splitBroken, splitCells } from './record-splitter.js';

/** Comma, semicolon, tab and bar, in order of preference. */
const DELIMITERS: readonly number[] = [0x2c, 0x3b, 0x09, 0x7c];
const SPACE = 0x20;
const BLANK_BYTES: ReadonlySet<number> = new Set([SPACE, ...DELIMITERS]);
/** Lines that are not blank, the header among them, beyond which no header is looked for. */
const MOST_LINES = 30;
/** Titles that a line must have to pass for a header that lacks others. */
const FEWEST_TITLES = 2;

export interface Header {
  readonly delimiter: number;
  readonly titles: readonly string[];
  /** Index of the first byte behind its line. */
  readonly next: number;
  /** 1-based line on which it starts. */
  readonly line: number;
  /** 1-based line on which the body begins. */
  readonly bodyLine: number;
  /** What stands above it without being blank, in order. */
  readonly above: readonly LineAbove[];
}

export interface LineAbove {
  /** Index of its first byte. */
  readonly from: number;
  /** 1-based. */
  readonly line: number;
}

/** What a line is as a header. */
export interface HeaderMerit {
  /** Columns of the table that it names. */
  readonly known: number;
  /** Whether it names all that are required, and each once. */
  readonly isComplete: boolean;
}

/**
 * Finds the header after the `sep=` line by which spreadsheets are told the delimiter. It is the first line that names
 * all required columns; without such a line the one that names most, or the first. Blank lines (of nothing but spaces
 * and delimiters of any kind) are passed over. Of the delimiters the one is taken that splits a line into most known
 * titles, then into most cells. `start` is the beginning of the file, long enough to hold the header; undefined where
 * there are only blank lines.
 */
export function findHeader(
  start: Buffer,
  length: number,
  from: number,
  decode: Decode,
  judge: (titles: readonly string[]) => HeaderMerit,
  delimiters: readonly number[] = DELIMITERS,
): Header | undefined {
  const told = readSepLine(start, length, from);
  const tried = told === undefined ? delimiters : [told.delimiter];
  const above: LineAbove[] = [];
  let at = told?.next ?? from;
  let line = told === undefined ? 1 : 2;
  let best: Header | undefined;
  let mostKnown = FEWEST_TITLES - 1;
  while (above.length < MOST_LINES) {
    for (let next = skipBlank(start, at, length); next !== at; next = skipBlank(start, at, length)) {
      at = next;
      line++;
    }
    if (at >= length) break;
    const { header, merit } = readHeader(tried, { start, length, at, line, decode, above: [...above] }, judge);
    if (merit.isComplete) return header;
    if (best === undefined || merit.known > mostKnown) {
      best = header;
      mostKnown = Math.max(mostKnown, merit.known);
    }
    above.push({ from: at, line });
    at = header.next;
    line = header.bodyLine;
  }
  return best;
}

interface Candidate {
  readonly start: Buffer;
  readonly length: number;
  readonly at: number;
  readonly line: number;
  readonly decode: Decode;
  readonly above: readonly LineAbove[];
}

function readHeader(
  delimiters: readonly number[],
  candidate: Candidate,
  judge: (titles: readonly string[]) => HeaderMerit,
): { readonly header: Header; readonly merit: HeaderMerit } {
  let best: { readonly header: Header; readonly merit: HeaderMerit } | undefined;
  let bestScore = -1;
  for (const delimiter of delimiters) {
    const header = headerWith(delimiter, candidate);
    const merit = judge(header.titles);
    const score = merit.known * 100_000 + header.titles.length;
    if (score <= bestScore) continue;
    best = { header, merit };
    bestScore = score;
  }
  return best!;
}

function headerWith(delimiter: number, { start, length, at, line, decode, above }: Candidate): Header {
  const bounds = emptyBounds();
  findRecord(start, at, length, true, delimiter, bounds);
  const titles =
    bounds.kind === 'whole'
      ? splitCells(start, at, bounds.end, delimiter, decode)
      : splitBroken(decode(start, at, bounds.end), delimiter);
  return { delimiter, titles, next: bounds.next, line, bodyLine: line + bounds.lines, above };
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
