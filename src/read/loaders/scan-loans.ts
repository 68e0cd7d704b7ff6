/** Reading one stretch of the loans table away from the main thread. */
import type { OpenTable } from '../open-table.js';
import { type ScanRange, type ScanReport, scanTable } from '../scan-table.js';
import type { ProblemLog } from '../table.js';
import { cellsOf } from './cell-at.js';
import type { LoanRows } from './loan-columns.js';
import { receiveLoanRows } from './loan-rows.js';

/** What reading one stretch of the file gave. */
export interface LoansScan {
  readonly rows: LoanRows;
  readonly report: ScanReport;
}

/** Reads one stretch of the loans table; `currency` as for the whole book. */
export function scanLoans(open: OpenTable, range: ScanRange, currency: string, log: ProblemLog): LoansScan {
  const intake = receiveLoanRows(currency, range.from, range.until, cellsOf(open));
  const report = scanTable(open, range, intake.take, log);
  return { rows: intake.finish(), report };
}
