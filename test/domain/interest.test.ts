import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  equalInstalment,
  equalInstalmentByDays,
  interestForDays,
  interestForFenDays,
  interestForMonths,
  interestForMonthsAndDays,
  penaltyRate,
  rateFraction,
} from '../../src/domain/interest.js';
import { fractionOfRate } from '../../src/domain/money.js';

/** Units of 1e-8 of a percentage. */
function rate(percent: number): number {
  return Math.round(percent * 1_000_000);
}

const fraction = (percent: number) => rateFraction(rate(percent));

/** P·r·(1+r)^n ÷ ((1+r)^n − 1) with r = yearlyRate × months / 12, half-up, in whole numbers throughout. */
function annuityByBigInt(principal: number, count: number, months: number, yearlyRate: number): number {
  const numerator = BigInt(yearlyRate) * BigInt(months);
  const denominator = 1_200_000_000n;
  if (numerator === 0n) return Number((2n * BigInt(principal) + BigInt(count)) / (2n * BigInt(count)));
  const grown = (numerator + denominator) ** BigInt(count);
  const flat = denominator ** BigInt(count);
  const above = BigInt(principal) * numerator * grown;
  const below = denominator * (grown - flat);
  return Number((2n * above + below) / (2n * below));
}

describe('interest', () => {
  it('for days: 1,000,000.00 at 6.3 % for 31 days of 360 is 5,425.00', () => {
    expect(interestForDays(100_000_000, 31, fraction(6.3), 360)).toBe(542_500);
  });

  it('for months: 120,000.00 at 4.35 % is 435.00 a month', () => {
    expect(interestForMonths(12_000_000, 1, fraction(4.35))).toBe(43_500);
    expect(interestForMonths(12_000_000, 12, fraction(4.35))).toBe(522_000);
  });

  it('for months and odd days is rounded once, as a whole', () => {
    expect(interestForMonthsAndDays(100_000_000, 12, 15, fraction(6.3), 360)).toBe(6_300_000 + 262_500);
    // 35 fen: 12 months 4.2, 30 days 0.35 of a fen; 4.55 rounds to 5 where the parts would round to 4.
    expect(interestForMonthsAndDays(35, 12, 30, fraction(12), 360)).toBe(5);
  });

  it('on a changing balance: 10 days on 10,000.00 and 20 on 6,000.00 at 18 % are 110.00', () => {
    expect(interestForFenDays(1_000_000 * 10 + 600_000 * 20, fraction(18), 360)).toBe(11_000);
  });

  it('at an unknown rate is unknown', () => {
    expect(interestForDays(100, 1, rateFraction(Number.NaN), 360)).toBeNaN();
    expect(interestForFenDays(100, rateFraction(Number.NaN), 360)).toBeNaN();
  });

  it('is the same however often a rate was asked for', () => {
    const before = rateFraction(rate(4.35));
    for (let index = 1; index <= 10_000; index++) rateFraction(index * 100);
    expect(rateFraction(rate(4.35))).toEqual(before);
  });
});

it('a rate is told from every other that was asked for before it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60_000_000 }), { minLength: 200, maxLength: 400 }), (rates) => {
      for (const each of [...rates, ...rates]) expect(rateFraction(each)).toEqual(fractionOfRate(each));
    }),
    { numRuns: 50 },
  );
});

describe('the penalty rate', () => {
  it.each([
    [6.15, 30, 7.995],
    [12, 50, 18],
    [4.35, 50, 6.525],
    [3.85, 0, 3.85],
    [0, 50, 0],
  ])('%d %% marked up by %d %% is %d %%', (contract, markup, expected) => {
    expect(penaltyRate(rate(contract), rate(markup))).toBe(rate(expected));
  });

  it('of an unknown rate or mark-up is unknown', () => {
    expect(penaltyRate(Number.NaN, rate(50))).toBeNaN();
    expect(penaltyRate(rate(12), Number.NaN)).toBeNaN();
  });

  it('of a loan without interest is zero by whatever it would be marked up', () => {
    expect(penaltyRate(0, Number.NaN)).toBe(0);
  });
});

describe('the level payment', () => {
  it.each([
    [100_000_000, 360, 3.5, 449_045],
    [60_000_000, 240, 5.537, 413_987],
    [100_000, 3, 0, 33_333],
  ])('%i fen over %i months at %d %% is %i', (principal, count, percent, expected) => {
    expect(equalInstalment(principal, count, 1, fraction(percent))).toBe(expected);
  });

  it('is exact against whole-number arithmetic', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000_000_00 }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom(1, 3, 12),
        fc.integer({ min: 0, max: 360_000 }),
        (principal, count, months, hundredThousandths) => {
          const yearly = hundredThousandths * 100;
          expect(equalInstalment(principal, count, months, rateFraction(yearly))).toBe(
            annuityByBigInt(principal, count, months, yearly),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is exact on the half itself, where doubles cannot tell', () => {
    // One period of a month at 12 %: the payment is the principal and a hundredth of it.
    for (let principal = 50; principal < 100_000_000; principal = principal * 7 + (50 - ((principal * 7) % 100))) {
      expect(equalInstalment(principal, 1, 1, fraction(12))).toBe(annuityByBigInt(principal, 1, 1, rate(12)));
    }
    expect(equalInstalment(50, 1, 1, fraction(12))).toBe(51);
    expect(equalInstalment(150, 1, 1, fraction(12))).toBe(152);
    // Two yearly periods at 50 %: the payment is 0.9 of the principal.
    expect(equalInstalment(5, 2, 12, fraction(50))).toBe(5);
    expect(equalInstalment(45, 2, 12, fraction(50))).toBe(41);
  });
});

describe('the level payment by actual days', () => {
  it('repays by the last period, but for rounding', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100_00, max: 1_000_000_00 }),
        fc.integer({ min: 1, max: 24_000_000 }),
        fc.array(fc.integer({ min: 1, max: 95 }), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(360, 365),
        (principal, yearly, periods, basis) => {
          let dueOn = 20_000;
          const days = Int32Array.from(periods, (length) => {
            dueOn += length;
            return dueOn;
          });
          const payment = equalInstalmentByDays(principal, 20_000, days, days.length, rateFraction(yearly), basis);
          let balance = principal;
          let growth = 0;
          for (const length of periods) {
            const factor = 1 + (yearly / 1e8) * (length / basis);
            balance = balance * factor - payment;
            growth = growth * factor + 1;
          }
          // The payment is at most half a fen off, each time.
          expect(Math.abs(balance)).toBeLessThanOrEqual(0.5 * growth + 0.01);
        },
      ),
    );
  });
});
