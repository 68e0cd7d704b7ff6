/** Small books from file text through reading and triage, under the default policy and the law of China. */
import { FACT_SLOT, type FactName } from '../../src/domain/evidence.js';
import type { ListFilter } from '../../src/domain/list-filter.js';
import { RISK_GRADES, type RiskGrade } from '../../src/domain/risk-grade.js';
import { lawOfChina } from '../../src/law/cn/index.js';
import { loadPolicy } from '../../src/policy/load-policy.js';
import { type BorrowerColumns, flagsOf, newBorrowerColumns } from '../../src/portfolio/borrower-columns.js';
import type { Portfolio } from '../../src/portfolio/portfolio.js';
import { NO_CODE } from '../../src/portfolio/position-columns.js';
import {
  assessBorrower,
  type BorrowerAssessment,
  keepBorrower,
  newBorrowerBench,
} from '../../src/triage/assess-borrower.js';
import { type TriageTerms, termsOn } from '../../src/triage/assess-loan.js';
import { type BookFiles, day, loadBook } from '../portfolio/book-files.js';

export interface OpenedBook {
  readonly portfolio: Portfolio;
  readonly terms: TriageTerms;
}

/** Read once: properties open hundreds of books. */
const defaultPack = loadPolicy('default');

export async function openBook(files: BookFiles, asOf: string): Promise<OpenedBook> {
  const outcome = await defaultPack;
  if (!('policy' in outcome)) throw new Error('the default policy does not load');
  const { portfolio, problems } = await loadBook(files, { asOf: day(asOf) });
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return { portfolio, terms: termsOn(day(asOf), asOf, outcome.policy, lawOfChina) };
}

/** A loans file of single-payment loans; each row gives the cells that matter under the titles of `columns`. */
export function bulletLoans(columns: string, ...rows: readonly string[]): string {
  const header = `asset_class,repayment_method,period,annual_rate_percent,penalty_markup_percent,${columns}`;
  return [header, ...rows.map((row) => `business,bullet,once,6,50,${row}`), ''].join('\n');
}

/** A filter that leaves nobody out. */
export function everybody(): ListFilter {
  return {
    regions: [],
    branches: [],
    officers: [],
    products: [],
    kinds: [],
    buckets: [],
    types: [],
    atLeastOverdue: Number.NaN,
    atMostOverdue: Number.NaN,
    expiringWithinDays: Number.NaN,
  };
}

export interface AssessedBorrower {
  readonly assessment: BorrowerAssessment;
  /** What the evidence rules were shown; NaN where not known. */
  readonly fact: (name: FactName) => number;
  /** Grade of each loan, null where undetermined. */
  readonly grades: readonly (RiskGrade | null)[];
  readonly columns: BorrowerColumns;
  readonly flags: readonly string[];
}

export function assess({ portfolio, terms }: OpenedBook, borrower = 0): AssessedBorrower {
  const bench = newBorrowerBench(portfolio, terms);
  const assessment = assessBorrower(bench, borrower);
  const columns = newBorrowerColumns(portfolio.borrowerCount);
  keepBorrower(columns, assessment, terms.policy.calendar);
  return {
    assessment,
    fact: (name) => bench.facts[FACT_SLOT[name]]!,
    grades: Array.from(assessment.grades, (grade) => (grade === NO_CODE ? null : RISK_GRADES[grade]!)),
    columns,
    flags: flagsOf(assessment.flags),
  };
}
