/** The files of a spill: readable by nobody else, without a name from the start, gone with the process however it ends. */
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type SpillAccess, type SpillFile, SpillRefused } from '../portfolio/spill.js';
import { reasonOf } from './source.js';

const OWNER_ONLY = 0o600;
const WORD_BYTES = 4;

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EROFS: 'the file system is read-only',
};

function refuse(folder: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException;
  throw new SpillRefused(folder, REASONS[code ?? ''] ?? reasonOf(error));
}

function bytesOf(words: Int32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

/** Writes bytes at `start` of a file in `folder`. */
export function writeBytes(folder: string, descriptor: number, bytes: Uint8Array, start: number): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, start + at);
  } catch (error) {
    refuse(folder, error);
  }
}

/** Reads and writes files of words on this thread. `folder` is where they lie, for messages. */
export function spillAccess(folder: string): SpillAccess {
  return {
    read({ descriptor }, from, into) {
      const bytes = bytesOf(into);
      let at = 0;
      while (at < bytes.length) {
        const count = readSync(descriptor, bytes, at, bytes.length - at, from * WORD_BYTES + at);
        if (count === 0) break;
        at += count;
      }
    },
    write: ({ descriptor }, from, words) => writeBytes(folder, descriptor, bytesOf(words), from * WORD_BYTES),
  };
}

/**
 * Creates a file in `folder` whose name is taken away as soon as it is open: all threads of a process share its
 * descriptors, nobody else can open it, and its space is free again when the process ends, even if it is killed.
 */
export function createSpillFile(folder: string, name: string): SpillFile {
  const path = join(folder, name);
  try {
    const descriptor = openSync(path, 'wx+', OWNER_ONLY);
    try {
      unlinkSync(path);
    } catch (error) {
      closeSync(descriptor);
      throw error;
    }
    return { descriptor };
  } catch (error) {
    return refuse(folder, error);
  }
}

/** Gives its space back. Only the thread that created it may. */
export function closeSpillFile({ descriptor }: SpillFile): void {
  closeSync(descriptor);
}
