/** The rows of `reconciliation.csv`, for any range of loans. */
import { type ArrearsFigures, outcomeCode } from '../domain/reconciliation.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { newLoanBench, type TriageTerms } from '../triage/assess-loan.js';
import { evidenceOf } from '../triage/reconcile-book.js';
import type { BookAssessment } from '../triage.js';
import type { ByteSink } from '../write/columns.js';
import { CsvBytes } from '../write/csv-bytes.js';
import { appendReconciliationRow, type ReconciliationWords } from '../write/reconciliation-table.js';
import type { RowRange } from './work-ranges.js';

const PIECE_BYTES = 1 << 18;
const NOT_REPORTED = outcomeCode('not-reported');
const AGREES = outcomeCode('agrees');

/** Writes the loans in all `ranges` that differ or cannot be compared, without the header, and returns their number. */
export function writeReconciliationRows(
  portfolio: Portfolio,
  terms: TriageTerms,
  { positions, reconciliation }: BookAssessment,
  words: ReconciliationWords,
  ranges: Iterable<RowRange>,
  sink: ByteSink,
): number {
  if (reconciliation === null) return 0;
  const bench = newLoanBench(portfolio, terms);
  const out = new CsvBytes(PIECE_BYTES * 2);
  const { loans } = portfolio;
  const reported: ArrearsFigures = { daysPastDue: 0, overduePrincipal: 0, overdueInterest: 0 };
  const own: ArrearsFigures = { daysPastDue: 0, overduePrincipal: 0, overdueInterest: 0 };
  let rows = 0;
  for (const { from, until } of ranges) {
    for (let loan = from; loan < until; loan++) {
      const outcome = reconciliation.outcome[loan];
      if (outcome === NOT_REPORTED || outcome === AGREES) continue;
      reported.daysPastDue = loans.reportedDaysPastDue[loan]!;
      reported.overduePrincipal = loans.reportedOverduePrincipal[loan]!;
      reported.overdueInterest = loans.reportedOverdueInterest[loan]!;
      const isKnown = positions.determined[loan] === 1;
      own.daysPastDue = isKnown ? positions.daysPastDue[loan]! : Number.NaN;
      own.overduePrincipal = isKnown ? positions.overduePrincipal[loan]! : Number.NaN;
      own.overdueInterest = isKnown ? positions.overdueInterest[loan]! : Number.NaN;
      appendReconciliationRow(portfolio, loan, reported, own, evidenceOf(bench, reconciliation, loan), words, out);
      rows++;
      if (out.size < PIECE_BYTES) continue;
      sink(out.filled());
      out.clear();
    }
  }
  if (out.size > 0) sink(out.filled());
  return rows;
}
