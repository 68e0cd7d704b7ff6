/**
 * Cells of numbers, days and codes with the comma after them, put into a byte array that has room for them. Each function
 * writes at `at` and returns the place after what it wrote.
 */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import { putFen, putIsoDay, putPercent, putWhole } from './csv-digits.js';

export const COMMA = 0x2c;
/** Bytes from which a call of the engine's own copying is sooner done than a loop. */
const WORTH_A_CALL = 40;

/** A blank cell, or the end of one whose text stands there already. */
export function putComma(bytes: Uint8Array, at: number): number {
  bytes[at] = COMMA;
  return at + 1;
}

/** A whole number within ±2^53; NaN is a blank cell. */
export function putWholeCell(bytes: Uint8Array, at: number, value: number): number {
  return putComma(bytes, Number.isNaN(value) ? at : putWhole(bytes, at, value));
}

/** Fen as yuan with two decimals, `-1234.56`; NaN is a blank cell. */
export function putFenCell(bytes: Uint8Array, at: number, amount: Fen): number {
  return putComma(bytes, Number.isNaN(amount) ? at : putFen(bytes, at, amount));
}

/** `YYYY-MM-DD`; NO_DAY is a blank cell. Throws RangeError outside 1900–2199. */
export function putDayCell(bytes: Uint8Array, at: number, day: EpochDay): number {
  return putComma(bytes, day === NO_DAY ? at : putIsoDay(bytes, at, day));
}

/** A rate in units of 1e-8 as percent without trailing zeros: 4 350 000 is `4.35`; NaN is a blank cell. */
export function putPercentCell(bytes: Uint8Array, at: number, rate: number): number {
  return putComma(bytes, Number.isNaN(rate) ? at : putPercent(bytes, at, rate));
}

/** A cell that was made ready. */
export function putReadyCell(bytes: Uint8Array, at: number, cell: Uint8Array): number {
  return putComma(bytes, putBytes(bytes, at, cell, 0, cell.length));
}

/** Copies `from` … `until` of `source`. */
export function putBytes(bytes: Uint8Array, start: number, source: Uint8Array, from: number, until: number): number {
  let at = start;
  if (until - from < WORTH_A_CALL) {
    for (let index = from; index < until; index++) bytes[at++] = source[index]!;
    return at;
  }
  bytes.set(from === 0 && until === source.length ? source : source.subarray(from, until), at);
  return at + until - from;
}
