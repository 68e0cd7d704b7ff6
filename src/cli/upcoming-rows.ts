/** The rows of `--upcoming N`: loans to remind before their next instalment falls due. */
import { NO_DAY } from '../domain/civil-date.js';
import type { ListFilter } from '../domain/list-filter.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { gatherLoanText } from '../read/loan-text.js';
import { findUpcoming, type UpcomingDue } from '../triage/upcoming.js';
import type { OutputColumn } from '../write/columns.js';
import type { TablePlan } from '../write/terminal-table.js';
import { agedLoans } from './aged-loans.js';
import { type OpenBook, plural } from './open-book.js';
import { log } from './streams.js';
import type { TriagedBook } from './triage-book.js';

export interface UpcomingRow extends UpcomingDue {
  readonly name: string;
  readonly phone: string;
}

/** What a terminal shows, by its width. */
export const UPCOMING_PLANS: readonly TablePlan[] = [
  {
    from: 118,
    columns: ['due_on', 'days_left', 'loan_id', 'borrower_id', 'borrower_name', 'amount', 'officer', 'phone', 'flags'],
    flexible: ['borrower_name'],
  },
  { from: 78, columns: ['due_on', 'days_left', 'loan_id', 'borrower_name', 'amount'], flexible: ['borrower_name'] },
  { from: 0, columns: ['due_on', 'loan_id', 'amount'], flexible: ['loan_id'] },
];

/** What the reminders are about. */
export interface UpcomingRequest {
  readonly withinDays: number;
  readonly filter: ListFilter;
  /** Greatest number of loans, the nearest due dates first; Infinity for all. */
  readonly limit: number;
}

/** The loans to remind, by due date. Says on stderr how many a hold leaves out. */
export function upcomingRows(open: OpenBook, triaged: TriagedBook, request: UpcomingRequest): readonly UpcomingRow[] {
  const { portfolio, terms } = open;
  const { dues, held } = findUpcoming(
    portfolio,
    terms,
    loansWithoutArrears(open, triaged, request.filter),
    request.withinDays,
  );
  const onHold = held.length;
  if (onHold > 0) {
    log(
      'info',
      'reminders-on-hold',
      { loans: onHold },
      open.language === 'zh'
        ? `到期提醒：${onHold} 笔因停止催收事由不予提醒`
        : `Reminders: ${plural(onHold, 'loan')} left out because a hold stops contact`,
    );
  }
  const kept = dues.slice(0, Math.min(request.limit, dues.length));
  const texts = gatherLoanText(
    open.loansTable,
    portfolio,
    Int32Array.from(kept, ({ loan }) => loan),
    ['borrower_name', 'phone'],
    open.masking,
  );
  return kept.map((due, at) => ({ ...due, name: texts.text(at, 'borrower_name'), phone: texts.text(at, 'phone') }));
}

function* loansWithoutArrears(open: OpenBook, triaged: TriagedBook, filter: ListFilter): Generator<number> {
  const { positions } = triaged.book;
  const { determined, daysPastDue } = positions;
  for (const loan of agedLoans(open, positions, filter, Number.POSITIVE_INFINITY)) {
    if (determined[loan] === 1 && daysPastDue[loan] === 0) yield loan;
  }
}

/** Borrowers with a loan that falls due within so many days, the nearest due date first; held ones too, to be told of. */
export function borrowersToRemind(
  open: OpenBook,
  triaged: TriagedBook,
  filter: ListFilter,
  withinDays: number,
): Int32Array {
  const { portfolio, terms } = open;
  const { dues, held } = findUpcoming(portfolio, terms, loansWithoutArrears(open, triaged, filter), withinDays);
  return Int32Array.from(new Set([...dues, ...held].map(({ loan }) => portfolio.loans.borrower[loan]!)));
}

export function upcomingColumns({ portfolio, terms }: OpenBook, { book }: TriagedBook): OutputColumn<UpcomingRow>[] {
  const { loans } = portfolio;
  const { listed, daysPastDue } = book.borrowers;
  const otherArrears = ({ loan }: UpcomingRow) => {
    const borrower = loans.borrower[loan]!;
    if (listed[borrower] === 0) return 0;
    return daysPastDue[borrower] === NO_DAY ? Number.NaN : daysPastDue[borrower]!;
  };
  return [
    { name: 'due_on', zh: '应还日', en: 'due on', kind: 'day', of: (row) => row.dueOn },
    { name: 'days_left', zh: '剩余天数', en: 'days left', kind: 'integer', of: (row) => row.dueOn - terms.asOf },
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (row) => textOf(portfolio.loanIds, row.loan) },
    {
      name: 'borrower_id',
      zh: '客户号',
      en: 'borrower',
      kind: 'text',
      of: (row) => borrowerIdOf(portfolio.borrowerIds, loans.borrower[row.loan]!),
    },
    { name: 'borrower_name', zh: '客户名称', en: 'name', kind: 'text', of: (row) => row.name },
    { name: 'amount', zh: '应还金额', en: 'amount', kind: 'fen', of: (row) => row.principal + row.interest + row.fee },
    { name: 'principal', zh: '应还本金', en: 'principal', kind: 'fen', of: (row) => row.principal },
    { name: 'interest', zh: '应还利息', en: 'interest', kind: 'fen', of: (row) => row.interest },
    { name: 'fee', zh: '应还费用', en: 'fee', kind: 'fen', of: (row) => row.fee },
    {
      name: 'borrower_days_past_due',
      zh: '客户其他借据逾期天数',
      en: 'days past due on other loans',
      kind: 'integer',
      of: otherArrears,
    },
    {
      name: 'product',
      zh: '产品',
      en: 'product',
      kind: 'term',
      of: (row) => portfolio.products[loans.product[row.loan]!]!,
    },
    {
      name: 'officer',
      zh: '客户经理',
      en: 'officer',
      kind: 'term',
      of: (row) => portfolio.officers[loans.officer[row.loan]!]!,
    },
    {
      name: 'branch',
      zh: '支行',
      en: 'branch',
      kind: 'term',
      of: (row) => portfolio.branches[loans.branch[row.loan]!]!,
    },
    {
      name: 'region',
      zh: '区域',
      en: 'region',
      kind: 'term',
      of: (row) => portfolio.regions[loans.region[row.loan]!]!,
    },
    { name: 'phone', zh: '电话', en: 'phone', kind: 'text', of: (row) => row.phone },
    {
      name: 'flags',
      zh: '标记',
      en: 'flags',
      kind: 'list',
      vocabulary: 'flags',
      of: (row) => (loans.careNote[row.loan] === 1 ? ['care'] : []),
    },
  ];
}
