/**
 * 64-bit fingerprints of identifiers, in two columns: they say "certainly different" or "almost certainly the same"
 * without keeping ten million identifiers. Two of ten million different identifiers share one with odds of about
 * 3 in a million.
 */
import { settle } from './id-hash.js';

/**
 * Writes the fingerprint of the bytes `start … end` (exclusive) of `view` to `low[at]` and `high[at]`. Never 0/0,
 * which stands for "blank".
 */
export function writeFingerprint(
  view: DataView,
  start: number,
  end: number,
  low: Int32Array,
  high: Int32Array,
  at: number,
): void {
  let first = end - start;
  let second = 0x9747b28c ^ first;
  for (let from = start; from < end; from += 4) {
    const word = from + 4 <= end ? view.getInt32(from, true) : shortWord(view, from, end);
    let mixed = Math.imul(word, 0xcc9e2d51);
    mixed = (mixed << 15) | (mixed >>> 17);
    first ^= Math.imul(mixed, 0x1b873593);
    first = (first << 13) | (first >>> 19);
    first = (Math.imul(first, 5) + 0xe6546b64) | 0;
    mixed = Math.imul(word, 0xab0e9789);
    mixed = (mixed << 16) | (mixed >>> 16);
    second ^= Math.imul(mixed, 0x38b34ae5);
    second = (second << 17) | (second >>> 15);
    second = (Math.imul(second, 5) + 0x0bcaa747) | 0;
  }
  first = settle(first);
  second = settle(second);
  low[at] = first;
  high[at] = first === 0 && second === 0 ? 1 : second;
}

/** The last one to three bytes as a word. */
function shortWord(view: DataView, from: number, end: number): number {
  let word = view.getUint8(from);
  if (from + 1 < end) word |= view.getUint8(from + 1) << 8;
  if (from + 2 < end) word |= view.getUint8(from + 2) << 16;
  return word;
}

/** Rows with their fingerprints; a book read by two threads has two. */
export interface FingerprintRows {
  readonly count: number;
  /**
   * Shows the rows from the first on, some at a time; none where no row has an identifier. The columns hold until the next
   * are shown, and may be longer than `count`.
   */
  eachPiece(see: (piece: FingerprintPiece) => void): void;
}

export interface FingerprintPiece {
  /** Number of the first row among all rows of its part. */
  readonly from: number;
  readonly count: number;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/**
 * Groups of rows with equal fingerprints, each in rising order of rows. Rows are numbered through all parts.
 *
 * First a bitmap of some 12 to 24 bits a row tells which fingerprints *may* occur twice; only those are then kept
 * in a table.
 */
export function findEqualFingerprints(parts: readonly FingerprintRows[]): number[][] {
  const suspects = suspectFingerprints(parts);
  if (suspects.size === 0) return [];

  const firstRow = new Int32Array(suspects.slots).fill(-1);
  const groups = new Map<number, number[]>();
  let base = 0;
  for (const part of parts) {
    const first = base;
    part.eachPiece((piece) => groupSuspects(piece, first + piece.from, suspects, firstRow, groups));
    base += part.count;
  }
  return [...groups.values()];
}

/** Opens a group only at the second row of a fingerprint, for most suspects turn out to be single. */
function groupSuspects(
  { count, low, high }: FingerprintPiece,
  base: number,
  suspects: FingerprintSet,
  firstRow: Int32Array,
  groups: Map<number, number[]>,
): void {
  for (let row = 0; row < count; row++) {
    const slot = suspects.find(low[row]!, high[row]!);
    if (slot < 0) continue;
    const first = firstRow[slot]!;
    if (first < 0) {
      firstRow[slot] = base + row;
      continue;
    }
    const rows = groups.get(slot);
    if (rows === undefined) groups.set(slot, [first, base + row]);
    else rows.push(base + row);
  }
}

/** The bitmap is gone through in this many segments, one after the other, so that each stays in the cache. */
const SEGMENT_BITS = 3;

/** Fingerprints whose bit was already set when they came by: every one that occurs twice, and some by chance. */
function suspectFingerprints(parts: readonly FingerprintRows[]): FingerprintSet {
  let rows = 0;
  for (const part of parts) rows += part.count;
  let bitsLog2 = 10;
  while (2 ** bitsLog2 < rows * 12 && bitsLog2 < 32) bitsLog2++;
  const seen = new Int32Array(2 ** (bitsLog2 - SEGMENT_BITS - 5));
  const suspects = new FingerprintSet();
  for (let segment = 0; segment < 2 ** SEGMENT_BITS; segment++) {
    seen.fill(0);
    for (const part of parts) part.eachPiece((piece) => markSeen(piece, segment, seen, 32 - bitsLog2, suspects));
  }
  return suspects;
}

function markSeen(
  { count, low, high }: FingerprintPiece,
  segment: number,
  seen: Int32Array,
  shift: number,
  suspects: FingerprintSet,
): void {
  const words = seen.length - 1;
  for (let row = 0; row < count; row++) {
    const first = low[row]!;
    if (first >>> (32 - SEGMENT_BITS) !== segment || (first === 0 && high[row] === 0)) continue;
    const bit = first >>> shift;
    const word = seen[(bit >>> 5) & words]!;
    const mask = 1 << (bit & 31);
    if ((word & mask) !== 0) suspects.add(first, high[row]!);
    else seen[(bit >>> 5) & words] = word | mask;
  }
}

/** Bits of the filter per slot of the set. */
const FILTER_BITS = 8;

/**
 * A set of fingerprints: open addressing over two columns, doubled when half full. Nearly all questions are about
 * fingerprints that are not in it, and most of those are answered from a filter small enough for the cache.
 */
export class FingerprintSet {
  size = 0;
  #low = new Int32Array(1024);
  #high = new Int32Array(1024);
  #filter = new Int32Array((1024 * FILTER_BITS) / 32);

  /** Slots are numbered from 0 to this (exclusive). */
  get slots(): number {
    return this.#low.length;
  }

  /** Slot of the fingerprint, or -1. The slots of a set that is no longer added to stay as they are. */
  find(low: number, high: number): number {
    const filter = this.#filter;
    const word = filter[(low >>> 5) & (filter.length - 1)]!;
    if ((word & (1 << (low & 31))) === 0) return -1;
    const lows = this.#low;
    const highs = this.#high;
    const mask = lows.length - 1;
    for (let slot = high & mask; ; slot = (slot + 1) & mask) {
      const heldLow = lows[slot]!;
      const heldHigh = highs[slot]!;
      if (heldLow === 0 && heldHigh === 0) return -1;
      if (heldLow === low && heldHigh === high) return slot;
    }
  }

  /** Adds a fingerprint; 0/0 (blank) is never added. */
  add(low: number, high: number): void {
    if ((low === 0 && high === 0) || this.find(low, high) >= 0) return;
    if ((this.size + 1) * 2 > this.#low.length) this.#grow();
    this.#put(low, high);
    this.size++;
  }

  #put(low: number, high: number): void {
    const mask = this.#low.length - 1;
    let slot = high & mask;
    while (this.#low[slot] !== 0 || this.#high[slot] !== 0) slot = (slot + 1) & mask;
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#filter[(low >>> 5) & (this.#filter.length - 1)]! |= 1 << (low & 31);
  }

  #grow(): void {
    const lows = this.#low;
    const highs = this.#high;
    this.#low = new Int32Array(lows.length * 2);
    this.#high = new Int32Array(lows.length * 2);
    this.#filter = new Int32Array(this.#filter.length * 2);
    for (let slot = 0; slot < lows.length; slot++) {
      if (lows[slot] !== 0 || highs[slot] !== 0) this.#put(lows[slot]!, highs[slot]!);
    }
  }
}
