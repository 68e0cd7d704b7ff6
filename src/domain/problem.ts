/**
 * What can be wrong with input: collected values, never exceptions, so that one run shows everything.
 * {@link describeProblem} in `describe-problem.ts` is the one place with the words; a code without words
 * does not compile.
 */

import type { AnswerKind } from './survey.js';

/** Tables of which a book is made. */
export type BookTable =
  | 'loans'
  | 'payments'
  | 'schedule'
  | 'events'
  | 'parties'
  | 'collateral'
  | 'survey'
  | 'positions';

/** Those and the ones about letters. */
export type TableName = BookTable | 'notice_log' | 'receipts';

/**
 * - `error`: the row (or file) was not used; the run ends with exit code 1 (2 for a whole file).
 * - `warning`: used, but somebody should look; does not change the exit code.
 */
export type Severity = 'error' | 'warning';

/** Where a problem stands. */
export interface ProblemPlace {
  /** The file as the user named it, `-` for standard input. */
  readonly file: string;
  readonly table: TableName;
  /** 1-based line on which the record starts; 0 where the problem concerns the whole file. */
  readonly line: number;
  /** Byte offset of the record in the scanned bytes, for copying the row to `rejected/`; -1 for the whole file. */
  readonly offset: number;
  /** The loan that the row belongs to, where it could be read. Never any other personal data. */
  readonly loanId?: string;
}

interface CellProblem {
  /** The column's title as it stands in the file. */
  readonly column: string;
  /** The cell as messages may tell it: cut at 60 characters, what may be personal data starred. */
  readonly cell: string;
}

export type ProblemDetail =
  // one cell
  | ({ readonly code: 'blank-required' } & CellProblem)
  | ({ readonly code: 'bad-date' } & CellProblem)
  | ({ readonly code: 'impossible-date' } & CellProblem)
  | ({ readonly code: 'ambiguous-date' } & CellProblem)
  | ({ readonly code: 'two-digit-year' } & CellProblem)
  | ({ readonly code: 'bad-amount' } & CellProblem)
  | ({ readonly code: 'negative-amount' } & CellProblem)
  | ({ readonly code: 'zero-amount' } & CellProblem)
  | ({ readonly code: 'bad-rate' } & CellProblem)
  | ({ readonly code: 'bad-whole-number' } & CellProblem)
  | ({
      readonly code: 'unknown-choice';
      /** The contract's words. */
      readonly choices: readonly string[];
      /** The usual Chinese word for each of them; the contract's own where there is none. */
      readonly titles: readonly string[];
      readonly didYouMean?: string;
    } & CellProblem)
  | ({ readonly code: 'identifier-in-scientific-notation' } & CellProblem)
  | ({ readonly code: 'spreadsheet-error' } & CellProblem)
  /** A number or a day in a cell of a workbook that is merged over several rows. */
  | ({ readonly code: 'merged-cell' } & CellProblem)
  // one record
  | { readonly code: 'wrong-cell-count'; readonly expected: number; readonly found: number }
  | { readonly code: 'stray-quote' }
  | { readonly code: 'unclosed-quote' }
  | { readonly code: 'nul-byte' }
  | { readonly code: 'totals-row'; readonly cell: string }
  // the header
  | {
      readonly code: 'missing-column';
      readonly column: string;
      readonly titles: readonly string[];
      readonly didYouMean?: string;
    }
  | { readonly code: 'duplicate-column'; readonly column: string; readonly titles: readonly string[] }
  | { readonly code: 'unknown-column'; readonly column: string; readonly didYouMean?: string }
  /** Lines above the header that are no records: a report's title and the like. */
  | { readonly code: 'lines-above-header'; readonly lines: number }
  /** Lines above what was taken for the header, the first of them being `firstLine`, can be read as records. */
  | { readonly code: 'records-above-header'; readonly firstLine: number }
  /** A line above the header says that amounts are in 万元, 千元, 美元 … */
  | { readonly code: 'amounts-in-another-unit'; readonly unit: string }
  // the file
  | { readonly code: 'cannot-read-file'; readonly reason: string }
  | { readonly code: 'empty-file' }
  /** `atByte` is an offset, `atLine` the 1-based line of it. */
  | {
      readonly code: 'not-in-encoding';
      readonly encoding: string;
      readonly atByte: number;
      readonly atLine: number;
    }
  | { readonly code: 'damaged-gzip'; readonly reason: string }
  | { readonly code: 'too-large'; readonly what: OversizedPart; readonly most: string }
  /** The last line has no end: the file may have been cut short within its last cell. */
  | { readonly code: 'no-line-end-at-end' }
  /** No percentage of the column is as large as one would expect: `greatest`, in percent, may stand for a hundred times as much. */
  | { readonly code: 'perhaps-fractions'; readonly column: string; readonly greatest: string }
  /** So many loans mature more than fifty years after they were disbursed, the last of them on `latest`. */
  | { readonly code: 'far-maturities'; readonly column: string; readonly loans: number; readonly latest: string }
  // a workbook
  | { readonly code: 'damaged-workbook'; readonly reason: WorkbookReason }
  | {
      readonly code: 'unknown-sheet';
      readonly sheet: string;
      readonly sheets: readonly string[];
      readonly didYouMean?: string;
    }
  /** No sheet was named: `sheet` was read, `sheets` hold something too. */
  | { readonly code: 'other-sheets'; readonly sheet: string; readonly sheets: readonly string[] }
  // between rows and tables
  | { readonly code: 'duplicate-loan'; readonly firstLine: number }
  | { readonly code: 'matures-before-disbursement'; readonly disbursedOn: string; readonly maturesOn: string }
  /** `cell` is the period of the row, `method` the spelling that tells another one. */
  | {
      readonly code: 'period-contradicts-method';
      readonly method: string;
      readonly column: string;
      readonly cell: string;
    }
  /** By its status the loan is settled; `balance` is its outstanding principal in yuan. */
  | { readonly code: 'settled-with-balance'; readonly balance: string }
  | {
      readonly code: 'accelerated-before-disbursement';
      readonly acceleratedOn: string;
      readonly disbursedOn: string;
    }
  | { readonly code: 'unsupported-currency'; readonly currency: string; readonly expected: string }
  | { readonly code: 'unknown-loan' }
  | { readonly code: 'payment-before-disbursement'; readonly paidOn: string; readonly disbursedOn: string }
  | { readonly code: 'duplicate-payment'; readonly paymentId: string; readonly firstLine: number }
  | { readonly code: 'reversal-without-original'; readonly reversalOf: string }
  | { readonly code: 'reversal-exceeds-original'; readonly reversalOf: string; readonly originalLine: number }
  | { readonly code: 'split-exceeds-amount' }
  | { readonly code: 'duplicate-party'; readonly partyId: string; readonly firstLine: number }
  | { readonly code: 'duplicate-instalment'; readonly sequence: number; readonly firstLine: number }
  | { readonly code: 'schedule-principal-mismatch'; readonly scheduled: string; readonly principal: string }
  /** Another row of the loan's schedule was rejected. */
  | { readonly code: 'incomplete-schedule' }
  | { readonly code: 'instalment-before-disbursement'; readonly dueOn: string; readonly disbursedOn: string }
  /** No instalment has the number `sequence`, though one has the number `after` and others follow. */
  | { readonly code: 'instalment-left-out'; readonly sequence: number; readonly after: number }
  | { readonly code: 'event-without-subject' }
  | { readonly code: 'ends-before-it-begins'; readonly happenedOn: string; readonly endedOn: string }
  | { readonly code: 'unknown-borrower' }
  // receipts of letters
  | { readonly code: 'unknown-letter'; readonly letter: string }
  | { readonly code: 'ambiguous-letter'; readonly letter: string; readonly numbers: readonly string[] }
  | { readonly code: 'letter-cancelled'; readonly letter: string }
  | { readonly code: 'other-letter'; readonly letter: string; readonly letterFile: string }
  | { readonly code: 'duplicate-receipt'; readonly letter: string; readonly firstLine: number }
  | { readonly code: 'receipt-before-letter'; readonly day: string; readonly writtenOn: string }
  | { readonly code: 'signed-after-return'; readonly signedOn: string; readonly returnedOn: string }
  | { readonly code: 'wrong-signer'; readonly signer: string; readonly addressee: string }
  | ({ readonly code: 'does-not-go-with'; readonly with: string } & CellProblem)
  // the survey
  | ({
      readonly code: 'unknown-answer';
      readonly answers: AnswerKind;
      /** For `choice`: the answers, in both languages. */
      readonly choices: readonly string[];
      readonly didYouMean?: string;
    } & CellProblem)
  | { readonly code: 'answer-without-day'; readonly column: string }
  | {
      readonly code: 'contradicting-answers';
      readonly column: string;
      readonly answeredOn: string;
      readonly otherLine: number;
    };

/** What of a file is larger than a run can hold: bounds that also keep out files made to fill the memory. */
export type OversizedPart = 'unpacked' | 'workbook' | 'unpacked-workbook' | 'cells' | 'header' | 'columns' | 'record';

/** Why a workbook cannot be read. */
export type WorkbookReason =
  | 'its table of contents cannot be read'
  | 'it does not say how large its parts are'
  | 'a part of it is damaged or missing'
  | 'it is no .xlsx file'
  | 'it is under a password'
  | 'it is an old .xls or .et file'
  | 'it is an .xlsb file'
  | 'it is an .ods file'
  | 'it holds no workbook'
  | 'the sheet has no cells'
  | 'its rows are not in order'
  | 'a row stands there twice'
  | 'a row has no place in the sheet'
  | 'a cell has no place in the sheet'
  | 'merged cells overlap'
  | 'it is in an encoding that is not known, or damaged';

export type ProblemCode = ProblemDetail['code'];

export type Problem = ProblemPlace & { readonly severity: Severity } & ProblemDetail;

/** Codes that do not cost the row its place in the run. Every other code is an error. */
const WARNINGS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'unknown-column',
  'totals-row',
  'lines-above-header',
  'no-line-end-at-end',
  'perhaps-fractions',
  'far-maturities',
  'instalment-left-out',
  'settled-with-balance',
  'accelerated-before-disbursement',
  'other-sheets',
]);

export function problem(place: ProblemPlace, detail: ProblemDetail): Problem {
  return { ...place, severity: WARNINGS.has(detail.code) ? 'warning' : 'error', ...detail };
}
