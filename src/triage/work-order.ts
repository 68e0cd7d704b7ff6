/**
 * The order of work as a sort by digits: comparing a quarter of a million borrowers pair by pair takes longer than
 * assessing a tenth of them.
 */
import type { BorrowerColumns } from '../portfolio/borrower-columns.js';

const DIGIT_BITS = 16;
const DIGITS = 1 << DIGIT_BITS;
const SIGN = 0x80000000;

/**
 * Sorts `borrowers` in place: tier by tier, within a tier the higher score first, and where both are the same by
 * `compareTied`. No score is NaN.
 */
export function sortByPriority(
  borrowers: Int32Array,
  { tier, score }: Pick<BorrowerColumns, 'tier' | 'score'>,
  compareTied: (first: number, second: number) => number,
): void {
  const count = borrowers.length;
  const scores = new Float64Array(count);
  const tiers = new Uint32Array(count);
  const low = new Uint32Array(count);
  const high = new Uint32Array(count);
  let order = new Uint32Array(count);
  const words = new Uint32Array(scores.buffer);
  for (let at = 0; at < count; at++) {
    const borrower = borrowers[at]!;
    order[at] = at;
    tiers[at] = tier[borrower]!;
    // As bits, a double sorts like a whole number once its sign is turned; turned over as a whole, the highest is first.
    scores[at] = score[borrower]! + 0;
    const isNegative = words[2 * at + 1]! >= SIGN;
    low[at] = isNegative ? words[2 * at]! : ~words[2 * at]!;
    high[at] = isNegative ? words[2 * at + 1]! : ~(words[2 * at + 1]! ^ SIGN);
  }
  for (const word of [low, high]) {
    order = sortByDigit(order, word, 0);
    order = sortByDigit(order, word, DIGIT_BITS);
  }
  order = sortByDigit(order, tiers, 0);

  const sorted = new Int32Array(count);
  for (let at = 0; at < count; at++) sorted[at] = borrowers[order[at]!]!;
  for (let from = 0; from < count; ) {
    const first = sorted[from]!;
    let until = from + 1;
    while (until < count && tier[sorted[until]!] === tier[first] && score[sorted[until]!] === score[first]) until++;
    if (until - from > 1) sorted.subarray(from, until).sort(compareTied);
    from = until;
  }
  borrowers.set(sorted);
}

/** `order` by one digit of the `words` that it points to, rows of the same digit as they stood. */
function sortByDigit(order: Uint32Array, words: Uint32Array, shift: number): Uint32Array<ArrayBuffer> {
  const place = new Uint32Array(DIGITS + 1);
  for (let at = 0; at < order.length; at++) place[((words[at]! >>> shift) & (DIGITS - 1)) + 1]!++;
  for (let digit = 0; digit < DIGITS; digit++) place[digit + 1]! += place[digit]!;
  const sorted = new Uint32Array(order.length);
  for (let at = 0; at < order.length; at++) {
    const digit = (words[order[at]!]! >>> shift) & (DIGITS - 1);
    sorted[place[digit]!++] = order[at]!;
  }
  return sorted;
}
