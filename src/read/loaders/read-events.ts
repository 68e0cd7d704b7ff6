/** Reading the events table, on one thread or two. */
import { NO_PARTY } from '../../domain/loan.js';
import { addId, type IdTable, newIdTable } from '../../portfolio/id-table.js';
import type { OpenTable } from '../opened-table.js';
import { type ScanRange, scanTable } from '../scan-table.js';
import type { ProblemLog, RowCounts } from '../table.js';
import { type EventContext, type GroupedEvents, groupEvents, type HeldEvents, receiveEvents } from './events.js';
import { readHalves, type StretchScan } from './read-halves.js';
import type { ReadingHelper } from './reading-helper.js';

/** What reading one stretch of the file gave. */
export interface EventsScan extends StretchScan, HeldEvents {
  /** What the party column of the rows counts in. */
  readonly partyIds: IdTable;
}

/** What another thread needs to know of the book; it learns party ids of its own. */
export type EventContextElsewhere = Omit<EventContext, 'partyIds'>;

/** Reads one stretch of the events table. */
export function scanEvents(open: OpenTable, range: ScanRange, context: EventContext, log: ProblemLog): EventsScan {
  const intake = receiveEvents(context, range);
  const report = scanTable(open, range, intake.take, log);
  return { ...intake.rows(), report, partyIds: context.partyIds };
}

/** As {@link scanEvents} on a thread that has no party ids yet. */
export function scanEventsElsewhere(
  open: OpenTable,
  range: ScanRange,
  context: EventContextElsewhere,
  log: ProblemLog,
): EventsScan {
  return scanEvents(open, range, { ...context, partyIds: newIdTable(64) }, log);
}

/** Reads the whole table, half of it with the helper, and groups the events by borrower. */
export async function readSharedEvents(
  open: OpenTable,
  context: EventContext,
  log: ProblemLog,
  helper: ReadingHelper,
): Promise<GroupedEvents & { readonly counts: RowCounts }> {
  const { partyIds, ...elsewhere } = context;
  const { scans, linesBefore, counts } = await readHalves<EventsScan>(open, log, {
    here: (range) => scanEvents(open, range, context, log),
    there: (range) => helper.scanEvents(open, range, elsewhere, log.limit),
  });
  scans.forEach((scan, part) => {
    if (linesBefore[part]! > 0) shiftLines(scan, linesBefore[part]!);
    // In the order in which the file names them, as one thread alone would have learnt them.
    if (scan.partyIds !== partyIds) renameParties(scan, partyIds);
  });
  return { ...(await groupEvents(scans, context.borrowerIds.count, context)), counts };
}

function shiftLines({ rows: { line }, count }: HeldEvents, lines: number): void {
  for (let row = 0; row < count; row++) line[row]! += lines;
}

function renameParties({ rows: { party }, count, partyIds: own }: EventsScan, partyIds: IdTable): void {
  const codes = new Int32Array(own.count);
  for (let id = 0; id < own.count; id++) {
    codes[id] = addId(partyIds, own.keys, own.keyStart[id]!, own.keyStart[id + 1]!);
  }
  for (let row = 0; row < count; row++) {
    const code = party[row]!;
    if (code !== NO_PARTY) party[row] = codes[code]!;
  }
}
