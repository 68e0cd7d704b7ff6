/** More negative evidence never raises willingness: one more bad record in the files of a book, whatever else is on record. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assess, bulletLoans, openBook } from './assessed-book.js';

const AS_OF = '2026-06-30';
/** In default since 2025-07-02, long enough for events before and within every window. */
const LOANS = bulletLoans('loan_id,borrower_id,principal,disbursed_on,matures_on', 'L1,B,5000,2024-07-01,2025-07-01');
const HEADER = 'loan_id,happened_at,kind,promised_on,amount,result';

const anyDay = fc.constantFrom(
  '2025-06-20',
  '2025-07-02',
  '2025-12-01',
  '2026-02-10',
  '2026-04-01',
  '2026-04-02',
  '2026-05-15',
  '2026-06-29',
  '2026-06-30',
);
const anyEvent = fc
  .record({
    day: anyDay,
    kind: fc.constantFrom('call', 'promise', 'refusal', 'unreachable', 'threat', 'dispute', 'asset_transfer', 'demand'),
    promised: fc.constantFrom('2026-02-20', '2026-06-10', '2026-07-10'),
    amount: fc.constantFrom('', '100', '600'),
    result: fc.constantFrom('', '已接通'),
  })
  .map(({ day, kind, promised, amount, result }) =>
    kind === 'promise' && promised >= day
      ? `L1,${day},promise,${promised},${amount},`
      : `L1,${day},${kind === 'promise' ? 'call' : kind},,,${result}`,
  );
/** Attempts that fail go in rows: five of them make a sign. */
const anyLog = fc
  .tuple(fc.array(anyEvent, { maxLength: 8 }), fc.integer({ min: 0, max: 6 }), anyDay)
  .map(([events, attempts, day]) => [...events, ...Array.from({ length: attempts }, () => `L1,${day},unreachable,,,`)]);
/** Nothing of this money comes after the days promised for, so that a promise added below stays unkept. */
const anyPayments = fc.subarray(['L1,2025-08-01,50', 'L1,2026-01-20,300', 'L1,2026-04-20,100']);
const anyBadEvent = fc.oneof(
  fc
    .tuple(anyDay, fc.constantFrom('refusal', 'unreachable', 'threat', 'asset_transfer', 'police_report'))
    .map(([day, kind]) => `L1,${day},${kind},,,`),
  // A promise of which nothing came.
  fc.constantFrom('L1,2026-05-01,promise,2026-05-20,5000,', 'L1,2026-02-01,promise,2026-02-03,5000,'),
);

async function willingnessOf(events: readonly string[], payments: readonly string[]): Promise<number> {
  const files = {
    loans: LOANS,
    payments: ['loan_id,paid_on,amount', ...payments, ''].join('\n'),
    events: [HEADER, ...events, ''].join('\n'),
  };
  return assess(await openBook(files, AS_OF)).assessment.balance!.willingness;
}

test('one more bad record on the log never raises willingness', async () => {
  await fc.assert(
    fc.asyncProperty(anyLog, anyPayments, anyBadEvent, async (log, payments, bad) => {
      expect(await willingnessOf([...log, bad], payments)).toBeLessThanOrEqual(await willingnessOf(log, payments));
    }),
    { numRuns: 400 },
  );
}, 120_000);
