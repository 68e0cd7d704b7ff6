/** Dates typed as options, against dayjs in its strict mode. */
import dayjs from 'dayjs';
import customParseFormat from 'dayjs/plugin/customParseFormat.js';
import utc from 'dayjs/plugin/utc.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { parseTypedDate } from '../../src/domain/typed-date.js';

dayjs.extend(utc);
dayjs.extend(customParseFormat);

const FORMS = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY/MM/DD', 'YYYYMMDD', 'YYYY年M月D日', 'YYYY年MM月DD日'];

describe('a typed date', () => {
  test.each([
    ['2024-02-29', '2024-02-29'],
    [' 2024/2/9 ', '2024-02-09'],
    ['2024/02/09', '2024-02-09'],
    ['20240209', '2024-02-09'],
    ['2024年2月9日', '2024-02-09'],
    ['2024年02月09日', '2024-02-09'],
    ['1900-01-01', '1900-01-01'],
    ['2199-12-31', '2199-12-31'],
  ])('%s is %s', (text, iso) => {
    expect(formatIsoDate(parseTypedDate(text)!)).toBe(iso);
  });

  test.each([
    ['no day of that month', '2023-02-29'],
    ['no month', '2024/13/1'],
    ['no day', '2024-01-00'],
    ['a year that no loan has', '1899-12-31'],
    ['a year that no loan will have', '2200-01-01'],
    ['a year of two digits', '24-01-05'],
    ['the day first', '05/01/2024'],
    ['a dash form without its zeros', '2024-1-5'],
    ['a time behind it', '2024-01-05 00:00'],
    ['digits of another width', '２０２４-01-05'],
    ['a number too long', '202401051'],
    ['nothing', ' '],
  ])('is refused: %s', (_, text) => {
    expect(parseTypedDate(text)).toBeUndefined();
  });

  test('is the day that the library reads, in every form', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1900, max: 2199 }),
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        fc.constantFrom('-', '/', '', '年'),
        fc.boolean(),
        (year, month, day, separator, isPadded) => {
          const of = (part: number) => (isPadded ? String(part).padStart(2, '0') : String(part));
          const text =
            separator === '年'
              ? `${year}年${of(month)}月${of(day)}日`
              : `${year}${separator}${of(month)}${separator}${of(day)}`;
          const read = FORMS.map((form) => dayjs.utc(text, form, true)).find((date) => date.isValid());
          const typed = parseTypedDate(text);
          // `2024/13/1` in one form may not be read as another: the library compares what it read with the text.
          expect(typed === undefined ? undefined : formatIsoDate(typed)).toBe(read?.format('YYYY-MM-DD'));
        },
      ),
    );
  });
});
