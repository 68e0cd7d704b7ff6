/**
 * Grouping of rows by loan or borrower: a counting sort, then a stable sort by date within each group. Three steps on
 * purpose, so that each column can be moved and its old memory released before the next one.
 */
import type { Column } from './columns.js';
import { int32Column } from './columns.js';

/** Group of a row that is in no group. */
export const NO_GROUP = -1;

/**
 * Where each group begins when the rows of all parts are put together: entry `groups` is the number of rows grouped.
 * A part holds a group number, or {@link NO_GROUP}, per row.
 */
export function startsOfGroups(parts: readonly Int32Array[], groups: number): Int32Array {
  const starts = int32Column(groups + 1);
  for (const part of parts) countRows(part, starts);
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  return starts;
}

/** Adds the number of rows of group g to `starts[g + 1]`. */
function countRows(groupOf: Int32Array, starts: Int32Array): void {
  const rows = groupOf.length;
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row]!;
    if (group >= 0) starts[group + 1]! += 1;
  }
}

/** Replaces each row's group by the position it takes in the grouped columns; rows of a group keep their order. */
export function placeRows(parts: readonly Int32Array[], starts: Int32Array): void {
  const next = new Int32Array(starts);
  for (const part of parts) placePart(part, next);
}

function placePart(groupOf: Int32Array, next: Int32Array): void {
  const rows = groupOf.length;
  for (let row = 0; row < rows; row++) {
    const group = groupOf[row]!;
    if (group < 0) continue;
    const position = next[group]!;
    next[group] = position + 1;
    groupOf[row] = position;
  }
}

/** Moves a column to the positions that {@link placeRows} gave, and returns `target`; `source` may be longer than `positions`. */
export function scatter<C extends Column>(source: C, positions: Int32Array, target: C): C {
  const rows = positions.length;
  for (let row = 0; row < rows; row++) {
    const position = positions[row]!;
    if (position >= 0) target[position] = source[row]!;
  }
  return target;
}

/**
 * The same for a column of which most entries are `blank` (NaN included), which the target is filled with: only the others
 * are moved, one after the other into memory far apart, which is what takes the time.
 */
export function scatterGiven<C extends Column>(source: C, positions: Int32Array, target: C, blank: number): C {
  const isBlankNaN = Number.isNaN(blank);
  const rows = positions.length;
  for (let row = 0; row < rows; row++) {
    const value = source[row]!;
    if (value === blank || (isBlankNaN && Number.isNaN(value))) continue;
    const position = positions[row]!;
    if (position >= 0) target[position] = value;
  }
  return target;
}

/** Groups up to this long are sorted by insertion; exports are nearly in date order. */
const SHORT_GROUP = 48;

/**
 * Puts the rows of each group (of `firstGroup` … `untilGroup`, exclusive) in rising order of `key`, rows with the same key in the order in which they stand.
 * `others` are moved along; empty ones are skipped.
 */
export function sortWithinGroups(
  starts: Int32Array,
  key: Int32Array,
  others: readonly Column[],
  firstGroup = 0,
  untilGroup = starts.length - 1,
): void {
  const moved = others.filter((column) => column.length > 0);
  for (let group = firstGroup; group < untilGroup; group++) {
    const from = starts[group]!;
    const until = starts[group + 1]!;
    if (isRising(key, from, until)) continue;
    if (until - from <= SHORT_GROUP) sortShortGroup(key, moved, from, until);
    else sortLongGroup(key, moved, from, until);
  }
}

function isRising(key: Int32Array, from: number, until: number): boolean {
  for (let row = from + 1; row < until; row++) if (key[row]! < key[row - 1]!) return false;
  return true;
}

function sortShortGroup(key: Int32Array, others: readonly Column[], from: number, until: number): void {
  for (let row = from + 1; row < until; row++) {
    const moving = key[row]!;
    let place = row;
    while (place > from && key[place - 1]! > moving) place--;
    if (place === row) continue;
    key.copyWithin(place + 1, place, row);
    key[place] = moving;
    for (const column of others) {
      const value = column[row]!;
      column.copyWithin(place + 1, place, row);
      column[place] = value;
    }
  }
}

function sortLongGroup(key: Int32Array, others: readonly Column[], from: number, until: number): void {
  const order = new Uint32Array(until - from);
  for (let row = 0; row < order.length; row++) order[row] = from + row;
  order.sort((first, second) => key[first]! - key[second]! || first - second);
  for (const column of [key, ...others]) {
    const sorted = Array.from(order, (row) => column[row]!);
    column.set(sorted, from);
  }
}
