/** Amounts, rates and counts straight from bytes: digits, a point, digits; commas by threes in amounts. */
import { FOUR_ZEROS, fourDigits, notDigits } from '../portfolio/digit-words.js';
import { type ColumnCells, DIGIT_ZERO, SPACE, viewOf } from './byte-columns.js';

const MINUS = 0x2d;
const POINT = 0x2e;
const COMMA = 0x2c;
const PERCENT_SIGN = 0x25;

/** More digits than these before the point might leave the safe integers of fen. */
const MOST_YUAN_DIGITS = 13;

/** Yuan to fen: `1234`, `1234.5`, `1234.56`, `1,234.56`; a leading minus where `signed`. */
export function readAmounts(column: ColumnCells, signed: boolean, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  const view = viewOf(bytes);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    let at = starts[row]!;
    let end = ends[row]!;
    const plain = plainAmount(view, at, end);
    if (plain >= 0) {
      out[row] = plain;
      continue;
    }
    while (at < end && bytes[at] === SPACE) at++;
    while (end > at && bytes[end - 1] === SPACE) end--;
    if (at === end) {
      if (required) odd.push(row);
      else out[row] = Number.NaN;
      continue;
    }
    const negative = signed && bytes[at] === MINUS;
    if (negative) at++;
    const first = at;
    let yuan = 0;
    let digit = 0;
    while (at < end) {
      digit = bytes[at]! - DIGIT_ZERO;
      if (digit < 0 || digit > 9) break;
      yuan = yuan * 10 + digit;
      at++;
    }
    let fen = -1;
    if (at > first && at - first <= MOST_YUAN_DIGITS) {
      if (at === end) fen = yuan * 100;
      else if (bytes[at] === POINT) fen = withDecimals(bytes, yuan, at + 1, end);
      else if (bytes[at] === COMMA) fen = groupedAmount(bytes, first, end);
    }
    if (fen < 0) odd.push(row);
    else out[row] = negative && fen !== 0 ? -fen : fen;
  }
}

/** The form that nearly all amounts have, without a loop: one to eight digits, a point, two digits. -1 for any other. */
function plainAmount(view: DataView, start: number, end: number): number {
  const digits = end - 3 - start;
  // The words before the point may begin before the cell.
  if (digits < 1 || digits > 8 || end < 11 || view.getUint8(end - 3) !== POINT) return -1;
  const tenths = view.getUint8(end - 2) - DIGIT_ZERO;
  const hundredths = view.getUint8(end - 1) - DIGIT_ZERO;
  const outside = tenths | hundredths | (9 - tenths) | (9 - hundredths);
  let low = view.getInt32(end - 7, true) ^ FOUR_ZEROS;
  if (digits <= 4) {
    low &= -1 << ((4 - digits) * 8);
    return outside < 0 || notDigits(low) !== 0 ? -1 : fourDigits(low) * 100 + tenths * 10 + hundredths;
  }
  const high = (view.getInt32(end - 11, true) ^ FOUR_ZEROS) & (-1 << ((8 - digits) * 8));
  if (outside < 0 || (notDigits(low) | notDigits(high)) !== 0) return -1;
  return (fourDigits(high) * 10_000 + fourDigits(low)) * 100 + tenths * 10 + hundredths;
}

/** Fen of whole yuan and the one or two decimals between `at` and `end`; -1 for anything else. */
function withDecimals(bytes: Uint8Array, yuan: number, at: number, end: number): number {
  const tenths = bytes[at]! - DIGIT_ZERO;
  if (end - at === 2) {
    const hundredths = bytes[at + 1]! - DIGIT_ZERO;
    if ((tenths | hundredths | (9 - tenths) | (9 - hundredths)) < 0) return -1;
    return yuan * 100 + tenths * 10 + hundredths;
  }
  if (end - at !== 1 || tenths < 0 || tenths > 9) return -1;
  return yuan * 100 + tenths * 10;
}

function groupedAmount(bytes: Uint8Array, first: number, end: number): number {
  let yuan = 0;
  let digits = 0;
  let sinceComma = 0;
  let commas = 0;
  for (let at = first; at < end; at++) {
    const byte = bytes[at]!;
    if (byte === COMMA) {
      if (commas === 0 ? sinceComma < 1 || sinceComma > 3 : sinceComma !== 3) return -1;
      commas++;
      sinceComma = 0;
    } else if (byte === POINT) {
      return sinceComma === 3 ? withDecimals(bytes, yuan, at + 1, end) : -1;
    } else {
      const digit = byte - DIGIT_ZERO;
      if (digit < 0 || digit > 9 || ++digits > MOST_YUAN_DIGITS) return -1;
      yuan = yuan * 10 + digit;
      sinceComma++;
    }
  }
  return sinceComma === 3 ? yuan * 100 : -1;
}

/** Whole percent to 1e-8 by number of decimals already read. */
const RATE_SCALE = [1_000_000, 100_000, 10_000, 1_000, 100, 10, 1];
const MOST_PERCENT = 1000;

/** Percent to units of 1e-8: `4`, `4.35`, `4.35%`, up to six decimals. */
export function readPercents(column: ColumnCells, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    let at = starts[row]!;
    let end = ends[row]!;
    if (at === end) {
      if (required) odd.push(row);
      else out[row] = Number.NaN;
      continue;
    }
    if (bytes[end - 1] === PERCENT_SIGN) end--;
    const first = at;
    let value = 0;
    let decimalsFrom = 0;
    let whole = true;
    for (; at < end; at++) {
      const byte = bytes[at]!;
      if (byte === POINT && decimalsFrom === 0 && at > first) {
        decimalsFrom = at + 1;
        continue;
      }
      const digit = byte - DIGIT_ZERO;
      if (digit < 0 || digit > 9) {
        whole = false;
        break;
      }
      value = value * 10 + digit;
    }
    const decimals = decimalsFrom === 0 ? 0 : end - decimalsFrom;
    const tooLong = end - first > 11 || end === first || decimals > 6 || decimalsFrom === end;
    const rate = tooLong ? -1 : value * RATE_SCALE[decimals]!;
    if (!whole || rate < 0 || rate > MOST_PERCENT * 1_000_000) odd.push(row);
    else out[row] = rate;
  }
}

/** Counts of at most 15 digits. */
export function readWholeNumbers(column: ColumnCells, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    const start = starts[row]!;
    const end = ends[row]!;
    if (start === end && !required) {
      out[row] = Number.NaN;
      continue;
    }
    let value = 0;
    let at = start;
    while (at < end) {
      const digit = bytes[at]! - DIGIT_ZERO;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
      at++;
    }
    if (at < end || start === end || end - start > 15) odd.push(row);
    else out[row] = value;
  }
}
