/** The rows of `arrears age` as CSV, on whichever thread. */
import type { Portfolio } from '../portfolio/portfolio.js';
import type { PositionColumns } from '../portfolio/position-columns.js';
import type { TriageTerms } from '../triage/assess-loan.js';
import { formatAgedLoans, positionCodes } from '../write/positions.js';

/** Entries `from` … `until` (exclusive) of `loans`. */
export interface AgedStretch {
  readonly loans: Int32Array;
  readonly from: number;
  readonly until: number;
}

/** The bytes of the rows, in memory of their own. */
export function agedRows(
  positions: PositionColumns,
  portfolio: Portfolio,
  { asOf, policy }: TriageTerms,
  { loans, from, until }: AgedStretch,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  formatAgedLoans(positions, portfolio, loans, from, until, positionCodes(asOf, policy.ageing), (bytes) =>
    pieces.push(bytes.slice()),
  );
  return Buffer.concat(pieces);
}
