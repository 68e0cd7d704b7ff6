/**
 * Payment rows as they come from the file, before they are grouped by loan: 16 bytes a row, in one part for each
 * thread that read. Rows are numbered through all parts, in file order.
 */
import type { EpochDay } from '../domain/civil-date.js';
import type { Fen } from '../domain/money.js';
import { NO_GROUP } from './grouping.js';
import { newRisingIds, type RisingIds } from './rising-ids.js';
import type { SpillAccess, SpillFile } from './spill.js';
import { newSpilledRows, putSpilledWord, type SpilledRows, spilledWord } from './spilled-rows.js';

/**
 * A record of four numbers for each row, {@link STRETCH_ROWS} rows in each stretch of memory. Stretches are `own`
 * memory: a thread can hand them over, and grouping uses those again whose rows it has moved. Under a memory budget they
 * go to a file as they fill (`spillRows`).
 */
export type RecordStretch = Int32Array<ArrayBuffer>;

export const RECORD_WORDS = 4;
/** Loan index; NO_GROUP once the row has been rejected or has no more effect. */
export const LOAN_WORD = 0;
/** Day × 8 + channel code, see {@link dayOf} and {@link channelOf}. */
export const DAY_WORD = 1;
/** Line of the record, unsigned, counted from the first line of the part. */
export const LINE_WORD = 2;
/** Fen: positive for a receipt, negative for a reversal; {@link LARGE} where 32 bits do not hold them. */
export const AMOUNT_WORD = 3;

/** No row that is kept has an amount of zero: the word of zero says that the amount stands in `largeAmounts`. */
export const LARGE = 0;

const STRETCH_LOG2 = 16;
export const STRETCH_ROWS = 2 ** STRETCH_LOG2;

/** Line and byte offset of every few hundredth record of a table, in file order. */
export interface RowMarks {
  readonly line: number[];
  readonly offset: number[];
}

/** Fingerprint of payment_id, 0/0 where blank. Empty where nobody asked for them. */
export interface PaymentFingerprints {
  readonly [name: string]: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
}

export interface PaymentRows {
  count: number;
  /** Empty ones stand for those that have gone to a file. */
  readonly stretches: RecordStretch[];
  /** Where the stretches go; null where all of them are held. */
  spilled: SpilledRows | null;
  /** Amounts of 2³¹ fen (some 21 million yuan) and more, by row of the part. */
  readonly largeAmounts: Map<number, Fen>;
  /** Lines of the file before the first line of the part. */
  linesBefore: number;
  /** From row `fingerprintsFrom` of the part on; of rows that go to a file, those that wait for it: see `takeFingerprints`. */
  fingerprints: PaymentFingerprints;
  /** The first row whose payment id has a fingerprint. As long as ids rise, and none may be named, nobody needs one. */
  fingerprintsFrom: number;
  /** Rows of this part with an amount that the export books to penalty or fee. */
  readonly booked: { readonly row: number[]; readonly penalty: number[]; readonly fee: number[] };
  /** Whether the payment ids of this part rise from row to row. */
  readonly idOrder: RisingIds;
  /** Reversal rows of this part, the fingerprints of the payment ids that they reverse, and what they take off booked parts. */
  readonly reversals: {
    readonly row: number[];
    readonly ofLow: number[];
    readonly ofHigh: number[];
    readonly penalty: number[];
    readonly fee: number[];
  };
  /** Where each batch began, for finding a row in the file again. */
  readonly marks: RowMarks;
  /** Sum and number of receipts and reversals taken, both sums positive fen. */
  receiptSum: number;
  receiptRows: number;
  reversalSum: number;
  reversalRows: number;
}

export function newPaymentRows(): PaymentRows {
  return {
    count: 0,
    stretches: [],
    spilled: null,
    largeAmounts: new Map(),
    linesBefore: 0,
    fingerprints: { low: new Int32Array(0), high: new Int32Array(0) },
    fingerprintsFrom: Number.POSITIVE_INFINITY,
    booked: { row: [], penalty: [], fee: [] },
    idOrder: newRisingIds(),
    reversals: { row: [], ofLow: [], ofHigh: [], penalty: [], fee: [] },
    marks: { line: [], offset: [] },
    receiptSum: 0,
    receiptRows: 0,
    reversalSum: 0,
    reversalRows: 0,
  };
}

export function newStretch(): RecordStretch {
  return new Int32Array(STRETCH_ROWS * RECORD_WORDS);
}

/** Adds the stretches that `more` further rows need. */
export function makeRoom(rows: PaymentRows, more: number): void {
  while (rows.stretches.length * STRETCH_ROWS < rows.count + more) {
    const used = rows.spilled === null ? undefined : spillStretch(rows, rows.spilled);
    rows.stretches.push(used ?? newStretch());
  }
}

/**
 * Words that a stretch takes in a file: its records, then the low and the high halves of its fingerprints, a hole where
 * nobody asked for them.
 */
export const STRETCH_STRIDE = STRETCH_ROWS * (RECORD_WORDS + 2);

function placeInFile(row: number): number {
  return (row >>> STRETCH_LOG2) * STRETCH_STRIDE + wordOf(row);
}

const GONE: RecordStretch = new Int32Array(0);

/**
 * Lets the stretches of these rows go to the file as they fill; none has been taken yet. Of rows that another thread has
 * read into the file, which it could not hand over with them: they stand in this one.
 */
export function spillRows(rows: PaymentRows, file: SpillFile, access: SpillAccess): void {
  rows.spilled = newSpilledRows(file, access);
  rows.spilled.stretches = rows.stretches.length;
}

/** Puts the next stretch into the file if it is full; its memory can be used again. */
function spillStretch(rows: PaymentRows, spilled: SpilledRows): RecordStretch | undefined {
  if ((spilled.stretches + 1) * STRETCH_ROWS > rows.count) return undefined;
  const at = spilled.stretches++;
  const stretch = rows.stretches[at]!;
  spilled.access.write(spilled.file, at * STRETCH_STRIDE, stretch);
  rows.stretches[at] = GONE;
  return stretch;
}

/** Puts what is left into the file: no rows will be added. */
export function spillRest(rows: PaymentRows): void {
  const { spilled, stretches } = rows;
  if (spilled === null) return;
  for (; spilled.stretches < stretches.length; spilled.stretches++) {
    const at = spilled.stretches;
    const left = Math.max(0, Math.min(STRETCH_ROWS, rows.count - at * STRETCH_ROWS));
    const stretch = stretches[at]!.subarray(0, left * RECORD_WORDS);
    spilled.access.write(spilled.file, at * STRETCH_STRIDE, stretch);
    stretches[at] = GONE;
  }
}

/** The stretch `at` of the rows; one that has gone to the file is read `into` memory that is used again. */
export function stretchOf({ spilled, stretches, count }: PaymentRows, at: number, into: RecordStretch): RecordStretch {
  const held = stretches[at]!;
  if (spilled === null || held.length > 0) return held;
  const rows = Math.min(STRETCH_ROWS, count - at * STRETCH_ROWS);
  const stretch = into.subarray(0, rows * RECORD_WORDS);
  spilled.access.read(spilled.file, at * STRETCH_STRIDE, stretch);
  return stretch;
}

/** Writes the record of `row`, for which there must be room. `day` is packed, see {@link packDay}. */
export function putRow(rows: PaymentRows, row: number, loan: number, day: number, line: number, amount: Fen): void {
  const stretch = rows.stretches[row >>> STRETCH_LOG2]!;
  const at = wordOf(row);
  stretch[at + LOAN_WORD] = loan;
  stretch[at + DAY_WORD] = day;
  stretch[at + LINE_WORD] = line;
  stretch[at + AMOUNT_WORD] = wordOfAmount(rows, row, amount);
}

export function packDay(day: EpochDay, channel: number): number {
  return day * 8 + channel;
}

export function dayOf(packed: number): EpochDay {
  return packed >> 3;
}

export function channelOf(packed: number): number {
  return packed & 7;
}

function wordOf(row: number): number {
  return (row & (STRETCH_ROWS - 1)) * RECORD_WORDS;
}

function wordAt({ spilled, stretches }: PaymentRows, row: number, word: number): number {
  const stretch = stretches[row >>> STRETCH_LOG2]!;
  if (spilled !== null && stretch.length === 0) return spilledWord(spilled, placeInFile(row) + word);
  return stretch[wordOf(row) + word]!;
}

function putWord({ spilled, stretches }: PaymentRows, row: number, word: number, value: number): void {
  const stretch = stretches[row >>> STRETCH_LOG2]!;
  if (spilled !== null && stretch.length === 0) putSpilledWord(spilled, placeInFile(row) + word, value);
  else stretch[wordOf(row) + word] = value;
}

/** Loan index of a row of the part, or NO_GROUP. */
export function loanAt(rows: PaymentRows, row: number): number {
  return wordAt(rows, row, LOAN_WORD);
}

export function dayAt(rows: PaymentRows, row: number): EpochDay {
  return dayOf(wordAt(rows, row, DAY_WORD));
}

/** Line of the file on which the row's record begins. */
export function lineAt(rows: PaymentRows, row: number): number {
  return (wordAt(rows, row, LINE_WORD) >>> 0) + rows.linesBefore;
}

/** Positive for a receipt, negative for a reversal. */
export function amountAt(rows: PaymentRows, row: number): Fen {
  const word = wordAt(rows, row, AMOUNT_WORD);
  return word === LARGE ? rows.largeAmounts.get(row)! : word;
}

/** An amount that is not zero. */
export function putAmount(rows: PaymentRows, row: number, amount: Fen): void {
  putWord(rows, row, AMOUNT_WORD, wordOfAmount(rows, row, amount));
}

/** What stands for the amount in the row's record. */
function wordOfAmount({ largeAmounts }: PaymentRows, row: number, amount: Fen): number {
  if (amount === (amount | 0)) return amount;
  largeAmounts.set(row, amount);
  return LARGE;
}

/** Takes a row out of its loan. */
export function dropRow(rows: PaymentRows, row: number): void {
  putWord(rows, row, LOAN_WORD, NO_GROUP);
}

/** Part and position in it of a row number. */
export function findRow(
  parts: readonly PaymentRows[],
  row: number,
): { readonly part: PaymentRows; readonly at: number } {
  let at = row;
  for (const part of parts) {
    if (at < part.count) return { part, at };
    at -= part.count;
  }
  throw new RangeError(`there is no payment row ${row}`);
}

/** Moves a part that was read as if its first line were the file's first to the lines where it stands. */
export function shiftLines(part: PaymentRows, lines: number): void {
  part.linesBefore += lines;
  const marks = part.marks.line;
  for (let mark = 0; mark < marks.length; mark++) marks[mark]! += lines;
}
