/**
 * Exports whose percentages are fractions (0.0435 for 4.35 %): every cell can be read, and every amount of interest would be
 * a hundredth of what it is. One cell tells nothing, a whole column does.
 */
import { formatRatePercent } from '../../domain/money.js';
import { type Problem, problem } from '../../domain/problem.js';
import type { LoanColumns } from '../../portfolio/portfolio.js';
import type { OpenTable } from '../opened-table.js';
import { columnPosition } from '../shapes.js';

/**
 * The greatest value, in units of 1e-8, that is taken for one of a column of fractions. No lender's dearest loan costs
 * half a percent a year, while 0.36 for 36 % is what fractions come to; no mark-up is as small as one and a half percent.
 */
const MOST = {
  annualRate: { column: 'annual_rate_percent', greatest: 500_000 },
  penaltyMarkup: { column: 'penalty_markup_percent', greatest: 1_500_000 },
} as const;

/** What there is to be told of the loans' columns of percentages, at the line of the header. */
export function findPerhapsFractions(open: OpenTable, loans: LoanColumns): Problem[] {
  const found: Problem[] = [];
  for (const name of ['annualRate', 'penaltyMarkup'] as const) {
    const { column, greatest: most } = MOST[name];
    const greatest = greatestOf(loans[name]);
    if (greatest === 0 || greatest > most) continue;
    const at = open.columnOf.indexOf(columnPosition(open.shape, column));
    const place = { file: open.file, table: open.shape.table, line: open.headerLine, offset: -1 };
    const detail = { column: open.titles[at] ?? column, greatest: formatRatePercent(greatest) };
    found.push(problem(place, { code: 'perhaps-fractions', ...detail }));
  }
  return found;
}

/** Of what is given; 0 where nothing is. */
function greatestOf(rates: Float64Array): number {
  let greatest = 0;
  for (let row = 0; row < rates.length; row++) if (rates[row]! > greatest) greatest = rates[row]!;
  return greatest;
}
