/**
 * `work-list.csv` as bytes: what `workListRows` gives under the columns of the work list, cell by cell and without a row
 * between. A test holds the two equal.
 */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { CLOCKS } from '../domain/clock.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { owesNothing } from '../domain/loan.js';
import { RISK_GRADES } from '../domain/risk-grade.js';
import { flagsOf } from '../portfolio/borrower-columns.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import type { ByteSink } from '../write/columns.js';
import { type CsvBytes, encodeCell } from '../write/csv-bytes.js';
import { appendId } from '../write/positions.js';
import type { CsvForm } from '../write/spreadsheet-csv.js';
import { writeScatteredCsv } from '../write/tables.js';
import { describeWhy } from '../write/words.js';
import { WORK_LIST_COLUMNS } from '../write/work-list.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';
import { gatherNames, movesTeller, shownFlags, shownScore, textsOfSteps, whyOf } from './work-list-rows.js';

/** Writes the whole ranked list and returns the number of rows. */
export function writeWorkList(
  open: OpenBook,
  triaged: TriagedBook,
  language: Language,
  sink: ByteSink,
  form: CsvForm,
): number {
  const append = workListAppender(open, triaged, language);
  // Borrowers lie in memory in the order of their numbers.
  return writeScatteredCsv(WORK_LIST_COLUMNS, triaged.list.order, append, 'names', sink, form);
}

/** Adds the row at any place of the list, in the order of the columns. */
function workListAppender(
  open: OpenBook,
  triaged: TriagedBook,
  language: Language,
): (at: number, out: CsvBytes) => void {
  const { portfolio, terms } = open;
  const { loans } = portfolio;
  const { borrowers: columns } = triaged.book;
  const { order } = triaged.list;
  const steps = terms.policy.calendar.allSteps;
  // A few values serve a whole list: their cells are made once.
  const stepCells = textsOfSteps(steps, language).map(encodeCell);
  const bucketCells = cellsByCode(
    terms.policy.ageing.buckets.map(({ code }) => code),
    UNDETERMINED_BUCKET,
  );
  const gradeCells = cellsByCode(RISK_GRADES);
  const typeCells = cellsByCode(BORROWER_TYPES);
  const subtypeCells = BORROWER_SUBTYPES.map(encodeCell);
  const clockCells = CLOCKS.map(encodeCell);
  const officerCells = portfolio.officers.map(encodeCell);
  const branchCells = portfolio.branches.map(encodeCell);
  const regionCells = portfolio.regions.map(encodeCell);
  const flagCells = new Map<number, Uint8Array>();
  const movesOf = movesTeller(open, language);
  const moveCells = new Map<string, Uint8Array>();
  const texts = gatherNames(open, triaged);

  return (at, out) => {
    const borrower = order[at]!;
    const lead = columns.leadLoan[borrower]!;
    const type = columns.type[borrower]!;
    out.integer(at + 1);
    out.text(describeWhy(whyOf(open, columns, borrower), language));
    out.code(stepCells[columns.step[borrower]!]!);
    out.isoDay(columns.stepBy[borrower]!);
    appendId(portfolio.borrowerIds, borrower, out);
    out.text(texts.text(at, 'borrower_name'));
    appendOpenLoans(portfolio, borrower, terms.asOf, out);
    appendIfKnown(columns.daysPastDue[borrower]!, NO_DAY, out);
    out.code(bucketCells[columns.bucket[borrower]!]!);
    out.code(gradeCells[columns.riskGrade[borrower]!]!);
    out.fen(columns.overdueTotal[borrower]!);
    out.fen(columns.outstanding[borrower]!);
    out.code(typeCells[type]!);
    appendIfKnown(type === NO_CODE ? NO_CODE : columns.confidence[borrower]!, NO_CODE, out);
    const deadline = columns.nearestDeadlineOn[borrower]!;
    if (deadline === NO_DAY) out.blank();
    else out.code(clockCells[columns.nearestDeadlineClock[borrower]!]!);
    out.isoDay(deadline);
    out.code(officerCells[loans.officer[lead]!]!);
    out.code(branchCells[loans.branch[lead]!]!);
    out.code(regionCells[loans.region[lead]!]!);
    out.text(texts.text(at, 'phone'));
    const flags = shownFlags(portfolio, columns, borrower);
    out.code(flagCellOf(flagCells, flags));
    out.number(shownScore(columns.tier[borrower]!, columns.score[borrower]!));
    out.code(cellOf(moveCells, movesOf(type, columns.daysPastDue[borrower]!, flags)));
    out.code(subtypeCells[columns.subtype[borrower]!]!);
    out.endRow();
  };
}

/** Cells of the names by code, and at {@link NO_CODE} the cell of `unknown`. */
function cellsByCode(names: readonly string[], unknown = ''): Uint8Array[] {
  const cells = names.map(encodeCell);
  const all = new Array<Uint8Array>(NO_CODE + 1).fill(encodeCell(unknown));
  return Object.assign(all, cells);
}

function appendIfKnown(value: number, unknown: number, out: CsvBytes): void {
  if (value === unknown) out.blank();
  else out.integer(value);
}

function appendOpenLoans(portfolio: Portfolio, borrower: number, asOf: EpochDay, out: CsvBytes): void {
  const { loans, loanIds, borrowerStart, loansByBorrower } = portfolio;
  const until = borrowerStart[borrower + 1]!;
  let isFirst = true;
  out.openText();
  for (let at = borrowerStart[borrower]!; at < until; at++) {
    const loan = loansByBorrower[at]!;
    if (owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) continue;
    if (!isFirst) out.word(';');
    isFirst = false;
    out.letters(loanIds.keys, loanIds.keyStart[loan]!, loanIds.keyStart[loan + 1]!);
  }
  out.closeText();
}

function cellOf(known: Map<string, Uint8Array>, text: string): Uint8Array {
  let cell = known.get(text);
  if (cell === undefined) {
    cell = encodeCell(text);
    known.set(text, cell);
  }
  return cell;
}

function flagCellOf(known: Map<number, Uint8Array>, bits: number): Uint8Array {
  let cell = known.get(bits);
  if (cell === undefined) {
    cell = encodeCell(flagsOf(bits).join(';'));
    known.set(bits, cell);
  }
  return cell;
}
