/**
 * Identifiers as systems number them: all of the same length, alike up to their last digits, with few numbers left out.
 * Their place in the book is looked up by that number, without hashing and without a look at the bytes kept of them:
 * whatever has the same length, the same beginning and the same number is the same identifier.
 */
import { FOUR_ZEROS, fourDigits, notDigits } from './digit-words.js';
import type { IdTable } from './id-table.js';

/** Can be posted to another thread. */
export interface NumberedIds {
  /** Bytes of every identifier. */
  readonly length: number;
  /** How many of its last bytes are the number's digits: four to eight. */
  readonly digits: number;
  /** One identifier, for the bytes before the digits. */
  readonly example: Uint8Array;
  readonly leastNumber: number;
  /** Index plus one by number less {@link leastNumber}; 0 where no identifier has the number, and at the end. In shared memory. */
  readonly places: Int32Array;
}

const FEWEST_DIGITS = 4;
const MOST_DIGITS = 8;
/** With more numbers than these to each identifier the table would cost more than it saves. */
const MOST_NUMBERS_PER_ID = 4;

const DIGIT_ZERO = 0x30;

/** The identifiers of a table by number; undefined where they are not numbered so. */
export function numberIds(table: IdTable): NumberedIds | undefined {
  const { count, keyLength: length, keys } = table;
  if (count === 0 || length < FEWEST_DIGITS) return undefined;
  const example = keys.slice(0, length);
  const digits = countLastDigits(example);
  if (digits < FEWEST_DIGITS) return undefined;
  const numbers = new Int32Array(count);
  const view = new DataView(keys.buffer, keys.byteOffset, keys.byteLength);
  let least = 10 ** MOST_DIGITS;
  let greatest = -1;
  for (let index = 0; index < count; index++) {
    const from = index * length;
    const number = beginsAlike(view, from, example, length - digits) ? numberAt(view, from + length, digits) : -1;
    if (number < 0) return undefined;
    if (number < least) least = number;
    if (number > greatest) greatest = number;
    numbers[index] = number;
  }
  if (greatest - least >= count * MOST_NUMBERS_PER_ID) return undefined;
  const places = new Int32Array(new SharedArrayBuffer((greatest - least + 2) * 4));
  for (let index = 0; index < count; index++) places[numbers[index]! - least] = index + 1;
  return { length, digits, example, leastNumber: least, places };
}

function countLastDigits(id: Uint8Array): number {
  let count = 0;
  while (count < Math.min(MOST_DIGITS, id.length) && isDigit(id[id.length - 1 - count]!)) count++;
  return count;
}

function isDigit(byte: number): boolean {
  return byte >= DIGIT_ZERO && byte <= DIGIT_ZERO + 9;
}

function beginsAlike(view: DataView, from: number, example: Uint8Array, length: number): boolean {
  let different = 0;
  for (let at = 0; at < length; at++) different |= view.getUint8(from + at) ^ example[at]!;
  return different === 0;
}

/** The number that the digits before `end` make; -1 where one of them is no digit. Eight bytes are read if there are. */
function numberAt(view: DataView, end: number, digits: number): number {
  const low = view.getInt32(end - 4, true) ^ FOUR_ZEROS;
  // The bytes before the digits are masked; at the very beginning there may be none.
  const high = digits === 4 ? 0 : (wordBefore(view, end - 4) ^ FOUR_ZEROS) & (-1 << ((MOST_DIGITS - digits) * 8));
  if ((notDigits(low) | notDigits(high)) !== 0) return -1;
  return fourDigits(high) * 10_000 + fourDigits(low);
}

function wordBefore(view: DataView, end: number): number {
  if (end >= 4) return view.getInt32(end - 4, true);
  let word = 0;
  for (let at = 0; at < end; at++) word |= view.getUint8(at) << ((4 - end + at) * 8);
  return word;
}

/** As `findIds` of the table that `ids` was made from: `found` gets the index of each of `count` identifiers, or -1. */
export function findNumberedIds(
  ids: NumberedIds,
  found: Int32Array,
  count: number,
  view: DataView,
  start: Int32Array,
  end: Int32Array,
): void {
  placesOf(ids, found, count, view, start, end);
  const { places } = ids;
  // A pass of its own, four rows a turn, so that its cache misses overlap.
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    found[row] = places[found[row]!]! - 1;
    found[row + 1] = places[found[row + 1]!]! - 1;
    found[row + 2] = places[found[row + 2]!]! - 1;
    found[row + 3] = places[found[row + 3]!]! - 1;
  }
  for (; row < count; row++) found[row] = places[found[row]!]! - 1;
}

/** Where each identifier stands in `places`: the last place is nobody's. */
function placesOf(
  { length, digits, example, leastNumber, places }: NumberedIds,
  found: Int32Array,
  count: number,
  view: DataView,
  start: Int32Array,
  end: Int32Array,
): void {
  const nobody = places.length - 1;
  const beginning = length - digits;
  for (let row = 0; row < count; row++) {
    const from = start[row]!;
    const until = end[row]!;
    let place = -1;
    if (until - from === length && beginsAlike(view, from, example, beginning)) {
      place = numberAt(view, until, digits) - leastNumber;
    }
    found[row] = place >= 0 && place < nobody ? place : nobody;
  }
}
