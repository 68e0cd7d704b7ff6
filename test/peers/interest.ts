/** Vectors that speak of schedules, rates, interest and penalty. */
import { expect } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { interestForDays, interestForMonths, penaltyRate, rateFraction } from '../../src/domain/interest.js';
import { formatFen, RATE_UNIT } from '../../src/domain/money.js';
import { CONVENTIONS, day, fen, percent, positionOf, type Row, scheduleOf, type Terms } from '../rules/one-loan.js';
import type { Checks, Vector } from './vector.js';

const ACTUAL_365: Conventions = {
  ...CONVENTIONS,
  dayCountBasis: 365,
  periodInterest: { equalInstalment: 'actual', equalPrincipal: 'actual', interestOnly: 'actual', bullet: 'actual' },
};

type ExpectedRow = Readonly<Partial<Record<'due' | 'principal' | 'interest' | 'payment' | 'balance', string>>>;

/** Holds our rows against the columns that the vector gives. */
function expectRows(rows: readonly Row[], expected: readonly ExpectedRow[]): void {
  let balance = rows.reduce((sum, row) => sum + row.principal, 0);
  const written = rows.map((row) => {
    balance -= row.principal;
    return {
      due: row.due,
      principal: formatFen(row.principal),
      interest: formatFen(row.interest),
      payment: formatFen(row.principal + row.interest),
      balance: formatFen(balance),
    };
  });
  expect(written).toHaveLength(expected.length);
  for (const [index, row] of expected.entries()) expect(written[index]).toMatchObject(row);
}

function rowsOf(vector: Vector): readonly ExpectedRow[] {
  return (vector.expected as { rows: readonly ExpectedRow[] }).rows;
}

/** Builds the schedule of `terms` and compares all rows. */
function rowsCheck(terms: Terms, conventions: Conventions = CONVENTIONS): (vector: Vector) => void {
  return (vector) => expectRows(scheduleOf(terms, conventions).rows, rowsOf(vector));
}

const MONTHLY = { period: 'monthly' } as const;

/** Amounts are multiples of 100, which serve as the smallest unit: what is rounded to the fen is rounded to 100. */
function runHundreds(vector: Vector): void {
  const { rows } = scheduleOf({
    ...MONTHLY,
    principal: 10_000_000 / 100,
    ratePercent: 24,
    disbursedOn: day('2014-06-02'),
    maturesOn: day('2016-06-02'),
    method: 'equal_principal',
  });
  const { rowsByNumber } = vector.expected as { rowsByNumber: Readonly<Record<string, readonly string[]>> };
  for (const [number, expected] of Object.entries(rowsByNumber)) {
    const { due, principal, interest } = rows[Number(number) - 1]!;
    expect([due, String(principal * 100), String(interest * 100)]).toEqual(expected);
  }
  expect(rows).toHaveLength(24);
}

/** Whole units serve as the smallest; the exact payment lies above a half, so rounding half-up is rounding up. */
function runWholeUnits(vector: Vector): void {
  const expected = vector.expected as {
    payment: string;
    totalInterest: string;
    totalPayment: string;
    rows0based: Readonly<Record<string, readonly string[]>>;
  };
  const { rows } = scheduleOf({
    ...MONTHLY,
    principal: 280_000,
    ratePercent: 8.4,
    disbursedOn: day('2024-01-10'),
    maturesOn: day('2025-09-10'),
    method: 'equal_instalment',
  });
  expect(rows).toHaveLength(20);
  expect(rows.slice(0, -1).every((row) => String(row.principal + row.interest) === expected.payment)).toBe(true);
  const interest = rows.reduce((sum, row) => sum + row.interest, 0);
  expect([String(interest), String(280_000 + interest)]).toEqual([expected.totalInterest, expected.totalPayment]);
  for (const [index, [repaid, bears]] of Object.entries(expected.rows0based)) {
    expect([String(rows[Number(index)]!.principal), String(rows[Number(index)]!.interest)]).toEqual([repaid, bears]);
  }
}

function runFirstSplit(vector: Vector): void {
  const terms: Terms = {
    ...MONTHLY,
    principal: fen('1000000'),
    ratePercent: 13.5,
    disbursedOn: day('2024-12-30'),
    maturesOn: day('2025-12-30'),
    method: 'equal_instalment',
  };
  const { interest, principal } = vector.expected as { interest: string; principal: string };
  const [first] = scheduleOf(terms, ACTUAL_365).rows;
  expect([first!.due, formatFen(first!.interest)]).toEqual(['2025-01-30', interest]);
  const receipt = { on: day('2025-01-30'), amount: fen('89768.75') };
  const given = [{ dueOn: receipt.on, principal: fen('1000000'), interest: first!.interest }];
  const position = positionOf({ given, receipts: [receipt] }, receipt.on);
  expect([formatFen(position.allocatedInterest), formatFen(position.allocatedPrincipal)]).toEqual([
    interest,
    principal,
  ]);
}

function runBrokenPeriod(vector: Vector): void {
  const expected = vector.expected as {
    brokenDays: number;
    brokenPeriodInterest: string;
    firstPeriodInterest: { addedToFirst: string };
  };
  const { rows } = scheduleOf(
    {
      ...MONTHLY,
      principal: fen('100000'),
      ratePercent: 14.5,
      disbursedOn: day('2023-11-03'),
      maturesOn: day('2024-11-05'),
      paymentDay: 5,
      method: 'equal_instalment',
    },
    ACTUAL_365,
  );
  expect(rows).toHaveLength(12);
  expect([rows[0]!.due, formatFen(rows[0]!.interest)]).toEqual([
    '2023-12-05',
    expected.firstPeriodInterest.addedToFirst,
  ]);
  const rate = rateFraction(percent(14.5));
  expect(formatFen(interestForDays(fen('100000'), expected.brokenDays, rate, 365))).toBe(expected.brokenPeriodInterest);
}

function runDueDates(vector: Vector): void {
  const expected = vector.expected as Record<'sameDay' | 'startOfNextMonth' | 'endOfMonth', readonly string[]>;
  const firstSecondLast = (disbursedOn: string, maturesOn: string, paymentDay: number) => {
    const { rows } = scheduleOf({
      ...MONTHLY,
      principal: fen('1200'),
      ratePercent: 6,
      disbursedOn: day(disbursedOn),
      maturesOn: day(maturesOn),
      paymentDay,
      method: 'equal_principal',
    });
    expect(rows).toHaveLength(12);
    return [rows[0]!.due, rows[1]!.due, rows.at(-1)!.due];
  };
  expect(firstSecondLast('2022-09-17', '2023-09-17', 0)).toEqual(expected.sameDay);
  expect(firstSecondLast('2022-10-17', '2023-10-01', 1)).toEqual(expected.startOfNextMonth);
  expect(firstSecondLast('2022-09-17', '2023-09-30', 31)).toEqual(expected.endOfMonth);
}

function runBullet(vector: Vector): void {
  const [row, ...more] = scheduleOf({
    principal: fen('1000000'),
    ratePercent: 6.3,
    disbursedOn: day('2023-03-01'),
    maturesOn: day('2024-02-29'),
    method: 'bullet',
  }).rows;
  expect(more).toEqual([]);
  expect({ payment: formatFen(row!.principal + row!.interest), interest: formatFen(row!.interest) }).toEqual(
    vector.expected,
  );
}

function runLevelPayment(vector: Vector): void {
  const { rows } = scheduleOf({
    ...MONTHLY,
    principal: fen('600000'),
    ratePercent: 5.537,
    disbursedOn: day('2024-01-01'),
    maturesOn: day('2044-01-01'),
    method: 'equal_instalment',
  });
  const { payment } = vector.expected as { payment: string };
  expect(rows).toHaveLength(240);
  expect(rows.slice(0, -1).every((row) => formatFen(row.principal + row.interest) === payment)).toBe(true);
}

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
    ...MONTHLY,
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
  'FIN-SCH-01': {
    run: rowsCheck({
      ...MONTHLY,
      principal: fen('12000'),
      ratePercent: 24,
      disbursedOn: day('2011-09-20'),
      maturesOn: day('2012-01-20'),
      method: 'equal_instalment',
    }),
  },
  'FIN-SCH-02': { run: runHundreds },
  'FIN-SCH-05': {
    run: rowsCheck(
      {
        ...MONTHLY,
        principal: fen('100'),
        ratePercent: 15.678,
        disbursedOn: day('2024-01-01'),
        maturesOn: day('2024-07-01'),
        method: 'equal_instalment',
      },
      ACTUAL_365,
    ),
  },
  'FIN-SCH-11': {
    run: rowsCheck({
      ...MONTHLY,
      principal: fen('1000'),
      ratePercent: 7,
      disbursedOn: day('2024-06-01'),
      maturesOn: day('2024-09-01'),
      method: 'equal_instalment',
    }),
  },
  'LND-SCH-01': { run: runWholeUnits, notCompared: 'balances, which the peer keeps unrounded between periods' },
  'LND-SCH-06': { run: runFirstSplit },
  'LND-SCH-07': {
    run: runBrokenPeriod,
    notCompared: 'spreading the broken days over the term, or taking them up front',
  },
  'LND-SCH-08': { run: runDueDates },
  'LND-PEN-01': { run: runPenaltyBothEnds },
  'LND-PEN-03': { run: runBackdatedReceipt },
  'CN-SCH-02': {
    run: rowsCheck({
      ...MONTHLY,
      principal: fen('1000000'),
      ratePercent: 6.3,
      disbursedOn: day('2024-03-01'),
      maturesOn: day('2024-06-01'),
      method: 'equal_principal',
    }),
  },
  'CN-SCH-03': {
    run: rowsCheck({
      ...MONTHLY,
      principal: fen('1000000'),
      ratePercent: 6.3,
      disbursedOn: day('2024-07-15'),
      maturesOn: day('2024-10-15'),
      method: 'interest_only',
    }),
  },
  'CN-SCH-04': { run: runBullet },
  'CN-SCH-07': { run: runLevelPayment },
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
