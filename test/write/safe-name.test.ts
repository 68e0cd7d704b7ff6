import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeName } from '../../src/write/safe-name.js';

describe('safeName', () => {
  it.each([
    ['C000123', 'C000123'],
    ['客户-01_A', '客户-01_A'],
    ['../../etc', '~2E~2E~2F~2E~2E~2Fetc~m1c0'],
    ['a', 'a~m1'],
    ['A', 'A'],
    ['C 1', 'C~201'],
    ['', ''],
  ])('makes %j into %j', (identifier, name) => {
    expect(safeName(identifier)).toBe(name);
  });

  it('gives two identifiers two names, also where case does not count, and none that a file system refuses', () => {
    const identifier = fc.string({ unit: fc.constantFrom(...'aAbBmMzZ~0123cCfFeE/\\.: 客é\0\n𠮷-_'), maxLength: 12 });
    fc.assert(
      fc.property(identifier, identifier, (first, second) => {
        if (first !== second) expect(safeName(first).toLowerCase()).not.toBe(safeName(second).toLowerCase());
        expect(safeName(first)).toMatch(/^[A-Za-z0-9_~\u4e00-\u9fff-]*$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps very long identifiers apart and short enough', () => {
    const long = '客'.repeat(500);
    expect(Buffer.byteLength(safeName(long))).toBeLessThan(240);
    expect(safeName(long)).not.toBe(safeName(`${long}客`));
  });
});
