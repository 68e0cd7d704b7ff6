/** What holds for every loan, whatever its dates and receipts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addYears, NO_DAY } from '../../src/domain/civil-date.js';
import type {
  LimitationEstimate,
  LimitationFacts,
  LimitationSettings,
  UnstatedChannel,
} from '../../src/domain/limitation.js';
import { CHANNELS, COUNTER } from '../../src/domain/loan.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { estimateLimitation } from '../../src/rules/limitation.js';
import { day, factsOf, paymentColumns, type ReceiptRow } from './limitation-facts.js';

const settings = (paymentWithoutChannel: UnstatedChannel): LimitationSettings => ({
  expiringWithinDays: 90,
  paymentWithoutChannel,
});
const SETTINGS = settings('undetermined');

const dueOn = fc.integer({ min: day('2008-09-01'), max: day('2025-12-31') });
const asOf = fc.integer({ min: day('2018-07-23'), max: day('2026-11-21') });
const receipt = (channel: fc.Arbitrary<number>): fc.Arbitrary<ReceiptRow> =>
  fc.record({ on: fc.integer({ min: day('2008-09-01'), max: day('2026-11-21') }), channel });
const byDebtor = fc.array(receipt(fc.constant(COUNTER)), { maxLength: 12 });
const byAnybody = fc.array(receipt(fc.integer({ min: 0, max: CHANNELS.length })), { maxLength: 6 });

function loan(lastDueOn: number, receipts: readonly ReceiptRow[]): LimitationFacts {
  const payments = paymentColumns([...receipts].sort((earlier, later) => earlier.on - later.on));
  return { ...factsOf('2023-06-30', { payments }), lastDueOn };
}

function estimateOf(facts: LimitationFacts, on: number): LimitationEstimate {
  const answer = estimateLimitation(facts, lawOfChina, SETTINGS, on);
  if (!answer.determined) throw new Error(JSON.stringify(answer.missing));
  return answer.value;
}

describe('for every loan', () => {
  test('the rolled day is not before the base day, and neither is after the long stop', () => {
    fc.assert(
      fc.property(dueOn, byDebtor, asOf, (due, receipts, on) => {
        const { baseOn, rolledOn } = estimateOf(loan(due, receipts), on);
        const cap = addYears(due, 20);
        expect(baseOn).toBeLessThanOrEqual(cap);
        if (rolledOn === NO_DAY) return;
        expect(rolledOn).toBeGreaterThanOrEqual(baseOn);
        expect(rolledOn).toBeLessThanOrEqual(cap);
      }),
    );
  });

  test('a payment by the debtor never shortens the period', () => {
    fc.assert(
      fc.property(dueOn, byDebtor, receipt(fc.constant(COUNTER)), asOf, (due, receipts, one, on) => {
        const without = estimateOf(loan(due, receipts), on).baseOn;
        expect(estimateOf(loan(due, [...receipts, one]), on).baseOn).toBeGreaterThanOrEqual(without);
      }),
    );
  });

  test('a later as-of date moves no deadline that was still to come, unless a payment came between', () => {
    fc.assert(
      fc.property(dueOn, byDebtor, asOf, asOf, (due, receipts, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const known = receipts.filter(({ on }) => on <= earlier);
        expect(estimateOf(loan(due, known), later).baseOn).toBe(estimateOf(loan(due, receipts), earlier).baseOn);
      }),
    );
  });

  test('the status says where the as-of date stands to the last day', () => {
    fc.assert(
      fc.property(dueOn, byDebtor, asOf, (due, receipts, on) => {
        const { status, baseOn, rolledOn, daysLeft } = estimateOf(loan(due, receipts), on);
        const last = rolledOn === NO_DAY ? baseOn : rolledOn;
        expect(daysLeft).toBe(baseOn - on);
        expect(status).toBe(on > last ? 'defence_available' : daysLeft <= 90 ? 'expiring' : 'running');
      }),
    );
  });

  test('an answer over receipts of unknown origin is the answer under every reading of them', () => {
    fc.assert(
      fc.property(
        dueOn,
        byAnybody,
        fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
        asOf,
        (due, receipts, by, on) => {
          const open = estimateLimitation(loan(due, receipts), lawOfChina, SETTINGS, on);
          if (!open.determined) return;
          // A receipt read as somebody else's is one without a channel, under a policy that takes it so.
          const read = receipts.map(({ on: paid, channel }, index) =>
            channel === COUNTER || channel === COUNTER + 1
              ? { on: paid, channel }
              : { on: paid, channel: by[index] ? COUNTER : 0 },
          );
          const answer = estimateLimitation(loan(due, read), lawOfChina, settings('not_by_debtor'), on);
          expect(answer).toEqual(open);
        },
      ),
    );
  });

  test('explaining changes neither the answer nor what is missing', () => {
    fc.assert(
      fc.property(dueOn, byAnybody, asOf, (due, receipts, on) => {
        const plain = estimateLimitation(loan(due, receipts), lawOfChina, SETTINGS, on);
        const explained = estimateLimitation(loan(due, receipts), lawOfChina, SETTINGS, on, true);
        expect({ ...explained, because: [] }).toEqual({ ...plain, because: [] });
        expect(explained.because.length).toBeGreaterThan(0);
      }),
    );
  });
});
