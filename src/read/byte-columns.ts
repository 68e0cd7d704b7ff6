/**
 * What the kernels below share. A kernel reads one column of a batch straight from the bytes and takes only the
 * plainest forms; the rows of all other cells go into `odd`, for `cells.ts` to read from their text. Each is called
 * once per batch of at most 512 rows: a loop that ran over a whole file would be compiled while it runs, before the
 * code behind it had been seen, and thrown away again.
 */

export interface ColumnCells {
  readonly bytes: Uint8Array;
  /** Starts and ends of the cells by row; kernels of span columns trim them in place. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly rows: number;
  /** Rows whose state is not 0 have no cells here. */
  readonly state: Uint8Array;
  /** Blank cells are odd. */
  readonly required: boolean;
  /** Rows whose cell the kernel does not take, in order. */
  readonly odd: number[];
}

export const SPACE = 0x20;
export const DIGIT_ZERO = 0x30;

/** White space that ASCII has and `String.trim` takes off. */
export function isAsciiSpace(byte: number): boolean {
  return byte === SPACE || (byte >= 0x09 && byte <= 0x0d);
}

/** For reading four bytes at once. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
