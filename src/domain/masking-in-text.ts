/** Masking inside free text, such as notes of a call: what is recognised for personal data is starred, the rest stays. */
import { maskIdNumber, maskName, maskPhone } from './masking.js';

/** Every occurrence of one of the names is masked like a name of its own; a blank name masks nothing. */
export function maskNames(text: string, names: readonly string[]): string {
  // The longest first: a name may be part of another.
  const known = [...new Set(names.map((name) => name.trim()))].filter((name) => name.length > 1);
  known.sort((first, second) => second.length - first.length || (first < second ? -1 : 1));
  return known.reduce((masked, name) => masked.replaceAll(name, maskName(name)), text);
}

const IDENTITY = /(?<![A-Za-z\d])\d{14,17}[\dXx](?![A-Za-z\d])/g;
/** Mobile numbers, and landlines with or without area code; a day written in eight digits and an amount are none. */
const PHONE =
  /(?<![\d.,*])(?:\+?86[- ]?)?(?:1\d{2}[- ]?\d{4}[- ]?\d{4}|0\d{2,3}[- ]?\d{7,8}|(?!(?:19|20)\d{6}(?!\d))\d{7,8})(?![\d.,*]\d|\d)/g;

/** Identity numbers and phone numbers masked. Full-width digits are read as digits. */
export function maskNumbers(text: string): string {
  const plain = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  return plain.replace(IDENTITY, maskIdNumber).replace(PHONE, maskPhone);
}
