/** The columns of the loans: what each is filled from, on whichever thread reads them. */
import {
  byteColumn,
  type Column,
  float64Column,
  int32Column,
  type Memory,
  uint32Column,
} from '../../portfolio/columns.js';
import { type Dictionary, newDictionary } from '../../portfolio/dictionary.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import { LOANS } from '../shapes.js';
import { type RecordBatch, TOLD_BESIDES } from '../table.js';
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
