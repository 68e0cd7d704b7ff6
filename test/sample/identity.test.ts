import { describe, expect, it } from 'vitest';
import { epochDayOf } from '../../src/domain/civil-date.js';
import {
  creditCode,
  creditCodeCheckDigit,
  landlineNumber,
  mobileNumber,
  residentCheckDigit,
  residentNumber,
} from '../../src/sample/identity.js';
import { Random } from '../../src/sample/random.js';

describe('invented identifiers', () => {
  it('computes the check digit of the example in GB 11643', () => {
    expect(residentCheckDigit('11010519491231002')).toBe('X');
    expect(residentCheckDigit('44052418800101001')).toBe('4');
  });

  it('computes the check digit of the example in GB 32100', () => {
    expect(creditCodeCheckDigit('91350100M000100Y4')).toBe('3');
  });

  it('stays outside every region that was ever given out, with a right check digit', () => {
    const random = new Random(3, 4);
    const bornOn = epochDayOf(1980, 2, 29)!;
    for (let count = 0; count < 500; count++) {
      const resident = residentNumber(random, bornOn);
      expect(resident).toMatch(/^99\d{4}19800229\d{3}[\dX]$/);
      expect(resident[17]).toBe(residentCheckDigit(resident.slice(0, 17)));
      const code = creditCode(random, 1);
      expect(code).toMatch(/^9199\d{4}[0-9A-HJ-NP-RTUW-Y]{10}$/);
      expect(code[17]).toBe(creditCodeCheckDigit(code.slice(0, 17)));
    }
  });

  it('uses telephone numbers that no network has', () => {
    const random = new Random(3, 5);
    for (let count = 0; count < 200; count++) {
      expect(mobileNumber(random)).toMatch(/^100\d{8}$/);
      expect(landlineNumber(random)).toMatch(/^0000-8\d{7}$/);
    }
  });
});

describe('randomness', () => {
  it('is the published generator', () => {
    // sfc32 with a = 0x9e3779b9, b = 0x243f6a88, c = 0, counter = 0, twenty rounds thrown away.
    const random = new Random(0, 0);
    const reference = sfc32(0x9e3779b9n, 0x243f6a88n, 0n, 0n);
    for (let round = 0; round < 20; round++) reference();
    for (let round = 0; round < 100; round++) expect(random.next()).toBe(reference());
  });

  it('draws from the whole range and only from it', () => {
    const random = new Random(1, 1);
    const seen = new Set<number>();
    for (let count = 0; count < 400; count++) seen.add(random.between(3, 9));
    expect([...seen].sort()).toEqual([3, 4, 5, 6, 7, 8, 9]);
  });
});

/** The same generator in BigInt, straight from its definition. */
function sfc32(a: bigint, b: bigint, c: bigint, counter: bigint): () => number {
  const mask = 0xffffffffn;
  return () => {
    const sum = (a + b + counter) & mask;
    counter = (counter + 1n) & mask;
    a = b ^ (b >> 9n);
    b = (c + (c << 3n)) & mask;
    c = (((c << 21n) | (c >> 11n)) + sum) & mask;
    return Number(sum);
  };
}
