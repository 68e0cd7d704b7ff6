import { describe, expect, it } from 'vitest';
import { type AgeingBucket, type AgeingSchedule, findAgeingFaults } from '../../src/domain/ageing.js';
import { findBucket } from '../../src/rules/ageing.js';
import { readCases } from './one-loan.js';

function bucket(code: string, fromDpd: number, toDpd: number): AgeingBucket {
  return { code, fromDpd, toDpd, title: { en: code, zh: code } };
}

const OPEN = Number.POSITIVE_INFINITY;

const SCHEDULES: Readonly<Record<string, AgeingSchedule>> = {
  M: {
    id: 'm',
    buckets: [
      bucket('M0', 0, 0),
      ...[1, 2, 3, 4, 5, 6].map((month) => bucket(`M${month}`, month * 30 - 29, month * 30)),
      bucket('M7+', 181, OPEN),
    ],
  },
  regulatory: {
    id: 'regulatory',
    buckets: [
      bucket('0', 0, 0),
      bucket('1–90', 1, 90),
      bucket('91–360', 91, 360),
      bucket('361–1080', 361, 1080),
      bucket('1081+', 1081, OPEN),
    ],
  },
  'thresholds 30/60/90': {
    id: 'thresholds',
    buckets: [bucket('0–30', 0, 30), bucket('31–60', 31, 60), bucket('61–90', 61, 90), bucket('90+', 91, OPEN)],
  },
};

describe('the bucket of a number of days (test/cases/ageing.csv)', () => {
  it.each(readCases('ageing'))('$schedule: $days_past_due', (row) => {
    const schedule = SCHEDULES[row['schedule']!]!;
    expect(findAgeingFaults(schedule.buckets)).toEqual([]);
    expect(schedule.buckets[findBucket(schedule, Number(row['days_past_due']))]?.code).toBe(row['bucket']);
  });

  it('each day from 0 lies in exactly one bucket of a sound schedule', () => {
    for (const schedule of Object.values(SCHEDULES)) {
      for (let days = 0; days <= 2000; days++) {
        const holding = schedule.buckets.filter((each) => days >= each.fromDpd && days <= each.toDpd);
        expect(holding).toEqual([schedule.buckets[findBucket(schedule, days)]]);
      }
    }
  });

  it('days that are not known lie in none', () => {
    expect(findBucket(SCHEDULES['M']!, Number.NaN)).toBe(-1);
  });
});

describe('what is wrong with a list of buckets', () => {
  it('a gap', () => {
    expect(findAgeingFaults([bucket('a', 0, 30), bucket('b', 32, 60), bucket('c', 61, OPEN)])).toEqual([
      { kind: 'gap', bucket: 1, fromDpd: 31, toDpd: 31 },
    ]);
  });

  it('an overlap of one day, as of 1–3 and 3–30', () => {
    expect(findAgeingFaults([bucket('a', 0, 3), bucket('b', 3, 30), bucket('c', 31, OPEN)])).toEqual([
      { kind: 'overlap', bucket: 1, fromDpd: 3, toDpd: 3 },
    ]);
  });

  it('a bucket inside another', () => {
    expect(findAgeingFaults([bucket('a', 0, 90), bucket('b', 31, 60), bucket('c', 91, OPEN)])).toEqual([
      { kind: 'overlap', bucket: 1, fromDpd: 31, toDpd: 60 },
    ]);
  });

  it('anything after an open end', () => {
    expect(findAgeingFaults([bucket('a', 0, OPEN), bucket('b', 31, 60)])).toEqual([
      { kind: 'overlap', bucket: 1, fromDpd: 31, toDpd: 60 },
    ]);
  });

  it('no beginning at 0', () => {
    expect(findAgeingFaults([bucket('a', 1, 30), bucket('b', 31, OPEN)])).toEqual([
      { kind: 'not-from-zero', bucket: 0, fromDpd: 0, toDpd: 0 },
    ]);
    expect(findAgeingFaults([bucket('a', -5, 30), bucket('b', 31, OPEN)])).toEqual([
      { kind: 'not-from-zero', bucket: 0, fromDpd: -5, toDpd: -1 },
    ]);
  });

  it('no open end', () => {
    expect(findAgeingFaults([bucket('a', 0, 30), bucket('b', 31, 60)])).toEqual([
      { kind: 'no-open-end', bucket: 1, fromDpd: 61, toDpd: OPEN },
    ]);
    expect(findAgeingFaults([])).toEqual([{ kind: 'no-open-end', bucket: -1, fromDpd: 0, toDpd: OPEN }]);
  });

  it('a bucket without a day, beside the gap that it leaves', () => {
    expect(findAgeingFaults([bucket('a', 0, 30), bucket('b', 60, 31), bucket('c', 61, OPEN)])).toEqual([
      { kind: 'empty-bucket', bucket: 1, fromDpd: 60, toDpd: 31 },
      { kind: 'gap', bucket: 2, fromDpd: 31, toDpd: 60 },
    ]);
    const [fault] = findAgeingFaults([bucket('a', Number.NaN, 30), bucket('b', 0, OPEN)]);
    expect(fault?.kind).toBe('empty-bucket');
    expect(findAgeingFaults([bucket('a', 0, 30.5), bucket('b', 0, OPEN)])[0]?.kind).toBe('empty-bucket');
  });

  it('several at once, in order', () => {
    const kinds = findAgeingFaults([bucket('a', 1, 30), bucket('b', 30, 60), bucket('c', 91, 120)]).map(
      (fault) => fault.kind,
    );
    expect(kinds).toEqual(['not-from-zero', 'overlap', 'gap', 'no-open-end']);
  });
});
