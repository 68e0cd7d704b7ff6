/** Identifiers and texts straight from bytes: their spans are trimmed in place. */
import { type ColumnCells, DIGIT_ZERO, isAsciiSpace } from './byte-columns.js';
import type { ScannedEncoding } from './encoding.js';

const PLUS = 0x2b;
const LETTER_N = 0x6e;
/** First bytes of wrappers, placeholders and error values: `'` `=` `-` `/` `(` `<` `\` `#`. */
const ODD_STARTS: readonly number[] = [0x27, 0x3d, 0x2d, 0x2f, 0x28, 0x3c, 0x5c, 0x23];
const IS_ODD_START = Uint8Array.from({ length: 256 }, (_, byte) => (ODD_STARTS.includes(byte) ? 1 : 0));
/** `NULL`, `NaN`, `N/A`; and 无 in UTF-8. */
const LONGEST_N_WORD = 4;
const NOTHING_LEAD = 0xe6;
const NOTHING_BYTES = 3;

/** Identifiers: ASCII, or any UTF-8, without a wrapper, no placeholder, not in scientific notation. */
export function readIdentifiers(column: ColumnCells, encoding: ScannedEncoding): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  const asciiOnly = encoding !== 'utf-8';
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    let start = starts[row]!;
    let end = ends[row]!;
    if (start < end && (isAsciiSpace(bytes[start]!) || isAsciiSpace(bytes[end - 1]!))) {
      while (start < end && isAsciiSpace(bytes[start]!)) start++;
      while (end > start && isAsciiSpace(bytes[end - 1]!)) end--;
      starts[row] = start;
      ends[row] = end;
    }
    if (start === end) {
      if (required) odd.push(row);
      continue;
    }
    const first = bytes[start]!;
    if (IS_ODD_START[first] === 1 || (end - start <= LONGEST_N_WORD && mayBePlaceholder(first, end - start))) {
      odd.push(row);
    } else if (first <= 0x39 && first >= DIGIT_ZERO && endsInExponent(bytes, start, end)) {
      odd.push(row);
    } else if (asciiOnly ? hasOtherThanAscii(bytes, start, end) : mayNeedTrimming(bytes, start, end)) {
      odd.push(row);
    }
  }
}

function mayBePlaceholder(first: number, length: number): boolean {
  return (first | 0x20) === LETTER_N || (first === NOTHING_LEAD && length === NOTHING_BYTES);
}

function endsInExponent(bytes: Uint8Array, start: number, end: number): boolean {
  let at = end - 1;
  while (at > start && bytes[at]! >= DIGIT_ZERO && bytes[at]! <= 0x39) at--;
  if (bytes[at] === PLUS) at--;
  return at > start && (bytes[at]! | 0x20) === 0x65;
}

function hasOtherThanAscii(bytes: Uint8Array, start: number, end: number): boolean {
  let union = 0;
  for (let at = start; at < end; at++) union |= bytes[at]!;
  return union >= 0x80;
}

/** Whether a UTF-8 cell starts or ends with what may be a white-space character beyond ASCII. */
function mayNeedTrimming(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start]! >= 0x80 && leadsWideSpace(bytes[start]!)) return true;
  if (bytes[end - 1]! < 0x80) return false;
  return (end - start >= 3 && leadsWideSpace(bytes[end - 3]!)) || bytes[end - 2] === 0xc2;
}

/** First bytes of the UTF-8 white space that `String.trim` takes off: U+00A0, U+1680, U+2000…, U+3000, U+FEFF. */
function leadsWideSpace(byte: number): boolean {
  return byte === 0xc2 || byte === 0xe1 || byte === 0xe2 || byte === 0xe3 || byte === 0xef;
}

/** Texts: ASCII white space is trimmed; a cell that may hold nothing but other white space is odd. */
export function readTexts(column: ColumnCells, encoding: ScannedEncoding): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    let start = starts[row]!;
    let end = ends[row]!;
    if (start < end && (isAsciiSpace(bytes[start]!) || isAsciiSpace(bytes[end - 1]!))) {
      while (start < end && isAsciiSpace(bytes[start]!)) start++;
      while (end > start && isAsciiSpace(bytes[end - 1]!)) end--;
      starts[row] = start;
      ends[row] = end;
    }
    if (start === end) {
      if (required) odd.push(row);
      continue;
    }
    const first = bytes[start]!;
    if (first < 0x80) continue;
    if (encoding === 'utf-8' ? leadsWideSpace(first) : leadsWideGb18030Space(bytes, start, end)) odd.push(row);
  }
}

/** The ideographic space (A1A1, and A3A0 as decoders take it), or a four-byte character, as the other white space is. */
function leadsWideGb18030Space(bytes: Uint8Array, start: number, end: number): boolean {
  const first = bytes[start]!;
  const second = start + 1 < end ? bytes[start + 1]! : 0;
  const isIdeographicSpace = (first === 0xa1 && second === 0xa1) || (first === 0xa3 && second === 0xa0);
  return isIdeographicSpace || (first <= 0x84 && second <= 0x39);
}
