/** The text of a cell whose number turned out to be unusable, for its problem. */
import type { OpenTable } from '../open-table.js';
import { readRecordCells } from '../record-text.js';
import { columnPosition } from '../shapes.js';
import type { CellAt } from './loans.js';

/** Longest cell text in a problem. */
const LONGEST_CELL = 60;

/** Looks cells up in the file again. */
export function cellsOf(open: OpenTable): CellAt {
  return (offset, column) => {
    const fileColumn = open.columnOf.indexOf(columnPosition(open.shape, column));
    return {
      column: open.titles[fileColumn] ?? column,
      cell: (readRecordCells(open, offset)[fileColumn] ?? '').slice(0, LONGEST_CELL),
    };
  };
}
