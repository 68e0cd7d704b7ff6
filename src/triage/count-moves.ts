/** The matrices of a policy comparison: how many moved from which type and which bucket to which, and how much they owe. */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import type { EpochDay } from '../domain/civil-date.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES } from '../domain/evidence.js';
import type { Fen } from '../domain/money.js';
import type { BorrowerColumns } from '../portfolio/borrower-columns.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { balanceAsStated } from './assess-loan.js';
import type { PolicyRun } from './compare-policies.js';

/** One cell of a matrix that is not empty. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** Borrowers of a type, loans of a bucket. */
  readonly count: number;
  /** What is owed as principal under the second policy. */
  readonly balance: Fen;
}

/** Of a borrower in arrears under the other policy only. */
export const NOT_IN_ARREARS = '';

/** A type with each of its sub-types has a place of its own; the last is for whoever is not in arrears. */
const TYPE_PLACES = BORROWER_TYPES.length * BORROWER_SUBTYPES.length + 1;

/** From type to type, a sub-type standing for its type where it is known; in the order of types, unchanged ones included. */
export function countTypeMoves(borrowers: Int32Array, a: PolicyRun, b: PolicyRun): Move[] {
  const cells = newCells(TYPE_PLACES, TYPE_PLACES);
  for (const borrower of borrowers) {
    const from = typePlace(a.book.borrowers, borrower);
    const to = typePlace(b.book.borrowers, borrower);
    count(cells, from, to, b.book.borrowers.outstanding[borrower]!);
  }
  return movesOf(cells, typeName, typeName);
}

function typePlace({ listed, type, subtype }: BorrowerColumns, borrower: number): number {
  return listed[borrower] === 0 ? TYPE_PLACES - 1 : type[borrower]! * BORROWER_SUBTYPES.length + subtype[borrower]!;
}

function typeName(place: number): string {
  if (place === TYPE_PLACES - 1) return NOT_IN_ARREARS;
  const subtype = BORROWER_SUBTYPES[place % BORROWER_SUBTYPES.length]!;
  return subtype === '' ? BORROWER_TYPES[Math.floor(place / BORROWER_SUBTYPES.length)]! : subtype;
}

/** From bucket to bucket, over all loans of `borrowers`; in the order of the schedules, the undetermined last. */
export function countBucketMoves(
  portfolio: Portfolio,
  borrowers: Int32Array,
  a: PolicyRun,
  b: PolicyRun,
  asOf: EpochDay,
): Move[] {
  const bucketsA = a.policy.ageing.buckets;
  const bucketsB = b.policy.ageing.buckets;
  const cells = newCells(bucketsA.length + 1, bucketsB.length + 1);
  const before = a.book.positions;
  const after = b.book.positions;
  for (const borrower of borrowers) {
    for (let at = portfolio.borrowerStart[borrower]!; at < portfolio.borrowerStart[borrower + 1]!; at++) {
      const loan = portfolio.loansByBorrower[at]!;
      const from = before.bucket[loan] === NO_CODE ? bucketsA.length : before.bucket[loan]!;
      const to = after.bucket[loan] === NO_CODE ? bucketsB.length : after.bucket[loan]!;
      const isKnown = after.determined[loan] === 1;
      count(cells, from, to, isKnown ? after.outstandingPrincipal[loan]! : balanceAsStated(portfolio, loan, asOf));
    }
  }
  return movesOf(
    cells,
    (place) => bucketsA[place]?.code ?? UNDETERMINED_BUCKET,
    (place) => bucketsB[place]?.code ?? UNDETERMINED_BUCKET,
  );
}

interface Cells {
  readonly columns: number;
  readonly counts: Float64Array;
  readonly balances: Float64Array;
}

function newCells(rows: number, columns: number): Cells {
  return { columns, counts: new Float64Array(rows * columns), balances: new Float64Array(rows * columns) };
}

function count({ columns, counts, balances }: Cells, from: number, to: number, balance: Fen): void {
  counts[from * columns + to]!++;
  balances[from * columns + to]! += balance;
}

function movesOf(
  { columns, counts, balances }: Cells,
  fromName: (place: number) => string,
  toName: (place: number) => string,
): Move[] {
  return Array.from(counts, (number, cell) => ({
    from: fromName(Math.floor(cell / columns)),
    to: toName(cell % columns),
    count: number,
    balance: balances[cell]!,
  })).filter((move) => move.count > 0);
}
