import { describe, expect, it } from 'vitest';
import { closestName } from '../../src/domain/did-you-mean.js';

describe('the closest name', () => {
  it.each([
    ['chanel', ['channel', 'counter'], 'channel'],
    ['Loan_ID', ['loan_id'], 'loan_id'],
    ['laon_id', ['loan_id'], 'loan_id'],
    ['借据编码', ['客户编号', '借据编号'], '借据编号'],
    ['borrower_nmae', ['borrower_id', 'borrower_name'], 'borrower_name'],
    ['waterfal', ['waterfall'], 'waterfall'],
    ['abc', ['abd', 'abe'], 'abd'],
  ])('to %s among %j is %s', (word, candidates, expected) => {
    expect(closestName(word, candidates)).toBe(expected);
  });

  it.each([
    ['notes', ['channel', 'amount']],
    ['月', ['年', '季']],
    ['金额', ['余额五']],
    ['', ['a']],
    ['x', []],
  ])('to %j among %j is none', (word, candidates) => {
    expect(closestName(word, candidates)).toBe(undefined);
  });
});
