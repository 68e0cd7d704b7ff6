/** What two policies make of one book: nothing where they are the same, the mirror image the other way round. */
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatIsoDate } from '../../src/domain/civil-date.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES } from '../../src/domain/evidence.js';
import { CHANGE_KINDS, type ChangeKind, changeBit, changesOf } from '../../src/domain/policy-change.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import type { Policy } from '../../src/policy/policy.js';
import { borrowerIdOf } from '../../src/portfolio/borrower-ids.js';
import type { Portfolio } from '../../src/portfolio/portfolio.js';
import { NO_CODE } from '../../src/portfolio/position-columns.js';
import { loadPortfolio } from '../../src/read/load-portfolio.js';
import { termsOn } from '../../src/triage/assess-loan.js';
import { comparePolicies, type PolicyComparison, type PolicyRun } from '../../src/triage/compare-policies.js';
import { countBucketMoves, countTypeMoves, NOT_IN_ARREARS } from '../../src/triage/count-moves.js';
import { rankBorrowers } from '../../src/triage/rank.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import { ROOT } from '../cli/arrears.js';
import { defaultPolicy, editedPack, lenderPack, policyOf } from '../policy/packs.js';
import { day, loadBook, paymentsFile, TERMS } from '../portfolio/book-files.js';
import { bulletLoans, everybody } from './assessed-book.js';

const AS_OF = day('2026-11-20');
const ALL_KINDS = CHANGE_KINDS.reduce((bits, kind) => bits | changeBit(kind), 0);
const EVERYBODY = everybody();

let portfolio: Portfolio;
const policies = new Map<string, Policy>();
const books = new Map<string, ReturnType<typeof newBookAssessment>>();

beforeAll(async () => {
  const files = Object.fromEntries(
    ['loans', 'payments', 'schedule', 'events', 'parties', 'collateral'].map((table) => [
      table,
      join(ROOT, 'fixtures', 'demo', `${table}.csv`),
    ]),
  );
  const loaded = await loadPortfolio(files as { loans: string; payments: string }, { ...TERMS, asOf: AS_OF });
  if ('refused' in loaded) throw new Error('the demo book cannot be read');
  portfolio = loaded.portfolio;
  const promise = '  - id: promise-broken\n    axis: willingness\n    says: against\n    weight: ';
  for (const [name, policy] of Object.entries({
    default: await defaultPolicy(),
    s2: policyOf(await lenderPack('ageing: s2')),
    regulatory: policyOf(await lenderPack('ageing: regulatory')),
    'heavier promise': policyOf(await editedPack('evidence.yaml', `${promise}2`, `${promise}6`)),
    'sooner decided': policyOf(await lenderPack('typing: { decisive_balance: 2 }')),
    'due day': policyOf(await lenderPack('conventions: { first_day_past_due: due_day }')),
    'principal first': policyOf(await lenderPack('conventions: { waterfall: [principal, interest, fee] }')),
    'another last step': policyOf(
      await editedPack(
        'calendar.yaml',
        'sue at once if no case is pending',
        'sue within the week if no case is pending',
      ),
    ),
  })) {
    policies.set(name, policy);
    const book = newBookAssessment(portfolio);
    assessBook(portfolio, termsUnder(policy), [{ from: 0, until: portfolio.borrowerCount }], book);
    books.set(name, book);
  }
}, 60_000);

function termsUnder(policy: Policy) {
  return termsOn(AS_OF, formatIsoDate(AS_OF), policy, lawOfChina);
}

function runOf(name: string, filter = EVERYBODY, limit = Number.POSITIVE_INFINITY): PolicyRun {
  const policy = policies.get(name)!;
  const book = books.get(name)!;
  return {
    policy,
    book,
    list: rankBorrowers(portfolio, book.borrowers, { filter, capacity: null, limit }, policy.ageing, AS_OF),
  };
}

const anyPolicy = fc.constantFrom(
  'default',
  's2',
  'regulatory',
  'heavier promise',
  'sooner decided',
  'due day',
  'principal first',
  'another last step',
);
const anyLimit = fc.constantFrom(1, 7, 40, Number.POSITIVE_INFINITY);
const anyFilter = fc.record({
  types: fc.constantFrom<number[]>([], [0], [3, 4]),
  buckets: fc.constantFrom<string[]>([], ['M2', '1-90'], ['M7+']),
  atLeastOverdue: fc.constantFrom(Number.NaN, 5_000_000),
});
const anyMove = fc.integer({ min: 1, max: 12 });

/** Kinds of change by borrower number; only those that change. */
function changedOf({ borrowers, changes }: PolicyComparison): Map<number, readonly ChangeKind[]> {
  const changed = Array.from(borrowers, (borrower, at) => [borrower, changesOf(changes[at]!)] as const);
  return new Map(changed.filter(([, kinds]) => kinds.length > 0));
}

/** What a list shows of a borrower, in words. */
function shown({ policy, book }: PolicyRun, borrower: number): Record<Exclude<ChangeKind, 'rank'>, string> {
  const { borrowers, positions } = book;
  const listed = borrowers.listed[borrower] === 1;
  const step = policy.calendar.allSteps[borrowers.step[borrower]!]!;
  const loans = portfolio.loansByBorrower.subarray(
    portfolio.borrowerStart[borrower]!,
    portfolio.borrowerStart[borrower + 1]!,
  );
  return {
    type: listed ? `${borrowers.type[borrower]} ${borrowers.subtype[borrower]}` : '',
    step: listed ? JSON.stringify([step.title, step.who, borrowers.stepBy[borrower]]) : '',
    bucket: Array.from(loans, (loan) => policy.ageing.buckets[positions.bucket[loan]!]?.code ?? '?').join(),
  };
}

describe('for every pair of policies, filter and limit', () => {
  test('a policy beside itself changes nothing', () => {
    fc.assert(
      fc.property(anyPolicy, anyFilter, anyLimit, (name, filter, limit) => {
        const run = runOf(name, { ...EVERYBODY, ...filter }, limit);
        const comparison = comparePolicies(portfolio, run, run, ALL_KINDS, 1);
        expect(changedOf(comparison).size).toBe(0);
        expect(Array.from(comparison.borrowers)).toEqual(Array.from(run.list.order));
      }),
      { numRuns: 40 },
    );
  });

  test('the other way round it is the mirror image', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyFilter, anyLimit, anyMove, (nameA, nameB, filter, limit, leastMove) => {
        const a = runOf(nameA, { ...EVERYBODY, ...filter }, limit);
        const b = runOf(nameB, { ...EVERYBODY, ...filter }, limit);
        const there = comparePolicies(portfolio, a, b, ALL_KINDS, leastMove);
        const back = comparePolicies(portfolio, b, a, ALL_KINDS, leastMove);
        const sorted = (changed: Map<number, readonly ChangeKind[]>) => [...changed].sort(([one], [two]) => one - two);
        expect(sorted(changedOf(there))).toEqual(sorted(changedOf(back)));
        expect(Array.from(there.borrowers).sort()).toEqual(Array.from(back.borrowers).sort());
        expect([there.rankA, there.rankB]).toEqual([back.rankB, back.rankA]);
        const turned = (moves: ReturnType<typeof countTypeMoves>) =>
          moves.map(({ from, to, count }) => `${to}>${from} ${count}`).sort();
        const straight = (moves: ReturnType<typeof countTypeMoves>) =>
          moves.map(({ from, to, count }) => `${from}>${to} ${count}`).sort();
        expect(turned(countTypeMoves(there.borrowers, a, b))).toEqual(straight(countTypeMoves(back.borrowers, b, a)));
        expect(turned(countBucketMoves(portfolio, there.borrowers, a, b, AS_OF))).toEqual(
          straight(countBucketMoves(portfolio, back.borrowers, b, a, AS_OF)),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('what changes is what the two lists show differently, and nothing else', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, anyFilter, anyLimit, anyMove, (nameA, nameB, filter, limit, leastMove) => {
        const a = runOf(nameA, { ...EVERYBODY, ...filter }, limit);
        const b = runOf(nameB, { ...EVERYBODY, ...filter }, limit);
        const expected = new Map<number, ChangeKind[]>();
        for (const borrower of new Set([...a.list.order, ...b.list.order])) {
          const one = shown(a, borrower);
          const two = shown(b, borrower);
          const rankA = a.list.order.indexOf(borrower);
          const rankB = b.list.order.indexOf(borrower);
          const moved = rankA < 0 || rankB < 0 || Math.abs(rankA - rankB) >= leastMove;
          const kinds = CHANGE_KINDS.filter((kind) => (kind === 'rank' ? moved : one[kind] !== two[kind]));
          if (kinds.length > 0) expected.set(borrower, kinds);
        }
        expect(changedOf(comparePolicies(portfolio, a, b, ALL_KINDS, leastMove))).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  test('one kind alone is that part of all kinds', () => {
    fc.assert(
      fc.property(anyPolicy, anyPolicy, fc.constantFrom(...CHANGE_KINDS), (nameA, nameB, kind) => {
        const a = runOf(nameA);
        const b = runOf(nameB);
        const all = comparePolicies(portfolio, a, b, ALL_KINDS, 1).changes;
        const one = comparePolicies(portfolio, a, b, changeBit(kind), 1).changes;
        expect(one).toEqual(all.map((bits) => bits & changeBit(kind)));
      }),
      { numRuns: 40 },
    );
  });
});

test('each edit of a policy is seen, and in its own kind', () => {
  const kindsOf = (name: string) => {
    const changed = changedOf(comparePolicies(portfolio, runOf('default'), runOf(name), ALL_KINDS, 1));
    return CHANGE_KINDS.filter((kind) => [...changed.values()].some((kinds) => kinds.includes(kind)));
  };
  expect(kindsOf('s2')).toContain('bucket');
  expect(kindsOf('s2')).not.toContain('type');
  expect(kindsOf('heavier promise')).toEqual(expect.arrayContaining(['type', 'rank']));
  expect(kindsOf('heavier promise')).not.toContain('bucket');
  expect(kindsOf('another last step')).toEqual(['step']);
  expect(kindsOf('due day')).toEqual(expect.arrayContaining(['bucket', 'step']));
});

test('a borrower in arrears under one policy only enters the list of that one', async () => {
  // Under due_day the due date itself is the first day past due.
  const book = await loadBook(
    {
      loans: bulletLoans(
        'loan_id,borrower_id,principal,disbursed_on,matures_on',
        'L1,B1,1000,2025-11-20,2026-11-20',
        'L2,B2,1000,2025-08-20,2026-08-20',
        'L3,B3,1000,2025-12-20,2026-12-20',
      ),
      payments: paymentsFile(),
    },
    { asOf: AS_OF },
  );
  const runUnder = (name: string): PolicyRun => {
    const policy = policies.get(name)!;
    const assessed = newBookAssessment(book.portfolio);
    assessBook(book.portfolio, termsUnder(policy), [{ from: 0, until: 3 }], assessed);
    const list = rankBorrowers(
      book.portfolio,
      assessed.borrowers,
      { filter: EVERYBODY, capacity: null, limit: 9 },
      policy.ageing,
      AS_OF,
    );
    return { policy, book: assessed, list };
  };
  const a = runUnder('default');
  const b = runUnder('due day');
  const { borrowers, changes, rankA, rankB } = comparePolicies(book.portfolio, a, b, ALL_KINDS, 1);
  const ids = Array.from(borrowers, (borrower) => borrowerIdOf(book.portfolio.borrowerIds, borrower));
  // B3 is in arrears under neither, and is not compared.
  expect([...ids].sort()).toEqual(['B1', 'B2']);
  const entered = ids.indexOf('B1');
  expect(changesOf(changes[entered]!)).toEqual(CHANGE_KINDS);
  expect(rankA[borrowers[entered]!]).toBe(0);
  expect(rankB[borrowers[entered]!]).toBeGreaterThan(0);
  const entering = countTypeMoves(borrowers, a, b).filter(({ from }) => from === NOT_IN_ARREARS);
  expect(entering.map(({ count, balance }) => [count, balance])).toEqual([[1, 100_000]]);
  const buckets = countBucketMoves(book.portfolio, borrowers, a, b, AS_OF);
  expect(buckets.find(({ from }) => from === 'M0')).toEqual({ from: 'M0', to: 'M1', count: 1, balance: 100_000 });
});

test('the matrices account for every borrower and loan compared, and for every fen', () => {
  const a = runOf('default');
  const b = runOf('sooner decided');
  const { borrowers } = comparePolicies(portfolio, a, b, ALL_KINDS, 1);
  const types = countTypeMoves(borrowers, a, b);
  const buckets = countBucketMoves(portfolio, borrowers, a, b, AS_OF);
  expect(types.reduce((sum, { count }) => sum + count, 0)).toBe(borrowers.length);
  expect(types.reduce((sum, { balance }) => sum + balance, 0)).toBe(b.list.balance);
  expect(buckets.reduce((sum, { balance }) => sum + balance, 0)).toBe(b.list.balance);
  const names = new Set<string>([...BORROWER_TYPES, ...BORROWER_SUBTYPES]);
  for (const { from, to } of types) expect([names.has(from), names.has(to)]).toEqual([true, true]);
  const undetermined = Array.from(borrowers).flatMap((borrower) =>
    Array.from(
      portfolio.loansByBorrower.subarray(portfolio.borrowerStart[borrower]!, portfolio.borrowerStart[borrower + 1]!),
    ).filter((loan) => b.book.positions.bucket[loan] === NO_CODE),
  );
  const counted = buckets.find(({ from, to }) => from === 'undetermined' && to === 'undetermined')?.count ?? 0;
  expect(counted).toBe(undetermined.length);
});
