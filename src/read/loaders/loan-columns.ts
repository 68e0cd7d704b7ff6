/** The columns of the loans: what each is filled from, on whichever thread reads them. */
import { NO_DAY } from '../../domain/civil-date.js';
import {
  byteColumn,
  type Column,
  float64Column,
  int32Column,
  type Memory,
  uint16Column,
  uint32Column,
} from '../../portfolio/columns.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import { LOANS } from '../shapes.js';
import { BATCH_ROWS, type RecordBatch, TOLD_BESIDES } from '../table.js';
import {
  copyCodes,
  copyDays,
  copyLines,
  copyNames,
  copyNumbers,
  copyPresence,
  isBlankThroughout,
  type KeptRows,
  type NamedCells,
  newNamedCells,
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
export type LoanNames = { readonly [K in NamedColumn]: NamedCells };

export function newLoanNames(): LoanNames {
  return {
    branch: newNamedCells(),
    officer: newNamedCells(),
    region: newNamedCells(),
    product: newNamedCells(),
    collateralKind: newNamedCells(),
  };
}

/** Those that are often blank are empty at first. */
export function newLoanColumns(capacity: number, memory: Memory): LoanColumnSet {
  return {
    borrower: int32Column(capacity, memory),
    principal: float64Column(capacity, memory),
    statedOutstanding: float64Column(0, memory),
    annualRate: float64Column(capacity, memory),
    penaltyMarkup: float64Column(0, memory),
    disbursedOn: int32Column(capacity, memory),
    maturesOn: int32Column(capacity, memory),
    contractSignedOn: int32Column(0, memory),
    acceleratedOn: int32Column(0, memory),
    restructuredOn: int32Column(0, memory),
    method: byteColumn(capacity, memory),
    period: byteColumn(capacity, memory),
    paymentDay: byteColumn(capacity, memory),
    assetClass: byteColumn(capacity, memory),
    borrowerKind: byteColumn(capacity, memory),
    status: byteColumn(capacity, memory),
    hold: byteColumn(capacity, memory),
    careNote: byteColumn(capacity, memory),
    collateralValue: float64Column(capacity, memory),
    branch: uint16Column(capacity, memory),
    officer: uint16Column(capacity, memory),
    region: uint16Column(capacity, memory),
    product: uint16Column(capacity, memory),
    collateralKind: uint16Column(capacity, memory),
    reportedDaysPastDue: float64Column(0, memory),
    reportedOverduePrincipal: float64Column(0, memory),
    reportedOverdueInterest: float64Column(0, memory),
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

/** Columns that many exports lack or leave blank. They take memory only once a row of the book says something. */
const OFTEN_BLANK_NUMBERS = [
  'statedOutstanding',
  'penaltyMarkup',
  'reportedDaysPastDue',
  'reportedOverduePrincipal',
  'reportedOverdueInterest',
] as const satisfies readonly (keyof typeof NUMBERS)[];
const OFTEN_BLANK_DAYS = [
  'contractSignedOn',
  'acceleratedOn',
  'restructuredOn',
] as const satisfies readonly (keyof typeof DAYS)[];

/** Fills the columns of `count` loans that are blank throughout: all of one kind are one and the same. */
export function fillBlankColumns(columns: LoanColumnSet, count: number): LoanColumnSet {
  const filled: { -readonly [K in keyof LoanColumnSet]: LoanColumnSet[K] } = { ...columns };
  let numbers: Float64Array | undefined;
  let days: Int32Array | undefined;
  for (const name of OFTEN_BLANK_NUMBERS) {
    if (filled[name].length === 0) filled[name] = numbers ??= float64Column(count).fill(Number.NaN);
  }
  for (const name of OFTEN_BLANK_DAYS) {
    if (filled[name].length === 0) filled[name] = days ??= int32Column(count).fill(NO_DAY);
  }
  return filled;
}

/** Gives an empty column its memory before its first value, which comes with row `base` or later. */
function beginColumn(columns: LoanColumnSet, name: keyof LoanColumnSet, base: number): void {
  const capacity = columns.line.length;
  const [blank, column] = (OFTEN_BLANK_DAYS as readonly string[]).includes(name)
    ? [NO_DAY, int32Column(capacity)]
    : [Number.NaN, float64Column(capacity)];
  Object.assign(columns, { [name]: column.fill(blank, 0, base) });
}

/** More names than this need wider codes. */
const MOST_SHORT_CODES = 2 ** 16;

/** Makes sure that the codes of all names that the next batch may bring fit into their columns. */
function widenCodes(columns: LoanColumnSet, names: LoanNames, base: number): void {
  for (const [name] of named) {
    const column = columns[name];
    if (column.BYTES_PER_ELEMENT === 4 || names[name].dictionary.names.length + BATCH_ROWS <= MOST_SHORT_CODES)
      continue;
    const wider = int32Column(column.length);
    wider.set(column.subarray(0, base));
    Object.assign(columns, { [name]: wider });
  }
}

/** Moves the kept rows of a batch into the columns from row `base` on; all but `borrower`. */
export function copyLoans(
  batch: RecordBatch,
  kept: KeptRows,
  columns: LoanColumnSet,
  names: LoanNames,
  base: number,
): void {
  widenCodes(columns, names, base);
  for (const [column, at] of numbers) {
    if (columns[column].length === 0) {
      if (isBlankThroughout(batch.values[at]!, batch.count)) continue;
      beginColumn(columns, column, base);
    }
    copyNumbers(batch.values[at]!, kept, columns[column], base);
  }
  for (const [column, at] of days) {
    if (columns[column].length === 0) {
      if (isBlankThroughout(batch.values[at]!, batch.count)) continue;
      beginColumn(columns, column, base);
    }
    copyDays(batch.values[at]!, kept, columns[column], base);
  }
  for (const [column, at] of codes) copyCodes(batch.values[at]!, kept, columns[column], base);
  takePeriodsOfMethods(columns, base, kept.count);
  for (const [column, at] of named) copyNames(batch, at, kept, names[column], columns[column], base);
  copyPresence(batch, careNoteAt, kept, columns.careNote, base);
  copyLines(batch, kept, columns.line, base);
  copyNumbers(batch.offset, kept, columns.rowOffset, base);
}

/** A method spelt with its period settles the period; that no row says another one has been checked. */
function takePeriodsOfMethods({ method, period }: LoanColumnSet, base: number, count: number): void {
  for (let row = base; row < base + count; row++) {
    const spelt = method[row]!;
    if (spelt < TOLD_BESIDES) continue;
    period[row] = Math.floor(spelt / TOLD_BESIDES);
    method[row] = spelt % TOLD_BESIDES;
  }
}
