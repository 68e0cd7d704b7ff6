/** The comparison with the bank's own figures: rows of `reconciliation.csv`, what the summary says of it, the exit code. */
import type { Language } from '../domain/language.js';
import type { ReconciliationCause } from '../domain/reconciliation.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import {
  hasReports,
  isFinding,
  newReconciliationTally,
  type ReconciledLoan,
  reconcileBook,
} from '../triage/reconcile-book.js';
import type { OutputColumn } from '../write/columns.js';
import type { ManifestReconciliation } from '../write/manifest.js';
import { causeInWords, tellEvidence } from '../write/reconciliation-words.js';
import { FINISHED_WITH_FINDINGS } from './exit.js';
import { type OpenBook, plural } from './open-book.js';
import { beginStep, endProgress, tickingAfter } from './progress.js';
import type { TriagedBook } from './triage-book.js';

export type Reconciliation = ManifestReconciliation;

/**
 * Compares all loans; null where the loans file reports nothing. `take` receives those that differ or cannot be compared and
 * must go through all of them.
 */
export function reconcile(
  { portfolio, terms, language }: OpenBook,
  { book }: TriagedBook,
  take: (found: Iterable<ReconciledLoan>) => void = (found) => {
    for (const _ of found);
  },
): Reconciliation | null {
  if (!hasReports(portfolio)) return null;
  const tally = newReconciliationTally();
  let compared = 0;
  beginStep(
    {
      what: { en: "comparing with the bank's figures", zh: '与银行系统数据对账' },
      total: portfolio.count,
      done: () => compared,
    },
    language,
  );
  take(
    tickingAfter(reconcileBook(portfolio, book.positions, terms, tally), ({ loan }) => {
      compared = loan;
    }),
  );
  endProgress();
  const { reconciliation: settings } = terms.policy;
  return {
    agree: tally.agree,
    differ: tally.differ,
    notComparable: tally.notComparable,
    notReported: tally.notReported,
    byCause: Object.fromEntries(tally.byCause),
    toleranceDays: settings.toleranceDays,
    toleranceFen: settings.toleranceFen,
    mostDifferingPercent: settings.mostDiffering * 100,
    isFinding: isFinding(tally, settings),
  };
}

/** More differences than the lender takes for granted are a finding. */
export function settleReconciliation(reconciliation: Reconciliation | null): void {
  if (reconciliation?.isFinding === true) process.exitCode = FINISHED_WITH_FINDINGS;
}

/** Within 80 columns. `out` is the run directory, undefined where nothing was written. */
export function describeReconciliation(
  { agree, differ, notComparable, notReported, byCause, mostDifferingPercent, isFinding }: Reconciliation,
  language: Language,
  out: string | undefined,
): string[] {
  const zh = language === 'zh';
  const compared = agree + differ;
  const lines = [
    zh
      ? `对账：与银行系统数据可比 ${compared} 笔，${differ} 笔不符`
      : `Reconciled with the bank's figures: ${plural(compared, 'loan')} compared, ${differ} differ`,
  ];
  for (const [cause, loans] of Object.entries(byCause).sort(([first], [second]) => (first < second ? -1 : 1))) {
    if (cause === 'undetermined') continue;
    lines.push(`  ${String(loans).padStart(6)}  ${causeInWords(cause as ReconciliationCause, language)}`);
  }
  if (notComparable + notReported > 0) {
    lines.push(
      zh
        ? `  另有 ${notComparable} 笔无法比较，${notReported} 笔银行系统未报送`
        : `  not compared: ${notComparable} without a position here, ${notReported} not reported`,
    );
  }
  if (isFinding) {
    lines.push(
      zh
        ? `  不符比例（口径差异除外）超过策略规定的 ${mostDifferingPercent}%`
        : `  more than the policy's ${mostDifferingPercent} % differ, conventions apart`,
    );
  }
  if (out !== undefined && differ + notComparable > 0) {
    lines.push(zh ? `  见 ${out}/reconciliation.csv` : `  see ${out}/reconciliation.csv`);
  }
  return lines;
}

export function reconciliationColumns(open: OpenBook): readonly OutputColumn<ReconciledLoan>[] {
  const { portfolio, listLanguage, places } = open;
  const { loans } = portfolio;
  const loansFile = places['loans'] ?? 'loans';
  return [
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (row) => textOf(portfolio.loanIds, row.loan) },
    {
      name: 'borrower_id',
      zh: '客户号',
      en: 'borrower',
      kind: 'text',
      of: (row) => borrowerIdOf(portfolio.borrowerIds, loans.borrower[row.loan]!),
    },
    { name: 'cause', zh: '原因', en: 'cause', kind: 'term', of: (row) => row.cause },
    {
      name: 'reported_days_past_due',
      zh: '银行逾期天数',
      en: 'reported days past due',
      kind: 'integer',
      of: ({ reported }) => reported.daysPastDue,
    },
    { name: 'days_past_due', zh: '逾期天数', en: 'days past due', kind: 'integer', of: ({ own }) => own.daysPastDue },
    {
      name: 'days_difference',
      zh: '天数差异',
      en: 'difference in days',
      kind: 'integer',
      of: ({ reported, own }) => reported.daysPastDue - own.daysPastDue,
    },
    {
      name: 'reported_overdue_principal',
      zh: '银行逾期本金',
      en: 'reported overdue principal',
      kind: 'fen',
      of: ({ reported }) => reported.overduePrincipal,
    },
    {
      name: 'overdue_principal',
      zh: '逾期本金',
      en: 'overdue principal',
      kind: 'fen',
      of: ({ own }) => own.overduePrincipal,
    },
    {
      name: 'principal_difference',
      zh: '本金差异',
      en: 'difference in principal',
      kind: 'fen',
      of: ({ reported, own }) => reported.overduePrincipal - own.overduePrincipal,
    },
    {
      name: 'reported_overdue_interest',
      zh: '银行逾期利息',
      en: 'reported overdue interest',
      kind: 'fen',
      of: ({ reported }) => reported.overdueInterest,
    },
    {
      name: 'overdue_interest',
      zh: '逾期利息',
      en: 'overdue interest',
      kind: 'fen',
      of: ({ own }) => own.overdueInterest,
    },
    {
      name: 'interest_difference',
      zh: '利息差异',
      en: 'difference in interest',
      kind: 'fen',
      of: ({ reported, own }) => reported.overdueInterest - own.overdueInterest,
    },
    {
      name: 'evidence',
      zh: '依据',
      en: 'evidence',
      kind: 'text',
      of: ({ evidence }) => tellEvidence(evidence, listLanguage, places),
    },
    {
      name: 'record',
      zh: '记录',
      en: 'record',
      kind: 'text',
      of: ({ loan }) => `${loansFile}:${loans.line[loan]!}`,
    },
  ];
}
