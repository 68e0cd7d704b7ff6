/**
 * Money as a whole number of fen (1/100 yuan) held in a double: exact up to 2^53 fen, which is ninety
 * trillion yuan. `NaN` stands for an amount that is not known; it is never written as zero.
 */

/** Whole fen, or NaN where the amount is unknown. */
export type Fen = number;

/** A rate per year in units of 1e-8: 4.35 % is 4 350 000. NaN where unknown. */
export type AnnualRateE8 = number;

export const RATE_UNIT = 100_000_000;

/**
 * `amount × numerator ÷ denominator`, rounded to the nearest whole number, halves away from zero
 * (四舍五入). This is the only place where `arrears` rounds money. Exact: falls back to BigInt when the
 * product leaves the doubles' whole-number range.
 *
 * All three are whole numbers, `denominator` positive. An unknown amount (NaN) stays unknown.
 */
export function roundToFen(amount: number, numerator: number, denominator: number): Fen {
  if (Number.isNaN(amount) || Number.isNaN(numerator)) return Number.NaN;
  const product = amount * numerator;
  // Nearest with halves up is the whole part of (2 × product + denominator) ÷ (2 × denominator).
  const dividend = 2 * (product < 0 ? -product : product) + denominator;
  if (dividend > Number.MAX_SAFE_INTEGER) return roundExactly(amount, numerator, denominator);
  const divisor = 2 * denominator;
  let quotient = Math.floor(dividend / divisor);
  const remainder = dividend - quotient * divisor;
  // The division of doubles may land one too high just below a multiple, or one too low just above.
  if (remainder < 0) quotient--;
  else if (remainder >= divisor) quotient++;
  return product < 0 ? -quotient : quotient;
}

function roundExactly(amount: number, numerator: number, denominator: number): Fen {
  const product = BigInt(amount) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const magnitude = product < 0n ? -product : product;
  let quotient = magnitude / divisor;
  if ((magnitude % divisor) * 2n >= divisor) quotient++;
  return Number(product < 0n ? -quotient : quotient);
}

/** A rate as a fraction in lowest terms, so that products with amounts stay small enough to be exact. */
export interface RateFraction {
  readonly numerator: number;
  readonly denominator: number;
}

export function greatestCommonDivisor(first: number, second: number): number {
  let a = first;
  let b = second;
  while (b !== 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a === 0 ? 1 : a;
}

/** The yearly rate as a reduced fraction: 4.35 % is 87/2000. NaN gives NaN/1. */
export function fractionOfRate(rate: AnnualRateE8): RateFraction {
  if (Number.isNaN(rate)) return { numerator: Number.NaN, denominator: 1 };
  const divisor = greatestCommonDivisor(rate, RATE_UNIT);
  return { numerator: rate / divisor, denominator: RATE_UNIT / divisor };
}

/** `-1234567.89` as files carry it: no separators, always two decimals; an unknown amount is empty. */
export function formatFen(amount: Fen): string {
  if (Number.isNaN(amount)) return '';
  const magnitude = amount < 0 ? -amount : amount;
  const yuan = Math.floor(magnitude / 100);
  const fen = magnitude - yuan * 100;
  return `${amount < 0 ? '-' : ''}${yuan}.${fen < 10 ? '0' : ''}${fen}`;
}

/** `1,234,567.89`, for people and letters; an unknown amount is empty. */
export function formatFenGrouped(amount: Fen): string {
  const plain = formatFen(amount);
  const point = plain.length - 3;
  let grouped = plain.slice(point);
  for (let end = point; end > 0; end -= 3) {
    const start = Math.max(0, end - 3);
    const group = plain.slice(start, end);
    grouped = group + (grouped.startsWith('.') || group === '-' ? '' : ',') + grouped;
  }
  return plain === '' ? '' : grouped;
}

/** `4.35` for 4 350 000: percent per year without trailing zeros; an unknown rate is empty. */
export function formatRatePercent(rate: AnnualRateE8): string {
  if (Number.isNaN(rate)) return '';
  const whole = Math.floor(rate / 1_000_000);
  const decimals = String(rate - whole * 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return decimals === '' ? String(whole) : `${whole}.${decimals}`;
}
