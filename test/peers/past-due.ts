/** Vectors that speak of days past due, reversals and the order of application. */
import { expect } from 'vitest';
import type { AgeingSchedule } from '../../src/domain/ageing.js';
import { type EpochDay, formatIsoDate } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { formatFen } from '../../src/domain/money.js';
import type { Position, PositionTrace } from '../../src/domain/position.js';
import { findBucket } from '../../src/rules/ageing.js';
import {
  CONVENTIONS,
  day,
  fen,
  type GivenRow,
  positionOf,
  type Receipt,
  scheduleOf,
  type Terms,
} from '../rules/one-loan.js';
import { type Range, scheduleOfRanges } from './buckets-and-grades.js';
import type { Checks, Vector } from './vector.js';

interface LoanVector {
  readonly conventions: { readonly graceDays: number; readonly buckets: readonly Range[] };
  readonly inputs: {
    readonly asOf?: string;
    readonly instalments: readonly { due: string; amount: string; from?: string; paid?: string }[];
    readonly payments?: readonly (readonly [on: string, amount: string])[];
    readonly paymentsInOrder?: readonly (readonly [on: string, amount: string])[];
    readonly pauses: readonly (readonly [from: string, to: string])[];
    readonly charges?: readonly { due: string; amount: string }[];
  };
}

interface ExpectedState {
  readonly loan?: {
    readonly bucket?: string;
    readonly delinquentAmount?: string;
    readonly delinquentDate?: string | null;
    readonly delinquentDays?: number;
    readonly pastDueDays?: number;
  };
  readonly instalmentBuckets?: readonly (readonly [bucket: string, amount: string])[];
}

const DUE_DAY: Conventions = { ...CONVENTIONS, firstDayPastDue: 'due_day' };

function pausedDays(pauses: LoanVector['inputs']['pauses'], from: EpochDay, to: EpochDay): number {
  return pauses.reduce(
    (sum, [start, end]) => sum + Math.max(0, Math.min(day(end), to) - Math.max(day(start), from)),
    0,
  );
}

function termsOf({ instalments, payments = [], charges = [] }: LoanVector['inputs']): Terms {
  const given: GivenRow[] = instalments.map(({ due, amount, from }) => ({
    dueOn: day(due),
    principal: fen(amount),
    // A charge belongs to the instalment in whose period it falls due.
    fee: charges
      .filter((charge) => from !== undefined && day(charge.due) > day(from) && day(charge.due) <= day(due))
      .reduce((sum, charge) => sum + fen(charge.amount), 0),
  }));
  const early = instalments.flatMap(({ paid, amount }) => (paid === undefined ? [] : [[paid, amount] as const]));
  return {
    given,
    ratePercent: 0,
    markupPercent: 0,
    receipts: [...early, ...payments].map(([on, amount]) => ({ on: day(on), amount: fen(amount) })),
  };
}

/** What is unpaid of each instalment past due, by the trace's applications, summed by bucket of the instalment's own days. */
function instalmentBuckets(
  terms: Terms,
  trace: PositionTrace,
  buckets: AgeingSchedule,
  dpdOf: (dueOn: EpochDay) => number,
) {
  const sums = new Map<string, number>();
  for (const [index, row] of (terms.given ?? []).entries()) {
    const applied = trace.applications
      .filter((each) => each.instalment === index + 1)
      .reduce((sum, each) => sum + each.amount, 0);
    const unpaid = row.principal + (row.interest ?? 0) + (row.fee ?? 0) - applied;
    const days = dpdOf(row.dueOn);
    if (unpaid === 0 || days <= 0) continue;
    const { code } = buckets.buckets[findBucket(buckets, days)]!;
    sums.set(code, (sums.get(code) ?? 0) + unpaid);
  }
  return [...sums].map(([code, amount]) => [code, formatFen(amount)]).sort();
}

function expectState(vector: Vector, asOf: EpochDay, expected: ExpectedState, receipts?: readonly Receipt[]): void {
  const { conventions, inputs } = vector as unknown as LoanVector;
  const terms = receipts === undefined ? termsOf(inputs) : { ...termsOf(inputs), receipts };
  const buckets = scheduleOfRanges(conventions.buckets);
  const trace: PositionTrace = { accruals: [], applications: [] };
  const position: Position = positionOf(terms, asOf, CONVENTIONS, trace);
  const { daysPastDue, oldestUnpaidDueOn } = position;
  const paused = daysPastDue === 0 ? 0 : pausedDays(inputs.pauses, oldestUnpaidDueOn, asOf);
  const delinquentDays = Math.max(0, daysPastDue - paused - conventions.graceDays);
  const isPaused = inputs.pauses.some(([start, end]) => asOf >= day(start) && asOf <= day(end));
  const { loan, instalmentBuckets: tags } = expected;
  if (loan?.pastDueDays !== undefined) expect(daysPastDue).toBe(loan.pastDueDays);
  if (loan?.delinquentDays !== undefined) expect(delinquentDays).toBe(loan.delinquentDays);
  if (loan?.delinquentAmount !== undefined) expect(formatFen(position.overdueTotal)).toBe(loan.delinquentAmount);
  if (loan?.delinquentDate !== undefined) {
    const since = daysPastDue === 0 ? null : formatIsoDate(oldestUnpaidDueOn + conventions.graceDays);
    expect(since).toBe(loan.delinquentDate);
  }
  // On days of a pause the peer keeps the bucket of the day before.
  if (loan?.bucket !== undefined && !isPaused) {
    expect(buckets.buckets[findBucket(buckets, delinquentDays)]?.code).toBe(loan.bucket);
  }
  if (tags !== undefined) {
    // The peer tags instalments only once the loan has left its grace days; grace itself is none of the instalment's.
    const dpdOf = (dueOn: EpochDay) => asOf - dueOn - pausedDays(inputs.pauses, dueOn, asOf);
    const found = delinquentDays === 0 ? [] : instalmentBuckets(terms, trace, buckets, dpdOf);
    expect(found).toEqual([...tags].sort());
  }
}

function runSeries(vector: Vector): void {
  const { series } = vector.expected as { series: readonly (ExpectedState & { asOf: string })[] };
  expect(series.length).toBeGreaterThan(0);
  for (const state of series) expectState(vector, day(state.asOf), state);
}

function runSteps(vector: Vector): void {
  const { asOf, paymentsInOrder } = (vector as unknown as LoanVector).inputs;
  const { steps } = vector.expected as { steps: readonly (ExpectedState & { afterPayments: number })[] };
  for (const step of steps) {
    const receipts = paymentsInOrder!
      .slice(0, step.afterPayments)
      .map(([on, amount]) => ({ on: day(on), amount: fen(amount) }));
    expectState(vector, day(asOf!), step, receipts);
  }
}

/**
 * The peer takes a bounced payment for a new debt of the day on which it bounced. Put as a schedule: the amount falls
 * due again on that day, the receipt stands. (Our own reading, in which the receipt never was, is tested with the position.)
 */
function runReversal(vector: Vector): void {
  const { events } = vector.inputs as { events: readonly (readonly [on: string, kind: string, amount: string])[] };
  const { steps } = vector.expected as {
    steps: readonly {
      afterEvent: number;
      asOf: string;
      principalOutstanding: string;
      pastDueDays: number;
      delinquentAmount: string;
    }[];
  };
  const { rows } = scheduleOf({
    principal: fen('1200.00'),
    ratePercent: 0,
    disbursedOn: day('2012-01-01'),
    maturesOn: day('2013-01-01'),
    method: 'equal_principal',
    period: 'monthly',
  });
  for (const step of steps) {
    const happened = events.slice(0, step.afterEvent);
    const again = happened
      .filter(([, kind]) => kind === 'reversal')
      .map(([on, , amount]) => ({ dueOn: day(on), principal: fen(amount) }));
    const receipts = happened
      .filter(([, kind]) => kind === 'payment')
      .map(([on, , amount]) => ({ on: day(on), amount: fen(amount) }));
    const given = [...rows.map((row) => ({ dueOn: day(row.due), principal: row.principal })), ...again];
    const position = positionOf({ given, receipts, ratePercent: 0, markupPercent: 0 }, day(step.asOf));
    expect(formatFen(position.outstandingPrincipal)).toBe(step.principalOutstanding);
    expect(position.daysPastDue).toBe(step.pastDueDays);
    expect(formatFen(position.overdueTotal)).toBe(step.delinquentAmount);
  }
}

/** Interest of all due instalments before principal of any; the peer's amounts are multiples of 100, which serve as the smallest unit. */
function runHorizontalOrder(vector: Vector): void {
  const { payments } = vector.inputs as { payments: readonly (readonly [on: string, amount: string])[] };
  const conventions: Conventions = { ...CONVENTIONS, waterfallScope: 'all_due' };
  const terms: Terms = {
    principal: 120,
    ratePercent: 24,
    disbursedOn: day('2011-09-20'),
    maturesOn: day('2012-01-20'),
    method: 'equal_instalment',
    period: 'monthly',
  };
  const { rows } = scheduleOf(terms, conventions);
  const { initialDue } = vector.expected as { initialDue: readonly string[] };
  expect(rows.map((row) => String((row.principal + row.interest) * 100))).toEqual(initialDue);
  const after = (count: number, asOf: string) => {
    const receipts = payments.slice(0, count).map(([on, amount]) => ({ on: day(on), amount: Number(amount) / 100 }));
    const trace: PositionTrace = { accruals: [], applications: [] };
    const position = positionOf({ ...terms, receipts }, day(asOf), conventions, trace);
    const open = (instalment: number, part: 'principal' | 'interest') =>
      String(
        (rows[instalment - 1]![part] -
          trace.applications
            .filter((each) => each.instalment === instalment && each.part === part)
            .reduce((sum, each) => sum + each.amount, 0)) *
          100,
      );
    return { position, open };
  };
  const expected = vector.expected as {
    afterPayment2: { instalment3: { principal: string; interest: string } };
    afterPayment3: {
      instalment3: { principal: string };
      instalment4: { outstanding: string; interestOutstanding: string };
    };
  };
  const second = after(2, '2011-11-20');
  expect(second.open(3, 'principal')).toBe(expected.afterPayment2.instalment3.principal);
  expect(second.open(3, 'interest')).toBe(expected.afterPayment2.instalment3.interest);
  const third = after(3, '2012-01-20');
  expect(third.open(3, 'principal')).toBe(expected.afterPayment3.instalment3.principal);
  expect(third.open(3, 'interest')).toBe('0');
  expect(third.open(4, 'principal')).toBe(expected.afterPayment3.instalment4.outstanding);
  expect(third.open(4, 'interest')).toBe(expected.afterPayment3.instalment4.interestOutstanding);
  expect(after(4, '2012-01-20').position.outstandingPrincipal).toBe(0);
}

function runEarliestUnpaid(vector: Vector): void {
  const expected = vector.expected as { 'earliest-unpaid': Readonly<Record<string, string>> };
  const terms = termsOf((vector as unknown as LoanVector).inputs);
  for (const [asOf, due] of Object.entries(expected['earliest-unpaid'])) {
    expect(formatIsoDate(positionOf(terms, day(asOf)).oldestUnpaidDueOn)).toBe(due);
  }
}

function runDailyLog(vector: Vector): void {
  const { demands, payments } = vector.inputs as Record<'demands' | 'payments', readonly (readonly [string, string])[]>;
  const terms: Terms = {
    given: demands.map(([due, amount]) => ({ dueOn: day(due), principal: fen(amount) })),
    receipts: payments.map(([on, amount]) => ({ on: day(on), amount: fen(amount) })),
  };
  for (const [asOf, dpd] of Object.entries((vector.expected as { dpd: Readonly<Record<string, number>> }).dpd)) {
    expect([asOf, positionOf(terms, day(asOf), DUE_DAY).daysPastDue]).toEqual([asOf, dpd]);
  }
}

function runDrawdowns(vector: Vector): void {
  const { drawdowns } = vector.inputs as {
    drawdowns: readonly { id: string; due: string; demand: string; payments: readonly (readonly [string, string])[] }[];
  };
  const { dpd } = vector.expected as { dpd: readonly (readonly [asOf: string, id: string, days: number])[] };
  for (const [asOf, id, days] of dpd) {
    const { due, demand, payments } = drawdowns.find((drawdown) => drawdown.id === id)!;
    const position = positionOf(
      {
        given: [{ dueOn: day(due), principal: fen(demand) }],
        receipts: payments.map(([on, amount]) => ({ on: day(on), amount: fen(amount) })),
      },
      day(asOf),
      DUE_DAY,
    );
    expect(position.daysPastDue).toBe(days);
  }
}

function runDunnedHalf(vector: Vector): void {
  const { invoice, postedDaysAgo, terms } = vector.inputs as {
    invoice: string;
    postedDaysAgo: number;
    terms: readonly (readonly [share: string, days: number])[];
  };
  const asOf = day('2024-06-30');
  const given = terms.map(([share, days]) => ({
    dueOn: asOf - postedDaysAgo + days,
    principal: (fen(invoice) * Number.parseInt(share, 10)) / 100,
  }));
  const { overdueItems } = vector.expected as { overdueItems: number };
  const receipt = { on: asOf, amount: given[0]!.principal };
  expect(positionOf({ given }, asOf).missedInstalments).toBe(overdueItems);
  const paid = positionOf({ given, receipts: [receipt] }, asOf);
  expect([paid.missedInstalments, paid.outstandingPrincipal]).toEqual([0, given[1]!.principal]);
  // A receipt that is reversed is taken out before the position is computed.
  expect(positionOf({ given, receipts: [] }, asOf).missedInstalments).toBe(overdueItems);
}

const PAUSES = 'pauses and grace are no rule of the product: the test takes them off our days past due';

export const PAST_DUE_CHECKS: Checks = {
  'FIN-DPD-01': { run: runSeries },
  'FIN-DPD-02': { run: runSeries, notCompared: PAUSES },
  'FIN-DPD-04': { run: runSeries, notCompared: `${PAUSES}; the bucket that a pause freezes` },
  'FIN-DPD-05': { run: runSeries, notCompared: PAUSES },
  'FIN-DPD-08': { run: runSeries, notCompared: `${PAUSES}; pause actions` },
  'FIN-DPD-10': { run: runSeries, notCompared: PAUSES },
  'FIN-DPD-12': { run: runSeries },
  'FIN-DPD-14': { run: runSeries },
  'FIN-DPD-16': { run: runSeries },
  'FIN-DPD-18': { run: runSeries },
  'FIN-DPD-20': { run: runSteps },
  'FIN-DPD-22': { run: runSeries },
  'FIN-DPD-24': { run: runSeries, notCompared: PAUSES },
  'FIN-CB-28': { run: runReversal },
  'FIN-WF-01': { run: runHorizontalOrder },
  'FIN-NEXT-01': { run: runEarliestUnpaid, notCompared: 'the next due date to come is no part of a position' },
  'LND-DPD-01': { run: runDailyLog },
  'LND-DPD-03': { run: runDrawdowns },
  'ERP-DUN-03': { run: runDunnedHalf, notCompared: 'the states of the notice' },
};
