/**
 * Maturities that no loan is agreed to have: 2099-12-31 as the day of a loan that has none. A schedule up to it would ask for
 * a few yuan a month, and nothing would ever be overdue.
 */
import { formatIsoDate } from '../../domain/civil-date.js';
import { type Problem, problem } from '../../domain/problem.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import type { OpenTable } from '../opened-table.js';
import { columnPosition } from '../shapes.js';

/** Mortgages run for forty years at most. */
const MOST_DAYS = 50 * 366;

/** What there is to be told of the maturities, once, at the line of the header. */
export function findFarMaturities(open: OpenTable, { disbursedOn, maturesOn }: LoanColumns): Problem[] {
  let loans = 0;
  let latest = 0;
  for (let loan = 0; loan < maturesOn.length; loan++) {
    const day = maturesOn[loan]!;
    if (day - disbursedOn[loan]! <= MOST_DAYS) continue;
    loans++;
    if (day > latest) latest = day;
  }
  if (loans === 0) return [];
  const title = open.titles[open.columnOf.indexOf(columnPosition(open.shape, 'matures_on'))] ?? 'matures_on';
  const place = { file: open.file, table: open.shape.table, line: open.headerLine, offset: -1 };
  return [problem(place, { code: 'far-maturities', column: title, loans, latest: formatIsoDate(latest) })];
}
