import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_GROUP, placeRows, scatter, sortWithinGroups, startsOfGroups } from '../../src/portfolio/grouping.js';

const GROUPS = 7;
const row = fc.record({ group: fc.integer({ min: NO_GROUP, max: GROUPS - 1 }), key: fc.integer({ min: -5, max: 5 }) });

function groupAndSort(rows: readonly { readonly group: number; readonly key: number }[], cut: number) {
  const all = Int32Array.from(rows, ({ group }) => group);
  const parts = [all.subarray(0, cut), all.subarray(cut)];
  const starts = startsOfGroups(parts, GROUPS);
  placeRows(parts, starts);
  const kept = starts[GROUPS]!;
  const keys = scatter(
    Int32Array.from(rows, ({ key }) => key),
    all,
    new Int32Array(kept),
  );
  const numbers = scatter(Float64Array.from(rows.keys()), all, new Float64Array(kept));
  sortWithinGroups(starts, keys, [numbers, new Float64Array(0)]);
  return Array.from({ length: GROUPS }, (_, group) => [...numbers.subarray(starts[group]!, starts[group + 1]!)]);
}

function groupNaively(rows: readonly { readonly group: number; readonly key: number }[]) {
  return Array.from({ length: GROUPS }, (_, group) =>
    [...rows.keys()]
      .filter((number) => rows[number]!.group === group)
      .sort((first, second) => rows[first]!.key - rows[second]!.key || first - second),
  );
}

describe('grouping', () => {
  test('puts rows where a Map of sorted lists would, short groups and long ones', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 900, size: 'max' }), fc.nat(900), (rows, cut) => {
        expect(groupAndSort(rows, Math.min(cut, rows.length))).toEqual(groupNaively(rows));
      }),
      { numRuns: 50 },
    );
  });

  test('copes with no rows at all', () => {
    expect([...startsOfGroups([], 3)]).toEqual([0, 0, 0, 0]);
  });
});
