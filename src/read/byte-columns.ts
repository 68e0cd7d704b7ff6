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

/** Four ASCII digits, the first in the lowest byte, less {@link FOUR_ZEROS}: a flag where a byte was no digit. */
export function notDigits(less: number): number {
  return ((less + 0x76767676) | less) & -2139062144;
}

export const FOUR_ZEROS = 0x30303030;

/** The two numbers that four digits make, given as in {@link notDigits}: the first in bits 0–7, the second in bits 16–23. */
export function digitPairs(less: number): number {
  return (Math.imul(less, 2561) >>> 8) & 0x00ff00ff;
}

/** The number that four digits make, given as in {@link notDigits}. */
export function fourDigits(less: number): number {
  return Math.imul(digitPairs(less), 6553601) >>> 16;
}
