/** `arrears age`: where each loan stands, as rows for a pipe. */
import { type Command, Option } from 'commander';
import { UNDETERMINED_BUCKET } from '../../domain/ageing.js';
import { NO_DAY } from '../../domain/civil-date.js';
import { RISK_GRADES } from '../../domain/risk-grade.js';
import { borrowerIdOf } from '../../portfolio/borrower-ids.js';
import { textOf } from '../../portfolio/id-table.js';
import { NO_CODE } from '../../portfolio/position-columns.js';
import type { OutputColumn } from '../../write/columns.js';
import type { OpenBook } from '../open-book.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  LIST_FORMATS,
  type ListFormat,
} from '../options.js';
import { printRows } from '../print-rows.js';
import { runBook } from '../run-book.js';
import type { TriagedBook } from '../triage-book.js';

export function registerAge(program: Command): void {
  const command = program
    .command('age')
    .description('Days past due, arrears, bucket and grade: one row per loan.')
    .addOption(
      new Option('--format <format>', 'table on a terminal, csv in a pipe by default').choices([...LIST_FORMATS]),
    )
    .option('--all', 'every loan, not only those of the listed borrowers');
  addFilterOptions(addBookOptions(command))
    .action(age)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears age --loans loans.csv --payments payments.csv --as-of 2026-11-20
  $ arrears age --loans loans.csv --payments payments.csv --all --format jsonl
  $ arrears age --loans loans.csv --payments payments.csv --bucket M3 | cut -d, -f1,4
`,
    );
}

async function age(
  options: BookOptions & FilterOptions & { readonly format?: ListFormat; readonly all?: boolean },
): Promise<void> {
  const { open, triaged } = await runBook(options);
  await triaged.second?.stop();
  const loans = options.all === true ? everyLoan(open) : listedLoans(open, triaged);
  printRows(columnsOf(open, triaged), loans, options.format, open);
}

function* everyLoan(open: OpenBook): Generator<number> {
  for (let loan = 0; loan < open.portfolio.count; loan++) yield loan;
}

function* listedLoans(open: OpenBook, triaged: TriagedBook): Generator<number> {
  const { borrowerStart, loansByBorrower } = open.portfolio;
  for (const borrower of triaged.list.order) {
    for (let at = borrowerStart[borrower]!; at < borrowerStart[borrower + 1]!; at++) yield loansByBorrower[at]!;
  }
}

/** The position's columns of `positions.csv`, read from the run's columns; a row is a loan's number. */
function columnsOf(open: OpenBook, triaged: TriagedBook): OutputColumn<number>[] {
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
      of: (loan) => (positions.bucket[loan] === NO_CODE ? UNDETERMINED_BUCKET : buckets[positions.bucket[loan]!]!.code),
    },
    {
      name: 'risk_grade',
      zh: '五级分类',
      en: 'grade',
      kind: 'text',
      of: (loan) => (positions.riskGrade[loan] === NO_CODE ? '' : RISK_GRADES[positions.riskGrade[loan]!]!),
    },
  ];
}
