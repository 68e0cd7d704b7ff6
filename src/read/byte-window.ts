/**
 * A window that slides over the bytes of a source: whole records are looked at in it, and what is left of an
 * unfinished one moves to the front before the next block is read.
 */
import { type ByteReader, openSource, type Source } from './source.js';

const BLOCK_BYTES = 1 << 18;

/** Room that a window has at first; only a long record makes it outgrow that. */
export const WINDOW_BYTES = BLOCK_BYTES * 2;

/** No row of a table comes near it; a file without line ends does. */
const LONGEST_WINDOW = 1 << 30;

/** Longest record that a window holds. */
export const LONGEST_RECORD = LONGEST_WINDOW / 2;

/** A record goes on for longer than {@link LONGEST_RECORD}. Told by its name, which it keeps on its way between threads. */
export class RecordTooLong extends Error {
  override readonly name = 'RecordTooLong';
  /** Of the source's file. */
  readonly path: string | undefined;
  constructor(path: string | undefined) {
    super('a row is too long to be read');
    this.path = path;
  }
}

export interface ByteWindow {
  /** The window; only the first `length` bytes mean anything. There is always room for one byte more. */
  bytes: Buffer;
  length: number;
  /** Offset in the source of the window's first byte. */
  base: number;
  /** No bytes follow the window. */
  atEnd: boolean;
  readonly until: number;
  /** Of the source's file, for messages. */
  readonly path: string | undefined;
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
    path: source.path,
    reader: openSource(source),
  };
}

/**
 * Drops the bytes before `keepFrom` (an index into the window) and reads on behind the rest: a block, or as much again as
 * is kept, so that a very long record is not looked through once for each of its blocks.
 */
export function advanceWindow(window: ByteWindow, keepFrom: number): void {
  const kept = window.length - keepFrom;
  const more = Math.max(BLOCK_BYTES, kept);
  const needed = kept + more + 1;
  if (needed > LONGEST_WINDOW) throw new RecordTooLong(window.path);
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
  const count = window.reader.read(window.bytes, kept, from, Math.min(more, window.until - from));
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
