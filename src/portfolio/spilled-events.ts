/** The events of a book in a file, in order of borrower and moment; a borrower is shown through a window of them. */
import type { EventColumns } from '../domain/loan.js';
import { RecordWindow } from './record-window.js';
import type { SpillAccess, SpillFile } from './spill.js';

/** It can be posted. */
export interface SpilledEvents {
  readonly file: SpillFile;
  readonly count: number;
  /** Whether any of them tells of a bankruptcy. */
  readonly tellBankruptcy: boolean;
}

/** Words of a record, of which the last two are a double. */
export const EVENT_WORDS = 12;
export const BORROWER_WORD = 0;
const LOAN = 1;
/** Minutes since the epoch. */
const MOMENT = 2;
/** Kind, and evidence × 256. */
const CODES = 3;
const ENDED_ON = 4;
const PROMISED_ON = 5;
const PARTY = 6;
const RESULTS = 7;
const LINE = 8;
const AMOUNT_DOUBLE = 5;

const MINUTES_A_DAY = 1440;

/** Events as columns, with the whole moment instead of the day. */
export type MomentColumns = Omit<EventColumns, 'happenedOn' | 'minuteOfDay'> & { readonly moment: Int32Array };

/** Writes `count` events into records from record `at` of `records` on; `borrower` may be left as it stands there. */
export function encodeEvents(
  events: MomentColumns,
  borrower: Int32Array | undefined,
  count: number,
  records: Int32Array,
  at: number,
): void {
  const doubles = new Float64Array(records.buffer, records.byteOffset, records.length >> 1);
  const { moment, kind, loan, evidence, endedOn, promisedOn, amount, party, results, line } = events;
  for (let row = 0; row < count; row++) {
    const word = (at + row) * EVENT_WORDS;
    if (borrower !== undefined) records[word + BORROWER_WORD] = borrower[row]!;
    records[word + LOAN] = loan[row]!;
    records[word + MOMENT] = moment[row]!;
    records[word + CODES] = kind[row]! | (evidence[row]! << 8);
    records[word + ENDED_ON] = endedOn[row]!;
    records[word + PROMISED_ON] = promisedOn[row]!;
    records[word + PARTY] = party[row]!;
    records[word + RESULTS] = results[row]!;
    records[word + LINE] = line[row]!;
    doubles[(word >> 1) + AMOUNT_DOUBLE] = amount[row]!;
  }
}

/** Reads `count` events from record `at` of `records` on into the first rows of columns. */
export function decodeMoments(records: Int32Array, at: number, count: number, into: MomentColumns): void {
  const doubles = new Float64Array(records.buffer, records.byteOffset, records.length >> 1);
  const { moment, kind, loan, evidence, endedOn, promisedOn, amount, party, results, line } = into;
  for (let row = 0; row < count; row++) {
    const word = (at + row) * EVENT_WORDS;
    loan[row] = records[word + LOAN]!;
    moment[row] = records[word + MOMENT]!;
    kind[row] = records[word + CODES]! & 0xff;
    evidence[row] = records[word + CODES]! >> 8;
    endedOn[row] = records[word + ENDED_ON]!;
    promisedOn[row] = records[word + PROMISED_ON]!;
    party[row] = records[word + PARTY]!;
    results[row] = records[word + RESULTS]!;
    line[row] = records[word + LINE]!;
    amount[row] = doubles[(word >> 1) + AMOUNT_DOUBLE]!;
  }
}

export function newMomentColumns(capacity: number): MomentColumns {
  return {
    moment: new Int32Array(capacity),
    kind: new Uint8Array(capacity),
    loan: new Int32Array(capacity),
    evidence: new Uint8Array(capacity),
    endedOn: new Int32Array(capacity),
    promisedOn: new Int32Array(capacity),
    amount: new Float64Array(capacity),
    party: new Int32Array(capacity),
    results: new Uint32Array(capacity),
    line: new Uint32Array(capacity),
  };
}

/** Parts the moments of the first `count` events into days and minutes. */
export function partMoments(moment: Int32Array, count: number, happenedOn: Int32Array, minuteOfDay: Uint16Array): void {
  for (let row = 0; row < count; row++) {
    const day = Math.floor(moment[row]! / MINUTES_A_DAY);
    minuteOfDay[row] = moment[row]! - day * MINUTES_A_DAY;
    happenedOn[row] = day;
  }
}

interface WindowColumns extends EventColumns, MomentColumns {}

/** A window on the events of a book, one for each thread. */
export class EventWindow extends RecordWindow<WindowColumns> {
  constructor({ file, count }: SpilledEvents, access: SpillAccess) {
    super(file, access, EVENT_WORDS, count);
  }

  protected newColumns(capacity: number): WindowColumns {
    return {
      ...newMomentColumns(capacity),
      happenedOn: new Int32Array(capacity),
      minuteOfDay: new Uint16Array(capacity),
    };
  }

  protected decode(records: Int32Array, count: number, into: WindowColumns): void {
    decodeMoments(records, 0, count, into);
    partMoments(into.moment, count, into.happenedOn, into.minuteOfDay);
  }
}
