/** Vectors that speak of rates, interest and penalty. */
import { expect } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { interestForDays, interestForMonths, penaltyRate, rateFraction } from '../../src/domain/interest.js';
import { formatFen, RATE_UNIT } from '../../src/domain/money.js';
import { CONVENTIONS, day, fen, percent, positionOf, scheduleOf, type Terms } from '../rules/one-loan.js';
import type { Checks, Vector } from './vector.js';

function runRates(vector: Vector): void {
  const rate = percent(Number((vector.inputs as { annualRatePct: string }).annualRatePct));
  const fraction = rateFraction(rate);
  // A rate to six decimals is the interest on a million of the smallest unit.
  const perMillion = (interest: number) => (interest / 1_000_000).toFixed(6);
  const share = (units: number) => (units / RATE_UNIT).toFixed(6);
  expect({
    dayRate360: perMillion(interestForDays(1_000_000, 1, fraction, 360)),
    dayRate365: perMillion(interestForDays(1_000_000, 1, fraction, 365)),
    monthRate: perMillion(interestForMonths(1_000_000, 1, fraction)),
    overdueRate150pct: share(penaltyRate(rate, percent(50))),
    plus30pct: share(penaltyRate(rate, percent(30))),
    minus30pct: share(penaltyRate(rate, percent(-30))),
  }).toEqual(vector.expected);
}

function runSimpleAmounts(vector: Vector): void {
  const principal = fen('10000000');
  const rate = rateFraction(percent(7.2));
  expect({
    month: formatFen(interestForMonths(principal, 1, rate)),
    year: formatFen(interestForMonths(principal, 12, rate)),
    days3: formatFen(interestForDays(principal, 3, rate, 360)),
    days12: formatFen(interestForDays(principal, 12, rate, 360)),
  }).toEqual(vector.expected);
}

/** What `amount`, due on 2024-01-10, bears by `days` later at a daily rate in percent. */
function penaltyAfter(amount: { principal: number; interest?: number }, days: number, dailyPercent: number): string {
  const position = positionOf(
    { given: [{ dueOn: day('2024-01-10'), ...amount }], ratePercent: dailyPercent * 360, markupPercent: 0 },
    day('2024-01-10') + days,
  );
  return formatFen(position.penaltyInterest + position.compoundInterest);
}

function runDailyPenalty(vector: Vector): void {
  const expected = vector.expected as { payment: string; penalty: string; paymentWithPenalty: string };
  const [first] = scheduleOf({
    period: 'monthly',
    principal: fen('1000000'),
    ratePercent: 3.5,
    disbursedOn: day('2023-12-10'),
    maturesOn: day('2053-12-10'),
    method: 'equal_instalment',
  }).rows;
  expect(formatFen(first!.principal + first!.interest)).toBe(expected.payment);
  const penalty = penaltyAfter({ principal: first!.principal, interest: first!.interest }, 10, 0.05);
  expect(penalty).toBe(expected.penalty);
  expect(formatFen(first!.principal + first!.interest + fen(penalty))).toBe(expected.paymentWithPenalty);
}

/** Free days are put as a later due date. */
function runPenaltyAfterGrace(vector: Vector): void {
  const { base, graceDays, overdueDays } = vector.inputs as { base: string; graceDays: number; overdueDays: number[] };
  const { penalty } = vector.expected as { penalty: string[] };
  expect(overdueDays.map((days) => penaltyAfter({ principal: fen(base) }, days - graceDays, 0.05))).toEqual(penalty);
}

function runPenaltyThenAndNow(vector: Vector): void {
  const { base, overdueDays } = vector.inputs as { base: string; overdueDays: number };
  const expected = vector.expected as { storedPenalty: string; freshPenalty: string };
  expect(penaltyAfter({ principal: fen(base) }, overdueDays, 0.05)).toBe(expected.storedPenalty);
  expect(penaltyAfter({ principal: fen(base) }, overdueDays, 0.5)).toBe(expected.freshPenalty);
}

function runPenaltyBothEnds(vector: Vector): void {
  const { emi, dues, asOf } = vector.inputs as { emi: string; dues: readonly string[]; asOf: string };
  const position = positionOf(
    { given: dues.map((due) => ({ dueOn: day(due), principal: fen(emi) })), ratePercent: 25, markupPercent: 0 },
    day(asOf),
    { ...CONVENTIONS, firstDayPastDue: 'due_day', dayCountBasis: 365 },
  );
  expect(formatFen(position.penaltyInterest)).toBe((vector.expected as { penalty: string }).penalty);
}

function runBackdatedReceipt(vector: Vector): void {
  const { firstDue, asOf, thenPayment } = vector.inputs as {
    firstDue: string;
    asOf: string;
    thenPayment: readonly [on: string, amount: string];
  };
  const terms: Terms = {
    given: [{ dueOn: day(firstDue), principal: fen(thenPayment[1]) }],
    ratePercent: 12,
    markupPercent: 0,
  };
  const conventions: Conventions = { ...CONVENTIONS, firstDayPastDue: 'due_day' };
  expect(positionOf(terms, day(asOf), conventions).penaltyInterest).toBeGreaterThan(0);
  const receipts = [{ on: day(thenPayment[0]), amount: fen(thenPayment[1]) }];
  expect(positionOf({ ...terms, receipts }, day(asOf), conventions).penaltyInterest).toBe(0);
}

interface Segments {
  readonly days: number;
  readonly total_interest: number;
  readonly total_compound_interest?: number;
  readonly segments: readonly {
    readonly period: string;
    readonly days: number;
    readonly interest: number;
    readonly compound_interest?: number;
    readonly accumulated_interest_before?: number;
    readonly actual_rate?: number;
  }[];
}

/** Interest on a claim by segments, both ends counted; `annualPercent` where the segment names no rate of its own. */
function segmentsCheck(annualPercent: number, basis: 360 | 365): (vector: Vector) => void {
  return (vector) => {
    const inputs = vector.inputs as { principal: string };
    const expected = vector.expected as Segments;
    let interestSum = 0;
    let compoundSum = 0;
    let days = 0;
    for (const segment of expected.segments) {
      const [from, to] = segment.period.split(' 至 ');
      expect(day(to!) - day(from!) + 1).toBe(segment.days);
      const rate = rateFraction(percent(segment.actual_rate ?? annualPercent));
      const interest = interestForDays(fen(inputs.principal), segment.days, rate, basis);
      expect(formatFen(interest)).toBe(segment.interest.toFixed(2));
      if (segment.compound_interest !== undefined) {
        const unpaid = fen(segment.accumulated_interest_before!.toFixed(2));
        const compound = interestForDays(unpaid, segment.days, rate, basis);
        expect(formatFen(compound)).toBe(segment.compound_interest.toFixed(2));
        compoundSum += compound;
      }
      interestSum += interest;
      days += segment.days;
    }
    expect(days).toBe(expected.days);
    expect(formatFen(interestSum)).toBe(expected.total_interest.toFixed(2));
    expect(formatFen(compoundSum)).toBe((expected.total_compound_interest ?? 0).toFixed(2));
  };
}

/** The same claim as a loan whose interest falls due at the end of each cycle: its compound interest, rounded once. */
function runCompoundPosition(vector: Vector): void {
  segmentsCheck(9, 360)(vector);
  const { segments, total_compound_interest: total } = vector.expected as Segments;
  const dues = segments.map((segment) => ({
    dueOn: day(segment.period.split(' 至 ')[1]!),
    principal: 0,
    interest: fen(segment.interest.toFixed(2)),
  }));
  const before = { dueOn: day('2023-12-20'), principal: 0, interest: fen('60000') };
  const position = positionOf({ given: [before, ...dues], ratePercent: 9, markupPercent: 0 }, day('2024-06-20'));
  expect(formatIsoDate(position.oldestUnpaidDueOn)).toBe('2023-12-20');
  expect(formatFen(position.compoundInterest)).toBe(total!.toFixed(2));
}

const LPR = 'which LPR applies from when: the product has no table of it, the rates are the vector’s';

export const INTEREST_CHECKS: Checks = {
  'LND-PEN-01': { run: runPenaltyBothEnds },
  'LND-PEN-03': { run: runBackdatedReceipt },
  'CN-INT-05': { run: runRates },
  'CN-INT-06': { run: runSimpleAmounts },
  'CN-PEN-01': { run: runDailyPenalty },
  'CN-PEN-03': { run: runPenaltyAfterGrace },
  'CN-PEN-04': { run: runPenaltyThenAndNow, notCompared: 'that a figure once issued is kept' },
  'CN-ORC-02': { run: segmentsCheck(4.35, 365) },
  'CN-ORC-04': { run: segmentsCheck(18, 360) },
  'CN-ORC-05': { run: segmentsCheck(6.3, 360) },
  'CN-ORC-07': { run: segmentsCheck(Number.NaN, 360), notCompared: LPR },
  'CN-ORC-09': { run: segmentsCheck(Number.NaN, 365), notCompared: LPR },
  'CN-ORC-11': { run: runCompoundPosition },
  'CN-ORC-13': { run: segmentsCheck(6.525, 365) },
};
