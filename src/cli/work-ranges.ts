/** Rows handed out in ranges to whichever thread is free next. */

/** Shared by the threads that take from it. */
export interface WorkRanges {
  /** One number: the first row not yet taken. */
  readonly next: Int32Array;
  /** Rows in all, and in one range. */
  readonly rows: number;
  readonly size: number;
}

/** Rows `from` … `until` (exclusive). */
export interface RowRange {
  readonly from: number;
  readonly until: number;
}

export function newWorkRanges(rows: number, size: number): WorkRanges {
  return { next: new Int32Array(new SharedArrayBuffer(4)), rows, size };
}

/** Takes range after range, in rising order, until all threads together have taken every row once. */
export function* takeRanges({ next, rows, size }: WorkRanges): Generator<RowRange> {
  for (;;) {
    const from = Atomics.add(next, 0, size);
    if (from >= rows) return;
    yield { from, until: Math.min(from + size, rows) };
  }
}
