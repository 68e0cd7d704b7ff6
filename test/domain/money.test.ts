import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatFen,
  formatFenGrouped,
  formatRatePercent,
  fractionOfRate,
  greatestCommonDivisor,
  RATE_UNIT,
  roundToFen,
} from '../../src/domain/money.js';

/** Half away from zero, in whole numbers throughout. */
function roundByBigInt(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(amount) * BigInt(numerator);
  const magnitude = product < 0n ? -product : product;
  const rounded = (2n * magnitude + BigInt(denominator)) / (2n * BigInt(denominator));
  return Number(product < 0n ? -rounded : rounded);
}

const amounts = fc.oneof(
  fc.integer({ min: -10_000_00, max: 10_000_00 }),
  fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }),
);
const denominators = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 36_500_000_000 }),
  fc.constantFrom(360, 365, 36_000, 72_000, 1_200_000_000, 36_500_000_000),
);

describe('rounding to the fen', () => {
  it.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [149, 1, 100, 1],
    [150, 1, 100, 2],
    [-150, 1, 100, -2],
    [0, 5, 7, 0],
    // 1000000.00 × 6.3 % × 31/360 = 5425.00
    [100_000_000, 63 * 31, 1000 * 360, 542_500],
  ])('%i × %i ÷ %i is %i', (amount, numerator, denominator, expected) => {
    expect(roundToFen(amount, numerator, denominator)).toBe(expected);
  });

  it('is exact for every size of product', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 200_000_000 }), denominators, (amount, numerator, denominator) => {
        const rounded = roundToFen(amount, numerator, denominator);
        expect(rounded === 0 ? 0 : rounded).toBe(roundByBigInt(amount, numerator, denominator));
      }),
      { numRuns: 2000 },
    );
  });

  it('is exact next to a half and next to a whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4_000_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: -2, max: 2 }),
        fc.boolean(),
        (quotient, denominator, off, half) => {
          const amount = quotient * denominator + (half ? Math.floor(denominator / 2) : 0) + off;
          expect(roundToFen(amount, 1, denominator)).toBe(roundByBigInt(amount, 1, denominator));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('of what is not known is not known', () => {
    expect(roundToFen(Number.NaN, 1, 2)).toBeNaN();
    expect(roundToFen(100, Number.NaN, 2)).toBeNaN();
  });
});

describe('a rate as a fraction', () => {
  it.each([
    [4.35, 87, 2000],
    [12, 3, 25],
    [5.537, 5537, 100_000],
    [0, 0, 1],
    [100, 1, 1],
  ])('%d %% is %i/%i', (percent, numerator, denominator) => {
    expect(fractionOfRate(Math.round(percent * 1_000_000))).toEqual({ numerator, denominator });
  });

  it('keeps the value in lowest terms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * RATE_UNIT }), (rate) => {
        const { numerator, denominator } = fractionOfRate(rate);
        expect(BigInt(numerator) * BigInt(RATE_UNIT)).toBe(BigInt(denominator) * BigInt(rate));
        expect(greatestCommonDivisor(numerator, denominator)).toBe(1);
      }),
    );
  });

  it('of an unknown rate is unknown', () => {
    expect(fractionOfRate(Number.NaN).numerator).toBeNaN();
  });

  it('the greatest common divisor of nothing is 1, so that it can divide', () => {
    expect(greatestCommonDivisor(0, 0)).toBe(1);
    expect(greatestCommonDivisor(84, 36)).toBe(12);
  });
});

describe('amounts in writing', () => {
  it.each([
    [0, '0.00', '0.00'],
    [5, '0.05', '0.05'],
    [-5, '-0.05', '-0.05'],
    [12_345, '123.45', '123.45'],
    [100_000, '1000.00', '1,000.00'],
    [-100_000, '-1000.00', '-1,000.00'],
    [-99_999, '-999.99', '-999.99'],
    [123_456_789_012, '1234567890.12', '1,234,567,890.12'],
    [Number.NaN, '', ''],
  ])('%d fen is %s and %s', (amount, plain, grouped) => {
    expect(formatFen(amount)).toBe(plain);
    expect(formatFenGrouped(amount)).toBe(grouped);
  });

  it('read back as the same fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_007_199_254_740_991, max: 9_007_199_254_740_991 }), (amount) => {
        expect(Number(BigInt(formatFen(amount).replace('.', '')))).toBe(amount);
        expect(formatFenGrouped(amount).replaceAll(',', '')).toBe(formatFen(amount));
        expect(formatFenGrouped(amount)).toMatch(/^-?\d{1,3}(,\d{3})*\.\d{2}$/);
      }),
    );
  });
});

describe('rates in writing', () => {
  it.each([
    [4_350_000, '4.35'],
    [5_537_000, '5.537'],
    [12_000_000, '12'],
    [0, '0'],
    [50, '0.00005'],
    [7_995_000, '7.995'],
    [Number.NaN, ''],
  ])('%d is %s', (rate, expected) => {
    expect(formatRatePercent(rate)).toBe(expected);
  });
});
