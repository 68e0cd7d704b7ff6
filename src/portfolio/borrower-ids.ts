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

/** A borrower's identifier as the export gives it; '' for a loan that names no borrower (its key begins with a NUL byte). */
export function borrowerIdOf(table: IdTable, borrower: number): string {
  return table.keys[table.keyStart[borrower]!] === 0 ? '' : textOf(table, borrower);
}
