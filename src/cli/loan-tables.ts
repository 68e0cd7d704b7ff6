/** The tables with a row per loan, or per loan in arrears or in dispute: any thread can write any range of them. */
import type { Language } from '../domain/language.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { TriageTerms } from '../triage/assess-loan.js';
import type { BookAssessment } from '../triage.js';
import type { ByteSink } from '../write/columns.js';
import type { CsvForm } from '../write/csv-form.js';
import { deadlineColumns } from '../write/deadlines.js';
import {
  formatPositions,
  POSITION_COLUMNS,
  POSITIONS_HEADER,
  positionCodes,
  TEXT_POSITION_COLUMNS,
} from '../write/positions.js';
import { IS_TEXT_IN_RECONCILIATION, RECONCILIATION_HEADER } from '../write/reconciliation-table.js';
import { headerInForm, rowsInForm } from '../write/spreadsheet-csv.js';
import { csvHeader, tableSink } from '../write/tables.js';
import type { RecordPlaces } from '../write/words.js';
import { writeDeadlineRows } from './deadline-table.js';
import { writeReconciliationRows } from './reconciliation-rows.js';
import type { RowRange } from './work-ranges.js';

export type LoanTable = 'reconciliation.csv' | 'deadlines.csv' | 'positions.csv';

/** In the order in which they are written. There is nothing to reconcile with a bank that reports nothing. */
export function loanTablesOf({ reconciliation }: BookAssessment): readonly LoanTable[] {
  const always = ['deadlines.csv', 'positions.csv'] as const;
  return reconciliation === null ? always : ['reconciliation.csv', ...always];
}

export interface AssessedBook {
  readonly portfolio: Portfolio;
  readonly terms: TriageTerms;
  readonly book: BookAssessment;
}

/** In what words a table speaks. */
export interface TableWords {
  readonly language: Language;
  /** How the input files are called where a sentence points at a line of one. */
  readonly places: RecordPlaces;
  /** How its bytes are written. */
  readonly form: CsvForm;
}

export function loanTableHeader(table: LoanTable, { language, form }: TableWords): Uint8Array {
  if (table === 'deadlines.csv') return csvHeader(deadlineColumns(language), 'names', form);
  return headerInForm(Buffer.from(table === 'positions.csv' ? POSITIONS_HEADER : RECONCILIATION_HEADER), form);
}

const TEXT_POSITIONS = POSITION_COLUMNS.map((name) => TEXT_POSITION_COLUMNS.has(name));

/** Writes the rows of the loans in all `ranges`, without the header, and returns their number. */
export function writeLoanRows(
  table: LoanTable,
  { portfolio, terms, book }: AssessedBook,
  words: TableWords,
  ranges: Iterable<RowRange>,
  sink: ByteSink,
): number {
  if (table === 'reconciliation.csv') {
    const finish = rowsInForm(words.form, IS_TEXT_IN_RECONCILIATION, sink);
    return writeReconciliationRows(portfolio, terms, book, words, ranges, finish);
  }
  if (table === 'deadlines.csv') {
    const columns = deadlineColumns(words.language, words.places);
    return writeDeadlineRows(columns, portfolio, terms, book, ranges, tableSink(columns, sink, words.form));
  }
  const codes = positionCodes(terms.asOf, terms.policy.ageing);
  const finish = rowsInForm(words.form, TEXT_POSITIONS, sink);
  let rows = 0;
  for (const { from, until } of ranges) {
    formatPositions(book.positions, portfolio, from, until, codes, finish);
    rows += until - from;
  }
  return rows;
}
