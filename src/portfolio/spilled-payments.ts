/**
 * The payments of a book in a file, in order of loan and day. A loan is shown through a window of them, as columns that
 * look like those of a book in memory.
 */
import type { EpochDay } from '../domain/civil-date.js';
import type { PaymentColumns } from '../domain/loan.js';
import { release } from './columns.js';
import { type GroupRange, groupOutside, type UngroupedRecords } from './group-outside.js';
import { fitBookedParts } from './group-payments.js';
import { NO_GROUP } from './grouping.js';
import {
  AMOUNT_WORD,
  amountAt,
  channelOf,
  DAY_WORD,
  dayOf,
  LARGE,
  LINE_WORD,
  LOAN_WORD,
  lineAt,
  loanAt,
  newStretch,
  type PaymentRows,
  RECORD_WORDS,
  type RecordStretch,
  STRETCH_ROWS,
  stretchOf,
} from './payment-rows.js';
import { RecordWindow } from './record-window.js';
import type { Spill, SpillAccess, SpillFile } from './spill.js';

/** It can be posted. */
export interface SpilledPayments {
  readonly file: SpillFile;
  readonly count: number;
  /** Whether any receipt of the book has a penalty or a fee part. */
  readonly hasPenalty: boolean;
  readonly hasFee: boolean;
  /** Bit c is set where a receipt came through the channel of code c. */
  readonly channels: number;
}

/** Words of a record: the day with the channel as in a row, the line, and the amount as a double of two words. */
const PLAIN_WORDS = 4;
const PACKED_DAY = 0;
const LINE = 1;
const AMOUNT_DOUBLE = 1;
/** Where receipts have booked parts, two doubles follow: penalty and fee. */
const BOOKED_WORDS = 8;
const PENALTY_DOUBLE = 2;
const FEE_DOUBLE = 3;

function wordsOf({ hasPenalty, hasFee }: Pick<SpilledPayments, 'hasPenalty' | 'hasFee'>): number {
  return hasPenalty || hasFee ? BOOKED_WORDS : PLAIN_WORDS;
}

/** As `groupPayments`, into a file. The rows of the parts lie in files too, which are removed. */
export async function groupSpilledPayments(
  parts: readonly PaymentRows[],
  loans: number,
  spill: Spill,
): Promise<{ readonly payments: SpilledPayments; readonly paymentStart: Int32Array }> {
  const file = spill.create();
  const hasPenalty = parts.some(({ booked }) => booked.penalty.some((penalty) => penalty > 0));
  const hasFee = parts.some(({ booked }) => booked.fee.some((fee) => fee > 0));
  const records = new UngroupedPayments(parts, wordsOf({ hasPenalty, hasFee }));
  await release(parts.flatMap(({ fingerprints }) => [fingerprints.low, fingerprints.high]));
  const paymentStart = await groupOutside(records, loans, file, spill);
  for (const { spilled } of parts) if (spilled !== null) spill.remove(spilled.file);
  return {
    payments: { file, count: paymentStart[loans]!, hasPenalty, hasFee, channels: records.channels },
    paymentStart,
  };
}

/** Records per call of an inner loop: a loop over all of them would run for long in code optimised on the fly. */
const BATCH_ROWS = 4096;

class UngroupedPayments implements UngroupedRecords {
  channels = 0;
  readonly words: number;
  private readonly parts: readonly PaymentRows[];
  private readonly stretch: RecordStretch = newStretch();

  constructor(parts: readonly PaymentRows[], words: number) {
    this.parts = parts;
    this.words = words;
  }

  count(counts: Int32Array): void {
    this.eachBatch((stretch, from, until) => {
      this.channels |= countBatch(stretch, from, until, counts);
    });
  }

  place(range: GroupRange, next: Int32Array, target: Int32Array): void {
    const doubles = new Float64Array(target.buffer);
    const { words } = this;
    this.eachBatch((stretch, from, until, part, firstRow) => {
      placeBatch(stretch, from, until, part, range, next, target, doubles, words, firstRow);
    });
  }

  complete(range: GroupRange, starts: Int32Array, target: Int32Array): void {
    const { words } = this;
    if (words === BOOKED_WORDS) for (const part of this.parts) putBookedParts(part, range, starts, target);
    const first = starts[range.from]!;
    for (let loan = range.from; loan < range.until; loan++) {
      sortRecords(target, words, starts[loan]! - first, starts[loan + 1]! - first);
    }
  }

  private eachBatch(
    see: (stretch: RecordStretch, from: number, until: number, part: PaymentRows, firstRow: number) => void,
  ): void {
    for (const part of this.parts) {
      for (let at = 0; at * STRETCH_ROWS < part.count; at++) {
        const stretch = stretchOf(part, at, this.stretch);
        const words = Math.min(STRETCH_ROWS, part.count - at * STRETCH_ROWS) * RECORD_WORDS;
        for (let from = 0; from < words; from += BATCH_ROWS * RECORD_WORDS) {
          see(stretch, from, Math.min(from + BATCH_ROWS * RECORD_WORDS, words), part, at * STRETCH_ROWS);
        }
      }
    }
  }
}

/** Returns the channels met, a bit each. */
function countBatch(stretch: RecordStretch, from: number, until: number, counts: Int32Array): number {
  let channels = 0;
  for (let at = from; at < until; at += RECORD_WORDS) {
    const loan = stretch[at + LOAN_WORD]!;
    if (loan === NO_GROUP) continue;
    counts[loan]! += 1;
    channels |= 1 << channelOf(stretch[at + DAY_WORD]!);
  }
  return channels;
}

function placeBatch(
  stretch: RecordStretch,
  begin: number,
  end: number,
  { largeAmounts, linesBefore }: PaymentRows,
  { from, until }: GroupRange,
  next: Int32Array,
  target: Int32Array,
  doubles: Float64Array,
  words: number,
  firstRow: number,
): void {
  for (let at = begin; at < end; at += RECORD_WORDS) {
    const loan = stretch[at + LOAN_WORD]!;
    if (loan < from || loan >= until) continue;
    const place = next[loan - from]!;
    next[loan - from] = place + 1;
    const word = place * words;
    const fen = stretch[at + AMOUNT_WORD]!;
    target[word + PACKED_DAY] = stretch[at + DAY_WORD]!;
    target[word + LINE] = (stretch[at + LINE_WORD]! >>> 0) + linesBefore;
    doubles[(word >> 1) + AMOUNT_DOUBLE] = fen === LARGE ? largeAmounts.get(firstRow + at / RECORD_WORDS)! : fen;
  }
}

/** Penalty and fee parts of the receipts of a part that belong to the range. */
function putBookedParts(part: PaymentRows, { from, until }: GroupRange, starts: Int32Array, target: Int32Array): void {
  const doubles = new Float64Array(target.buffer);
  const { row, penalty, fee } = part.booked;
  const first = starts[from]!;
  for (let entry = 0; entry < row.length; entry++) {
    const loan = loanAt(part, row[entry]!);
    if (loan < from || loan >= until) continue;
    const line = lineAt(part, row[entry]!);
    const place = placeOfLine(target, line, starts[loan]! - first, starts[loan + 1]! - first);
    const kept = fitBookedParts(penalty[entry]!, fee[entry]!, amountAt(part, row[entry]!));
    doubles[place * (BOOKED_WORDS / 2) + PENALTY_DOUBLE] = kept.penalty;
    doubles[place * (BOOKED_WORDS / 2) + FEE_DOUBLE] = kept.fee;
  }
}

/** Place of a line among the records `from` … `until` of a loan, which stand in file order. */
function placeOfLine(target: Int32Array, line: number, from: number, until: number): number {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (target[middle * BOOKED_WORDS + LINE]! >>> 0 < line) low = middle + 1;
    else high = middle;
  }
  return low;
}

function dayOfRecord(target: Int32Array, words: number, record: number): EpochDay {
  return dayOf(target[record * words + PACKED_DAY]!);
}

/** Puts the records `from` … `until` in rising order of day, those of one day as they stand. */
function sortRecords(target: Int32Array, words: number, from: number, until: number): void {
  let at = from + 1;
  while (at < until && dayOfRecord(target, words, at) >= dayOfRecord(target, words, at - 1)) at++;
  if (at >= until) return;
  const order = Uint32Array.from({ length: until - from }, (_, record) => from + record);
  order.sort((one, other) => dayOfRecord(target, words, one) - dayOfRecord(target, words, other) || one - other);
  const moved = target.slice(from * words, until * words);
  for (let record = 0; record < order.length; record++) {
    const source = (order[record]! - from) * words;
    target.set(moved.subarray(source, source + words), (from + record) * words);
  }
}

/** A window on the payments of a book, one for each place that holds a loan in hand. */
export class PaymentWindow extends RecordWindow<PaymentColumns> {
  private readonly payments: SpilledPayments;

  constructor(payments: SpilledPayments, access: SpillAccess) {
    super(payments.file, access, wordsOf(payments), payments.count);
    this.payments = payments;
  }

  protected newColumns(capacity: number): PaymentColumns {
    const { hasFee, hasPenalty } = this.payments;
    return {
      paidOn: new Int32Array(capacity),
      amount: new Float64Array(capacity),
      penaltyPart: new Float64Array(hasPenalty ? capacity : 0),
      feePart: new Float64Array(hasFee ? capacity : 0),
      channel: new Uint8Array(capacity),
      line: new Uint32Array(capacity),
    };
  }

  protected decode(records: Int32Array, count: number, into: PaymentColumns): void {
    const { paidOn, amount, penaltyPart, feePart, channel, line } = into;
    const doubles = new Float64Array(records.buffer);
    const { hasFee, hasPenalty } = this.payments;
    const words = wordsOf(this.payments);
    for (let record = 0; record < count; record++) {
      const at = record * words;
      const day = records[at + PACKED_DAY]!;
      paidOn[record] = dayOf(day);
      channel[record] = channelOf(day);
      line[record] = records[at + LINE]!;
      amount[record] = doubles[(at >> 1) + AMOUNT_DOUBLE]!;
      if (hasPenalty) penaltyPart[record] = doubles[(at >> 1) + PENALTY_DOUBLE]!;
      if (hasFee) feePart[record] = doubles[(at >> 1) + FEE_DOUBLE]!;
    }
  }
}
