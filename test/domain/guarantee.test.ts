/** Guarantee periods and kinds of collateral as exports write them. */
import { describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { parseGuaranteePeriod, securityOf } from '../../src/domain/guarantee.js';

function read(text: string): string {
  const period = parseGuaranteePeriod(text);
  if (period.kind === 'months') return `${period.months} months`;
  return period.kind === 'until' ? formatIsoDate(period.on) : period.kind;
}

describe('a guarantee period', () => {
  test.each([
    ['6 months', '6 months'],
    ['1 month', '1 months'],
    ['6个月', '6 months'],
    ['６个月', '6 months'],
    ['六个月', '6 months'],
    ['十二个月', '12 months'],
    ['二十四个月', '24 months'],
    ['三十 六个月', '36 months'],
    ['半年', '6 months'],
    ['一年', '12 months'],
    ['一年半', '18 months'],
    ['两年', '24 months'],
    ['二年', '24 months'],
    ['2年', '24 months'],
    ['2 years', '24 months'],
    ['1 year', '12 months'],
    ['三年', '36 months'],
    ['十年', '120 months'],
    ['两周年', '24 months'],
    ['三年止', '36 months'],
    ['三年期', '36 months'],
    ['叁年整', '36 months'],
    ['贰拾肆个月', '24 months'],
    ['叁拾陆个月', '36 months'],
    ['自最后一期债务履行期限届满之日起三年', '36 months'],
    ['自每笔债务履行期限届满之日起两年', '24 months'],
    ['主债务履行期限届满之日起两年', '24 months'],
    ['主债务履行期届满之次日起三年', '36 months'],
    ['债务到期后2年', '24 months'],
    ['债务履行期满后二年内', '24 months'],
    ['2 years from the due date', '24 months'],
    ['6 months after maturity', '6 months'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['2024-06-30', '2024-06-30'],
    ['2024/6/30', '2024-06-30'],
    ['2024.06.30', '2024-06-30'],
    ['2024年6月30日', '2024-06-30'],
    ['20240630', '2024-06-30'],
    ['至2024年6月30日止', '2024-06-30'],
    ['until 2024-06-30', '2024-06-30'],
    ['2022年1月1日至2024年6月30日', '2024-06-30'],
    ['2022-01-01~2024-06-30', '2024-06-30'],
  ])('%s ends on %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['none', 'none'],
    ['无', 'none'],
    ['无约定', 'none'],
    ['未约定', 'none'],
    ['没有约定', 'none'],
    ['0 months', 'none'],
    ['unstated', 'unstated'],
    ['未说明', 'unstated'],
    ['until_paid_off', 'unclear'],
    ['until paid off', 'unclear'],
    ['直至还清', 'unclear'],
    ['至主债务清偿完毕', 'unclear'],
    ['至主债务清偿完毕之日止', 'unclear'],
    ['直至主债务本息还清时为止', 'unclear'],
    ['至贷款结清之日', 'unclear'],
    ['约定不明', 'unclear'],
    ['约定不明确', 'unclear'],
    ['', 'blank'],
    ['  ', 'blank'],
  ])('%s is %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    '24',
    '6',
    '2024-13-01',
    '2024-02-30',
    '六十天',
    '一百年',
    '99999 months',
    'two years',
    '合同另有约定',
    '年',
    '自各期债务履行期限届满之日起三年',
    '每期债务到期后两年',
  ])('%s cannot be read, and is not guessed at', (text) => {
    expect(read(text)).toBe('unreadable');
  });

  test('is the same object for the same words', () => {
    expect(parseGuaranteePeriod('两年')).toBe(parseGuaranteePeriod('两年'));
  });
});

describe('what was given as security', () => {
  test.each([
    ['抵押', 'mortgage'],
    ['住宅', 'mortgage'],
    ['商铺', 'mortgage'],
    ['厂房', 'mortgage'],
    ['土地使用权', 'mortgage'],
    ['车辆', 'mortgage'],
    ['设备', 'mortgage'],
    ['林权', 'mortgage'],
    ['房产抵押', 'mortgage'],
    ['不动产', 'mortgage'],
    ['动产抵押', 'mortgage'],
    ['车辆抵押+保证', 'mortgage'],
    ['Residential property', 'mortgage'],
    ['residence', 'mortgage'],
    ['real estate', 'mortgage'],
    ['villa', 'mortgage'],
    ['存单质押', 'possessory_pledge'],
    ['存单', 'possessory_pledge'],
    ['动产质押', 'possessory_pledge'],
    ['银行承兑汇票质押', 'possessory_pledge'],
    ['仓单质押', 'possessory_pledge'],
    ['车辆质押', 'possessory_pledge'],
    ['股权质押', 'registered_pledge'],
    ['应收账款', 'registered_pledge'],
    ['应收账款质押', 'registered_pledge'],
    ['知识产权质押', 'registered_pledge'],
    ['专利权', 'registered_pledge'],
    ['商标专用权质押', 'registered_pledge'],
    ['著作权', 'registered_pledge'],
    ['基金份额质押', 'registered_pledge'],
    ['存货', 'unknown'],
    ['组合担保', 'unknown'],
    ['质押', 'unknown'],
    ['其他', 'unknown'],
    ['', 'none'],
    ['无', 'none'],
    ['信用', 'none'],
    ['保证', 'none'],
    ['-', 'none'],
  ])('%s is %s', (kind, expected) => {
    expect(securityOf(kind, false)).toBe(expected);
  });

  test('a pledge of an untold kind that stands in a register was made by registration', () => {
    expect(securityOf('质押', true)).toBe('registered_pledge');
    expect(securityOf('存单质押', true)).toBe('possessory_pledge');
    expect(securityOf('住宅', true)).toBe('mortgage');
  });
});
