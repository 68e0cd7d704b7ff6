/** Reading one stretch of the payments table, on whichever thread. */
import type { PaymentRows } from '../../portfolio/payment-rows.js';
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

/** Reads one stretch of the payments table. */
export function scanPayments(
  open: OpenTable,
  range: ScanRange,
  context: PaymentContext,
  log: ProblemLog,
): PaymentsScan {
  const columnsInFile = new Set(Array.from(open.columnOf, (position) => open.shape.columns[position]?.name ?? ''));
  const intake = receivePayments(context, range.from, range.until, cellsOf(open), columnsInFile);
  const report = scanTable(open, range, intake.take, log);
  return { rows: intake.finish(), report };
}
