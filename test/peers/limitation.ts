/**
 * Vectors that speak of limitation and enforcement periods. They come from a community guide that adds the years to the
 * first counted day: by Civil Code arts. 200–203 the last day is the one before, so its ends are held a day later.
 */
import { expect } from 'vitest';
import { addYears, type EpochDay, formatIsoDate } from '../../src/domain/civil-date.js';
import type { ClaimFacts } from '../../src/domain/claim.js';
import type { ClockAnswer } from '../../src/domain/clock.js';
import { HOLDS } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateEnforcement } from '../../src/rules/enforcement.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { day, factsOf, inOrder, parseEvents, parseReceipts, SETTINGS } from '../rules/limitation-facts.js';
import type { Checks, Vector } from './vector.js';

const AS_OF = day('2025-05-12');

const limitationOf = (facts: ClaimFacts, asOf = AS_OF): ClockAnswer =>
  estimateLimitation(facts, lawOfChina, SETTINGS, asOf, true);
const withEvents = (due: EpochDay, events: string): ClaimFacts =>
  factsOf(formatIsoDate(due), { acts: inOrder(parseEvents(events)) });
const sawOf = (answer: ClockAnswer | null, code: string) =>
  answer?.because.findLast((reason) => reason.code === code)?.saw;
/** The first day that the period counts. */
const firstCounted = (answer: ClockAnswer | null, code: string): string =>
  formatIsoDate(day(String(sawOf(answer, code)?.['runs_from'])) + 1);

function runStart(vector: Vector): void {
  const { due, relative } = vector.inputs as { due: string[]; relative: { delivered: string; payWithinDays: number } };
  const { start, relativeStart } = vector.expected as { start: string[]; relativeStart: string };
  expect(due.map((on) => firstCounted(limitationOf(factsOf(on)), 'limitation-period'))).toEqual(start);
  const relativeDue = formatIsoDate(day(relative.delivered) + relative.payWithinDays);
  expect(firstCounted(limitationOf(factsOf(relativeDue)), 'limitation-period')).toBe(relativeStart);
}

function runThreeYears(vector: Vector): void {
  const { start } = vector.inputs as { start: string };
  const { years, expires } = vector.expected as { years: number; expires: string };
  const due = day(start) - 1;
  const { baseOn } = limitationOf(factsOf(formatIsoDate(due)));
  expect(baseOn).toBe(addYears(due, years));
  expect(formatIsoDate(baseOn + 1)).toBe(expires);
}

function runAcknowledgement(vector: Vector): void {
  const { start, interruptions, checkDate } = vector.inputs as {
    start: string;
    interruptions: [[string, string]];
    checkDate: string;
  };
  const expected = vector.expected as { originalExpires: string; expires: string; barred: boolean };
  const due = day(start) - 1;
  expect(formatIsoDate(limitationOf(factsOf(formatIsoDate(due))).baseOn + 1)).toBe(expected.originalExpires);
  const facts = withEvents(due, `acknowledgement@${interruptions[0][0]}:evidence=signed`);
  const answer = limitationOf(facts, day(checkDate));
  expect(formatIsoDate(answer.baseOn)).toBe(expected.expires);
  expect(answer.status === 'defence_available').toBe(expected.barred);
}

function runObstacle(vector: Vector): void {
  const { originalExpires, suspended } = vector.inputs as { originalExpires: string; suspended: [string, string] };
  const facts = withEvents(addYears(day(originalExpires), -3), `obstacle@${suspended[0]}..${suspended[1]}`);
  expect(formatIsoDate(limitationOf(factsOf(formatIsoDate(facts.lastDueOn))).baseOn)).toBe(originalExpires);
  const { expires } = vector.expected as { expires: string };
  expect(formatIsoDate(limitationOf(facts).baseOn)).toBe(expires);
}

interface EnforcementCase {
  readonly payBy?: string;
  readonly instalments?: [string, string];
  readonly noDeadlineEffective?: string;
  readonly settlementPayBy?: string;
}

function runEnforcement(vector: Vector): void {
  const [payBy, instalments, atOnce, settled] = (vector.inputs as { cases: EnforcementCase[] }).cases;
  const { start, years } = vector.expected as { start: [string, [string, string], string, string]; years: number };
  const from = (events: string): string => {
    const facts = withEvents(day('2021-06-30'), events);
    const answer = estimateEnforcement(facts, lawOfChina, SETTINGS, AS_OF, true);
    const saw = sawOf(answer, 'enforcement-period');
    expect(saw?.['years']).toBe(years);
    expect(formatIsoDate(answer!.baseOn)).toBe(formatIsoDate(addYears(day(String(saw?.['runs_from'])), years)));
    return firstCounted(answer, 'enforcement-period');
  };
  expect(from(`judgment@2023-03-01:promised_on=${payBy!.payBy}`)).toBe(start[0]);
  const [first, last] = instalments!.instalments!;
  expect(from(`judgment@2023-03-01..${last}:promised_on=${first}`)).toBe(start[1][1]);
  // The guide counts the day on which the judgment takes effect; by art. 201 the next day is the first.
  expect(from(`judgment@${atOnce!.noDeadlineEffective}`)).toBe(formatIsoDate(day(start[2]) + 1));
  const plan = `repayment_plan@2023-08-01:evidence=signed,promised_on=${settled!.settlementPayBy}`;
  expect(from(`judgment@2023-03-01:promised_on=2023-03-31;${plan}`)).toBe(start[3]);
}

function runBankruptcy(vector: Vector): void {
  const { payment } = vector.inputs as { payment: string };
  const { interrupts } = vector.expected as { interrupts: boolean };
  const bankrupt = { hold: HOLDS.indexOf('bankruptcy') + 1 };
  const without = limitationOf(factsOf('2023-06-30', bankrupt)).conservativeOn;
  const paid = factsOf('2023-06-30', { ...bankrupt, acts: parseReceipts(`${payment}:transfer`) });
  expect(limitationOf(paid).conservativeOn !== without).toBe(interrupts);
}

export const LIMITATION_CHECKS: Checks = {
  'CN-LIM-01': { run: runStart },
  'CN-LIM-03': { run: runThreeYears },
  'CN-LIM-05': { run: runAcknowledgement },
  'CN-LIM-07': { run: runObstacle },
  'CN-LIM-08': {
    run: runEnforcement,
    notCompared: 'a period for each instalment: since 2022 all run from the last one',
  },
  'CN-LIM-09': { run: runBankruptcy, notCompared: 'the day on which the bankruptcy was accepted: a hold has no day' },
};
