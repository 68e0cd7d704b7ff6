/**
 * The fingerprints of payment ids beside the rows that they belong to: in columns as long as the rows, or with rows that
 * go to a file a stretch at a time.
 */
import { int32Column } from './columns.js';
import type { FingerprintPiece, FingerprintRows } from './fingerprint.js';
import { type PaymentRows, RECORD_WORDS, STRETCH_ROWS, STRETCH_STRIDE } from './payment-rows.js';
import type { SpilledRows } from './spilled-rows.js';

/** Where the fingerprints of stretch `at` stand in the file. */
function lowAt(at: number): number {
  return at * STRETCH_STRIDE + STRETCH_ROWS * RECORD_WORDS;
}

function writeStretch({ access, file }: SpilledRows, at: number, low: Int32Array, high: Int32Array): void {
  access.write(file, lowAt(at), low);
  access.write(file, lowAt(at) + STRETCH_ROWS, high);
}

/** Of rows that go to a file: the fingerprints from row `first` on, which is the first of a stretch. */
export class FingerprintSpill {
  readonly low = int32Column(STRETCH_ROWS * 2, 'own');
  readonly high = int32Column(STRETCH_ROWS * 2, 'own');
  /** Row that stands first in the columns. */
  first: number;
  private readonly spilled: SpilledRows;

  constructor(spilled: SpilledRows, from: number) {
    this.spilled = spilled;
    this.first = from - (from % STRETCH_ROWS);
  }

  /** All rows before `next` have come, fewer than a stretch since it was last told: what is whole goes to the file. */
  advance(next: number): void {
    if (next - this.first < STRETCH_ROWS) return;
    writeStretch(
      this.spilled,
      this.first / STRETCH_ROWS,
      this.low.subarray(0, STRETCH_ROWS),
      this.high.subarray(0, STRETCH_ROWS),
    );
    for (const column of [this.low, this.high]) {
      column.copyWithin(0, STRETCH_ROWS);
      column.fill(0, STRETCH_ROWS);
    }
    this.first += STRETCH_ROWS;
  }

  /** No more will come after row `count`. */
  finish(count: number): void {
    const left = count - this.first;
    if (left <= 0) return;
    writeStretch(this.spilled, this.first / STRETCH_ROWS, this.low.subarray(0, left), this.high.subarray(0, left));
  }
}

/** All fingerprints of the rows, of which none is missing any more. */
export function fingerprintsOf(rows: PaymentRows): FingerprintRows {
  const { count, fingerprints, fingerprintsFrom, spilled } = rows;
  return {
    count,
    eachPiece(see) {
      if (fingerprintsFrom > 0) return;
      if (spilled === null) see({ from: 0, count, ...pairOf(fingerprints.low, fingerprints.high) });
      else eachStretch(spilled, 0, count, see);
    },
  };
}

function pairOf(low: Int32Array, high: Int32Array): Pick<FingerprintPiece, 'low' | 'high'> {
  return { low, high };
}

function eachStretch(
  { access, file }: SpilledRows,
  from: number,
  until: number,
  see: (piece: FingerprintPiece) => void,
): void {
  const low = new Int32Array(STRETCH_ROWS);
  const high = new Int32Array(STRETCH_ROWS);
  for (let first = from; first < until; first += STRETCH_ROWS) {
    // The file may end before, where nothing was written.
    low.fill(0);
    high.fill(0);
    access.read(file, lowAt(first / STRETCH_ROWS), low);
    access.read(file, lowAt(first / STRETCH_ROWS) + STRETCH_ROWS, high);
    see({ from: first, count: Math.min(STRETCH_ROWS, until - first), low, high });
  }
}

/**
 * Lets `fill` write the fingerprints of the rows before `missing`, some of them at a time: into the places from 0 on of
 * the columns it is given, for the rows from `from` on.
 */
export function fillMissing(
  rows: PaymentRows,
  missing: number,
  fill: (from: number, count: number, low: Int32Array, high: Int32Array) => void,
): void {
  const { spilled } = rows;
  if (spilled === null) {
    if (rows.fingerprints.low.length === 0) {
      rows.fingerprints = { low: int32Column(missing, 'own'), high: int32Column(missing, 'own') };
    }
    fill(0, missing, rows.fingerprints.low, rows.fingerprints.high);
  } else {
    // Of the stretch in which they begin, those that stand in the file are read and written again.
    eachStretch(spilled, 0, missing, ({ from, count, low, high }) => {
      fill(from, count, low, high);
      writeStretch(spilled, from / STRETCH_ROWS, low, high);
    });
  }
  rows.fingerprintsFrom = 0;
}
