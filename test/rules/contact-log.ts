/** Contact logs from a line of text, set between events of other borrowers that must not count. */

import { NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { ACT_RESULTS, resultBit } from '../../src/domain/claim.js';
import { EVENT_KINDS, type EventColumns, NO_PARTY } from '../../src/domain/loan.js';
import type { ContactLog } from '../../src/domain/work.js';
import { codeOf } from './limitation-facts.js';

const EVENT =
  /^(?<kind>\w+?)(?:\+(?<result>\w+))?@(?<day>\d{4}-\d{2}-\d{2})(?:T(?<time>\d{2}:\d{2}))?(?:-(?<end>\d{4}-\d{2}-\d{2}))?(?:=(?<amount>\d+))?(?:>(?<for>\d{4}-\d{2}-\d{2}))?(?:\/(?<party>\w+))?$/;

interface Written {
  readonly kind: string;
  readonly day: string;
  readonly result?: string;
  readonly time?: string;
  readonly end?: string;
  readonly amount?: string;
  readonly for?: string;
  readonly party?: string;
}

function read(text: string): Written {
  const groups = EVENT.exec(text)?.groups;
  if (groups === undefined) throw new Error(`"${text}" is not an event`);
  return groups as unknown as Written;
}

/**
 * `call+unanswered@2024-06-09T22:00; extension@2024-05-01-2024-06-08; promise@2024-05-01=1000>2024-05-20/party`:
 * kind, result, day, time, end, yuan, day promised for, and `/party` for somebody else's; `none` for no event.
 */
export function contactLog(text: string): ContactLog {
  const own = text === 'none' ? [] : text.split('; ').map(read);
  const foreign: Written = { kind: 'lawsuit', day: '2024-06-09' };
  const rows = [foreign, ...own, foreign];
  const dayOf = (iso: string | undefined) => (iso === undefined ? NO_DAY : parseIsoDate(iso)!);
  const events: EventColumns = {
    happenedOn: Int32Array.from(rows, ({ day }) => dayOf(day)),
    minuteOfDay: Uint16Array.from(rows, ({ time }) => {
      const [hours = 0, minutes = 0] = (time ?? '').split(':').map(Number);
      return time === undefined ? 0 : hours * 60 + minutes;
    }),
    kind: Uint8Array.from(rows, ({ kind }) => codeOf(EVENT_KINDS, kind)),
    loan: new Int32Array(rows.length).fill(-1),
    evidence: new Uint8Array(rows.length),
    endedOn: Int32Array.from(rows, ({ end }) => dayOf(end)),
    promisedOn: Int32Array.from(rows, (row) => dayOf(row.for)),
    amount: Float64Array.from(rows, ({ amount }) => (amount === undefined ? Number.NaN : Number(amount) * 100)),
    party: Int32Array.from(rows, ({ party }) =>
      party === undefined ? NO_PARTY : Number(party.replace(/\D/g, '') || 0),
    ),
    results: Uint32Array.from(rows, ({ result }) =>
      result === undefined ? 0 : resultBit(ACT_RESULTS[codeOf(ACT_RESULTS, result) - 1]!),
    ),
    line: new Uint32Array(rows.length),
  };
  return { events, from: 1, until: 1 + own.length };
}
