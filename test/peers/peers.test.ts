import { describe, expect, it } from 'vitest';
import { BUCKET_CHECKS } from './buckets-and-grades.js';
import { INTEREST_CHECKS } from './interest.js';
import { LEFT_OUT } from './left-out.js';
import { LIMITATION_CHECKS } from './limitation.js';
import { PAST_DUE_CHECKS } from './past-due.js';
import { SCHEDULE_CHECKS } from './schedules.js';
import { type Checks, VECTOR_FILE } from './vector.js';

const TABLES = [PAST_DUE_CHECKS, BUCKET_CHECKS, SCHEDULE_CHECKS, INTEREST_CHECKS, LIMITATION_CHECKS];
const CHECKS = Object.assign({}, ...TABLES) as Checks;

describe('the peers’ vectors', () => {
  it('are each either run or left out for a reason', () => {
    const run = TABLES.flatMap((table) => Object.keys(table));
    const leftOut = LEFT_OUT.map(({ id }) => id);
    const all = VECTOR_FILE.vectors.map(({ id }) => id);
    expect(VECTOR_FILE.count).toBe(77);
    expect(new Set(all).size).toBe(77);
    // Sorted lists of the same length: nothing twice, nothing missing, nothing invented.
    expect([...run, ...leftOut].sort()).toEqual([...all].sort());
    expect(LEFT_OUT.every(({ reason }) => reason.length > 20)).toBe(true);
  });

  it.each(VECTOR_FILE.vectors.filter(({ id }) => id in CHECKS))('$id $title', (vector) => {
    CHECKS[vector.id]!.run(vector);
  });
});
