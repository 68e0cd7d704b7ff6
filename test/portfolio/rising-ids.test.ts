import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allRise, followIds, newRisingIds, type RisingIds } from '../../src/portfolio/rising-ids.js';

/** Ids one behind the other; `null` is a row that has been rejected, its id the one given for rejected rows. */
function follow(ids: RisingIds, batch: readonly (string | null)[], rejectedId = 'A'): void {
  const texts = batch.map((id) => id ?? rejectedId);
  const bytes = Buffer.from(`<${texts.join('')}>`);
  const start = new Int32Array(batch.length);
  const end = new Int32Array(batch.length);
  let at = 1;
  for (const [row, text] of texts.entries()) {
    start[row] = at;
    at += Buffer.byteLength(text);
    end[row] = at;
  }
  const kept = Int32Array.from(batch, (id) => (id === null ? -1 : 7));
  followIds(ids, new DataView(bytes.buffer, bytes.byteOffset, bytes.length), start, end, kept, batch.length);
}

function stretchOf(...batches: readonly (readonly (string | null)[])[]): RisingIds {
  const ids = newRisingIds();
  for (const batch of batches) follow(ids, batch);
  return ids;
}

function comesBefore(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length ? first.compare(second) < 0 : first.length < second.length;
}

const serial = (number: number) => `P${String(number).padStart(9, '0')}`;

describe('identifiers in rising order', () => {
  test('are told from all others, however they are cut into batches and stretches', () => {
    const id = fc.oneof(
      fc.constant(''),
      fc.constant(null),
      fc.integer({ min: 0, max: 30 }).map(String),
      fc.integer({ min: 0, max: 30 }).map(serial),
      fc.string({ unit: 'grapheme', maxLength: 9 }),
    );
    const order = (one: string | null, other: string | null) => (comesBefore(one ?? '', other ?? '') ? -1 : 1);
    const rows = fc.array(id, { maxLength: 40 });
    const mostlyRising = rows.chain((ids) => fc.constantFrom(ids, [...new Set(ids)].sort(order)));
    fc.assert(
      fc.property(mostlyRising, fc.nat(40), fc.nat(40), (ids, cut, split) => {
        const real = ids.filter((text) => text !== null && text !== '') as string[];
        const expected = real.every((text, row) => row === 0 || comesBefore(real[row - 1]!, text));
        const from = Math.min(cut, split);
        const until = Math.max(cut, split);
        const oneStretch = [stretchOf(ids.slice(0, from), ids.slice(from, until), ids.slice(until))];
        expect(allRise(oneStretch)).toBe(expected);
        const three = [stretchOf(ids.slice(0, from)), stretchOf(ids.slice(from, until)), stretchOf(ids.slice(until))];
        expect(allRise(three)).toBe(expected);
        if (expected) expect(new Set(real).size).toBe(real.length);
      }),
      { numRuns: 400 },
    );
  });

  test('cease to rise at the very last row', () => {
    const many = Array.from({ length: 500 }, (_, number) => serial(number));
    expect(allRise([stretchOf(many, [serial(500)])])).toBe(true);
    expect(allRise([stretchOf(many, [serial(499)])])).toBe(false);
    expect(allRise([stretchOf(many, [serial(17)])])).toBe(false);
    expect(allRise([stretchOf([...many, serial(499)])])).toBe(false);
  });

  test('compare as bytes above 0x7F do, and the shorter first', () => {
    expect(allRise([stretchOf(['P9', 'P10', 'P99', 'P100'])])).toBe(true);
    expect(allRise([stretchOf(['P10', 'P9'])])).toBe(false);
    expect(allRise([stretchOf(['zzzz', '借据', '据借据'])])).toBe(true);
    expect(allRise([stretchOf(['流水一二三四', '一水一二三四'])])).toBe(false);
  });

  test('do not rise again once they have fallen', () => {
    expect(allRise([stretchOf(['P2', 'P1'], ['P3'])])).toBe(false);
    expect(allRise([stretchOf(['P2', 'P1']), stretchOf(['P3'])])).toBe(false);
  });

  test('pass over stretches without any', () => {
    expect(allRise([])).toBe(true);
    expect(allRise([stretchOf(['P1']), stretchOf(['', null]), stretchOf(['P2'])])).toBe(true);
    expect(allRise([stretchOf(['P1']), stretchOf(['', null]), stretchOf(['P1'])])).toBe(false);
  });

  test('survive being posted from one thread to another', () => {
    const posted = structuredClone(stretchOf(['P1', 'P2']));
    expect(allRise([posted, stretchOf(['P3'])])).toBe(true);
    expect(allRise([posted, stretchOf(['P2'])])).toBe(false);
  });
});
