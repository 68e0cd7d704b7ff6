/**
 * Identifiers of a book: bytes to a running index, in shared memory so that another thread can look them up.
 * Open addressing; a slot holds eight bits of the hash and the index plus one, so that most misses never touch a key.
 */
export interface IdTable {
  /** Number of identifiers. */
  count: number;
  /** Slots: 0 is empty. */
  slots: Int32Array;
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
    slots: new Int32Array(new SharedArrayBuffer(slotsFor(room) * 4)),
    keyStart: new Uint32Array(new SharedArrayBuffer((room + 1) * 4)),
    keys: new Uint8Array(new SharedArrayBuffer(room * bytesPerId)),
    keyLength: 0,
  };
}

function slotsFor(ids: number): number {
  let slots = 32;
  while (slots < ids * SLOTS_PER_ID) slots *= 2;
  return slots;
}

/** Hash of `bytes[start … end)`, 32 bits well mixed (the MurmurHash3 scheme: public domain, Austin Appleby). */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    let word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    word = Math.imul(word, 0xcc9e2d51);
    word = (word << 15) | (word >>> 17);
    hash ^= Math.imul(word, 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
    hash = (Math.imul(hash, 5) + 0xe6546b64) | 0;
  }
  if (at < end) {
    let word = bytes[at]!;
    if (at + 1 < end) word |= bytes[at + 1]! << 8;
    if (at + 2 < end) word |= bytes[at + 2]! << 16;
    word = Math.imul(word, 0xcc9e2d51);
    word = (word << 15) | (word >>> 17);
    hash ^= Math.imul(word, 0x1b873593);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return hash ^ (hash >>> 16);
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
  const { slots } = table;
  const mask = slots.length - 1;
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const held = slots[slot]!;
    if (held === 0) return slot;
    if (((held ^ hash) & TAG_BITS) === 0 && keyIs(table, (held & INDEX_BITS) - 1, bytes, start, end)) return slot;
  }
}

/** Index of the identifier `bytes[start … end)`, or -1. */
export function findId(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  return (table.slots[slotOf(table, hashOf(bytes, start, end), bytes, start, end)]! & INDEX_BITS) - 1;
}

/** Index of the identifier `bytes[start … end)`, which is added where it is new (`count` rises). Throws RangeError beyond {@link MOST_IDS}. */
export function addId(table: IdTable, bytes: Uint8Array, start: number, end: number): number {
  const hash = hashOf(bytes, start, end);
  const slot = slotOf(table, hash, bytes, start, end);
  const held = table.slots[slot]!;
  if (held !== 0) return (held & INDEX_BITS) - 1;

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
  table.keys.set(bytes.subarray(start, end), keyFrom);
  table.keyStart[index + 1] = keyUntil;
  table.slots[slot] = (hash & TAG_BITS) | (index + 1);
  table.count = index + 1;
  if (table.count * SLOTS_PER_ID > table.slots.length) growSlots(table);
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

function growSlots(table: IdTable): void {
  const { keys, keyStart, count } = table;
  const slots = new Int32Array(new SharedArrayBuffer(table.slots.length * 2 * 4));
  const mask = slots.length - 1;
  for (let index = 0; index < count; index++) {
    const hash = hashOf(keys, keyStart[index]!, keyStart[index + 1]!);
    let slot = hash & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = (hash & TAG_BITS) | (index + 1);
  }
  table.slots = slots;
}

/** Working memory of {@link findIds}; `found` holds the answer of the last call. */
export interface IdLookup {
  readonly hash: Int32Array;
  /** Index of each identifier, or -1 where it is unknown or blank. */
  readonly found: Int32Array;
  readonly keyFrom: Int32Array;
  readonly firstByte: Uint8Array;
}

/** `rows` is the most that one call of {@link findIds} looks up. */
export function newIdLookup(rows = 512): IdLookup {
  return {
    hash: new Int32Array(rows),
    found: new Int32Array(rows),
    keyFrom: new Int32Array(rows),
    firstByte: new Uint8Array(rows),
  };
}

/**
 * Looks up the first `count` spans of `bytes` at once. Each pass touches one kind of memory for all rows, so that the
 * cache misses of different rows overlap; one row after the other would wait for each.
 */
export function findIds(
  table: IdTable,
  lookup: IdLookup,
  count: number,
  bytes: Uint8Array,
  start: Int32Array,
  end: Int32Array,
): void {
  const { hash, found, keyFrom, firstByte } = lookup;
  const { slots, keyStart, keys, keyLength } = table;
  const mask = slots.length - 1;

  for (let row = 0; row < count; row++) {
    const mixed = hashOf(bytes, start[row]!, end[row]!);
    hash[row] = mixed;
    found[row] = slots[mixed & mask]!;
  }

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
    const index = (held & INDEX_BITS) - 1;
    found[row] = index;
    // Without a find, any key will do: it is not looked at.
    const some = Math.max(index, 0);
    keyFrom[row] = keyLength > 0 ? some * keyLength : keyStart[some]!;
  }

  for (let row = 0; row < count; row++) firstByte[row] = keys[keyFrom[row]!]!;

  for (let row = 0; row < count; row++) {
    const index = found[row]!;
    if (index < 0) continue;
    const from = start[row]!;
    const until = end[row]!;
    let at = keyFrom[row]!;
    const length = keyLength > 0 ? keyLength : keyStart[index + 1]! - at;
    let same = firstByte[row] === bytes[from] && length === until - from;
    for (let byte = from; same && byte < until; byte++, at++) same = keys[at] === bytes[byte];
    // The tag was the same by chance (1 in 256 of the probes that met another key): follow the chain to its end.
    if (!same) found[row] = (slots[slotOf(table, hash[row]!, bytes, from, until)]! & INDEX_BITS) - 1;
  }
}

/** The identifier with this index as text. */
export function textOf(table: IdTable, index: number): string {
  const { keys, keyStart } = table;
  const from = keyStart[index]!;
  return Buffer.from(keys.buffer, keys.byteOffset + from, keyStart[index + 1]! - from).toString('utf8');
}
