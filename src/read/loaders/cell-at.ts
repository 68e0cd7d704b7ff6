/** The text of a cell whose number turned out to be unusable, for its problem. */
import { shownCell } from '../cells.js';
import type { OpenTable } from '../opened-table.js';
import { readRecordCells } from '../record-text.js';
import { columnPosition } from '../shapes.js';

/** A cell for messages: title of the column and what may be told of the cell. */
export type CellAt = (offset: number, column: string) => { readonly column: string; readonly cell: string };

/** Looks cells up in the file again. */
export function cellsOf(open: OpenTable): CellAt {
  return (offset, column) => {
    const position = columnPosition(open.shape, column);
    const fileColumn = open.columnOf.indexOf(position);
    const cell = readRecordCells(open, offset)[fileColumn] ?? '';
    return { column: open.titles[fileColumn] ?? column, cell: shownCell(cell, open.shape.columns[position]!) };
  };
}
