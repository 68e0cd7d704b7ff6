/** What raises an emergency, what ends it, and which step goes first (test/cases/emergencies.csv, under the bundled calendar). */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { formatIsoDate, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { EMERGENCIES, emergencyBit } from '../../src/domain/work.js';
import { findEmergencies, firstOpenEmergency, newEmergencyRecord } from '../../src/rules/emergencies.js';
import { chooseNextStep } from '../../src/rules/next-step.js';
import { defaultPolicy } from '../policy/packs.js';
import { cell } from './case-table.js';
import { contactLog } from './contact-log.js';

const { calendar } = await defaultPolicy();
const cases = parse<Record<string, string>>(readFileSync(new URL('../cases/emergencies.csv', import.meta.url)), {
  columns: true,
});
const answer = (text: string) => (text === 'yes' ? 1 : text === 'no' ? 0 : Number.NaN);

describe('emergencies (test/cases/emergencies.csv)', () => {
  it.each(cases.map((row) => [cell(row, 'case'), row] as const))('%s', (_, row) => {
    const asOf = parseIsoDate(cell(row, 'as_of'))!;
    const log = cell(row, 'events') === '' ? null : contactLog(cell(row, 'events'));
    const receivedOn = parseIsoDate(cell(row, 'received_on')) ?? NO_DAY;
    const daysPastDue = cell(row, 'days_past_due') === '' ? Number.NaN : Number(cell(row, 'days_past_due'));
    const record = newEmergencyRecord();
    findEmergencies(
      calendar.emergencies,
      log,
      asOf,
      {
        daysPastDue,
        movesAssets: answer(cell(row, 'moves_assets')),
        otherCreditorsSue: answer(cell(row, 'others_sue')),
        receivedBetween: (_loan, after, to) => (receivedOn > after && receivedOn <= to ? 100_000 : 0),
        isOverdue: () => true,
      },
      record,
    );
    const standing = EMERGENCIES.filter((emergency) => (record.standing & emergencyBit(emergency)) !== 0);
    expect(standing.join(' ')).toBe(cell(row, 'standing'));
    const open = firstOpenEmergency(calendar.emergencies, record, asOf, calendar.makeUpWithinDays);
    expect(open === null ? '' : open.step.id).toBe(cell(row, 'step'));
    if (open === null) return;
    expect(formatIsoDate(open.by)).toBe(cell(row, 'by'));
    const next = chooseNextStep(calendar, daysPastDue, asOf, log, 0, open);
    expect(next.step).toBe(open.step);
    expect(next.overdueDays).toBe(Number(cell(row, 'overdue_days')));
    expect(next.by).toBe(Math.max(open.by, asOf));
  });

  it('every emergency has a case in which its step goes first', () => {
    const named = new Set(cases.map((row) => cell(row, 'step')));
    expect(calendar.emergencies.terms.map(({ step }) => step.id).filter((id) => !named.has(id))).toEqual([]);
  });

  it('every case has a name of its own and a source', () => {
    expect(new Set(cases.map((row) => cell(row, 'case'))).size).toBe(cases.length);
    expect(cases.filter((row) => cell(row, 'source') === '')).toEqual([]);
  });
});
