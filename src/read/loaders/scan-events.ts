/** Reading one stretch of the events table, on whichever thread. */
import { type IdTable, newIdTable } from '../../portfolio/id-table.js';
import type { OpenTable } from '../opened-table.js';
import { type ScanRange, scanTable } from '../scan-table.js';
import type { ProblemLog } from '../table.js';
import { type EventContext, type HeldEvents, receiveEvents } from './events.js';
import type { StretchScan } from './read-halves.js';

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
