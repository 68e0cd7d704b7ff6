import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupPayments, newPartGrouping } from '../../src/portfolio/group-payments.js';
import { NO_GROUP } from '../../src/portfolio/grouping.js';
import {
  makeRoom,
  newPaymentRows,
  type PaymentRows,
  packDay,
  putRow,
  shiftLines,
} from '../../src/portfolio/payment-rows.js';

interface Row {
  readonly loan: number;
  readonly day: number;
  readonly channel: number;
  readonly amount: number;
  readonly penalty: number;
  readonly fee: number;
}

const LOANS = 20_000;
const row: fc.Arbitrary<Row> = fc.record({
  // Few loans with many payments, in several blocks, and rows that have left their loan.
  loan: fc.constantFrom(NO_GROUP, 0, 1, 4095, 4096, 12_345, LOANS - 1),
  day: fc.integer({ min: 18_000, max: 18_020 }),
  channel: fc.integer({ min: 0, max: 5 }),
  amount: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  penalty: fc.constantFrom(0, 0, 5),
  fee: fc.constantFrom(0, 0, 3),
});

/** Rows of a book in which no amount is large, or some are. */
const book = fc.oneof(
  fc.array(row, { maxLength: 400 }),
  fc
    .array(fc.tuple(row, fc.constantFrom(0, 1, 2 ** 14)), { maxLength: 400 })
    .map((rows) => rows.map(([of, more]) => ({ ...of, amount: of.amount + more * 2 ** 31 }))),
);

function partOf(rows: readonly Row[], firstLine: number): PaymentRows {
  const part = newPaymentRows();
  makeRoom(part, rows.length);
  rows.forEach(({ loan, day, channel, amount, penalty, fee }, at) => {
    putRow(part, at, loan, packDay(day, channel), 1 + at, amount);
    if (penalty === 0 && fee === 0) return;
    part.booked.row.push(at);
    part.booked.penalty.push(penalty);
    part.booked.fee.push(fee);
  });
  part.count = rows.length;
  shiftLines(part, firstLine - 1);
  return part;
}

/** Penalty gives way first where the two exceed what still stands. */
function booked({ amount, penalty, fee }: Row): { readonly penalty: number; readonly fee: number } {
  const excess = Math.max(0, penalty + fee - amount);
  const offPenalty = Math.min(penalty, excess);
  return { penalty: penalty - offPenalty, fee: fee - (excess - offPenalty) };
}

test('payments of one part or two stand by loan, day and line, whoever grouped them', async () => {
  await fc.assert(
    fc.asyncProperty(book, fc.nat(400), async (rows, cut) => {
      const parts = [rows.slice(0, cut), rows.slice(cut)].map((part, at) => partOf(part, at === 0 ? 2 : 2 + cut));
      const { payments, paymentStart } = await groupPayments(parts, LOANS, newPartGrouping());
      const kept = rows
        .map((of, at) => ({ ...of, line: at + 2 }))
        .filter(({ loan }) => loan !== NO_GROUP)
        .sort((first, second) => first.loan - second.loan || first.day - second.day || first.line - second.line);
      expect([...payments.paidOn]).toEqual(kept.map(({ day }) => day));
      expect([...payments.channel]).toEqual(kept.map(({ channel }) => channel));
      expect([...payments.amount]).toEqual(kept.map(({ amount }) => amount));
      expect(payments.amount instanceof Int32Array).toBe(rows.every(({ amount }) => amount < 2 ** 31));
      expect([...payments.line]).toEqual(kept.map(({ line }) => line));
      const hasPenalty = rows.some(({ penalty }) => penalty > 0);
      const hasFee = rows.some(({ fee }) => fee > 0);
      expect([...payments.penaltyPart]).toEqual(hasPenalty ? kept.map((of) => booked(of).penalty) : []);
      expect([...payments.feePart]).toEqual(hasFee ? kept.map((of) => booked(of).fee) : []);
      for (const loan of [0, 1, 4096, LOANS - 1]) {
        const count = kept.filter((of) => of.loan === loan).length;
        expect(paymentStart[loan + 1]! - paymentStart[loan]!).toBe(count);
      }
      expect(paymentStart[LOANS]).toBe(kept.length);
    }),
    { numRuns: 60 },
  );
});

test('a book without payments has empty columns', async () => {
  const { payments, paymentStart } = await groupPayments([], 3);
  expect([...paymentStart]).toEqual([0, 0, 0, 0]);
  expect(payments.paidOn).toHaveLength(0);
});
