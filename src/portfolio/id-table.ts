import { hashOf, hashOfSpan } from './id-hash.js';

/**
 * Identifiers of a book: bytes to a running index, in shared memory so that another thread can look them up.
 * Open addressing; a slot holds eight bits of the hash and the index plus one, so that most misses never touch a key.
 */
export interface IdTable {
  /** Number of identifiers. */
  count: number;
  /** Slots: 0 is empty. None at all until somebody looks for an identifier. */
  slots: Int32Array;
  /** Identifiers that slots are to be made for. */
  readonly room: number;
  /** Start of each key in `keys`; entry `count` is the end of the last. */
  keyStart: Uint32Array;
  keys: Uint8Array;
  /** Length of every key as long as all have the same, which saves looking at `keyStart`; 0 when they differ. */
  keyLength: number;
}

/** A slot keeps the index plus one in its low 24 bits. */
export const MOST_IDS = 0xffffff;
const MOST_KEY_BYTES = 0x7fffffff;
const INDEX_BITS = 0xffffff;
const TAG_BITS = -16777216;

/** Slots are at least this many times the identifiers, which keeps the chains short. */
const SLOTS_PER_ID = 1.6;

/** An empty table with room for about `expectedIds` identifiers of `bytesPerId` bytes; it grows when there are more. */
export function newIdTable(expectedIds = 1024, bytesPerId = 16): IdTable {
  const room = Math.max(16, Math.min(expectedIds, MOST_IDS));
  return {
    count: 0,
    slots: NO_SLOTS,
    room,
    keyStart: new Uint32Array(new SharedArrayBuffer((room + 1) * 4)),
    keys: new Uint8Array(new SharedArrayBuffer(room * bytesPerId)),
    keyLength: 0,
  };
}

const NO_SLOTS = new Int32Array(0);

function slotsFor(ids: number): number {
  let slots = 32;
  while (slots < ids * SLOTS_PER_ID) slots *= 2;
  return slots;
}

function keyIs(table: IdTable, index: number, bytes: Uint8Array, start: number, end: number): boolean {
  const { keys } = table;
  let at = table.keyStart[index]!;
  if (table.keyStart[index + 1]! - at !== end - start) return false;
  for (let from = start; from < end; from++, at++) if (keys[at] !== bytes[from]) return false;
  return true;
}

/** Slot in which the identifier stands, or the empty slot in which it would have to be put. */
function slotOf(table: IdTable, hash: number, bytes: Uint8Array, start: number, end: number): number {
  const slots = slotsOf(table);
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const held = slots[slot]!;
    if (held === 0) return slot;
    if (((held ^ hash) & TAG_BITS) === 0 && keyIs(table, (held & INDEX_BITS) - 1, bytes, start, end)) return slot;
  }
}

/** Index of the identifier `bytes[start … end)`, or -1. */
export function findId(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  const slot = slotOf(table, hashOf(bytes, start, end), bytes, start, end);
  return (table.slots[slot]! & INDEX_BITS) - 1;
}

/** Index of the identifier `bytes[start … end)`, which is added where it is new (`count` rises). Throws RangeError beyond {@link MOST_IDS}. */
export function addId(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  const hash = hashOf(bytes, start, end);
  const slot = slotOf(table, hash, bytes, start, end);
  const held = table.slots[slot]!;
  if (held !== 0) return (held & INDEX_BITS) - 1;
  const index = appendKey(table, bytes, start, end);
  table.slots[slot] = (hash & TAG_BITS) | (index + 1);
  if (table.count * SLOTS_PER_ID > table.slots.length) table.slots = makeSlots(table, table.slots.length * 2);
  return index;
}

/**
 * As {@link addId} for an identifier that is certainly new, before any has been looked for: no slot is made for it. Ids
 * in rising order are looked for by nobody, if all else finds them by number.
 */
export function appendId(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  table.slots = NO_SLOTS;
  return appendKey(table, bytes, start, end);
}

function appendKey(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  const index = table.count;
  if (index >= MOST_IDS) {
    throw new RangeError(
      `more than ${MOST_IDS} different identifiers in one file: split the book, for instance by branch`,
    );
  }
  const keyFrom = table.keyStart[index]!;
  const keyUntil = keyFrom + end - start;
  if (index === 0) table.keyLength = end - start;
  else if (table.keyLength !== end - start) table.keyLength = 0;
  if (keyUntil > table.keys.length) growKeys(table, keyUntil);
  if (index + 2 > table.keyStart.length) growKeyStart(table);
  const { keys } = table;
  // Identifiers are short: a view of the bytes would cost more than copying them.
  for (let from = start, at = keyFrom; from < end; from++, at++) keys[at] = bytes[from]!;
  table.keyStart[index + 1] = keyUntil;
  table.count = index + 1;
  return index;
}

function growKeys(table: IdTable, needed: number): void {
  if (needed > MOST_KEY_BYTES) throw new RangeError('the identifiers of one file exceed 2 GiB');
  const keys = new Uint8Array(new SharedArrayBuffer(Math.min(MOST_KEY_BYTES, Math.max(needed, table.keys.length * 2))));
  keys.set(table.keys);
  table.keys = keys;
}

function growKeyStart(table: IdTable): void {
  const starts = new Uint32Array(new SharedArrayBuffer(Math.min(MOST_IDS + 1, table.keyStart.length * 2) * 4));
  starts.set(table.keyStart);
  table.keyStart = starts;
}

function slotsOf(table: IdTable): Int32Array {
  if (table.slots.length === 0) table.slots = makeSlots(table, slotsFor(Math.max(table.room, table.count + 1)));
  return table.slots;
}

/** So many slots with all identifiers of the table. */
function makeSlots({ keys, keyStart, count }: IdTable, size: number): Int32Array {
  const slots = new Int32Array(new SharedArrayBuffer(size * 4));
  const mask = size - 1;
  for (let index = 0; index < count; index++) {
    const hash = hashOf(keys, keyStart[index]!, keyStart[index + 1]!);
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = (hash & TAG_BITS) | (index + 1);
  }
  return slots;
}

/** Working memory of {@link findIds}; `found` holds the answer of the last call. */
export interface IdLookup {
  readonly hash: Int32Array;
  /** Index of each identifier, or -1 where it is unknown or blank. */
  readonly found: Int32Array;
  /** Where the key of each find stands in the table's keys, its first four bytes and its last four. */
  readonly keyFrom: Int32Array;
  readonly firstWord: Int32Array;
  readonly lastWord: Int32Array;
}

/** `rows` is the most that one call of {@link findIds} looks up. */
export function newIdLookup(rows = 512): IdLookup {
  return {
    hash: new Int32Array(rows),
    found: new Int32Array(rows),
    keyFrom: new Int32Array(rows),
    firstWord: new Int32Array(rows),
    lastWord: new Int32Array(rows),
  };
}

/**
 * Looks up the first `count` spans of `bytes` at once. Each pass touches one kind of memory for all rows and does
 * little else, so that the cache misses of many rows overlap; one row after the other would wait for each.
 */
export function findIds(
  table: IdTable,
  lookup: IdLookup,
  count: number,
  bytes: Uint8Array,
  start: Int32Array,
  end: Int32Array,
): void {
  const { hash, found } = lookup;
  const view = viewOf(bytes);
  const keys = viewOf(table.keys);
  hashSpans(view, start, end, count, hash);
  const slots = slotsOf(table);
  touchSlots(slots, hash, count, found);
  followChains(slots, hash, count, found);
  if (table.keyLength >= WORD) {
    touchEqualKeys(keys, table.keyLength, lookup, count);
    compareEqualKeys(table, keys, lookup, count, bytes, view, start, end);
  } else {
    touchKeys(keys, table.keyStart, lookup, count);
    compareKeys(table, keys, lookup, count, bytes, view, start, end);
  }
}

const WORD = 4;

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function hashSpans(view: DataView, start: Int32Array, end: Int32Array, count: number, hash: Int32Array): void {
  for (let row = 0; row < count; row++) hash[row] = hashOfSpan(view, start[row]!, end[row]!);
}

/**
 * Four rows a turn: the engine looks at every array anew in each turn of a loop, and the processor sees only so many
 * instructions ahead. With less between them, twice as many misses are under way at once.
 */
function touchSlots(slots: Int32Array, hash: Int32Array, count: number, held: Int32Array): void {
  const mask = slots.length - 1;
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    held[row] = slots[hash[row]! & mask]!;
    held[row + 1] = slots[hash[row + 1]! & mask]!;
    held[row + 2] = slots[hash[row + 2]! & mask]!;
    held[row + 3] = slots[hash[row + 3]! & mask]!;
  }
  for (; row < count; row++) held[row] = slots[hash[row]! & mask]!;
}

/** From what the first slots hold to the index of the first key with the right tag, or -1. */
function followChains(slots: Int32Array, hash: Int32Array, count: number, found: Int32Array): void {
  const mask = slots.length - 1;
  for (let row = 0; row < count; row++) {
    const mixed = hash[row]!;
    let held = found[row]!;
    if (held !== 0 && ((held ^ mixed) & TAG_BITS) !== 0) {
      let slot = mixed & mask;
      do {
        slot = (slot + 1) & mask;
        held = slots[slot]!;
      } while (held !== 0 && ((held ^ mixed) & TAG_BITS) !== 0);
    }
    found[row] = (held & INDEX_BITS) - 1;
  }
}

/** Without a find, any key will do: it is not looked at. The last word may lie in another cache line than the first. */
function touchEqualKeys(keys: DataView, keyLength: number, lookup: IdLookup, count: number): void {
  const { found, keyFrom, firstWord, lastWord } = lookup;
  const toLast = keyLength - WORD;
  for (let row = 0; row < count; row++) keyFrom[row] = Math.max(found[row]!, 0) * keyLength;
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    firstWord[row] = keys.getInt32(keyFrom[row]!, true);
    lastWord[row] = keys.getInt32(keyFrom[row]! + toLast, true);
    firstWord[row + 1] = keys.getInt32(keyFrom[row + 1]!, true);
    lastWord[row + 1] = keys.getInt32(keyFrom[row + 1]! + toLast, true);
    firstWord[row + 2] = keys.getInt32(keyFrom[row + 2]!, true);
    lastWord[row + 2] = keys.getInt32(keyFrom[row + 2]! + toLast, true);
    firstWord[row + 3] = keys.getInt32(keyFrom[row + 3]!, true);
    lastWord[row + 3] = keys.getInt32(keyFrom[row + 3]! + toLast, true);
  }
  for (; row < count; row++) {
    firstWord[row] = keys.getInt32(keyFrom[row]!, true);
    lastWord[row] = keys.getInt32(keyFrom[row]! + toLast, true);
  }
}

/** Where the tag was the same by chance (1 in 256 of the probes that met another key), the chain is followed to its end. */
function findPastOther(
  table: IdTable,
  lookup: IdLookup,
  row: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  lookup.found[row] = (table.slots[slotOf(table, lookup.hash[row]!, bytes, start, end)]! & INDEX_BITS) - 1;
}

function compareEqualKeys(
  table: IdTable,
  keys: DataView,
  lookup: IdLookup,
  count: number,
  bytes: Uint8Array,
  view: DataView,
  start: Int32Array,
  end: Int32Array,
): void {
  const { keyLength } = table;
  const { found, keyFrom, firstWord, lastWord } = lookup;
  for (let row = 0; row < count; row++) {
    if (found[row]! < 0) continue;
    const from = start[row]!;
    const until = end[row]!;
    let different = (until - from) ^ keyLength;
    if (different === 0) {
      different = (firstWord[row]! ^ view.getInt32(from, true)) | (lastWord[row]! ^ view.getInt32(until - WORD, true));
      const key = keyFrom[row]!;
      for (let at = WORD; at + WORD < keyLength; at += WORD) {
        different |= keys.getInt32(key + at, true) ^ view.getInt32(from + at, true);
      }
    }
    if (different !== 0) findPastOther(table, lookup, row, bytes, from, until);
  }
}

/** As {@link touchEqualKeys}. What it notes of keys shorter than a word means nothing. */
function touchKeys(keys: DataView, keyStart: Uint32Array, lookup: IdLookup, count: number): void {
  const { found, keyFrom, firstWord, lastWord } = lookup;
  let row = 0;
  for (; row + 4 <= count; row += 4) {
    keyFrom[row] = keyStart[Math.max(found[row]!, 0)]!;
    keyFrom[row + 1] = keyStart[Math.max(found[row + 1]!, 0)]!;
    keyFrom[row + 2] = keyStart[Math.max(found[row + 2]!, 0)]!;
    keyFrom[row + 3] = keyStart[Math.max(found[row + 3]!, 0)]!;
  }
  for (; row < count; row++) keyFrom[row] = keyStart[Math.max(found[row]!, 0)]!;

  const lastPlace = keys.byteLength - WORD;
  for (row = 0; row + 2 <= count; row += 2) {
    const untilOne = keyStart[Math.max(found[row]!, 0) + 1]!;
    const untilTwo = keyStart[Math.max(found[row + 1]!, 0) + 1]!;
    firstWord[row] = keys.getInt32(Math.min(keyFrom[row]!, lastPlace), true);
    lastWord[row] = keys.getInt32(Math.max(untilOne - WORD, 0), true);
    firstWord[row + 1] = keys.getInt32(Math.min(keyFrom[row + 1]!, lastPlace), true);
    lastWord[row + 1] = keys.getInt32(Math.max(untilTwo - WORD, 0), true);
  }
  for (; row < count; row++) {
    const until = keyStart[Math.max(found[row]!, 0) + 1]!;
    firstWord[row] = keys.getInt32(Math.min(keyFrom[row]!, lastPlace), true);
    lastWord[row] = keys.getInt32(Math.max(until - WORD, 0), true);
  }
}

function compareKeys(
  table: IdTable,
  keys: DataView,
  lookup: IdLookup,
  count: number,
  bytes: Uint8Array,
  view: DataView,
  start: Int32Array,
  end: Int32Array,
): void {
  const { keyStart } = table;
  const { found, keyFrom, firstWord, lastWord } = lookup;
  for (let row = 0; row < count; row++) {
    const index = found[row]!;
    if (index < 0) continue;
    const from = start[row]!;
    const until = end[row]!;
    const key = keyFrom[row]!;
    const length = until - from;
    let different = (keyStart[index + 1]! - key) ^ length;
    if (different === 0 && length >= WORD) {
      different = (firstWord[row]! ^ view.getInt32(from, true)) | (lastWord[row]! ^ view.getInt32(until - WORD, true));
      for (let at = WORD; at + WORD < length && different === 0; at += WORD) {
        different = keys.getInt32(key + at, true) ^ view.getInt32(from + at, true);
      }
    } else if (different === 0) {
      for (let at = 0; at < length; at++) different |= keys.getUint8(key + at) ^ view.getUint8(from + at);
    }
    if (different !== 0) findPastOther(table, lookup, row, bytes, from, until);
  }
}

/** The identifier with this index as text. */
export function textOf(table: IdTable, index: number): string {
  const { keys, keyStart } = table;
  const from = keyStart[index]!;
  const until = keyStart[index + 1]!;
  const view = bufferOf(keys);
  // Most identifiers are ASCII, for which nothing has to be decoded.
  for (let at = from; at < until; at++) if (keys[at]! >= 0x80) return view.toString('utf8', from, until);
  return view.toString('latin1', from, until);
}

const BUFFERS = new WeakMap<Uint8Array, Buffer>();

function bufferOf(keys: Uint8Array): Buffer {
  let buffer = BUFFERS.get(keys);
  if (buffer === undefined) {
    buffer = Buffer.from(keys.buffer, keys.byteOffset, keys.byteLength);
    BUFFERS.set(keys, buffer);
  }
  return buffer;
}
