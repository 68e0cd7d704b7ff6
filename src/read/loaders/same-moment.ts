/** Events of one borrower and one moment, put in an order of their own: that of the file would decide what came last. */
import type { EventColumns } from '../../domain/loan.js';
import { compareIds } from '../../portfolio/borrower-ids.js';
import type { Column } from '../../portfolio/columns.js';
import type { IdTable } from '../../portfolio/id-table.js';

/** What the numbers in the columns of events stand for. */
export interface EventNames {
  readonly loanIds: IdTable;
  readonly partyIds: IdTable;
}

type ComparedColumns = Omit<EventColumns, 'happenedOn' | 'minuteOfDay'>;

/**
 * Orders the events that share a borrower and a moment by kind – what the lender did, what the borrower said to it, what
 * went to court – and then by all that else is told of them. `moment` rises within each borrower; rows that are alike in
 * everything keep their places.
 */
export function orderSameMoments(
  eventStart: Int32Array,
  moment: Int32Array,
  events: ComparedColumns,
  others: readonly Column[],
  names: EventNames,
): void {
  const compare = rowComparer(events, names);
  for (let borrower = 0; borrower + 1 < eventStart.length; borrower++) {
    const end = eventStart[borrower + 1]!;
    for (let from = eventStart[borrower]!; from < end; ) {
      let until = from + 1;
      while (until < end && moment[until] === moment[from]) until++;
      if (until - from > 1) orderRows(from, until, compare, others);
      from = until;
    }
  }
}

function orderRows(
  from: number,
  until: number,
  compare: (first: number, second: number) => number,
  columns: readonly Column[],
): void {
  const order = Uint32Array.from({ length: until - from }, (_, at) => from + at);
  order.sort(compare);
  if (order.every((row, at) => row === from + at)) return;
  for (const column of columns) {
    if (column.length === 0) continue;
    column.set(
      Array.from(order, (row) => column[row]!),
      from,
    );
  }
}

function rowComparer(events: ComparedColumns, { loanIds, partyIds }: EventNames): (a: number, b: number) => number {
  const { kind, loan, party, evidence, endedOn, promisedOn, amount, results } = events;
  const byId = (ids: IdTable, a: number, b: number): number => {
    if (a === b) return 0;
    return a < 0 || b < 0 ? a - b : compareIds(ids, a, b);
  };
  return (a, b) =>
    kind[a]! - kind[b]! ||
    byId(loanIds, loan[a]!, loan[b]!) ||
    byId(partyIds, party[a]!, party[b]!) ||
    evidence[a]! - evidence[b]! ||
    endedOn[a]! - endedOn[b]! ||
    promisedOn[a]! - promisedOn[b]! ||
    known(amount[a]!) - known(amount[b]!) ||
    results[a]! - results[b]!;
}

/** No amount goes before any. */
function known(amount: number): number {
  return Number.isNaN(amount) ? -1 : amount;
}
