/** All tables of a book, in the order in which they lean on each other. */
import type { EpochDay } from '../../domain/civil-date.js';
import { problem, type TableName } from '../../domain/problem.js';
import { sortById } from '../../portfolio/borrower-ids.js';
import { int32Column, uint32Column } from '../../portfolio/columns.js';
import { groupPayments } from '../../portfolio/group-payments.js';
import { placeRows, startsOfGroups } from '../../portfolio/grouping.js';
import { type IdTable, newIdTable } from '../../portfolio/id-table.js';
import { type NumberedIds, numberIds } from '../../portfolio/numbered-ids.js';
import { newBookWindows, type Party, type Portfolio } from '../../portfolio/portfolio.js';
import type { Spill } from '../../portfolio/spill.js';
import type { OpenTable } from '../opened-table.js';
import type { ReadingProgress } from '../reading-progress.js';
import { checkRejected } from '../reject-limit.js';
import { scanTable, wholeBody } from '../scan-table.js';
import { columnPosition } from '../shapes.js';
import type { ProblemLog, RecordBatch, RowCounts } from '../table.js';
import { cellsOf } from './cell-at.js';
import { findContradictoryLoans } from './contradictory-loans.js';
import { type EventContext, type GroupedEvents, groupEvents, receiveEvents } from './events.js';
import { findFarMaturities } from './far-maturities.js';
import { type LoadedLoans, receiveLoans } from './loans.js';
import { lookAgain } from './look-again.js';
import { loansWithLostInstalments, lostRowsOfLoans } from './lost-rows.js';
import { findPerhapsFractions } from './perhaps-fractions.js';
import { receivePreviousTypes } from './previous-types.js';
import { readSharedEvents } from './read-events.js';
import { readPaymentRows } from './read-payments.js';
import { isWorthAThread, type ReadingHelper } from './reading-helper.js';
import { type GroupedSchedule, receiveSchedule } from './schedule.js';
import { securityOfLoans } from './security.js';
import { type SettledPayments, settlePayments } from './settle-payments.js';
import {
  borrowerPartiesOf,
  type CollateralIntake,
  type PartyIntake,
  receiveCollateral,
  receiveParties,
} from './small-tables.js';
import { receiveSurvey, type SurveyIntake } from './survey.js';

/** One reading of a book: what is read, under which terms, and what has come of it so far. */
export interface BookReading {
  readonly openTables: ReadonlyMap<TableName, OpenTable>;
  readonly currency: string;
  readonly asOf: EpochDay;
  readonly log: ProblemLog;
  /** The second thread, where there is one. */
  readonly helper: ReadingHelper | undefined;
  readonly progress: ReadingProgress | undefined;
  /** What goes to files; null where all is held. */
  readonly spills: BookSpills | null;
  /** Filled as tables are read. */
  readonly counts: Map<TableName, RowCounts>;
}

/** Where payments and events go that memory is not to hold; null for those that it does. */
export interface BookSpills {
  readonly payments: Spill | null;
  readonly events: Spill | null;
}

/**
 * Reads the loans and then whatever else is open. Where the loans file has rows and not one of them is sound, the
 * other tables are left unread: each of their rows would only be one more problem.
 */
export async function readBook(reading: BookReading, loansTable: OpenTable): Promise<Portfolio> {
  const loaded = readLoans(reading, loansTable);
  const { loanIds, borrowerIds, loans, principal, ...named } = loaded;
  for (const found of findPerhapsFractions(loansTable, loans)) reading.log.add(found);
  for (const found of findFarMaturities(loansTable, loans)) reading.log.add(found);
  for (const found of findContradictoryLoans(loansTable, loans, loanIds)) reading.log.add(found);
  const isUseless = loaded.count === 0 && reading.counts.get('loans')!.rejected > 0;
  const tables = isUseless ? new Map<TableName, OpenTable>() : reading.openTables;

  const numberedLoans = numberIds(loanIds);
  const payments = await readPayments(reading, tables.get('payments'), loaded, numberedLoans);
  const schedule = await readSchedule(reading, tables.get('schedule'), loaded);
  const partyIds = newIdTable(64);
  const { parties, ofLoan: partiesOfLoan } = readParties(reading, tables.get('parties'), loaded, partyIds);
  const {
    events,
    eventStart,
    count: eventRows,
  } = await readEvents(reading, tables.get('events'), loaded, numberedLoans, parties, partyIds);
  const collateral = readCollateral(reading, tables.get('collateral'), loaded);
  const answered = readSurvey(reading, tables.get('survey'), loaded);

  const book: Omit<Portfolio, 'windows'> = {
    ...named,
    loanIds,
    borrowerIds,
    borrowerCount: borrowerIds.count,
    loans,
    ...groupByBorrower(loans.borrower, borrowerIds.count, loanIds),
    payments: payments.payments,
    paymentStart: payments.paymentStart,
    given: schedule.given,
    givenStart: schedule.givenStart,
    events: reading.openTables.has('events') ? events : null,
    eventStart,
    parties: reading.openTables.has('parties') ? parties : null,
    partiesOfLoan,
    partyIds,
    survey: reading.openTables.has('survey') ? answered.survey : null,
    previousType: readPreviousTypes(reading, tables.get('positions'), loaded),
    lostRows: lostRowsOfLoans(reading.log.problems, loanIds, loaded.count),
    collateral: collateralRowsOf(collateral),
    security: securityOfLoans(loans, loaded.collateralKinds, collateral.ofLoan),
    totals: {
      principal,
      ...payments.totals,
      instalmentRows: schedule.given.dueOn.length,
      eventRows,
      collateralRows: collateral.rows(),
      surveyRows: answered.rows,
    },
  };
  const access = reading.spills?.payments ?? reading.spills?.events ?? null;
  return { ...book, windows: access === null ? null : newBookWindows(book, access) };
}

function readRows(
  { log, counts, progress }: BookReading,
  open: OpenTable,
  take: (batch: RecordBatch) => void,
): RowCounts {
  progress?.begin({ kind: 'table', file: open.file, bytes: open.bodyUntil - open.bodyFrom, elsewhere: null });
  const { rows, rejected, setAside } = scanTable(open, wholeBody(open), take, log);
  const counted = { rows, rejected, setAside };
  counts.set(open.shape.table, counted);
  checkRejected(log.limit, open, counted);
  return counted;
}

function readLoans(reading: BookReading, open: OpenTable): LoadedLoans {
  const intake = receiveLoans(reading.currency, open.bodyUntil, cellsOf(open));
  readRows(reading, open, intake.take);
  return intake.finish();
}

async function readPayments(
  { asOf, log, helper, counts, progress, spills }: BookReading,
  open: OpenTable | undefined,
  { count, loanIds, loans }: LoadedLoans,
  numberedLoans: NumberedIds | undefined,
): Promise<SettledPayments> {
  if (open === undefined) return { ...(await groupPayments([], count)), totals: NO_PAYMENTS };
  const spill = spills?.payments ?? null;
  const isShared = helper !== undefined && isWorthAThread(open);
  const context = { loanIds, numberedLoans, disbursedOn: loans.disbursedOn };
  progress?.begin({
    kind: 'table',
    file: open.file,
    bytes: open.bodyUntil - open.bodyFrom,
    elsewhere: isShared ? helper.bytesRead : null,
  });
  const rows = await readPaymentRows(open, context, log, isShared ? helper : undefined, spill);
  counts.set('payments', rows.counts);
  checkRejected(log.limit, open, rows.counts);
  progress?.begin({ kind: 'order', file: open.file });
  const settled = await settlePayments(open, rows, count, asOf, log, isShared ? helper.grouping : undefined, spill);
  checkRejected(log.limit, open, rows.counts);
  return settled;
}

const NO_PAYMENTS: SettledPayments['totals'] = {
  payments: 0,
  paymentRows: 0,
  reversedRows: 0,
  receipts: 0,
  receiptRows: 0,
  reversals: 0,
  reversalRows: 0,
  laterReversals: 0,
  laterReversalRows: 0,
};

async function readSchedule(
  reading: BookReading,
  open: OpenTable | undefined,
  { loanIds, loans }: LoadedLoans,
): Promise<GroupedSchedule> {
  const { principal, disbursedOn } = loans;
  const intake = receiveSchedule({ loanIds, principal, disbursedOn }, open?.bodyUntil ?? 0);
  if (open === undefined) return intake.finish(new Set());
  const counts = readRows(reading, open, intake.take);
  const schedule = await intake.finish(loansWithLostInstalments(reading.log.problems, loanIds));
  counts.rejected += schedule.droppedRows;

  const loanId = columnPosition(open.shape, 'loan_id');
  const lines = schedule.problems.map(({ line }) => line);
  let next = 0;
  lookAgain(open, intake.marks, lines, (batch, row) => {
    const { line, detail } = schedule.problems[next++]!;
    const place = { file: open.file, table: open.shape.table, line, offset: batch.offset[row]! };
    reading.log.add(problem({ ...place, loanId: batch.text(row, loanId) }, detail));
  });
  checkRejected(reading.log.limit, open, counts);
  return schedule;
}

function readParties(
  reading: BookReading,
  open: OpenTable | undefined,
  { loanIds }: LoadedLoans,
  partyIds: IdTable,
): PartyIntake {
  const intake = receiveParties(loanIds, partyIds);
  if (open !== undefined) readRows(reading, open, intake.take);
  return intake;
}

async function readEvents(
  reading: BookReading,
  open: OpenTable | undefined,
  { loanIds, borrowerIds, loans }: LoadedLoans,
  numberedLoans: NumberedIds | undefined,
  parties: readonly Party[],
  partyIds: IdTable,
): Promise<GroupedEvents> {
  const borrowerOfLoan = loans.borrower;
  const borrowerParties = borrowerPartiesOf(parties, borrowerOfLoan);
  const context: EventContext = { loanIds, numberedLoans, borrowerIds, borrowerOfLoan, borrowerParties, partyIds };
  if (open === undefined) return groupEvents([], borrowerIds.count, context);
  const { log, helper, counts, progress } = reading;
  const spill = reading.spills?.events ?? null;
  if (helper !== undefined && spill === null && isWorthAThread(open)) {
    const bytes = open.bodyUntil - open.bodyFrom;
    progress?.begin({ kind: 'table', file: open.file, bytes, elsewhere: helper.bytesRead });
    const { counts: counted, ...grouped } = await readSharedEvents(open, context, log, helper);
    counts.set(open.shape.table, counted);
    checkRejected(log.limit, open, counted);
    return grouped;
  }
  const intake = receiveEvents(context, wholeBody(open), spill);
  readRows(reading, open, intake.take);
  return intake.groupSpilled() ?? groupEvents([intake.rows()], borrowerIds.count, context);
}

function readPreviousTypes(
  reading: BookReading,
  open: OpenTable | undefined,
  { loanIds, count }: LoadedLoans,
): Uint8Array | null {
  if (open === undefined) return null;
  const intake = receivePreviousTypes(loanIds, count);
  readRows(reading, open, intake.take);
  return intake.typeOfLoan;
}

/** Adds the collateral's values to the loans, and returns what the file says of each. */
function readCollateral(
  reading: BookReading,
  open: OpenTable | undefined,
  { loanIds, loans }: LoadedLoans,
): CollateralIntake {
  const intake = receiveCollateral(loanIds, loans.collateralValue);
  if (open !== undefined) readRows(reading, open, intake.take);
  return intake;
}

/** In shared memory, as all columns that both threads are handed. */
function collateralRowsOf({ loanOfRow, lineOfRow }: CollateralIntake): Portfolio['collateral'] {
  const loan = int32Column(loanOfRow.length);
  const line = uint32Column(lineOfRow.length);
  loan.set(loanOfRow);
  line.set(lineOfRow);
  return { loan, line };
}

/** Rows of one borrower that contradict each other are set aside, all of them: which is right is not ours to guess. */
function readSurvey(
  reading: BookReading,
  open: OpenTable | undefined,
  { loanIds, borrowerIds, loans }: LoadedLoans,
): ReturnType<SurveyIntake['finish']> {
  const titleOf = (column: string) => (open === undefined ? column : titleIn(open, column));
  const intake = receiveSurvey({ loanIds, borrowerIds, borrowerOfLoan: loans.borrower, asOf: reading.asOf, titleOf });
  if (open === undefined) return intake.finish();
  const counts = readRows(reading, open, intake.take);
  const answered = intake.finish();
  counts.rejected += answered.conflicts.length;
  for (const { line, offset, detail } of answered.conflicts) {
    reading.log.add(problem({ file: open.file, table: open.shape.table, line, offset }, detail));
  }
  checkRejected(reading.log.limit, open, counts);
  return answered;
}

/** The title under which a file has a column; the column's own name where it lacks it. */
function titleIn({ shape, columnOf, titles }: OpenTable, column: string): string {
  const at = columnOf.indexOf(columnPosition(shape, column));
  return at < 0 ? column : titles[at]!;
}

/** A borrower's loans in the order of their identifiers, so that nothing told of it hangs on the order of rows. */
function groupByBorrower(borrowerOfLoan: Int32Array, borrowers: number, loanIds: IdTable) {
  const places = new Int32Array(borrowerOfLoan);
  const borrowerStart = startsOfGroups([places], borrowers);
  placeRows([places], borrowerStart);
  const loansByBorrower = int32Column(places.length);
  for (let loan = 0; loan < places.length; loan++) loansByBorrower[places[loan]!] = loan;
  for (let borrower = 0; borrower < borrowers; borrower++) {
    sortById(loansByBorrower, loanIds, borrowerStart[borrower]!, borrowerStart[borrower + 1]!);
  }
  return { borrowerStart, loansByBorrower };
}
