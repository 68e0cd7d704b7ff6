import { describe, expect, it } from 'vitest';
import { HOLDS } from '../../src/domain/loan.js';
import type { AddresseeFacts, NoticeFacts } from '../../src/domain/notice.js';
import { refuseAddressee, refuseBorrower } from '../../src/rules/notice.js';

const DUE: NoticeFacts = { holds: [0], overdueTotals: [100], determined: [true], complete: [true], isReminder: false };
const holdCode = (name: string) => HOLDS.indexOf(name as (typeof HOLDS)[number]) + 1;

describe("letters about a borrower's loans", () => {
  it('are written where something is overdue', () => {
    expect(refuseBorrower(DUE)).toBeUndefined();
    const mixed = { ...DUE, overdueTotals: [0, 1], holds: [holdCode('none'), 0], determined: [true, true] };
    expect(refuseBorrower(mixed)).toBeUndefined();
  });

  it.each([
    ['dispute', 'dispute'],
    ['bankruptcy', 'bankruptcy'],
    ['cease', 'hold'],
    ['deceased', 'deceased'],
  ])('are stopped by %s on any of the loans', (hold, reason) => {
    const facts = { ...DUE, overdueTotals: [100, 200], holds: [0, holdCode(hold)], determined: [true, true] };
    expect(refuseBorrower(facts)).toBe(reason);
    expect(refuseBorrower({ ...facts, isReminder: true })).toBe(reason);
  });

  it('name the gravest of several holds', () => {
    expect(refuseBorrower({ ...DUE, holds: [holdCode('dispute'), holdCode('deceased')] })).toBe('deceased');
  });

  it('are not written on an unknown position or amount, though another is known', () => {
    const two = { ...DUE, holds: [0, 0], overdueTotals: [100, Number.NaN] };
    expect(refuseBorrower({ ...two, determined: [true, false] })).toBe('position-undetermined');
    expect(refuseBorrower({ ...two, determined: [true, true] })).toBe('amount-undetermined');
  });

  it('are not written, not even as reminders, where a row about one of the loans was rejected', () => {
    const two = { ...DUE, holds: [0, 0], overdueTotals: [100, 200], determined: [true, true], complete: [true, false] };
    expect(refuseBorrower(two)).toBe('rows-rejected');
    expect(refuseBorrower({ ...two, isReminder: true })).toBe('rows-rejected');
    expect(refuseBorrower({ ...two, complete: [true, true] })).toBeUndefined();
  });

  it('are not written where nothing is overdue, or all is settled', () => {
    expect(refuseBorrower({ ...DUE, overdueTotals: [0] })).toBe('nothing-due');
    expect(refuseBorrower({ ...DUE, holds: [], overdueTotals: [], determined: [] })).toBe('settled');
  });

  it('may be reminders where nothing is overdue', () => {
    expect(refuseBorrower({ ...DUE, overdueTotals: [0], isReminder: true })).toBeUndefined();
  });

  it('name the hold before unknown facts, because it is what must be settled first', () => {
    expect(
      refuseBorrower({
        ...DUE,
        holds: [holdCode('dispute')],
        overdueTotals: [Number.NaN],
        determined: [false],
      }),
    ).toBe('dispute');
  });
});

describe('one letter', () => {
  const FACTS: AddresseeFacts = {
    name: '张三',
    address: '某路1号',
    isAddressRequired: true,
    isAlreadyWritten: false,
    daysSinceLast: Number.NaN,
    minimumGapDays: 15,
  };

  it('is written where no other of its kind is on record, or the gap has passed', () => {
    expect(refuseAddressee(FACTS)).toBeUndefined();
    expect(refuseAddressee({ ...FACTS, daysSinceLast: 15 })).toBeUndefined();
    expect(refuseAddressee({ ...FACTS, daysSinceLast: 0, minimumGapDays: 0 })).toBeUndefined();
  });

  it('waits for the gap', () => {
    expect(refuseAddressee({ ...FACTS, daysSinceLast: 14 })).toBe('too-soon');
  });

  it('is not written twice, gap or no gap', () => {
    expect(refuseAddressee({ ...FACTS, isAlreadyWritten: true, daysSinceLast: 0 })).toBe('already-written');
    expect(refuseAddressee({ ...FACTS, isAlreadyWritten: true, minimumGapDays: 0 })).toBe('already-written');
  });

  it('needs somebody to address, and somewhere unless the policy lets it be handed over', () => {
    expect(refuseAddressee({ ...FACTS, name: '  ' })).toBe('no-name');
    expect(refuseAddressee({ ...FACTS, address: ' ' })).toBe('no-address');
    expect(refuseAddressee({ ...FACTS, address: '', isAddressRequired: false })).toBeUndefined();
  });
});
