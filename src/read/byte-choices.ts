/** Choices straight from bytes: what each spelling means is looked up by its bytes, once it has been met. */
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
  count: number;
}

const LONGEST_CHOICE = 64;
const MOST_CHOICES = 128;
const SLOTS = 512;
const WORD = 4;
/** Four words that overlap where need be cover a cell of up to so many bytes. */
const FOUR_WORDS = 4 * WORD;

export function newChoiceCache(): ChoiceCache {
  const keys = new Uint8Array(MOST_CHOICES * LONGEST_CHOICE);
  return {
    slots: new Int32Array(SLOTS),
    keys,
    keyView: viewOf(keys),
    lengths: new Int32Array(MOST_CHOICES),
    values: new Float64Array(MOST_CHOICES),
    count: 0,
  };
}

function slotOf(view: DataView, start: number, end: number): number {
  const length = end - start;
  const ends =
    length < WORD
      ? view.getUint8(start) | (view.getUint8(end - 1) << 8)
      : view.getInt32(start, true) ^ Math.imul(view.getInt32(end - WORD, true), 0x85ebca6b);
  return (Math.imul(ends + length, 0x9e3779b1) >>> 23) & (SLOTS - 1);
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
  if (end - start > LONGEST_CHOICE || start === end || cache.count === MOST_CHOICES) return;
  const view = viewOf(bytes);
  let slot = slotOf(view, start, end);
  while (cache.slots[slot] !== 0) {
    if (isEntry(cache, cache.slots[slot]! - 1, view, start, end)) return;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const entry = cache.count++;
  cache.keys.set(bytes.subarray(start, end), entry * LONGEST_CHOICE);
  cache.lengths[entry] = end - start;
  cache.values[entry] = value;
  cache.slots[slot] = entry + 1;
}

export function readChoices(column: ColumnCells, cache: ChoiceCache, out: Float64Array): void {
  const { bytes, starts, ends, rows, state, required, odd } = column;
  const { slots, values } = cache;
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
    let slot = slotOf(view, start, end);
    let entry = slots[slot]! - 1;
    while (entry >= 0 && !isEntry(cache, entry, view, start, end)) {
      slot = (slot + 1) & (SLOTS - 1);
      entry = slots[slot]! - 1;
    }
    if (entry < 0) odd.push(row);
    else out[row] = values[entry]!;
  }
}
