import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  newRelievedRanges,
  newWorkRanges,
  type RowRange,
  rowsLeft,
  takeFromFront,
  takeLatterHalf,
  takeRanges,
} from '../../src/cli/work-ranges.js';

/** Whether the ranges put end to end are the rows 0 … `rows`. */
function expectEveryRowOnce(ranges: readonly RowRange[], rows: number): void {
  let next = 0;
  for (const { from, until } of [...ranges].sort((first, second) => first.from - second.from)) {
    expect(from).toBe(next);
    expect(until).toBeGreaterThan(from);
    next = until;
  }
  expect(next).toBe(rows);
}

const turns = fc.array(fc.boolean(), { maxLength: 60 });

describe('work ranges', () => {
  test('give every row once to takers that come in any order', () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 9000 }), turns, (rows, size, order) => {
        const ranges = newWorkRanges(rows, size);
        const takers = [takeRanges(ranges), takeRanges(ranges)];
        const taken: RowRange[] = [];
        for (const first of order) {
          const { value } = takers[first ? 0 : 1]!.next();
          if (value !== undefined) taken.push(value);
        }
        for (const taker of takers) taken.push(...taker);
        expectEveryRowOnce(taken, rows);
      }),
    );
  });

  test('taken from the front and by halves from the end meet with every row taken once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000_000 }), turns, (rows, order) => {
        const ranges = newRelievedRanges(rows);
        const front = takeFromFront(ranges);
        const fromFront: RowRange[] = [];
        const relieved: RowRange[] = [];
        for (const isFront of order) {
          const taken = isFront ? (front.next().value as RowRange | undefined) : takeLatterHalf(ranges);
          if (taken) (isFront ? fromFront : relieved).push(taken);
        }
        for (let half = takeLatterHalf(ranges); half !== null; half = takeLatterHalf(ranges)) relieved.push(half);
        expect(rowsLeft(ranges)).toBe(0);
        fromFront.push(...front);
        expectEveryRowOnce([...fromFront, ...relieved], rows);
        // What was relieved stands behind all that was taken from the front.
        const frontEnd = Math.max(0, ...fromFront.map(({ until }) => until));
        for (const { from } of relieved) expect(from).toBeGreaterThanOrEqual(frontEnd);
      }),
    );
  });

  test('leave the latter half to the taker from the front only as long as nobody takes it', () => {
    const ranges = newRelievedRanges(8192 * 10 + 1);
    expect(rowsLeft(ranges)).toBe(8192 * 10 + 1);
    expect(takeLatterHalf(ranges)).toEqual({ from: 8192 * 5, until: 8192 * 10 + 1 });
    expect(rowsLeft(ranges)).toBe(8192 * 5);
    expect([...takeFromFront(ranges)]).toHaveLength(5);
    expect(takeLatterHalf(ranges)).toBeNull();
  });
});
