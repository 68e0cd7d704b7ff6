/**
 * Interest in whole fen. Every function forms one exact fraction and rounds it once, by {@link roundToFen}.
 * Rates come as {@link RateFraction}; an unknown rate (NaN/1) or amount gives NaN.
 */
import type { EpochDay } from './civil-date.js';
import {
  type AnnualRateE8,
  type Fen,
  fractionOfRate,
  greatestCommonDivisor,
  RATE_UNIT,
  type RateFraction,
  roundToFen,
} from './money.js';

const MONTHS_PER_YEAR = 12;

/** Reduced fractions of rates seen, each in the one place for its rate. A book has few rates and many loans. */
const SEEN_BITS = 12;
const SEEN_RATES = new Float64Array(1 << SEEN_BITS).fill(Number.NaN);
const SEEN_FRACTIONS = new Array<RateFraction>(1 << SEEN_BITS).fill(fractionOfRate(Number.NaN));

/** {@link fractionOfRate}, remembered. */
export function rateFraction(rate: AnnualRateE8): RateFraction {
  const place = Math.imul(rate, 0x9e3779b1) >>> (32 - SEEN_BITS);
  if (SEEN_RATES[place] !== rate) {
    SEEN_RATES[place] = rate;
    SEEN_FRACTIONS[place] = fractionOfRate(rate);
  }
  return SEEN_FRACTIONS[place]!;
}

/** Interest on `principal` for `days` calendar days, the year having `dayCountBasis` of them. */
export function interestForDays(principal: Fen, days: number, rate: RateFraction, dayCountBasis: number): Fen {
  return roundToFen(principal, rate.numerator * days, rate.denominator * dayCountBasis);
}

/** Interest on `principal` for `months` whole months, each a twelfth of the yearly rate. */
export function interestForMonths(principal: Fen, months: number, rate: RateFraction): Fen {
  return roundToFen(principal, rate.numerator * months, rate.denominator * MONTHS_PER_YEAR);
}

/**
 * Interest on `principal` for `months` whole months and `days` odd days: months at a twelfth of the yearly rate,
 * days at the yearly rate over `dayCountBasis` (the counting of 银发〔2005〕129号 for terms with odd days).
 */
export function interestForMonthsAndDays(
  principal: Fen,
  months: number,
  days: number,
  rate: RateFraction,
  dayCountBasis: number,
): Fen {
  const share = months * dayCountBasis + days * MONTHS_PER_YEAR;
  return roundToFen(principal, rate.numerator * share, rate.denominator * MONTHS_PER_YEAR * dayCountBasis);
}

/**
 * Interest on a balance that changed over time: `fenDays` is the sum of balance × days (fen × days). Exact while that
 * sum is below 2^53, which is a billion yuan overdue for 246 years.
 */
export function interestForFenDays(fenDays: number, rate: RateFraction, dayCountBasis: number): Fen {
  return roundToFen(fenDays, rate.numerator, rate.denominator * dayCountBasis);
}

/**
 * The yearly rate of penalty and compound interest: the contract rate raised by the mark-up (a share in 1e-8), so
 * 6.15 % marked up by 30 % is 7.995 % (银发〔2003〕251号, art. 3: the mark-up is on the rate, not added to it).
 * Rounded half-up to the unit of rates, a millionth of a percent, which is how it is shown. NaN when either is unknown,
 * but for a contract rate of zero: whatever it is marked up by, it stays zero.
 */
export function penaltyRate(contractRate: AnnualRateE8, markup: number): AnnualRateE8 {
  if (contractRate === 0) return 0;
  const raised = rateFraction(RATE_UNIT + markup);
  return roundToFen(contractRate, raised.numerator, raised.denominator);
}

/**
 * The constant payment of an annuity of `count` payments, each after `monthsPerPeriod` months:
 * P·r ÷ (1 − (1+r)^−n), rounded half-up to the fen. Without interest, the principal in equal parts.
 * `count` is at least 1 and the rate known and not negative.
 */
export function equalInstalment(principal: Fen, count: number, monthsPerPeriod: number, rate: RateFraction): Fen {
  if (rate.numerator === 0) return roundToFen(principal, 1, count);
  const numerator = rate.numerator * monthsPerPeriod;
  const denominator = rate.denominator * MONTHS_PER_YEAR;
  const perPeriod = numerator / denominator;
  const estimate = (principal * perPeriod) / -Math.expm1(-count * Math.log1p(perPeriod));
  const whole = Math.floor(estimate);
  const fraction = estimate - whole;
  // The estimate is right to about 1e-15 of itself: only next to a half can that change the fen.
  const doubt = estimate * 1e-13;
  if (fraction - 0.5 > doubt || 0.5 - fraction > doubt) return fraction > 0.5 ? whole + 1 : whole;
  return reachesHalf(principal, count, numerator, denominator, whole) ? whole + 1 : whole;
}

/** Whether the annuity payment is at least `whole` and a half fen, in exact arithmetic. */
function reachesHalf(principal: Fen, count: number, numerator: number, denominator: number, whole: Fen): boolean {
  const divisor = greatestCommonDivisor(numerator, denominator);
  const above = BigInt(numerator / divisor);
  const below = BigInt(denominator / divisor);
  const grown = (above + below) ** BigInt(count);
  const flat = below ** BigInt(count);
  return 2n * BigInt(principal) * above * grown >= (2n * BigInt(whole) + 1n) * below * (grown - flat);
}

/**
 * The constant payment when each period bears interest for its actual days: the principal over the sum of the periods'
 * discount factors, rounded half-up to the fen (in doubles, right to about 1e-13 of itself before rounding). `dueOn`
 * holds the `count` payment days, the first period begins on `from`. The rate is known and positive.
 */
export function equalInstalmentByDays(
  principal: Fen,
  from: EpochDay,
  dueOn: Int32Array,
  count: number,
  rate: RateFraction,
  dayCountBasis: number,
): Fen {
  const perDay = rate.numerator / (rate.denominator * dayCountBasis);
  let factor = 1;
  let factors = 0;
  let previous = from;
  for (let index = 0; index < count; index++) {
    factor /= 1 + perDay * (dueOn[index]! - previous);
    factors += factor;
    previous = dueOn[index]!;
  }
  return Math.floor(principal / factors + 0.5);
}
