/** What the main thread asks of the second one once the book is read. All of it can be posted. */
import type { PolicySource } from '../policy/policy.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { BookAssessment } from '../triage.js';
import type { OutputProblem } from '../write/output-refused.js';
import type { LoanTable, TableWords } from './loan-tables.js';
import type { RelievedRanges, WorkRanges } from './work-ranges.js';

export interface ThreadBook {
  readonly portfolio: Portfolio;
  readonly book: BookAssessment;
  readonly policy: PolicySource;
  readonly asOf: number;
  /** Whether memory is short. */
  readonly keepsSmall: boolean;
}

/** The `assess` task comes first and brings the book. */
export type ThreadTask =
  | { readonly kind: 'assess'; readonly thread: ThreadBook; readonly borrowers: WorkRanges }
  /** Brings the book as well, for its positions alone. */
  | { readonly kind: 'age'; readonly thread: ThreadBook; readonly borrowers: WorkRanges }
  /** The rows of `arrears age` for entries `from` … `until` (exclusive) of `loans`; the answer is their bytes. */
  | { readonly kind: 'aged-rows'; readonly loans: Int32Array; readonly from: number; readonly until: number }
  | { readonly kind: 'begin-tables'; readonly tasks: readonly TableTask[]; readonly words: TableWords }
  | { readonly kind: 'end-tables'; readonly parts: readonly TablePart[] };

/** Answer to a task whose result could not be written: errors lose their class on the way between threads. */
export interface RefusedTask {
  readonly refused: OutputProblem;
}

/** A table that another thread writes at `path`. */
export interface TableTask {
  readonly table: LoanTable;
  readonly path: string;
  readonly loans: RelievedRanges;
}

/** The rows of loans from `from` on, to be added to the end of the table in that order. */
export interface TablePart {
  readonly table: LoanTable;
  readonly path: string;
  readonly from: number;
}
