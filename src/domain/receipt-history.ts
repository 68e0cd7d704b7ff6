/** What the receipts of a loan say on their own: the last one, the trend, and those since a day. */
import { type EpochDay, NO_DAY } from './civil-date.js';
import { ENFORCEMENT_PROCEEDS, type PaymentColumns, THIRD_PARTY } from './loan.js';
import type { Fen } from './money.js';

export interface ReceiptHistory {
  /** NO_DAY when there is no receipt. */
  lastPaidOn: EpochDay;
  /** Sum received on that day; NaN when there is no receipt. */
  lastPaidAmount: Fen;
  /** Average of the last three payment days' sums over that of the three before; NaN with fewer than six payment days. */
  trend: number;
  /** Payment days after the day asked for, and the sum received on them; 0 when that day is NO_DAY. */
  daysSince: number;
  /** Those of them on which the debtor itself paid, as far as the channel tells: no proceeds of enforcement, no third party's money. */
  ownDaysSince: number;
  /** What the debtor itself paid on them. */
  ownAmountSince: Fen;
  /** Whether a third party paid on one of them. */
  thirdPartySince: boolean;
  /** Last day on which the debtor itself paid; NO_DAY when it never did. */
  lastOwnPaidOn: EpochDay;
  amountSince: Fen;
}

const TREND_DAYS = 3;

/** Reads the payments `from` … `until` (exclusive), which are in date order, backwards into `into`. */
export function readReceipts(
  payments: PaymentColumns,
  from: number,
  until: number,
  since: EpochDay,
  into: ReceiptHistory,
): ReceiptHistory {
  const { paidOn, amount, channel } = payments;
  into.lastPaidOn = NO_DAY;
  into.lastPaidAmount = Number.NaN;
  into.trend = Number.NaN;
  into.daysSince = 0;
  into.ownDaysSince = 0;
  into.ownAmountSince = 0;
  into.thirdPartySince = false;
  into.lastOwnPaidOn = NO_DAY;
  into.amountSince = 0;
  let latest = 0;
  let before = 0;
  let days = 0;
  let row = until - 1;
  while (row >= from) {
    const day = paidOn[row]!;
    const isSince = since !== NO_DAY && day > since;
    if (days >= 2 * TREND_DAYS && !isSince && into.lastOwnPaidOn !== NO_DAY) break;
    let sum = 0;
    let own = 0;
    let isOwn = false;
    for (; row >= from && paidOn[row] === day; row--) {
      sum += amount[row]!;
      const through = channel[row]!;
      if (through === THIRD_PARTY) into.thirdPartySince ||= isSince;
      else if (through !== ENFORCEMENT_PROCEEDS) {
        own += amount[row]!;
        isOwn = true;
      }
    }
    if (isOwn && into.lastOwnPaidOn === NO_DAY) into.lastOwnPaidOn = day;
    if (days === 0) {
      into.lastPaidOn = day;
      into.lastPaidAmount = sum;
    }
    if (isSince) {
      into.daysSince++;
      if (isOwn) into.ownDaysSince++;
      into.ownAmountSince += own;
      into.amountSince += sum;
    }
    days++;
    if (days <= TREND_DAYS) latest += sum;
    else if (days <= 2 * TREND_DAYS) before += sum;
  }
  if (days >= 2 * TREND_DAYS) into.trend = latest / before;
  return into;
}
