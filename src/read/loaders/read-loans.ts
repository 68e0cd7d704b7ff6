/** Reading the loans table, on one thread or two. */
import { problem } from '../../domain/problem.js';
import { release } from '../../portfolio/columns.js';
import type { OpenTable } from '../open-table.js';
import { findMiddleCut, type ScanRange, scanTable, wholeBody } from '../scan-table.js';
import type { ProblemLog } from '../table.js';
import { cellsOf } from './cell-at.js';
import { columnsToHandOver } from './loan-rows.js';
import { type LoadedLoans, type LoanIntake, receiveLoans } from './loans.js';
import type { RowCounts } from './read-payments.js';
import type { LoansAnswer, ReadingHelper } from './reading-helper.js';

export interface LoansReading {
  readonly loans: LoadedLoans;
  readonly counts: RowCounts;
  /** SHA-256 of the file in hex, where a helper had time to work it out. */
  readonly sha256: Promise<string | undefined> | undefined;
}

/**
 * Reads all loans. With a helper, the second half of the file is read there and its rows are appended to those of the
 * first. What the halves make up is the same as what one thread reads: see {@link findMiddleCut} for the cut, which
 * only the first half can prove right.
 */
export async function readLoans(
  open: OpenTable,
  currency: string,
  log: ProblemLog,
  helper: ReadingHelper | undefined,
): Promise<LoansReading> {
  const counts: RowCounts = { rows: 0, rejected: 0, setAside: 0 };
  const intake = receiveLoans(currency, open.bodyUntil, cellsOf(open));
  const body = wholeBody(open);
  const scan = (range: ScanRange): ScanRange => {
    const report = scanTable(open, range, intake.take, log);
    addCounts(counts, report);
    return { from: report.endedAt, until: body.until, firstLine: range.firstLine + report.lines };
  };
  let sha256: Promise<string | undefined> | undefined;
  if (helper === undefined) {
    scan(body);
  } else {
    const cut = findMiddleCut(open);
    const secondHalf = helper.scanLoans(open, { from: cut, until: body.until, firstLine: 1 }, currency);
    // The thread comes to this once its half is read, while this one puts the halves together.
    sha256 = helper.hash(open);
    const rest = scan({ ...body, until: cut });
    const second = await secondHalf;
    if (rest.from === cut) {
      addCounts(counts, second.report);
      counts.rejected += append(intake, open, second, rest.firstLine - 1, log);
    } else scan(rest);
    await release(columnsToHandOver(second.rows));
  }
  return { loans: intake.finish(), counts, sha256 };
}

/** Appends the second half to what was read of the first, and returns how many of its rows repeat a loan. */
function append(
  intake: LoanIntake,
  { file, shape: { table } }: OpenTable,
  second: LoansAnswer,
  linesBefore: number,
  log: ProblemLog,
): number {
  for (const found of second.problems) log.add({ ...found, line: found.line + linesBefore });
  const repeated = intake.append(second.rows, linesBefore);
  for (const { line, offset, loanId, firstLine } of repeated) {
    log.add(problem({ file, table, line, offset, loanId }, { code: 'duplicate-loan', firstLine }));
  }
  return repeated.length;
}

function addCounts(counts: RowCounts, { rows, rejected, setAside }: RowCounts): void {
  counts.rows += rows;
  counts.rejected += rejected;
  counts.setAside += setAside;
}
