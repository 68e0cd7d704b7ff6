import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type FingerprintRows,
  FingerprintSet,
  findEqualFingerprints,
  writeFingerprint,
} from '../../src/portfolio/fingerprint.js';

/** Shown in pieces of seven. */
function piecesOf(count: number, low: Int32Array, high: Int32Array): FingerprintRows {
  return {
    count,
    eachPiece(see) {
      for (let from = 0; from < count; from += 7) {
        see({ from, count: Math.min(7, count - from), low: low.subarray(from), high: high.subarray(from) });
      }
    },
  };
}

function columnsOf(ids: readonly string[]) {
  const low = new Int32Array(ids.length);
  const high = new Int32Array(ids.length);
  for (const [row, id] of ids.entries()) {
    const bytes = Buffer.from(id);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    if (id !== '') writeFingerprint(view, 0, bytes.length, low, high, row);
  }
  return { count: ids.length, low, high };
}

function fingerprintsOf(ids: readonly string[]): FingerprintRows {
  const { count, low, high } = columnsOf(ids);
  return piecesOf(count, low, high);
}

describe('fingerprints', () => {
  test('find every identifier that stands twice, in all parts, and no other', () => {
    const id = fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 60 }).map(String), fc.string());
    fc.assert(
      fc.property(fc.array(id, { maxLength: 150 }), fc.nat(150), (ids, cut) => {
        const expected = new Map<string, number[]>();
        for (const [row, text] of ids.entries()) {
          if (text !== '') expected.set(text, [...(expected.get(text) ?? []), row]);
        }
        const parts = [fingerprintsOf(ids.slice(0, cut)), fingerprintsOf(ids.slice(cut))];
        const found = findEqualFingerprints(parts).sort((first, second) => first[0]! - second[0]!);
        const repeated = [...expected.values()].filter((rows) => rows.length > 1);
        expect(found).toEqual(repeated.sort((first, second) => first[0]! - second[0]!));
      }),
      { numRuns: 60 },
    );
  });

  test('pass over a part without identifiers', () => {
    const blank = { count: 3, eachPiece: () => undefined };
    expect(findEqualFingerprints([blank, fingerprintsOf(['P1', 'P2', 'P1'])])).toEqual([[3, 5]]);
  });

  test('differ for a hundred thousand running numbers', () => {
    const ids = Array.from({ length: 100_000 }, (_, number) => `LS2024${number}`);
    expect(findEqualFingerprints([fingerprintsOf(ids)])).toEqual([]);
  });

  test('are held in a set that keeps its members while it grows', () => {
    const { low, high, count } = columnsOf(Array.from({ length: 20_000 }, (_, number) => `P${number}`));
    const set = new FingerprintSet();
    for (let row = 0; row < count; row += 2) set.add(low[row]!, high[row]!);
    expect(set.size).toBe(10_000);
    for (let row = 0; row < count; row++) expect(set.find(low[row]!, high[row]!) >= 0).toBe(row % 2 === 0);
    expect(set.find(0, 0)).toBe(-1);
  });
});
