/** Reading the payments table into rows, on one thread or two. */
import type { Problem } from '../../domain/problem.js';
import { type PaymentRows, shiftLines, spillRows } from '../../portfolio/payment-rows.js';
import type { Spill } from '../../portfolio/spill.js';
import type { OpenTable } from '../opened-table.js';
import { TooManyRejected } from '../reject-limit.js';
import { findMiddleCut, type ScanReport, wholeBody } from '../scan-table.js';
import { SpillRefused } from '../spill-files.js';
import type { ProblemLog, RowCounts } from '../table.js';
import type { PaymentContext } from './payments.js';
import type { ReadingHelper } from './reading-helper.js';
import { scanPayments } from './scan-payments.js';

export interface PaymentsReading {
  /** One for each thread that read, in file order. */
  readonly parts: readonly PaymentRows[];
  readonly counts: RowCounts;
}

/**
 * Reads all payment rows. With a helper, the file is cut near its middle where a record seems to begin; only the first
 * half can tell whether one does (the cut may lie inside a quoted note). Where it does not, the second half is
 * read again from where the first ended.
 */
export async function readPaymentRows(
  open: OpenTable,
  context: PaymentContext,
  log: ProblemLog,
  helper: ReadingHelper | undefined,
  spill: Spill | null = null,
): Promise<PaymentsReading> {
  const body = wholeBody(open);
  const ownSpill = () => (spill === null ? null : { file: spill.create(), access: spill });
  if (helper === undefined) {
    const { rows, report } = scanPayments(open, body, context, log, ownSpill());
    return { parts: [rows], counts: countsOf([report]) };
  }
  const cut = findMiddleCut(open);
  const itsFile = spill?.create() ?? null;
  const itsRange = { from: cut, until: body.until, firstLine: 1 };
  const secondHalf = helper.scanPayments(
    open,
    itsRange,
    context,
    log.limit,
    itsFile === null ? null : { file: itsFile, folder: spill!.folder },
  );
  const first = scanPayments(open, { ...body, until: cut }, context, log, ownSpill());
  const firstLine = body.firstLine + first.report.lines;
  const addProblems = (problems: readonly Problem[]): void => {
    for (const found of problems) log.add({ ...found, line: found.line + firstLine - 1 });
  };
  const second = await secondHalf;
  if ('spillRefused' in second) throw new SpillRefused(second.spillRefused.folder, second.spillRefused.reason);
  if (first.report.endedAt !== cut) {
    if (spill !== null && itsFile !== null) spill.remove(itsFile);
    const again = scanPayments(
      open,
      { from: first.report.endedAt, until: body.until, firstLine },
      context,
      log,
      ownSpill(),
    );
    return { parts: [first.rows, again.rows], counts: countsOf([first.report, again.report]) };
  }
  if ('tooManyRejected' in second) {
    addProblems(second.problems);
    const rejected = first.report.rejected + second.tooManyRejected;
    throw new TooManyRejected({ table: open.shape.table, file: open.file, rejected, rows: null });
  }
  if (spill !== null && itsFile !== null) spillRows(second.rows, itsFile, spill);
  shiftLines(second.rows, firstLine - 1);
  addProblems(second.problems);
  return { parts: [first.rows, second.rows], counts: countsOf([first.report, second.report]) };
}

function countsOf(reports: readonly ScanReport[]): RowCounts {
  const counts = { rows: 0, rejected: 0, setAside: 0 };
  for (const { rows, rejected, setAside } of reports) {
    counts.rows += rows;
    counts.rejected += rejected;
    counts.setAside += setAside;
  }
  return counts;
}
