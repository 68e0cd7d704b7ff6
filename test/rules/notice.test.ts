import { describe, expect, it } from 'vitest';
import { HOLDS } from '../../src/domain/loan.js';
import type { NoticeFacts } from '../../src/domain/notice.js';
import { refuseNotice } from '../../src/rules/notice.js';

const DUE: NoticeFacts = { borrowerName: '张三', holds: [0], overdueTotals: [100] };
const holdCode = (name: string) => HOLDS.indexOf(name as (typeof HOLDS)[number]) + 1;

describe('a demand letter', () => {
  it('is written where something is overdue', () => {
    expect(refuseNotice(DUE)).toBeUndefined();
    expect(refuseNotice({ ...DUE, overdueTotals: [0, 1], holds: [holdCode('none'), 0] })).toBeUndefined();
  });

  it.each(['dispute', 'bankruptcy', 'cease', 'deceased'])('is stopped by %s on any of the loans', (hold) => {
    expect(refuseNotice({ ...DUE, overdueTotals: [100, 200], holds: [0, holdCode(hold)] })).toBe('hold');
  });

  it('is not written on an unknown amount, though another is known', () => {
    expect(refuseNotice({ ...DUE, holds: [0, 0], overdueTotals: [100, Number.NaN] })).toBe('amount-undetermined');
  });

  it('is not written where nothing is overdue, or nothing is there', () => {
    expect(refuseNotice({ ...DUE, overdueTotals: [0] })).toBe('nothing-due');
    expect(refuseNotice({ ...DUE, holds: [], overdueTotals: [] })).toBe('nothing-due');
  });

  it('is not written to nobody', () => {
    expect(refuseNotice({ ...DUE, borrowerName: '  ' })).toBe('no-name');
  });

  it('names the hold first, because it is what must be settled first', () => {
    expect(refuseNotice({ borrowerName: '', holds: [holdCode('dispute')], overdueTotals: [Number.NaN] })).toBe('hold');
  });
});
