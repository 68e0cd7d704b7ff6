/**
 * Loans as the second thread reads them: columns and the bytes of the identifiers, row after row. Which of them are
 * new can be told only where the loans before them are known.
 */
import { type Column, FIRST_CAPACITY, nextCapacity, regrow, uint32Column } from '../../portfolio/columns.js';
import { LOANS } from '../shapes.js';
import { BATCH_ROWS, type RecordBatch } from '../table.js';
import { newKeptRows, positionsOf } from './batch-columns.js';
import type { CellAt } from './cell-at.js';
import { checkLoans } from './loan-checks.js';
import { copyLoans, type LoanRows, newLoanColumns, newLoanNames } from './loan-columns.js';
import type { IdSpans } from './loan-ids.js';

export interface LoanRowsIntake {
  take(batch: RecordBatch): void;
  /** The rows so far; the intake must not be used afterwards. */
  finish(): LoanRows;
}

/** `bytesFrom` and `bytesUntil` say which bytes of the table are being read, a hint for capacity. */
export function receiveLoanRows(
  currency: string,
  bytesFrom: number,
  bytesUntil: number,
  cellAt: CellAt,
): LoanRowsIntake {
  const at = positionsOf(LOANS, ['loan_id', 'borrower_id']);
  const keepSoundRows = checkLoans(currency, cellAt);
  const names = newLoanNames();
  const kept = newKeptRows();
  let count = 0;
  let capacity = FIRST_CAPACITY;
  let columns = { ...newLoanColumns(FIRST_CAPACITY, 'own'), borrower: new Int32Array(0) };
  let lengths = { loan: uint32Column(FIRST_CAPACITY, 'own'), borrower: uint32Column(FIRST_CAPACITY, 'own') };
  let ids = new Uint8Array(FIRST_CAPACITY * 24);
  let idBytes = 0;

  function makeRoom(batch: RecordBatch): void {
    if (count + batch.count <= capacity) return;
    const readBytes = batch.offset[0]! - bytesFrom;
    capacity = nextCapacity(count, readBytes, bytesUntil - bytesFrom);
    columns = regrow(columns, count, capacity, 'own');
    lengths = regrow(lengths, count, capacity, 'own');
    growIds(nextCapacity(idBytes, readBytes, bytesUntil - bytesFrom));
  }

  function growIds(bytes: number): void {
    const larger = new Uint8Array(bytes);
    larger.set(ids.subarray(0, idBytes));
    ids = larger;
  }

  function takeIds(batch: RecordBatch): void {
    const { bytes } = batch;
    const loanStart = batch.start[at.loan_id]!;
    const loanEnd = batch.end[at.loan_id]!;
    const borrowerStart = batch.start[at.borrower_id]!;
    const borrowerEnd = batch.end[at.borrower_id]!;
    const { loan, borrower } = lengths;
    let needed = idBytes;
    for (let index = 0; index < kept.count; index++) {
      const row = kept.rows[index]!;
      loan[count + index] = loanEnd[row]! - loanStart[row]!;
      borrower[count + index] = borrowerEnd[row]! - borrowerStart[row]!;
      needed += loan[count + index]! + borrower[count + index]!;
    }
    if (needed > ids.length) growIds(needed * 2);
    let next = idBytes;
    for (let index = 0; index < kept.count; index++) {
      const row = kept.rows[index]!;
      for (let byte = loanStart[row]!; byte < loanEnd[row]!; byte++) ids[next++] = bytes[byte]!;
      for (let byte = borrowerStart[row]!; byte < borrowerEnd[row]!; byte++) ids[next++] = bytes[byte]!;
    }
    idBytes = next;
  }

  return {
    take(batch) {
      makeRoom(batch);
      keepSoundRows(batch, kept);
      takeIds(batch);
      copyLoans(batch, kept, columns, names, count);
      count += kept.count;
    },
    finish: () => ({
      count,
      columns,
      ids,
      loanIdBytes: lengths.loan,
      borrowerIdBytes: lengths.borrower,
      names: {
        branch: names.branch.names,
        officer: names.officer.names,
        region: names.region.names,
        product: names.product.names,
        collateralKind: names.collateralKind.names,
      },
    }),
  };
}

/** Reads the identifiers of up to {@link BATCH_ROWS} rows from row `from` on; the rows must be asked for in order. */
export function newIdReader({ count, ids, loanIdBytes, borrowerIdBytes }: LoanRows): (from: number) => IdSpans {
  const loanStart = new Int32Array(BATCH_ROWS);
  const loanEnd = new Int32Array(BATCH_ROWS);
  const borrowerEnd = new Int32Array(BATCH_ROWS);
  let first = 0;
  return (from) => {
    const rows = Math.min(BATCH_ROWS, count - from);
    let end = 0;
    for (let row = 0; row < rows; row++) {
      loanStart[row] = end;
      end += loanIdBytes[from + row]!;
      loanEnd[row] = end;
      end += borrowerIdBytes[from + row]!;
      borrowerEnd[row] = end;
    }
    const bytes = ids.subarray(first, first + end);
    first += end;
    return { count: rows, bytes, loanStart, loanEnd, borrowerStart: loanEnd, borrowerEnd };
  };
}

/** The columns whose memory moves to the main thread instead of being copied. */
export function columnsToHandOver({ columns, ids, loanIdBytes, borrowerIdBytes }: LoanRows): readonly Column[] {
  return [...Object.values(columns), ids, loanIdBytes, borrowerIdBytes];
}
