/** From the cells of one record, as text, to values and problems: the reference that every reader answers to. */
import { closestName } from '../domain/did-you-mean.js';
import type { ProblemDetail } from '../domain/problem.js';
import {
  type CellFault,
  type DateOrder,
  foldChoice,
  isBlankValue,
  isScientificNotation,
  isSpreadsheetError,
  MERGED_CELL,
  parseAmount,
  parseDate,
  parseMoment,
  parsePercent,
  parseWholeNumber,
  shownCell,
  standsForNoDate,
  unwrapIdentifier,
  unwrapTextFormula,
} from './cells.js';
import type { OpenTable } from './opened-table.js';
import { type ColumnKind, type ColumnShape, TOLD_BESIDES } from './table.js';

/** One column that the file has and the contract knows. */
export interface ColumnPlan {
  /** Position in the shape. */
  readonly position: number;
  readonly fileColumn: number;
  readonly kind: ColumnKind;
  readonly required: boolean;
  /** The title as it stands in the file. */
  readonly title: string;
  readonly dateOrder: DateOrder | undefined;
  /** Folded spelling → code; empty for other kinds. */
  readonly choiceCodes: ReadonlyMap<string, number>;
  readonly shape: ColumnShape;
}

export interface RecordPlan {
  /** Cells of a full record: up to the last one with a title. */
  readonly cellCount: number;
  /** Cells under the header, those without a title at its end included. */
  readonly titleCount: number;
  /** In the file's order. */
  readonly columns: readonly ColumnPlan[];
  /** File column of `loan_id`, -1 where the table has none. */
  readonly loanIdColumn: number;
}

export function isTextKind(kind: ColumnKind): boolean {
  return kind === 'identifier' || kind === 'text';
}

export function planRecords(open: OpenTable): RecordPlan {
  const columns: ColumnPlan[] = [];
  for (const [fileColumn, position] of open.columnOf.entries()) {
    if (position < 0) continue;
    const shape = open.shape.columns[position]!;
    columns.push({
      position,
      fileColumn,
      kind: shape.kind,
      required: shape.required,
      title: open.titles[fileColumn]!,
      dateOrder: open.mapping.dateOrder[shape.name],
      choiceCodes: shape.kind === 'choice' ? codesOfChoices(shape) : new Map(),
      shape,
    });
  }
  const loanId = columns.find((column) => column.shape.name === 'loan_id');
  return {
    cellCount: Math.max(1, open.titles.findLastIndex((title) => title !== '') + 1),
    titleCount: open.titles.length,
    columns,
    loanIdColumn: loanId?.fileColumn ?? -1,
  };
}

/** Folded spelling of every value that the column takes → its code. */
export function codesOfChoices(shape: ColumnShape): ReadonlyMap<string, number> {
  const codes = new Map<string, number>();
  for (const [index, name] of (shape.choices ?? []).entries()) {
    for (const title of shape.choiceTitles?.[name] ?? []) {
      codes.set(foldChoice(title), index + 1 + TOLD_BESIDES * (shape.toldBesides?.[title] ?? 0));
    }
  }
  // The contract's own spelling wins over any other.
  for (const [index, name] of (shape.choices ?? []).entries()) codes.set(foldChoice(name), index + 1);
  return codes;
}

/** What a record says: values by position in the shape (NaN where blank), texts likewise ('' where blank). */
export interface ConvertedRecord {
  readonly values: Float64Array;
  readonly texts: string[];
  readonly problems: ProblemDetail[];
}

/** Reads one record's cells. The number of cells must already be right. */
export function convertRecord(plan: RecordPlan, shapeColumns: number, cells: readonly string[]): ConvertedRecord {
  const values = new Float64Array(shapeColumns).fill(Number.NaN);
  const texts: string[] = new Array(shapeColumns).fill('');
  const problems: ProblemDetail[] = [];
  for (const column of plan.columns) {
    const cell = cells[column.fileColumn]!;
    if (isTextKind(column.kind)) {
      const text = readText(column, cell);
      if (typeof text === 'string') texts[column.position] = text;
      else problems.push(text);
    } else {
      const value = readValue(column, cell);
      if (typeof value === 'number') values[column.position] = value;
      else problems.push(value);
    }
  }
  return { values, texts, problems };
}

/** An identifier or text cell, trimmed. */
export function readText(column: ColumnPlan, cell: string): string | ProblemDetail {
  const isIdentifier = column.kind === 'identifier';
  const text = isIdentifier ? unwrapIdentifier(cell) : unwrapTextFormula(cell);
  if (text === '' && column.required) return blame(column, cell, 'blank-required');
  if (isIdentifier && isScientificNotation(text)) return blame(column, cell, 'identifier-in-scientific-notation');
  if (isIdentifier && isSpreadsheetError(text)) return blame(column, cell, errorOf(text));
  return text;
}

/** A number, date or choice cell: the value as a batch carries it, NaN where blank. */
export function readValue(column: ColumnPlan, cell: string): number | ProblemDetail {
  const bare = unwrapTextFormula(cell);
  if (isBlankValue(bare) || (isDayKind(column.kind) && standsForNoDate(bare))) {
    return column.required ? blame(column, cell, 'blank-required') : Number.NaN;
  }
  if (isSpreadsheetError(bare)) return blame(column, cell, errorOf(bare));
  if (column.kind === 'choice') return readChoice(column, bare);
  const value = parseCell(column, bare);
  return typeof value === 'number' ? value : blame(column, cell, value);
}

function isDayKind(kind: ColumnKind): boolean {
  return kind === 'date' || kind === 'moment';
}

function parseCell(column: ColumnPlan, cell: string): number | CellFault {
  switch (column.kind) {
    case 'date':
      return parseDate(cell, column.dateOrder);
    case 'moment':
      return parseMoment(cell, column.dateOrder);
    case 'amount':
      return parseAmount(cell, false);
    case 'signed_amount':
      return parseAmount(cell, true);
    case 'percent':
      return parsePercent(cell);
    case 'whole_number':
      return parseWholeNumber(cell);
    default:
      throw new TypeError(`a ${column.kind} column has no values`);
  }
}

function readChoice(column: ColumnPlan, cell: string): number | ProblemDetail {
  const code = column.choiceCodes.get(foldChoice(cell));
  if (code !== undefined) return code;
  const { choices = [], choiceTitles = {} } = column.shape;
  const spellings = [...choices, ...Object.values(choiceTitles).flat()];
  const didYouMean = closestName(cell.trim(), spellings);
  return {
    code: 'unknown-choice',
    column: column.title,
    cell: shownCell(cell, column.shape),
    ...choicesOf(column.shape),
    ...(didYouMean === undefined ? {} : { didYouMean }),
  };
}

/** What a column takes, for a message: the contract's words and, beside each, the usual Chinese one where there is any. */
export function choicesOf({ choices = [], choiceTitles = {} }: ColumnShape): ChoicesShown {
  const usual = (choice: string) => choiceTitles[choice]?.find((title) => HAN.test(title));
  return { choices, titles: choices.map((choice) => usual(choice) ?? choice) };
}

interface ChoicesShown {
  readonly choices: readonly string[];
  readonly titles: readonly string[];
}

const HAN = /\p{Script=Han}/u;

function errorOf(cell: string): 'merged-cell' | 'spreadsheet-error' {
  return cell.trim() === MERGED_CELL ? 'merged-cell' : 'spreadsheet-error';
}

type BlamedCode =
  | CellFault
  | 'blank-required'
  | 'identifier-in-scientific-notation'
  | 'spreadsheet-error'
  | 'merged-cell';

function blame(column: ColumnPlan, cell: string, code: BlamedCode): ProblemDetail {
  return { code, column: column.title, cell: shownCell(cell, column.shape) };
}

/**
 * The cells of a record brought to the right number: further ones at the end may be empty (a delimiter behind the
 * last cell) or stand where the header has no title either. Undefined where the number is wrong.
 */
export function fitCells(
  { cellCount, titleCount }: RecordPlan,
  cells: readonly string[],
): readonly string[] | undefined {
  if (cells.length === cellCount) return cells;
  if (cells.length < cellCount) return undefined;
  return cells.slice(titleCount).every((cell) => cell === '') ? cells.slice(0, cellCount) : undefined;
}

/** The loan that a record belongs to, where its identifier can be read. */
export function loanIdOf(plan: RecordPlan, cells: readonly string[]): string | undefined {
  return plan.loanIdColumn < 0 ? undefined : readableLoanId(cells[plan.loanIdColumn]);
}

/** The identifier in a `loan_id` cell; undefined where it is blank, lacking or mangled. */
export function readableLoanId(cell: string | undefined): string | undefined {
  const loanId = unwrapIdentifier(cell ?? '');
  return loanId === '' || isScientificNotation(loanId) || isSpreadsheetError(loanId) ? undefined : loanId;
}
