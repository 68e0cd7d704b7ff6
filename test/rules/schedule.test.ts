import { describe, expect, it } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { formatFen } from '../../src/domain/money.js';
import { CONVENTIONS, day, fen, type Row, readCases, scheduleOf, type Terms } from './one-loan.js';

function line(row: Row | undefined): string {
  return row === undefined ? '' : `${row.due} ${formatFen(row.principal)} ${formatFen(row.interest)}`;
}

function conventionsOf(basis: string, counting: string): Conventions {
  const every = counting === '' ? undefined : (counting as 'periodic' | 'actual');
  return {
    ...CONVENTIONS,
    dayCountBasis: basis === '365' ? 365 : 360,
    periodInterest:
      every === undefined
        ? CONVENTIONS.periodInterest
        : { equalInstalment: every, equalPrincipal: every, interestOnly: every, bullet: every },
  };
}

const WHOLE_YEAR: Terms = {
  principal: fen('1200.00'),
  ratePercent: 6,
  disbursedOn: day('2024-01-15'),
  maturesOn: day('2025-01-15'),
  method: 'equal_instalment',
  period: 'monthly',
};

describe('schedules worked out by hand (test/cases/schedule.csv)', () => {
  it.each(readCases('schedule'))('$case', (row) => {
    const { rows, missing } = scheduleOf(
      {
        principal: fen(row['principal']!),
        ratePercent: Number(row['annual_rate_percent']),
        disbursedOn: day(row['disbursed_on']!),
        maturesOn: day(row['matures_on']!),
        method: row['repayment_method'] as NonNullable<Terms['method']>,
        ...(row['period'] === '' ? {} : { period: row['period'] as NonNullable<Terms['period']> }),
        paymentDay: Number(row['payment_day']),
      },
      conventionsOf(row['basis']!, row['period_interest']!),
    );
    expect(missing).toBeNull();
    expect({
      instalments: String(rows.length),
      first: line(rows[0]),
      second: line(rows[1]),
      last: line(rows.at(-1)),
      totalInterest: formatFen(rows.reduce((sum, each) => sum + each.interest, 0)),
      principal: rows.reduce((sum, each) => sum + each.principal, 0),
    }).toEqual({
      instalments: row['instalments'],
      first: row['first'],
      second: row['second'],
      last: row['last'],
      totalInterest: row['total_interest'],
      principal: fen(row['principal']!),
    });
  });
});

describe('a fact that is missing', () => {
  const { principal, ratePercent, disbursedOn, maturesOn, method, period } = WHOLE_YEAR as Required<Terms>;
  const complete = { principal, ratePercent, disbursedOn, maturesOn, method, period };

  it.each([
    ['repayment_method', 'method'],
    ['period', 'period'],
    ['annual_rate_percent', 'ratePercent'],
    ['matures_on', 'maturesOn'],
  ] as const)('loans.%s is named and nothing is guessed', (column, key) => {
    const { [key]: _dropped, ...rest } = complete;
    const { rows, missing } = scheduleOf(rest);
    const because = column === 'period' ? 'schedule-needs-period' : 'schedule-needs-terms';
    expect(missing).toEqual([{ fact: `loans.${column}`, because }]);
    expect(rows).toEqual([]);
  });

  it('names every missing fact at once', () => {
    const { missing } = scheduleOf({ principal, disbursedOn, maturesOn });
    expect(missing?.map((fact) => fact.fact)).toEqual([
      'loans.repayment_method',
      'loans.period',
      'loans.annual_rate_percent',
    ]);
  });

  it('a blank period is no lack for a bullet loan', () => {
    expect(scheduleOf({ principal, ratePercent, disbursedOn, maturesOn, method: 'bullet' }).missing).toBeNull();
  });

  it.each(['monthly', 'quarterly', 'yearly'] as const)('a policy may say that a blank period is %s', (said) => {
    const own = { ...CONVENTIONS, periodWhenBlank: said };
    const terms = { principal, ratePercent, disbursedOn, maturesOn: day('2027-01-15') };
    for (const method of ['equal_instalment', 'equal_principal', 'interest_only'] as const) {
      const written = scheduleOf({ ...terms, method, period: said });
      expect(written.rows.length).toBeGreaterThan(1);
      expect(scheduleOf({ ...terms, method }, own)).toEqual(written);
      // What the export says goes before it, and what needs no period stays without.
      expect(scheduleOf({ ...terms, method, period: 'once' }, own)).toEqual(
        scheduleOf({ ...terms, method, period: 'once' }),
      );
    }
    expect(scheduleOf({ ...terms, method: 'bullet' }, own)).toEqual(scheduleOf({ ...terms, method: 'bullet' }));
  });

  it('the method "schedule" needs a given schedule', () => {
    expect(scheduleOf({ ...complete, method: 'schedule' }).missing).toEqual([
      { fact: 'schedule', because: 'method-says-given-schedule' },
    ]);
  });

  it('a maturity before disbursement is no maturity', () => {
    expect(scheduleOf({ ...complete, maturesOn: day('2023-12-31') }).missing?.[0]?.fact).toBe('loans.matures_on');
  });

  it('a zero rate is a known rate', () => {
    const { rows } = scheduleOf({ ...complete, ratePercent: 0 });
    expect(rows.every((row) => row.interest === 0 && row.principal === fen('100.00'))).toBe(true);
  });
});

describe('a given schedule', () => {
  const given = [
    { dueOn: day('2024-03-31'), principal: fen('400.00'), interest: fen('12.34'), fee: fen('1.00') },
    { dueOn: day('2024-02-29'), principal: fen('600.00'), interest: fen('20.00') },
  ];

  it('is used whatever the method says, without rate or period', () => {
    const { rows, missing } = scheduleOf({ given, method: 'bullet' });
    expect(missing).toBeNull();
    expect(rows).toEqual([
      { due: '2024-02-29', principal: 60000, interest: 2000, fee: 0 },
      { due: '2024-03-31', principal: 40000, interest: 1234, fee: 100 },
    ]);
  });

  it('takes a blank fee for no fee, but asks for a blank interest', () => {
    const blank = [{ dueOn: day('2024-02-29'), principal: 100, interest: Number.NaN, fee: Number.NaN }];
    expect(scheduleOf({ given: blank, ratePercent: 5 }).missing?.[0]?.fact).toBe('schedule.interest');
    expect(scheduleOf({ given: blank }).missing?.[0]?.fact).toBe('schedule.interest');
    expect(scheduleOf({ given: blank, ratePercent: 0 }).rows[0]).toMatchObject({ interest: 0, fee: 0 });
  });
});

describe('terms at the edge', () => {
  it('the longest term that dates allow is built, month by month', () => {
    const { rows } = scheduleOf({
      principal: fen('1000000.00'),
      ratePercent: 4.9,
      disbursedOn: day('1900-01-31'),
      maturesOn: day('2199-12-31'),
      method: 'equal_instalment',
      period: 'monthly',
    });
    expect(rows).toHaveLength(3599);
    expect(rows.at(-1)?.due).toBe('2199-12-31');
    expect(rows.reduce((sum, row) => sum + row.principal, 0)).toBe(fen('1000000.00'));
  });

  it('one fen over twelve instalments falls due once', () => {
    const { rows } = scheduleOf({ ...WHOLE_YEAR, principal: 1 });
    expect(rows.map((row) => row.principal)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('no part is negative where a broken first period bears more than an instalment', () => {
    const { rows } = scheduleOf(
      { ...WHOLE_YEAR, ratePercent: 900, disbursedOn: day('2024-01-01'), paymentDay: 28 },
      conventionsOf('360', 'actual'),
    );
    expect(rows.every((row) => row.principal >= 0)).toBe(true);
    expect(rows.reduce((sum, row) => sum + row.principal, 0)).toBe(fen('1200.00'));
  });

  it('a payment day at the end of the month of disbursement keeps the rhythm', () => {
    const { rows } = scheduleOf({
      ...WHOLE_YEAR,
      method: 'equal_principal',
      disbursedOn: day('2024-02-29'),
      maturesOn: day('2024-05-31'),
      paymentDay: 31,
    });
    expect(rows.map((row) => row.due)).toEqual(['2024-03-31', '2024-04-30', '2024-05-31']);
    // Three whole months at 0.5 % of 1200, 800 and 400.
    expect(rows.map((row) => row.interest)).toEqual([600, 400, 200]);
  });

  it('due dates rise and end at maturity', () => {
    const maturesOn = day('2026-03-03');
    const { rows } = scheduleOf({ ...WHOLE_YEAR, period: 'quarterly', paymentDay: 21, maturesOn });
    expect(rows.map((row) => row.due)).toEqual([...rows.map((row) => row.due)].sort());
    expect(rows.at(-1)?.due).toBe(formatIsoDate(maturesOn));
  });
});
