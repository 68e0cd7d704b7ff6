/**
 * Where the bytes of a table come from. A plain file is read in blocks and never held whole; what cannot be read
 * at any offset (a `.gz`, standard input, a pipe) is unpacked once into shared memory, so that a second thread can
 * read its half too, or under a memory budget into a file.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { SpillRefused } from '../portfolio/spill.js';
import {
  gather,
  gunzip,
  hasGzipMagic,
  MAGIC_BYTES,
  PACKED_BLOCK,
  piecesOf,
  reasonOf,
  type SourceProblem,
  type Spool,
} from './gathered-bytes.js';
import type { ReadingProgress } from './reading-progress.js';

/** Structured-cloneable. Offsets of records are offsets into these bytes. */
export type Source =
  | { readonly kind: 'file'; readonly path: string; readonly size: number }
  | {
      readonly kind: 'memory';
      /** Over a SharedArrayBuffer. */
      readonly bytes: Uint8Array;
      /** The file that the bytes were unpacked from; undefined for standard input. */
      readonly path: string | undefined;
      /** SHA-256 in hex of the original bytes, where there is no file to take it from. */
      readonly sha256: string | undefined;
    }
  | {
      /** Unpacked into a file that has no name; all threads share its descriptor. */
      readonly kind: 'spooled';
      readonly descriptor: number;
      readonly size: number;
      /** As for bytes in memory. */
      readonly path: string | undefined;
      readonly sha256: string | undefined;
    };

const STANDARD_INPUT = '-';
/** Few enough to stay in the cache from one look at them to the next. */
const INSPECTED_BYTES = 1 << 18;

export function sizeOfSource(source: Source): number {
  return source.kind === 'memory' ? source.bytes.length : source.size;
}

/** Finds the bytes behind a path or `-`, unpacking gzip by name or by its magic bytes. */
export async function findSource(
  file: string,
  progress?: ReadingProgress,
  spool?: Spool,
): Promise<Source | SourceProblem> {
  try {
    return file === STANDARD_INPUT
      ? await sourceOfPipe(0, undefined, spool)
      : await sourceOfFile(file, progress, spool);
  } catch (error) {
    if (error instanceof SpillRefused) throw error;
    return { code: 'cannot-read-file', reason: reasonOf(error) };
  }
}

/** A pipe can be read only once and only in order. */
async function sourceOfPipe(
  descriptor: number,
  path: string | undefined,
  spool: Spool | undefined,
): Promise<Source | SourceProblem> {
  const hash = createHash('sha256');
  const original = piecesOf(descriptor, hash);
  const first: Uint8Array[] = [];
  // A pipe may give its first bytes one by one.
  for (let length = 0; length < MAGIC_BYTES; ) {
    const { value } = await original.next();
    if (value === undefined) break;
    first.push(value);
    length += value.length;
  }
  const all = startingWith(first, original);
  const isPacked = hasGzipMagic(Buffer.concat(first));
  const gathered = isPacked ? await gunzip(all, spool) : await gather(all, spool);
  if ('code' in gathered) return gathered;
  return { ...gathered, path, sha256: hash.digest('hex') };
}

async function* startingWith(
  first: readonly Uint8Array[],
  others: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* others;
}

async function sourceOfFile(
  path: string,
  progress: ReadingProgress | undefined,
  spool: Spool | undefined,
): Promise<Source | SourceProblem> {
  const descriptor = openSync(path, 'r');
  try {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) return { code: 'cannot-read-file', reason: 'is a directory' };
    if (!stat.isFile()) return await sourceOfPipe(descriptor, path, spool);
    const magic = Buffer.alloc(2);
    readSync(descriptor, magic, 0, 2, 0);
    if (stat.size > 0 && (path.toLowerCase().endsWith('.gz') || hasGzipMagic(magic))) {
      progress?.begin({ kind: 'unpack', file: path, bytes: stat.size });
      const packed = createReadStream(path, { highWaterMark: PACKED_BLOCK });
      const unpacked = await gunzip(packed, spool, (count) => progress?.advance(count));
      return 'code' in unpacked ? unpacked : { ...unpacked, path, sha256: undefined };
    }
    return { kind: 'file', path, size: stat.size };
  } finally {
    closeSync(descriptor);
  }
}

/** Random access to a source. Close it. */
export interface ByteReader {
  readonly size: number;
  /** Copies up to `length` bytes from offset `from` into `into` at `at`; fewer only at the end of the bytes. */
  read(into: Uint8Array, at: number, from: number, length: number): number;
  close(): void;
}

export function openSource(source: Source): ByteReader {
  if (source.kind === 'memory') {
    const { bytes } = source;
    return {
      size: bytes.length,
      read(into, at, from, length) {
        const count = Math.max(0, Math.min(length, bytes.length - from));
        if (count > 0) into.set(bytes.subarray(from, from + count), at);
        return count;
      },
      close() {},
    };
  }
  const isSpooled = source.kind === 'spooled';
  const descriptor = isSpooled ? source.descriptor : openSync(source.path, 'r');
  return {
    size: source.size,
    read(into, at, from, length) {
      let count = 0;
      const wanted = Math.min(length, source.size - from);
      while (count < wanted) {
        const got = readSync(descriptor, into, at + count, wanted - count, from + count);
        if (got === 0) break;
        count += got;
      }
      return count;
    },
    close() {
      if (!isSpooled) closeSync(descriptor);
    },
  };
}

/** What one pass over the bytes of a file tells. */
export interface Inspection {
  /** In hex. */
  readonly sha256: string;
  /** Whether it is UTF-8 without a NUL byte. */
  readonly isUtf8: boolean;
}

/** Of the input as it was given: of the packed bytes for a `.gz`. Of what is no file the encoding is not looked at. */
export function inspectOriginal(source: Source): Inspection {
  if (source.path !== undefined) return inspectFile(source.path);
  const { sha256 } = source as Exclude<Source, { kind: 'file' }>;
  return { sha256: sha256 ?? hashOfBytes(source), isUtf8: false };
}

function hashOfBytes(source: Source): string {
  const hash = createHash('sha256');
  const reader = openSource(source);
  const block = new Uint8Array(PACKED_BLOCK);
  for (let from = 0; from < reader.size; from += block.length) {
    hash.update(block.subarray(0, reader.read(block, 0, from, block.length)));
  }
  return hash.digest('hex');
}

function inspectFile(path: string): Inspection {
  const hash = createHash('sha256');
  const descriptor = openSync(path, 'r');
  try {
    const block = Buffer.allocUnsafeSlow(INSPECTED_BYTES);
    let allUtf8 = true;
    /** Bytes at the front of the block whose character may go on in the next one. */
    let held = 0;
    for (;;) {
      const count = readSync(descriptor, block, held, block.length - held, null);
      if (count === 0) break;
      hash.update(block.subarray(held, held + count));
      if (!allUtf8) continue;
      const length = held + count;
      const whole = startOfLastUtf8Character(block, length);
      const bytes = block.subarray(0, whole);
      allUtf8 = isUtf8(bytes) && !bytes.includes(0);
      held = length - whole;
      block.copyWithin(0, whole, length);
    }
    const rest = block.subarray(0, held);
    return { sha256: hash.digest('hex'), isUtf8: allUtf8 && isUtf8(rest) && !rest.includes(0) };
  } finally {
    closeSync(descriptor);
  }
}

/** Where the last of the characters begins that the first `length` bytes make up; 0 where that cannot be told from so few. */
export function startOfLastUtf8Character(bytes: Uint8Array, length: number): number {
  let start = length - 1;
  while (start > length - 4 && start > 0 && (bytes[start]! & 0xc0) === 0x80) start--;
  return Math.max(start, 0);
}
