import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortByPriority } from '../../src/triage/work-order.js';

it('the order of work is what comparing pair by pair gives', () => {
  const scoreArbitrary = fc.oneof(
    fc.constantFrom(0, -0, 1, -1, 7, -30, 65_535, 65_536),
    fc.integer({ min: -60, max: 60 }),
    fc.integer({ min: 0, max: 9_000_000_000_000 }),
    fc.double({ noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(fc.record({ tier: fc.nat({ max: 3 }), score: scoreArbitrary }), { maxLength: 60 }),
      fc.func(fc.boolean()),
      (drawn, isListed) => {
        const tier = Uint8Array.from(drawn, (each) => each.tier);
        const score = Float64Array.from(drawn, (each) => each.score);
        const borrowers = Int32Array.from(drawn.keys()).filter(isListed);
        // Any order that is not the borrowers' own.
        const compareTied = (first: number, second: number) => (first % 7) - (second % 7) || second - first;
        const expected = [...borrowers].sort(
          (first, second) =>
            tier[first]! - tier[second]! ||
            Number(score[second]! > score[first]!) - Number(score[second]! < score[first]!) ||
            compareTied(first, second),
        );
        sortByPriority(borrowers, { tier, score }, compareTied);
        expect([...borrowers]).toEqual(expected);
      },
    ),
  );
});
