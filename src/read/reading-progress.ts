/** How far the reading of a book has come, for whoever wants to show it. Nothing here is known of terminals. */

/** What is being read. Files are named as they were given; sizes and advances are in bytes. */
export type ReadingStep =
  | { readonly kind: 'unpack'; readonly file: string; readonly bytes: number }
  /** Another thread adds to the one number of `elsewhere` what it reads of the table. */
  | { readonly kind: 'table'; readonly file: string; readonly bytes: number; readonly elsewhere: BytesElsewhere | null }
  /** Putting the payments into the order of their loans. */
  | { readonly kind: 'order'; readonly file: string }
  /** Waiting for the checksums of the inputs. */
  | { readonly kind: 'checksums' };

/** One number in memory that threads share. */
export type BytesElsewhere = BigInt64Array<SharedArrayBuffer>;

export interface ReadingProgress {
  /** A step begins; the one before it is done. */
  begin(step: ReadingStep): void;
  /** This thread has read so many more bytes of the step. Called between blocks, never for a row. */
  advance(bytes: number): void;
}

export function newBytesElsewhere(): BytesElsewhere {
  return new BigInt64Array(new SharedArrayBuffer(8));
}
