/**
 * A window on records in a file, decoded into columns: the records of one group at a time, and a few of those that follow
 * where the groups are gone through in order.
 */
import type { SpillAccess, SpillFile } from './spill.js';

/** Records read at a time where they are read in order, and where they are not. */
const AHEAD = 1024;
const SOME = 48;

export abstract class RecordWindow<Columns> {
  /** First record in the columns, and one past the last. */
  private first = 0;
  private end = 0;
  private records = new Int32Array(0);
  private held: Columns | undefined;
  private readonly file: SpillFile;
  private readonly access: SpillAccess;
  private readonly words: number;
  private readonly count: number;

  constructor(file: SpillFile, access: SpillAccess, words: number, count: number) {
    this.file = file;
    this.access = access;
    this.words = words;
    this.count = count;
  }

  protected abstract newColumns(capacity: number): Columns;
  protected abstract decode(records: Int32Array, count: number, into: Columns): void;

  /** Columns that hold the records `from` … `until`, the first of them at {@link placeOf} it. They hold until the next call. */
  show(from: number, until: number): Columns {
    if (this.held !== undefined && from >= this.first && until <= this.end) return this.held;
    const isNext = from >= this.first && from <= this.end + SOME;
    const wanted = Math.max(until - from, isNext ? AHEAD : SOME);
    const read = Math.min(wanted, this.count - from);
    if (this.held === undefined || this.records.length < wanted * this.words) {
      const capacity = Math.max(wanted, AHEAD);
      this.records = new Int32Array(capacity * this.words);
      this.held = this.newColumns(capacity);
    }
    this.access.read(this.file, from * this.words, this.records.subarray(0, read * this.words));
    this.decode(this.records, read, this.held);
    this.first = from;
    this.end = from + read;
    return this.held;
  }

  /** Place in the columns of a record that they hold. */
  placeOf(record: number): number {
    return record - this.first;
  }
}
