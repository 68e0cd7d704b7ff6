/** Vectors that speak of ageing buckets and risk grades. */
import { expect } from 'vitest';
import { type AgeingSchedule, findAgeingFaults } from '../../src/domain/ageing.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { RISK_GRADES, SUBSTANDARD } from '../../src/domain/risk-grade.js';
import { findBucket } from '../../src/rules/ageing.js';
import { applyContagion, gradeRisk } from '../../src/rules/risk-grade.js';
import { CONVENTIONS, day, fen, positionOf, type Terms } from '../rules/one-loan.js';
import type { Checks, Vector } from './vector.js';

export type Range = readonly [name: string, from: number, to: number | null];

const DUE_DAY: Conventions = { ...CONVENTIONS, firstDayPastDue: 'due_day' };

/** The vector's ranges begin at day 1 and some have no open end; ours cover every day. */
export function scheduleOfRanges(ranges: readonly Range[]): AgeingSchedule {
  const bucket = (code: string, fromDpd: number, toDpd: number) => ({
    code,
    fromDpd,
    toDpd,
    title: { en: code, zh: code },
  });
  const buckets = [
    bucket('NO_DELINQUENCY', 0, 0),
    ...ranges.map(([code, from, to]) => bucket(code, from, to ?? Number.POSITIVE_INFINITY)),
  ];
  const last = buckets.at(-1)!.toDpd;
  if (last !== Number.POSITIVE_INFINITY) buckets.push(bucket('BEYOND', last + 1, Number.POSITIVE_INFINITY));
  expect(findAgeingFaults(buckets)).toEqual([]);
  return { id: 'vector', buckets };
}

function runOverlap(vector: Vector): void {
  const { ranges } = vector.inputs as { ranges: readonly (readonly [number, number])[] };
  const faults = findAgeingFaults(
    ranges.map(([fromDpd, toDpd], index) => ({ code: `R${index}`, fromDpd, toDpd, title: { en: '', zh: '' } })),
  );
  expect(faults.some((fault) => fault.kind === 'overlap')).toBe(!(vector.expected as { valid: boolean }).valid);
}

function runOpenEnd(vector: Vector): void {
  const { thresholds, days } = vector.inputs as { thresholds: readonly number[]; days: number };
  const ranges: Range[] = thresholds.map((to, index) => [`≤${to}`, (thresholds[index - 1] ?? 0) + 1, to]);
  const last = thresholds.at(-1)!;
  const schedule = scheduleOfRanges([...ranges, [`${last}+`, last + 1, null]]);
  expect(schedule.buckets[findBucket(schedule, days)]?.code).toBe((vector.expected as { bucket: string }).bucket);
}

/** The peer's rule has no share: one bad loan marks all, which is contagion above a share of nothing. */
function runContagion(vector: Vector): void {
  const { thresholdDpd, loans } = vector.inputs as {
    thresholdDpd: number;
    loans: readonly { id: string; firstDue: string }[];
  };
  const { npa } = vector.expected as { npa: readonly Readonly<Record<string, boolean>>[] };
  const classified = (paid: readonly string[]) => {
    const floors = { specialMention: 1, substandard: thresholdDpd + 1, doubtful: 10_000, loss: 10_001 };
    const grades = Uint8Array.from(loans, ({ id, firstDue }) => {
      const receipts = paid.includes(id) ? [{ on: day('2024-07-06'), amount: fen('1000') }] : [];
      const terms: Terms = { given: [{ dueOn: day(firstDue), principal: fen('1000') }], receipts };
      return gradeRisk(positionOf(terms, day('2024-07-06'), DUE_DAY).daysPastDue, floors);
    });
    applyContagion(
      Int32Array.from(loans.keys()),
      0,
      loans.length,
      4,
      grades,
      new Float64Array(loans.length).fill(1),
      0,
    );
    return Object.fromEntries(loans.map(({ id }, index) => [id, grades[index]! >= SUBSTANDARD]));
  };
  const { customer: _first, ...before } = npa[0]!;
  const { customer: _last, ...after } = npa[2]!;
  expect(classified([])).toEqual(before);
  expect(classified(['A', 'B'])).toEqual(after);
}

function runCardGrades(vector: Vector): void {
  const { days } = vector.inputs as { days: readonly number[] };
  const floors = { specialMention: 1, substandard: 91, doubtful: 121, loss: 181 };
  expect(days.map((each) => RISK_GRADES[gradeRisk(each, floors)])).toEqual(
    (vector.expected as { class: string[] }).class,
  );
}

export const BUCKET_CHECKS: Checks = {
  'FIN-BUCKET-27': { run: runOverlap },
  'LND-NPA-01': {
    run: runContagion,
    notCompared: 'the second step: a grade that stays until all loans are clean needs the grade of the day before',
  },
  'ERP-AGE-04': { run: runOpenEnd },
  'CN-CLS-01': { run: runCardGrades },
};
