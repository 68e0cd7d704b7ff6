import { beforeAll, describe, expect, it } from 'vitest';
import { addMonths, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { AUTO_DEBIT, emptyInstalments, type LoanFile } from '../../src/domain/loan.js';
import { makeBook } from '../../src/sample/book.js';
import { fillInstalments } from '../../src/sample/given.js';
import type { PayerKind, SampleLoan, ScheduleBuilder } from '../../src/sample/model.js';
import { defaultSchedule } from './default-schedule.js';

const AS_OF = parseIsoDate('2026-11-20')!;

let buildSchedule: ScheduleBuilder;
let book: SampleLoan[];
beforeAll(async () => {
  buildSchedule = await defaultSchedule();
  book = makeBook({ loans: 1500, seed: 11, asOf: AS_OF }, buildSchedule);
});

const loansOf = (payer: PayerKind) => book.filter((loan) => loan.payer === payer);
const received = (loan: SampleLoan) => loan.receipts.reduce((sum, receipt) => sum + receipt.amount, 0);
const penalties = (loan: SampleLoan) =>
  loan.receipts.reduce((sum, { penalty }) => sum + (Number.isNaN(penalty) ? 0 : penalty), 0);

/** What fell due by the as-of date, from the schedule rule itself or the plan that the loan was given. */
function duesOf(loan: SampleLoan): { dueOn: number; amount: number }[] {
  const instalments = emptyInstalments();
  if (loan.given.length > 0) fillInstalments(loan.given, instalments);
  else
    buildSchedule(
      { ...loan.terms, method: loan.method, period: loan.period, givenFrom: 0, givenUntil: 0 } as LoanFile,
      instalments,
    );
  return Array.from({ length: instalments.count }, (_, index) => ({
    dueOn: instalments.dueOn[index]!,
    amount: instalments.principal[index]! + instalments.interest[index]! + instalments.fee[index]!,
  })).filter(({ dueOn }) => dueOn <= AS_OF);
}

const due = (loan: SampleLoan) => duesOf(loan).reduce((sum, { amount }) => sum + amount, 0);

describe('designed payers', () => {
  it('punctual: has paid to the fen what fell due, never after its day', () => {
    expect(loansOf('punctual').length).toBeGreaterThan(300);
    for (const loan of loansOf('punctual')) {
      const dues = duesOf(loan);
      expect(received(loan)).toBe(due(loan));
      expect(loan.receipts).toHaveLength(dues.length);
      loan.receipts.forEach((receipt, index) => {
        expect(receipt.amount).toBe(dues[index]!.amount);
        expect(receipt.paidOn).toBeLessThanOrEqual(dues[index]!.dueOn);
      });
      expect(loan.reported.daysPastDue).toBe(0);
    }
  });

  it('early and overpaying: more than fell due', () => {
    for (const loan of [...loansOf('early'), ...loansOf('overpaying')]) {
      expect(received(loan)).toBeGreaterThanOrEqual(due(loan));
    }
    expect(loansOf('overpaying').every((loan) => received(loan) > due(loan))).toBe(true);
    expect(loansOf('early').some((loan) => received(loan) > due(loan))).toBe(true);
  });

  it('settled: the whole principal came back', () => {
    for (const loan of loansOf('settled')) {
      expect(received(loan)).toBeGreaterThanOrEqual(loan.terms.principal);
      expect(loan.status).toBe('settled');
      expect(loan.reported.outstandingPrincipal).toBe(0);
    }
  });

  it('forgetful: days late with penalty interest paid, or late by a few days now', () => {
    const loans = loansOf('forgetful');
    expect(loans.some((loan) => loan.reported.daysPastDue > 0)).toBe(true);
    expect(loans.some((loan) => penalties(loan) > 0)).toBe(true);
    for (const loan of loans) {
      expect(loan.reported.daysPastDue).toBeLessThan(10);
      if (loan.reported.daysPastDue === 0) expect(received(loan) - penalties(loan)).toBe(due(loan));
    }
  });

  it('bounced: a direct debit, its reversal by the same amount later, and another receipt', () => {
    for (const loan of loansOf('bounced')) {
      const reversals = loan.receipts.filter((receipt) => receipt.reverses !== undefined);
      expect(reversals.length).toBeGreaterThan(0);
      for (const reversal of reversals) {
        const original = reversal.reverses!;
        expect(original.amount).toBe(-reversal.amount);
        expect(original.channel).toBe(AUTO_DEBIT);
        expect(reversal.paidOn).toBeGreaterThan(original.paidOn);
        expect(loan.receipts).toContain(original);
      }
      if (loan.reported.daysPastDue === 0) expect(received(loan)).toBe(due(loan));
    }
  });

  it('hardship: pays parts that shrink while something is past due', () => {
    const overdue = loansOf('hardship').filter((loan) => loan.reported.daysPastDue > 120);
    expect(overdue.length).toBeGreaterThan(10);
    for (const loan of overdue) {
      const parts = loan.receipts.filter((receipt) => receipt.paidOn > loan.reported.oldestUnpaidDueOn);
      for (let index = 1; index < parts.length; index++) {
        if (parts[index]!.channel === AUTO_DEBIT || parts[index - 1]!.channel === AUTO_DEBIT) continue;
        expect(parts[index]!.amount).toBeLessThan(parts[index - 1]!.amount);
      }
    }
    expect(overdue.some((loan) => loan.receipts.at(-1)!.paidOn > loan.reported.oldestUnpaidDueOn)).toBe(true);
    expect(book.some((loan) => loan.status === 'restructured' && loan.restructuredOn !== NO_DAY)).toBe(true);
  });

  it('wilful: full payment, then none; promises and refusals on record; covered by what is pledged', () => {
    const loans = loansOf('wilful');
    for (const loan of loans) {
      expect(loan.reported.daysPastDue).toBeGreaterThan(0);
      expect(loan.receipts.every((receipt) => receipt.paidOn <= loan.reported.oldestUnpaidDueOn)).toBe(true);
    }
    const kinds = new Set(loans.flatMap((loan) => loan.events.map((event) => event.kind)));
    for (const kind of ['promise', 'refusal', 'demand', 'lawsuit', 'asset_transfer'] as const)
      expect(kinds).toContain(kind);
    const worth = (loan: SampleLoan) =>
      (Number.isNaN(loan.collateralValue) ? 0 : loan.collateralValue) +
      loan.collateral.reduce((sum, { value }) => sum + value, 0);
    expect(loans.every((loan) => worth(loan) > loan.terms.principal)).toBe(true);
    const others = book.filter((loan) => loans.some((bad) => bad !== loan && bad.borrower === loan.borrower));
    expect(others.some((loan) => loan.payer === 'punctual')).toBe(true);
  });

  it('bad: not one receipt, and nobody answers', () => {
    for (const loan of loansOf('bad')) {
      expect(loan.receipts).toEqual([]);
      expect(duesOf(loan).length).toBeGreaterThan(0);
      expect(loan.events.some((event) => event.kind === 'unreachable')).toBe(true);
    }
  });

  it('matured long ago: near the end of three years, past it, and with a payment after maturity', () => {
    const loans = loansOf('matured_long_ago');
    const limit = (loan: SampleLoan) => addMonths(loan.terms.maturesOn, 36);
    expect(loans.some((loan) => limit(loan) > AS_OF && limit(loan) - AS_OF < 90)).toBe(true);
    expect(loans.some((loan) => limit(loan) < AS_OF)).toBe(true);
    expect(loans.some((loan) => loan.receipts.some((receipt) => receipt.paidOn > loan.terms.maturesOn))).toBe(true);
    expect(loans.some((loan) => loan.terms.maturesOn < parseIsoDate('2017-10-01')!)).toBe(true);
    for (const loan of loans) expect(loan.reported.overduePrincipal).toBeGreaterThan(0);
  });

  it('logs nothing before the disbursement or after the as-of date, and calls no one at night', () => {
    for (const loan of book) {
      for (const event of loan.events) {
        const day = Math.floor(event.at / 1440);
        expect(day).toBeGreaterThan(loan.terms.disbursedOn);
        expect(day).toBeLessThanOrEqual(AS_OF);
        const hour = (event.at % 1440) / 60;
        if (event.timed) expect(hour >= 8 && hour < 22).toBe(true);
      }
    }
  });

  it('gives plans whose principal adds up to the loan', () => {
    const planned = book.filter((loan) => loan.given.length > 0);
    expect(planned.length).toBeGreaterThan(20);
    for (const loan of planned) {
      expect(loan.given.reduce((sum, { principal }) => sum + principal, 0)).toBe(loan.terms.principal);
      expect(loan.given.at(-1)!.dueOn).toBe(loan.terms.maturesOn);
    }
  });
});
