/** Vectors that speak of schedules. */
import { expect } from 'vitest';
import type { Conventions } from '../../src/domain/conventions.js';
import { interestForDays, rateFraction } from '../../src/domain/interest.js';
import { formatFen } from '../../src/domain/money.js';
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

export const SCHEDULE_CHECKS: Checks = {
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
};
