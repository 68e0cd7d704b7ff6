/**
 * The WebAssembly kernel that cuts plain records and reads columns of plain cells (`kernel/scan-kernel.ts`, compiled by `npm run build`) as the reader
 * sees it. A window that lies in the kernel's memory is cut there, record by record that is not plain apart, which
 * `tokenise` takes. Without the kernel (in a program run from its TypeScript source) `tokenise` takes them all.
 */
import { existsSync, readFileSync } from 'node:fs';
import { EARLIEST_YEAR, LATEST_YEAR } from '../domain/civil-date.js';
import { dayTableOnce } from './byte-dates.js';
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
  readDates(column: number, rows: number, blankAllowed: boolean, firstYear: number, years: number, out: number): number;
  readAmounts(column: number, rows: number, blankAllowed: boolean, out: number): number;
  readIdentifiers(column: number, rows: number, blankAllowed: boolean): number;
}

/** Memory of the kernel. */
export interface LaidOut {
  readonly tokens: TokenBatch;
  /** Room for a window. */
  readonly bytes: Buffer;
  /** One of `valueColumns` columns of a batch. */
  readonly newColumn: () => Float64Array;
}

/**
 * Columns are file columns here. A reader of a column takes plain records only; it reads the first `rows` cells as the
 * byte parsers do, or gives false, whereupon what it has written so far means nothing.
 */
export interface ScanKernel {
  /** Lays out the kernel's memory anew for the cells of a table. What it gave before must not be used again. */
  layOut(columns: number, valueColumns: number): LaidOut;
  /** Whether a window lies in the kernel's memory: one that has outgrown its first room does not. */
  holds(bytes: Buffer): boolean;
  /** Adds plain records to the batch, as `tokenise` does, up to the first record that may not be plain. */
  cut(length: number, until: number, delimiter: number, batch: TokenBatch): void;
  readDates(column: number, rows: number, blankAllowed: boolean, out: Float64Array): boolean;
  readAmounts(column: number, rows: number, blankAllowed: boolean, out: Float64Array): boolean;
  /** Identifiers in UTF-8. */
  readIdentifiers(column: number, rows: number, blankAllowed: boolean): boolean;
}

const PAGE_BYTES = 1 << 16;
/** The kernel's own memory comes first. */
const FIRST_FREE = 1 << 12;
/** It looks at whole blocks, the last of which may begin at the last byte of the window. */
const BLOCK_BYTES = 64;

/** An instance of the kernel with memory of its own; null where there is none at `file`. */
export function openKernel(file: URL): ScanKernel | null {
  if (!existsSync(file)) return null;
  const kernel = new WebAssembly.Instance(moduleAt(file), {}).exports as KernelExports;
  const { memory } = kernel;
  const days = dayTableOnce();
  let answer = new Int32Array(0);

  return {
    layOut(columns, valueColumns) {
      const words = days.length + BATCH_ROWS * 3 + COLUMN_STRIDE * columns * 2 + 2;
      const valueBytes = valueColumns * BATCH_ROWS * Float64Array.BYTES_PER_ELEMENT;
      const needed = FIRST_FREE + valueBytes + words * 4 + WINDOW_BYTES + BLOCK_BYTES;
      const missing = needed - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES));
      let nextColumn = FIRST_FREE;
      let next = FIRST_FREE + valueBytes;
      const take = (length: number): Int32Array<ArrayBuffer> => {
        const taken = new Int32Array(memory.buffer, next, length);
        next += length * 4;
        return taken;
      };
      const tokens = newTokenBatch(columns, take);
      const { from, end, line, starts, ends } = tokens;
      answer = take(2);
      const dayTable = take(days.length);
      dayTable.set(days);
      const places = [from, end, line, starts, ends, answer, dayTable].map(({ byteOffset }) => byteOffset);
      kernel.place(next, ...places, COLUMN_STRIDE, BATCH_ROWS, LONGEST_QUOTED_BYTES);
      return {
        tokens,
        bytes: Buffer.from(memory.buffer, next, WINDOW_BYTES),
        newColumn: () => {
          const column = new Float64Array(memory.buffer, nextColumn, BATCH_ROWS);
          nextColumn += column.byteLength;
          return column;
        },
      };
    },
    holds: (bytes) => bytes.buffer === memory.buffer,
    cut(length, until, delimiter, batch) {
      const { next, nextLine, columns, rows, state } = batch;
      batch.rows = kernel.cut(next, nextLine, length, until, delimiter, columns, rows);
      state.fill(PLAIN, rows, batch.rows);
      batch.next = answer[0]!;
      batch.nextLine = answer[1]!;
    },
    readDates: (column, rows, blankAllowed, { byteOffset }) =>
      kernel.readDates(column, rows, blankAllowed, EARLIEST_YEAR, LATEST_YEAR - EARLIEST_YEAR + 1, byteOffset) !== 0,
    readAmounts: (column, rows, blankAllowed, { byteOffset }) =>
      kernel.readAmounts(column, rows, blankAllowed, byteOffset) !== 0,
    readIdentifiers: (column, rows, blankAllowed) => kernel.readIdentifiers(column, rows, blankAllowed) !== 0,
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
