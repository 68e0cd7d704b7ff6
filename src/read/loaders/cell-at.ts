/** The text of a cell whose number turned out to be unusable, for its problem. */
import type { OpenTable } from '../opened-table.js';
import { readRecordCells } from '../record-text.js';
import { columnPosition } from '../shapes.js';

/** A cell as the file has it, for messages: title of the column and text of the cell. */
export type CellAt = (offset: number, column: string) => { readonly column: string; readonly cell: string };

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
