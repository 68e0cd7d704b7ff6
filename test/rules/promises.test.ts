/** Promises to pay: kept, broken, due (domain guide §4, §8). */
import { describe, expect, test } from 'vitest';
import { type EpochDay, NO_DAY, parseIsoDate } from '../../src/domain/civil-date.js';
import { EVENT_KINDS, type EventColumns, NO_PARTY } from '../../src/domain/loan.js';
import { judgePromises } from '../../src/rules/promises.js';

const day = (iso: string): EpochDay => parseIsoDate(iso)!;

interface Made {
  readonly on: string;
  readonly for?: string;
  readonly amount?: number;
  readonly loan?: number;
  readonly kind?: (typeof EVENT_KINDS)[number];
  readonly byGuarantor?: boolean;
}

function log(...made: readonly Made[]): EventColumns {
  const column = (value: (entry: Made) => number) => Int32Array.from(made, value);
  return {
    happenedOn: column((entry) => day(entry.on)),
    minuteOfDay: new Uint16Array(0),
    kind: Uint8Array.from(made, (entry) => EVENT_KINDS.indexOf(entry.kind ?? 'promise') + 1),
    loan: column((entry) => entry.loan ?? -1),
    evidence: new Uint8Array(made.length),
    endedOn: column(() => NO_DAY),
    promisedOn: column((entry) => (entry.for === undefined ? NO_DAY : day(entry.for))),
    amount: Float64Array.from(made, (entry) => entry.amount ?? Number.NaN),
    party: column((entry) => (entry.byGuarantor === true ? 0 : NO_PARTY)),
    results: new Uint32Array(made.length),
    line: Uint32Array.from(made, (_, at) => at + 2),
  };
}

/** Receipts as [day, fen, loan]. */
function judge(
  asOf: string,
  events: EventColumns,
  receipts: readonly (readonly [string, number, number?])[] = [],
  isStillOwed: (loan: number, on: EpochDay) => boolean = () => true,
) {
  return judgePromises(
    events,
    0,
    events.line.length,
    day(asOf),
    (loan, after, to) =>
      receipts
        .filter(([on, , of]) => day(on) > after && day(on) <= to && (loan < 0 || of === loan))
        .reduce((sum, [, amount]) => sum + amount, 0),
    isStillOwed,
  );
}

describe('a broken promise that has been made good since', () => {
  const old = { on: '2025-01-10', for: '2025-01-20', amount: 50_000 };
  const owedFrom = (due: string) => (_: number, on: EpochDay) => on >= day(due);

  test('stays counted, and is no reason to work the borrower today', () => {
    const record = judge('2026-03-11', log(old), [], owedFrom('2026-03-01'));
    expect(record).toMatchObject({ broken: 1, brokenEvents: [0], latest: 'none', latestFor: NO_DAY });
  });

  test('is one while anything due by its day is unpaid', () => {
    expect(judge('2026-03-11', log(old), [], owedFrom('2025-01-20'))).toMatchObject({ latest: 'broken' });
    expect(judge('2026-03-11', log(old), [], owedFrom('2025-01-21'))).toMatchObject({ latest: 'none' });
  });

  test('of one loan does not hide that of another', () => {
    const two = log({ on: '2026-02-01', for: '2026-03-01', loan: 1 }, { on: '2026-02-02', for: '2026-03-02', loan: 0 });
    const record = judge('2026-03-11', two, [], (loan) => loan === 1);
    expect(record).toMatchObject({ broken: 2, latest: 'broken', latestFor: day('2026-03-01') });
  });
});

describe('promises of one day, for payment in parts (S1 分阶段还款)', () => {
  const first = { on: '2026-03-01', for: '2026-03-05', amount: 30_000 };
  const second = { on: '2026-03-01', for: '2026-03-20', amount: 30_000 };

  test.each<[string, readonly Made[]]>([
    ['in order', [first, second]],
    ['in the other order of rows', [second, first]],
  ])('a part that was not paid is not hidden by the next one, %s', (_, made) => {
    const record = judge('2026-03-11', log(...made));
    expect(record).toMatchObject({ broken: 1, pending: 1, latest: 'broken', latestFor: day('2026-03-05') });
  });

  test('money keeps one part only', () => {
    const receipts = [['2026-03-04', 30_000]] as const;
    expect(judge('2026-03-11', log(first, second), receipts)).toMatchObject({ kept: 1, pending: 1, latest: 'pending' });
    expect(judge('2026-03-21', log(second, first), receipts)).toMatchObject({
      kept: 1,
      broken: 1,
      amountDue: 60_000,
      amountReceived: 30_000,
      latest: 'broken',
    });
    expect(judge('2026-03-21', log(first, second), [['2026-03-04', 60_000]])).toMatchObject({ kept: 2, broken: 0 });
  });

  test('the part due today goes before one that was broken', () => {
    expect(judge('2026-03-20', log(first, second))).toMatchObject({ latest: 'due', latestFor: day('2026-03-20') });
  });

  test('a first part that is recorded twice is taken off once', () => {
    const receipts = [['2026-03-04', 60_000]] as const;
    expect(judge('2026-03-21', log(first, first, second), receipts)).toMatchObject({ kept: 2, broken: 0 });
  });

  test('a promise made later takes the place of the earlier ones', () => {
    const later = { on: '2026-03-08', for: '2026-03-25', amount: 60_000 };
    expect(judge('2026-03-11', log(first, second, later))).toMatchObject({
      latest: 'pending',
      latestFor: day('2026-03-25'),
    });
  });
});

describe('a promise that is recorded twice', () => {
  const once = { on: '2026-03-01', for: '2026-03-10', amount: 50_000, loan: 0 };
  const noAmount = { on: '2026-03-01', for: '2026-03-10', loan: 0 };
  const other = { on: '2026-03-01', kind: 'call', loan: 0 } as const;

  test.each<[string, readonly Made[], number, readonly number[]]>([
    ['is one promise', [once, once], 1, [0, 1]],
    ['whatever stands between', [once, other, once], 1, [0, 2]],
    ['also without an amount', [noAmount, noAmount], 1, [0, 1]],
    ['is two for another day', [once, { ...once, for: '2026-03-09' }], 2, [0, 1]],
    ['is two of another amount', [once, { ...once, amount: 50_001 }], 2, [0, 1]],
    ['is two about another loan', [once, { ...once, loan: 1 }], 2, [0, 1]],
    ['is two made on another day', [once, { ...once, on: '2026-03-02' }], 2, [0, 1]],
    ['is one beside a guarantor’s', [{ ...once, byGuarantor: true }, once], 1, [1]],
  ])('%s', (_, made, broken, brokenEvents) => {
    const record = judge('2026-03-11', log(...made));
    expect(record).toMatchObject({ broken, brokenEvents });
    expect(record.judged).toHaveLength(broken);
  });
});

describe('a promise of an amount', () => {
  const promise = log({ on: '2026-03-01', for: '2026-03-10', amount: 50_000 });

  test.each([
    ['2026-03-05', [], 'pending', 0, 0],
    ['2026-03-09', [], 'due', 0, 0],
    ['2026-03-10', [], 'due', 0, 0],
    ['2026-03-11', [], 'broken', 0, 1],
    ['2026-03-11', [['2026-03-10', 50_000]], 'kept', 1, 0],
    [
      '2026-03-11',
      [
        ['2026-03-04', 20_000],
        ['2026-03-10', 30_000],
      ],
      'kept',
      1,
      0,
    ],
    // One fen short, or a day late: broken.
    ['2026-03-11', [['2026-03-10', 49_999]], 'broken', 0, 1],
    ['2026-03-12', [['2026-03-11', 50_000]], 'broken', 0, 1],
    // Money of the day on which it was promised was not yet promised.
    ['2026-03-11', [['2026-03-01', 50_000]], 'broken', 0, 1],
  ] as const)('as of %s with %j is %s', (asOf, receipts, latest, kept, broken) => {
    expect(judge(asOf, promise, receipts)).toMatchObject({ latest, kept, broken, latestFor: day('2026-03-10') });
  });
});

test('a promise without an amount is kept by any receipt', () => {
  const promise = log({ on: '2026-03-01', for: '2026-03-10' });
  expect(judge('2026-03-11', promise, [['2026-03-09', 1]])).toMatchObject({ latest: 'kept' });
  expect(judge('2026-03-11', promise)).toMatchObject({ latest: 'broken' });
});

test('a promise for one loan is not kept by money for another', () => {
  const promise = log({ on: '2026-03-01', for: '2026-03-10', amount: 100, loan: 4 });
  expect(judge('2026-03-11', promise, [['2026-03-09', 100, 5]])).toMatchObject({ latest: 'broken' });
  expect(judge('2026-03-11', promise, [['2026-03-09', 100, 4]])).toMatchObject({ latest: 'kept' });
});

test('a promise for the day on which it is made is kept by money of that day', () => {
  const promise = log({ on: '2026-03-01', for: '2026-03-01', amount: 100 });
  expect(judge('2026-03-02', promise, [['2026-03-01', 100]])).toMatchObject({ latest: 'kept', kept: 1, broken: 0 });
  expect(judge('2026-03-02', promise, [['2026-02-28', 100]])).toMatchObject({ latest: 'broken' });
});

test('what a guarantor promised speaks neither for nor against the borrower', () => {
  const promise = log({ on: '2026-03-01', for: '2026-03-10', amount: 100, byGuarantor: true });
  expect(judge('2026-03-11', promise)).toMatchObject({ latest: 'none', kept: 0, broken: 0 });
});

test('the promise made last speaks for now; earlier ones are counted', () => {
  const promises = log({ on: '2026-01-01', for: '2026-01-10' }, { on: '2026-03-01', for: '2026-03-10' });
  expect(judge('2026-03-05', promises)).toMatchObject({ latest: 'pending', broken: 1, kept: 0 });
});

test('no day, another kind, or after the as-of date: nothing to judge', () => {
  const events = log(
    { on: '2026-03-01' },
    { on: '2026-03-01', for: '2026-03-02', kind: 'call' },
    { on: '2026-04-01', for: '2026-04-02' },
  );
  expect(judge('2026-03-11', events)).toMatchObject({ latest: 'none', kept: 0, broken: 0, latestFor: NO_DAY });
});
