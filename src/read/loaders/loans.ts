/** The loans table into the book's loan columns, on the main thread. */
import { FIRST_CAPACITY, firstRows, nextCapacity, regrow } from '../../portfolio/columns.js';
import { type IdTable, textOf } from '../../portfolio/id-table.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import { LOANS } from '../shapes.js';
import { BATCH_ROWS, type RecordBatch } from '../table.js';
import { newKeptRows, positionsOf } from './batch-columns.js';
import type { CellAt } from './cell-at.js';
import { checkLoans } from './loan-checks.js';
import { appendLoans, copyLoans, type LoanRows, newCodeMaps, newLoanColumns, newLoanNames } from './loan-columns.js';
import { type IdSpans, newLoanIds } from './loan-ids.js';
import { newIdReader } from './loan-rows.js';

/** A loan read by another thread whose id was taken already. */
export interface RepeatedLoan {
  readonly loanId: string;
  readonly line: number;
  readonly offset: number;
  readonly firstLine: number;
}

export interface LoanIntake {
  take(batch: RecordBatch): void;
  /**
   * Takes what another thread read from the stretch of the file behind everything taken so far; `linesBefore` are
   * added to its line numbers. Returns the rows that had to be left out, in order.
   */
  append(rows: LoanRows, linesBefore: number): readonly RepeatedLoan[];
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

  function append(part: LoanRows, linesBefore: number): readonly RepeatedLoan[] {
    makeRoom(part.count, tableBytes);
    const repeated: RepeatedLoan[] = [];
    const readIds = newIdReader(part);
    const codeMaps = newCodeMaps(part);
    const { line: lines, rowOffset } = part.columns;
    for (let from = 0; from < part.count; from += BATCH_ROWS) {
      const base = ids.loanIds.count;
      const spans = readIds(from);
      for (let row = 0; row < spans.count; row++) kept.rows[row] = row;
      kept.count = spans.count;
      ids.claimLoans(spans, kept, (row, loan) => {
        repeated.push({
          loanId: textOf(ids.loanIds, loan).trim(),
          line: lines[from + row]! + linesBefore,
          offset: rowOffset[from + row]!,
          firstLine: loan < base ? columns.line[loan]! : lines[from + kept.rows[loan - base]!]! + linesBefore,
        });
      });
      ids.claimBorrowers(spans, kept, columns.borrower, base);
      appendLoans({ part, codeMaps, from, linesBefore }, kept, columns, names, base);
      sumPrincipals(base);
    }
    return repeated;
  }

  return {
    take,
    append,
    finish: () => {
      const { loanIds, borrowerIds } = ids;
      return {
        count: loanIds.count,
        loanIds,
        borrowerIds,
        loans: firstRows(columns, loanIds.count),
        branches: names.branch.names,
        officers: names.officer.names,
        regions: names.region.names,
        products: names.product.names,
        collateralKinds: names.collateralKind.names,
        principal: principalSum,
      };
    },
  };
}
