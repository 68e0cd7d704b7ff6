import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatChineseAmount, parseChineseAmount } from '../../src/domain/chinese-amount.js';

interface Case {
  readonly case: string;
  readonly amount: string;
  readonly expected: string;
}

const CASES = parse(readFileSync(new URL('../cases/chinese-amount.csv', import.meta.url)), { columns: true }) as Case[];
const fenOf = (amount: string) => Number(amount.replace('.', ''));

/**
 * An independent reader, by recursion on the largest unit: the value of what stands before a unit times the unit, plus the
 * value of what stands after it.
 */
function numberOf(text: string): bigint {
  const plain = text.replaceAll('零', '');
  if (plain === '') return 0n;
  for (const [unit, size] of [
    ['亿', 10n ** 8n],
    ['万', 10n ** 4n],
    ['仟', 1000n],
    ['佰', 100n],
    ['拾', 10n],
  ] as const) {
    const at = plain.lastIndexOf(unit);
    if (at >= 0) return numberOf(plain.slice(0, at)) * size + numberOf(plain.slice(at + 1));
  }
  return BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(plain));
}

function readFen(text: string): bigint {
  const [, yuan = '', jiao = '', fen = ''] = /^(?:(.*)元)?零?(?:(.)角)?(?:(.)分)?整?$/.exec(text) ?? [];
  return numberOf(yuan) * 100n + numberOf(jiao) * 10n + numberOf(fen);
}

const amounts = fc.oneof(
  fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
  // Groups of digits that are mostly zero: where the rules of 零 are.
  fc
    .array(fc.constantFrom('0', '0', '0', '1', '9'), { minLength: 1, maxLength: 15 })
    .map((digits) => Number(digits.join(''))),
);

describe('人民币大写', () => {
  it('has at least forty cases, each with one reading', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(40);
    expect(new Set(CASES.map(({ amount }) => amount)).size).toBe(CASES.length);
  });

  it.each(CASES)('$case: $amount is $expected', ({ amount, expected }) => {
    expect(formatChineseAmount(fenOf(amount))).toBe(expected);
    expect(parseChineseAmount(expected)).toBe(fenOf(amount));
  });

  it('reads back as the same amount, by two readers', () => {
    fc.assert(
      fc.property(amounts, (fen) => {
        const text = formatChineseAmount(fen);
        expect(readFen(text)).toBe(BigInt(fen));
        expect(parseChineseAmount(text)).toBe(fen);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the rules of 零 and 整', () => {
    fc.assert(
      fc.property(amounts, (fen) => {
        const text = formatChineseAmount(fen);
        expect(text).not.toMatch(/零零|零[拾佰仟万亿整]|^零.*[壹贰叁肆伍陆柒捌玖]|(?<!^)零元/);
        expect(text.endsWith('整')).toBe(fen % 10 === 0);
        if (fen >= 100 && fen % 100 > 0 && fen % 100 < 10) expect(text).toMatch(/元零.分$/);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1])('refuses %d fen', (fen) => {
    expect(() => formatChineseAmount(fen)).toThrow(RangeError);
  });

  it.each(['', '整', '元整', '一百元整', '壹佰', '壹佰圆整', '壹佰元整。', '壹角壹元'])('does not read %j', (text) => {
    expect(parseChineseAmount(text)).toBeUndefined();
  });
});
