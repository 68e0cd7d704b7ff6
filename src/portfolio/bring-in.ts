/**
 * What is told of single loans looks at their payments and events in any order, again and again: of a book whose payments
 * or events lie in files, those of the borrowers in question are brought into memory first.
 */
import type { EventColumns, PaymentColumns } from '../domain/loan.js';
import { int32Column } from './columns.js';
import { areSpilled, type Portfolio, viewEvents, viewPayments } from './portfolio.js';

/** The payments of a book that holds them, or into which they were brought. */
export function heldPayments({ payments }: Portfolio): PaymentColumns {
  if (areSpilled(payments)) throw new Error('the payments of this borrower were not brought in');
  return payments;
}

/** The events, likewise; null without an events file. */
export function heldEvents({ events }: Portfolio): EventColumns | null {
  if (events !== null && areSpilled(events)) throw new Error('the events of this borrower were not brought in');
  return events;
}

/** The same book, in which the payments and events of these borrowers are held and no others. A book in memory is left as it is. */
export function bringIn(portfolio: Portfolio, borrowers: Iterable<number>): Portfolio {
  const { payments, events } = portfolio;
  const wanted = new Set(borrowers);
  return {
    ...portfolio,
    ...(areSpilled(payments) ? bringPayments(portfolio, wanted) : {}),
    ...(events !== null && areSpilled(events) ? bringEvents(portfolio, wanted) : {}),
    windows: null,
  };
}

type Writable<Columns> = { -readonly [Name in keyof Columns]: Columns[Name] };

/** Copies the rows `from` … `until` of each column behind what the other columns hold. */
function copyRows<Columns extends object>(source: Columns, from: number, until: number, parts: Columns[]): void {
  parts.push(
    Object.fromEntries(Object.entries(source).map(([name, column]) => [name, column.slice(from, until)])) as Columns,
  );
}

function joinRows<Columns extends object>(parts: readonly Columns[], none: Columns): Columns {
  const joined = { ...none } as Writable<Record<string, Float64Array>>;
  for (const [name, empty] of Object.entries(none) as [string, Float64Array][]) {
    const columns = parts.map((part) => (part as Record<string, Float64Array>)[name]!);
    const Kind = empty.constructor as Float64ArrayConstructor;
    const whole = new Kind(columns.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const column of columns) {
      whole.set(column, at);
      at += column.length;
    }
    joined[name] = whole;
  }
  return joined as Columns;
}

function bringPayments(
  portfolio: Portfolio,
  wanted: ReadonlySet<number>,
): Pick<Portfolio, 'payments' | 'paymentStart'> {
  const { count, loans } = portfolio;
  const paymentStart = int32Column(count + 1);
  const parts: PaymentColumns[] = [];
  copyRows(viewPaymentsOfNone(portfolio), 0, 0, parts);
  for (let loan = 0; loan < count; loan++) {
    let rows = 0;
    if (wanted.has(loans.borrower[loan]!)) {
      const { columns, from, until } = viewPayments(portfolio, loan);
      copyRows(columns, from, until, parts);
      rows = until - from;
    }
    paymentStart[loan + 1] = paymentStart[loan]! + rows;
  }
  return { payments: joinRows(parts, parts[0]!), paymentStart };
}

function viewPaymentsOfNone({ windows }: Portfolio): PaymentColumns {
  return windows!.payments!.show(0, 0);
}

function bringEvents(portfolio: Portfolio, wanted: ReadonlySet<number>): Pick<Portfolio, 'events' | 'eventStart'> {
  const { borrowerCount, windows } = portfolio;
  const eventStart = int32Column(borrowerCount + 1);
  const parts: EventColumns[] = [];
  copyRows(windows!.events!.show(0, 0) as EventColumns, 0, 0, parts);
  for (let borrower = 0; borrower < borrowerCount; borrower++) {
    let rows = 0;
    if (wanted.has(borrower)) {
      const { events, from, until } = viewEvents(portfolio, borrower)!;
      copyRows(events, from, until, parts);
      rows = until - from;
    }
    eventStart[borrower + 1] = eventStart[borrower]! + rows;
  }
  return { events: joinRows(parts, parts[0]!), eventStart };
}
