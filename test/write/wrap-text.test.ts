import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/write/display-width.js';
import { padTo, withoutControls, wrapText } from '../../src/write/wrap-text.js';

const withoutSpaces = (text: string) => text.replace(/\s/gu, '');

describe('wrapText', () => {
  it('counts a Chinese character as two columns', () => {
    expect(wrapText('诉讼时效预计届满', 8)).toEqual(['诉讼时效', '预计届满']);
  });

  it('begins no line with a closing mark and ends none with an opening one', () => {
    for (const width of [10, 12, 14, 16, 18]) {
      for (const line of wrapText('逾期本金，逾期利息；罚息（估算）、复利。合计（元）', width)) {
        expect(line).not.toMatch(/^[，；、。）]/u);
        expect(line).not.toMatch(/[（]$/u);
      }
    }
  });

  it('keeps amounts and dates in one piece where the line is long enough', () => {
    expect(wrapText('预期可收回 12,345.67 元', 16)).toEqual(['预期可收回', '12,345.67 元']);
  });

  it('keeps a date in one piece', () => {
    expect(wrapText('诉讼时效预计 2026-12-20 届满', 20)).toEqual(['诉讼时效预计', '2026-12-20 届满']);
  });

  it('breaks a word that is longer than the line', () => {
    expect(wrapText('DK20230115000123456', 8)).toEqual(['DK202301', '15000123', '456']);
  });

  it('keeps line ends and blank lines', () => {
    expect(wrapText('甲\n\n乙', 10)).toEqual(['甲', '', '乙']);
  });

  it('loses no character and makes no line too wide', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'诉讼时效，。（）《》 abc 12.5- 𠮷é', 'e\u0301', '👨‍👩‍👧', '\n'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (whole, width) => {
        const lines = wrapText(whole, width);
        expect(withoutSpaces(lines.join(''))).toBe(withoutSpaces(whole));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: 500 },
    );
  });
});

describe('padTo', () => {
  it('fills by columns, not by characters', () => {
    expect(padTo('张三', 6)).toBe('张三  ');
    expect(padTo('12.00', 8, 'left')).toBe('   12.00');
    expect(padTo('too long', 3)).toBe('too long');
  });
});

describe('withoutControls', () => {
  it('takes away what would move the cursor, colour the screen or turn the direction', () => {
    expect(withoutControls('a\u001b[31mb\u0007\u202ec\r\n')).toBe('a [31mb  c  ');
  });
});
