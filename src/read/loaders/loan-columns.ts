/** The columns of the loans: what each is filled from, on whichever thread reads them. */
import {
  byteColumn,
  type Column,
  float64Column,
  int32Column,
  type Memory,
  uint32Column,
} from '../../portfolio/columns.js';
import { type Dictionary, learnName, newDictionary } from '../../portfolio/dictionary.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import { LOANS } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import {
  copyCodes,
  copyDays,
  copyLines,
  copyNames,
  copyNumbers,
  copyPresence,
  type KeptRows,
  positionsOf,
} from './batch-columns.js';

const NUMBERS = {
  principal: 'principal',
  statedOutstanding: 'outstanding_principal',
  annualRate: 'annual_rate_percent',
  penaltyMarkup: 'penalty_markup_percent',
  collateralValue: 'collateral_value',
  reportedDaysPastDue: 'reported_days_past_due',
  reportedOverduePrincipal: 'reported_overdue_principal',
  reportedOverdueInterest: 'reported_overdue_interest',
} as const;

const DAYS = {
  disbursedOn: 'disbursed_on',
  maturesOn: 'matures_on',
  contractSignedOn: 'contract_signed_on',
  acceleratedOn: 'accelerated_on',
  restructuredOn: 'restructured_on',
} as const;

const CODES = {
  method: 'repayment_method',
  period: 'period',
  paymentDay: 'payment_day',
  assetClass: 'asset_class',
  borrowerKind: 'borrower_kind',
  status: 'status',
  hold: 'hold',
} as const;

const NAMES = {
  branch: 'branch',
  officer: 'officer',
  region: 'region',
  product: 'product',
  collateralKind: 'collateral_kind',
} as const;

export type LoanColumnSet = { readonly [K in keyof LoanColumns]: LoanColumns[K] & Column };
export type NamedColumn = keyof typeof NAMES;
/** Spellings met in each column that is kept as codes. */
export type LoanNames = { readonly [K in NamedColumn]: Dictionary };

const NAMED_COLUMNS = Object.keys(NAMES) as readonly NamedColumn[];
/** Columns that another thread fills just as this one would. */
const PLAIN_COLUMNS = [
  ...(Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]),
  ...(Object.keys(DAYS) as (keyof typeof DAYS)[]),
  ...(Object.keys(CODES) as (keyof typeof CODES)[]),
  'careNote',
  'rowOffset',
] as const;

export function newLoanNames(): LoanNames {
  return {
    branch: newDictionary(),
    officer: newDictionary(),
    region: newDictionary(),
    product: newDictionary(),
    collateralKind: newDictionary(),
  };
}

export function newLoanColumns(capacity: number, memory: Memory): LoanColumnSet {
  return {
    borrower: int32Column(capacity, memory),
    principal: float64Column(capacity, memory),
    statedOutstanding: float64Column(capacity, memory),
    annualRate: float64Column(capacity, memory),
    penaltyMarkup: float64Column(capacity, memory),
    disbursedOn: int32Column(capacity, memory),
    maturesOn: int32Column(capacity, memory),
    contractSignedOn: int32Column(capacity, memory),
    acceleratedOn: int32Column(capacity, memory),
    restructuredOn: int32Column(capacity, memory),
    method: byteColumn(capacity, memory),
    period: byteColumn(capacity, memory),
    paymentDay: byteColumn(capacity, memory),
    assetClass: byteColumn(capacity, memory),
    borrowerKind: byteColumn(capacity, memory),
    status: byteColumn(capacity, memory),
    hold: byteColumn(capacity, memory),
    careNote: byteColumn(capacity, memory),
    collateralValue: float64Column(capacity, memory),
    branch: int32Column(capacity, memory),
    officer: int32Column(capacity, memory),
    region: int32Column(capacity, memory),
    product: int32Column(capacity, memory),
    collateralKind: int32Column(capacity, memory),
    reportedDaysPastDue: float64Column(capacity, memory),
    reportedOverduePrincipal: float64Column(capacity, memory),
    reportedOverdueInterest: float64Column(capacity, memory),
    rowOffset: float64Column(capacity, memory),
    line: uint32Column(capacity, memory),
  };
}

function placesOf<C extends string, N extends string>(columns: Readonly<Record<C, N>>): [C, number][] {
  const at = positionsOf(LOANS, Object.values(columns) as N[]);
  return (Object.entries(columns) as [C, N][]).map(([column, name]) => [column, at[name]]);
}

const numbers = placesOf(NUMBERS);
const days = placesOf(DAYS);
const codes = placesOf(CODES);
const named = placesOf(NAMES);
const { care_note: careNoteAt } = positionsOf(LOANS, ['care_note']);

/** Moves the kept rows of a batch into the columns from row `base` on; all but `borrower`. */
export function copyLoans(
  batch: RecordBatch,
  kept: KeptRows,
  columns: LoanColumnSet,
  names: LoanNames,
  base: number,
): void {
  for (const [column, at] of numbers) copyNumbers(batch.values[at]!, kept, columns[column], base);
  for (const [column, at] of days) copyDays(batch.values[at]!, kept, columns[column], base);
  for (const [column, at] of codes) copyCodes(batch.values[at]!, kept, columns[column], base);
  for (const [column, at] of named) copyNames(batch, at, kept, names[column], columns[column], base);
  copyPresence(batch, careNoteAt, kept, columns.careNote, base);
  copyLines(batch, kept, columns.line, base);
  copyNumbers(batch.offset, kept, columns.rowOffset, base);
}

/** One entry per row that is sound in itself; the lines are counted from the beginning of the stretch. */
export interface LoanRows {
  readonly count: number;
  /** All but `borrower`, which is left empty. The memory is their own, to be handed over and released. */
  readonly columns: LoanColumnSet;
  /** Loan id and borrower id of each row, one after the other. */
  readonly ids: Uint8Array;
  readonly loanIdBytes: Uint32Array;
  /** 0 where the borrower id is blank. */
  readonly borrowerIdBytes: Uint32Array;
  /** Spellings by code, for the columns that are kept as codes; entry 0 is ''. */
  readonly names: { readonly [K in NamedColumn]: readonly string[] };
}

/** Of each column kept as codes: a thread's code to the book's, or -1 until it is known. */
export type CodeMaps = { readonly [K in NamedColumn]: Int32Array };

export function newCodeMaps({ names }: LoanRows): CodeMaps {
  const mapOf = (column: NamedColumn): Int32Array => {
    const map = new Int32Array(names[column].length).fill(-1);
    map[0] = 0;
    return map;
  };
  return {
    branch: mapOf('branch'),
    officer: mapOf('officer'),
    region: mapOf('region'),
    product: mapOf('product'),
    collateralKind: mapOf('collateralKind'),
  };
}

/** The rows of another thread from row `from` on. */
export interface LoanStretch {
  readonly part: LoanRows;
  readonly codeMaps: CodeMaps;
  readonly from: number;
  readonly linesBefore: number;
}

/** Moves rows that another thread read, kept ones only, into the columns from row `base` on; all but `borrower`. */
export function appendLoans(
  { part, codeMaps, from, linesBefore }: LoanStretch,
  kept: KeptRows,
  columns: LoanColumnSet,
  names: LoanNames,
  base: number,
): void {
  for (const column of PLAIN_COLUMNS) copyRows(part.columns[column], from, kept, columns[column], base);
  for (const column of NAMED_COLUMNS) {
    const source = part.columns[column];
    const target = columns[column];
    const map = codeMaps[column];
    for (let index = 0; index < kept.count; index++) {
      const code = source[from + kept.rows[index]!]!;
      if (map[code]! < 0) map[code] = learnName(names[column], part.names[column][code]!);
      target[base + index] = map[code]!;
    }
  }
  for (let index = 0; index < kept.count; index++) {
    columns.line[base + index] = part.columns.line[from + kept.rows[index]!]! + linesBefore;
  }
}

/** Rows from `from` on of a column of the same kind. */
function copyRows(source: Column, from: number, { count, rows }: KeptRows, target: Column, base: number): void {
  if (count === 0) return;
  // Nothing was left out: the last kept row is as far on as there are rows.
  if (rows[count - 1] === count - 1) {
    target.set(source.subarray(from, from + count), base);
    return;
  }
  for (let index = 0; index < count; index++) target[base + index] = source[from + rows[index]!]!;
}
