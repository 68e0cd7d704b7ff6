import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellSort, maskIdentityNumbers, maskToldCell } from '../../src/domain/masking-in-messages.js';

describe('a cell as a message may tell it', () => {
  it.each<[column: string, sort: CellSort, cell: string, told: string]>([
    // what is wrong must be seen
    ['matures_on', 'other', '2023/02/30', '2023/02/30'],
    ['matures_on', 'other', '31122023', '31122023'],
    ['matures_on', 'other', '2023年13月45日', '2023年13月45日'],
    ['matures_on', 'other', '二〇二三年十二月', '二〇二三年十二月'],
    ['matures_on', 'other', 'Feb 30, 2023', 'Feb 30, 2023'],
    ['matures_on', 'other', '见附件', '见附件'],
    ['amount', 'other', '壹仟元整', '壹仟元整'],
    ['amount', 'other', '面议', '面议'],
    ['amount', 'other', '12O0.00', '12O0.00'],
    ['amount', 'other', '=VLOOKUP(A3,B:C,2)', '=VLOOKUP(A3,B:C,2)'],
    ['amount', 'other', '#VALUE!', '#VALUE!'],
    ['status', 'other', '呆账核销', '呆账核销'],
    ['status', 'other', 'in arrears', 'in arrears'],
    ['loan_id', 'key', '6.22E+18', '6.22E+18'],
    ['loan_id', 'key', '202501130000570001', '202501130000570001'],
    // the column's own data
    ['phone', 'other', '13812341234', '138****1234'],
    ['borrower_name', 'other', '张三丰', '张**'],
    ['name', 'other', '张三丰', '张**'],
    ['id_number', 'key', '4.40305E+17', '4.4******17'],
    ['address', 'other', '广东省深圳市南山区科苑路1号', '广东省深圳市南****'],
    // cells that have moved
    ['amount', 'other', '欧阳暮雪 13976540000', '欧*** 139****0000'],
    ['status', 'other', '甲A1234567', '甲A1234567'],
    ['matures_on', 'other', '张三丰', '张**'],
    ['matures_on', 'other', '王小明 2023-01-31', '王** 2023-01-31'],
    ['principal', 'other', '13812341234元', '138****1234元'],
    ['principal', 'other', '0755-26001234', '075*****1234'],
    ['principal', 'other', '11010519491231002X', '110*************2X'],
    ['principal', 'other', 'Zhang Xiaoming', 'Z**** X*******'],
    ['status', 'other', '欧阳小明', '欧***'],
    ['status', 'other', '广东省深圳市南山区科苑路1号', '广东省深圳市南****'],
    ['status', 'other', '138 1234 1234', '138****1234'],
    ['status', 'other', '买买提·阿卜力米提', '买********'],
    ['matures_on', 'other', '阿不都・热依木 2023-01-31', '阿****** 2023-01-31'],
    ['happened_at', 'other', 'zhang.san@example.com', 'z********@example.com'],
    // an identity number with a slip in it, an old one of fifteen digits, a bank card
    ['principal', 'other', '110105194912310021', '110*************21'],
    ['principal', 'other', '110105491231002', '110**********02'],
    ['principal', 'other', '6222021234567890123', '622**************23'],
    ['principal', 'other', '999999999999.995', '999999999999.995'],
    ['paid_on', 'other', '20250230102345', '20250230102345'],
    ['amount', 'other', '@1000', '@1000'],
    ['loan_id', 'key', '11010519491231002X', '110*************2X'],
  ])('%s (%s): %j is told as %j', (column, sort, cell, told) => {
    expect(maskToldCell(cell, column, sort)).toBe(told);
  });

  it('takes only what has a birthday and the right check digit for an identity number', () => {
    expect(maskIdentityNumbers('11010519491231002X')).toBe('110*************2X');
    expect(maskIdentityNumbers('110105194912310021')).toBe('110105194912310021');
    expect(maskIdentityNumbers('110105194913310024')).toBe('110105194913310024');
    expect(maskIdentityNumbers('9911010519491231002X')).toBe('9911010519491231002X');
  });

  it('takes a moment for any cell', () => {
    // Looked for: a pattern that tries one place after the other for each place.
    const pieces = ['1', '-', ' ', '张', '138', '0755', 'Aa ', '省', '市', '.', ','];
    fc.assert(
      fc.property(fc.constantFrom(...pieces), fc.constantFrom(...pieces), (one, other) => {
        const cell = (one + other).repeat(30_000);
        const began = performance.now();
        for (const sort of ['key', 'other'] as const) maskToldCell(cell, 'x', sort);
        expect(performance.now() - began).toBeLessThan(1500);
      }),
      { numRuns: 30 },
    );
  });
});
