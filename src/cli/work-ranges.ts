/** Rows handed out in ranges to whichever of two threads is free next. */

/** Rows `from` … `until` (exclusive). */
export interface RowRange {
  readonly from: number;
  readonly until: number;
}

/** Rows of which any thread takes the next range. */
export interface WorkRanges {
  /** One number, shared by the threads: the first row not yet taken. */
  readonly next: Int32Array;
  /** Rows in all, and in one range. */
  readonly rows: number;
  readonly size: number;
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

/** Rows that threads have taken so far. */
export function rowsTaken({ next, rows }: WorkRanges): number {
  return Math.min(rows, Atomics.load(next, 0));
}

/** Rows that one thread works through from the front while another may relieve it of rows at the end. */
export interface RelievedRanges {
  /** One number, shared by the threads: the ranges taken at the front × {@link FRONT}, and the first not left any more. */
  readonly bounds: Int32Array;
  readonly rows: number;
  readonly size: number;
}

const FRONT = 2 ** 16;
const LEAST_SIZE = 8192;

/** Rows after which it can be told how far the work has come. */
export const ROWS_AT_ONCE = LEAST_SIZE;

export function newRelievedRanges(rows: number): RelievedRanges {
  // Both bounds must fit into one number, so that they change together.
  const size = Math.max(LEAST_SIZE, Math.ceil(rows / (FRONT / 2 - 1)));
  return { bounds: new Int32Array(new SharedArrayBuffer(4)).fill(Math.ceil(rows / size)), rows, size };
}

/** Takes range after range from the front, until nothing is left. */
export function* takeFromFront(ranges: RelievedRanges): Generator<RowRange> {
  for (;;) {
    const taken = change(ranges, (front, end) => [front + 1, end]);
    if (taken === null) return;
    yield taken;
  }
}

/** The range in pieces of at most `size` rows. */
export function* piecesOf({ from, until }: RowRange, size: number): Generator<RowRange> {
  for (let at = from; at < until; at += size) yield { from: at, until: Math.min(at + size, until) };
}

/** Takes the latter half of what is left, null where nothing is. */
export function takeLatterHalf(ranges: RelievedRanges): RowRange | null {
  return change(ranges, (front, end) => [front, front + ((end - front) >> 1)]);
}

/** How many rows are left to take. */
export function rowsLeft({ bounds, rows, size }: RelievedRanges): number {
  const held = Atomics.load(bounds, 0);
  return Math.max(0, Math.min(rows, (held % FRONT) * size) - Math.floor(held / FRONT) * size);
}

/** Moves one of the bounds and returns the rows that it passed over. */
function change(
  { bounds, rows, size }: RelievedRanges,
  moved: (front: number, end: number) => readonly [number, number],
): RowRange | null {
  for (;;) {
    const held = Atomics.load(bounds, 0);
    const front = Math.floor(held / FRONT);
    const end = held % FRONT;
    if (front >= end) return null;
    const [newFront, newEnd] = moved(front, end);
    if (Atomics.compareExchange(bounds, 0, held, newFront * FRONT + newEnd) !== held) continue;
    const [from, until] = newFront > front ? [front, newFront] : [newEnd, end];
    return { from: from * size, until: Math.min(until * size, rows) };
  }
}
