/**
 * Records in files put in order of their group: a counting sort by ranges of groups, each as large as there is memory
 * for, so that every record is moved once within memory and once to the file where it stays. One range is often enough.
 */
import { int32Column, release } from './columns.js';
import type { Spill, SpillFile } from './spill.js';

/** Records as they were read, which are gone through in their order once for the counting and once for each range. */
export interface UngroupedRecords {
  /** Words of a record as it will be kept. */
  readonly words: number;
  /** Adds the records of each group to `counts`. */
  count(counts: Int32Array): void;
  /** Writes the records of the range's groups, as they will be kept, to the places that `next` gives, which move on. */
  place(range: GroupRange, next: Int32Array, target: Int32Array): void;
  /**
   * Completes the records of the range and orders those of each group, which stand as they came: those of group g from
   * record `starts[g] - starts[range.from]` on.
   */
  complete(range: GroupRange, starts: Int32Array, target: Int32Array): void;
}

/** Groups `from` … `until` (exclusive). */
export interface GroupRange {
  readonly from: number;
  readonly until: number;
}

const WORD_BYTES = 4;

/** Writes the records to `file`, one group after the other, and returns where each begins; entry `groups` is their number. */
export async function groupOutside(
  records: UngroupedRecords,
  groups: number,
  file: SpillFile,
  spill: Spill,
): Promise<Int32Array> {
  const starts = int32Column(groups + 1);
  records.count(starts.subarray(1));
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;

  const most = Math.floor(spill.workBytes / (records.words * WORD_BYTES));
  for (let from = 0; from < groups; ) {
    const range = { from, until: rangeEnd(starts, from, groups, most) };
    await groupRange(records, range, starts, file, spill);
    from = range.until;
  }
  return starts;
}

/** As many groups as hold no more than `most` records together, one at least. */
function rangeEnd(starts: Int32Array, from: number, groups: number, most: number): number {
  const first = starts[from]!;
  let low = from + 1;
  let high = groups;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! - first <= most) low = middle;
    else high = middle - 1;
  }
  return low;
}

async function groupRange(
  records: UngroupedRecords,
  range: GroupRange,
  starts: Int32Array,
  file: SpillFile,
  spill: Spill,
): Promise<void> {
  const first = starts[range.from]!;
  const count = starts[range.until]! - first;
  if (count === 0) return;
  const target = int32Column(count * records.words, 'own');
  const next = int32Column(range.until - range.from, 'own');
  for (let group = 0; group < next.length; group++) next[group] = starts[range.from + group]! - first;
  records.place(range, next, target);
  records.complete(range, starts, target);
  spill.write(file, first * records.words, target);
  await release([target, next]);
}
