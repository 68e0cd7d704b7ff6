import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, type EpochDay } from '../../src/domain/civil-date.js';
import type { Conventions, WaterfallStep } from '../../src/domain/conventions.js';
import { penaltyRate } from '../../src/domain/interest.js';
import type { Position, PositionTrace } from '../../src/domain/position.js';
import { walkDays } from './day-by-day.js';
import {
  CONVENTIONS,
  day,
  type GivenRow,
  percent,
  positionOf,
  type Receipt,
  scheduleOf,
  type Terms,
} from './one-loan.js';

const START = day('2024-01-15');
const RUNS = 300;

const waterfalls: readonly (readonly WaterfallStep[])[] = [
  ['fee', 'interest', 'principal'],
  ['fee', 'penalty', 'compound', 'interest', 'principal'],
  ['fee', 'interest', 'principal', 'penalty', 'compound'],
  ['principal', 'interest', 'fee'],
];

const conventionsArbitrary: fc.Arbitrary<Conventions> = fc.record({
  firstDayPastDue: fc.constantFrom('day_after_due' as const, 'due_day' as const),
  dayCountBasis: fc.constantFrom(360 as const, 365 as const),
  periodInterest: fc.constant(CONVENTIONS.periodInterest),
  waterfall: fc.constantFrom(...waterfalls),
  waterfallScope: fc.constantFrom('each_instalment' as const, 'all_due' as const),
  cardWaterfallWhenLate: fc.constant(CONVENTIONS.cardWaterfallWhenLate),
  cardPrincipalFirstFromDpd: fc.constantFrom(31, 91),
  compoundOnUnpaidInterest: fc.boolean(),
  periodWhenBlank: fc.constant('unknown' as const),
  penaltyMarkupWhenBlank: fc.constant(50_000_000),
});

const rowArbitrary: fc.Arbitrary<Required<GivenRow>> = fc.record({
  dueOn: fc.integer({ min: START, max: START + 300 }),
  principal: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 5_000_00 })),
  interest: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50_000 })),
  fee: fc.oneof({ arbitrary: fc.constant(0), weight: 3 }, { arbitrary: fc.integer({ min: 1, max: 5_000 }), weight: 1 }),
});

const receiptArbitrary: fc.Arbitrary<Receipt> = fc.record({
  on: fc.integer({ min: START - 20, max: START + 420 }),
  amount: fc.oneof(fc.integer({ min: 1, max: 3_000_00 }), fc.integer({ min: 1, max: 100 })),
});

/** A part of it, up to all, may be booked to penalty interest. */
const bookedReceiptArbitrary: fc.Arbitrary<Receipt> = fc
  .tuple(receiptArbitrary, fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20_000 })))
  .map(([receipt, part]) => ({ ...receipt, penaltyPart: Math.min(part, receipt.amount) }));

interface Case {
  readonly terms: Terms & { readonly given: readonly Required<GivenRow>[]; readonly receipts: readonly Receipt[] };
  readonly conventions: Conventions;
  readonly asOf: number;
}

const caseArbitrary: fc.Arbitrary<Case> = fc.record({
  terms: fc.record({
    given: fc
      .array(rowArbitrary, { minLength: 1, maxLength: 10 })
      .map((rows) => [...rows].sort((a, b) => a.dueOn - b.dueOn)),
    receipts: fc.array(receiptArbitrary, { maxLength: 10 }),
    assetClass: fc.constantFrom('consumer' as const, 'credit_card' as const),
    ratePercent: fc.constantFrom(0, 4.35, 12, 18.25),
    disbursedOn: fc.constant(START),
  }),
  conventions: conventionsArbitrary,
  asOf: fc.integer({ min: START - 5, max: START + 450 }),
});

function totalAllocated(position: Position): number {
  return (
    position.allocatedFee +
    position.allocatedInterest +
    position.allocatedPrincipal +
    position.allocatedPenalty +
    position.allocatedCompound
  );
}

/** The same position found by walking every day. */
function expectAsWalked({ terms, conventions, asOf }: Case): void {
  const position = positionOf(terms, asOf, conventions);
  const walked = walkDays({
    rows: terms.given,
    receipts: terms.receipts,
    isCard: terms.assetClass === 'credit_card',
    rate: penaltyRate(percent(terms.ratePercent!), 50_000_000),
    conventions,
    asOf,
  });
  expect({
    daysPastDue: position.daysPastDue,
    missedInstalments: position.missedInstalments,
    overdue: {
      fee: position.overdueFee,
      interest: position.overdueInterest,
      principal: position.overduePrincipal,
    },
    penaltyInterest: position.penaltyInterest,
    compoundInterest: position.compoundInterest,
    unallocated: position.unallocated,
    longestDaysPastDue: position.behaviour.longestDaysPastDue,
    curedEpisodes: position.behaviour.curedEpisodes,
  }).toEqual(walked);
}

describe('a position', () => {
  it('is what a walk over every single day gives', () => {
    fc.assert(fc.property(caseArbitrary, expectAsWalked), { numRuns: RUNS });
  });

  it('is what that walk gives where the export books parts to penalty interest', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.array(bookedReceiptArbitrary, { maxLength: 10 }), (drawn, receipts) => {
        expectAsWalked({ ...drawn, terms: { ...drawn.terms, receipts } });
      }),
      { numRuns: RUNS },
    );
  });

  it('accounts for every fen received and every fen lent', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ terms, conventions, asOf }) => {
        const position = positionOf(terms, asOf, conventions);
        const received = terms.receipts.reduce((sum, { on, amount }) => sum + (on <= asOf ? amount : 0), 0);
        const lent = terms.given.reduce((sum, row) => sum + row.principal, 0);
        expect(position.received).toBe(received);
        expect(totalAllocated(position) + position.unallocated).toBe(received);
        expect(position.outstandingPrincipal + position.allocatedPrincipal).toBe(lent);
        expect(Object.values(position).some((value) => Object.is(value, -0))).toBe(false);
        expect(
          Math.min(position.overduePrincipal, position.overdueInterest, position.overdueFee),
        ).toBeGreaterThanOrEqual(0);
        expect(position.outstandingPrincipal).toBeGreaterThanOrEqual(position.overduePrincipal);
      }),
      { numRuns: RUNS },
    );
  });

  it('does not change when a receipt is split on its day, or when rows come in another order', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.nat(), fc.integer(), ({ terms, conventions, asOf }, part, seed) => {
        const whole = positionOf(terms, asOf, conventions);
        const split = terms.receipts.flatMap((receipt) => {
          const first = receipt.amount > 1 ? 1 + (part % (receipt.amount - 1)) : 0;
          return first === 0
            ? [receipt]
            : [
                { on: receipt.on, amount: first },
                { on: receipt.on, amount: receipt.amount - first },
              ];
        });
        const shuffled = seed % 2 === 0 ? split.reverse() : split;
        expect(positionOf({ ...terms, receipts: shuffled }, asOf, conventions)).toEqual(whole);
      }),
      { numRuns: RUNS },
    );
  });

  it('without a receipt never improves from one day to a later one', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.integer({ min: 0, max: 200 }), ({ terms, conventions, asOf }, more) => {
        const receipts = terms.receipts.filter((receipt) => receipt.on <= asOf);
        const before = positionOf({ ...terms, receipts }, asOf, conventions);
        const after = positionOf({ ...terms, receipts }, asOf + more, conventions);
        // Credit may meet what falls due meanwhile, so only what is past due already cannot shrink.
        expect(after.daysPastDue).toBeGreaterThanOrEqual(before.daysPastDue);
        expect(after.penaltyInterest + after.allocatedPenalty).toBeGreaterThanOrEqual(
          before.penaltyInterest + before.allocatedPenalty,
        );
        expect(after.compoundInterest + after.allocatedCompound).toBeGreaterThanOrEqual(
          before.compoundInterest + before.allocatedCompound,
        );
        expect(after.behaviour.longestDaysPastDue).toBeGreaterThanOrEqual(before.behaviour.longestDaysPastDue);
      }),
      { numRuns: RUNS },
    );
  });

  it('is never further past due for one more receipt', () => {
    fc.assert(
      fc.property(caseArbitrary, receiptArbitrary, ({ terms, conventions, asOf }, extra) => {
        const without = positionOf(terms, asOf, conventions);
        const withExtra = positionOf({ ...terms, receipts: [...terms.receipts, extra] }, asOf, conventions);
        expect(withExtra.daysPastDue).toBeLessThanOrEqual(without.daysPastDue);
      }),
      { numRuns: RUNS },
    );
  });

  it('is explained in full: applications add up to the receipts, accruals to what accrued', () => {
    fc.assert(
      fc.property(caseArbitrary, ({ terms, conventions, asOf }) => {
        const trace: PositionTrace = { accruals: [], applications: [] };
        const position = positionOf(terms, asOf, conventions, trace);
        expect(position).toEqual(positionOf(terms, asOf, conventions));
        const applied = (part: string) =>
          trace.applications.reduce((sum, each) => sum + (each.part === part ? each.amount : 0), 0);
        expect(applied('fee')).toBe(position.allocatedFee);
        expect(applied('interest')).toBe(position.allocatedInterest);
        expect(applied('principal')).toBe(position.allocatedPrincipal);
        expect(applied('penalty')).toBe(position.allocatedPenalty);
        expect(applied('compound')).toBe(position.allocatedCompound);
        expect(applied('unallocated')).toBe(position.unallocated);
        const accrued = (kind: string) =>
          trace.accruals.reduce((sum, each) => sum + (each.kind === kind ? each.amount : 0), 0);
        expect(accrued('penalty')).toBe(position.penaltyInterest + position.allocatedPenalty);
        expect(accrued('compound')).toBe(position.compoundInterest + position.allocatedCompound);
        const receipts = new Map<number, number>();
        for (const { on, amount } of terms.receipts) if (on <= asOf) receipts.set(on, (receipts.get(on) ?? 0) + amount);
        const shown = new Map<number, number>();
        for (const { paidOn, amount } of trace.applications) shown.set(paidOn, (shown.get(paidOn) ?? 0) + amount);
        expect([...shown].sort()).toEqual([...receipts].sort());
      }),
      { numRuns: RUNS },
    );
  });

  it('honours booked parts in full', () => {
    const parts = fc.record({ penaltyPart: fc.nat({ max: 5_000 }), feePart: fc.nat({ max: 5_000 }) });
    fc.assert(
      fc.property(
        caseArbitrary,
        fc.array(parts, { minLength: 10, maxLength: 10 }),
        ({ terms, conventions, asOf }, splits) => {
          const receipts = terms.receipts.map((receipt, index) => {
            const { penaltyPart, feePart } = splits[index]!;
            return { ...receipt, penaltyPart, feePart, amount: receipt.amount + penaltyPart + feePart };
          });
          const position = positionOf({ ...terms, receipts }, asOf, conventions);
          const booked = receipts.filter((receipt) => receipt.on <= asOf);
          expect(totalAllocated(position) + position.unallocated).toBe(position.received);
          expect(position.allocatedPenalty + position.allocatedCompound).toBeGreaterThanOrEqual(
            booked.reduce((sum, { penaltyPart }) => sum + penaltyPart, 0),
          );
          expect(position.allocatedFee).toBeGreaterThanOrEqual(booked.reduce((sum, { feePart }) => sum + feePart, 0));
          expect(position.penaltyInterest).toBeGreaterThanOrEqual(0);
          expect(position.compoundInterest).toBeGreaterThanOrEqual(0);
          const trace: PositionTrace = { accruals: [], applications: [] };
          expect(positionOf({ ...terms, receipts }, asOf, conventions, trace)).toEqual(position);
          const applied = (part: string) =>
            trace.applications.reduce((sum, each) => sum + (each.part === part ? each.amount : 0), 0);
          expect(applied('penalty')).toBe(position.allocatedPenalty);
          expect(applied('compound')).toBe(position.allocatedCompound);
          expect(trace.applications.every(({ amount }) => amount > 0)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

describe('an accelerated loan', () => {
  it('has its whole principal due from the day of acceleration on', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.integer({ min: 0, max: 320 }), ({ terms, conventions, asOf }, after) => {
        const acceleratedOn = START + after;
        const position = positionOf({ ...terms, acceleratedOn }, asOf, conventions);
        if (asOf < acceleratedOn) expect(position).toEqual(positionOf(terms, asOf, conventions));
        else if (asOf > acceleratedOn) expect(position.overduePrincipal).toBe(position.outstandingPrincipal);
        expect(totalAllocated(position) + position.unallocated).toBe(position.received);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a loan whose debtor is bankrupt', () => {
  it('bears nothing from the day of acceptance on, and is due in full', () => {
    fc.assert(
      fc.property(caseArbitrary, fc.integer({ min: 0, max: 320 }), ({ terms, conventions, asOf }, after) => {
        const bankruptOn = START + after;
        const on = (day: EpochDay) => positionOf({ ...terms, bankruptOn }, day, conventions);
        const position = on(asOf);
        if (asOf < bankruptOn) expect(position).toEqual(positionOf(terms, asOf, conventions));
        else {
          const before = positionOf(terms, bankruptOn - 1, conventions);
          const borne = ({ allocatedPenalty, penaltyInterest }: typeof position) => allocatedPenalty + penaltyInterest;
          expect(borne(position)).toBe(borne(before));
          if (asOf > bankruptOn) expect(position.overduePrincipal).toBe(position.outstandingPrincipal);
        }
        expect(totalAllocated(position) + position.unallocated).toBe(position.received);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a built schedule', () => {
  const termsArbitrary = fc.record({
    principal: fc.integer({ min: 1, max: 10_000_000_00 }),
    ratePercent: fc.integer({ min: 0, max: 3600 }).map((hundredths) => hundredths / 100),
    disbursedOn: fc.integer({ min: day('2000-01-01'), max: day('2030-12-31') }),
    months: fc.integer({ min: 0, max: 120 }),
    odd: fc.integer({ min: 0, max: 40 }),
    method: fc.constantFrom(
      'equal_instalment' as const,
      'equal_principal' as const,
      'interest_only' as const,
      'bullet' as const,
    ),
    period: fc.constantFrom('monthly' as const, 'quarterly' as const, 'yearly' as const, 'once' as const),
    paymentDay: fc.integer({ min: 0, max: 31 }),
  });

  it('repays exactly the principal, on rising dates, up to maturity', () => {
    fc.assert(
      fc.property(termsArbitrary, fc.constantFrom('periodic' as const, 'actual' as const), (drawn, every) => {
        const maturesOn = addMonths(drawn.disbursedOn, drawn.months) + drawn.odd;
        const { rows, missing } = scheduleOf(
          { ...drawn, maturesOn },
          {
            ...CONVENTIONS,
            periodInterest: { equalInstalment: every, equalPrincipal: every, interestOnly: every, bullet: every },
          },
        );
        expect(missing).toBeNull();
        expect(rows.reduce((sum, row) => sum + row.principal, 0)).toBe(drawn.principal);
        expect(rows.every((row) => row.principal >= 0 && row.interest >= 0 && Number.isInteger(row.interest))).toBe(
          true,
        );
        expect(rows.map((row) => day(row.due))).toEqual(
          [...new Set(rows.map((row) => day(row.due)))].sort((a, b) => a - b),
        );
        expect(day(rows.at(-1)!.due)).toBe(maturesOn);
        if (rows.length > 1) expect(day(rows[0]!.due)).toBeGreaterThan(drawn.disbursedOn);
      }),
      { numRuns: RUNS },
    );
  });

  it('up to a day is the beginning of the whole, and gives the same position on that day', () => {
    fc.assert(
      fc.property(
        termsArbitrary,
        fc.constantFrom('periodic' as const, 'actual' as const),
        fc.integer({ min: -40, max: 4000 }),
        fc.array(fc.record({ after: fc.nat({ max: 4000 }), amount: fc.integer({ min: 1, max: 900_000_00 }) })),
        fc.option(fc.integer({ min: -5, max: 4000 })),
        (drawn, every, until, paid, called) => {
          const { disbursedOn } = drawn;
          const asOf = disbursedOn + until;
          const terms = {
            ...drawn,
            markupPercent: 50,
            maturesOn: addMonths(disbursedOn, drawn.months) + drawn.odd,
            receipts: paid.map(({ after, amount }) => ({ on: disbursedOn + after, amount })),
            ...(called === null ? {} : { acceleratedOn: disbursedOn + called }),
          };
          const conventions: Conventions = {
            ...CONVENTIONS,
            periodInterest: { equalInstalment: every, equalPrincipal: every, interestOnly: every, bullet: every },
          };
          const whole = scheduleOf(terms, conventions);
          const begun = scheduleOf(terms, conventions, asOf);
          expect(begun.planned).toEqual(whole.planned);
          expect(whole.planned.plannedCount).toBe(whole.rows.length);
          expect(begun.rows).toEqual(whole.rows.slice(0, begun.rows.length));
          expect(whole.rows.slice(begun.rows.length).every((row) => day(row.due) > asOf)).toBe(true);
          expect(positionOf(terms, asOf, conventions, undefined, asOf)).toEqual(positionOf(terms, asOf, conventions));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('has equal payments in whole periods, but for the rounding left to the last', () => {
    fc.assert(
      fc.property(termsArbitrary, (drawn) => {
        const period = drawn.period === 'once' ? 'monthly' : drawn.period;
        const months = Math.max(12, Math.ceil(drawn.months / 12) * 12);
        const maturesOn = addMonths(drawn.disbursedOn, months);
        const principal = drawn.principal + 1_000_00;
        const { rows } = scheduleOf({
          ...drawn,
          principal,
          period,
          maturesOn,
          method: 'equal_instalment',
          paymentDay: 0,
        });
        const payments = rows.map((row) => row.principal + row.interest);
        const usual = payments[0]!;
        expect(payments.slice(0, -1).every((payment) => payment === usual)).toBe(true);
        // Each payment is at most half a fen off, each interest too, and the error grows with interest.
        const growth = (1 + drawn.ratePercent / 100) ** (months / 12 + 1);
        expect(Math.abs(payments.at(-1)! - usual)).toBeLessThanOrEqual(rows.length * growth + 1);
      }),
      { numRuns: RUNS },
    );
  });
});
