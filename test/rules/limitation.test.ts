/** What the case table cannot say: reasons, windows on shared columns, other packs of law, and the shape of the code. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatIsoDate, NO_DAY } from '../../src/domain/civil-date.js';
import type { Law } from '../../src/domain/law.js';
import type { LimitationEstimate, LimitationFacts, LimitationSettings } from '../../src/domain/limitation.js';
import { COUNTER, EVENT_KINDS, TRANSFER } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { day, eventColumns, factsOf, parseEvents, parseReceipts, paymentColumns } from './limitation-facts.js';

const SETTINGS: LimitationSettings = { expiringWithinDays: 90, paymentWithoutChannel: 'undetermined' };
const AS_OF = day('2026-11-21');

function estimateOf(facts: LimitationFacts, asOf = AS_OF, law: Law = lawOfChina): LimitationEstimate {
  const answer = estimateLimitation(facts, law, SETTINGS, asOf);
  if (!answer.determined) throw new Error(`undetermined: ${JSON.stringify(answer.missing)}`);
  return answer.value;
}

function missingOf(facts: LimitationFacts, asOf = AS_OF, law: Law = lawOfChina): readonly string[] {
  const answer = estimateLimitation(facts, law, SETTINGS, asOf);
  return answer.determined ? [] : answer.missing.map(({ fact }) => fact);
}

function reasonsOf(
  facts: LimitationFacts,
  asOf = AS_OF,
): readonly { readonly code: string; readonly basis?: string }[] {
  return estimateLimitation(facts, lawOfChina, SETTINGS, asOf, true).because;
}

describe('windows on the book’s columns', () => {
  const payments = paymentColumns(parseReceipts('2026-01-01:counter;2024-02-02:counter;2026-02-02:counter'));

  test('looks only at the loan’s own receipts', () => {
    const facts = factsOf('2021-06-30', { payments, paymentsFrom: 1, paymentsUntil: 2 });
    expect(formatIsoDate(estimateOf(facts).baseOn)).toBe('2027-02-02');
    expect(formatIsoDate(estimateOf({ ...facts, paymentsFrom: 1, paymentsUntil: 1 }).baseOn)).toBe('2024-06-30');
  });

  test('looks only at events of the loan and of its borrower at large', () => {
    const demand = { on: day('2024-05-06'), kind: EVENT_KINDS.indexOf('demand') + 1 };
    const of = (loan: number) => factsOf('2023-06-30', { loan: 7, events: eventColumns([{ ...demand, loan }]) });
    expect(missingOf(of(8))).toEqual([]);
    expect(missingOf(of(7))).toEqual(['events.demand']);
    expect(missingOf(of(-1))).toEqual(['events.demand']);
  });

  test('looks only at the borrower’s own events', () => {
    const events = eventColumns(parseEvents('demand@2024-05-06;call@2024-05-06;demand@2024-05-06'));
    expect(missingOf(factsOf('2023-06-30', { events, eventsFrom: 1, eventsUntil: 2 }))).toEqual([]);
  });

  test('is not blinded by a later call to an event before it', () => {
    const events = eventColumns(parseEvents('demand@2024-05-06;call@2024-05-07'));
    expect(missingOf(factsOf('2023-06-30', { events }))).toEqual(['events.demand']);
  });
});

describe('reasons', () => {
  test('are made only on request', () => {
    expect(estimateLimitation(factsOf('2023-06-30'), lawOfChina, SETTINGS, AS_OF).because).toEqual([]);
  });

  test('name every step with the value of the law that it used', () => {
    const payments = paymentColumns(parseReceipts('2016-03-10:counter'));
    const reasons = reasonsOf(factsOf('2014-05-20', { payments, events: null }), day('2019-01-15'));
    expect(reasons.map(({ code, basis }) => [code, basis])).toEqual([
      ['runs-from-due-date', 'cn.period.start@1987-01-01'],
      ['limitation-period', 'cn.limitation.general@1987-01-01'],
      ['part-payment-restarts', 'cn.limitation.part-payment@2008-09-01'],
      ['limitation-period', 'cn.limitation.general@1987-01-01'],
      ['period-lengthened', 'cn.limitation.transition-2017@2018-07-23'],
      ['last-day-rolled', 'cn.period.end-on-holiday@2017-10-01'],
      ['no-events-file', undefined],
      ['estimate-expiring', undefined],
    ]);
    expect(reasons[3]).toMatchObject({ saw: { runs_from: '2016-03-10', years: 2, base_on: '2018-03-10' } });
    expect(reasons[4]).toMatchObject({ saw: { last_day_under_old_rule: '2018-03-12', base_on: '2019-03-10' } });
  });

  test('tell of a period that had ended before the change', () => {
    const asOf = day('2019-01-15');
    expect(reasonsOf(factsOf('2015-09-30'), asOf)).toContainEqual({
      code: 'period-had-ended-before-change',
      basis: 'cn.limitation.transition-2017@2018-07-23',
      saw: { last_day_under_old_rule: '2017-09-30', base_on: '2017-09-30' },
    });
  });

  test('tell of instalments, of a call before them and of the long stop', () => {
    const instalments = { instalments: 24, oldestUnpaidDueOn: day('2023-03-20') };
    expect(reasonsOf(factsOf('2025-06-20', instalments))[0]).toEqual({
      code: 'runs-from-last-instalment',
      basis: 'cn.limitation.instalment-anchor@2021-01-01',
      saw: {
        runs_from: '2025-06-20',
        last_due_on: '2025-06-20',
        oldest_unpaid_due_on: '2023-03-20',
        instalments: 24,
      },
    });
    expect(reasonsOf(factsOf('2031-06-20', { ...instalments, acceleratedOn: day('2024-02-01') }))[0]).toMatchObject({
      code: 'runs-from-acceleration',
      saw: { runs_from: '2024-02-01', accelerated_on: '2024-02-01' },
    });
    const every = ['2009-02-01', '2011-01-15', '2012-12-01', '2014-11-20', '2016-10-10', '2019-09-01', '2022-08-20'];
    const receipts = parseReceipts([...every, '2025-07-30'].map((on) => `${on}:counter`).join(';'));
    const capped = reasonsOf(factsOf('2007-03-15', { payments: paymentColumns(receipts) }));
    expect(capped).toContainEqual({
      code: 'long-stop-reached',
      basis: 'cn.limitation.long-stop@1987-01-01',
      saw: { base_on: '2027-03-15', long_stop_on: '2027-03-15' },
    });
  });

  test('send a payment after the end to counsel', () => {
    const payments = paymentColumns(parseReceipts('2024-07-02:counter'));
    expect(reasonsOf(factsOf('2021-06-30', { payments }))).toContainEqual({
      code: 'payment-after-period-ended-ask-counsel',
      saw: { paid_on: '2024-07-02', amount: '100.00', channel: 'counter', line: 2 },
    });
  });

  test('show where each receipt and event stands that could not be judged', () => {
    const payments = paymentColumns(parseReceipts('2023-02-02:;2024-02-02:auto_debit'));
    const blank = reasonsOf(factsOf('2021-06-30', { payments }));
    expect(blank.filter(({ code }) => code === 'payment-not-judged')).toEqual([
      { code: 'payment-not-judged', saw: { paid_on: '2023-02-02', amount: '100.00', channel: '', line: 2 } },
      { code: 'payment-not-judged', saw: { paid_on: '2024-02-02', amount: '100.00', channel: 'auto_debit', line: 3 } },
    ]);
    const events = eventColumns(parseEvents('demand@2024-05-06:signed;call@2024-05-07;lawsuit@2025-01-01'));
    const answer = estimateLimitation(factsOf('2023-06-30', { events }), lawOfChina, SETTINGS, AS_OF, true);
    expect(answer).toMatchObject({
      determined: false,
      missing: [{ fact: 'events.demand', because: 'event-not-judged' }],
    });
    expect(answer.because.filter(({ code }) => code === 'event-not-judged').map(({ saw }) => saw)).toEqual([
      { kind: 'demand', happened_on: '2024-05-06', evidence: 'signed', line: 2 },
      { kind: 'lawsuit', happened_on: '2025-01-01', evidence: '', line: 4 },
    ]);
  });

  test('say that nothing is owed', () => {
    expect(reasonsOf(factsOf('2023-06-30', { owed: 0 }))).toEqual([{ code: 'nothing-owed', saw: { owed: '0.00' } }]);
  });

  test('call the answer an estimate', () => {
    expect(reasonsOf(factsOf('2023-06-30')).at(-1)).toEqual({
      code: 'estimate-defence_available',
      saw: { as_of: '2026-11-21', base_on: '2026-06-30', days_left: -144 },
    });
  });
});

describe('another pack of law', () => {
  test('a last day that rolls past the change of 2017 had not ended before it', () => {
    const closed = new Set(['2017-09-30', '2017-10-01', '2017-10-02'].map(day));
    const businessDays = { ...calendarWithout(), isHoliday: (on: number) => closed.has(on) };
    const law = { ...lawOfChina, businessDays };
    expect(formatIsoDate(estimateOf(factsOf('2015-09-30'), AS_OF, law).baseOn)).toBe('2018-09-30');
    expect(formatIsoDate(estimateOf(factsOf('2015-09-29'), AS_OF, law).baseOn)).toBe('2017-09-29');
  });

  test('a period that ends on the very day of the change had not ended before it', () => {
    const law = { ...lawOfChina, businessDays: { ...calendarWithout(), isHoliday: () => false } };
    expect(formatIsoDate(estimateOf(factsOf('2015-10-01'), AS_OF, law).baseOn)).toBe('2018-10-01');
    expect(formatIsoDate(estimateOf(factsOf('2015-09-30'), AS_OF, law).baseOn)).toBe('2017-09-30');
  });

  test('a value that has ended is not used after its end', () => {
    const years = lawOfChina.limitationYears.values.map((value) => ({ ...value, until: value.until ?? '2023-07-01' }));
    const law: Law = { ...lawOfChina, limitationYears: { ...lawOfChina.limitationYears, values: years } };
    expect(missingOf(factsOf('2023-07-01'), AS_OF, law)).toEqual(['law.cn.limitation.general']);
    expect(missingOf(factsOf('2020-06-30'), AS_OF, law)).toEqual([]);
    expect(missingOf(factsOf('2020-07-01'), AS_OF, law)).toEqual(['law.cn.limitation.transition-2017']);
  });

  test('without a calendar of days off nobody knows whether the day after the base day is still in time', () => {
    const law = { ...lawOfChina, businessDays: calendarWithout() };
    expect(estimateOf(factsOf('2021-06-30'), day('2024-06-30'), law)).toMatchObject({
      status: 'expiring',
      rolledOn: NO_DAY,
    });
    // The base day was a Sunday: on the Monday the period had not ended.
    expect(estimateOf(factsOf('2021-06-30'), day('2024-07-01')).status).toBe('expiring');
    expect(missingOf(factsOf('2021-06-30'), day('2024-07-01'), law)).toEqual(['law.business-days']);
    const longest = law.businessDays.longestClosureDays;
    expect(missingOf(factsOf('2021-06-30'), day('2024-06-30') + longest, law)).toEqual(['law.business-days']);
    expect(estimateOf(factsOf('2021-06-30'), day('2024-06-30') + longest + 1, law).status).toBe('defence_available');
  });

  test('without a calendar a payment within the longest closure after the base day is not judged', () => {
    const law = { ...lawOfChina, businessDays: calendarWithout() };
    const paid = (on: string) =>
      factsOf('2021-06-30', { payments: paymentColumns([{ on: day(on), channel: COUNTER }]) });
    expect(missingOf(paid('2024-06-30'), AS_OF, law)).toEqual([]);
    expect(missingOf(paid('2024-07-01'), AS_OF, law)).toEqual(['law.business-days']);
    expect(missingOf(paid('2024-07-10'), AS_OF, law)).toEqual(['law.business-days']);
    expect(missingOf(paid('2024-07-11'), AS_OF, law)).toEqual([]);
  });

  test.each([
    [
      'law.cn.limitation.long-stop',
      'limitationLongStopYears',
      { payments: paymentColumns([{ on: day('2024-01-05'), channel: TRANSFER }]) },
    ],
    ['law.cn.limitation.suspension-window', 'limitationSuspensionWindowMonths', { hold: 5 }],
    [
      'law.cn.limitation.part-payment',
      'limitationPartPayment',
      { payments: paymentColumns([{ on: day('2024-01-05'), channel: TRANSFER }]) },
    ],
    ['law.cn.limitation.instalment-anchor', 'limitationInstalmentAnchor', { instalments: 2 }],
    ['law.cn.limitation.general', 'limitationYears', {}],
  ] as const)('that is silent gives %s as missing', (fact, name, changes) => {
    const silent: Law = { ...lawOfChina, [name]: { ...lawOfChina[name], values: [] } };
    expect(missingOf(factsOf('2023-06-30', changes), AS_OF, silent)).toEqual([fact]);
    expect(missingOf(factsOf('2023-06-30', { ...changes, hold: 0 }), AS_OF, lawOfChina)).toEqual([]);
  });

  function calendarWithout() {
    return { knownFrom: 0, knownTo: 0, longestClosureDays: 10, isHoliday: (): boolean | undefined => undefined };
  }
});

test('no number of law stands in the rule', () => {
  for (const file of ['rules/limitation.ts', 'domain/limitation-terms.ts', 'domain/limitation-events.ts']) {
    const code = readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\/\/.*$/gm, '')
      .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
    const numbers = [...code.matchAll(/(?<![\w.])\d[\d_.]*/g)].map(([literal]) => literal);
    // 0 and 1 count and step; 12 and 31 name the last day of the supported years.
    expect(numbers.filter((literal) => !['0', '1'].includes(literal))).toEqual(
      file.endsWith('terms.ts') ? ['12', '31'] : [],
    );
  }
});
