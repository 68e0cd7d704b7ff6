/**
 * A window that slides over the bytes of a source: whole records are looked at in it, and what is left of an
 * unfinished one moves to the front before the next block is read.
 */
import { type ByteReader, openSource, type Source } from './source.js';

const BLOCK_BYTES = 1 << 18;

/** Room that a window has at first; only a long record makes it outgrow that. */
export const WINDOW_BYTES = BLOCK_BYTES * 2;

export interface ByteWindow {
  /** The window; only the first `length` bytes mean anything. There is always room for one byte more. */
  bytes: Buffer;
  length: number;
  /** Offset in the source of the window's first byte. */
  base: number;
  /** No bytes follow the window. */
  atEnd: boolean;
  readonly until: number;
  readonly reader: ByteReader;
}

/** A window over `from … until` of a source, empty at first, in `bytes` as long as they suffice. Close its reader. */
export function openWindow(
  source: Source,
  from: number,
  until: number,
  bytes: Buffer = Buffer.allocUnsafeSlow(WINDOW_BYTES),
): ByteWindow {
  return {
    bytes,
    length: 0,
    base: from,
    atEnd: from >= until,
    until,
    reader: openSource(source),
  };
}

/** Drops the bytes before `keepFrom` (an index into the window) and reads the next block behind the rest. */
export function advanceWindow(window: ByteWindow, keepFrom: number): void {
  const kept = window.length - keepFrom;
  const needed = kept + BLOCK_BYTES + 1;
  if (needed > window.bytes.length) {
    const larger = Buffer.allocUnsafeSlow(needed + kept);
    window.bytes.copy(larger, 0, keepFrom, window.length);
    window.bytes = larger;
  } else if (keepFrom > 0) {
    window.bytes.copyWithin(0, keepFrom, window.length);
  }
  window.base += keepFrom;
  window.length = kept;
  const from = window.base + kept;
  const count = window.reader.read(window.bytes, kept, from, Math.min(BLOCK_BYTES, window.until - from));
  window.length += count;
  window.atEnd = count === 0 || from + count >= window.until;
}

/** Makes the window look at `offset` of the source, reading on from there if it lies elsewhere. */
export function moveWindow(window: ByteWindow, offset: number): void {
  if (offset >= window.base && offset <= window.base + window.length) return;
  window.base = offset;
  window.length = 0;
  window.atEnd = offset >= window.until;
}
