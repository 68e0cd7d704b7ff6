/** File names from identifiers: no path escapes, no reserved names, and never one name for two identifiers. */
import { createHash } from 'node:crypto';

/** Longest encoded identifier; file systems take 255 bytes and a Chinese character is three. */
const LONGEST = 80;

/**
 * The identifier as a part of a file name. ASCII letters, digits, `-`, `_` and common Chinese characters stand as they are;
 * every other byte of its UTF-8 form becomes `~XX`. Where the identifier has small letters, `~m` and their places follow,
 * because some file systems do not tell `a` from `A`. A very long one ends in `~z` and its hash.
 */
export function safeName(identifier: string): string {
  let name = '';
  let smallLetters = 0n;
  let place = 0n;
  for (const character of identifier) {
    if (/^[A-Za-z0-9_\u4e00-\u9fff-]$/.test(character)) name += character;
    else
      for (const byte of new TextEncoder().encode(character))
        name += `~${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    if (character >= 'a' && character <= 'z') smallLetters |= 1n << place;
    place++;
  }
  if (name.length > LONGEST) {
    return `${name.slice(0, 40)}~z${createHash('sha256').update(identifier, 'utf8').digest('hex')}`;
  }
  return smallLetters === 0n ? name : `${name}~m${smallLetters.toString(16)}`;
}
