import { describe, expect, it } from 'vitest';
import { encodeGb18030, utf8ToGb18030 } from '../../src/write/gb18030.js';

const decode = (bytes: Uint8Array) => new TextDecoder('gb18030', { fatal: true }).decode(bytes);

/** Private use: some of it has no form, and which differs between editions of the standard. */
const isPrivateUse = (unit: number) => unit >= 0xe000 && unit <= 0xf8ff;
const isSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdfff;

describe('encoding to GB18030', () => {
  // As glibc's iconv writes them.
  it.each([
    ['A', '41'],
    ['中', 'd6d0'],
    ['借据号', 'bde8beddbac5'],
    ['€', 'a2e3'],
    ['　', 'a1a1'],
    ['０', 'a3b0'],
    ['䶮', 'fe9f'],
    ['\u0080', '81308130'],
    ['㛃', '8230b731'],
    ['\u{10000}', '90308130'],
    ['𠀀', '95328236'],
    ['\u{10ffff}', 'e3329a35'],
  ])('%s is %s', (text, hex) => {
    expect(encodeGb18030(text).toString('hex')).toBe(hex);
  });

  it('gives back every character of the basic plane', () => {
    let text = '';
    for (let unit = 0; unit < 0x10000; unit++) {
      if (!isSurrogate(unit) && !isPrivateUse(unit)) text += String.fromCharCode(unit);
    }
    expect(decode(encodeGb18030(text)) === text).toBe(true);
  });

  it('gives back characters beyond the basic plane', () => {
    let text = '';
    for (let point = 0x10000; point < 0x110000; point += 97) text += String.fromCodePoint(point);
    expect(decode(encodeGb18030(text)) === text).toBe(true);
  });

  it('is the same from UTF-8', () => {
    let text = '';
    for (let point = 0; point < 0x110000; point += point < 0x10000 ? 1 : 97) {
      if (!isSurrogate(point) && !isPrivateUse(point)) text += String.fromCodePoint(point);
    }
    expect(Buffer.from(utf8ToGb18030(Buffer.from(text))).equals(encodeGb18030(text))).toBe(true);
  });

  // The Encoding Standard, index gb18030 ranges and the encoder: what was private use is what took its place.
  it.each([
    ['\ue78d', '︐', 'a6d9'],
    ['\ue796', '︙', 'a6f3'],
    ['\ue81e', '龴', 'fe59'],
    ['\ue827', '\ue827', undefined],
    ['\ue864', '龻', 'fea0'],
  ])('former private use %j is %s', (former, now, hex) => {
    expect(decode(encodeGb18030(former))).toBe(now);
    if (hex !== undefined) expect(encodeGb18030(former).toString('hex')).toBe(hex);
  });

  it('has a form for all of private use but one character', () => {
    const without: string[] = [];
    for (let point = 0xe000; point <= 0xf8ff; point++) {
      try {
        encodeGb18030(String.fromCodePoint(point));
      } catch {
        without.push(point.toString(16));
      }
    }
    expect(without).toEqual(['e5e5']);
    expect(() => utf8ToGb18030(Buffer.from('\ue5e5'))).toThrow('U+E5E5');
  });

  it('refuses half a surrogate pair and a character without a form', () => {
    expect(() => encodeGb18030('\ue5e5')).toThrow('U+E5E5');
    expect(() => encodeGb18030('a\ud842')).toThrow(RangeError);
    expect(() => encodeGb18030('\udfb7a')).toThrow(RangeError);
  });
});
