/** Reading one stretch of the payments table, on whichever thread. */
import type { PaymentRows } from '../../portfolio/payment-rows.js';
import type { SpillAccess, SpillFile } from '../../portfolio/spill.js';
import type { OpenTable } from '../opened-table.js';
import { type ScanRange, type ScanReport, scanTable } from '../scan-table.js';
import type { ProblemLog } from '../table.js';
import { cellsOf } from './cell-at.js';
import { type PaymentContext, receivePayments } from './payments.js';

/** What reading one stretch of the file gave. */
export interface PaymentsScan {
  readonly rows: PaymentRows;
  readonly report: ScanReport;
}

/** The file to which rows go as they are read, on the thread that reads them. */
export interface RowSpill {
  readonly file: SpillFile;
  readonly access: SpillAccess;
}

/** Reads one stretch of the payments table; with a `spill`, its rows end up in that file. */
export function scanPayments(
  open: OpenTable,
  range: ScanRange,
  context: PaymentContext,
  log: ProblemLog,
  spill: RowSpill | null = null,
): PaymentsScan {
  const columnsInFile = new Set(Array.from(open.columnOf, (position) => open.shape.columns[position]?.name ?? ''));
  const intake = receivePayments(context, range.from, range.until, cellsOf(open), columnsInFile);
  if (spill !== null) intake.spill(spill.file, spill.access);
  const report = scanTable(open, range, intake.take, log);
  return { rows: intake.finish(), report };
}
