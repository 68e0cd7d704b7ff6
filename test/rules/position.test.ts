import { describe, expect, it } from 'vitest';
import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import type { Conventions, WaterfallStep } from '../../src/domain/conventions.js';
import { formatFen } from '../../src/domain/money.js';
import type { PositionTrace } from '../../src/domain/position.js';
import { CONVENTIONS, day, fen, type GivenRow, positionOf, type Receipt, readCases, type Terms } from './one-loan.js';

function listed<T>(text: string, read: (words: string[]) => T): T[] {
  return text === '' ? [] : text.split('|').map((part) => read(part.trim().split(' ')));
}

function amountOf(word: string | undefined): number {
  return word === undefined || word === '-' ? Number.NaN : fen(word);
}

function dueOf([on, principal, interest, fee]: string[]): GivenRow {
  return { dueOn: day(on!), principal: fen(principal!), interest: fen(interest!), fee: fen(fee ?? '0') };
}

function receiptOf([on, amount, penalty, fee]: string[]): Receipt {
  const receipt = { on: day(on!), amount: fen(amount!) };
  return penalty === undefined ? receipt : { ...receipt, penaltyPart: amountOf(penalty), feePart: amountOf(fee) };
}

function termsOf(row: Record<string, string>): Terms {
  return {
    given: listed(row['dues']!, dueOf),
    receipts: listed(row['receipts']!, receiptOf),
    ...(row['asset_class'] === '' ? {} : { assetClass: row['asset_class'] as NonNullable<Terms['assetClass']> }),
    ...(row['annual_rate_percent'] === '' ? {} : { ratePercent: Number(row['annual_rate_percent']) }),
    ...(row['penalty_markup_percent'] === '' ? {} : { markupPercent: Number(row['penalty_markup_percent']) }),
    ...(row['accelerated_on'] === '' ? {} : { acceleratedOn: day(row['accelerated_on']!) }),
    ...((row['bankrupt_on'] ?? '') === '' ? {} : { bankruptOn: day(row['bankrupt_on']!) }),
  };
}

function conventionsOf(row: Record<string, string>): Conventions {
  return {
    ...CONVENTIONS,
    ...(row['basis'] === '' ? {} : { dayCountBasis: row['basis'] === '365' ? 365 : 360 }),
    ...(row['first_day_past_due'] === 'due_day' ? { firstDayPastDue: 'due_day' } : {}),
    ...(row['waterfall'] === '' ? {} : { waterfall: row['waterfall']!.split('/') as WaterfallStep[] }),
    ...(row['scope'] === '' ? {} : { waterfallScope: row['scope'] as 'all_due' }),
  };
}

describe('positions worked out by hand (test/cases/position.csv, position-bankrupt.csv)', () => {
  it.each([...readCases('position'), ...readCases('position-bankrupt')])('$case', (row) => {
    const position = positionOf(termsOf(row), day(row['as_of']!), conventionsOf(row));
    const expected = {
      days_past_due: String(position.daysPastDue),
      oldest_unpaid_due_on: formatIsoDate(position.oldestUnpaidDueOn),
      missed_instalments: String(position.missedInstalments),
      overdue_principal: formatFen(position.overduePrincipal),
      overdue_interest: formatFen(position.overdueInterest),
      overdue_fee: formatFen(position.overdueFee),
      penalty_interest: formatFen(position.penaltyInterest),
      compound_interest: formatFen(position.compoundInterest),
      outstanding_principal: formatFen(position.outstandingPrincipal),
      unallocated: formatFen(position.unallocated),
    };
    expect(expected).toEqual(Object.fromEntries(Object.keys(expected).map((column) => [column, row[column]])));
    expect(position.overdueTotal).toBe(
      position.overduePrincipal +
        position.overdueInterest +
        position.overdueFee +
        position.penaltyInterest +
        position.compoundInterest,
    );
    expect(position.received).toBe(
      position.allocatedFee +
        position.allocatedInterest +
        position.allocatedPrincipal +
        position.allocatedPenalty +
        position.allocatedCompound +
        position.unallocated,
    );
  });
});

/** Six monthly instalments of 1000 on the last of the month, no interest, at 12 % marked up by 50 %. */
const HALF_YEAR = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30', '2026-05-31', '2026-06-30'];
const PLAN: Terms = {
  given: HALF_YEAR.map((due) => ({ dueOn: day(due), principal: fen('1000') })),
  ratePercent: 12,
  markupPercent: 50,
};

function paid(...receipts: readonly (readonly [on: string, amount: string])[]): Terms {
  return { ...PLAN, receipts: receipts.map(([on, amount]) => ({ on: day(on), amount: fen(amount) })) };
}

describe('how the debtor has paid', () => {
  it('counts cured episodes and the longest of them, and days late even where the end of the day was clean', () => {
    const { behaviour } = positionOf(
      paid(['2026-02-05', '1000'], ['2026-03-20', '1000'], ['2026-03-31', '1000']),
      day('2026-04-15'),
    );
    // Five days over 31 January, twenty over 28 February.
    expect(behaviour.curedEpisodes).toBe(2);
    expect(behaviour.longestCuredDays).toBe(20);
    expect(behaviour.longestDaysPastDue).toBe(20);
    expect(behaviour.partPaymentsWhileOverdue).toBe(0);
    expect(behaviour.instalmentsDue).toBe(3);
    expect(behaviour.firstPaymentDefault).toBe(false);
  });

  it('an episode that rolls from one due date to the next is one episode', () => {
    const { behaviour, daysPastDue } = positionOf(
      paid(['2026-03-05', '1000'], ['2026-04-05', '1000'], ['2026-04-10', '1000']),
      day('2026-04-20'),
    );
    expect(daysPastDue).toBe(0);
    expect(behaviour.curedEpisodes).toBe(1);
    expect(behaviour.longestCuredDays).toBe(69); // 31 January to 10 April
    expect(behaviour.longestDaysPastDue).toBe(36); // 28 February to 5 April
  });

  it('the longest cured episode counts from its first due date, however little was late at its end', () => {
    const { behaviour } = positionOf(
      paid(['2026-02-20', '1000'], ['2026-04-05', '1000'], ['2026-05-05', '1000'], ['2026-05-06', '1000']),
      day('2026-05-10'),
    );
    expect(behaviour.curedEpisodes).toBe(2);
    expect(behaviour.longestCuredDays).toBe(67); // 28 February to 6 May
  });

  it('a receipt on a due date cures what was late although the new instalment is open', () => {
    const { behaviour, daysPastDue } = positionOf(paid(['2026-02-28', '1000']), day('2026-03-10'));
    expect(behaviour.curedEpisodes).toBe(1);
    expect(behaviour.longestCuredDays).toBe(28);
    expect(daysPastDue).toBe(10);
  });

  it('a cure is fast after thirty days, not after thirty-one', () => {
    // Of 31 January: 2 March is thirty days later.
    const once = { ...PLAN, given: PLAN.given!.slice(0, 1) };
    const cured = (on: string) => {
      const terms = { ...once, receipts: [{ on: day(on), amount: fen('1000') }] };
      const { curedEpisodes, fastCuredEpisodes } = positionOf(terms, day('2026-04-15')).behaviour;
      return [curedEpisodes, fastCuredEpisodes];
    };
    expect(cured('2026-03-02')).toEqual([1, 1]);
    expect(cured('2026-03-03')).toEqual([1, 0]);
  });

  it('where the due day itself counts, that is no cure', () => {
    const conventions: Conventions = { ...CONVENTIONS, firstDayPastDue: 'due_day' };
    const { behaviour } = positionOf(paid(['2026-02-28', '1000']), day('2026-03-10'), conventions);
    expect(behaviour.curedEpisodes).toBe(0);
  });

  it('sums what came in after the oldest unpaid due date', () => {
    const { behaviour } = positionOf(
      paid(['2026-01-31', '400'], ['2026-02-10', '100'], ['2026-02-10', '50'], ['2026-03-01', '200']),
      day('2026-03-10'),
    );
    expect(behaviour.partPaymentsWhileOverdue).toBe(2);
    expect(behaviour.paidWhileOverdue).toBe(fen('350'));
  });

  it('counts every payment day of a long episode, beyond those that the trend looks at', () => {
    const days = ['01', '05', '09', '13', '17', '21', '25', '27'].map((each) => [`2026-02-${each}`, '10'] as const);
    const { behaviour } = positionOf(paid(...days), day('2026-02-28'));
    expect(behaviour.partPaymentsWhileOverdue).toBe(8);
    expect(behaviour.paidWhileOverdue).toBe(fen('80'));
    expect(behaviour.paymentTrend).toBe(1);
  });

  it('nobody who never was late has paid while overdue', () => {
    const { behaviour, lastPaidOn } = positionOf(paid(['2026-01-31', '1000']), day('2026-02-10'));
    expect(behaviour.partPaymentsWhileOverdue).toBe(0);
    expect(behaviour.paidWhileOverdue).toBe(0);
    expect(lastPaidOn).toBe(day('2026-01-31'));
  });

  it('the share paid looks at the dues of six months only', () => {
    // Of 31 January to 30 June the first is outside the window that opens after 31 January.
    const { behaviour } = positionOf(paid(['2026-02-05', '2500']), day('2026-07-31'));
    expect(behaviour.duePaidShare6Months).toBeCloseTo(1500 / 5000, 12);
    // A day earlier it still was inside.
    const before = positionOf(paid(['2026-02-05', '2500']), day('2026-07-30')).behaviour;
    expect(before.duePaidShare6Months).toBeCloseTo(2500 / 6000, 12);
    expect(positionOf(PLAN, day('2026-01-30')).behaviour.duePaidShare6Months).toBeNaN();
    expect(positionOf(PLAN, day('2027-01-30')).behaviour.duePaidShare6Months).toBeNaN();
  });

  it('the trend compares the last three payment days with the three before', () => {
    const six = paid(
      ['2026-01-31', '1000'],
      ['2026-02-28', '1000'],
      ['2026-03-31', '1000'],
      ['2026-04-30', '600'],
      ['2026-05-31', '200'],
      ['2026-05-31', '100'],
      ['2026-06-30', '300'],
    );
    expect(positionOf(six, day('2026-07-01')).behaviour.paymentTrend).toBeCloseTo(0.4, 12);
    expect(positionOf(six, day('2026-06-29')).behaviour.paymentTrend).toBeNaN();
  });

  it('first payment default: unpaid in part, or paid after more than thirty days', () => {
    const defaulted = (terms: Terms, asOf: string) => positionOf(terms, day(asOf)).behaviour.firstPaymentDefault;
    expect(defaulted(PLAN, '2026-01-30')).toBe(false);
    expect(defaulted(PLAN, '2026-01-31')).toBe(false);
    expect(defaulted(PLAN, '2026-02-01')).toBe(true);
    expect(defaulted(paid(['2026-01-31', '999.99']), '2026-02-01')).toBe(true);
    expect(defaulted(paid(['2026-03-02', '1000']), '2026-03-10')).toBe(false); // thirty days
    expect(defaulted(paid(['2026-03-03', '1000']), '2026-03-10')).toBe(true);
  });

  it('an instalment without an amount is no first instalment', () => {
    const given = [{ dueOn: day('2026-01-31'), principal: 0 }, ...PLAN.given!.slice(1)];
    const { behaviour } = positionOf({ ...PLAN, given }, day('2026-02-28'));
    expect(behaviour.firstPaymentDefault).toBe(false);
    expect(behaviour.instalmentsDue).toBe(2);
  });
});

it('a reversed receipt never was: days count from the day on which the debt first fell due', () => {
  // The peers' vector FIN-CB-28 counts from the day of the bounce; here the receipt of 1 March is taken out.
  const terms: Terms = {
    given: ['2012-02-01', '2012-03-01', '2012-04-01'].map((due) => ({ dueOn: day(due), principal: fen('100') })),
    receipts: [{ on: day('2012-02-01'), amount: fen('100') }],
  };
  const position = positionOf(terms, day('2012-04-05'));
  expect(position.daysPastDue).toBe(35);
  expect(position.overduePrincipal).toBe(fen('200'));
});

it('a booked part beyond what is left of its receipt is cut to it', () => {
  const terms: Terms = {
    ...PLAN,
    receipts: [{ on: day('2026-02-10'), amount: fen('500'), penaltyPart: fen('400'), feePart: fen('300') }],
  };
  const position = positionOf(terms, day('2026-02-10'));
  expect([position.allocatedPenalty, position.allocatedFee]).toEqual([fen('400'), fen('100')]);
  expect([position.received, position.allocatedPrincipal, position.unallocated]).toEqual([fen('500'), 0, 0]);
});

describe('the last receipt', () => {
  it('sums the day', () => {
    const position = positionOf(
      paid(['2026-02-10', '100'], ['2026-02-10', '50'], ['2026-02-01', '1']),
      day('2026-03-01'),
    );
    expect(position.lastPaidOn).toBe(day('2026-02-10'));
    expect(position.lastPaidAmount).toBe(fen('150'));
  });

  it('is unknown when nothing was ever paid', () => {
    const position = positionOf(PLAN, day('2026-03-01'));
    expect(position.lastPaidOn).toBe(NO_DAY);
    expect(position.lastPaidAmount).toBeNaN();
  });
});

describe('the last due date', () => {
  it('is the last instalment, or the day of acceleration where that is earlier and has come', () => {
    expect(positionOf(PLAN, day('2026-03-01')).lastDueOn).toBe(day('2026-06-30'));
    const accelerated: Terms = { ...PLAN, acceleratedOn: day('2026-03-10') };
    expect(positionOf(accelerated, day('2026-03-09')).lastDueOn).toBe(day('2026-06-30'));
    expect(positionOf(accelerated, day('2026-03-10')).lastDueOn).toBe(day('2026-03-10'));
    expect(positionOf({ ...PLAN, acceleratedOn: day('2026-08-01') }, day('2026-09-01')).lastDueOn).toBe(
      day('2026-06-30'),
    );
  });

  it('an acceleration before disbursement is not taken', () => {
    const position = positionOf(
      { ...PLAN, disbursedOn: day('2026-01-01'), acceleratedOn: day('2025-12-31') },
      day('2026-02-05'),
    );
    expect(position.overduePrincipal).toBe(fen('1000'));
  });
});

describe('the trace', () => {
  const terms: Terms = {
    given: [
      { dueOn: day('2026-01-31'), principal: fen('10000'), interest: fen('300') },
      { dueOn: day('2026-02-28'), principal: fen('5000'), interest: fen('200') },
    ],
    ratePercent: 12,
    markupPercent: 50,
    receipts: [
      { on: day('2026-01-25'), amount: fen('100') },
      { on: day('2026-02-10'), amount: fen('4200') },
      { on: day('2026-02-10'), amount: fen('90'), penaltyPart: fen('40') },
      { on: day('2026-03-05'), amount: fen('20000') },
    ],
  };
  const trace: PositionTrace = { accruals: [], applications: [] };
  const position = positionOf(terms, day('2026-03-20'), CONVENTIONS, trace);

  it('shows each stretch of accrual, and the stretches add up', () => {
    expect(trace.accruals).toEqual([
      // 10000 × 18 % × 10/360, then 6000 (10000 − 4000) less 50 for 18 days and with 5000 more for 5.
      {
        kind: 'penalty',
        from: day('2026-01-31'),
        to: day('2026-02-10'),
        days: 10,
        base: fen('10000'),
        annualRate: 18_000_000,
        amount: fen('50'),
      },
      {
        kind: 'compound',
        from: day('2026-01-31'),
        to: day('2026-02-10'),
        days: 10,
        base: fen('200'),
        annualRate: 18_000_000,
        amount: fen('1'),
      },
      {
        kind: 'penalty',
        from: day('2026-02-10'),
        to: day('2026-02-28'),
        days: 18,
        base: fen('5950'),
        annualRate: 18_000_000,
        amount: fen('53.55'),
      },
      {
        kind: 'penalty',
        from: day('2026-02-28'),
        to: day('2026-03-05'),
        days: 5,
        base: fen('10950'),
        annualRate: 18_000_000,
        amount: fen('27.38'),
      },
      {
        kind: 'compound',
        from: day('2026-02-28'),
        to: day('2026-03-05'),
        days: 5,
        base: fen('200'),
        annualRate: 18_000_000,
        amount: fen('0.50'),
      },
    ]);
    const sum = (kind: string) =>
      trace.accruals.reduce((total, accrual) => total + (accrual.kind === kind ? accrual.amount : 0), 0);
    expect(sum('penalty')).toBe(position.penaltyInterest + position.allocatedPenalty);
    expect(sum('compound')).toBe(position.compoundInterest + position.allocatedCompound);
  });

  it('shows where each receipt went, the oldest money first', () => {
    expect(trace.applications).toEqual([
      { paidOn: day('2026-01-25'), amount: fen('100'), instalment: 1, part: 'interest' },
      { paidOn: day('2026-02-10'), amount: fen('40'), instalment: 0, part: 'penalty' },
      { paidOn: day('2026-02-10'), amount: fen('200'), instalment: 1, part: 'interest' },
      { paidOn: day('2026-02-10'), amount: fen('4000'), instalment: 1, part: 'principal' },
      { paidOn: day('2026-02-10'), amount: fen('50'), instalment: 1, part: 'principal' },
      { paidOn: day('2026-03-05'), amount: fen('5950'), instalment: 1, part: 'principal' },
      { paidOn: day('2026-03-05'), amount: fen('200'), instalment: 2, part: 'interest' },
      { paidOn: day('2026-03-05'), amount: fen('5000'), instalment: 2, part: 'principal' },
      { paidOn: day('2026-03-05'), amount: fen('8850'), instalment: 0, part: 'unallocated' },
    ]);
  });

  it('changes nothing in the answer', () => {
    expect(positionOf(terms, day('2026-03-20'))).toEqual(position);
  });

  it('joins stretches that only a due date without an amount divides, and begins on the due day where that counts', () => {
    const given = [...terms.given!.slice(0, 1), { dueOn: day('2026-02-15'), principal: 0 }];
    const joined: PositionTrace = { accruals: [], applications: [] };
    const conventions: Conventions = { ...CONVENTIONS, firstDayPastDue: 'due_day', compoundOnUnpaidInterest: false };
    positionOf({ ...terms, given, receipts: [] }, day('2026-03-01'), conventions, joined);
    expect(joined.accruals).toEqual([
      {
        kind: 'penalty',
        from: day('2026-01-30'),
        to: day('2026-03-01'),
        days: 30,
        base: fen('10000'),
        annualRate: 18_000_000,
        amount: fen('150'),
      },
    ]);
  });
});
