/**
 * `deadlines.csv` as bytes. Claims about which nothing was done differ in little more than their last due date: what the
 * clocks say of them, in sentences, is made once for each kind and copied for the others.
 */
import type { ClaimFacts } from '../domain/claim.js';
import type { DeadlineRow } from '../domain/work.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { type LoanBench, newLoanBench, type TriageTerms } from '../triage/assess-loan.js';
import { likenessOf } from '../triage/claim-likeness.js';
import type { BookAssessment } from '../triage.js';
import { appendRow, type ByteSink, type OutputColumn } from '../write/columns.js';
import { CsvBytes } from '../write/csv-bytes.js';
import { clocksToTell, deadlineRow, watchedClaim } from './deadline-rows.js';
import type { RowRange } from './work-ranges.js';

const PIECE_BYTES = 1 << 18;
/** Loans per call of the inner loop: a loop over a whole book runs for long in code optimised on the fly. */
const BATCH_LOANS = 512;
/** Kinds of claim that are remembered, half a kilobyte each. */
const MOST_KINDS = 1 << 15;

/** Rows of one claim after their first cell, the loan's identifier. */
type RowEnds = readonly Uint8Array[];

interface DeadlineWriter {
  readonly bench: LoanBench;
  readonly book: BookAssessment;
  /** The columns after the first. */
  readonly columns: readonly OutputColumn<DeadlineRow>[];
  readonly out: CsvBytes;
  /** By likeness of the claim. */
  readonly known: Map<number, RowEnds>;
}

/**
 * Writes the rows that `deadlineRows` gives for the loans in all `ranges`, without the header, and returns their number.
 * The first of `columns` is the loan's identifier.
 */
export function writeDeadlineRows(
  columns: readonly OutputColumn<DeadlineRow>[],
  portfolio: Portfolio,
  terms: TriageTerms,
  book: BookAssessment,
  ranges: Iterable<RowRange>,
  sink: ByteSink,
): number {
  const out = new CsvBytes(PIECE_BYTES * 2);
  const bench = newLoanBench(portfolio, terms);
  const writer = { bench, book, columns: columns.slice(1), out, known: new Map<number, RowEnds>() };
  let rows = 0;
  for (const { from, until } of ranges) {
    for (let start = from; start < until; start += BATCH_LOANS) {
      rows += appendBatch(writer, start, Math.min(start + BATCH_LOANS, until));
      if (out.size < PIECE_BYTES) continue;
      sink(out.filled());
      out.clear();
    }
  }
  if (out.size > 0) sink(out.filled());
  return rows;
}

function appendBatch(writer: DeadlineWriter, from: number, until: number): number {
  const { bench, book, out, known } = writer;
  const { loanIds } = bench.portfolio;
  let rows = 0;
  for (let loan = from; loan < until; loan++) {
    const facts = watchedClaim(bench, book.positions, loan);
    if (facts === null) continue;
    const likeness = likenessOf(facts);
    const ends = Number.isNaN(likeness) ? undefined : known.get(likeness);
    if (ends === undefined) {
      const made = appendClaim(writer, textOf(loanIds, loan), facts);
      if (!Number.isNaN(likeness) && known.size < MOST_KINDS) known.set(likeness, made);
      rows += made.length;
      continue;
    }
    for (let at = 0; at < ends.length; at++) {
      out.utf8(loanIds.keys, loanIds.keyStart[loan]!, loanIds.keyStart[loan + 1]!);
      out.restOfRow(ends[at]!);
    }
    rows += ends.length;
  }
  return rows;
}

/** Adds the rows of one claim and returns what stands in them after the first cell. */
function appendClaim({ bench, book, columns, out }: DeadlineWriter, loanId: string, facts: ClaimFacts): RowEnds {
  const ends: Uint8Array[] = [];
  for (const clock of clocksToTell(bench, book.positions, facts)) {
    out.text(loanId);
    const start = out.size;
    appendRow(columns, deadlineRow(loanId, clock, bench.terms.law), out);
    ends.push(out.filled().slice(start));
  }
  return ends;
}
