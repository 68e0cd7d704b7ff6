/** Lines above the header: a title, a date, a unit of amounts – or records that a sorted sheet has put there. */
import { advanceWindow, moveWindow, openWindow } from './byte-window.js';
import type { LineAbove } from './dialect.js';
import type { OpenTable } from './opened-table.js';
import { fitCells, isTextKind, planRecords, type RecordPlan, readValue } from './record-plan.js';
import { type Decode, emptyBounds, findRecord, splitCells } from './record-splitter.js';

/** What the lines say of the table below them. */
export interface AboveHeader {
  /** The line of the first one that may be a record; undefined where none may be. */
  readonly recordLine: number | undefined;
  /** The first one that says that amounts are not in yuan, and the unit; undefined where none does, or the table has no amounts. */
  readonly unit: { readonly line: number; readonly unit: string } | undefined;
}

export function readAbove(open: OpenTable, above: readonly LineAbove[], decode: Decode): AboveHeader {
  const plan = planRecords(open);
  const hasAmounts = plan.columns.some(({ kind }) => kind === 'amount' || kind === 'signed_amount');
  let recordLine: number | undefined;
  let unit: AboveHeader['unit'];
  const window = openWindow(open.source, above[0]!.from, open.bodyUntil);
  const bounds = emptyBounds();
  try {
    for (const { from, line } of above) {
      moveWindow(window, from);
      while (!findRecord(window.bytes, from - window.base, window.length, window.atEnd, open.delimiter, bounds)) {
        advanceWindow(window, from - window.base);
      }
      if (bounds.kind !== 'whole') continue;
      const cells = splitCells(window.bytes, from - window.base, bounds.end, open.delimiter, decode);
      if (recordLine === undefined && mayBeRecord(plan, cells)) recordLine = line;
      const found = hasAmounts && unit === undefined ? unitIn(cells.join(' ')) : undefined;
      if (found !== undefined) unit = { line, unit: found };
    }
  } finally {
    window.reader.close();
  }
  return { recordLine, unit };
}

/** `单位：万元`, `金额单位：人民币千元`, `单位：美元`, `明细表（万元）`, `in thousands`; 50万元以上 is none. */
const UNITS = [
  /单位[\s:：为]*[(（]?(?:人民币|RMB|CNY)?[\s:：(（/]*((?:[十百千]?万|[百千亿])元?|美元|港元|港币|欧元|日元|英镑)/i,
  /[(（]\s*(?:人民币)?\s*((?:[十百千]?万|[百千亿])元)\s*[)）]/,
  /\b(?:in|unit:?)\s+((?:ten |hundred )?thousands?|millions?)\b/i,
];

function unitIn(text: string): string | undefined {
  for (const unit of UNITS) {
    const found = unit.exec(text)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
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
