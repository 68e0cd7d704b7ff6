import { expect, test } from 'vitest';
import { countTypeChanges, describeTypeChanges } from '../../src/cli/type-changes.js';
import { NO_CODE } from '../../src/portfolio/position-columns.js';

const NONE = NO_CODE;

test('what moved is counted from where to where; a type that was not told before is not known to be the same', () => {
  const before = Uint8Array.of(1, 2, 2, 0, NONE, 3, 1);
  const now = Uint8Array.of(1, 3, 3, 1, 4, NONE, 1);
  const changes = countTypeChanges(before, now);
  expect(changes).toEqual({
    moves: [
      { from: 2, to: 3, loans: 2 },
      { from: 0, to: 1, loans: 1 },
    ],
    unknownBefore: 1,
  });
  expect(describeTypeChanges(changes, 'en')).toEqual([
    'Type changed since the earlier run: 3 loans',
    '  2-hardship → 3-wilful: 2 loans',
    '  undetermined → 1-incidental: 1 loan',
    '  no type in the earlier run, not compared: 1 loan',
  ]);
  expect(describeTypeChanges(changes, 'zh')[0]).toBe('客户类型较上期变化 3 笔');
});

test('nothing moved', () => {
  expect(describeTypeChanges(countTypeChanges(Uint8Array.of(1), Uint8Array.of(1)), 'en')).toEqual([
    'Type changed since the earlier run: 0 loans',
  ]);
});
