/**
 * 人民币大写: amounts in capital characters as bills and letters carry them, and back. The units go up to 万亿.
 * Rules of the Payment and Settlement Measures' annex on filling in instruments (正确填写票据和结算凭证的基本规定).
 */
import type { Fen } from './money.js';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
/** Within a group of four digits, from its highest. */
const PLACES = ['仟', '佰', '拾', ''];
/** Groups of four digits from the lowest. The fourth is 万亿: its 亿 is written by the third. */
const GROUPS = ['', '万', '亿', '万'];

/**
 * The amount in capital characters without the currency's name: 壹万零壹元整, 壹佰元零伍分. 整 follows an amount that ends in
 * 元 or 角. Throws RangeError for a negative, unknown or fractional number of fen, and beyond 2^53 fen.
 */
export function formatChineseAmount(amount: Fen): string {
  if (!Number.isSafeInteger(amount) || amount < 0) {
    throw new RangeError(`${amount} fen cannot be written in capital characters`);
  }
  const yuan = Math.floor(amount / 100);
  const jiao = Math.floor((amount % 100) / 10);
  const fen = amount % 10;
  if (amount === 0) return '零元整';
  const whole = yuan === 0 ? '' : `${formatWhole(yuan)}元`;
  if (jiao === 0 && fen === 0) return `${whole}整`;
  // 零 stands for a missing 角 after 元. After a yuan figure that ends in 0 the rules leave it open; it is not written.
  const tenths = jiao > 0 ? `${DIGITS[jiao]}角` : yuan > 0 ? '零' : '';
  return whole + tenths + (fen > 0 ? `${DIGITS[fen]}分` : '整');
}

/** A whole number above zero. */
function formatWhole(value: number): string {
  const groups: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10_000)) groups.push(rest % 10_000);
  let text = '';
  let zeroPending = false;
  for (let group = groups.length - 1; group >= 0; group--) {
    const digits = groups[group]!;
    if (digits === 0) {
      // 壹万亿 has no digits of 亿 but still needs the unit.
      if (group === 2 && text !== '') text += '亿';
      zeroPending = text !== '';
      continue;
    }
    if (text !== '' && (zeroPending || digits < 1000)) text += '零';
    text += formatGroup(digits) + GROUPS[group]!;
    zeroPending = false;
  }
  return text;
}

/** Four digits, 1 … 9999, without leading 零 and with a single 零 for zeros inside. */
function formatGroup(digits: number): string {
  let text = '';
  let zeroPending = false;
  for (let place = 0; place < 4; place++) {
    const digit = Math.floor(digits / 10 ** (3 - place)) % 10;
    if (digit === 0) {
      zeroPending = text !== '';
      continue;
    }
    if (zeroPending) text += '零';
    text += DIGITS[digit]! + PLACES[place]!;
    zeroPending = false;
  }
  return text;
}

/**
 * The fen of an amount in capital characters, or `undefined` where it is none. Reads what {@link formatChineseAmount} writes,
 * for the cross-check of figures and words.
 */
export function parseChineseAmount(text: string): Fen | undefined {
  const match =
    /^(?:([零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)元)?(零)?(?:([壹贰叁肆伍陆柒捌玖])角)?(?:([壹贰叁肆伍陆柒捌玖])分)?(整)?$/.exec(
      text,
    );
  if (match === null || text === '' || text === '整') return undefined;
  const [, whole = '零', , jiao = '零', fen = '零'] = match;
  const yuan = parseWhole(whole);
  if (yuan === undefined) return undefined;
  return yuan * 100 + DIGITS.indexOf(jiao) * 10 + DIGITS.indexOf(fen);
}

function parseWhole(text: string): number | undefined {
  let total = 0;
  let group = 0;
  let digit = 0;
  for (const character of text) {
    const value = DIGITS.indexOf(character);
    if (value >= 0) {
      digit = value;
      continue;
    }
    if (character === '万' || character === '亿') {
      const below = character === '万' ? 10_000 : 100_000_000;
      // 亿 multiplies everything before it, the 万 of 万亿 included; 万 only what stands since the last 亿.
      total = character === '亿' ? (total + group + digit) * below : total + (group + digit) * below;
      group = 0;
      digit = 0;
      continue;
    }
    const place = PLACES.indexOf(character);
    if (place < 0) return undefined;
    group += digit * 10 ** (3 - place);
    digit = 0;
  }
  return total + group + digit;
}
