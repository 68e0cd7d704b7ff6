/** File names from identifiers: no path escapes, no reserved names, and never one name for two identifiers. */
import { createHash } from 'node:crypto';

/** Longest encoded identifier in bytes: file systems take 255 for a name, and two identifiers may stand in it. */
const LONGEST = 80;
/** What is left of a longer one, beside its hash. */
const FRONT = 24;

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
  if (Buffer.byteLength(name) > LONGEST) {
    return `${frontOf(name)}~z${createHash('sha256').update(identifier, 'utf8').digest('hex')}`;
  }
  return smallLetters === 0n ? name : `${name}~m${smallLetters.toString(16)}`;
}

/** As many characters as go into {@link FRONT} bytes. */
function frontOf(name: string): string {
  let front = '';
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > FRONT) break;
    front += character;
  }
  return front;
}
