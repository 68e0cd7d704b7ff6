/** Events that go to a file as they are read, and their order there: by borrower, by moment, then as in memory. */

import { EVENT_KINDS } from '../../domain/loan.js';
import { type GroupRange, groupOutside, type UngroupedRecords } from '../../portfolio/group-outside.js';
import { sortWithinGroups } from '../../portfolio/grouping.js';
import type { Spill, SpillFile } from '../../portfolio/spill.js';
import {
  BORROWER_WORD,
  decodeMoments,
  EVENT_WORDS,
  encodeEvents,
  type MomentColumns,
  newMomentColumns,
  type SpilledEvents,
} from '../../portfolio/spilled-events.js';
import { type EventNames, orderSameMoments } from './same-moment.js';

/** Kinds that tell that somebody is in bankruptcy. */
const TELL_BANKRUPTCY = (['bankruptcy_accepted', 'bankruptcy_claim'] as const).map(
  (kind) => EVENT_KINDS.indexOf(kind) + 1,
);

/** Records that are written, read or put in order at a time. */
const PIECE = 1 << 15;

/** Events in the order of the file, as records. */
export class EventSpill {
  private count = 0;
  private tellBankruptcy = false;
  private readonly spill: Spill;
  private readonly file: SpillFile;
  private readonly piece = new Int32Array(PIECE * EVENT_WORDS);

  constructor(spill: Spill) {
    this.spill = spill;
    this.file = spill.create();
  }

  /** Adds the first `count` rows of columns. */
  append(rows: MomentColumns & { readonly borrower: Int32Array }, count: number): void {
    const kinds = rows.kind.subarray(0, count);
    if (TELL_BANKRUPTCY.some((kind) => kinds.includes(kind))) this.tellBankruptcy = true;
    for (let from = 0; from < count; from += PIECE) {
      const until = Math.min(from + PIECE, count);
      const piece = rowsBetween(rows, from, until);
      encodeEvents(piece, rows.borrower.subarray(from, until), until - from, this.piece, 0);
      const words = this.piece.subarray(0, (until - from) * EVENT_WORDS);
      this.spill.write(this.file, this.count * EVENT_WORDS, words);
      this.count += until - from;
    }
  }

  /** Puts all of them in order; nothing may be added afterwards. */
  async group(
    borrowers: number,
    names: EventNames,
  ): Promise<{ readonly events: SpilledEvents; readonly eventStart: Int32Array }> {
    const sorted = this.spill.create();
    const records = new UngroupedEvents(this.spill, this.file, this.count, this.piece, names);
    const eventStart = await groupOutside(records, borrowers, sorted, this.spill);
    this.spill.remove(this.file);
    const { count, tellBankruptcy } = this;
    return { events: { file: sorted, count, tellBankruptcy }, eventStart };
  }
}

function rowsBetween(rows: MomentColumns, from: number, until: number): MomentColumns {
  return {
    moment: rows.moment.subarray(from, until),
    kind: rows.kind.subarray(from, until),
    loan: rows.loan.subarray(from, until),
    evidence: rows.evidence.subarray(from, until),
    endedOn: rows.endedOn.subarray(from, until),
    promisedOn: rows.promisedOn.subarray(from, until),
    amount: rows.amount.subarray(from, until),
    party: rows.party.subarray(from, until),
    results: rows.results.subarray(from, until),
    line: rows.line.subarray(from, until),
  };
}

class UngroupedEvents implements UngroupedRecords {
  readonly words = EVENT_WORDS;

  private readonly spill: Spill;
  private readonly file: SpillFile;
  private readonly total: number;
  private readonly piece: Int32Array;
  private readonly names: EventNames;

  constructor(spill: Spill, file: SpillFile, total: number, piece: Int32Array, names: EventNames) {
    this.spill = spill;
    this.file = file;
    this.total = total;
    this.piece = piece;
    this.names = names;
  }

  count(counts: Int32Array): void {
    this.eachPiece((records) => {
      for (let at = BORROWER_WORD; at < records.length; at += EVENT_WORDS) counts[records[at]!]! += 1;
    });
  }

  place({ from, until }: GroupRange, next: Int32Array, target: Int32Array): void {
    this.eachPiece((records) => {
      for (let at = 0; at < records.length; at += EVENT_WORDS) {
        const borrower = records[at + BORROWER_WORD]!;
        if (borrower < from || borrower >= until) continue;
        const to = next[borrower - from]!++ * EVENT_WORDS;
        for (let word = 0; word < EVENT_WORDS; word++) target[to + word] = records[at + word]!;
      }
    });
  }

  /** Piece by piece of whole borrowers, in columns: they are put in order as those of a book in memory are. */
  complete({ from, until }: GroupRange, starts: Int32Array, target: Int32Array): void {
    let columns = newMomentColumns(PIECE);
    for (let first = from; first < until; ) {
      let end = first + 1;
      while (end < until && starts[end + 1]! - starts[first]! <= PIECE) end++;
      const count = starts[end]! - starts[first]!;
      if (count > columns.moment.length) columns = newMomentColumns(count);
      orderEvents(starts.subarray(first, end + 1), starts[from]!, columns, target, this.names);
      first = end;
    }
  }

  private eachPiece(see: (records: Int32Array) => void): void {
    for (let from = 0; from < this.total; from += PIECE) {
      const records = this.piece.subarray(0, Math.min(PIECE, this.total - from) * EVENT_WORDS);
      this.spill.read(this.file, from * EVENT_WORDS, records);
      see(records);
    }
  }
}

/** Orders the events of some borrowers; `starts` counts as those of the book, of which record `base` is the first of the target. */
function orderEvents(
  starts: Int32Array,
  base: number,
  columns: MomentColumns,
  target: Int32Array,
  names: EventNames,
): void {
  const first = starts[0]!;
  const count = starts.at(-1)! - first;
  if (count === 0) return;
  const own = starts.map((start) => start - first);
  decodeMoments(target, first - base, count, columns);
  const { moment, ...others } = columns;
  sortWithinGroups(own, moment, Object.values(others));
  orderSameMoments(own, moment, columns, Object.values(others), names);
  encodeEvents(columns, undefined, count, target, first - base);
}
