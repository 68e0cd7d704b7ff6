/**
 * A long list as CSV whose rows' values lie in memory in another order than the list's. Making row after row of the list
 * would wait on memory for most of the time, so rows are drafted in the order in which their values lie and spelt out in
 * the order of the list. In a draft, a cell that recurs is a reference: half of a work list is a few long texts.
 */
import type { ByteSink, Headings, OutputColumn } from './columns.js';
import { CsvBytes } from './csv-bytes.js';
import { putBytes } from './csv-cells.js';
import type { CsvForm } from './csv-form.js';
import { csvHeader, tableSink } from './tables.js';

const PIECE_BYTES = 1 << 18;
/** Rows per call of the inner loop. */
const BATCH_ROWS = 512;
/** Rows that are drafted before they are spelt out: few enough that their drafts are no burden under a memory budget. */
const STRETCH_ROWS = 1 << 14;
/** Drafts lie in blocks, so that they are never copied to a larger place; a row lies within one. */
const BLOCK_BYTES = 1 << 20;
/** With less left of it, a block has no room for one more row. */
const ROW_BYTES = 1 << 11;

/** Begins a reference. No UTF-8 text holds such a byte. */
const REFERENCE = 0xff;
/** {@link REFERENCE} and a number of three bytes, lowest first. */
const REFERENCE_BYTES = 4;
const MOST_CELLS = 1 << 24;

/** Cells that recur in a list, made ready once. */
export class RecurringCells {
  private readonly cells: Uint8Array[] = [];
  private longest = 0;

  /** What stands for `cell` in a draft, to be added by {@link CsvBytes.code}: a short one is its own best reference. */
  refer(cell: Uint8Array): Uint8Array {
    if (cell.length <= REFERENCE_BYTES || this.cells.length === MOST_CELLS) return cell;
    const number = this.cells.push(cell) - 1;
    this.longest = Math.max(this.longest, cell.length);
    return Uint8Array.of(REFERENCE, number & 0xff, (number >> 8) & 0xff, number >> 16);
  }

  /** Most bytes that a draft of `length` bytes takes when spelt out. */
  roomFor(length: number): number {
    return length + Math.floor(length / REFERENCE_BYTES) * this.longest;
  }

  /** Spells out the draft `from` … `until` at `start`; returns the place after it. */
  spellOut(draft: Uint8Array, from: number, until: number, bytes: Uint8Array, start: number): number {
    let at = start;
    for (let index = from; index < until; index++) {
      const byte = draft[index]!;
      if (byte !== REFERENCE) {
        bytes[at++] = byte;
        continue;
      }
      const cell = this.cells[draft[index + 1]! | (draft[index + 2]! << 8) | (draft[index + 3]! << 16)]!;
      at = putBytes(bytes, at, cell, 0, cell.length);
      index += REFERENCE_BYTES - 1;
    }
    return at;
  }
}

/**
 * As `writeCsv`: `homes` says of each place of the list where its row lies. `append` adds the row at a place, with cells of
 * `recurring` as their references; it must know the order of `columns`, which are asked for their headings only.
 */
export function writeScatteredCsv<Row>(
  columns: readonly OutputColumn<Row>[],
  homes: Int32Array,
  append: (place: number, out: CsvBytes) => void,
  recurring: RecurringCells,
  headings: Headings,
  finish: ByteSink,
  form: CsvForm = null,
): number {
  finish(csvHeader(columns, headings, form));
  const sink = tableSink(columns, finish, form);
  const drafts = new Drafts(Math.min(STRETCH_ROWS, homes.length));
  for (let from = 0; from < homes.length; from += STRETCH_ROWS) {
    const count = Math.min(STRETCH_ROWS, homes.length - from);
    drafts.clear();
    const places = placesByHome(homes, from, count);
    // Short batches: a loop over a long list would run for long in code optimised on the fly.
    for (let start = 0; start < count; start += BATCH_ROWS) {
      draftBatch(drafts, places.subarray(start, start + BATCH_ROWS), from, append);
    }
    drafts.spellOut(count, recurring, sink);
  }
  return homes.length;
}

function draftBatch(
  drafts: Drafts,
  places: Int32Array,
  from: number,
  append: (place: number, out: CsvBytes) => void,
): void {
  for (let at = 0; at < places.length; at++) {
    const place = places[at]!;
    const out = drafts.beginRow(place);
    append(from + place, out);
    drafts.endRow(place, out);
  }
}

/** The places of a stretch, counted from its first, in the order of their homes. */
function placesByHome(homes: Int32Array, from: number, count: number): Int32Array {
  const keys = new Float64Array(count);
  const places = new Int32Array(count);
  for (let start = 0; start < count; start += BATCH_ROWS) {
    writeKeys(homes, from, start, Math.min(start + BATCH_ROWS, count), keys);
  }
  keys.sort();
  for (let start = 0; start < count; start += BATCH_ROWS) {
    readPlaces(keys, start, Math.min(start + BATCH_ROWS, count), places);
  }
  return places;
}

/** A key holds a home and, below it, the place. */
function writeKeys(homes: Int32Array, from: number, start: number, until: number, keys: Float64Array): void {
  for (let place = start; place < until; place++) keys[place] = homes[from + place]! * STRETCH_ROWS + place;
}

function readPlaces(keys: Float64Array, start: number, until: number, places: Int32Array): void {
  for (let at = start; at < until; at++) {
    const key = keys[at]!;
    places[at] = key - Math.floor(key / STRETCH_ROWS) * STRETCH_ROWS;
  }
}

/** The rows of a stretch, as drafted, by their places in it. */
class Drafts {
  private readonly blocks: CsvBytes[] = [new CsvBytes(BLOCK_BYTES)];
  private current = 0;
  private readonly blockOf: Uint32Array;
  private readonly starts: Uint32Array;
  private readonly ends: Uint32Array;

  constructor(rows: number) {
    this.blockOf = new Uint32Array(rows);
    this.starts = new Uint32Array(rows);
    this.ends = new Uint32Array(rows);
  }

  clear(): void {
    for (const block of this.blocks) block.clear();
    this.current = 0;
  }

  /** Where the row at `place` is to be written. */
  beginRow(place: number): CsvBytes {
    let out = this.blocks[this.current]!;
    if (out.size > BLOCK_BYTES - ROW_BYTES) {
      this.current++;
      out = this.blocks[this.current] ??= new CsvBytes(BLOCK_BYTES);
    }
    this.blockOf[place] = this.current;
    this.starts[place] = out.size;
    return out;
  }

  endRow(place: number, out: CsvBytes): void {
    this.ends[place] = out.size;
  }

  /** Hands on the first `count` rows in the order of their places, with all cells spelt out. */
  spellOut(count: number, recurring: RecurringCells, sink: ByteSink): void {
    const blocks = this.blocks.map((block) => block.filled());
    const piece: Piece = { bytes: new Uint8Array(PIECE_BYTES), filled: 0 };
    for (let start = 0; start < count; start += BATCH_ROWS) {
      this.spellBatch(blocks, start, Math.min(start + BATCH_ROWS, count), recurring, piece, sink);
    }
    sink(piece.bytes.subarray(0, piece.filled));
  }

  private spellBatch(
    blocks: readonly Uint8Array[],
    from: number,
    until: number,
    recurring: RecurringCells,
    piece: Piece,
    sink: ByteSink,
  ): void {
    for (let place = from; place < until; place++) {
      const start = this.starts[place]!;
      const end = this.ends[place]!;
      const room = recurring.roomFor(end - start);
      if (piece.filled + room > piece.bytes.length) {
        sink(piece.bytes.subarray(0, piece.filled));
        piece.filled = 0;
        if (room > piece.bytes.length) piece.bytes = new Uint8Array(room);
      }
      piece.filled = recurring.spellOut(blocks[this.blockOf[place]!]!, start, end, piece.bytes, piece.filled);
    }
  }
}

/** Finished bytes that wait to be handed on. */
interface Piece {
  bytes: Uint8Array;
  filled: number;
}
