/** `reconciliation.csv`: a row for each loan that differs from what the bank reports, or cannot be compared with it. */
import type { Language } from '../domain/language.js';
import { type ArrearsFigures, CAUSE_OF, type ReconciliationEvidence } from '../domain/reconciliation.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { CsvBytes } from './csv-bytes.js';
import { appendId } from './positions.js';
import { tellEvidence } from './reconciliation-words.js';
import type { RecordPlaces } from './words.js';

const RECONCILIATION_COLUMNS = [
  'loan_id',
  'borrower_id',
  'cause',
  'reported_days_past_due',
  'days_past_due',
  'days_difference',
  'reported_overdue_principal',
  'overdue_principal',
  'principal_difference',
  'reported_overdue_interest',
  'overdue_interest',
  'interest_difference',
  'evidence',
  'record',
] as const;

export const RECONCILIATION_HEADER = `${RECONCILIATION_COLUMNS.join(',')}\n`;

const TEXT_COLUMNS: ReadonlySet<string> = new Set(['loan_id', 'borrower_id', 'cause', 'evidence', 'record']);

/** Of each column, in order; the others hold numbers. */
export const IS_TEXT_IN_RECONCILIATION: readonly boolean[] = RECONCILIATION_COLUMNS.map((name) =>
  TEXT_COLUMNS.has(name),
);

/** Sentences that recur are kept as bytes; those with an amount or a record of their own are as many as loans. */
const OWN_SENTENCES: ReadonlySet<ReconciliationEvidence['found']> = new Set([
  'receipts-missing',
  'receipts-not-booked',
  'due-date-not-planned',
]);

/** In what words the evidence is told, and how the input files are called in it. */
export interface ReconciliationWords {
  readonly language: Language;
  readonly places: RecordPlaces;
}

/** Adds the row of one loan. `reported` and `own` are NaN where the bank or the book has no such figure: a blank. */
export function appendReconciliationRow(
  { loanIds, borrowerIds, loans }: Pick<Portfolio, 'loanIds' | 'borrowerIds' | 'loans'>,
  loan: number,
  reported: ArrearsFigures,
  own: ArrearsFigures,
  evidence: ReconciliationEvidence,
  { language, places }: ReconciliationWords,
  out: CsvBytes,
): void {
  appendId(loanIds, loan, out);
  appendId(borrowerIds, loans.borrower[loan]!, out);
  out.term(CAUSE_OF[evidence.found]);
  out.integer(reported.daysPastDue);
  out.integer(own.daysPastDue);
  out.integer(reported.daysPastDue - own.daysPastDue);
  out.fen(reported.overduePrincipal);
  out.fen(own.overduePrincipal);
  out.fen(reported.overduePrincipal - own.overduePrincipal);
  out.fen(reported.overdueInterest);
  out.fen(own.overdueInterest);
  out.fen(reported.overdueInterest - own.overdueInterest);
  const sentence = tellEvidence(evidence, language, places);
  if (OWN_SENTENCES.has(evidence.found)) out.text(sentence);
  else out.term(sentence);
  out.openText();
  out.word(places['loans'] ?? 'loans');
  out.word(':');
  out.word(String(loans.line[loan]!));
  out.closeText();
  out.endRow();
}
