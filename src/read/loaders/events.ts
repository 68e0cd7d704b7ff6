/** The events table into the book's event columns, grouped by borrower. */

import { namesDebitBasis, readActResults } from '../../domain/act-results.js';
import { formatIsoDate, NO_DAY } from '../../domain/civil-date.js';
import { resultBit } from '../../domain/claim.js';
import { EVENT_KINDS, type EventColumns, NO_PARTY } from '../../domain/loan.js';
import {
  byteColumn,
  type Column,
  FIRST_CAPACITY,
  float64Column,
  int32Column,
  nextCapacity,
  regrow,
  release,
  uint16Column,
  uint32Column,
} from '../../portfolio/columns.js';
import { newDictionary } from '../../portfolio/dictionary.js';
import { placeRows, scatter, scatterGiven, sortWithinGroups, startsOfGroups } from '../../portfolio/grouping.js';
import { addId, findId, findIds, type IdTable, newIdLookup } from '../../portfolio/id-table.js';
import { findNumberedIds, type NumberedIds } from '../../portfolio/numbered-ids.js';
import type { Spill } from '../../portfolio/spill.js';
import { partMoments, type SpilledEvents } from '../../portfolio/spilled-events.js';
import { viewOf } from '../byte-columns.js';
import { EVENTS } from '../shapes.js';
import { BATCH_ROWS, type RecordBatch } from '../table.js';
import { copyCodes, copyDays, copyLines, copyNumbers, nameCode, newKeptRows, positionsOf } from './batch-columns.js';
import { type EventNames, orderSameMoments } from './same-moment.js';
import { EventSpill } from './spilled-events.js';

const MINUTES_A_DAY = 1440;

/** What events are held against. */
export interface EventContext {
  readonly loanIds: IdTable;
  /** The same by number, where they are numbered. */
  readonly numberedLoans: NumberedIds | undefined;
  readonly borrowerIds: IdTable;
  readonly borrowerOfLoan: Int32Array;
  /** Learns the party ids that events name, also those that no parties file lists. */
  readonly partyIds: IdTable;
  /** Party ids that the parties file gives the role of borrower, by borrower. */
  readonly borrowerParties: ReadonlyMap<number, ReadonlySet<string>>;
}

export interface EventIntake {
  take(batch: RecordBatch): void;
  /** The rows that are held; the intake must not be used afterwards. */
  rows(): HeldEvents;
  /** The events grouped where a spill took them; null without one. */
  groupSpilled(): Promise<GroupedEvents> | null;
}

/** Rows of one stretch of the file, in its order. */
export interface HeldEvents {
  readonly rows: EventRows;
  readonly count: number;
}

export interface GroupedEvents {
  readonly events: EventColumns | SpilledEvents;
  readonly count: number;
  readonly eventStart: Int32Array;
}

export interface EventRows {
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
  readonly party: Int32Array;
  readonly results: Uint32Array;
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
    party: int32Column(capacity, 'own'),
    results: uint32Column(capacity, 'own'),
    line: uint32Column(capacity, 'own'),
  };
}

/** Bytes `from` … `until` (exclusive) of a file. */
interface ByteRange {
  readonly from: number;
  readonly until: number;
}

/**
 * Takes the records of an events table. An event that names a loan belongs to that loan's borrower, whatever else it
 * names; only without a loan does borrower_id decide. Events that name neither, or one that the book does not have,
 * and those that end before they begin are set aside. With a `spill` they go to a file as they come. `range` is what is being read of the table, a hint for capacity.
 */
export function receiveEvents(context: EventContext, range: ByteRange, spill: Spill | null = null): EventIntake {
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
    'result',
  ]);
  const { loanIds, numberedLoans, borrowerIds, borrowerOfLoan, borrowerParties, partyIds } = context;
  const resultsOf = newResultReader(at.result);
  const loanLookup = newIdLookup();
  const borrowerLookup = newIdLookup();
  /** Borrower of the loan that a row names; any where it names none. */
  const borrowerOfRow = new Int32Array(BATCH_ROWS);
  const kept = newKeptRows();
  const spilled = spill === null ? null : new EventSpill(spill);
  let rows = newEventRows(FIRST_CAPACITY);
  let count = 0;

  function makeRoom(batch: RecordBatch): void {
    if (count + batch.count <= rows.borrower.length) return;
    if (spilled !== null) {
      spilled.append(rows, count);
      count = 0;
      return;
    }
    rows = regrow(rows, count, nextCapacity(count, batch.offset[0]! - range.from, range.until - range.from), 'own');
  }

  function partyOf(batch: RecordBatch, row: number, borrower: number): number {
    const start = batch.start[at.party_id]![row]!;
    const end = batch.end[at.party_id]![row]!;
    if (start === end) return NO_PARTY;
    if (findId(borrowerIds, batch.bytes, start, end) === borrower) return NO_PARTY;
    if (borrowerParties.get(borrower)?.has(batch.text(row, at.party_id)) ?? false) return NO_PARTY;
    return addId(partyIds, batch.bytes, start, end);
  }

  /** Looks up the loans, and the borrowers where an event names no loan: most logs name a loan throughout. */
  function lookUp({ bytes, start, end, count: rows }: RecordBatch): void {
    const loanStart = start[at.loan_id]!;
    const loanEnd = end[at.loan_id]!;
    const { found } = loanLookup;
    if (numberedLoans === undefined) findIds(loanIds, loanLookup, rows, bytes, loanStart, loanEnd);
    else findNumberedIds(numberedLoans, found, rows, viewOf(bytes), loanStart, loanEnd);
    // A pass of its own, so that its cache misses overlap.
    for (let at = 0; at < rows; at++) borrowerOfRow[at] = borrowerOfLoan[Math.max(found[at]!, 0)]!;
    let row = 0;
    while (row < rows && loanStart[row] !== loanEnd[row]) row++;
    if (row < rows) findIds(borrowerIds, borrowerLookup, rows, bytes, start[at.borrower_id]!, end[at.borrower_id]!);
  }

  function take(batch: RecordBatch): void {
    makeRoom(batch);
    lookUp(batch);
    const { start, end } = batch;
    const loanStart = start[at.loan_id]!;
    const loanEnd = end[at.loan_id]!;
    const borrowerStart = start[at.borrower_id]!;
    const borrowerEnd = end[at.borrower_id]!;
    const resultStart = start[at.result]!;
    const resultEnd = end[at.result]!;
    const moments = batch.values[at.happened_at]!;
    const ends = batch.values[at.ended_on]!;
    const kinds = batch.values[at.kind]!;
    kept.count = 0;
    for (let row = 0; row < batch.count; row++) {
      const loan = loanLookup.found[row]!;
      let borrower: number;
      if (loanStart[row] !== loanEnd[row]) {
        if (loan < 0) {
          batch.reject(row, { code: 'unknown-loan' });
          continue;
        }
        borrower = borrowerOfRow[row]!;
      } else {
        const isNamed = borrowerStart[row] !== borrowerEnd[row];
        borrower = isNamed ? borrowerLookup.found[row]! : -1;
        if (borrower < 0) {
          batch.reject(row, { code: isNamed ? 'unknown-borrower' : 'event-without-subject' });
          continue;
        }
      }
      // A blank end is NaN.
      if ((ends[row]! + 1) * MINUTES_A_DAY <= moments[row]!) {
        const happenedOn = formatIsoDate(Math.floor(moments[row]! / MINUTES_A_DAY));
        batch.reject(row, { code: 'ends-before-it-begins', happenedOn, endedOn: formatIsoDate(ends[row]!) });
        continue;
      }
      const next = count + kept.count;
      rows.borrower[next] = borrower;
      rows.loan[next] = loan;
      rows.moment[next] = moments[row]!;
      rows.party[next] = partyOf(batch, row, borrower);
      rows.results[next] = resultStart[row] === resultEnd[row] ? 0 : resultsOf(batch, row, kinds[row]!);
      kept.rows[kept.count++] = row;
    }
    copyCodes(kinds, kept, rows.kind, count);
    copyCodes(batch.values[at.evidence]!, kept, rows.evidence, count);
    copyDays(batch.values[at.ended_on]!, kept, rows.endedOn, count);
    copyDays(batch.values[at.promised_on]!, kept, rows.promisedOn, count);
    copyNumbers(batch.values[at.amount]!, kept, rows.amount, count);
    copyLines(batch, kept, rows.line, count);
    count += kept.count;
  }

  return {
    take,
    rows: () => ({ rows, count }),
    groupSpilled() {
      if (spilled === null) return null;
      spilled.append(rows, count);
      return spilled.group(borrowerIds.count, context).then((grouped) => ({ ...grouped, count: grouped.events.count }));
    },
  };
}

const AUTO_DEBIT = EVENT_KINDS.indexOf('auto_debit') + 1;
const WITH_BASIS = resultBit('with_basis');
/** Different texts whose meaning is kept; an export that writes more than these in its result column is read cell by cell. */
const MOST_RESULTS = 4096;

/** Reads the result of an event of a kind. Most files know a few texts only: each is read once. */
function newResultReader(column: number): (batch: RecordBatch, row: number, kind: number) => number {
  const known = newDictionary();
  const results: number[] = [];
  const debitResults: number[] = [];
  const read = (text: string, isDebit: boolean) =>
    readActResults(text) | (isDebit && namesDebitBasis(text) ? WITH_BASIS : 0);
  return (batch, row, kind) => {
    const isDebit = kind === AUTO_DEBIT;
    if (known.names.length > MOST_RESULTS) return read(batch.text(row, column), isDebit);
    const code = nameCode(batch, row, column, known);
    if (results[code] === undefined) {
      results[code] = read(known.names[code]!, false);
      debitResults[code] = read(known.names[code]!, true);
    }
    return (isDebit ? debitResults : results)[code]!;
  };
}

/** The events of all parts, which follow each other in the file, by borrower. The memory of the parts is given back. */
export async function groupEvents(
  parts: readonly HeldEvents[],
  borrowers: number,
  names: EventNames,
): Promise<GroupedEvents> {
  const places = parts.map(({ rows, count }) => rows.borrower.subarray(0, count));
  const eventStart = startsOfGroups(places, borrowers);
  placeRows(places, eventStart);
  const count = eventStart[borrowers]!;
  const all = <C extends Column>(column: (rows: EventRows) => C, target: C): C => {
    parts.forEach(({ rows }, part) => {
      scatter(column(rows), places[part]!, target);
    });
    return target;
  };
  const given = <C extends Column>(column: (rows: EventRows) => C, target: C, blank: number): C => {
    if (blank !== 0) target.fill(blank);
    parts.forEach(({ rows }, part) => {
      scatterGiven(column(rows), places[part]!, target, blank);
    });
    return target;
  };
  const happenedOn = all((rows) => rows.moment, int32Column(count));
  const events: EventColumns = {
    happenedOn,
    minuteOfDay: uint16Column(count),
    kind: all((rows) => rows.kind, byteColumn(count)),
    loan: all((rows) => rows.loan, int32Column(count)),
    evidence: given((rows) => rows.evidence, byteColumn(count), 0),
    endedOn: given((rows) => rows.endedOn, int32Column(count), NO_DAY),
    promisedOn: given((rows) => rows.promisedOn, int32Column(count), NO_DAY),
    amount: given((rows) => rows.amount, float64Column(count), Number.NaN),
    party: given((rows) => rows.party, int32Column(count), NO_PARTY),
    results: given((rows) => rows.results, uint32Column(count), 0),
    line: all((rows) => rows.line, uint32Column(count)),
  };
  await release(parts.flatMap(({ rows }) => Object.values(rows)));
  const { happenedOn: _, minuteOfDay, ...others } = events;
  sortWithinGroups(eventStart, happenedOn, Object.values(others));
  orderSameMoments(eventStart, happenedOn, events, Object.values(others), names);
  partMoments(happenedOn, count, happenedOn, minuteOfDay);
  return { events, eventStart, count };
}
