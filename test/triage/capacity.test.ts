/** 定数量: each officer, branch or region gets no more borrowers than it can work, and nobody is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CAPACITY_GROUPS, type Capacity } from '../../src/domain/capacity.js';
import { NO_FILTER } from '../../src/domain/list-filter.js';
import { borrowerIdOf } from '../../src/portfolio/borrower-ids.js';
import { textOf } from '../../src/portfolio/id-table.js';
import { type ListRequest, rankBorrowers } from '../../src/triage/rank.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import { bulletLoans, openBook } from './assessed-book.js';

const AS_OF = '2024-06-10';
const COLUMNS = 'loan_id,borrower_id,principal,disbursed_on,matures_on,officer,branch,region';
const PAYMENTS = 'loan_id,paid_on,amount\n';

interface DrawnLoan {
  readonly borrower: number;
  readonly principal: number;
  /** After the as-of date for a loan that is current. */
  readonly dueOn: string;
  readonly officer: string;
  readonly branch: string;
  readonly region: string;
}

const row = ({ borrower, principal, dueOn, officer, branch, region }: DrawnLoan, at: number) =>
  `L${String(at).padStart(3, '0')},B${borrower},${principal},2023-01-01,${dueOn},${officer},${branch},${region}`;

async function listOf(rows: readonly string[], request: Partial<ListRequest>) {
  const { portfolio, terms } = await openBook({ loans: bulletLoans(COLUMNS, ...rows), payments: PAYMENTS }, AS_OF);
  const run = newBookAssessment(portfolio);
  const sums = assessBook(portfolio, terms, [{ from: 0, until: portfolio.borrowerCount }], run);
  const all = { filter: NO_FILTER, capacity: null, limit: Number.POSITIVE_INFINITY };
  const rank = (asked: Partial<ListRequest>) =>
    rankBorrowers(portfolio, run.borrowers, { ...all, ...asked }, terms.policy.ageing, terms.asOf);
  const idsOf = (borrowers: Int32Array) => Array.from(borrowers, (at) => borrowerIdOf(portfolio.borrowerIds, at));
  const { leadLoan, listed, outstanding } = run.borrowers;
  const list = rank(request);
  return {
    list,
    order: idsOf(list.order),
    leftOut: idsOf(list.leftOut),
    /** Everybody whom the filter leaves, in order of work. */
    candidates: Array.from(rank({ filter: request.filter ?? NO_FILTER }).order, (at) => ({
      id: borrowerIdOf(portfolio.borrowerIds, at),
      leadLoan: textOf(portfolio.loanIds, leadLoan[at]!),
      balance: outstanding[at]!,
    })),
    notDue: Array.from(listed).filter((isListed) => isListed === 0).length,
    borrowers: portfolio.borrowerCount,
    balance: sums.listedBalance + sums.unlistedBalance,
    unlistedBalance: sums.unlistedBalance,
  };
}

const loanArbitrary: fc.Arbitrary<DrawnLoan> = fc.record({
  borrower: fc.nat({ max: 11 }),
  // Few amounts and days, so that there are ties.
  principal: fc.constantFrom(1000, 2000, 50_000),
  dueOn: fc.constantFrom('2024-01-15', '2024-05-15', '2024-06-01', '2024-12-31'),
  officer: fc.constantFrom('', '王芳', '李强', 'Zhao'),
  branch: fc.constantFrom('', '城东支行', '城西支行'),
  region: fc.constantFrom('', '城东', '城西'),
});
const capacityArbitrary: fc.Arbitrary<Capacity> = fc.record({
  most: fc.nat({ max: 4 }),
  per: fc.constantFrom(null, ...CAPACITY_GROUPS),
});

test('every borrower is exactly once on the list, cut, filtered out or not due, whatever the order of rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(loanArbitrary, { minLength: 1, maxLength: 24 }),
      capacityArbitrary,
      fc.constantFrom(0, 1, 3, 5, Number.POSITIVE_INFINITY),
      fc.constantFrom<readonly string[]>([], ['城东'], ['城东', '城西']),
      fc.infiniteStream(fc.nat()),
      async (loans, capacity, limit, regions, random) => {
        const rows = loans.map(row);
        const request = { filter: { ...NO_FILTER, regions }, capacity, limit };
        const run = await listOf(rows, request);
        const { list, candidates } = run;

        // The first of each group in order of work; of these the first of the limit.
        const taken = new Map<string, number>();
        const within = candidates.filter(({ leadLoan }) => {
          const loan = loans[Number(leadLoan.slice(1))]!;
          const group = capacity.per === null ? '' : loan[capacity.per];
          taken.set(group, (taken.get(group) ?? 0) + 1);
          return taken.get(group)! <= capacity.most;
        });
        expect(run.order).toEqual(within.slice(0, limit).map(({ id }) => id));

        expect([...run.order, ...run.leftOut].sort()).toEqual(candidates.map(({ id }) => id).sort());
        expect(list.cutByLimit.borrowers).toBe(Math.max(0, within.length - limit));
        expect(list.cutByCapacity.borrowers).toBe(candidates.length - within.length);
        expect(run.borrowers).toBe(candidates.length + list.filteredOut.borrowers + run.notDue);
        expect(run.balance).toBe(
          list.balance +
            list.cutByCapacity.balance +
            list.cutByLimit.balance +
            list.filteredOut.balance +
            run.unlistedBalance,
        );
        if (capacity.per === null) expect(list.groups).toEqual([]);
        else {
          expect(list.groups.map(({ name }) => name)).toEqual([...taken.keys()].sort());
          for (const { name, listed, byCapacity, byLimit } of list.groups) {
            expect(listed + byCapacity.borrowers + byLimit.borrowers).toBe(taken.get(name));
            expect(byCapacity.borrowers).toBe(Math.max(0, taken.get(name)! - capacity.most));
          }
        }

        const keys = rows.map(() => random.next().value!);
        const shuffled = rows
          .map((text, at) => ({ text, key: keys[at]! }))
          .sort((first, second) => first.key - second.key)
          .map(({ text }) => text);
        const again = await listOf(shuffled, request);
        expect([again.order, again.leftOut, again.list.groups]).toEqual([run.order, run.leftOut, list.groups]);
      },
    ),
    { numRuns: 25 },
  );
});

describe('whose a borrower is', () => {
  const loan = (borrower: number, officer: string, dueOn: string): DrawnLoan => ({
    borrower,
    principal: 1000,
    dueOn,
    officer,
    branch: '城东支行',
    region: '',
  });
  const perOfficer = (most: number) => ({ capacity: { most, per: 'officer' as const } });

  test('borrowers without an officer are a group of their own', async () => {
    const rows = ['', '王芳', '', '', '王芳'].map((officer, at) => row(loan(at, officer, '2024-01-15'), at));
    const { list, order, leftOut } = await listOf(rows, perOfficer(2));
    expect(order).toEqual(['B0', 'B1', 'B2', 'B4']);
    expect(leftOut).toEqual(['B3']);
    expect(list.groups).toEqual([
      { name: '', listed: 2, byCapacity: { borrowers: 1, balance: 100_000 }, byLimit: { borrowers: 0, balance: 0 } },
      { name: '王芳', listed: 2, byCapacity: { borrowers: 0, balance: 0 }, byLimit: { borrowers: 0, balance: 0 } },
    ]);
  });

  test('a borrower whose loans have several officers is its longest overdue loan’s', async () => {
    const rows = [
      loan(1, '王芳', '2024-05-15'),
      loan(1, '李强', '2024-01-15'),
      loan(2, '李强', '2024-01-15'),
      loan(3, '王芳', '2024-05-15'),
    ].map(row);
    const { order, leftOut } = await listOf(rows, perOfficer(1));
    expect([order, leftOut]).toEqual([['B3', 'B1'], ['B2']]);
  });

  test('loans equally overdue with the same balance: the first by identifier, whichever row comes first', async () => {
    const rows = [loan(1, '王芳', '2024-05-15'), loan(1, '李强', '2024-05-15')].map(row);
    for (const order of [rows, [...rows].reverse()]) {
      const { list } = await listOf(order, perOfficer(1));
      expect(list.groups.map(({ name }) => name)).toEqual(['王芳']);
    }
  });

  test('the limit counts what the capacity leaves', async () => {
    const rows = ['王芳', '王芳', '李强', '李强'].map((officer, at) => row(loan(at, officer, '2024-01-15'), at));
    const { order, list } = await listOf(rows, { ...perOfficer(1), limit: 1 });
    expect(order).toEqual(['B0']);
    expect([list.cutByCapacity.borrowers, list.cutByLimit.borrowers]).toEqual([2, 1]);
    expect(list.groups).toEqual([
      {
        name: '李强',
        listed: 0,
        byCapacity: { borrowers: 1, balance: 100_000 },
        byLimit: { borrowers: 1, balance: 100_000 },
      },
      {
        name: '王芳',
        listed: 1,
        byCapacity: { borrowers: 1, balance: 100_000 },
        byLimit: { borrowers: 0, balance: 0 },
      },
    ]);
  });
});
