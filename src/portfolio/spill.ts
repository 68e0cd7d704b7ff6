/**
 * Words of 32 bits that are kept in files because memory is not to hold them. Which files, and how they are read, is the
 * reader's affair (`read/spill-files.ts`); here they are numbered words.
 */

/** A file of words as every thread of the process knows it. It can be posted. */
export interface SpillFile {
  readonly descriptor: number;
}

/** How one thread reads and writes the files. It cannot be posted: each thread has its own. */
export interface SpillAccess {
  /** Fills `into` with the words from word `from` of the file on. */
  read(file: SpillFile, from: number, into: Int32Array): void;
  /** Writes the words to word `from` of the file and those after it. */
  write(file: SpillFile, from: number, words: Int32Array): void;
}

/** Where a reading puts what does not fit. */
export interface Spill extends SpillAccess {
  /** Where the files lie. */
  readonly folder: string;
  /** A new, empty file that nobody else can open and that is gone with the process. */
  create(): SpillFile;
  /** Gives the space of a file back that is not needed any more. */
  remove(file: SpillFile): void;
  /** Bytes that may be taken for a while to put rows in order. */
  readonly workBytes: number;
}

/** Thrown where a file cannot be made or filled; `reason` is one short clause. */
export class SpillRefused extends Error {
  readonly folder: string;
  readonly reason: string;

  constructor(folder: string, reason: string) {
    super(`cannot write into ${folder}: ${reason}`);
    this.folder = folder;
    this.reason = reason;
  }
}
