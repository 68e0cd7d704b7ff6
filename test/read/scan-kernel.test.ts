/** The kernel that `npm run build` compiles; `two-readers.test.ts` holds whole scans by it against the others. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDates } from '../../src/read/byte-dates.js';
import { readAmounts } from '../../src/read/byte-numbers.js';
import { readIdentifiers } from '../../src/read/byte-spans.js';
import { openKernel, type ScanKernel } from '../../src/read/scan-kernel.js';
import { COLUMN_STRIDE } from '../../src/read/tokenise.js';

const COMPILED = new URL('../../dist/read/scan-kernel.wasm', import.meta.url);
const kernel = openKernel(COMPILED)!;

type ByteReader = typeof readDates;
type KernelReader = (
  from: ScanKernel,
  column: number,
  rows: number,
  blankAllowed: boolean,
  out: Float64Array,
) => boolean;

/** What each of the two makes of the cells, one behind the other from the window's first byte on, in a second column. */
function readBoth(cells: readonly string[], blankAllowed: boolean, byBytes: ByteReader, byKernel: KernelReader) {
  const { tokens, bytes, newColumn } = kernel.layOut(2, 2);
  let at = 0;
  for (const [row, cell] of cells.entries()) {
    tokens.starts[COLUMN_STRIDE + row] = at;
    at += bytes.write(cell, at);
    tokens.ends[COLUMN_STRIDE + row] = at;
  }
  const rows = cells.length;
  const out = newColumn().fill(0);
  const isTaken = byKernel(kernel, 1, rows, blankAllowed, out);
  const odd: number[] = [];
  const expected = new Float64Array(rows);
  const starts = tokens.starts.slice(COLUMN_STRIDE, COLUMN_STRIDE + rows);
  const ends = tokens.ends.slice(COLUMN_STRIDE, COLUMN_STRIDE + rows);
  const spans = [starts.slice(), ends.slice()];
  byBytes({ bytes, starts, ends, rows, state: new Uint8Array(rows), required: !blankAllowed, odd }, expected);
  const isTrimmed = starts.some((start, row) => start !== spans[0]![row] || ends[row] !== spans[1]![row]);
  return {
    isTaken,
    found: [...out.subarray(0, rows)],
    expected: [...expected],
    mayBeTaken: !isTrimmed && odd.length === 0,
  };
}

const pad = (number: number, length: number) => String(number).padStart(length, '0');
const plainDate = fc
  .tuple(fc.integer({ min: 1890, max: 2210 }), fc.nat(13), fc.nat(32))
  .map(([year, month, day]) => `${year}-${pad(month, 2)}-${pad(day, 2)}`);
const plainAmount = fc.tuple(fc.nat(99_999_999), fc.nat(99)).map(([yuan, fen]) => `${yuan}.${pad(fen, 2)}`);
const plainId = fc
  .tuple(fc.constantFrom('L', '', '0', '1e', 'HT-', '借'), fc.nat(1e6), fc.constantFrom('', 'x', '号', '-'))
  .map((parts) => parts.join(''));

/** Now and then with one character changed, or blank. */
function mostly(plain: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const other = fc.constantFrom(...'/:09.-, \u0000\u00ff\u0080\u00b0\u008aOo;+eE\'="');
  const changed = fc.tuple(plain, fc.nat(11), other).map(([text, place, character]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + character + text.slice(at + (place % 2));
  });
  return fc.oneof(
    { weight: 8, arbitrary: plain },
    { weight: 1, arbitrary: changed },
    { weight: 1, arbitrary: fc.constant('') },
  );
}

const READERS: readonly [string, fc.Arbitrary<string>, ByteReader, KernelReader][] = [
  ['dates', plainDate, readDates, (from, ...asked) => from.readDates(...asked)],
  [
    'amounts',
    plainAmount,
    (cells, out) => readAmounts(cells, false, out),
    (from, ...asked) => from.readAmounts(...asked),
  ],
  [
    'identifiers',
    plainId,
    (cells) => readIdentifiers(cells, 'utf-8'),
    (from, column, rows, blankAllowed) => from.readIdentifiers(column, rows, blankAllowed),
  ],
];

describe('the kernel', () => {
  test('is compiled for this machine', () => {
    expect(openKernel(COMPILED)).not.toBeNull();
    expect(openKernel(new URL('./no-kernel.wasm', import.meta.url))).toBeNull();
  });

  test.each(READERS)(
    'says of %s what the byte parsers say, or leaves the column to them',
    (_, plain, byBytes, byKernel) => {
      let taken = 0;
      fc.assert(
        fc.property(fc.array(mostly(plain), { minLength: 1, maxLength: 6 }), fc.boolean(), (cells, blankAllowed) => {
          const { isTaken, found, expected, mayBeTaken } = readBoth(cells, blankAllowed, byBytes, byKernel);
          if (!isTaken) return;
          taken++;
          expect(mayBeTaken).toBe(true);
          expect(found).toEqual(expected);
        }),
        { numRuns: 3_000 },
      );
      expect(taken).toBeGreaterThan(100);
    },
  );

  test('takes the usual forms', () => {
    const usual: readonly (readonly string[])[] = [
      ['1900-01-02', '2024-02-29', '', '2199-12-31'],
      ['0.01', '', '12345678.90', '1234.56'],
      ['L000000001', '', '0012', 'x', 'HT-借-9'],
    ];
    for (const [index, cells] of usual.entries()) {
      const [, , byBytes, byKernel] = READERS[index]!;
      expect(readBoth(cells, true, byBytes, byKernel).isTaken).toBe(true);
      expect(readBoth(cells, false, byBytes, byKernel).isTaken).toBe(false);
    }
  });
});
