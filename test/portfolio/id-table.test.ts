import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashOf } from '../../src/portfolio/id-hash.js';
import {
  addId,
  appendId,
  findId,
  findIds,
  type IdTable,
  newIdLookup,
  newIdTable,
  textOf,
} from '../../src/portfolio/id-table.js';

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

  test('that was only added to finds and numbers as one that was asked each time', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyId, { maxLength: 200 }), fc.array(anyId, { maxLength: 20 }), (ids, others) => {
        const table = newIdTable(1, 1);
        const asked = newIdTable(1, 1);
        for (const id of ids) {
          const bytes = Buffer.from(id);
          expect(appendId(table, bytes, 0, bytes.length)).toBe(add(asked, id));
        }
        for (const id of [...others, ...ids]) expect(find(table, id)).toBe(find(asked, id));
        for (const id of [...others, ...ids]) expect(add(table, id)).toBe(add(asked, id));
        for (const id of [...others, ...ids]) expect(find(table, id)).toBe(find(asked, id));
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

  test('tells ids apart that differ in one byte, whatever their length', () => {
    for (let length = 1; length <= 35; length++) {
      const usual = 'abcdefghijklmnopqrstuvwxyz0123456789'.slice(0, length);
      const others = Array.from(usual, (_, at) => `${usual.slice(0, at)}#${usual.slice(at + 1)}`);
      const near = [`${usual}!`, usual.slice(1), `!${usual}`].filter((id) => id !== '');
      for (const known of [[usual], [usual, ...others], ['?', usual, `${usual}${usual}`]]) {
        const table = newIdTable();
        for (const id of known) add(table, id);
        const asked = [usual, ...others, ...near, usual];
        const { bytes, start, end } = layOut(asked);
        const lookup = newIdLookup(asked.length);
        findIds(table, lookup, asked.length, bytes, start, end);
        expect([...lookup.found]).toEqual(asked.map((id) => known.indexOf(id)));
      }
    }
  });

  test.each([
    ['in a table of one length', []],
    ['in a table of several lengths', ['L1']],
  ])('compares the middle of a key of the same slot and tag, %s', (_, others) => {
    const known = 'HT20-0000-0000-SH';
    const table = newIdTable(1);
    for (const id of [known, ...others]) add(table, id);
    const hash = (id: string) => hashOf(Buffer.from(id), 0, id.length);
    // Tag and slot of the small table are 13 bits of the hash: some of these share all of them with the id known.
    const twins = Array.from({ length: 200_000 }, (_, number) => `HT20-${String(number).padStart(8, '-')}0-SH`)
      .concat(Array.from({ length: 200_000 }, (_, number) => `HT20-0${String(number).padStart(6, '-')}00-SH`))
      .filter((id) => ((hash(id) ^ hash(known)) & (-16777216 | (table.slots.length - 1))) === 0 && id !== known);
    expect(twins.length).toBeGreaterThan(10);
    const asked = [known, ...twins];
    const { bytes, start, end } = layOut(asked);
    const lookup = newIdLookup(asked.length);
    findIds(table, lookup, asked.length, bytes, start, end);
    expect([...lookup.found]).toEqual([0, ...twins.map(() => -1)]);
  });

  test.each([
    ['of one length', (number: number) => `L${String(number).padStart(8, '0')}`],
    ['of several lengths', (number: number) => `L${number}`],
    ['shorter than four bytes', (number: number) => number.toString(36)],
    ['of one length of three', (number: number) => number.toString(36).padStart(3, '-')],
  ])('finds ids %s among many others of the same tag', (_, idOf) => {
    const table = newIdTable(16);
    for (let number = 0; number < 20_000; number++) add(table, idOf(number * 2));
    const lookup = newIdLookup();
    // Of 20 000 ids that are not there, some dozens meet a key with their own tag.
    for (let from = 0; from < 40_000; from += 509) {
      const asked = Array.from({ length: 509 }, (_, row) => idOf(from + row));
      const { bytes, start, end } = layOut(asked);
      findIds(table, lookup, asked.length, bytes, start, end);
      const expected = asked.map((_, row) => {
        const number = from + row;
        return number % 2 === 0 && number < 40_000 ? number / 2 : -1;
      });
      expect([...lookup.found.subarray(0, asked.length)]).toEqual(expected);
    }
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
