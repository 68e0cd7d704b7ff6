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
}
