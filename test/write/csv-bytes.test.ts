import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { epochDayOf, formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import { CsvBytes, encodeCode } from '../../src/write/csv-bytes.js';
import { textPiece } from '../../src/write/wording.js';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

type Cell =
  | { readonly kind: 'integer' | 'fen' | 'isoDay' | 'percent' | 'number'; readonly value: number }
  | { readonly kind: 'text' | 'code' | 'term' | 'utf8'; readonly value: string }
  /** Text in parts: the even ones as pieces, the odd ones as words. */
  | { readonly kind: 'parts'; readonly value: readonly string[] }
  /** An amount in a sentence. */
  | { readonly kind: 'amount'; readonly value: number }
  | { readonly kind: 'blank' };

function append(out: CsvBytes, cell: Cell): void {
  switch (cell.kind) {
    case 'blank':
      out.blank();
      break;
    case 'text':
    case 'term':
      out[cell.kind](cell.value);
      break;
    case 'utf8': {
      const bytes = encoder.encode(`x${cell.value}x`);
      out.utf8(bytes, 1, bytes.length - 1);
      break;
    }
    case 'parts':
      out.openText();
      for (const [at, part] of cell.value.entries()) {
        if (at % 2 === 0) out.piece(textPiece(part));
        else out.word(part);
      }
      out.closeText();
      break;
    case 'amount':
      out.openText();
      out.word('owes ');
      out.amount(cell.value);
      out.closeText();
      break;
    case 'code':
      out.code(encodeCode(cell.value));
      break;
    default:
      out[cell.kind](cell.value);
  }
}

/** Decimal text by BigInt, so that nothing is shared with the writer. */
function decimal(units: number, places: number): string {
  const digits = BigInt(Math.abs(units))
    .toString()
    .padStart(places + 1, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function neutralised(text: string): string {
  return /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** What csv-stringify is given: text cells neutralised, numbers spelt out. */
function spelt(cell: Cell): string {
  switch (cell.kind) {
    case 'blank':
      return '';
    case 'text':
    case 'term':
    case 'utf8':
      return neutralised(cell.value);
    case 'parts':
      return neutralised(cell.value.join(''));
    case 'amount':
      if (Number.isNaN(cell.value)) return 'owes ';
      return `owes ${decimal(cell.value, 2).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
    case 'number':
      if (Number.isNaN(cell.value)) return '';
      // Beyond 2^53 hundredths, a whole number is itself all the same.
      return String(Number.isSafeInteger(cell.value) ? cell.value : Math.round(cell.value * 100) / 100);
    case 'code':
      return cell.value;
    case 'integer':
      return Number.isNaN(cell.value) ? '' : BigInt(cell.value).toString();
    case 'fen':
      return Number.isNaN(cell.value) ? '' : decimal(cell.value, 2);
    case 'percent':
      return Number.isNaN(cell.value) ? '' : decimal(cell.value, 6).replace(/\.?0+$/, '');
    case 'isoDay':
      return formatIsoDate(cell.value);
  }
}

const wholeNumber = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer(),
  fc.integer({ min: -12_000, max: 12_000 }),
  fc.constantFrom(
    0,
    -0,
    99_999,
    100_000,
    99_999_999,
    100_000_000,
    999_999_999,
    1_000_000_000,
    2 ** 31 - 1,
    2 ** 31,
    -(2 ** 31),
    Number.NaN,
  ),
);
const textValue = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'"\',;\n\r\t=+-@＝＋－＠１ a张𠮷') }),
);
const cellArbitrary: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('integer' as const, 'fen' as const, 'percent' as const, 'amount' as const),
    value: wholeNumber,
  }),
  fc.record({
    kind: fc.constant('isoDay' as const),
    value: fc.oneof(fc.integer({ min: epochDayOf(1900, 1, 1)!, max: epochDayOf(2199, 12, 31)! }), fc.constant(NO_DAY)),
  }),
  fc.record({ kind: fc.constantFrom('text' as const, 'term' as const, 'utf8' as const), value: textValue }),
  fc.record({ kind: fc.constant('parts' as const), value: fc.array(textValue, { maxLength: 6 }) }),
  fc.record({
    kind: fc.constant('number' as const),
    value: fc.oneof(
      fc.integer({ min: -100_000, max: 100_000 }).map((thousandths) => thousandths / 1000),
      fc.double({ min: -1e15, max: 1e15 }),
      fc.constantFrom(0, -0, -0.001, 0.005, 1.005, 1e13, 9_999_999_999_999.99, 2 ** 53 - 1, Number.NaN),
    ),
  }),
  fc.record({ kind: fc.constant('code' as const), value: fc.constantFrom('M0', 'M7+', '可疑', '') }),
  fc.constant({ kind: 'blank' as const }),
);

function write(rows: readonly (readonly Cell[])[], capacity?: number): string {
  const out = new CsvBytes(capacity);
  for (const row of rows) {
    for (const cell of row) append(out, cell);
    out.endRow();
  }
  return decoder.decode(out.filled());
}

describe('CsvBytes', () => {
  it('writes what csv-stringify writes, whatever stands in the cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cellArbitrary, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), (rows) => {
        const expected = stringify(
          rows.map((row) => row.map(spelt)),
          { record_delimiter: 'unix', quoted_match: '\r' },
        );
        expect(write(rows, 64)).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps amounts numbers and neutralises only text', () => {
    const row: Cell[] = [
      { kind: 'fen', value: -500 },
      { kind: 'text', value: '-5.00' },
      { kind: 'text', value: '=HYPERLINK("http://x","y")' },
      { kind: 'text', value: '@SUM(A1)' },
      { kind: 'text', value: '＝1+1' },
      { kind: 'text', value: "O'Neil" },
    ];
    expect(write([row])).toBe(`-5.00,'-5.00,"'=HYPERLINK(""http://x"",""y"")",'@SUM(A1),'＝1+1,O'Neil\n`);
  });

  it('writes amounts at the edges of its ways of counting', () => {
    const amounts: [number, string][] = [
      [0, '0.00'],
      [1, '0.01'],
      [99, '0.99'],
      [100, '1.00'],
      [999_999, '9999.99'],
      [1_000_000, '10000.00'],
      [2_147_483_647, '21474836.47'],
      [2_147_483_648, '21474836.48'],
      [999_999_999_999, '9999999999.99'],
      [1_000_000_000_000, '10000000000.00'],
      [Number.MAX_SAFE_INTEGER, '90071992547409.91'],
      [-1, '-0.01'],
    ];
    for (const [value, expected] of amounts) expect(write([[{ kind: 'fen', value }]])).toBe(`${expected}\n`);
  });

  it('takes identifiers as bytes', () => {
    const bytes = encoder.encode('xx借,据"1"yy');
    const out = new CsvBytes();
    out.utf8(bytes, 2, bytes.length - 2);
    out.utf8(bytes, 0, 0);
    out.endRow();
    expect(decoder.decode(out.filled())).toBe('"借,据""1""",\n');
  });

  it('refuses a day outside the calendar and a row without cells', () => {
    const out = new CsvBytes();
    expect(() => out.isoDay(epochDayOf(2199, 12, 31)! + 1)).toThrow(RangeError);
    expect(() => out.isoDay(epochDayOf(1900, 1, 1)! - 1)).toThrow(RangeError);
    expect(() => new CsvBytes().endRow()).toThrow(RangeError);
  });

  it('refuses a code that would need quotes or a neutralising mark', () => {
    for (const code of ['a,b', 'a"b', 'a\nb', 'a\rb', '=a', '-1']) expect(() => encodeCode(code)).toThrow(RangeError);
  });

  it('starts again after clear', () => {
    const out = new CsvBytes();
    out.integer(12);
    out.endRow();
    out.clear();
    expect(out.size).toBe(0);
    out.text('x');
    out.endRow();
    expect(decoder.decode(out.filled())).toBe('x\n');
  });
});
