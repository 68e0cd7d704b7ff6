/** The order of rows in a file never matters: same positions, types, steps, deadlines and work list, ties included. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BorrowerColumns } from '../../src/portfolio/borrower-columns.js';
import { borrowerIdOf } from '../../src/portfolio/borrower-ids.js';
import { textOf } from '../../src/portfolio/id-table.js';
import type { PositionColumns } from '../../src/portfolio/position-columns.js';
import { rankBorrowers } from '../../src/triage/rank.js';
import { assessBook, newBookAssessment } from '../../src/triage.js';
import type { BookFiles } from '../portfolio/book-files.js';
import { everybody, openBook } from './assessed-book.js';

const AS_OF = '2026-06-30';

const HEADERS = {
  loans:
    'loan_id,borrower_id,principal,annual_rate_percent,penalty_markup_percent,disbursed_on,matures_on,repayment_method,period,asset_class,branch,officer,collateral_kind,collateral_value',
  payments: 'loan_id,paid_on,amount,penalty,payment_id,channel',
  survey: 'borrower_id,answered_on,says_will_pay,cooperates,recovery_months',
  events: 'event_id,loan_id,borrower_id,happened_at,kind,party_id,evidence,promised_on,amount,result',
  parties: 'loan_id,party_id,role,guarantee_mode,guarantee_period,signed_on',
  collateral: 'loan_id,kind,value,registered_on',
} as const;
type Table = keyof typeof HEADERS;
type Rows = Readonly<Record<Table, readonly string[]>>;

const loanIds = ['L1', 'L2', 'L3', 'L4', 'L5'];
/** Two loans each of the first two borrowers: the same terms more often than not, so that only the rows tell them apart. */
const anyLoans = fc.tuple(...loanIds.map(() => fc.constantFrom(0, 0, 0, 1))).map((terms) =>
  terms.map((at, index) => {
    const own = ['2025-01-15,2026-01-15,equal_principal,monthly', '2025-03-31,2026-03-31,bullet,once'][at];
    return `L${index + 1},B${Math.floor(index / 2)},12000,6,50,${own},business,支行${index},经理${index},,`;
  }),
);
const anyDay = (...days: readonly string[]) => fc.constantFrom(...days);
const anyPayments = fc
  .array(
    fc.record({
      loan: fc.constantFrom(...loanIds),
      day: anyDay('2025-06-20', '2025-09-15', '2026-05-04'),
      amount: fc.constantFrom(500, 1000, 1060),
      penalty: fc.constantFrom('', '20', '500'),
      channel: fc.constantFrom('transfer', 'auto_debit', 'third_party', ''),
    }),
    { maxLength: 8 },
  )
  .map((rows) =>
    rows.map(({ loan, day, amount, penalty, channel }, at) => `${loan},${day},${amount},${penalty},P${at},${channel}`),
  );
/** Two sheets of a borrower bear different days. */
const anySurvey = fc.subarray(['B0,2026-05-01,yes,no,12', 'B0,2026-06-01,no,,never', 'B1,2026-06-01,yes,yes,30']);
const anyEvents = fc
  .array(
    fc.record({
      loan: fc.constantFrom(...loanIds),
      wide: fc.boolean(),
      day: anyDay('2025-12-01', '2026-05-10', '2026-06-20', '2026-06-28'),
      kind: fc.constantFrom(
        'call',
        'visit',
        'demand',
        'letter',
        'promise',
        'refusal',
        'unreachable',
        'repayment_plan',
        'acknowledgement',
        'lawsuit',
        'threat',
        'dispute',
        'asset_transfer',
      ),
      evidence: fc.constantFrom('signed', 'proven', 'sent', ''),
      promised: anyDay('2026-06-25', '2026-06-30', '2026-07-05'),
      amount: fc.constantFrom('', '300', '900'),
      result: fc.constantFrom('', '已接通', '无人接听'),
    }),
    { maxLength: 9 },
  )
  .map((events) =>
    events.map(({ loan, wide, day, kind, evidence, promised, amount, result }, at) => {
      const about = wide ? `,B${Math.floor((Number(loan.slice(1)) - 1) / 2)}` : `${loan},`;
      const promise = kind === 'promise' || kind === 'repayment_plan' ? `${promised},${amount}` : ',';
      return `E${at},${about},${day},${kind},,${evidence},${promise},${result}`;
    }),
  );
const anyParties = fc.subarray([
  'L1,G1,guarantor,joint,none,2025-01-15',
  'L1,G2,guarantor,general,24 months,2025-01-15',
  'L2,G1,guarantor,joint,none,2025-01-15',
  'L5,G3,guarantor,unstated,unstated,2025-03-31',
]);
const anyCollateral = fc.subarray([
  'L1,住宅抵押,4000,2025-01-15',
  'L1,商铺抵押,6000,2025-01-20',
  'L3,存单质押,9000,2025-01-15',
]);
const anyBook: fc.Arbitrary<Rows> = fc.record({
  loans: anyLoans,
  payments: anyPayments,
  events: anyEvents,
  parties: anyParties,
  collateral: anyCollateral,
  survey: anySurvey,
});

function filesOf(rows: Rows): BookFiles {
  return Object.fromEntries(
    Object.entries(HEADERS).map(([table, header]) => [table, [header, ...rows[table as Table], ''].join('\n')]),
  );
}

/** All that a run works out, by identifiers. */
async function workedOut(rows: Rows): Promise<Readonly<Record<string, unknown>>> {
  const { portfolio, terms } = await openBook(filesOf(rows), AS_OF);
  const book = newBookAssessment(portfolio);
  assessBook(portfolio, terms, [{ from: 0, until: portfolio.borrowerCount }], book);
  const { order } = rankBorrowers(
    portfolio,
    book.borrowers,
    { filter: everybody(), capacity: null, limit: Number.POSITIVE_INFINITY },
    terms.policy.ageing,
    terms.asOf,
  );
  const borrowerId = (borrower: number) => borrowerIdOf(portfolio.borrowerIds, borrower);
  const loanId = (loan: number) => (loan < 0 ? '' : textOf(portfolio.loanIds, loan));
  const ofLoan = (loan: number) =>
    Object.entries(book.positions as PositionColumns).map(([name, column]) => [name, column[loan]]);
  const ofBorrower = (borrower: number) =>
    Object.entries(book.borrowers as BorrowerColumns).map(([name, column]) => [
      name,
      name === 'leadLoan' || name === 'nearestDeadlineLoan' ? loanId(column[borrower]!) : column[borrower],
    ]);
  return {
    list: Array.from(order, borrowerId),
    loans: Array.from({ length: portfolio.count }, (_, loan) => [loanId(loan), ofLoan(loan)]).sort(byId),
    borrowers: Array.from({ length: portfolio.borrowerCount }, (_, at) => [borrowerId(at), ofBorrower(at)]).sort(byId),
  };
}

function byId([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}

const shuffledBook = anyBook.chain((rows) =>
  fc
    .record({
      loans: shuffled(rows.loans),
      payments: shuffled(rows.payments),
      events: shuffled(rows.events),
      parties: shuffled(rows.parties),
      collateral: shuffled(rows.collateral),
      survey: shuffled(rows.survey),
    })
    .map((other) => ({ rows, other })),
);

function shuffled(rows: readonly string[]): fc.Arbitrary<string[]> {
  return fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length });
}

test('a book whose rows are shuffled comes out the same', async () => {
  await fc.assert(
    fc.asyncProperty(shuffledBook, async ({ rows, other }) => {
      expect(await workedOut(other)).toEqual(await workedOut(rows));
    }),
    { numRuns: 150 },
  );
}, 120_000);
