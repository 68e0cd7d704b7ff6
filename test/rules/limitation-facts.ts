/** Limitation facts built from readable words, for the tests of the limitation rule. */
import { type EpochDay, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import type { LimitationFacts } from '../../src/domain/limitation.js';
import {
  CHANNELS,
  type CodedNames,
  EVENT_KINDS,
  EVIDENCE_GRADES,
  type EventColumns,
  type PaymentColumns,
} from '../../src/domain/loan.js';

/** The day of an ISO date; a wrong date fails the test. */
export function day(iso: string): EpochDay {
  const parsed = parseIsoDate(iso);
  if (parsed === undefined) throw new Error(`no such date: ${iso}`);
  return parsed;
}

/** NO_DAY for a blank cell. */
export function dayOrBlank(iso: string): EpochDay {
  return iso === '' ? NO_DAY : day(iso);
}

/** The code of a spelling; 0 for a blank cell. */
export function codeOf(names: CodedNames, spelling: string): number {
  if (spelling === '') return 0;
  const position = names.indexOf(spelling);
  if (position < 0) throw new Error(`no such value: ${spelling}`);
  return position + 1;
}

export interface ReceiptRow {
  readonly on: EpochDay;
  readonly channel: number;
}

export interface EventRow {
  readonly on: EpochDay;
  readonly kind: number;
  readonly evidence?: number;
  readonly endedOn?: EpochDay;
  /** -1 where the event names only the borrower. */
  readonly loan?: number;
}

/** `2024-06-30:counter;2024-07-01:` – the channel may be blank. */
export function parseReceipts(cell: string): ReceiptRow[] {
  return partsOf(cell).map((part) => {
    const [on = '', channel = ''] = part.split(':');
    return { on: day(on), channel: codeOf(CHANNELS, channel) };
  });
}

/** `demand@2024-05-06:signed;obstacle@2024-03-01..2024-05-15` – evidence and end may be absent. */
export function parseEvents(cell: string): EventRow[] {
  return partsOf(cell).map((part) => {
    const [, kind = '', on = '', endedOn = '', evidence = ''] =
      /^(\w+)@([\d-]+)(?:\.\.([\d-]+))?(?::(\w+))?$/.exec(part) ?? [];
    return {
      on: day(on),
      kind: codeOf(EVENT_KINDS, kind),
      evidence: codeOf(EVIDENCE_GRADES, evidence),
      endedOn: dayOrBlank(endedOn),
    };
  });
}

function partsOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(';');
}

export function paymentColumns(rows: readonly ReceiptRow[]): PaymentColumns {
  return {
    paidOn: Int32Array.from(rows, (row) => row.on),
    amount: Float64Array.from(rows, () => 10_000),
    penaltyPart: new Float64Array(),
    feePart: new Float64Array(),
    channel: Uint8Array.from(rows, (row) => row.channel),
    line: Uint32Array.from(rows, (_, index) => index + 2),
  };
}

export function eventColumns(rows: readonly EventRow[]): EventColumns {
  return {
    happenedOn: Int32Array.from(rows, (row) => row.on),
    kind: Uint8Array.from(rows, (row) => row.kind),
    loan: Int32Array.from(rows, (row) => row.loan ?? -1),
    evidence: Uint8Array.from(rows, (row) => row.evidence ?? 0),
    endedOn: Int32Array.from(rows, (row) => row.endedOn ?? NO_DAY),
    promisedOn: new Int32Array(rows.length).fill(NO_DAY),
    amount: new Float64Array(rows.length).fill(Number.NaN),
    hasParty: new Uint8Array(rows.length),
    line: Uint32Array.from(rows, (_, index) => index + 2),
  };
}

/** Facts of a loan due at once on `lastDueOn`, 10 000 yuan owed, an empty events file; `changes` replaces any of it. */
export function factsOf(lastDueOn: string, changes: Partial<LimitationFacts> = {}): LimitationFacts {
  const facts: LimitationFacts = {
    loan: 0,
    owed: 1_000_000,
    lastDueOn: dayOrBlank(lastDueOn),
    acceleratedOn: NO_DAY,
    disbursedOn: NO_DAY,
    oldestUnpaidDueOn: NO_DAY,
    instalments: 1,
    restructuredOn: NO_DAY,
    assetClass: 0,
    status: 0,
    hold: 0,
    payments: paymentColumns([]),
    paymentsFrom: 0,
    paymentsUntil: 0,
    events: eventColumns([]),
    eventsFrom: 0,
    eventsUntil: 0,
    ...changes,
  };
  return {
    ...facts,
    paymentsUntil: changes.paymentsUntil ?? facts.payments.paidOn.length,
    eventsUntil: changes.eventsUntil ?? facts.events?.happenedOn.length ?? 0,
  };
}
