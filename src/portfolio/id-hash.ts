/** The hash by which identifiers are looked up. */

/** Hash of `bytes[start … end)`, 32 bits well mixed (the MurmurHash3 scheme: public domain, Austin Appleby). */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    hash = mixIn(hash, bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
  }
  if (at < end) {
    let word = bytes[at]!;
    if (at + 1 < end) word |= bytes[at + 1]! << 8;
    if (at + 2 < end) word |= bytes[at + 2]! << 16;
    hash ^= scramble(word);
  }
  return settle(hash);
}

/** The same as {@link hashOf}, four bytes at a time. */
export function hashOfSpan(view: DataView, start: number, end: number): number {
  let hash = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) hash = mixIn(hash, view.getInt32(at, true));
  if (at < end) {
    let word = view.getUint8(at);
    if (at + 1 < end) word |= view.getUint8(at + 1) << 8;
    if (at + 2 < end) word |= view.getUint8(at + 2) << 16;
    hash ^= scramble(word);
  }
  return settle(hash);
}

function scramble(word: number): number {
  const mixed = Math.imul(word, 0xcc9e2d51);
  return Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593);
}

function mixIn(hash: number, word: number): number {
  const mixed = hash ^ scramble(word);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** Spreads every bit over all others. */
export function settle(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
