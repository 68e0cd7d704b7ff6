/** One file of a run: bytes in, with their count and SHA-256 out. Readable by its owner only. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import { orRefuse } from './output-refused.js';

/** What was written, for the manifest. */
export interface WrittenFile {
  /** Relative to the run directory, with `/`. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface RunFile {
  /** Writes bytes, or text as UTF-8; the bytes may be reused after the call. */
  write(piece: Uint8Array | string): void;
  /** Ends the file. */
  close(): WrittenFile;
  /** Ends an unfinished file without a result. Does nothing on a closed one. */
  discard(): void;
}

const OWNER_ONLY = 0o600;
const BUFFER_BYTES = 1 << 16;

/** Creates the file at `path`; `onClose` learns what was written. The file must not exist. */
export function openRunFile(path: string, name: string, onClose: (written: WrittenFile) => void): RunFile {
  const descriptor = openSync(path, 'wx', OWNER_ONLY);
  const hash = createHash('sha256');
  // Small pieces (a JSON line, a message) are gathered; large ones pass straight through.
  let buffer: Buffer | undefined;
  let buffered = 0;
  let bytes = 0;
  let open = true;

  const put = (piece: Uint8Array): void => {
    hash.update(piece);
    bytes += piece.length;
    orRefuse(name, () => writeWhole(descriptor, piece));
  };
  const flush = (): void => {
    if (buffer !== undefined && buffered > 0) put(buffer.subarray(0, buffered));
    buffered = 0;
  };

  return {
    write(piece) {
      if (!open) throw new Error(`${name} is closed`);
      const whole = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
      if (buffered + whole.length > BUFFER_BYTES) flush();
      if (whole.length >= BUFFER_BYTES) put(whole);
      else {
        buffer ??= Buffer.allocUnsafe(BUFFER_BYTES);
        buffer.set(whole, buffered);
        buffered += whole.length;
      }
    },
    close() {
      if (!open) throw new Error(`${name} is closed`);
      flush();
      // A batch of letters is thousands of closed files.
      buffer = undefined;
      open = false;
      // A disk of the network may say only now that it is full.
      orRefuse(name, () => closeSync(descriptor));
      const written = { name, bytes, sha256: hash.digest('hex') };
      onClose(written);
      return written;
    },
    discard() {
      if (!open) return;
      closeSync(descriptor);
      open = false;
    },
  };
}

/** A part of a file of the run, written at `RunDirectory.partPath` while another thread writes the file. */
export function openPartFile(path: string): { write(bytes: Uint8Array): void; close(): void } {
  const name = basename(path).replace(/\.part-\d+$/, '');
  const descriptor = orRefuse(name, () => openSync(path, 'wx', OWNER_ONLY));
  return {
    write: (bytes) => orRefuse(name, () => writeWhole(descriptor, bytes)),
    close: () => orRefuse(name, () => closeSync(descriptor)),
  };
}

/** Adds the bytes of the file at `partFile` to `file` and removes the part. */
export function appendPart(file: RunFile, partFile: string): void {
  const descriptor = openSync(partFile, 'r');
  try {
    const piece = Buffer.allocUnsafe(1 << 20);
    for (;;) {
      const count = readSync(descriptor, piece, 0, piece.length, null);
      if (count === 0) break;
      file.write(piece.subarray(0, count));
    }
  } finally {
    closeSync(descriptor);
  }
  unlinkSync(partFile);
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  let from = 0;
  while (from < bytes.length) from += writeSync(descriptor, bytes, from, bytes.length - from);
}
