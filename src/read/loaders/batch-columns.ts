/** Moving the values of a batch of records into the book's columns. */
import { NO_DAY } from '../../domain/civil-date.js';
import { codeOfCell, type Dictionary, learnCell, newDictionary } from '../../portfolio/dictionary.js';
import { type ChoiceCache, findChoice, newChoiceCache, rememberChoice } from '../byte-choices.js';
import { viewOf } from '../byte-columns.js';
import { isBlankValue } from '../cells.js';
import { columnPosition } from '../shapes.js';
import { BATCH_ROWS, type RecordBatch, type TableShape } from '../table.js';

/** Positions of columns in a shape, by canonical name. */
export function positionsOf<N extends string>(shape: TableShape, names: readonly N[]): Readonly<Record<N, number>> {
  return Object.fromEntries(names.map((name) => [name, columnPosition(shape, name)])) as Record<N, number>;
}

/** Rows of a batch that passed every check, in order. */
export interface KeptRows {
  count: number;
  readonly rows: Int32Array;
}

export function newKeptRows(): KeptRows {
  return { count: 0, rows: new Int32Array(BATCH_ROWS) };
}

/** Numbers as they are; a blank stays NaN. */
export function copyNumbers(source: Float64Array, kept: KeptRows, target: Float64Array, base: number): void {
  const { count, rows } = kept;
  if (count === 0) return;
  // Nothing was left out: the last kept row is as far on as there are rows.
  if (rows[count - 1] === count - 1) target.set(source.subarray(0, count), base);
  else for (let index = 0; index < count; index++) target[base + index] = source[rows[index]!]!;
}

/** Whether none of the first `count` values of a batch says anything. */
export function isBlankThroughout(values: Float64Array, count: number): boolean {
  for (let row = 0; row < count; row++) if (!Number.isNaN(values[row]!)) return false;
  return true;
}

/** Epoch days; a blank becomes {@link NO_DAY}. */
export function copyDays(source: Float64Array, kept: KeptRows, target: Int32Array, base: number): void {
  const { count, rows } = kept;
  for (let index = 0; index < count; index++) {
    const day = source[rows[index]!]!;
    target[base + index] = Number.isNaN(day) ? NO_DAY : day;
  }
}

/** Codes and small whole numbers; a blank becomes 0, "not given". */
export function copyCodes(source: Float64Array, kept: KeptRows, target: Uint8Array, base: number): void {
  const { count, rows } = kept;
  // A NaN stored in a byte is 0.
  for (let index = 0; index < count; index++) target[base + index] = source[rows[index]!]!;
}

const NOTHING = new Set(['', '无', '-', '/', 'none', 'n/a']);

/** 1 where a text cell says something. */
export function copyPresence(
  batch: RecordBatch,
  column: number,
  kept: KeptRows,
  target: Uint8Array,
  base: number,
): void {
  const { count, rows } = kept;
  const start = batch.start[column]!;
  const end = batch.end[column]!;
  for (let index = 0; index < count; index++) {
    const row = rows[index]!;
    const isBlank = start[row] === end[row] || NOTHING.has(batch.text(row, column).toLowerCase());
    target[base + index] = isBlank ? 0 : 1;
  }
}

export function copyLines(batch: RecordBatch, kept: KeptRows, target: Uint32Array, base: number): void {
  const { count, rows } = kept;
  const { line } = batch;
  for (let index = 0; index < count; index++) target[base + index] = line[rows[index]!]!;
}

/** What a column of names has said so far. */
export interface NamedCells {
  readonly dictionary: Dictionary;
  /** Codes of the spellings met first, which is all of them in nearly every book. */
  readonly met: ChoiceCache;
}

/** 2^12: the officers of a large bank. */
const MOST_MET_LOG2 = 12;

export function newNamedCells(): NamedCells {
  return { dictionary: newDictionary(), met: newChoiceCache(MOST_MET_LOG2) };
}

/** Codes of a text column through a dictionary, which learns new spellings. */
export function copyNames(
  batch: RecordBatch,
  column: number,
  kept: KeptRows,
  { dictionary, met }: NamedCells,
  target: Int32Array | Uint16Array,
  base: number,
): void {
  const { count, rows } = kept;
  const { bytes } = batch;
  const starts = batch.start[column]!;
  const ends = batch.end[column]!;
  const view = viewOf(bytes);
  for (let index = 0; index < count; index++) {
    const row = rows[index]!;
    const start = starts[row]!;
    const end = ends[row]!;
    let code = 0;
    if (start !== end) {
      const entry = findChoice(met, view, start, end);
      if (entry >= 0) code = met.values[entry]!;
      else {
        code = nameCode(batch, row, column, dictionary);
        rememberChoice(met, bytes, start, end, code);
      }
    }
    target[base + index] = code;
  }
}

/** Code of one text cell through a dictionary; 0 where it is blank. */
export function nameCode(batch: RecordBatch, row: number, column: number, dictionary: Dictionary): number {
  const start = batch.start[column]![row]!;
  const end = batch.end[column]![row]!;
  const code = codeOfCell(dictionary, batch.bytes, start, end);
  if (code >= 0) return code;
  const text = batch.text(row, column);
  return learnCell(dictionary, batch.bytes, start, end, isBlankValue(text) ? '' : text);
}
