/** The rows of `arrears age`: one loan each, with the position's columns of `positions.csv`. */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { NO_DAY } from '../domain/civil-date.js';
import type { ListFilter } from '../domain/list-filter.js';
import type { Fen } from '../domain/money.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { NO_CODE, type PositionColumns } from '../portfolio/position-columns.js';
import { bucketNamed } from '../triage/rank.js';
import type { OutputColumn } from '../write/columns.js';
import type { TablePlan } from '../write/terminal-table.js';
import type { OpenBook } from './open-book.js';

/** What a terminal shows, by its width. */
export const AGED_PLANS: readonly TablePlan[] = [
  {
    from: 118,
    columns: [
      'loan_id',
      'borrower_id',
      'days_past_due',
      'oldest_unpaid_due_on',
      'missed_instalments',
      'overdue_total',
      'outstanding_principal',
      'bucket',
      'risk_grade',
    ],
    flexible: ['loan_id', 'borrower_id'],
  },
  {
    from: 78,
    columns: ['loan_id', 'days_past_due', 'overdue_total', 'outstanding_principal', 'bucket'],
    flexible: ['loan_id'],
  },
  { from: 0, columns: ['loan_id', 'days_past_due', 'bucket'], flexible: ['loan_id'] },
];

/**
 * The loans that the filter names, each by what is its own: a borrower's other loans do not bring it in. In the order of the
 * file, at most `limit`. An overdue total that is not known
 * reaches a bound that what is known of it reaches, and lies under none.
 */
export function* agedLoans(
  open: OpenBook,
  positions: PositionColumns,
  filter: ListFilter,
  limit: number,
): Generator<number> {
  const passes = testOf(open, positions, filter);
  let count = 0;
  for (let loan = 0; loan < open.portfolio.count && count < limit; loan++) {
    if (!passes(loan)) continue;
    count++;
    yield loan;
  }
}

function testOf(open: OpenBook, positions: PositionColumns, filter: ListFilter): (loan: number) => boolean {
  const { portfolio, terms } = open;
  const { loans } = portfolio;
  const { atLeastOverdue, atMostOverdue } = filter;
  // Only what is asked for: an unfiltered book is asked a million times.
  const tests: ((loan: number) => boolean)[] = [];
  const among = (column: ArrayLike<number>, wanted: readonly number[]): void => {
    const codesWanted = new Set(wanted);
    if (codesWanted.size > 0) tests.push((loan) => codesWanted.has(column[loan]!));
  };
  const named = (column: ArrayLike<number>, known: readonly string[], names: readonly string[]): void =>
    among(
      column,
      names.map((name) => known.indexOf(name)),
    );
  named(loans.region, portfolio.regions, filter.regions);
  named(loans.branch, portfolio.branches, filter.branches);
  named(loans.officer, portfolio.officers, filter.officers);
  named(loans.product, portfolio.products, filter.products);
  among(
    positions.bucket,
    filter.buckets.map((code) => bucketNamed(terms.policy.ageing, code)),
  );
  among(loans.borrowerKind, filter.kinds);
  among(positions.borrowerType, filter.types);
  if (!Number.isNaN(atLeastOverdue)) tests.push((loan) => overdueAtLeast(positions, loan) >= atLeastOverdue);
  if (!Number.isNaN(atMostOverdue)) tests.push((loan) => positions.overdueTotal[loan]! <= atMostOverdue);
  return (loan) => tests.every((test) => test(loan));
}

/** The overdue total or, where penalty interest is not known, what is known of it; NaN of a loan without a position. */
function overdueAtLeast({ overdueTotal, overduePrincipal, overdueInterest }: PositionColumns, loan: number): Fen {
  const total = overdueTotal[loan]!;
  return Number.isNaN(total) ? overduePrincipal[loan]! + (overdueInterest[loan]! || 0) : total;
}

/** The position's columns of `positions.csv`, read from the run's columns; a row is a loan's number. */
export function agedColumns(open: OpenBook, positions: PositionColumns): OutputColumn<number>[] {
  const { portfolio, terms } = open;
  const known = (column: ArrayLike<number>) => (loan: number) =>
    positions.determined[loan] === 1 ? column[loan]! : Number.NaN;
  const { buckets } = terms.policy.ageing;
  return [
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (loan) => textOf(portfolio.loanIds, loan) },
    {
      name: 'borrower_id',
      zh: '客户号',
      en: 'borrower',
      kind: 'text',
      of: (loan) => borrowerIdOf(portfolio.borrowerIds, portfolio.loans.borrower[loan]!),
    },
    { name: 'as_of', zh: '截至', en: 'as of', kind: 'day', of: () => terms.asOf },
    { name: 'days_past_due', zh: '逾期天数', en: 'days past due', kind: 'integer', of: known(positions.daysPastDue) },
    {
      name: 'oldest_unpaid_due_on',
      zh: '最早未还到期日',
      en: 'oldest unpaid',
      kind: 'day',
      of: (loan) => (positions.determined[loan] === 1 ? positions.oldestUnpaidDueOn[loan]! : NO_DAY),
    },
    { name: 'missed_instalments', zh: '欠期数', en: 'missed', kind: 'integer', of: known(positions.missedInstalments) },
    {
      name: 'overdue_principal',
      zh: '逾期本金',
      en: 'overdue principal',
      kind: 'fen',
      of: known(positions.overduePrincipal),
    },
    {
      name: 'overdue_interest',
      zh: '逾期利息',
      en: 'overdue interest',
      kind: 'fen',
      of: known(positions.overdueInterest),
    },
    { name: 'penalty_interest', zh: '罚息', en: 'penalty interest', kind: 'fen', of: known(positions.penaltyInterest) },
    {
      name: 'compound_interest',
      zh: '复利',
      en: 'compound interest',
      kind: 'fen',
      of: known(positions.compoundInterest),
    },
    { name: 'overdue_total', zh: '逾期合计', en: 'overdue total', kind: 'fen', of: known(positions.overdueTotal) },
    {
      name: 'outstanding_principal',
      zh: '本金余额',
      en: 'outstanding',
      kind: 'fen',
      of: known(positions.outstandingPrincipal),
    },
    {
      name: 'bucket',
      zh: '账龄',
      en: 'bucket',
      kind: 'text',
      vocabulary: 'buckets',
      of: (loan) => (positions.bucket[loan] === NO_CODE ? UNDETERMINED_BUCKET : buckets[positions.bucket[loan]!]!.code),
    },
    {
      name: 'risk_grade',
      zh: '五级分类',
      en: 'grade',
      kind: 'text',
      vocabulary: 'riskGrades',
      of: (loan) => (positions.riskGrade[loan] === NO_CODE ? '' : RISK_GRADES[positions.riskGrade[loan]!]!),
    },
  ];
}
