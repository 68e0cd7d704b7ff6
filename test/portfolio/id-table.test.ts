import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addId, findId, findIds, type IdTable, newIdLookup, newIdTable, textOf } from '../../src/portfolio/id-table.js';

const anyId = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  fc.string({ minLength: 1, maxLength: 3 }).map((id) => id.repeat(200)),
  fc.integer({ min: 1, max: 400 }).map((number) => `借据${number}号`),
);

function add(table: IdTable, id: string): number {
  const bytes = Buffer.from(`<${id}>`);
  return addId(table, bytes, 1, bytes.length - 1);
}

function find(table: IdTable, id: string): number {
  const bytes = Buffer.from(id);
  return findId(table, bytes, 0, bytes.length);
}

/** The ids one behind the other, and where each stands. */
function layOut(ids: readonly string[]) {
  const bytes = Buffer.from(ids.join(''));
  const start = new Int32Array(ids.length);
  const end = new Int32Array(ids.length);
  let at = 0;
  for (const [row, id] of ids.entries()) {
    start[row] = at;
    at += Buffer.byteLength(id);
    end[row] = at;
  }
  return { bytes, start, end };
}

describe('an id table', () => {
  test('numbers identifiers in the order of their first appearance, as a Map would', () => {
    fc.assert(
      fc.property(fc.array(anyId, { maxLength: 300 }), (ids) => {
        const table = newIdTable(1, 1);
        const expected = new Map<string, number>();
        for (const id of ids) {
          if (!expected.has(id)) expected.set(id, expected.size);
          expect(add(table, id)).toBe(expected.get(id));
        }
        expect(table.count).toBe(expected.size);
        for (const [id, index] of expected) {
          expect(find(table, id)).toBe(index);
          expect(textOf(table, index)).toBe(id);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('finds many at once what it finds one by one, unknown and blank ones included', () => {
    fc.assert(
      fc.property(
        fc.array(anyId, { maxLength: 200 }),
        fc.array(fc.oneof(anyId, fc.constant('')), { maxLength: 200 }),
        (known, others) => {
          const table = newIdTable();
          for (const id of known) add(table, id);
          const asked = [...known, ...others];
          const { bytes, start, end } = layOut(asked);
          const lookup = newIdLookup(asked.length);
          findIds(table, lookup, asked.length, bytes, start, end);
          expect([...lookup.found]).toEqual(asked.map((id) => (id === '' ? -1 : find(table, id))));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('keeps its answers when it has grown many times over', () => {
    const table = newIdTable(16, 2);
    for (let number = 0; number < 50_000; number++) add(table, `JJ${number}`);
    expect(table.count).toBe(50_000);
    expect(find(table, 'JJ0')).toBe(0);
    expect(find(table, 'JJ49999')).toBe(49_999);
    expect(find(table, 'JJ50000')).toBe(-1);
    expect(textOf(table, 31_415)).toBe('JJ31415');
  });

  test('knows the common length of its keys only as long as there is one', () => {
    const table = newIdTable();
    add(table, 'A1');
    add(table, 'A2');
    expect(table.keyLength).toBe(2);
    add(table, 'A30');
    expect(table.keyLength).toBe(0);
    add(table, 'A4');
    expect(table.keyLength).toBe(0);
    expect([find(table, 'A2'), find(table, 'A30'), find(table, 'A3')]).toEqual([1, 2, -1]);
  });

  test('stands in shared memory, so that a clone answers the same', () => {
    const table = newIdTable();
    add(table, 'L-1');
    const clone = structuredClone(table);
    expect(clone.slots.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(clone.keys.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(find(clone, 'L-1')).toBe(0);
  });

  test('refuses more identifiers than a slot can number', () => {
    const table = newIdTable();
    add(table, 'L-1');
    table.count = 0xffffff;
    expect(() => add(table, 'L-2')).toThrow(/more than 16777215 different identifiers/);
    expect(add(table, 'L-1')).toBe(0);
  });
});
