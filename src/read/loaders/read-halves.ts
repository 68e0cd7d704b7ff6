/** Reading a large table on two threads, half of it each. */
import type { Problem } from '../../domain/problem.js';
import type { OpenTable } from '../opened-table.js';
import { TooManyRejected } from '../reject-limit.js';
import { findMiddleCut, type ScanRange, type ScanReport, wholeBody } from '../scan-table.js';
import type { ProblemLog, RowCounts } from '../table.js';

/** What reading one stretch of a table gave. */
export interface StretchScan {
  readonly report: ScanReport;
}

/** `tooManyRejected` rows were more than the limit of the whole table: then reading stopped. */
export type HalfAnswer<Scan> = { readonly problems: readonly Problem[] } & (
  | Scan
  | { readonly tooManyRejected: number }
);

/** The two readers. Work is sent off when `there` is called; it numbers lines and problems from the first line of its range. */
export interface HalfReaders<Scan extends StretchScan> {
  here(range: ScanRange): Scan;
  there(range: ScanRange): Promise<HalfAnswer<Scan>>;
}

export interface HalvesRead<Scan> {
  /** In file order. */
  readonly scans: readonly Scan[];
  /** Lines of the file before the first line that each scan knows of. */
  readonly linesBefore: readonly number[];
  /** Whether the second is the other thread's. */
  readonly isShared: boolean;
  readonly counts: RowCounts;
}

/**
 * The file is cut near its middle where a record seems to begin; only the first half can tell whether one does (the cut
 * may lie inside a quoted note). Where it does not, the second half is read again from where the first ended.
 */
export async function readHalves<Scan extends StretchScan>(
  open: OpenTable,
  log: ProblemLog,
  readers: HalfReaders<Scan>,
): Promise<HalvesRead<Scan>> {
  const body = wholeBody(open);
  const cut = findMiddleCut(open);
  const secondHalf = readers.there({ from: cut, until: body.until, firstLine: 1 });
  // Should this half fail, its own error is the one to report.
  secondHalf.catch(() => undefined);
  const first = readers.here({ ...body, until: cut });
  const firstLine = body.firstLine + first.report.lines;
  const second = await secondHalf;
  if (first.report.endedAt !== cut) {
    const again = readers.here({ from: first.report.endedAt, until: body.until, firstLine });
    const scans = [first, again];
    return { scans, linesBefore: [0, 0], isShared: false, counts: countsOf(scans) };
  }
  for (const found of second.problems) log.add({ ...found, line: found.line + firstLine - 1 });
  if ('tooManyRejected' in second) {
    const rejected = first.report.rejected + second.tooManyRejected;
    throw new TooManyRejected({ table: open.shape.table, file: open.file, rejected, rows: null });
  }
  const scans = [first, second];
  return { scans, linesBefore: [0, firstLine - 1], isShared: true, counts: countsOf(scans) };
}

export function countsOf(scans: readonly StretchScan[]): RowCounts {
  const counts = { rows: 0, rejected: 0, setAside: 0 };
  for (const { report } of scans) {
    counts.rows += report.rows;
    counts.rejected += report.rejected;
    counts.setAside += report.setAside;
  }
  return counts;
}
