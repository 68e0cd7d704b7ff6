import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newChoiceCache, readChoices, rememberChoice } from '../../src/read/byte-choices.js';
import { readDates } from '../../src/read/byte-dates.js';
import { readAmounts } from '../../src/read/byte-numbers.js';
import { parseAmount, parseDate } from '../../src/read/cells.js';

/** The cells one behind the other without anything between, and what a kernel made of each; undefined where it took none. */
function read(cells: readonly string[], kernel: typeof readDates, before: string): (number | undefined)[] {
  const bytes = Buffer.from(before + cells.join(''), 'latin1');
  const starts = new Int32Array(cells.length);
  const ends = new Int32Array(cells.length);
  let at = before.length;
  for (const [row, cell] of cells.entries()) {
    starts[row] = at;
    at += cell.length;
    ends[row] = at;
  }
  const odd: number[] = [];
  const out = new Float64Array(cells.length);
  const state = new Uint8Array(cells.length);
  kernel({ bytes, starts, ends, rows: cells.length, state, required: true, odd }, out);
  return cells.map((_, row) => (odd.includes(row) ? undefined : out[row]));
}

/** Plain cells, most of them with one character changed to one that stands near the digits or is often met. */
function nearly(plain: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const other = fc.constantFrom(...'/:09.-, \u0000\u00ff\u0080\u00b0\u008aOo;');
  return fc.tuple(plain, fc.nat(11), other, fc.integer({ min: 0, max: 2 })).map(([text, place, character, how]) => {
    const at = place % (text.length + 1);
    return how === 0 ? text : text.slice(0, at) + character + text.slice(how === 1 ? at + 1 : at);
  });
}

const pad = (number: number, length: number) => String(number).padStart(length, '0');

describe('the byte parsers', () => {
  test('read plain amounts of every length, from the first byte of the window on', () => {
    for (let digits = 1; digits <= 13; digits++) {
      const yuan = '9876543210123'.slice(0, digits);
      const expected = Number(yuan) * 100;
      expect(read([`${yuan}.07`], (cells, out) => readAmounts(cells, false, out), '')).toEqual([expected + 7]);
      expect(read([yuan, `${yuan}.9`], (cells, out) => readAmounts(cells, false, out), '123456789012')).toEqual([
        expected,
        expected + 90,
      ]);
      expect(read([`-${yuan}.45`], (cells, out) => readAmounts(cells, true, out), '99999999')).toEqual([
        -expected - 45,
      ]);
      expect(read([`-${yuan}.45`], (cells, out) => readAmounts(cells, false, out), '99999999')).toEqual([undefined]);
    }
  });

  test('say of amounts what their text says, or leave them to it', () => {
    const plain = fc.tuple(fc.nat(1e9), fc.nat(99)).map(([yuan, fen]) => `${yuan}.${pad(fen, 2)}`);
    fc.assert(
      fc.property(fc.array(nearly(plain), { minLength: 1, maxLength: 20 }), fc.boolean(), (cells, signed) => {
        const found = read(cells, (column, out) => readAmounts(column, signed, out), '');
        for (const [row, value] of found.entries()) {
          if (value !== undefined) expect(value).toBe(parseAmount(cells[row]!, signed));
          else expect(cells[row]).not.toMatch(/^\d{1,9}\.\d\d$/);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('say of dates what their text says, or leave them to it', () => {
    const plain = fc
      .tuple(fc.integer({ min: 1850, max: 2250 }), fc.nat(14), fc.nat(33))
      .map(([year, month, day]) => `${year}-${pad(month, 2)}-${pad(day, 2)}`);
    fc.assert(
      fc.property(fc.array(nearly(plain), { minLength: 1, maxLength: 20 }), (cells) => {
        for (const [row, value] of read(cells, readDates, '').entries()) {
          const expected = parseDate(cells[row]!, undefined);
          if (value !== undefined) expect(value).toBe(expected);
          else if (/^\d{4}-\d\d-\d\d$/.test(cells[row]!)) expect(expected).toEqual(expect.any(String));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('know the choices that they have met, of every length, and no others', () => {
    const spelling = fc
      .string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 20 })
      .chain((text) => fc.constantFrom(text, `${text}${'c'.repeat(40)}`, `${text}${'c'.repeat(60)}`));
    fc.assert(
      fc.property(
        fc.uniqueArray(spelling, { maxLength: 60 }),
        fc.array(spelling, { minLength: 1, maxLength: 60 }),
        (met, asked) => {
          const cache = newChoiceCache();
          for (const [index, text] of met.entries()) {
            rememberChoice(cache, Buffer.from(`-${text}`), 1, 1 + text.length, index + 1);
          }
          const meaning = (text: string) =>
            text.length > 64 || !met.includes(text) ? undefined : met.indexOf(text) + 1;
          const cells = [...asked, ...met];
          expect(read(cells, (column, out) => readChoices(column, cache, out), '')).toEqual(cells.map(meaning));
        },
      ),
    );
  });
});
