/** The loans table into the book's loan columns, on the main thread. */
import { FIRST_CAPACITY, firstRows, nextCapacity, regrow } from '../../portfolio/columns.js';
import type { IdTable } from '../../portfolio/id-table.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import { LOANS } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import { newKeptRows, positionsOf } from './batch-columns.js';
import type { CellAt } from './cell-at.js';
import { checkLoans } from './loan-checks.js';
import { copyLoans, fillBlankColumns, newLoanColumns, newLoanNames } from './loan-columns.js';
import { type IdSpans, newLoanIds } from './loan-ids.js';

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
  readonly collateralKinds: readonly string[];
  /** Sum of the principals of the loans kept, in fen. */
  readonly principal: number;
}

/**
 * Takes the records of a loans table. Sets aside what {@link checkLoans} rejects and a second row of the same loan id:
 * only rows that are kept claim theirs. `tableBytes` is the size of the table, a hint for capacity.
 */
export function receiveLoans(currency: string, tableBytes: number, cellAt: CellAt): LoanIntake {
  const at = positionsOf(LOANS, ['loan_id', 'borrower_id']);
  const keepSoundRows = checkLoans(currency, cellAt);
  const names = newLoanNames();
  const ids = newLoanIds(FIRST_CAPACITY);
  const kept = newKeptRows();
  let columns = newLoanColumns(FIRST_CAPACITY, 'shared');
  let capacity = FIRST_CAPACITY;
  let principalSum = 0;

  function makeRoom(more: number, readBytes: number): void {
    const { count } = ids.loanIds;
    if (count + more <= capacity) return;
    capacity = Math.max(nextCapacity(count, readBytes, tableBytes), count + more);
    columns = regrow(columns, count, capacity, 'shared');
    ids.makeRoom(capacity);
  }

  function idSpansOf(batch: RecordBatch): IdSpans {
    return {
      count: batch.count,
      bytes: batch.bytes,
      loanStart: batch.start[at.loan_id]!,
      loanEnd: batch.end[at.loan_id]!,
      borrowerStart: batch.start[at.borrower_id]!,
      borrowerEnd: batch.end[at.borrower_id]!,
    };
  }

  function sumPrincipals(base: number): void {
    const { principal } = columns;
    for (let index = 0; index < kept.count; index++) principalSum += principal[base + index]!;
  }

  function take(batch: RecordBatch): void {
    makeRoom(batch.count, batch.offset[0]!);
    const base = ids.loanIds.count;
    const spans = idSpansOf(batch);
    keepSoundRows(batch, kept);
    ids.claimLoans(spans, kept, (row, loan) => {
      const firstLine = loan < base ? columns.line[loan]! : batch.line[kept.rows[loan - base]!]!;
      batch.reject(row, { code: 'duplicate-loan', firstLine });
    });
    ids.claimBorrowers(spans, kept, columns.borrower, base);
    copyLoans(batch, kept, columns, names, base);
    sumPrincipals(base);
  }

  return {
    take,
    finish: () => {
      const { loanIds, borrowerIds } = ids;
      return {
        count: loanIds.count,
        loanIds,
        borrowerIds,
        loans: fillBlankColumns(firstRows(columns, loanIds.count), loanIds.count),
        branches: names.branch.dictionary.names,
        officers: names.officer.dictionary.names,
        regions: names.region.dictionary.names,
        products: names.product.dictionary.names,
        collateralKinds: names.collateralKind.dictionary.names,
        principal: principalSum,
      };
    },
  };
}
