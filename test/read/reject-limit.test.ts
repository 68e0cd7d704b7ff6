/** `--max-rejects` in the reader: where it stops, and that it never stops too early. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRejectLimit } from '../../src/cli/input-demands.js';
import { type LoadOutcome, loadPortfolio } from '../../src/read/load-portfolio.js';
import { exceeds } from '../../src/read/reject-limit.js';
import type { RejectLimit } from '../../src/read/table.js';
import { type BookFiles, TERMS, withFiles } from '../portfolio/book-files.js';
import '../property-seed.js';

const HEADER = 'loan_id,principal,disbursed_on,matures_on';
const SOUND = (at: number) => `L${at},1000,2024-01-10,2025-01-10`;
const BAD = (at: number) => `L${at},x,2024-01-10,2025-01-10`;
const NO_PAYMENTS = 'loan_id,paid_on,amount\n';

/** A loans file of `sound` sound rows and `bad` bad ones, which come last. */
const loans = (sound: number, bad: number) =>
  [
    HEADER,
    ...Array.from({ length: sound }, (_, at) => SOUND(at)),
    ...Array.from({ length: bad }, (_, at) => BAD(sound + at)),
    '',
  ].join('\n');

const load = (files: BookFiles, limit: string): Promise<LoadOutcome> =>
  withFiles(files, (paths) => loadPortfolio(paths, { ...TERMS, rejectLimit: readRejectLimit(limit) }));

const stoppedAt = (outcome: LoadOutcome) => ('refused' in outcome ? outcome.exceeded : null);

describe('the limit as written', () => {
  test.each([
    ['0', { kind: 'rows', most: 0 }],
    ['100', { kind: 'rows', most: 100 }],
    ['1%', { kind: 'share', millionths: 10_000 }],
    ['0.05%', { kind: 'share', millionths: 500 }],
    ['100%', { kind: 'share', millionths: 1_000_000 }],
    ['1％', { kind: 'share', millionths: 10_000 }],
  ] as const)('%s', (text, limit) => expect(readRejectLimit(text)).toEqual(limit));

  test.each(['', '%', '-1', '1.5', '101%', '0.00001%', '1 000', 'one', '1e3'])('"%s" is none', (text) => {
    expect(readRejectLimit(text)).toBeUndefined();
  });
});

describe('a table', () => {
  test.each([
    // sound rows, bad rows, limit, whether the book stands
    [99, 1, '1%', true],
    [98, 2, '1%', false],
    [98, 2, '2', true],
    [97, 3, '2', false],
    [100, 0, '0', true],
    [100, 0, '0%', true],
    [99, 1, '0', false],
    [199, 1, '0.5%', true],
    [198, 1, '0.5%', false],
    [1, 99, '99%', true],
    [1, 99, '100%', true],
  ])('of %d sound rows and %d bad ones under a limit of %s', async (sound, bad, limit, stands) => {
    const outcome = await load({ loans: loans(sound, bad), payments: NO_PAYMENTS }, limit);
    expect('portfolio' in outcome).toBe(stands);
    if (!stands) expect(stoppedAt(outcome)).toMatchObject({ table: 'loans', rejected: bad });
  });

  test('is judged by itself: rows of another one do not make up for it', async () => {
    const payments = `${NO_PAYMENTS}L1,2024-02-10,x\nL1,2024-02-11,5\n`;
    expect(stoppedAt(await load({ loans: loans(1000, 0), payments }, '10%'))).toMatchObject({
      table: 'payments',
      rejected: 1,
    });
    expect(
      stoppedAt(
        await load(
          { loans: loans(2, 0), payments: NO_PAYMENTS, events: 'loan_id,happened_at,kind\nL9,2024-02-10,call\n' },
          '0',
        ),
      ),
    ).toMatchObject({ table: 'events', rejected: 1 });
  });

  test('counts the rows that are rejected only once the table stands together', async () => {
    const twice = `loan_id,paid_on,amount,payment_id\nL1,2024-02-10,5,P1\nL1,2024-02-11,5,P1\n`;
    expect(stoppedAt(await load({ loans: loans(3, 0), payments: twice }, '0'))).toMatchObject({ rejected: 1, rows: 2 });
    expect('portfolio' in (await load({ loans: loans(3, 0), payments: twice }, '1'))).toBe(true);
  });
});

test('a file of nothing but bad rows is not read to its end, and its problems do not pile up', async () => {
  const rows = 200_000;
  for (const limit of ['100', '1%']) {
    const outcome = await load({ loans: loans(1000, rows), payments: NO_PAYMENTS }, limit);
    const exceeded = stoppedAt(outcome)!;
    expect(exceeded.rows).toBeNull();
    expect(exceeded.rejected).toBeLessThan(rows / 10);
    expect('refused' in outcome && outcome.refused.length).toBe(exceeded.rejected);
  }
}, 60_000);

test('a file that is not in the encoding it seemed to be in is read again before it is judged', async () => {
  // Plain at first, so that it is believed to be UTF-8; the name at the end is GB18030 and no UTF-8.
  const name = Buffer.from([0xd5, 0xc5, 0xc8, 0xfd]);
  const rows = Array.from({ length: 120_000 }, (_, at) => `${SOUND(at)},`).join('\n');
  const loansFile = Buffer.concat([
    Buffer.from(`${HEADER},borrower_name\n${rows}\nLx,1000,2024-01-10,2025-01-10,`),
    name,
    Buffer.from('\n'),
  ]);
  expect('portfolio' in (await load({ loans: loansFile, payments: NO_PAYMENTS }, '0'))).toBe(true);
}, 60_000);

test('stops exactly where the counts of a whole reading exceed the limit', async () => {
  const limits = fc.oneof(
    fc.nat(40).map((most): RejectLimit => ({ kind: 'rows', most })),
    fc.nat(1_000_000).map((millionths): RejectLimit => ({ kind: 'share', millionths })),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), limits, async (sound, limit) => {
      const text = `${[HEADER, SOUND(9999), ...sound.map((isSound, at) => (isSound ? SOUND(at) : BAD(at)))].join('\n')}\n`;
      const rejected = sound.filter((isSound) => !isSound).length;
      const outcome = await withFiles({ loans: text, payments: NO_PAYMENTS }, (paths) =>
        loadPortfolio(paths, { ...TERMS, rejectLimit: limit }),
      );
      expect('refused' in outcome).toBe(exceeds(limit, { rows: sound.length + 1, rejected }));
    }),
    { numRuns: 150 },
  );
});
