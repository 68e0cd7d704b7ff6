/** Identifiers as people see them, and their order: by their bytes, as `sort` in the C locale has it. */
import { type IdTable, textOf } from './id-table.js';

/** Negative when the identifier of `first` comes before that of `second`. */
export function compareIds(table: IdTable, first: number, second: number): number {
  const { keys, keyStart } = table;
  let a = keyStart[first]!;
  let b = keyStart[second]!;
  const aEnd = keyStart[first + 1]!;
  const bEnd = keyStart[second + 1]!;
  while (a < aEnd && b < bEnd) {
    const difference = keys[a++]! - keys[b++]!;
    if (difference !== 0) return difference;
  }
  return aEnd - a - (bEnd - b);
}

/** Puts `rows[from … until)` in the order of their identifiers; most often they stand in it. */
export function sortById(rows: Int32Array, table: IdTable, from: number, until: number): void {
  for (let at = from + 1; at < until; at++) {
    if (compareIds(table, rows[at - 1]!, rows[at]!) < 0) continue;
    rows.subarray(from, until).sort((first, second) => compareIds(table, first, second));
    return;
  }
}

/** A borrower's identifier as the export gives it; '' for a loan that names no borrower (its key begins with a NUL byte). */
export function borrowerIdOf(table: IdTable, borrower: number): string {
  return table.keys[table.keyStart[borrower]!] === 0 ? '' : textOf(table, borrower);
}
