/** What cells of few spellings mean, straight from their bytes: it is looked up, once a spelling has been met. */
import { type ColumnCells, viewOf } from './byte-columns.js';

/** Values of the choices met so far by the bytes of their cells. */
export interface ChoiceCache {
  /** Entry plus one by hash; 0 is empty. */
  readonly slots: Int32Array;
  /** Key of entry i: `keys[i * LONGEST_CHOICE …]`, `lengths[i]` bytes of it. */
  readonly keys: Uint8Array;
  readonly keyView: DataView;
  readonly lengths: Int32Array;
  readonly values: Float64Array;
  /** Takes a 32-bit hash to a slot. */
  readonly shift: number;
  count: number;
}

const LONGEST_CHOICE = 64;
const MOST_CHOICES_LOG2 = 7;
/** Slots for each entry, which keeps the chains short. */
const SLOTS_LOG2 = 2;
const WORD = 4;
/** Four words that overlap where need be cover a cell of up to so many bytes. */
const FOUR_WORDS = 4 * WORD;

/** For up to 2^`mostLog2` spellings. */
export function newChoiceCache(mostLog2 = MOST_CHOICES_LOG2): ChoiceCache {
  const most = 2 ** mostLog2;
  const keys = new Uint8Array(most * LONGEST_CHOICE);
  return {
    slots: new Int32Array(most << SLOTS_LOG2),
    keys,
    keyView: viewOf(keys),
    lengths: new Int32Array(most),
    values: new Float64Array(most),
    shift: 32 - SLOTS_LOG2 - mostLog2,
    count: 0,
  };
}

function slotOf(view: DataView, start: number, end: number, shift: number): number {
  const length = end - start;
  const ends =
    length < WORD
      ? view.getUint8(start) | (view.getUint8(end - 1) << 8)
      : view.getInt32(start, true) ^ Math.imul(view.getInt32(end - WORD, true), 0x85ebca6b);
  return Math.imul(ends + length, 0x9e3779b1) >>> shift;
}

function isEntry(cache: ChoiceCache, entry: number, view: DataView, start: number, end: number): boolean {
  const length = end - start;
  if (cache.lengths[entry] !== length) return false;
  const { keyView } = cache;
  const key = entry * LONGEST_CHOICE;
  if (length >= WORD && length <= FOUR_WORDS) {
    // Without a branch on the length, which changes from cell to cell.
    const last = length - WORD;
    const second = Math.min(WORD, last);
    const third = Math.max(last - WORD, 0);
    const different =
      (keyView.getInt32(key, true) ^ view.getInt32(start, true)) |
      (keyView.getInt32(key + second, true) ^ view.getInt32(start + second, true)) |
      (keyView.getInt32(key + third, true) ^ view.getInt32(start + third, true)) |
      (keyView.getInt32(key + last, true) ^ view.getInt32(start + last, true));
    return different === 0;
  }
  for (let at = 0; at < length; at++) if (keyView.getUint8(key + at) !== view.getUint8(start + at)) return false;
  return true;
}

/** Remembers what the cell between `start` and `end` says; a full cache forgets nothing and learns nothing. */
export function rememberChoice(cache: ChoiceCache, bytes: Uint8Array, start: number, end: number, value: number): void {
  if (end - start > LONGEST_CHOICE || start === end || cache.count === cache.lengths.length) return;
  const view = viewOf(bytes);
  let slot = slotOf(view, start, end, cache.shift);
  while (cache.slots[slot] !== 0) {
    if (isEntry(cache, cache.slots[slot]! - 1, view, start, end)) return;
    slot = (slot + 1) & (cache.slots.length - 1);
  }
  const entry = cache.count++;
  cache.keys.set(bytes.subarray(start, end), entry * LONGEST_CHOICE);
  cache.lengths[entry] = end - start;
  cache.values[entry] = value;
  cache.slots[slot] = entry + 1;
}

/** Entry of the cell `start` … `end`, which is not blank; -1 where it has not been met. */
export function findChoice(cache: ChoiceCache, view: DataView, start: number, end: number): number {
  const { slots, shift } = cache;
  let slot = slotOf(view, start, end, shift);
  let entry = slots[slot]! - 1;
  while (entry >= 0 && !isEntry(cache, entry, view, start, end)) {
    slot = (slot + 1) & (slots.length - 1);
    entry = slots[slot]! - 1;
  }
  return entry;
}

export function readChoices(column: ColumnCells, cache: ChoiceCache, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  const { values } = cache;
  const view = viewOf(bytes);
  for (let row = 0; row < rows; row++) {
    if (state[row] !== 0) continue;
    const start = starts[row]!;
    const end = ends[row]!;
    if (start === end) {
      if (required) odd.push(row);
      else out[row] = Number.NaN;
      continue;
    }
    const entry = findChoice(cache, view, start, end);
    if (entry < 0) odd.push(row);
    else out[row] = values[entry]!;
  }
}
