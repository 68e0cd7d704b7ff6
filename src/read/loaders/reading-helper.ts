/** The second thread as the loader sees it; `answer-reading.ts` is what answers there. */
import type { Column } from '../../portfolio/columns.js';
import type { PartGrouping } from '../../portfolio/group-payments.js';
import type { SpillFile } from '../../portfolio/spill.js';
import { WORTH_A_THREAD } from '../large-files.js';
import type { OpenTable } from '../opened-table.js';
import { type BytesElsewhere, newBytesElsewhere } from '../reading-progress.js';
import type { ScanRange } from '../scan-table.js';
import type { Inspection, Source } from '../source.js';
import type { RejectLimit } from '../table.js';
import type { PaymentContext } from './payments.js';
import type { HalfAnswer } from './read-halves.js';
import type { EventContextElsewhere, EventsScan } from './scan-events.js';
import type { PaymentsScan } from './scan-payments.js';

export type ThreadRequest =
  | {
      readonly ask: 'events';
      readonly open: OpenTable;
      readonly range: ScanRange;
      readonly context: EventContextElsewhere;
      readonly limit: RejectLimit | undefined;
      readonly bytesRead: BytesElsewhere;
    }
  | {
      readonly ask: 'payments';
      readonly open: OpenTable;
      readonly range: ScanRange;
      readonly context: PaymentContext;
      readonly limit: RejectLimit | undefined;
      readonly bytesRead: BytesElsewhere;
      /** Where the rows go; null where they are held. */
      readonly spill: { readonly file: SpillFile; readonly folder: string } | null;
    }
  | { readonly ask: 'inspect'; readonly source: Source }
  | { readonly ask: 'count'; readonly given: Parameters<PartGrouping['count']> }
  | { readonly ask: 'place'; readonly given: Parameters<PartGrouping['place']> }
  | { readonly ask: 'sort'; readonly given: Parameters<PartGrouping['sort']> };

export type PaymentsAnswer =
  | HalfAnswer<PaymentsScan>
  | { readonly spillRefused: { readonly folder: string; readonly reason: string } };

export type EventsAnswer = HalfAnswer<EventsScan>;

/**
 * Work is sent off when a function is called, before its promise is awaited; answers come in the order of the calls.
 * Scans number their lines and problems from the first line of their range.
 */
export interface ReadingHelper {
  scanPayments(
    open: OpenTable,
    range: ScanRange,
    context: PaymentContext,
    limit: RejectLimit | undefined,
    spill?: { readonly file: SpillFile; readonly folder: string } | null,
  ): Promise<PaymentsAnswer>;
  scanEvents(
    open: OpenTable,
    range: ScanRange,
    context: EventContextElsewhere,
    limit: RejectLimit | undefined,
  ): Promise<EventsAnswer>;
  /** Of the file as it was given; undefined where it cannot be read there. */
  inspect(source: Source): Promise<Inspection | undefined>;
  readonly grouping: PartGrouping;
  /** What the thread has read of the table that it is at; it only adds. */
  readonly bytesRead: BytesElsewhere;
}

export function isWorthAThread({ bodyFrom, bodyUntil }: OpenTable): boolean {
  return bodyUntil - bodyFrom > WORTH_A_THREAD;
}

/**
 * A helper behind `ask`, which takes a request to the thread where `answerReading` answers it. The `early` files, plain
 * ones, are inspected at once: by the time that they have been opened, the thread is through with much of that.
 */
export function readingHelper(
  ask: <Answer>(request: ThreadRequest, transfer?: ArrayBuffer[]) => Promise<Answer>,
  early: readonly string[],
): ReadingHelper {
  const inspect = (source: Source) => ask<Inspection | undefined>({ ask: 'inspect', source });
  const inspections = new Map(early.map((path) => [path, inspect({ kind: 'file', path, size: 0 })]));
  const bytesRead = newBytesElsewhere();
  return {
    bytesRead,
    scanPayments: (open, range, context, limit, spill = null) =>
      ask<PaymentsAnswer>({ ask: 'payments', open, range, context, limit, bytesRead, spill }),
    scanEvents: (open, range, context, limit) =>
      ask<EventsAnswer>({ ask: 'events', open, range, context, limit, bytesRead }),
    inspect: (source) => (source.path === undefined ? undefined : inspections.get(source.path)) ?? inspect(source),
    grouping: {
      count: (rows, counts) => ask({ ask: 'count', given: [rows, counts] }, buffersOf(rows.stretches)),
      place: (...given) => ask({ ask: 'place', given }),
      sort: (...given) => ask({ ask: 'sort', given }),
    },
  };
}

/** The memory of columns that a thread hands over: it moves to the other one instead of being copied. */
export function buffersOf(columns: readonly Column[]): ArrayBuffer[] {
  return columns.map((column) => column.buffer as ArrayBuffer);
}
