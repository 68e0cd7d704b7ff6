/** Bytes that cannot be read at any offset – packed, piped – gathered into memory, or into a file where there is a spool. */
import type { Hash } from 'node:crypto';
import { read } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { ProblemDetail } from '../domain/problem.js';

export type SourceProblem = Extract<ProblemDetail, { code: 'cannot-read-file' | 'damaged-gzip' | 'too-large' }>;

/** Where bytes go that came packed or piped and are more than memory should hold. */
export interface Spool {
  /** A new file of the kind, as its descriptor. */
  create(): number;
  write(descriptor: number, bytes: Uint8Array, at: number): void;
}

/** What is unpacked is held in memory: beyond this it is better unpacked to a file, which is read in blocks. */
const MOST_UNPACKED = 4 * 1024 ** 3;
/** With a spool, as much of an unpacked table stays in memory. */
const HELD_UNPACKED = 8 * 1024 ** 2;
/** Tables pack to a tenth or a twentieth. What unpacks to more than this many times its size was made to fill the memory. */
const MOST_TIMES_PACKED = 250;
/** Below this size nobody minds. */
const HARMLESS_UNPACKED = 64 * 1024 ** 2;
export const PACKED_BLOCK = 1 << 20;
const WAIT_FOR_PIPE_MS = 5;

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

/** Bytes as they came together. */
export type Gathered =
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

export async function gather(pieces: AsyncIterable<Uint8Array>, spool: Spool | undefined): Promise<Gathered> {
  const gathering = new Gathering(spool);
  for await (const piece of pieces) gathering.add(piece);
  return gathering.finish();
}

/**
 * Waits without holding up the process: whoever feeds the pipe may take its time, and a signal must still be heard. Node
 * makes standard input non-blocking as soon as any module looks at `process`: an empty pipe is then an EAGAIN.
 */
export async function* piecesOf(descriptor: number, hash: Hash): AsyncGenerator<Uint8Array, undefined> {
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

/** So many bytes tell packed ones. */
export const MAGIC_BYTES = 2;

export function hasGzipMagic(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** `advance` is told how many more of the packed bytes are done with. */
export async function gunzip(
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
