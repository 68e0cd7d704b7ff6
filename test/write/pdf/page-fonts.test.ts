import { describe, expect, test } from 'vitest';
import { openPageFonts, UnreadableFont } from '../../../src/write/pdf/page-fonts.js';

const fonts = await openPageFonts([]);

describe('characters of names', () => {
  test('the bundled font has the rare ones that registers of persons hold most', () => {
    expect(fonts.missingIn('王喆、李堃、朱镕、刘䶮：人民币壹仟元整（￥1,000.00）□ ＿ ·')).toEqual([]);
  });

  test('a character that it lacks is named once, in order', () => {
    expect(fonts.missingIn('𠮷田𠮷与𪚥')).toEqual(['𠮷', '𪚥']);
  });

  test('blanks need no glyph', () => {
    expect(fonts.missingIn(' \u3000\u00a0\n\t')).toEqual([]);
  });
});

test('a file that is no font is named', async () => {
  await expect(openPageFonts([import.meta.filename])).rejects.toThrow(UnreadableFont);
});
