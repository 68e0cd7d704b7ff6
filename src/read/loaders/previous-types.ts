/** The borrower types of an earlier run, from its positions.csv: what a loan was typed as then, if anything. */
import { BORROWER_TYPES } from '../../domain/evidence.js';
import { byteColumn } from '../../portfolio/columns.js';
import { findIds, type IdTable, newIdLookup } from '../../portfolio/id-table.js';
import { NO_CODE } from '../../portfolio/position-columns.js';
import { POSITIONS } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import { positionsOf } from './batch-columns.js';

export interface PreviousTypesIntake {
  take(batch: RecordBatch): void;
  /** Index into BORROWER_TYPES by loan; NO_CODE where the earlier run did not have the loan, or had no type for it. */
  readonly typeOfLoan: Uint8Array;
}

/** Takes the rows of an earlier run. Loans that are no longer in the book are passed over. */
export function receivePreviousTypes(loanIds: IdTable, loans: number): PreviousTypesIntake {
  const at = positionsOf(POSITIONS, ['loan_id', 'borrower_type']);
  const lookup = newIdLookup();
  const typeOfLoan = byteColumn(loans).fill(NO_CODE);

  function take(batch: RecordBatch): void {
    findIds(loanIds, lookup, batch.count, batch.bytes, batch.start[at.loan_id]!, batch.end[at.loan_id]!);
    const types = batch.values[at.borrower_type]!;
    for (let row = 0; row < batch.count; row++) {
      const loan = lookup.found[row]!;
      const code = types[row]!;
      if (loan >= 0 && code >= 1 && code <= BORROWER_TYPES.length) typeOfLoan[loan] = code - 1;
    }
  }

  return { take, typeOfLoan };
}
