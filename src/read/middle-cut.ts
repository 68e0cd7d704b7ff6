/** Where to cut a table so that two threads can read half of it each. */
import { advanceWindow, openWindow } from './byte-window.js';
import { decoderOf, type OpenTable } from './opened-table.js';
import { emptyBounds, findRecord, LF, skipBlankLine, splitCells } from './record-splitter.js';
import { totalsCell } from './totals-row.js';

/**
 * An offset just after an LF near the middle of the body; `bodyUntil` where there is none that will do. The LF may
 * still stand inside a quoted cell: two scans, up to the cut and from it, are right if and only if the first one's
 * `endedAt` is the cut. A record that looks like totals never follows the cut, so that no totals rows at the end of
 * the table can begin before it.
 */
export function findMiddleCut(open: OpenTable): number {
  const from = open.bodyFrom + Math.floor((open.bodyUntil - open.bodyFrom) / 2);
  const window = openWindow(open.source, from, open.bodyUntil);
  const { delimiter } = open;
  const decode = decoderOf(open.encoding);
  const bounds = emptyBounds();
  let at = 0;
  try {
    for (;;) {
      const lineEnd = at < window.length ? window.bytes.indexOf(LF, at) : -1;
      if (lineEnd < 0 || lineEnd >= window.length) {
        if (window.atEnd) return open.bodyUntil;
        advanceWindow(window, window.length);
        at = 0;
        continue;
      }
      const cut = lineEnd + 1;
      let record = cut;
      for (;;) {
        const next = skipBlankLine(window.bytes, record, window.length, window.atEnd, delimiter);
        if (next === record) break;
        record = next;
      }
      if (record >= window.length && window.atEnd) return open.bodyUntil;
      if (!findRecord(window.bytes, record, window.length, window.atEnd, delimiter, bounds)) {
        advanceWindow(window, lineEnd);
        at = 0;
        continue;
      }
      const isTotals =
        bounds.kind === 'whole' &&
        totalsCell(splitCells(window.bytes, record, bounds.end, delimiter, decode)) !== undefined;
      if (!isTotals) return window.base + cut;
      at = cut;
    }
  } finally {
    window.reader.close();
  }
}
