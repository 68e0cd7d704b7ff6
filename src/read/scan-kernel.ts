/**
 * The WebAssembly kernel that cuts plain records (`kernel/scan-kernel.ts`, compiled by `npm run build`) as the reader
 * sees it. A window that lies in the kernel's memory is cut there, record by record that is not plain apart, which
 * `tokenise` takes. Without the kernel (in a program run from its TypeScript source) `tokenise` takes them all.
 */
import { existsSync, readFileSync } from 'node:fs';
import { type ByteWindow, WINDOW_BYTES } from './byte-window.js';
import { LONGEST_QUOTED_BYTES } from './record-splitter.js';
import { BATCH_ROWS } from './table.js';
import { COLUMN_STRIDE, newTokenBatch, PLAIN, type TokenBatch, tokenise } from './tokenise.js';

/** What is used of the interface of the web; its types come with those of browsers only. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

interface KernelExports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  place(...places: number[]): void;
  cut(
    first: number,
    firstLine: number,
    length: number,
    until: number,
    delimiter: number,
    columns: number,
    firstRow: number,
  ): number;
}

export interface ScanKernel {
  /** Lays out the kernel's memory anew for tables of so many columns. What it gave before must not be used again. */
  layOut(columns: number): { readonly tokens: TokenBatch; readonly bytes: Buffer };
  /** Whether a window lies in the kernel's memory: one that has outgrown its first room does not. */
  holds(bytes: Buffer): boolean;
  /** Adds plain records to the batch, as `tokenise` does, up to the first record that may not be plain. */
  cut(length: number, until: number, delimiter: number, batch: TokenBatch): void;
}

const PAGE_BYTES = 1 << 16;
/** The kernel's own memory comes first. */
const FIRST_FREE = 1 << 12;
/** It looks at whole blocks, the last of which may begin at the last byte of the window. */
const BLOCK_BYTES = 64;

/** An instance of the kernel with memory of its own; null where there is none at `file`. */
export function openKernel(file: URL): ScanKernel | null {
  if (!existsSync(file)) return null;
  const { memory, place, cut } = new WebAssembly.Instance(moduleAt(file), {}).exports as KernelExports;
  let answer = new Int32Array(0);

  return {
    layOut(columns) {
      const words = BATCH_ROWS * 3 + COLUMN_STRIDE * columns * 2 + 2;
      const needed = FIRST_FREE + words * 4 + WINDOW_BYTES + BLOCK_BYTES;
      const missing = needed - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
      let next = FIRST_FREE;
      const take = (length: number): Int32Array<ArrayBuffer> => {
        const taken = new Int32Array(memory.buffer, next, length);
        next += length * 4;
        return taken;
      };
      const tokens = newTokenBatch(columns, take);
      const { from, end, line, starts, ends } = tokens;
      answer = take(2);
      const columnsOfBatch = [from, end, line, starts, ends, answer].map(({ byteOffset }) => byteOffset);
      place(next, ...columnsOfBatch, COLUMN_STRIDE, BATCH_ROWS, LONGEST_QUOTED_BYTES);
      return { tokens, bytes: Buffer.from(memory.buffer, next, WINDOW_BYTES) };
    },
    holds: (bytes) => bytes.buffer === memory.buffer,
    cut(length, until, delimiter, batch) {
      const { next, nextLine, columns, rows, state } = batch;
      batch.rows = cut(next, nextLine, length, until, delimiter, columns, rows);
      state.fill(PLAIN, rows, batch.rows);
      batch.next = answer[0]!;
      batch.nextLine = answer[1]!;
    },
  };
}

let compiled: { readonly file: string; readonly module: object } | undefined;

function moduleAt(file: URL): object {
  if (compiled?.file !== file.href) {
    compiled = { file: file.href, module: new WebAssembly.Module(readFileSync(file)) };
  }
  return compiled.module;
}

/** Kernels that no scan is using: each keeps its memory for the next. */
const idle: ScanKernel[] = [];

/** A kernel for one scan, to be returned; null where the program has none. */
export function borrowKernel(): ScanKernel | null {
  return idle.pop() ?? openKernel(new URL('./scan-kernel.wasm', import.meta.url));
}

export function returnKernel(kernel: ScanKernel): void {
  idle.push(kernel);
}

/**
 * Fills the batch with the records that start before `until`, from `batch.next` on, until it is full or the last record
 * in the window is unfinished. The byte behind the window must be LF.
 */
export function cutRecords(
  kernel: ScanKernel | null,
  { bytes, length, atEnd }: ByteWindow,
  until: number,
  delimiter: number,
  batch: TokenBatch,
): void {
  batch.rows = 0;
  if (kernel === null || !kernel.holds(bytes)) {
    tokenise(bytes, length, atEnd, until, delimiter, batch, BATCH_ROWS);
    return;
  }
  while (batch.rows < BATCH_ROWS && batch.next < until) {
    kernel.cut(length, until, delimiter, batch);
    if (batch.rows === BATCH_ROWS || batch.next >= until) return;
    const { next } = batch;
    tokenise(bytes, length, atEnd, until, delimiter, batch, batch.rows + 1);
    if (batch.next === next) return;
  }
}
