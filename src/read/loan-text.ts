/** The words of some of the loans (names, addresses …), which the book does not keep: read from the loans file again. */
import { MASKED_COLUMNS, type Mask, type MaskedColumn, type Masking } from '../domain/masking-rules.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { OpenTable } from './opened-table.js';
import { gatherText } from './record-text.js';
import { columnPosition } from './shapes.js';

export interface LoanText {
  /**
   * Trimmed text of a column for the loan at `position` of the indexes that were asked for; '' where the cell is
   * blank or the file lacks the column. Throws RangeError for a position or column that was not asked for.
   */
  text(position: number, columnName: string): string;
}

/**
 * Reads columns of the loans table, by canonical name, for the loans with these indexes in the book, in any order and
 * more than once if need be: one pass over the file in its own order. Of personal data no more is kept than `masking` shows.
 */
export function gatherLoanText(
  loansTable: OpenTable,
  portfolio: Portfolio,
  loanIndexes: Int32Array,
  columnNames: readonly string[],
  masking: Masking,
): LoanText {
  const texts: string[] = [];
  const rowOfLoan = readLoanText(loansTable, portfolio, loanIndexes, columnNames, masking, (cells) => {
    for (let at = 0; at < cells.length; at++) texts.push(cells[at]!);
  });
  const rowAt = loanIndexes.map((loan) => rowOfLoan[loan]!);

  return {
    text(position, columnName) {
      const row = rowAt[position];
      const column = columnNames.indexOf(columnName);
      if (row === undefined || column < 0) throw new RangeError(`${columnName} of row ${position} was not gathered`);
      return texts[row * columnNames.length + column]!;
    },
  };
}

/** Columns that no rule can name hold no personal data. */
function maskOf(column: string, masking: Masking): Mask {
  return (MASKED_COLUMNS as readonly string[]).includes(column) ? masking.of(column as MaskedColumn) : (text) => text;
}

/**
 * As {@link gatherLoanText}, for more loans than strings should be kept of: hands the trimmed and masked texts of each loan,
 * in the order of `columnNames`, to `take`, and returns by index of a loan which call was about it. `take` must not keep its
 * array.
 */
export function readLoanText(
  loansTable: OpenTable,
  portfolio: Portfolio,
  loanIndexes: Int32Array,
  columnNames: readonly string[],
  masking: Masking,
  take: (texts: readonly string[]) => void,
): Int32Array {
  // Loans are numbered in file order, so rising indexes are rising offsets.
  const { rowOfLoan, wanted } = inFileOrder(loanIndexes, portfolio.count);
  const offsets = Float64Array.from(wanted, (loan) => portfolio.loans.rowOffset[loan]!);
  const columns = columnNames.map((name) => columnPosition(loansTable.shape, name));
  const masks = columnNames.map((name) => maskOf(name, masking));
  const shown = columnNames.map(() => '');
  gatherText(loansTable, offsets, columns, (_, cells) => {
    for (let at = 0; at < shown.length; at++) shown[at] = masks[at]!(cells[at]!);
    take(shown);
  });
  return rowOfLoan;
}

/** The loans asked for, each once and rising, and by loan its place among them. */
function inFileOrder(loanIndexes: Int32Array, loans: number): { wanted: Int32Array; rowOfLoan: Int32Array } {
  const rowOfLoan = new Int32Array(loans);
  for (const loan of loanIndexes) rowOfLoan[loan] = 1;
  const wanted = new Int32Array(loanIndexes.length);
  let count = 0;
  for (let loan = 0; loan < loans; loan++) {
    if (rowOfLoan[loan] === 0) continue;
    rowOfLoan[loan] = count;
    wanted[count++] = loan;
  }
  return { wanted: wanted.subarray(0, count), rowOfLoan };
}
