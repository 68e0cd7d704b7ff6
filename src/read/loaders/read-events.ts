/** Reading the events table on two threads. */
import { NO_PARTY } from '../../domain/loan.js';
import { addId, type IdTable } from '../../portfolio/id-table.js';
import type { OpenTable } from '../opened-table.js';
import type { ProblemLog, RowCounts } from '../table.js';
import { type EventContext, type GroupedEvents, groupEvents, type HeldEvents } from './events.js';
import { readHalves } from './read-halves.js';
import type { ReadingHelper } from './reading-helper.js';
import { type EventsScan, scanEvents } from './scan-events.js';

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
