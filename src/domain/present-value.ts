/** What future payments are worth today, in exact arithmetic and rounded once. */
import type { Fen } from './money.js';

/** A payment at the end of a period; the period's interest at the rate of discount is `numerator / denominator`. */
export interface DiscountedPayment {
  readonly amount: Fen;
  /** Rate of the period since the payment before, 0 or more; whole numbers. */
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * Value today of payments in their order, each discounted over all periods up to it: a debt's own schedule at its own rate
 * is worth its principal. Rounded to the fen, halves up. Amounts are known and not negative.
 */
export function presentValue(payments: readonly DiscountedPayment[]): Fen {
  let above = 0n;
  let below = 1n;
  for (let at = payments.length - 1; at >= 0; at--) {
    const { amount, numerator, denominator } = payments[at]!;
    // (what follows + this payment) ÷ (1 + rate of the period)
    above = (above + BigInt(amount) * below) * BigInt(denominator);
    below *= BigInt(denominator) + BigInt(numerator);
  }
  return Number((2n * above + below) / (2n * below));
}
