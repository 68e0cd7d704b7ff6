/** The rows of `arrears age`: one loan each, with the position's columns of `positions.csv`. */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { NO_DAY } from '../domain/civil-date.js';
import type { ListFilter } from '../domain/list-filter.js';
import type { Fen } from '../domain/money.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { bucketNamed } from '../triage/rank.js';
import type { OutputColumn } from '../write/columns.js';
import type { TablePlan } from '../write/terminal-table.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

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
export function* agedLoans(open: OpenBook, triaged: TriagedBook, filter: ListFilter, limit: number): Generator<number> {
  const passes = testOf(open, triaged, filter);
  let count = 0;
  for (let loan = 0; loan < open.portfolio.count && count < limit; loan++) {
    if (!passes(loan)) continue;
    count++;
    yield loan;
  }
}

function testOf(open: OpenBook, triaged: TriagedBook, filter: ListFilter): (loan: number) => boolean {
  const { portfolio, terms } = open;
  const { loans } = portfolio;
  const { positions } = triaged.book;
  const buckets = new Set(filter.buckets.map((code) => bucketNamed(terms.policy.ageing, code)));
  const among = (column: ArrayLike<number>, known: readonly string[], names: readonly string[]) => {
    const wanted = new Set(names.map((name) => known.indexOf(name)));
    return (loan: number) => wanted.size === 0 || wanted.has(column[loan]!);
  };
  const kinds = new Set(filter.kinds);
  const types = new Set(filter.types);
  const tests = [
    among(loans.region, portfolio.regions, filter.regions),
    among(loans.branch, portfolio.branches, filter.branches),
    among(loans.officer, portfolio.officers, filter.officers),
    among(loans.product, portfolio.products, filter.products),
    (loan: number) => buckets.size === 0 || buckets.has(positions.bucket[loan]!),
    (loan: number) => kinds.size === 0 || kinds.has(loans.borrowerKind[loan]!),
    (loan: number) => types.size === 0 || types.has(positions.borrowerType[loan]!),
    (loan: number) => Number.isNaN(filter.atLeastOverdue) || overdueAtLeast(positions, loan) >= filter.atLeastOverdue,
    (loan: number) => Number.isNaN(filter.atMostOverdue) || positions.overdueTotal[loan]! <= filter.atMostOverdue,
  ];
  return (loan) => tests.every((test) => test(loan));
}

/** The overdue total or, where penalty interest is not known, what is known of it; NaN of a loan without a position. */
function overdueAtLeast(
  { overdueTotal, overduePrincipal, overdueInterest }: TriagedBook['book']['positions'],
  loan: number,
): Fen {
  const total = overdueTotal[loan]!;
  return Number.isNaN(total) ? overduePrincipal[loan]! + overdueInterest[loan]! : total;
}

/** The position's columns of `positions.csv`, read from the run's columns; a row is a loan's number. */
export function agedColumns(open: OpenBook, triaged: TriagedBook): OutputColumn<number>[] {
  const { portfolio, terms } = open;
  const { positions } = triaged.book;
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
