/** Numbers from ASCII digits, four at a time. */

/** Four ASCII digits, the first in the lowest byte, less {@link FOUR_ZEROS}: a flag where a byte was no digit. */
export function notDigits(less: number): number {
  return ((less + 0x76767676) | less) & -2139062144;
}

export const FOUR_ZEROS = 0x30303030;

/** The two numbers that four digits make, given as in {@link notDigits}: the first in bits 0–7, the second in bits 16–23. */
export function digitPairs(less: number): number {
  return (Math.imul(less, 2561) >>> 8) & 0x00ff00ff;
}

/** The number that four digits make, given as in {@link notDigits}. */
export function fourDigits(less: number): number {
  return Math.imul(digitPairs(less), 6553601) >>> 16;
}
