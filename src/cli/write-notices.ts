/** Writes one demand letter per listed borrower, and the list of those that get none with the reason. */
import { SETTLED } from '../domain/loan.js';
import type { NotSentRow } from '../domain/notice.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { gatherLoanText } from '../read/loan-text.js';
import { newBorrowerBench } from '../triage/assess-borrower.js';
import { planDemand } from '../triage/plan-notice.js';
import { type Manifest, writeManifest } from '../write/manifest.js';
import { noticeFileName, notSentColumns, renderDemandNotice } from '../write/notices.js';
import type { RunDirectory } from '../write/run-directory.js';
import { writeCsv } from '../write/tables.js';
import { manifestOf } from './describe-run.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

export interface NoticeCounts {
  readonly written: number;
  readonly notSent: number;
}

/** Letters for `borrowers`, in that order, below `folder` ('' or ending in `/`). Letters carry their addressee's data unmasked. */
export function writeNotices(
  run: RunDirectory,
  folder: string,
  open: OpenBook,
  borrowers: Int32Array,
  rows: Map<string, number>,
): NoticeCounts {
  const { portfolio, terms } = open;
  const { notice: lender } = terms.policy;
  const bench = newBorrowerBench(portfolio, terms);
  const texts = gatherLoanText(open.loansTable, portfolio, addressLoans(open, borrowers), ['borrower_name', 'address']);
  const dueBy = terms.asOf + lender.dueWithinDays;
  const notSent: NotSentRow[] = [];
  let written = 0;
  borrowers.forEach((borrower, at) => {
    const addressee = { name: texts.text(at, 'borrower_name'), address: texts.text(at, 'address') };
    const plan = planDemand(bench, borrower, addressee, lender, dueBy);
    const borrowerId = borrowerIdOf(portfolio.borrowerIds, borrower);
    if (plan.notice === null) {
      notSent.push({ borrowerId, loans: plan.loans, reason: plan.refusal! });
      return;
    }
    const file = run.create(`${folder}${noticeFileName(borrowerId, plan.loans[0]!)}`);
    file.write(renderDemandNotice(plan.notice));
    file.close();
    written++;
  });
  const name = `${folder}not-sent.csv`;
  const file = run.create(name);
  rows.set(
    name,
    writeCsv(notSentColumns(open.listLanguage), notSent, 'names', (bytes) => file.write(bytes)),
  );
  file.close();
  return { written, notSent: notSent.length };
}

/** The loan whose row gives the borrower's name and address: its first that is not settled. */
function addressLoans(open: OpenBook, borrowers: Int32Array): Int32Array {
  const { portfolio } = open;
  return borrowers.map((borrower) => {
    const from = portfolio.borrowerStart[borrower]!;
    const until = portfolio.borrowerStart[borrower + 1]!;
    for (let at = from; at < until; at++) {
      const loan = portfolio.loansByBorrower[at]!;
      if (portfolio.loans.status[loan] !== SETTLED) return loan;
    }
    return portfolio.loansByBorrower[from]!;
  });
}

/** Writes a directory of letters for the ranked list, with its manifest, and commits it. */
export function writeNoticeRun(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  asked: Manifest['options'],
): NoticeCounts {
  const rows = new Map<string, number>();
  const counts = writeNotices(run, '', open, triaged.list.order, rows);
  writeManifest(
    run,
    manifestOf(open, triaged, {
      asked,
      unmasked: true,
      reconciliation: null,
      counts: { notices_written: counts.written, notices_not_sent: counts.notSent },
    }),
    rows,
  );
  run.commit();
  return counts;
}
