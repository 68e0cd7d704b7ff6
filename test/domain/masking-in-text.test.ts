/** Notes of calls are free text: what could identify or reach a person must not survive masking, and days and amounts must. */
import { describe, expect, test } from 'vitest';
import { maskNames, maskNumbers } from '../../src/domain/masking-in-text.js';

describe('numbers in free text', () => {
  test.each([
    ['换号13812345678', '换号138****5678'],
    ['call 138 1234 5678 tonight', 'call 138****5678 tonight'],
    ['+8613812345678', '+861******5678'],
    ['新电话１３８１２３４５６７８', '新电话138****5678'],
    ['单位 010-62345678 转3', '单位 010****5678 转3'],
    ['座机62345678', '座机6*****78'],
    ['身份证110101199003071234', '身份证110*************34'],
    ['身份证11010119900307123X。', '身份证110*************3X。'],
  ])('%s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });

  test.each([
    ['20261101还款', '还款日 2026-11-01'],
    ['1234567.89元', '12,345,678.00'],
    ['第 3 期', '约 5000 元'],
  ])('leaves days and amounts: %s, %s', (...texts) => {
    for (const text of texts) expect(maskNumbers(text)).toBe(text);
  });
});

describe('names in free text', () => {
  test('are masked as lists mask them, the longer before the one that it begins with', () => {
    expect(maskNames('张三丰与张三同来，张三丰称生病', ['张三', '张三丰', ''])).toBe('张**与张*同来，张**称生病');
  });

  test('of one character mask nothing, for it is in half of all texts', () => {
    expect(maskNames('王某来电', ['王'])).toBe('王某来电');
  });
});
