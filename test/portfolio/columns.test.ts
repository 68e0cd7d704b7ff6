import { describe, expect, test } from 'vitest';
import {
  byteColumn,
  float64Column,
  int32Column,
  nextCapacity,
  regrow,
  release,
  uint32Column,
} from '../../src/portfolio/columns.js';

describe('growing columns', () => {
  test('keep their rows, their kind and their absence', () => {
    const columns = {
      day: int32Column(4),
      amount: float64Column(4),
      line: uint32Column(4),
      code: byteColumn(4),
      absent: new Int32Array(0),
    };
    columns.day.set([-1, 2, 3, 4]);
    columns.amount.set([0.5, 1, 2, 3]);
    columns.line.set([4_000_000_000, 1, 2, 3]);
    columns.code.set([255, 1, 2, 3]);
    const grown = regrow(columns, 3, 10, 'shared');
    expect([...grown.day.subarray(0, 4)]).toEqual([-1, 2, 3, 0]);
    expect([...grown.amount.subarray(0, 4)]).toEqual([0.5, 1, 2, 0]);
    expect(grown.line[0]).toBe(4_000_000_000);
    expect(grown.code[0]).toBe(255);
    expect(grown.absent.length).toBe(0);
    expect(grown.day.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('are made for what the rest of the file will hold', () => {
    expect(nextCapacity(1000, 10_000, 100_000)).toBeGreaterThanOrEqual(10_000);
    expect(nextCapacity(1000, 10_000, 100_000)).toBeLessThan(30_000);
    expect(nextCapacity(1000, 0, 0)).toBeGreaterThan(1250);
  });
});

describe('released columns', () => {
  test('are empty at once; shared ones stay', async () => {
    const own = float64Column(1000, 'own');
    const shared = int32Column(10, 'shared');
    shared[3] = 7;
    await release([own, own.subarray(2), shared, new Int32Array(0)]);
    expect(own.length).toBe(0);
    expect(shared[3]).toBe(7);
  });
});
