import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addId, findIds, newIdLookup, newIdTable } from '../../src/portfolio/id-table.js';
import { findNumberedIds, numberIds } from '../../src/portfolio/numbered-ids.js';

function tableOf(ids: readonly string[]) {
  const table = newIdTable(1, 1);
  for (const id of ids) {
    const bytes = Buffer.from(id);
    addId(table, bytes, 0, bytes.length);
  }
  return table;
}

/** The ids one behind the other, from the very first byte on, and where each stands. */
function layOut(ids: readonly string[]) {
  const bytes = Buffer.from(ids.join(''));
  const end = Int32Array.from(ids, (_, row) => Buffer.byteLength(ids.slice(0, row + 1).join('')));
  const start = Int32Array.from(end, (until, row) => until - Buffer.byteLength(ids[row]!));
  return { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), bytes, start, end };
}

describe('numbered identifiers', () => {
  test('are found as the table itself finds them, strangers of every kind included', () => {
    const numbering = fc.record({
      prefix: fc.constantFrom('', 'L', 'HT-', '借据', 'LOAN2024-0001-'),
      digits: fc.integer({ min: 4, max: 11 }),
      first: fc.integer({ min: 0, max: 9_000 }),
    });
    fc.assert(
      fc.property(
        numbering,
        fc.uniqueArray(fc.integer({ min: 0, max: 300 }), { minLength: 100, maxLength: 200 }),
        fc.array(fc.oneof(fc.integer({ min: -50, max: 400 }), fc.string({ maxLength: 12 })), { maxLength: 40 }),
        ({ prefix, digits, first }, numbers, asked) => {
          const write = (number: number) => prefix + String(Math.max(first + number, 0)).padStart(digits, '0');
          const table = tableOf(numbers.map(write));
          const numbered = numberIds(table);
          expect(numbered).toBeDefined();
          const strangers = [write(numbers[0]!).replace(/^./su, 'X'), write(numbers[1]!).replace(/\d$/, ':'), ''];
          const ids = [...asked.map((one) => (typeof one === 'number' ? write(one) : one)), ...strangers];
          const { view, bytes, start, end } = layOut(ids);
          const lookup = newIdLookup();
          findIds(table, lookup, ids.length, bytes, start, end);
          const found = new Int32Array(ids.length);
          findNumberedIds(numbered!, found, ids.length, view, start, end);
          expect([...found]).toEqual([...lookup.found.subarray(0, ids.length)]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['none at all', []],
    ['different lengths', ['L0001', 'L00002']],
    ['different beginnings', ['A0001', 'B0002']],
    ['something else among the digits', ['L0001', 'L00x2']],
    ['too few digits', ['L001', 'L002']],
    ['numbers far apart', ['L00000001', 'L99999999']],
  ])('are not taken for such: %s', (_, ids) => {
    expect(numberIds(tableOf(ids))).toBeUndefined();
  });
});
