/**
 * Why a loan differs from the bank's figures, against a plain search that works the loan out anew for each explanation and
 * knows no short cut: whatever the reported figures, both must name the same one.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilDateOf, NO_DAY } from '../../src/domain/civil-date.js';
import type { Conventions } from '../../src/domain/conventions.js';
import { emptyInstalments, type PaymentColumns } from '../../src/domain/loan.js';
import type { Position } from '../../src/domain/position.js';
import type { ArrearsFigures, ReconciliationFinding, ReconciliationTerms } from '../../src/domain/reconciliation.js';
import { computePosition } from '../../src/rules/position.js';
import { agrees } from '../../src/rules/reconcile.js';
import { buildSchedule } from '../../src/rules/schedule.js';
import type { LoanBench } from '../../src/triage/assess-loan.js';
import { explainDifference } from '../../src/triage/explain-difference.js';
import { newTrial } from '../../src/triage/reconciliation-trial.js';
import { CONVENTIONS, day, loanOf, positionOf, type Receipt, type Terms } from '../rules/one-loan.js';

const START = day('2024-01-15');
const WATERFALLS: readonly Conventions['waterfall'][] = [
  ['fee', 'interest', 'principal'],
  ['fee', 'interest', 'principal', 'penalty', 'compound'],
  ['interest', 'principal'],
];

const conventionsArbitrary: fc.Arbitrary<Conventions> = fc.record({
  firstDayPastDue: fc.constantFrom('day_after_due' as const, 'due_day' as const),
  dayCountBasis: fc.constant(360 as const),
  periodInterest: fc.constant(CONVENTIONS.periodInterest),
  waterfall: fc.oneof(
    { weight: 4, arbitrary: fc.constant(WATERFALLS[0]!) },
    { weight: 1, arbitrary: fc.constantFrom(...WATERFALLS) },
  ),
  waterfallScope: fc.constantFrom('each_instalment' as const, 'all_due' as const),
  cardWaterfallWhenLate: fc.constant(CONVENTIONS.cardWaterfallWhenLate),
  cardPrincipalFirstFromDpd: fc.constantFrom(31, 91),
  compoundOnUnpaidInterest: fc.boolean(),
  periodWhenBlank: fc.constant('unknown' as const),
  penaltyMarkupWhenBlank: fc.constant(50_000_000),
});

const receiptArbitrary: fc.Arbitrary<Receipt> = fc.record({
  on: fc.integer({ min: START, max: START + 420 }),
  amount: fc.oneof(fc.integer({ min: 1, max: 3_000_00 }), fc.constant(1_050_00)),
});
const bookedArbitrary: fc.Arbitrary<Receipt> = fc
  .tuple(receiptArbitrary, fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 2_000 }))
  .map(([receipt, penaltyPart, feePart]) => ({ ...receipt, penaltyPart, feePart }));

const commonArbitrary = {
  receipts: fc.oneof(
    { weight: 4, arbitrary: fc.array(receiptArbitrary, { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(bookedArbitrary, { maxLength: 8 }) },
  ),
  assetClass: fc.constantFrom('consumer' as const, 'credit_card' as const),
  ratePercent: fc.constantFrom(4.35, 12, 18.25),
  disbursedOn: fc.constant(START),
  acceleratedOn: fc.oneof(
    { weight: 2, arbitrary: fc.constant(NO_DAY) },
    { weight: 1, arbitrary: fc.integer({ min: START + 60, max: START + 400 }) },
  ),
};
const termsArbitrary: fc.Arbitrary<Terms & { readonly receipts: readonly Receipt[] }> = fc.oneof(
  fc.record({
    ...commonArbitrary,
    principal: fc.constant(10_000_00),
    maturesOn: fc.constantFrom(START + 300, START + 366, START + 800),
    method: fc.constantFrom('equal_instalment' as const, 'equal_principal' as const, 'interest_only' as const),
    period: fc.constantFrom('monthly' as const, 'quarterly' as const),
    paymentDay: fc.constantFrom(0, 20),
  }),
  fc.record({
    ...commonArbitrary,
    given: fc.array(
      fc.record({
        dueOn: fc.integer({ min: START + 1, max: START + 420 }),
        principal: fc.integer({ min: 0, max: 2_000_00 }),
        interest: fc.integer({ min: 0, max: 9_000 }),
        fee: fc.constantFrom(0, 0, 500),
      }),
      { minLength: 1, maxLength: 10 },
    ),
  }),
);

/** Mostly what is usual, now and then one of the others. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

/** What the bank may have done otherwise, and by how much its figures are rough on top. */
const bankArbitrary = fc.record({
  convention: fc.constantFrom(
    'none',
    'first-day',
    'scope',
    'scope',
    'principal-first',
    'actual',
    'periodic',
    'uncalled',
  ),
  daysEarlier: mostly(0, 1, 3),
  lessReceipts: mostly(0, 1, 2),
  more: fc.oneof(
    { weight: 6, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 400_000 }) },
  ),
  rough: mostly(0, 60, 130, 900),
  roughDays: mostly(0, 1, -2, 30),
  reports: mostly('all', 'days', 'amounts', 'principal'),
  graceDays: mostly(0, 15),
});

interface Case {
  readonly terms: Terms & { readonly receipts: readonly Receipt[] };
  readonly conventions: Conventions;
  readonly asOf: number;
  readonly bank: typeof bankArbitrary extends fc.Arbitrary<infer Bank> ? Bank : never;
}

const caseArbitrary: fc.Arbitrary<Case> = fc.record({
  terms: termsArbitrary,
  conventions: conventionsArbitrary,
  asOf: fc.oneof(fc.integer({ min: START + 40, max: START + 450 }), fc.constantFrom(START + 91, START + 152)),
  bank: bankArbitrary,
});

function inTurn(own: Conventions): readonly [ReconciliationFinding, Conventions, number][] {
  const all = (method: 'periodic' | 'actual') => ({
    equalInstalment: method,
    equalPrincipal: method,
    interestOnly: method,
    bullet: method,
  });
  const firstDayPastDue = own.firstDayPastDue === 'due_day' ? 'day_after_due' : 'due_day';
  const waterfallScope = own.waterfallScope === 'all_due' ? 'each_instalment' : 'all_due';
  const waterfall = ['principal' as const, ...own.waterfall.filter((step) => step !== 'principal')];
  return [
    ['first-day', { ...own, firstDayPastDue }, 0],
    ['waterfall-scope', { ...own, waterfallScope }, 0],
    ['principal-first', { ...own, waterfall }, 0],
    ['period-interest', { ...own, periodInterest: all('periodic') }, 0],
    ['period-interest', { ...own, periodInterest: all('actual') }, 1],
  ];
}

function reportedBy({ terms, conventions, asOf, bank }: Case): ArrearsFigures {
  const [firstDay, scope, principalFirst, periodic, actual] = inTurn(conventions).map(([, other]) => other);
  const of: Readonly<Record<string, Conventions | undefined>> = {
    'first-day': firstDay,
    scope,
    'principal-first': principalFirst,
    periodic,
    actual,
  };
  const on = asOf - bank.daysEarlier;
  const known = terms.receipts.filter((receipt) => receipt.on <= asOf).sort((a, b) => a.on - b.on);
  const kept = known.slice(0, Math.max(0, known.length - bank.lessReceipts));
  const receipts = bank.more > 0 ? [...kept, { on, amount: bank.more }] : kept;
  const acceleratedOn = bank.convention === 'uncalled' ? NO_DAY : (terms.acceleratedOn ?? NO_DAY);
  const position = positionOf({ ...terms, receipts, acceleratedOn }, on, of[bank.convention] ?? conventions);
  const has = (figure: string) => bank.reports === 'all' || bank.reports.includes(figure);
  return {
    daysPastDue: has('days') ? Math.max(0, position.daysPastDue + bank.roughDays) : Number.NaN,
    overduePrincipal: has('amounts') || has('principal') ? position.overduePrincipal + bank.rough : Number.NaN,
    overdueInterest: has('amounts') ? position.overdueInterest + (bank.rough % 7) * 90 : Number.NaN,
  };
}

type Explanation = readonly [found: ReconciliationFinding, detail: number];

/** Every explanation in turn, each worked out from the terms. */
function searchPlainly(one: Case, reported: ArrearsFigures, settings: ReconciliationTerms): Explanation {
  const { terms, conventions, asOf } = one;
  const known = terms.receipts.filter((receipt) => receipt.on <= asOf).sort((a, b) => a.on - b.on);
  const own = positionOf(terms, asOf, conventions);
  const fits = (figures: ArrearsFigures) => agrees(reported, figures, settings);
  const withReceipts = (receipts: readonly Receipt[]): Position =>
    positionOf({ ...terms, receipts }, asOf, conventions);
  const plus = (amount: number): Position => withReceipts([...known, { on: asOf, amount }]);

  const { daysPastDue, overduePrincipal, overdueInterest, overdueFee, oldestUnpaidDueOn } = own;
  const { graceDays } = settings;
  const graced =
    daysPastDue > graceDays
      ? { daysPastDue: daysPastDue - graceDays, overduePrincipal, overdueInterest }
      : { daysPastDue: 0, overduePrincipal: 0, overdueInterest: 0 };
  if (graceDays > 0 && fits(graced)) return ['within-grace', 0];
  const daysEarlier = daysPastDue - reported.daysPastDue;
  const isEarlier = () => fits(positionOf(terms, asOf - daysEarlier, conventions));
  if (daysEarlier === 1 && isEarlier()) return ['other-day', asOf - 1];
  for (const [found, other, detail] of inTurn(conventions)) {
    if (fits(positionOf(terms, asOf, other))) return [found, detail];
  }
  const withPenalty = overdueInterest + own.penaltyInterest + own.compoundInterest;
  if (fits({ daysPastDue, overduePrincipal, overdueInterest: withPenalty })) return ['interest-with-penalty', 0];
  if (oldestUnpaidDueOn !== NO_DAY) {
    const [from, to] = [civilDateOf(oldestUnpaidDueOn), civilDateOf(asOf)];
    const days =
      (to.year - from.year) * 360 + (to.month - from.month) * 30 + Math.min(to.day, 30) - Math.min(from.day, 30);
    if (fits({ daysPastDue: days, overduePrincipal, overdueInterest })) return ['thirty-day-months', 0];
  }
  if (daysEarlier > 0 && daysEarlier <= settings.reportAgeDays && isEarlier()) return ['other-day', asOf - daysEarlier];
  if ((terms.acceleratedOn ?? NO_DAY) !== NO_DAY) {
    const uncalled = positionOf({ ...terms, acceleratedOn: NO_DAY }, asOf, conventions);
    if (fits(uncalled)) return ['not-called', 0];
    if (fits({ daysPastDue, overduePrincipal, overdueInterest: uncalled.overdueInterest }))
      return ['interest-after-call', 0];
  }
  const isLess =
    reported.daysPastDue < daysPastDue ||
    reported.overduePrincipal < overduePrincipal ||
    reported.overdueInterest < overdueInterest;
  if (isLess) {
    const difference = overduePrincipal - reported.overduePrincipal + (overdueInterest - reported.overdueInterest);
    for (const amount of [difference, difference + overdueFee]) {
      if (amount > 0 && fits(plus(amount))) return ['receipts-missing', amount];
    }
    if (reported.daysPastDue < daysPastDue) {
      let less = 0;
      let enough = overduePrincipal + overdueInterest + overdueFee;
      while (enough - less > 1) {
        const middle = Math.floor((less + enough) / 2);
        if (plus(middle).daysPastDue <= reported.daysPastDue) enough = middle;
        else less = middle;
      }
      if (fits(plus(enough))) return ['receipts-missing', enough];
    }
  } else {
    for (let count = 1; count <= Math.min(3, known.length); count++) {
      if (fits(withReceipts(known.slice(0, known.length - count)))) return ['receipts-not-booked', count];
    }
  }
  if (Math.abs(reported.daysPastDue - daysPastDue) <= settings.toleranceDays) return ['amounts-of-instalments', 0];
  if (reported.daysPastDue > 0) {
    const instalments = emptyInstalments();
    buildSchedule(loanOf(terms), conventions, instalments, asOf);
    const from = asOf - reported.daysPastDue + (conventions.firstDayPastDue === 'due_day' ? 1 : 0);
    const planned = [...instalments.dueOn.subarray(0, instalments.count), terms.acceleratedOn ?? NO_DAY];
    if (!planned.some((dueOn) => Math.abs(dueOn - from) <= 1)) return ['due-date-not-planned', from];
  }
  return ['nothing-found', 0];
}

/** What the program says, and that it leaves the loan as it was. Null where the figures agree. */
function explain(one: Case, reported: ArrearsFigures, settings: ReconciliationTerms): Explanation | null {
  const file = loanOf(one.terms);
  const instalments = emptyInstalments(1);
  const { asOf, conventions } = one;
  buildSchedule(file, conventions, instalments, asOf);
  const own = computePosition(file, instalments, conventions, asOf);
  if (agrees(reported, own, settings)) return null;
  const before = structuredClone({ file, own, instalments });
  const bench = { terms: { asOf, conventions, policy: { reconciliation: settings } }, file, instalments };
  const trial = newTrial(bench as unknown as LoanBench);
  Object.assign(trial.reported, reported);
  const found = explainDifference(trial, own);
  expect({ file, own, instalments }).toEqual(before);
  return [found, trial.detail];
}

describe('the explanation of a difference', () => {
  it('is the one that a plain search finds', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(caseArbitrary, (one) => {
        const settings: ReconciliationTerms = {
          toleranceDays: 0,
          toleranceFen: 100,
          graceDays: one.bank.graceDays,
          reportAgeDays: 7,
          mostDiffering: 0.1,
        };
        const reported = reportedBy(one);
        const explanation = explain(one, reported, settings);
        if (explanation === null) return;
        seen.set(explanation[0], (seen.get(explanation[0]) ?? 0) + 1);
        expect(explanation).toEqual(searchPlainly(one, reported, settings));
      }),
      { numRuns: 4000 },
    );
    // Each of the usual explanations has come up: the search is no empty comparison.
    const usual = ['first-day', 'other-day', 'waterfall-scope', 'principal-first', 'period-interest', 'not-called'];
    const more = ['receipts-missing', 'receipts-not-booked', 'amounts-of-instalments', 'due-date-not-planned'];
    for (const found of [...usual, ...more, 'nothing-found']) expect(seen.get(found) ?? 0, found).toBeGreaterThan(0);
  });

  it('leaves the receipts of the book alone while it tries others', () => {
    const terms: Terms = {
      principal: 10_000_00,
      ratePercent: 12,
      disbursedOn: START,
      maturesOn: START + 366,
      method: 'equal_principal',
      period: 'monthly',
      receipts: [{ on: START + 31, amount: 900_00 }],
    };
    const file = loanOf(terms);
    const payments: PaymentColumns = file.payments;
    const instalments = emptyInstalments();
    buildSchedule(file, CONVENTIONS, instalments, START + 100);
    const own = computePosition(file, instalments, CONVENTIONS, START + 100);
    const policy = { reconciliation: { toleranceDays: 0, toleranceFen: 100, graceDays: 0, reportAgeDays: 7 } };
    const bench = { terms: { asOf: START + 100, conventions: CONVENTIONS, policy }, file, instalments };
    const trial = newTrial(bench as unknown as LoanBench);
    Object.assign(trial.reported, {
      daysPastDue: own.daysPastDue,
      overduePrincipal: own.overduePrincipal - 100_00,
      overdueInterest: own.overdueInterest,
    });
    explainDifference(trial, own);
    expect(file.payments).toBe(payments);
    expect([...payments.amount]).toEqual([900_00]);
    expect([file.paymentsFrom, file.paymentsUntil]).toEqual([0, 1]);
  });
});
