import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { formatIsoDate, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { EVENT_KINDS, EVIDENCE_GRADES, type EventColumns, HOLDS, NO_PARTY } from '../../src/domain/loan.js';
import type { ContactLog } from '../../src/domain/work.js';
import { chooseNextStep, holdInForce } from '../../src/rules/next-step.js';
import { defaultPolicy } from '../policy/packs.js';

const { calendar, calendars } = await defaultPolicy();

type Case = Readonly<Record<string, string>>;
const cases = parse(readFileSync(new URL('../cases/next-step.csv', import.meta.url)), { columns: true }) as Case[];

/** `call@2024-06-09; visit@2024-06-10/party; promise@2024-06-10/signed`, set between events of other borrowers that must not count. */
function logOf(text: string): ContactLog {
  const own = text === 'none' ? [] : text.split('; ').map((event) => event.split(/[@/]/));
  const foreign = ['lawsuit', '2024-06-09'];
  const rows = [foreign, ...own, foreign];
  const events: EventColumns = {
    happenedOn: Int32Array.from(rows, ([, day]) => parseIsoDate(day!)!),
    minuteOfDay: new Uint16Array(0),
    kind: Uint8Array.from(rows, ([kind]) => (EVENT_KINDS as readonly string[]).indexOf(kind!) + 1),
    loan: new Int32Array(rows.length).fill(-1),
    evidence: Uint8Array.from(rows, ([, , grade]) => (EVIDENCE_GRADES as readonly string[]).indexOf(grade ?? '') + 1),
    endedOn: new Int32Array(rows.length).fill(NO_DAY),
    promisedOn: new Int32Array(rows.length).fill(NO_DAY),
    amount: new Float64Array(rows.length).fill(Number.NaN),
    party: Int32Array.from(rows, ([, , party]) => (party === 'party' ? 0 : NO_PARTY)),
    results: new Uint32Array(rows.length),
    line: new Uint32Array(rows.length),
  };
  return { events, from: 1, until: 1 + own.length };
}

describe('the next step under the bundled calendar (test/cases/next-step.csv)', () => {
  it.each(cases)('$case', (row) => {
    const daysPastDue = row['days_past_due'] === '' ? Number.NaN : Number(row['days_past_due']);
    const log = row['events'] === '' ? null : logOf(row['events']!);
    const hold = (HOLDS as readonly string[]).indexOf(row['hold']!) + 1;
    const asOf = parseIsoDate(row['as_of']!)!;
    const used = calendars.find(({ id }) => id === (row['calendar'] || 'loans'))!;
    const next = chooseNextStep(used, daysPastDue, asOf, log, holdInForce(hold, log, asOf));
    expect(next.step.id).toBe(row['step']);
    expect(formatIsoDate(next.by)).toBe(row['by']);
    expect(next.overdueDays).toBe(Number(row['overdue_days']));
    expect(next.overdue).toBe(Number(row['overdue_days']) > 0);
  });

  it('every step of the calendar has a case', () => {
    const named = new Set(cases.map(({ step }) => step));
    const special = [...calendar.holdSteps.filter((step) => step !== null), calendar.whenPositionUnknown];
    const steps = calendars.flatMap((each) => each.steps);
    expect([...steps, ...special].map(({ id }) => id).filter((id) => !named.has(id))).toEqual([]);
  });
});

describe('steps over time', () => {
  const asOf = parseIsoDate('2024-06-10')!;

  it('without an events file nothing is ever overdue, and the step only moves forward', () => {
    let furthest = 0;
    for (let daysPastDue = 0; daysPastDue < 400; daysPastDue++) {
      const next = chooseNextStep(calendar, daysPastDue, asOf, null, 0);
      const index = calendar.steps.indexOf(next.step);
      expect(next.overdue).toBe(false);
      expect(next.by).toBeGreaterThanOrEqual(asOf);
      expect(index).toBeGreaterThanOrEqual(furthest);
      furthest = index;
    }
    expect(furthest).toBe(calendar.steps.length - 1);
  });

  it('one more event on record never brings an earlier step', () => {
    for (const kind of EVENT_KINDS) {
      for (let daysPastDue = 1; daysPastDue < 250; daysPastDue += 7) {
        for (let back = 0; back < daysPastDue; back += 11) {
          const without = chooseNextStep(calendar, daysPastDue, asOf, logOf('none'), 0);
          const log = logOf(`${kind}@${formatIsoDate(asOf - back)}`);
          const withIt = chooseNextStep(calendar, daysPastDue, asOf, log, 0);
          expect(calendar.steps.indexOf(withIt.step)).toBeGreaterThanOrEqual(calendar.steps.indexOf(without.step));
        }
      }
    }
  });

  it('a promise counts as the undertaking that the calendar asks for until it is broken', () => {
    const log = logOf('promise@2024-06-02');
    const standing = chooseNextStep(calendar, 20, asOf, log, 0);
    expect([standing.step.id, formatIsoDate(standing.by)]).toEqual(['second-demand', '2024-07-20']);
    const broken = chooseNextStep(calendar, 20, asOf, log, 0, null, [1]);
    expect([broken.step.id, formatIsoDate(broken.by), broken.overdueDays]).toEqual([
      'visit-with-demand',
      '2024-06-10',
      17,
    ]);
    // What was done besides still counts.
    const visited = chooseNextStep(calendar, 20, asOf, logOf('promise@2024-06-02; visit@2024-06-03'), 0, null, [1]);
    expect([visited.step.id, visited.overdue]).toEqual(['negotiate', false]);
  });

  it('the order of events on record does not matter', () => {
    const one = chooseNextStep(calendar, 45, asOf, logOf('demand@2024-05-31; call@2024-04-28'), 0);
    const other = chooseNextStep(calendar, 45, asOf, logOf('call@2024-04-28; demand@2024-05-31'), 0);
    expect(one).toEqual(other);
  });
});
