/**
 * What number formats show: the codes of Excel, WPS and LibreOffice (ECMA-376 part 1, 18.8.30 and 18.8.31), days reckoned by
 * hand. 45322 is 2024-01-31.
 */
import { describe, expect, it } from 'vitest';
import { builtInFormat, readFormatCode, textOfNumber } from '../../src/xlsx/number-format.js';

const ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ';

describe('a format code', () => {
  it.each<[code: string, value: number, shown: string]>([
    // days
    ['yyyy"年"m"月"d"日"', 45322, '2024-01-31'],
    ['[$-804]yyyy"年"m"月"d"日";@', 45322, '2024-01-31'],
    ['[DBNum1][$-804]yyyy"年"m"月"d"日"', 45322, '2024-01-31'],
    ['yyyy年m月d日', 45322, '2024-01-31'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 45322, '2024-01-31'],
    ['m"月"d"日"', 45322, '2024-01-31'],
    ['d-mmm-yy', 45322, '2024-01-31'],
    ['e-mm-dd', 45322, '2024-01-31'],
    ['aaaa', 45322, '2024-01-31'],
    ['[Yellow]yyyy/m/d', 45322, '2024-01-31'],
    ['yyyy/m/d h:mm', 45322.4375, '2024-01-31 10:30:00'],
    ['yyyy/m/d h:mm:ss.000', 45322.4375, '2024-01-31 10:30:00'],
    ['上午/下午h"时"mm"分"', 45322.75, '2024-01-31 18:00:00'],
    ['yyyy/m/d', 45321.999999999, '2024-01-31'],
    ['yyyy/m/d', 1, '1900-01-01'],
    ['yyyy/m/d', 59, '1900-02-28'],
    ['yyyy/m/d', 61, '1900-03-01'],
    ['yyyy/m/d', 2_958_465, '9999-12-31'],
    // No days: a zero, a time alone, the day that never was, and what is shown as ####.
    ['yyyy/m/d', 0, '1900-01-00'],
    ['h:mm', 0.4375, '10:30:00'],
    ['yyyy/m/d', 60, '1900-02-29'],
    ['yyyy/m/d', -1, '########'],
    ['yyyy/m/d', 2_958_466, '########'],
    ['[h]:mm', 26.5, '26.5'],
    // numbers: a zero is shown as "-", and is no blank
    [ACCOUNTING, 1234.5, '1234.5'],
    [ACCOUNTING, 0, '0'],
    ['#,##0.00_);[Red]\\(#,##0.00\\)', -1234.5, '-1234.5'],
    // hidden thousands are there
    ['0!.0,"万"', 1_234_567, '1234567'],
    ['#,##0,', 1_234_567, '1234567'],
    ['# ?/?', 0.5, '0.5'],
    ['0.00E+00', 12_345, '12345'],
    ['G/通用格式', 45322, '45322'],
    ['General', 45322, '45322'],
    ['@', 45322, '45322'],
    ['"第"0"期"', 3, '3'],
    ['0"days"', 12, '12'],
    ['[Color 3]0.00', 12, '12'],
    // yuan, however they are written, and letters of a currency are no days
    ['[$CNY ]#,##0.00', 45322, '45322'],
    ['[$¥-804]#,##0.00', 45322, '45322'],
    ['"¥"#,##0.00', 45322, '45322'],
    ['#,##0.00\\ "元"', 45322, '45322'],
    // another currency is told, so that its amounts are not taken for yuan
    ['[$USD ]#,##0.00', 45322.5, 'USD 45322.5'],
    ['[$$-409]#,##0.00', 45322, '$ 45322'],
    ['"US$"#,##0.00', 45322, 'US$ 45322'],
    ['[$¥-411]#,##0', 45322, 'JPY 45322'],
    ['#,##0.00美元', 45322, '美元 45322'],
    ['0.00HKD', 45322, 'HKD 45322'],
    // percentages, and where the sign only stands beside the number or holds a place
    ['0.00%', 0.0435, '4.35%'],
    ['0.00%;[Red]-0.00%', 0.0435, '4.35%'],
    ['0.00"%"', 4.35, '4.35'],
    ['0.00\\%', 4.35, '4.35'],
    ['0.00_%', 4.35, '4.35'],
    // identifiers
    ['000000', 12, '000012'],
    ['000000;@', 12, '000012'],
    ['"JJ"000000', 12, 'JJ000012'],
    ['\\J\\J000', 12_345, 'JJ12345'],
    ['0000-0000', 12_345_678, '1234-5678'],
    ['0000!-00!-00', 20_240_131, '2024-01-31'],
    ['000000', 1.5, '1.5'],
    ['000000', -3, '-3'],
  ])('%s shows %d as %s', (code, value, shown) => {
    expect(textOfNumber(value, readFormatCode(code), false)).toBe(shown);
  });

  it('of a workbook that counts from 1904 shows its days', () => {
    const day = readFormatCode('yyyy-mm-dd');
    // 2024-01-31 is 1462 days less than in the other system.
    expect(textOfNumber(43_860, day, true)).toBe('2024-01-31');
    expect(textOfNumber(0, day, true)).toBe('1900-01-00');
  });

  it('that is named by a number is a day for those of Chinese Excel too', () => {
    const shown = (number: number) => textOfNumber(45322, builtInFormat(number), false);
    const days = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
    expect(days.map(shown)).toEqual(days.map(() => '2024-01-31'));
    const numbers = [0, 1, 2, 3, 4, 5, 8, 11, 12, 13, 37, 40, 41, 44, 48, 49];
    expect(numbers.map(shown)).toEqual(numbers.map(() => '45322'));
    expect(textOfNumber(0.5, builtInFormat(9), false)).toBe('50%');
  });
});

describe('a number without a format', () => {
  it.each<[number, string]>([
    [0.1 + 0.2, '0.3'],
    [1234.005, '1234.005'],
    [1234.5600000000002, '1234.56'],
    // What a subtraction leaves behind: 1000.1 - 1000, and 0.1 + 0.2 - 0.3.
    [1000.1 - 1000, '0.1'],
    [0.1 + 0.2 - 0.3, '0'],
    [-5.55e-17, '0'],
    [-0, '0'],
    [0.00000015, '0.00000015'],
    [999_999_999_999.99, '999999999999.99'],
    [123_456_789_012_345, '123456789012345'],
    // Beyond 15 digits an identifier has lost some, and is told.
    [1e15, '1e+15'],
    [6_222_021_234_567_890, '6.22202123456789e+15'],
  ])('%d is %s', (value, shown) => {
    expect(textOfNumber(value, builtInFormat(0), false)).toBe(shown);
  });
});
