/**
 * Identifiers that look right and belong to nobody. Check digits are correct, so that checks pass; the administrative
 * region begins with 99, which was never given out, so that none can be a living person's or a registered company's.
 */
import { civilDateOf, type EpochDay } from '../domain/civil-date.js';
import type { Random } from './random.js';

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECKS = '10X98765432';

/** The digits of unified social credit codes (GB 32100): no I, O, S, V, Z. */
const CREDIT_CODE_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CREDIT_CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check digit of an 18-digit resident identity number (GB 11643), from its first 17 digits. */
export function residentCheckDigit(digits: string): string {
  const sum = RESIDENT_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return RESIDENT_CHECKS[sum % 11]!;
}

/** Check digit of a unified social credit code (GB 32100), from its first 17 characters. */
export function creditCodeCheckDigit(characters: string): string {
  const sum = CREDIT_CODE_WEIGHTS.reduce(
    (total, weight, index) => total + weight * CREDIT_CODE_DIGITS.indexOf(characters[index]!),
    0,
  );
  return CREDIT_CODE_DIGITS[(31 - (sum % 31)) % 31]!;
}

const digits = (value: number, width: number) => String(value).padStart(width, '0');

/** An 18-digit resident identity number of the impossible region 99xxxx. */
export function residentNumber(random: Random, bornOn: EpochDay): string {
  const { year, month, day } = civilDateOf(bornOn);
  const first = `99${digits(random.between(101, 9999), 4)}${year}${digits(month, 2)}${digits(day, 2)}${digits(random.between(1, 999), 3)}`;
  return first + residentCheckDigit(first);
}

/** A unified social credit code of the impossible region 99xxxx; `kind` 1 is an enterprise, 2 a sole trader, 3 a farmers' cooperative. */
export function creditCode(random: Random, kind: 1 | 2 | 3): string {
  let first = `9${kind}99${digits(random.between(101, 9999), 4)}`;
  while (first.length < 17) first += CREDIT_CODE_DIGITS[random.below(CREDIT_CODE_DIGITS.length)];
  return first + creditCodeCheckDigit(first);
}

/** Eleven digits beginning with 100, where no mobile network has numbers. */
export function mobileNumber(random: Random): string {
  return `100${digits(random.below(100_000_000), 8)}`;
}

/** A landline under the area code 0000, which does not exist. */
export function landlineNumber(random: Random): string {
  return `0000-8${digits(random.below(10_000_000), 7)}`;
}
