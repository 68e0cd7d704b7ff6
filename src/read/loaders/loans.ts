/** The loans table into the book's loan columns. */
import { formatIsoDate } from '../../domain/civil-date.js';
import type { ProblemDetail } from '../../domain/problem.js';
import {
  byteColumn,
  type Column,
  FIRST_CAPACITY,
  firstRows,
  float64Column,
  int32Column,
  nextCapacity,
  regrow,
  uint32Column,
} from '../../portfolio/columns.js';
import { newDictionary } from '../../portfolio/dictionary.js';
import { addId, findIds, type IdTable, newIdLookup, newIdTable } from '../../portfolio/id-table.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import { LOANS } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import {
  copyCodes,
  copyDays,
  copyLines,
  copyNames,
  copyNumbers,
  nameCode,
  newKeptRows,
  positionsOf,
} from './batch-columns.js';

/** A cell as the file has it, for messages: title of the column and text of the cell. */
export type CellAt = (offset: number, column: string) => { readonly column: string; readonly cell: string };

export interface LoanIntake {
  take(batch: RecordBatch): void;
  finish(): LoadedLoans;
}

export interface LoadedLoans {
  readonly count: number;
  readonly loanIds: IdTable;
  readonly borrowerIds: IdTable;
  readonly loans: LoanColumns;
  readonly branches: readonly string[];
  readonly officers: readonly string[];
  readonly regions: readonly string[];
  readonly products: readonly string[];
  /** Sum of the principals of the loans kept, in fen. */
  readonly principal: number;
}

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

const NAMES = { branch: 'branch', officer: 'officer', region: 'region', product: 'product' } as const;

/** Spellings of the yuan beside CNY itself; 156 is its ISO 4217 number. */
const OTHER_YUAN = new Set(['RMB', '人民币', '人民币元', '156']);

type LoanColumnSet = { readonly [K in keyof LoanColumns]: LoanColumns[K] & Column };

function newLoanColumns(capacity: number): LoanColumnSet {
  return {
    borrower: int32Column(capacity),
    principal: float64Column(capacity),
    statedOutstanding: float64Column(capacity),
    annualRate: float64Column(capacity),
    penaltyMarkup: float64Column(capacity),
    disbursedOn: int32Column(capacity),
    maturesOn: int32Column(capacity),
    contractSignedOn: int32Column(capacity),
    acceleratedOn: int32Column(capacity),
    restructuredOn: int32Column(capacity),
    method: byteColumn(capacity),
    period: byteColumn(capacity),
    paymentDay: byteColumn(capacity),
    assetClass: byteColumn(capacity),
    borrowerKind: byteColumn(capacity),
    status: byteColumn(capacity),
    hold: byteColumn(capacity),
    collateralValue: float64Column(capacity),
    branch: int32Column(capacity),
    officer: int32Column(capacity),
    region: int32Column(capacity),
    product: int32Column(capacity),
    reportedDaysPastDue: float64Column(capacity),
    reportedOverduePrincipal: float64Column(capacity),
    reportedOverdueInterest: float64Column(capacity),
    rowOffset: float64Column(capacity),
    line: uint32Column(capacity),
  };
}

/**
 * Takes the records of a loans table. Sets aside a second row of the same loan id, loans in another currency than
 * `currency`, loans that mature before they are disbursed, principals of zero and payment days outside 1–31.
 * Only rows that are kept claim their loan id. `tableBytes` is the size of the table, a hint for capacity.
 */
export function receiveLoans(currency: string, tableBytes: number, cellAt: CellAt): LoanIntake {
  const at = positionsOf(LOANS, [
    'loan_id',
    'borrower_id',
    'currency',
    ...Object.values(NUMBERS),
    ...Object.values(DAYS),
    ...Object.values(CODES),
    ...Object.values(NAMES),
  ]);
  const names = {
    branch: newDictionary(),
    officer: newDictionary(),
    region: newDictionary(),
    product: newDictionary(),
  };
  const currencies = newDictionary();
  const currencyAccepted: boolean[] = [true];
  const lookup = newIdLookup();
  const kept = newKeptRows();
  let columns = newLoanColumns(FIRST_CAPACITY);
  let capacity = FIRST_CAPACITY;
  let loanIds = newIdTable(FIRST_CAPACITY);
  let borrowerIds = newIdTable(FIRST_CAPACITY);
  let ownKey = new Uint8Array(64);
  let principalSum = 0;

  function makeRoom(batch: RecordBatch): void {
    const { count } = loanIds;
    if (count + batch.count <= capacity) return;
    capacity = nextCapacity(count, batch.offset[0]!, tableBytes);
    columns = regrow(columns, count, capacity, 'shared');
    loanIds = withRoomFor(loanIds, capacity);
    borrowerIds = withRoomFor(borrowerIds, capacity);
  }

  function isAcceptedCurrency(batch: RecordBatch, row: number): boolean {
    const code = nameCode(batch, row, at.currency, currencies);
    currencyAccepted[code] ??= isSameCurrency(currencies.names[code]!, currency);
    return currencyAccepted[code];
  }

  function findProblem(batch: RecordBatch, row: number): ProblemDetail | null {
    if (!isAcceptedCurrency(batch, row)) {
      return { code: 'unsupported-currency', currency: batch.text(row, at.currency), expected: currency };
    }
    if (batch.values[at.principal]![row] === 0)
      return { code: 'bad-amount', ...cellAt(batch.offset[row]!, 'principal') };
    const paymentDay = batch.values[at.payment_day]![row]!;
    if (paymentDay < 1 || paymentDay > 31) {
      return { code: 'bad-whole-number', ...cellAt(batch.offset[row]!, 'payment_day') };
    }
    const disbursedOn = batch.values[at.disbursed_on]![row]!;
    const maturesOn = batch.values[at.matures_on]![row]!;
    if (maturesOn < disbursedOn) {
      return {
        code: 'matures-before-disbursement',
        disbursedOn: formatIsoDate(disbursedOn),
        maturesOn: formatIsoDate(maturesOn),
      };
    }
    return null;
  }

  /** Fills `kept` with the rows that pass and gives each its loan index. */
  function keepSoundRows(batch: RecordBatch): void {
    const start = batch.start[at.loan_id]!;
    const end = batch.end[at.loan_id]!;
    // Looking all of them up first brings the slots into the cache for the additions.
    findIds(loanIds, lookup, batch.count, batch.bytes, start, end);
    kept.count = 0;
    for (let row = 0; row < batch.count; row++) {
      const detail = findProblem(batch, row);
      if (detail !== null) {
        batch.reject(row, detail);
        continue;
      }
      const next = loanIds.count;
      const index = addId(loanIds, batch.bytes, start[row]!, end[row]!);
      if (index < next) {
        const firstLine =
          index < next - kept.count ? columns.line[index]! : batch.line[kept.rows[index - (next - kept.count)]!]!;
        batch.reject(row, { code: 'duplicate-loan', firstLine });
        continue;
      }
      kept.rows[kept.count++] = row;
    }
  }

  function takeBorrowers(batch: RecordBatch, base: number): void {
    const start = batch.start[at.borrower_id]!;
    const end = batch.end[at.borrower_id]!;
    findIds(borrowerIds, lookup, batch.count, batch.bytes, start, end);
    for (let index = 0; index < kept.count; index++) {
      const row = kept.rows[index]!;
      let borrower = lookup.found[row]!;
      if (borrower < 0) {
        if (start[row] === end[row]) borrower = addOwnBorrower(batch, row);
        else borrower = addId(borrowerIds, batch.bytes, start[row]!, end[row]!);
      }
      columns.borrower[base + index] = borrower;
    }
  }

  function addOwnBorrower(batch: RecordBatch, row: number): number {
    const start = batch.start[at.loan_id]![row]!;
    const end = batch.end[at.loan_id]![row]!;
    if (ownKey.length < end - start + 1) ownKey = new Uint8Array((end - start + 1) * 2);
    ownKey.set(batch.bytes.subarray(start, end), 1);
    return addId(borrowerIds, ownKey, 0, end - start + 1);
  }

  function take(batch: RecordBatch): void {
    makeRoom(batch);
    const base = loanIds.count;
    keepSoundRows(batch);
    takeBorrowers(batch, base);
    for (const [column, name] of entriesOf(NUMBERS)) copyNumbers(batch.values[at[name]]!, kept, columns[column], base);
    for (const [column, name] of entriesOf(DAYS)) copyDays(batch.values[at[name]]!, kept, columns[column], base);
    for (const [column, name] of entriesOf(CODES)) copyCodes(batch.values[at[name]]!, kept, columns[column], base);
    for (const [column, name] of entriesOf(NAMES))
      copyNames(batch, at[name], kept, names[column], columns[column], base);
    copyLines(batch, kept, columns.line, base);
    copyNumbers(batch.offset, kept, columns.rowOffset, base);
    for (let index = 0; index < kept.count; index++) principalSum += columns.principal[base + index]!;
  }

  return {
    take,
    finish: () => ({
      count: loanIds.count,
      loanIds,
      borrowerIds,
      loans: firstRows(columns, loanIds.count),
      branches: names.branch.names,
      officers: names.officer.names,
      regions: names.region.names,
      products: names.product.names,
      principal: principalSum,
    }),
  };
}

function entriesOf<T extends object>(record: T): [keyof T, T[keyof T]][] {
  return Object.entries(record) as [keyof T, T[keyof T]][];
}

function isSameCurrency(name: string, currency: string): boolean {
  const upper = name.toUpperCase();
  return upper === currency.toUpperCase() || (currency.toUpperCase() === 'CNY' && OTHER_YUAN.has(upper));
}

/** The same identifiers in a table made for `expected`, so that it need not double step by step. */
function withRoomFor(table: IdTable, expected: number): IdTable {
  const { count, keys, keyStart } = table;
  const larger = newIdTable(expected, Math.max(4, Math.ceil((keyStart[count]! / Math.max(count, 1)) * 1.1)));
  for (let index = 0; index < count; index++) addId(larger, keys, keyStart[index]!, keyStart[index + 1]!);
  return larger;
}
