/** The events table into the book's event columns, grouped by borrower. */
import type { EventColumns } from '../../domain/loan.js';
import {
  byteColumn,
  type Column,
  FIRST_CAPACITY,
  float64Column,
  int32Column,
  nextCapacity,
  regrow,
  release,
  uint32Column,
} from '../../portfolio/columns.js';
import { placeRows, scatter, sortWithinGroups, startsOfGroups } from '../../portfolio/grouping.js';
import { findId, findIds, type IdTable, newIdLookup } from '../../portfolio/id-table.js';
import { EVENTS } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import { copyCodes, copyDays, copyLines, copyNumbers, newKeptRows, positionsOf } from './batch-columns.js';

const MINUTES_A_DAY = 1440;

/** What events are held against. */
export interface EventContext {
  readonly loanIds: IdTable;
  readonly borrowerIds: IdTable;
  readonly borrowerOfLoan: Int32Array;
  /** Party ids that the parties file gives the role of borrower, by borrower. */
  readonly borrowerParties: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface EventIntake {
  take(batch: RecordBatch): void;
  finish(): Promise<GroupedEvents>;
}

export interface GroupedEvents {
  readonly events: EventColumns;
  readonly eventStart: Int32Array;
}

interface EventRows {
  readonly [name: string]: Column;
  readonly borrower: Int32Array;
  readonly loan: Int32Array;
  /** Minutes, so that the events of one day keep the order of their times. */
  readonly moment: Int32Array;
  readonly kind: Uint8Array;
  readonly evidence: Uint8Array;
  readonly endedOn: Int32Array;
  readonly promisedOn: Int32Array;
  readonly amount: Float64Array;
  readonly hasParty: Uint8Array;
  readonly line: Uint32Array;
}

function newEventRows(capacity: number): EventRows {
  return {
    borrower: int32Column(capacity, 'own'),
    loan: int32Column(capacity, 'own'),
    moment: int32Column(capacity, 'own'),
    kind: byteColumn(capacity, 'own'),
    evidence: byteColumn(capacity, 'own'),
    endedOn: int32Column(capacity, 'own'),
    promisedOn: int32Column(capacity, 'own'),
    amount: float64Column(capacity, 'own'),
    hasParty: byteColumn(capacity, 'own'),
    line: uint32Column(capacity, 'own'),
  };
}

/**
 * Takes the records of an events table. An event that names a loan belongs to that loan's borrower, whatever else it
 * names; only without a loan does borrower_id decide. Events that name neither, or one that the book does not have,
 * are set aside.
 */
export function receiveEvents(context: EventContext, tableBytes: number): EventIntake {
  const at = positionsOf(EVENTS, [
    'loan_id',
    'borrower_id',
    'happened_at',
    'kind',
    'party_id',
    'evidence',
    'ended_on',
    'promised_on',
    'amount',
  ]);
  const { loanIds, borrowerIds, borrowerOfLoan, borrowerParties } = context;
  const loanLookup = newIdLookup();
  const borrowerLookup = newIdLookup();
  const kept = newKeptRows();
  let rows = newEventRows(FIRST_CAPACITY);
  let count = 0;

  function makeRoom(batch: RecordBatch): void {
    if (count + batch.count <= rows.borrower.length) return;
    rows = regrow(rows, count, nextCapacity(count, batch.offset[0]!, tableBytes), 'own');
  }

  function isBlank(batch: RecordBatch, row: number, column: number): boolean {
    return batch.start[column]![row] === batch.end[column]![row];
  }

  /** The borrower whom an event concerns, or the reason why there is none. */
  function borrowerOf(
    batch: RecordBatch,
    row: number,
  ): number | 'event-without-subject' | 'unknown-loan' | 'unknown-borrower' {
    if (!isBlank(batch, row, at.loan_id)) {
      const loan = loanLookup.found[row]!;
      return loan < 0 ? 'unknown-loan' : borrowerOfLoan[loan]!;
    }
    if (isBlank(batch, row, at.borrower_id)) return 'event-without-subject';
    const borrower = borrowerLookup.found[row]!;
    return borrower < 0 ? 'unknown-borrower' : borrower;
  }

  function concernsParty(batch: RecordBatch, row: number, borrower: number): boolean {
    if (isBlank(batch, row, at.party_id)) return false;
    const start = batch.start[at.party_id]![row]!;
    const end = batch.end[at.party_id]![row]!;
    if (findId(borrowerIds, batch.bytes, start, end) === borrower) return false;
    return !(borrowerParties.get(borrower)?.has(batch.text(row, at.party_id)) ?? false);
  }

  function take(batch: RecordBatch): void {
    makeRoom(batch);
    const { bytes, start, end } = batch;
    findIds(loanIds, loanLookup, batch.count, bytes, start[at.loan_id]!, end[at.loan_id]!);
    findIds(borrowerIds, borrowerLookup, batch.count, bytes, start[at.borrower_id]!, end[at.borrower_id]!);
    const moments = batch.values[at.happened_at]!;
    kept.count = 0;
    for (let row = 0; row < batch.count; row++) {
      const borrower = borrowerOf(batch, row);
      if (typeof borrower === 'string') {
        batch.reject(row, { code: borrower });
        continue;
      }
      const next = count + kept.count;
      rows.borrower[next] = borrower;
      rows.loan[next] = loanLookup.found[row]!;
      rows.moment[next] = moments[row]!;
      rows.hasParty[next] = concernsParty(batch, row, borrower) ? 1 : 0;
      kept.rows[kept.count++] = row;
    }
    copyCodes(batch.values[at.kind]!, kept, rows.kind, count);
    copyCodes(batch.values[at.evidence]!, kept, rows.evidence, count);
    copyDays(batch.values[at.ended_on]!, kept, rows.endedOn, count);
    copyDays(batch.values[at.promised_on]!, kept, rows.promisedOn, count);
    copyNumbers(batch.values[at.amount]!, kept, rows.amount, count);
    copyLines(batch, kept, rows.line, count);
    count += kept.count;
  }

  return { take, finish: () => groupEvents(rows, count, borrowerIds.count) };
}

async function groupEvents(rows: EventRows, count: number, borrowers: number): Promise<GroupedEvents> {
  const places = rows.borrower.subarray(0, count);
  const eventStart = startsOfGroups([places], borrowers);
  placeRows([places], eventStart);
  const happenedOn = scatter(rows.moment, places, int32Column(count));
  const events: EventColumns = {
    happenedOn,
    kind: scatter(rows.kind, places, byteColumn(count)),
    loan: scatter(rows.loan, places, int32Column(count)),
    evidence: scatter(rows.evidence, places, byteColumn(count)),
    endedOn: scatter(rows.endedOn, places, int32Column(count)),
    promisedOn: scatter(rows.promisedOn, places, int32Column(count)),
    amount: scatter(rows.amount, places, float64Column(count)),
    hasParty: scatter(rows.hasParty, places, byteColumn(count)),
    line: scatter(rows.line, places, uint32Column(count)),
  };
  await release(Object.values(rows));
  const { kind, loan, evidence, endedOn, promisedOn, amount, hasParty, line } = events;
  sortWithinGroups(eventStart, happenedOn, [kind, loan, evidence, endedOn, promisedOn, amount, hasParty, line]);
  for (let row = 0; row < count; row++) happenedOn[row] = Math.floor(happenedOn[row]! / MINUTES_A_DAY);
  return { events, eventStart };
}
