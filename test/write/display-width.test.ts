import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { widthOf } from '../../src/write/display-width.js';

describe('width of a text', () => {
  it.each([
    ['', 0],
    ['loan', 4],
    ['借据号', 6],
    ['┌──┬──┐', 7],
    ['□ 已阅', 6],
    ['ｶﾞ', 2],
    ['が', 2],
    ['e\u0301', 1],
    ['𠮷野', 4],
    ['👍🏽', 2],
    ['👨‍👩‍👧', 2],
    ['🇨🇳', 2],
    ['1️⃣', 2],
    ['☎', 1],
    ['☎\ufe0f', 2],
    ['\u200b\u00ad', 0],
    ['\u001b[31m逾期\u001b[39m', 4],
    ['¥1,000 → 5', 10],
  ])('%j takes %i columns', (text, columns) => {
    expect(widthOf(text)).toBe(columns);
    expect(stringWidth(text)).toBe(columns);
  });

  it('of every character that a font of ours may hold, is what string-width says', () => {
    for (let unit = 0x20; unit <= 0xffff; unit++) {
      if (unit >= 0xd800 && unit <= 0xdfff) continue;
      const character = String.fromCharCode(unit);
      expect(widthOf(character), unit.toString(16)).toBe(stringWidth(character));
    }
  });

  const pieces = fc.oneof(
    fc.string({
      unit: fc.constantFrom('a', '0', ' ', '~', '中', '〇', '。', '（', '＿', '□', '“', '—', '…', '─', 'é', '中'),
    }),
    fc.constantFrom(
      '张',
      '㐂',
      '𠀀',
      '，',
      '。',
      '・',
      '가',
      'e\u0301',
      'ñ',
      'ﾊﾟ',
      'ｱ',
      '１',
      '\u200d',
      '\ufeff',
      '中\ufe00',
    ),
    fc.constantFrom('😀', '👩🏻‍💻', '🏳️‍🌈', '⌚', '✈', '✈️', '#️⃣', '🇩🇪', '→', '·', '×', '█', '½', '№', '\u302a', '\u303f'),
  );

  it('of texts, is what string-width says', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        // Apart: a joiner at the end of one piece would make one picture of it and the next.
        const text = parts.join(' ');
        expect(widthOf(text)).toBe(stringWidth(text));
      }),
      { numRuns: 2000 },
    );
  });
});
