/**
 * Reading a few rows of a table a second time: for problems that show only once a table stands together, when the
 * text of its rows is gone.
 */
import type { RowMarks } from '../../portfolio/payment-rows.js';
import type { OpenTable } from '../opened-table.js';
import { scanTable, wholeBody } from '../scan-table.js';
import type { ProblemLog, RecordBatch } from '../table.js';

/** Batches that are read through rather than skipped between two wanted rows. */
const NEAR_BATCHES = 4;

const NO_LOG: ProblemLog = { add: () => undefined, problems: [] };

/** Notes where a batch begins. */
export function markBatch(marks: RowMarks, batch: RecordBatch): void {
  marks.line.push(batch.line[0]!);
  marks.offset.push(batch.offset[0]!);
}

/** Shows the records that start on `lines` (rising), in that order; only the parts of the file around them are read. */
export function lookAgain(
  open: OpenTable,
  marks: RowMarks,
  lines: ArrayLike<number>,
  see: (batch: RecordBatch, row: number) => void,
): void {
  const bodyEnd = wholeBody(open).until;
  let next = 0;
  const sink = (batch: RecordBatch): void => {
    for (let row = 0; row < batch.count && next < lines.length; row++) {
      if (batch.line[row] !== lines[next]) continue;
      see(batch, row);
      next++;
    }
  };
  let mark = 0;
  while (next < lines.length) {
    while (mark + 1 < marks.line.length && marks.line[mark + 1]! <= lines[next]!) mark++;
    let after = mark + 1;
    for (let wanted = next; wanted < lines.length; wanted++) {
      const near = marks.line[after + NEAR_BATCHES] ?? Number.POSITIVE_INFINITY;
      if (lines[wanted]! >= near) break;
      while (after < marks.line.length && marks.line[after]! <= lines[wanted]!) after++;
    }
    const until = marks.offset[after] ?? bodyEnd;
    const before = next;
    scanTable(open, { from: marks.offset[mark]!, until, firstLine: marks.line[mark]! }, sink, NO_LOG);
    if (next === before) throw new Error(`line ${lines[next]} of the ${open.shape.table} table cannot be read again`);
    mark = after;
  }
}
