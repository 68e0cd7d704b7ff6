/** The rows of `deadlines.csv`: the clocks of loans in arrears, with the reasoning that led to each date. */

import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { Determination, Reason } from '../domain/determination.js';
import type { Law } from '../domain/law.js';
import type { LimitationEstimate } from '../domain/limitation.js';
import { owesNothing } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { DeadlineRow } from '../domain/work.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { PositionColumns } from '../portfolio/position-columns.js';
import { explainLimitation, newLoanBench, type TriageTerms } from '../triage/assess-loan.js';
import type { BookAssessment } from '../triage.js';

/** The clocks of loans `from` … `until` (exclusive) that are in arrears or whose position is undetermined. */
export function* deadlineRows(
  portfolio: Portfolio,
  terms: TriageTerms,
  book: BookAssessment,
  from: number,
  until: number,
): Generator<DeadlineRow> {
  const bench = newLoanBench(portfolio, terms);
  const { positions } = book;
  for (let loan = from; loan < until; loan++) {
    const isDetermined = positions.determined[loan] === 1;
    if (isDetermined && positions.daysPastDue[loan] === 0) continue;
    const limitation = explainLimitation(
      bench,
      loan,
      isDetermined ? owedOf(positions, loan) : owedWithoutPosition(portfolio, loan, terms.asOf),
      isDetermined ? positions.oldestUnpaidDueOn[loan]! : NO_DAY,
    );
    yield limitationRow(portfolio, terms, loan, limitation);
  }
}

/** What is not paid on a loan in arrears, due or not: at least a fen, which is all that the estimate asks of it. */
function owedOf(positions: PositionColumns, loan: number): Fen {
  const total = positions.overdueTotal[loan]!;
  const beyondPrincipal = Number.isNaN(total)
    ? positions.overdueInterest[loan]!
    : total - positions.overduePrincipal[loan]!;
  return Math.max(1, positions.outstandingPrincipal[loan]! + beyondPrincipal);
}

function owedWithoutPosition({ loans }: Portfolio, loan: number, asOf: EpochDay): Fen {
  return owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf) ? 0 : Number.NaN;
}

/** The limitation clock of one loan, its reasons made. */
export function limitationRow(
  portfolio: Portfolio,
  terms: TriageTerms,
  loan: number,
  limitation: Determination<LimitationEstimate>,
): DeadlineRow {
  const estimate = limitation.determined ? limitation.value : null;
  return {
    loanId: textOf(portfolio.loanIds, loan),
    partyId: '',
    clock: 'limitation',
    status: estimate === null ? 'undetermined' : estimate.status,
    baseOn: estimate === null ? NO_DAY : estimate.baseOn,
    rolledOn: estimate === null ? NO_DAY : estimate.rolledOn,
    daysLeft: estimate === null ? Number.NaN : estimate.daysLeft,
    because: limitation.because,
    articles: articlesOf(limitation.because, terms.law),
    missing: limitation.determined ? [] : limitation.missing,
  };
}

/** The articles behind the steps, each once, in the order of the steps. */
export function articlesOf(reasons: readonly Reason[], law: Law): readonly string[] {
  let chain = CHAINS.get(law);
  if (chain === undefined) {
    chain = { articles: [], next: new Map() };
    CHAINS.set(law, chain);
  }
  for (const { basis } of reasons) {
    if (basis !== undefined) chain = chain.next.get(basis) ?? lengthen(chain, basis, law);
  }
  return chain.articles;
}

/** Steps up to some point and the articles behind them. A whole book knows only a few chains of reasoning. */
interface Chain {
  readonly articles: readonly string[];
  /** By the basis of the next step. */
  readonly next: Map<string, Chain>;
}

const CHAINS = new WeakMap<Law, Chain>();

function lengthen({ articles, next }: Chain, basis: string, law: Law): Chain {
  const article = articleOf(basis, law);
  const isNew = article !== undefined && !articles.includes(article);
  const longer: Chain = { articles: isNew ? [...articles, article] : articles, next: new Map() };
  next.set(basis, longer);
  return longer;
}

const ARTICLES = new WeakMap<Law, Map<string, string>>();

/** `cn.limitation.general@2021-01-01` → 民法典第188条第1款. */
function articleOf(basis: string, law: Law): string | undefined {
  let known = ARTICLES.get(law);
  if (known === undefined) {
    known = new Map();
    for (const parameter of law.all) {
      for (const { from, source } of parameter.values) {
        known.set(`${parameter.id}@${from}`, `${source.instrument}${source.article}`);
      }
    }
    ARTICLES.set(law, known);
  }
  return known.get(basis);
}
