import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presentValue } from '../../src/domain/present-value.js';

/** Half a percent a period. */
const RATE = { numerator: 1, denominator: 200 };

describe('present value', () => {
  it.each([
    [[], 0],
    [[{ amount: 20_100, ...RATE }], 20_000],
    // 100.00 ÷ 1.005 + 100.00 ÷ 1.005² = 99.50249 + 99.00745
    [
      [
        { amount: 10_000, ...RATE },
        { amount: 10_000, ...RATE },
      ],
      19_851,
    ],
    // 1 fen ÷ 2 is half a fen: up.
    [[{ amount: 1, numerator: 1, denominator: 1 }], 1],
    [
      [
        { amount: 0, ...RATE },
        { amount: 40_401, ...RATE },
      ],
      40_000,
    ],
  ])('of %j is %d', (payments, value) => {
    expect(presentValue(payments)).toBe(value);
  });

  it('without interest is the sum', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 ** 12 })), (amounts) => {
        const payments = amounts.map((amount) => ({ amount, numerator: 0, denominator: 7 }));
        expect(presentValue(payments)).toBe(amounts.reduce((sum, amount) => sum + amount, 0));
      }),
    );
  });

  it('falls with every rate and never below nothing', () => {
    const payment = fc.record({
      amount: fc.integer({ min: 0, max: 10 ** 10 }),
      numerator: fc.integer({ min: 0, max: 100 }),
      denominator: fc.constant(1000),
    });
    fc.assert(
      fc.property(fc.array(payment), (payments) => {
        const dearer = payments.map((each) => ({ ...each, numerator: each.numerator + 1 }));
        const value = presentValue(payments);
        expect(presentValue(dearer)).toBeLessThanOrEqual(value);
        expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
