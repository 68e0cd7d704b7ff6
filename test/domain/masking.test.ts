import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskAccount, maskAddress, maskIdNumber, maskName, maskPhone } from '../../src/domain/masking.js';

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['张小明', '张**'],
    ['欧阳小明', '欧***'],
    ['王', '*'],
    [' 李四 ', '李*'],
    ['𠮷田茂', '𠮷**'],
    ['Zhang San', 'Z********'],
    ['深圳市大鹏贸易有限公司', '深圳市大*******'],
    ['利民粮店', '利***'],
    ['利民小粮店', '利民***'],
    ['', ''],
  ])('keeps of the name %j no more than %j', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('takes the word of the file on what is an organisation', () => {
    expect(maskName('阿里巴巴网络技术', true)).toBe('阿里巴巴****');
    expect(maskName('上官文化站店', false)).toBe('上*****');
  });

  it('counts characters, not halves of them', () => {
    const text = fc.string({ unit: fc.constantFrom(...'王小明𠮷𠀀 a'), maxLength: 8 });
    fc.assert(
      fc.property(text, (name) => {
        const [first = '', ...rest] = [...name.trim()];
        expect(maskName(name, false)).toBe(
          rest.length === 0 ? (first === '' ? '' : '*') : first + '*'.repeat(rest.length),
        );
      }),
    );
  });

  it.each([
    ['13812341234', '138****1234'],
    [' 13812341234', '138****1234'],
    ['１３８12341234', '１３８****1234'],
    ['0755-12345678', '075*****5678'],
    ['138 1234 1234', '138****1234'],
    ['13812341234/13987654321', '138****1234/139****4321'],
    ['1234567', '1****67'],
    ['110', '1**'],
    ['5', '*'],
    ['', ''],
  ])('masks the phone %j as %j', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  it.each([
    ['110101199003071234', '110*************34'],
    ['91350211M000100Y43', '913*************43'],
    ['E12345678', 'E12*****8'],
    ['123', '1**'],
    ['', ''],
  ])('masks the id number %j as %j', (idNumber, masked) => {
    expect(maskIdNumber(idNumber)).toBe(masked);
  });

  it('keeps the last four digits of an account', () => {
    expect(maskAccount('6222 0212 0300 1234 567')).toBe('***************4567');
    expect(maskAccount('')).toBe('');
  });

  it.each([
    ['广东省深圳市南山区科技园路100号A座2801室', '广东省深圳市南山区****'],
    ['北京市朝阳区建国路88号院5号楼1203', '北京市朝阳区****'],
    ['内蒙古自治区呼和浩特市赛罕区大学西街235号', '内蒙古自治区呼和浩特市****'],
    ['湖南省长沙县星沙街道开元路17号1栋', '湖南省长沙县****'],
    ['Flat 5, 12 Long Lane', 'Flat 5****'],
    ['村东头', '村****'],
    ['', ''],
  ])('keeps of the address %j no more than %j', (address, masked) => {
    expect(maskAddress(address)).toBe(masked);
  });

  it('hides at least half of whatever it is given, and never lengthens a name', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'张三李四省市区县公司0123456789abc𠮷'),
      minLength: 1,
      maxLength: 24,
    });
    fc.assert(
      fc.property(text, (whole) => {
        const length = [...whole].length;
        for (const mask of [maskName, maskIdNumber, maskAccount]) {
          const masked = [...mask(whole)];
          expect(masked.filter((character) => character !== '*').length).toBeLessThanOrEqual(length / 2);
          expect(masked).toHaveLength(length);
        }
        expect([...maskAddress(whole)].length - 4).toBeLessThanOrEqual(length / 2);
      }),
    );
  });
});
