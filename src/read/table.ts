/**
 * What a table is, and how its records are handed on: batches of checked values in columns, in file order.
 * Two readers produce them: the byte scanner, and csv-parse as the reference for every record that is not plain.
 */
import type { Problem, ProblemDetail, TableName } from '../domain/problem.js';

/**
 * What a cell must be. Numbers arrive in a Float64Array with NaN for a blank cell:
 * - `date`: epoch day.
 * - `moment`: minutes since 1970-01-01 00:00 civil time (a bare date is its midnight).
 * - `amount`: fen, not negative. `signed_amount`: fen.
 * - `percent`: percent in the file, units of 1e-8 here (4.35 or 4.35% → 4 350 000).
 * - `whole_number`.
 * - `choice`: position in `choices` plus one; plus {@link TOLD_BESIDES} times what the spelling tells of another column.
 * `identifier` and `text` arrive as spans of bytes; a blank one has length 0.
 */
export type ColumnKind =
  | 'identifier'
  | 'text'
  | 'date'
  | 'moment'
  | 'amount'
  | 'signed_amount'
  | 'percent'
  | 'whole_number'
  | 'choice';

export interface ColumnShape {
  /** Canonical name of the contract. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** The column must be there and its cells must not be blank. */
  readonly required: boolean;
  /** Usual other titles, Chinese and English; compared after trimming, case folding and full-width folding. */
  readonly titles: readonly string[];
  /** For `choice`: the contract's spellings. */
  readonly choices?: readonly string[];
  /** For `choice`: other spellings (等额本息 …) of a choice. */
  readonly choiceTitles?: Readonly<Record<string, readonly string[]>>;
  /** For `choice`: the code that a spelling tells of another column (按季付息到期还本: the period too), by spelling. */
  readonly toldBesides?: Readonly<Record<string, number>>;
}

/** Above every code of a choice that tells something besides. */
export const TOLD_BESIDES = 16;

export interface TableShape {
  readonly table: TableName;
  readonly columns: readonly ColumnShape[];
  /** The table has other columns as well, and that is as it should be. */
  readonly hasOtherColumns?: boolean;
}

/** A lender's own titles and formats for one table, from the policy's `columns:`. */
export interface ColumnMapping {
  /** Title in the file → canonical name. */
  readonly titles: Readonly<Record<string, string>>;
  /** Canonical name → how its dates are written where the usual forms do not settle it. */
  readonly dateOrder: Readonly<Record<string, 'day_first' | 'month_first' | 'excel_serial'>>;
}

export const NO_MAPPING: ColumnMapping = { titles: {}, dateOrder: {} };

/**
 * Up to {@link BATCH_ROWS} records whose cells all passed. Arrays are reused for the next batch: copy what must stay.
 * Column positions are those of `TableShape.columns`; a column that the file lacks is blank throughout.
 */
export interface RecordBatch {
  count: number;
  /** Line on which each record starts (1-based; relative to the part of the file being scanned, see `scanTable`). */
  readonly line: Uint32Array;
  /** Byte offset of each record's first byte. */
  readonly offset: Float64Array;
  /** Values by column position; an empty array for identifier and text columns. */
  readonly values: readonly Float64Array[];
  /** Bytes that the spans point into: UTF-8, or the file's own GB18030 for `text` cells of a GB18030 file (see `text`). */
  bytes: Uint8Array;
  /** Span starts and ends by column position; empty arrays for number columns. Identifiers are trimmed and always UTF-8. */
  readonly start: readonly Int32Array[];
  readonly end: readonly Int32Array[];
  /** Decoded, trimmed text of an identifier or text cell; '' when blank. */
  text(row: number, column: number): string;
  /** Sets a record aside for a reason between rows or tables: logs the problem and counts the record as rejected. */
  reject(row: number, detail: ProblemDetail): void;
}

export const BATCH_ROWS = 512;

/** How many rows of any one table may be rejected. Structured-cloneable. `share` is in millionths of the rows read: 1 % is 10 000. */
export type RejectLimit =
  | { readonly kind: 'rows'; readonly most: number }
  | { readonly kind: 'share'; readonly millionths: number };

/** Counts of records of one table. */
export interface RowCounts {
  rows: number;
  rejected: number;
  setAside: number;
}

/** Collects problems from every stage. */
export interface ProblemLog {
  /** How many rows may be rejected before reading stops; any number where it is absent. */
  readonly limit?: RejectLimit | undefined;
  /** Told, between blocks, of so many more bytes that were read. */
  readonly advance?: ((bytes: number) => void) | undefined;
  add(problem: Problem): void;
  readonly problems: readonly Problem[];
}
