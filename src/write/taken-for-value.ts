/**
 * Text that a spreadsheet takes for a number, a date, a time or a truth value when it opens a CSV file: identifiers then
 * lose leading zeros and every digit after the fifteenth, `3-4` becomes a day in March, `2019E01` a large number.
 */

/** A text within a formula may have so many characters. */
const MOST_CHARACTERS = 255;

const NO_PART = 0;
const DIGIT = 1;
const MARK = 2;
/** Blank or colon: before AM and PM. */
const GAP = 3;
const LETTER = 4;
/** Of decimals, dates and, before a letter, exponents. */
const POINT = 5;

/** What a character below 0x80 is in a number, date or time. */
const PARTS = new Uint8Array(0x80);
for (const character of '0123456789') PARTS[character.charCodeAt(0)] = DIGIT;
for (const character of '+-,/()%$') PARTS[character.charCodeAt(0)] = MARK;
for (const character of ' :') PARTS[character.charCodeAt(0)] = GAP;
PARTS['.'.charCodeAt(0)] = POINT;
for (let letter = 0; letter < 26; letter++) {
  PARTS[0x41 + letter] = LETTER;
  PARTS[0x61 + letter] = LETTER;
}

/** Currencies, a minus, and the characters of Chinese dates and times. */
const MARKS_BEYOND: ReadonlySet<number> = new Set(
  Array.from('¥￥£€−年月日号时時点分秒上下午', (mark) => mark.codePointAt(0)!),
);
const BLANKS_BEYOND: ReadonlySet<number> = new Set([0xa0, 0x3000]);

const MONTHS: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december'
    .split(' ')
    .flatMap((month) => [month, month.slice(0, 3)])
    .concat('sept'),
);
const TRUTH_VALUES: ReadonlySet<string> = new Set(['true', 'false']);
/** September. */
const LONGEST_WORD = 9;
const HALVES_OF_DAY: ReadonlySet<string> = new Set(['am', 'pm', 'a', 'p']);
const EXPONENTS: ReadonlySet<string> = new Set(['e', 'd']);

/** Letters with which a word of such a text begins. */
const BEGINS_WORD = new Uint8Array(0x80);
for (const word of [...MONTHS, ...TRUTH_VALUES, ...HALVES_OF_DAY, ...EXPONENTS]) {
  BEGINS_WORD[word.charCodeAt(0)] = 1;
  BEGINS_WORD[word.toUpperCase().charCodeAt(0)] = 1;
}

/** Bytes with which such a text may begin; most text is settled by them. */
const MAY_BEGIN = new Uint8Array(256);
for (let byte = 0; byte < 0x80; byte++) if (PARTS[byte] !== NO_PART && PARTS[byte] !== LETTER) MAY_BEGIN[byte] = 1;
for (const word of [...MONTHS, ...TRUTH_VALUES]) {
  MAY_BEGIN[word.charCodeAt(0)] = 1;
  MAY_BEGIN[word.toUpperCase().charCodeAt(0)] = 1;
}
// Of the characters above, and of full-width ones.
for (const byte of [0xc2, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xef]) MAY_BEGIN[byte] = 1;

/** Whether the UTF-8 bytes `from` … `until` (exclusive) are such a text. Rather once too often: it then stays text all the same. */
export function isTakenForValue(bytes: Uint8Array, from: number, until: number): boolean {
  if (from === until || MAY_BEGIN[bytes[from]!] === 0 || until - from > MOST_CHARACTERS) return false;
  let hasDigit = false;
  let hasGap = false;
  let last = NO_PART;
  let word = '';
  let beforeWord = NO_PART;
  for (let at = from; at < until; ) {
    const lead = bytes[at]!;
    let point = lead;
    if (lead < 0x80) at++;
    else if (lead < 0xe0) {
      point = ((lead & 0x1f) << 6) | (bytes[at + 1]! & 0x3f);
      at += 2;
    } else if (lead < 0xf0) {
      point = ((lead & 0xf) << 12) | ((bytes[at + 1]! & 0x3f) << 6) | (bytes[at + 2]! & 0x3f);
      at += 3;
      // Full-width forms of ASCII.
      if (point >= 0xff01 && point <= 0xff5e) point -= 0xfee0;
    } else return false;
    const part = partOf(point);
    if (part === NO_PART) return false;
    if (part === LETTER) {
      if (word === '') {
        if (BEGINS_WORD[point] === 0) return false;
        beforeWord = last;
      }
      word += String.fromCharCode(point | 0x20);
      if (word.length > LONGEST_WORD) return false;
    } else if (word !== '') {
      if (!isWordOfValue(word, beforeWord, hasGap)) return false;
      word = '';
    }
    hasDigit ||= part === DIGIT;
    hasGap ||= part === GAP;
    last = part;
  }
  if (!hasDigit) return beforeWord === NO_PART && TRUTH_VALUES.has(word);
  return word === '' || isWordOfValue(word, beforeWord, hasGap);
}

function partOf(point: number): number {
  if (point < 0x80) return PARTS[point]!;
  if (BLANKS_BEYOND.has(point)) return GAP;
  return MARKS_BEYOND.has(point) ? MARK : NO_PART;
}

function isWordOfValue(word: string, before: number, hasGap: boolean): boolean {
  if (EXPONENTS.has(word)) return before === DIGIT || before === POINT;
  return MONTHS.has(word) || (hasGap && HALVES_OF_DAY.has(word));
}
