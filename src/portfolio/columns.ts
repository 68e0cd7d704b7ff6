/**
 * Columns while a table is being read. How many rows a file has is not known beforehand, so columns grow; memory
 * that has not been written to is not resident, so a generous guess costs nothing.
 */

export type Column = Int32Array | Uint32Array | Float64Array | Uint8Array | Uint16Array;
export type ColumnSet = { readonly [name: string]: Column };
/** Where a set of columns lives: `shared` can be read by another thread at once, `own` can be handed over or released. */
export type Memory = 'shared' | 'own';

function bufferOf(memory: Memory, bytes: number): ArrayBufferLike {
  return memory === 'shared' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes);
}

export function int32Column(length: number, memory: Memory = 'shared'): Int32Array {
  return new Int32Array(bufferOf(memory, length * 4));
}

export function uint32Column(length: number, memory: Memory = 'shared'): Uint32Array {
  return new Uint32Array(bufferOf(memory, length * 4));
}

export function float64Column(length: number, memory: Memory = 'shared'): Float64Array {
  return new Float64Array(bufferOf(memory, length * 8));
}

export function byteColumn(length: number, memory: Memory = 'shared'): Uint8Array {
  return new Uint8Array(bufferOf(memory, length));
}

export function uint16Column(length: number, memory: Memory = 'shared'): Uint16Array {
  return new Uint16Array(bufferOf(memory, length * 2));
}

/** A column of the same kind. */
export function columnLike<C extends Column>(column: C, length: number, memory: Memory): C {
  if (column instanceof Int32Array) return int32Column(length, memory) as C;
  if (column instanceof Uint32Array) return uint32Column(length, memory) as C;
  if (column instanceof Float64Array) return float64Column(length, memory) as C;
  if (column instanceof Uint16Array) return uint16Column(length, memory) as C;
  return byteColumn(length, memory) as C;
}

/** Rows that a set of columns is first made for. */
export const FIRST_CAPACITY = 16_384;

/**
 * Room to make when `rows` rows have been read from the first `readBytes` of `allBytes`: as many as the rest will
 * hold if its rows are as long, and a little more.
 */
export function nextCapacity(rows: number, readBytes: number, allBytes: number): number {
  const foreseen = readBytes > 0 ? Math.ceil((rows * allBytes * 1.02) / readBytes) : 0;
  return Math.max(foreseen, Math.ceil(rows * 1.25)) + FIRST_CAPACITY;
}

/** The same columns with room for `capacity` rows, of which the first `rows` are kept. Empty columns (absent ones) stay empty. */
export function regrow<T extends ColumnSet>(columns: T, rows: number, capacity: number, memory: Memory): T {
  const grown: Record<string, Column> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (column.length === 0) {
      grown[name] = column;
      continue;
    }
    const larger = columnLike(column, capacity, memory);
    larger.set(column.subarray(0, rows));
    grown[name] = larger;
  }
  return grown as T;
}

/** Views of the first `rows` rows. */
export function firstRows<T extends ColumnSet>(columns: T, rows: number): T {
  const views: Record<string, Column> = {};
  for (const [name, column] of Object.entries(columns)) views[name] = column.subarray(0, rows);
  return views as T;
}

/**
 * Gives the memory of columns back to the system now; they are empty afterwards. Waiting for the garbage collector
 * would keep hundreds of megabytes, since it does not run while only numbers are worked on. Columns over shared
 * memory are left alone.
 */
export async function release(columns: readonly Column[]): Promise<void> {
  const buffers = new Set<ArrayBuffer>();
  for (const { buffer } of columns) {
    if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) buffers.add(buffer);
  }
  if (buffers.size === 0) return;
  // Sent to a port that is closed before anybody reads: the message, and the memory moved into it, is destroyed.
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(null, [...buffers]);
  port1.close();
  port2.close();
  await new Promise((resolve) => setImmediate(resolve));
}
