/**
 * What the reader asks of a second thread: to inspect the inputs while the main thread reads the loans,
 * to read half of the payments and of the events, and to group its payments. `loaders/reading-helper.ts` is the other end.
 */
import type { Problem } from '../domain/problem.js';
import { newPartGrouping, type PartGrouping } from '../portfolio/group-payments.js';
import { SpillRefused } from '../portfolio/spill.js';
import { buffersOf, type EventsAnswer, type PaymentsAnswer, type ThreadRequest } from './loaders/reading-helper.js';
import { scanEventsElsewhere } from './loaders/scan-events.js';
import { scanPayments } from './loaders/scan-payments.js';
import { TooManyRejected } from './reject-limit.js';
import { type Inspection, inspectOriginal, type Source } from './source.js';
import { spillAccess } from './spill-files.js';
import type { RejectLimit } from './table.js';

/** An answer to be posted; the memory in `transfer` moves with it instead of being copied. */
export interface ReadingAnswer {
  readonly answer: Inspection | PaymentsAnswer | EventsAnswer | undefined;
  readonly transfer: ArrayBuffer[];
}

/** The payments that are being grouped here, from the first step to the last. */
let grouping: PartGrouping = newPartGrouping();

export async function answerReading(request: ThreadRequest): Promise<ReadingAnswer> {
  switch (request.ask) {
    case 'inspect':
      return { answer: inspectIfReadable(request.source), transfer: [] };
    case 'payments': {
      const { limit, bytesRead, spill } = request;
      const log = newLog(limit, (bytes) => Atomics.add(bytesRead, 0, BigInt(bytes)));
      try {
        const { rows, report } = scanPayments(
          request.open,
          request.range,
          request.context,
          log,
          spill === null ? null : { file: spill.file, access: spillAccess(spill.folder) },
        );
        // What reads the file cannot be posted; whoever gets the rows has it.
        rows.spilled = null;
        const { low, high } = rows.fingerprints;
        return {
          answer: { rows, report, problems: log.problems },
          transfer: buffersOf([...rows.stretches, low, high].filter(({ length }) => length > 0)),
        };
      } catch (error) {
        if (error instanceof SpillRefused) {
          const { folder, reason } = error;
          return { answer: { spillRefused: { folder, reason } }, transfer: [] };
        }
        return { answer: tooManyIn(error, log.problems), transfer: [] };
      }
    }
    case 'events': {
      const { limit, bytesRead } = request;
      const log = newLog(limit, (bytes) => Atomics.add(bytesRead, 0, BigInt(bytes)));
      try {
        const scan = scanEventsElsewhere(request.open, request.range, request.context, log);
        return { answer: { ...scan, problems: log.problems }, transfer: buffersOf(Object.values(scan.rows)) };
      } catch (error) {
        return { answer: tooManyIn(error, log.problems), transfer: [] };
      }
    }
    case 'count':
      grouping = newPartGrouping();
      await grouping.count(...request.given);
      break;
    case 'place':
      await grouping.place(...request.given);
      break;
    case 'sort':
      await grouping.sort(...request.given);
  }
  return { answer: undefined, transfer: [] };
}

/** The answer where reading stopped for too many rejected rows; any other error is thrown on. */
function tooManyIn(error: unknown, problems: readonly Problem[]) {
  if (!(error instanceof TooManyRejected)) throw error;
  return { tooManyRejected: error.exceeded.rejected, problems };
}

/** Undefined where the file cannot be read: the main thread finds the same and tells of it. */
function inspectIfReadable(source: Source): Inspection | undefined {
  try {
    return inspectOriginal(source);
  } catch {
    return undefined;
  }
}

function newLog(limit: RejectLimit | undefined, advance: (bytes: number) => void) {
  const problems: Problem[] = [];
  return { add: (found: Problem) => problems.push(found), problems, limit, advance };
}
