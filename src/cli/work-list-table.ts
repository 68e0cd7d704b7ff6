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
import { readLoanText } from '../read/loan-text.js';
import type { ByteSink } from '../write/columns.js';
import { CsvBytes, encodeCell } from '../write/csv-bytes.js';
import type { CsvForm } from '../write/csv-form.js';
import { appendId } from '../write/positions.js';
import { RecurringCells, writeScatteredCsv } from '../write/scattered-rows.js';
import { tellWhy } from '../write/words.js';
import { WORK_LIST_COLUMNS } from '../write/work-list.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';
import {
  leadLoans,
  movesTeller,
  SHOWN_OF_PERSON,
  shownFlags,
  shownScore,
  textsOfSteps,
  whyOf,
} from './work-list-rows.js';

/** Room for the cells of a masked name and a masked number. */
const USUAL_PERSON_BYTES = 32;

/** Writes the whole ranked list and returns the number of rows. */
export function writeWorkList(
  open: OpenBook,
  triaged: TriagedBook,
  language: Language,
  sink: ByteSink,
  form: CsvForm,
): number {
  const recurring = new RecurringCells();
  const append = workListAppender(open, triaged, language, recurring);
  // Borrowers lie in memory in the order of their numbers.
  return writeScatteredCsv(WORK_LIST_COLUMNS, triaged.list.order, append, recurring, 'names', sink, form);
}

/** Adds the row at any place of the list, in the order of the columns. */
function workListAppender(
  open: OpenBook,
  triaged: TriagedBook,
  language: Language,
  recurring: RecurringCells,
): (at: number, out: CsvBytes) => void {
  const { portfolio, terms } = open;
  const { loans } = portfolio;
  const { borrowers: columns } = triaged.book;
  const { order } = triaged.list;
  // A few values serve a whole list: their cells are made once.
  const cell = (text: string) => recurring.refer(encodeCell(text));
  const flagCell = (bits: number) => cell(flagsOf(bits).join(';'));
  const cellsOf = (names: readonly string[]) => names.map(cell);
  const codeCells = (names: readonly string[], unknown = '') =>
    Object.assign(new Array<Uint8Array>(NO_CODE + 1).fill(encodeCell(unknown)), cellsOf(names));
  const stepCells = cellsOf(textsOfSteps(terms.policy.calendar.allSteps, language));
  const bucketCells = codeCells(
    terms.policy.ageing.buckets.map(({ code }) => code),
    UNDETERMINED_BUCKET,
  );
  const gradeCells = codeCells(RISK_GRADES);
  const typeCells = codeCells(BORROWER_TYPES);
  const subtypeCells = cellsOf(BORROWER_SUBTYPES);
  const clockCells = cellsOf(CLOCKS);
  const officerCells = cellsOf(portfolio.officers);
  const branchCells = cellsOf(portfolio.branches);
  const regionCells = cellsOf(portfolio.regions);
  const flagCells = new Map<number, Uint8Array>();
  const movesOf = movesTeller(open, language);
  const moveCells = new Map<string, Uint8Array>();
  const people = gatherPeople(open, triaged);

  return (at, out) => {
    const borrower = order[at]!;
    const lead = columns.leadLoan[borrower]!;
    const type = columns.type[borrower]!;
    out.integer(at + 1);
    out.openText();
    tellWhy(whyOf(open, columns, borrower), language, out);
    out.closeText();
    out.code(stepCells[columns.step[borrower]!]!);
    out.isoDay(columns.stepBy[borrower]!);
    appendId(portfolio.borrowerIds, borrower, out);
    people.append(lead, 0, out);
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
    people.append(lead, 1, out);
    const flags = shownFlags(portfolio, columns, borrower);
    out.code(cellOf(flagCells, flags, flagCell));
    out.number(shownScore(columns.tier[borrower]!, columns.score[borrower]!));
    out.code(cellOf(moveCells, movesOf(type, columns.daysPastDue[borrower]!, flags), cell));
    out.code(subtypeCells[columns.subtype[borrower]!]!);
    out.endRow();
  };
}

/** The texts of {@link SHOWN_OF_PERSON} behind the loans by which the borrowers on the list are shown. */
interface People {
  /** Adds the cell of one of them; `loan` must be such a loan. */
  append(loan: number, column: number, out: CsvBytes): void;
}

/** Reads them from the loans file as finished cells: half a million strings would stay until the list is written. */
function gatherPeople(open: OpenBook, { book, list }: TriagedBook): People {
  const { length: columns } = SHOWN_OF_PERSON;
  const cells = new CsvBytes(list.order.length * USUAL_PERSON_BYTES);
  const starts = new Uint32Array(list.order.length * columns + 1);
  let made = 0;
  const leads = leadLoans(list.order, book.borrowers.leadLoan);
  const personOf = readLoanText(open.loansTable, open.portfolio, leads, SHOWN_OF_PERSON, open.masking, (texts) => {
    for (let column = 0; column < columns; column++) {
      cells.text(texts[column]!);
      starts[++made] = cells.size;
    }
  });
  const bytes = cells.filled();
  return {
    append(loan, column, out) {
      const at = personOf[loan]! * columns + column;
      out.cells(bytes, starts[at]!, starts[at + 1]!);
    },
  };
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

/** The cell of a value out of few, made by `make` when it is first met. */
function cellOf<Value>(known: Map<Value, Uint8Array>, value: Value, make: (value: Value) => Uint8Array): Uint8Array {
  let cell = known.get(value);
  if (cell === undefined) {
    cell = make(value);
    known.set(value, cell);
  }
  return cell;
}
