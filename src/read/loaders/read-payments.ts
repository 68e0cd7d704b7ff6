/** Reading the payments table into rows, on one thread or two. */
import { type PaymentRows, shiftLines, spillRows } from '../../portfolio/payment-rows.js';
import type { Spill } from '../../portfolio/spill.js';
import { SpillRefused } from '../../portfolio/spill.js';
import type { OpenTable } from '../opened-table.js';
import { type ScanRange, wholeBody } from '../scan-table.js';
import type { ProblemLog, RowCounts } from '../table.js';
import type { PaymentContext } from './payments.js';
import { countsOf, readHalves } from './read-halves.js';
import type { ReadingHelper } from './reading-helper.js';
import { type PaymentsScan, scanPayments } from './scan-payments.js';

export interface PaymentsReading {
  /** One for each thread that read, in file order. */
  readonly parts: readonly PaymentRows[];
  readonly counts: RowCounts;
}

/** Reads all payment rows; with a helper, on two threads. With a `spill` they end up in files, one for each thread. */
export async function readPaymentRows(
  open: OpenTable,
  context: PaymentContext,
  log: ProblemLog,
  helper: ReadingHelper | undefined,
  spill: Spill | null = null,
): Promise<PaymentsReading> {
  const here = (range: ScanRange): PaymentsScan =>
    scanPayments(open, range, context, log, spill === null ? null : { file: spill.create(), access: spill });
  if (helper === undefined) {
    const scan = here(wholeBody(open));
    return { parts: [scan.rows], counts: countsOf([scan]) };
  }
  const itsFile = spill?.create() ?? null;
  const itsSpill = itsFile === null ? null : { file: itsFile, folder: spill!.folder };
  const { scans, linesBefore, isShared, counts } = await readHalves(open, log, {
    here,
    async there(range) {
      const answer = await helper.scanPayments(open, range, context, log.limit, itsSpill);
      if ('spillRefused' in answer) throw new SpillRefused(answer.spillRefused.folder, answer.spillRefused.reason);
      return answer;
    },
  });
  const parts = scans.map(({ rows }) => rows);
  if (spill !== null && itsFile !== null) {
    if (isShared) spillRows(parts[1]!, itsFile, spill);
    else spill.remove(itsFile);
  }
  parts.forEach((rows, part) => {
    if (linesBefore[part]! > 0) shiftLines(rows, linesBefore[part]!);
  });
  return { parts, counts };
}
