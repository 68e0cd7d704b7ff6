import { describe, expect, it } from 'vitest';
import { INTEREST_CHECKS } from './interest.js';
import { LEFT_OUT } from './left-out.js';
import { PAST_DUE_CHECKS } from './past-due.js';
import { VECTOR_FILE } from './vector.js';

const CHECKS = { ...PAST_DUE_CHECKS, ...INTEREST_CHECKS };

describe('the peers’ vectors', () => {
  it('are each either run or left out for a reason', () => {
    const run = [...Object.keys(PAST_DUE_CHECKS), ...Object.keys(INTEREST_CHECKS)];
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
