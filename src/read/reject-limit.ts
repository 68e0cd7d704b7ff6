/** How many rows of any one input may be rejected before a run stops, and when it is certain that they are more. */
import type { TableName } from '../domain/problem.js';
import type { OpenTable } from './opened-table.js';
import type { RejectLimit, RowCounts } from './table.js';

const WHOLE = 1_000_000;

/** A table has more rejected rows than the limit allows. */
export interface LimitExceeded {
  readonly table: TableName;
  readonly file: string;
  /** So far. */
  readonly rejected: number;
  /** Rows of the table; null where reading stopped before its end. */
  readonly rows: number | null;
}

/** Thrown where reading goes no further, because no row to come could bring the table back under its limit. */
export class TooManyRejected extends Error {
  readonly exceeded: LimitExceeded;

  constructor(exceeded: LimitExceeded) {
    super(`${exceeded.file}: too many rows rejected`);
    this.exceeded = exceeded;
  }
}

export function exceeds(limit: RejectLimit, { rows, rejected }: Pick<RowCounts, 'rows' | 'rejected'>): boolean {
  return limit.kind === 'rows' ? rejected > limit.most : rejected * WHOLE > rows * limit.millionths;
}

/**
 * Beyond how many rejected rows the limit cannot be met any more, whatever the rest of the table holds. Of a share: the
 * table cannot have more sound rows than its bytes have room for.
 */
export function mostRejected(limit: RejectLimit | undefined, open: OpenTable): number {
  if (limit === undefined) return Number.POSITIVE_INFINITY;
  if (limit.kind === 'rows') return limit.most;
  if (limit.millionths >= WHOLE) return Number.POSITIVE_INFINITY;
  const soundRows = Math.ceil((open.bodyUntil - open.bodyFrom) / leastBytesOf(open));
  return Math.floor((soundRows * limit.millionths) / (WHOLE - limit.millionths));
}

/** The shortest way to write a day: a serial number of a spreadsheet. */
const SHORTEST_DATE = 5;

/** Fewest bytes of a sound row: its delimiters, the end of its line, and what the cells take that must not be blank. */
function leastBytesOf({ columnOf, shape }: OpenTable): number {
  let bytes = columnOf.length;
  for (const position of columnOf) {
    const column = shape.columns[position];
    if (column?.required === true) bytes += column.kind === 'date' ? SHORTEST_DATE : 1;
  }
  return bytes;
}

/** Throws {@link TooManyRejected} where a table that was read to its end is beyond the limit. */
export function checkRejected(limit: RejectLimit | undefined, open: OpenTable, counts: RowCounts): void {
  if (limit === undefined || !exceeds(limit, counts)) return;
  const { rejected, rows } = counts;
  throw new TooManyRejected({ table: open.shape.table, file: open.file, rejected, rows });
}
