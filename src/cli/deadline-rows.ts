/** The rows of `deadlines.csv`: the clocks of loans in arrears, with the reasoning that led to each date. */

import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { ClaimFacts } from '../domain/claim.js';
import { CLOCKS, type Clock } from '../domain/clock.js';
import type { Reason } from '../domain/determination.js';
import { type BusinessDays, citationOf, type Law } from '../domain/law.js';
import { owesNothing } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { DeadlineRow } from '../domain/work.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import type { PositionColumns } from '../portfolio/position-columns.js';
import { type ClockOfClaim, explainClaim, keepableDay } from '../triage/assess-clocks.js';
import { hasClocksToWatch, type LoanBench, newLoanBench, openClaim, type TriageTerms } from '../triage/assess-loan.js';
import type { BookAssessment } from '../triage.js';

/** Which clocks a list is about. */
export interface ClockFilter {
  /** Empty for all. */
  readonly clocks: readonly Clock[];
  /** Greatest number of days to a day that can still be kept, inclusive; NaN for any or none. */
  readonly expiringWithinDays: number;
}

const ALL_CLOCKS: ClockFilter = { clocks: [], expiringWithinDays: Number.NaN };

/**
 * The clocks of loans `from` … `until` (exclusive) that are in arrears, that cannot be told not to be, or that are under
 * observation after a restructuring.
 */
export function* deadlineRows(
  portfolio: Portfolio,
  terms: TriageTerms,
  book: BookAssessment,
  from: number,
  until: number,
  filter: ClockFilter = ALL_CLOCKS,
): Generator<DeadlineRow> {
  const bench = newLoanBench(portfolio, terms);
  for (let loan = from; loan < until; loan++) {
    const facts = watchedClaim(bench, book.positions, loan);
    if (facts === null) continue;
    const loanId = textOf(portfolio.loanIds, loan);
    for (const clock of clocksToTell(bench, book.positions, facts))
      if (matchesClock(clock, filter, terms.asOf, terms.businessDays)) yield deadlineRow(loanId, clock, terms.law);
  }
}

/** The claim of a loan whose clocks are watched, as `bench` then holds it; null for any other loan. */
export function watchedClaim(bench: LoanBench, positions: PositionColumns, loan: number): ClaimFacts | null {
  const { portfolio, terms } = bench;
  const isDetermined = positions.determined[loan] === 1;
  const daysPastDue = isDetermined ? positions.daysPastDue[loan]! : Number.NaN;
  if (!hasClocksToWatch(daysPastDue, portfolio.loans.status[loan]!, portfolio.loans.restructuredOn[loan]!)) return null;
  return openClaim(
    bench,
    loan,
    isDetermined ? owedOf(positions, loan) : owedWithoutPosition(portfolio, loan, terms.asOf),
    isDetermined ? positions.oldestUnpaidDueOn[loan]! : NO_DAY,
  );
}

/** The clocks of the claim that {@link watchedClaim} opened last, with their reasons. */
export function clocksToTell(
  { instalments, file, terms }: LoanBench,
  positions: PositionColumns,
  facts: ClaimFacts,
): readonly ClockOfClaim[] {
  const { law, policy, asOf } = terms;
  const clocks = explainClaim(facts, instalments, { law, settings: policy.limitation, asOf });
  const isCurrent = positions.determined[file.index] === 1 && positions.daysPastDue[file.index] === 0;
  // Restructured, and paid off since.
  return isCurrent && clocks.length === 1 && clocks[0]!.answer.status === 'not_subject' ? NO_CLOCKS : clocks;
}

const NO_CLOCKS: readonly ClockOfClaim[] = [];

export function clockFilterOf(options: {
  readonly clock?: readonly string[];
  readonly expiringWithin?: number;
}): ClockFilter {
  const clocks = CLOCKS.filter((clock) => options.clock?.includes(clock) ?? false);
  return { clocks, expiringWithinDays: options.expiringWithin ?? Number.NaN };
}

export function matchesClock(
  { clock, answer }: ClockOfClaim,
  filter: ClockFilter,
  asOf: EpochDay,
  businessDays: BusinessDays,
): boolean {
  if (filter.clocks.length > 0 && !filter.clocks.includes(clock)) return false;
  if (Number.isNaN(filter.expiringWithinDays)) return true;
  const day = keepableDay(answer, asOf, businessDays);
  return day !== NO_DAY && day - asOf <= filter.expiringWithinDays;
}

/** What is not paid on a loan, due or not: at least a fen in arrears, which is all that the estimate asks of it. */
function owedOf(positions: PositionColumns, loan: number): Fen {
  const total = positions.overdueTotal[loan]!;
  const beyondPrincipal = Number.isNaN(total)
    ? positions.overdueInterest[loan]! || 0
    : total - positions.overduePrincipal[loan]!;
  const owed = positions.outstandingPrincipal[loan]! + beyondPrincipal;
  return positions.daysPastDue[loan] === 0 ? owed : Math.max(1, owed);
}

function owedWithoutPosition({ loans }: Portfolio, loan: number, asOf: EpochDay): Fen {
  return owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf) ? 0 : Number.NaN;
}

/** One clock of a loan, its reasons made. `loanId` is '' for a case that was typed in. */
export function deadlineRow(loanId: string, { clock, partyId, answer }: ClockOfClaim, law: Law): DeadlineRow {
  const { status, baseOn, rolledOn, daysLeft, because, missing, conservativeOn, favourableOn, improvements } = answer;
  return {
    loanId,
    partyId,
    clock,
    status,
    baseOn,
    rolledOn,
    daysLeft,
    because,
    articles: articlesOf(because, law),
    missing,
    conservativeOn,
    favourableOn,
    improvements,
  };
}

/** The articles behind the steps, each once, in the order of the steps. */
function articlesOf(reasons: readonly Reason[], law: Law): readonly string[] {
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
export function articleOf(basis: string, law: Law): string | undefined {
  let known = ARTICLES.get(law);
  if (known === undefined) {
    known = new Map();
    for (const parameter of law.all) {
      for (const { from, source } of parameter.values) {
        known.set(`${parameter.id}@${from}`, citationOf(source));
      }
    }
    ARTICLES.set(law, known);
  }
  return known.get(basis);
}
