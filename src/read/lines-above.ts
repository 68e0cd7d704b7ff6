/** Lines above the header: a title, a date, a unit of amounts – or records that a sorted sheet has put there. */
import { advanceWindow, moveWindow, openWindow } from './byte-window.js';
import type { LineAbove } from './dialect.js';
import type { OpenTable } from './opened-table.js';
import { fitCells, isTextKind, planRecords, type RecordPlan, readValue } from './record-plan.js';
import { type Decode, emptyBounds, findRecord, splitCells } from './record-splitter.js';

/** The line of the first one that may be a record; undefined where none may be. */
export function findRecordAbove(open: OpenTable, above: readonly LineAbove[], decode: Decode): number | undefined {
  const plan = planRecords(open);
  const window = openWindow(open.source, above[0]!.from, open.bodyUntil);
  const bounds = emptyBounds();
  try {
    return above.find(({ from }) => {
      moveWindow(window, from);
      while (!findRecord(window.bytes, from - window.base, window.length, window.atEnd, open.delimiter, bounds)) {
        advanceWindow(window, from - window.base);
      }
      if (bounds.kind !== 'whole') return false;
      return mayBeRecord(plan, splitCells(window.bytes, from - window.base, bounds.end, open.delimiter, decode));
    })?.line;
  } finally {
    window.reader.close();
  }
}

/** As many cells as a record has, half of them filled, and a date, amount or the like where one belongs. */
function mayBeRecord(plan: RecordPlan, cells: readonly string[]): boolean {
  const fitted = fitCells(plan, cells);
  if (fitted === undefined) return false;
  const filled = fitted.filter((cell) => cell.trim() !== '').length;
  if (filled * 2 < fitted.length) return false;
  const isText = plan.columns.every(({ kind }) => isTextKind(kind));
  return (
    isText ||
    plan.columns.some((column) => !isTextKind(column.kind) && isValue(readValue(column, fitted[column.fileColumn]!)))
  );
}

function isValue(read: ReturnType<typeof readValue>): boolean {
  return typeof read === 'number' && !Number.isNaN(read);
}
