/** 大写 against nzh, a library of its own; its slips (junk passed through, cut decimals) lie outside what is compared. */
import fc from 'fast-check';
import nzh from 'nzh';
import { describe, expect, it } from 'vitest';
import { formatChineseAmount, parseChineseAmount } from '../../src/domain/chinese-amount.js';
import { formatFen } from '../../src/domain/money.js';

const MOST = 10 ** 13;

/** nzh leaves out 整 after a 角 and writes no 零 for a missing 角 after 元; both are asked for on instruments. */
function oracle(fen: number): string {
  const words = nzh.cn.toMoney(formatFen(fen), { outSymbol: false });
  return words;
}

const plain = (words: string) => words.replace(/整$/, '').replace(/元零/, '元');

describe('an amount in capital characters', () => {
  it.each([
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [105, '壹元零伍分'],
    [1_000, '壹拾元整'],
    [10_001, '壹佰元零壹分'],
    [100_000, '壹仟元整'],
    [100_100, '壹仟零壹元整'],
    [1_000_100, '壹万零壹元整'],
    [10_010_000, '壹拾万零壹佰元整'],
    [1_000_000_000, '壹仟万元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [10_001_000_000, '壹亿零壹万元整'],
    [100_000_000_000_0, '壹佰亿元整'],
    [MOST, '壹仟亿元整'],
    [1_010_101_010_101, '壹佰零壹亿零壹佰零壹万零壹佰零壹元零壹分'],
    [16_840_932, '壹拾陆万捌仟肆佰零玖元叁角贰分'],
    [6_007_14, '陆仟零柒元壹角肆分'],
  ])('%d fen is %s', (fen, words) => {
    expect(formatChineseAmount(fen)).toBe(words);
    expect(parseChineseAmount(words)).toBe(fen);
  });

  it.each([-1, -100, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('%d fen is refused', (fen) => {
    expect(() => formatChineseAmount(fen)).toThrow(RangeError);
  });

  const amount = fc.oneof(
    fc.integer({ min: 1, max: 1_000_000 }),
    fc.integer({ min: 1, max: MOST }),
    // Zeros in the middle are where such code goes wrong.
    fc
      .array(fc.constantFrom('0', '0', '0', '1', '9'), { minLength: 1, maxLength: 13 })
      .map((digits) => Number(digits.join('')))
      .filter((fen) => fen > 0),
  );

  it('says what the oracle says', () => {
    fc.assert(
      fc.property(amount, (fen) => {
        expect(plain(formatChineseAmount(fen))).toBe(plain(oracle(fen)));
      }),
      { numRuns: 2000 },
    );
  });

  it('is read back to the fen, ends in 整 unless there are 分, and never doubles a 零', () => {
    fc.assert(
      fc.property(amount, (fen) => {
        const words = formatChineseAmount(fen);
        expect(parseChineseAmount(words)).toBe(fen);
        expect(words.endsWith('整')).toBe(fen % 10 === 0);
        expect(words).not.toContain('零零');
      }),
      { numRuns: 2000 },
    );
  });
});
