/**
 * Where the bytes of a table come from. A plain file is read in blocks and never held whole; what cannot be read
 * at any offset (a `.gz`, standard input, a pipe) is unpacked once into shared memory, so that a second thread can
 * read its half too, or under a memory budget into a file.
 */
import { isUtf8 } from 'node:buffer';
import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, read, readSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { ProblemDetail } from '../domain/problem.js';
import { SpillRefused } from '../portfolio/spill.js';
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

/** Where bytes go that came packed or piped and are more than memory should hold. */
export interface Spool {
  /** A new file of the kind, as its descriptor. */
  create(): number;
  write(descriptor: number, bytes: Uint8Array, at: number): void;
}

export type SourceProblem = Extract<ProblemDetail, { code: 'cannot-read-file' | 'damaged-gzip' | 'too-large' }>;

const STANDARD_INPUT = '-';
/** What is unpacked is held in memory: beyond this it is better unpacked to a file, which is read in blocks. */
const MOST_UNPACKED = 4 * 1024 ** 3;
/** With a spool, as much of an unpacked table stays in memory. */
const HELD_UNPACKED = 8 * 1024 ** 2;
/** Tables pack to a tenth or a twentieth. What unpacks to more than this many times its size was made to fill the memory. */
const MOST_TIMES_PACKED = 250;
/** Below this size nobody minds. */
const HARMLESS_UNPACKED = 64 * 1024 ** 2;
const PACKED_BLOCK = 1 << 20;
const WAIT_FOR_PIPE_MS = 5;
/** Few enough to stay in the cache from one look at them to the next. */
const INSPECTED_BYTES = 1 << 18;

export function sizeOfSource(source: Source): number {
  return source.kind === 'memory' ? source.bytes.length : source.size;
}

/** Bytes copied into memory that worker threads share. */
export function shareBytes(parts: readonly Uint8Array[]): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(parts.reduce((sum, part) => sum + part.length, 0)));
  let at = 0;
  for (const part of parts) {
    shared.set(part, at);
    at += part.length;
  }
  return shared;
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

const MAGIC_BYTES = 2;

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

/** Bytes as they came together. */
type Gathered =
  | { readonly kind: 'memory'; readonly bytes: Uint8Array }
  | { readonly kind: 'spooled'; readonly descriptor: number; readonly size: number };

/** Gathers bytes in memory, or from so many on in a file where there is a spool. */
class Gathering {
  private parts: Uint8Array[] = [];
  private size = 0;
  private descriptor = -1;
  private readonly spool: Spool | undefined;

  constructor(spool: Spool | undefined) {
    this.spool = spool;
  }

  add(part: Uint8Array): void {
    this.parts.push(part);
    this.size += part.length;
    if (this.spool === undefined || this.size < HELD_UNPACKED) return;
    if (this.descriptor < 0) this.descriptor = this.spool.create();
    let at = this.size - this.parts.reduce((sum, { length }) => sum + length, 0);
    for (const held of this.parts) {
      this.spool.write(this.descriptor, held, at);
      at += held.length;
    }
    this.parts = [];
  }

  finish(): Gathered {
    if (this.descriptor >= 0) return { kind: 'spooled', descriptor: this.descriptor, size: this.size };
    return { kind: 'memory', bytes: shareBytes(this.parts) };
  }
}

async function gather(pieces: AsyncIterable<Uint8Array>, spool: Spool | undefined): Promise<Gathered> {
  const gathering = new Gathering(spool);
  for await (const piece of pieces) gathering.add(piece);
  return gathering.finish();
}

/**
 * Waits without holding up the process: whoever feeds the pipe may take its time, and a signal must still be heard. Node
 * makes standard input non-blocking as soon as any module looks at `process`: an empty pipe is then an EAGAIN.
 */
async function* piecesOf(descriptor: number, hash: Hash): AsyncGenerator<Uint8Array, undefined> {
  for (;;) {
    const part = Buffer.allocUnsafe(PACKED_BLOCK);
    const count = await readSome(descriptor, part);
    if (count === 0) return undefined;
    if (count < 0) {
      await sleep(WAIT_FOR_PIPE_MS);
      continue;
    }
    const piece = count < PACKED_BLOCK / 2 ? Buffer.from(part.subarray(0, count)) : part.subarray(0, count);
    hash.update(piece);
    yield piece;
  }
}

/** Bytes read; 0 at the end, -1 where there are none yet. */
function readSome(descriptor: number, into: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    read(descriptor, into, 0, into.length, null, (error, count) => {
      if (error === null) resolve(count);
      else if (error.code === 'EAGAIN') resolve(-1);
      else if (error.code === 'EOF') resolve(0);
      else reject(error);
    });
  });
}

function hasGzipMagic(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** `advance` is told how many more of the packed bytes are done with. */
async function gunzip(
  packed: AsyncIterable<Uint8Array>,
  spool: Spool | undefined,
  advance?: (packedBytes: number) => void,
): Promise<Gathered | SourceProblem> {
  const gathering = new Gathering(spool);
  let size = 0;
  let told = 0;
  let limit: string | undefined;
  const gunzipping = createGunzip();
  try {
    await pipeline(packed, gunzipping, async (unpacked: AsyncIterable<Uint8Array>) => {
      for await (const part of unpacked) {
        size += part.length;
        advance?.(gunzipping.bytesWritten - told);
        told = gunzipping.bytesWritten;
        if (size > MOST_UNPACKED) limit = `${MOST_UNPACKED / 1024 ** 3} GiB`;
        else if (size > HARMLESS_UNPACKED && size > gunzipping.bytesWritten * MOST_TIMES_PACKED) {
          limit = `${MOST_TIMES_PACKED} : 1`;
        }
        // What is left unread is thrown away by the pipeline, which then rejects.
        if (limit !== undefined) break;
        gathering.add(part);
      }
    });
  } catch (error) {
    if (limit !== undefined) return { code: 'too-large', what: 'unpacked', most: limit };
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_')) return { code: 'damaged-gzip', reason: reasonOf(error) };
    throw error;
  }
  if (limit !== undefined) return { code: 'too-large', what: 'unpacked', most: limit };
  return gathering.finish();
}

/** One short clause without the path, which the message shows anyway. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'no permission';
  if (code === 'EISDIR') return 'is a directory';
  return message.replace(/, \w+ '.*'$/, '');
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
