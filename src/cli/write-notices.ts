/** Writes the letters about the listed borrowers, and the list of those that were not written with the reason. */

import type { Language } from '../domain/language.js';
import type { LetterKind } from '../domain/letter.js';
import type { LetterFormat } from '../domain/letter-format.js';
import { owesNothing } from '../domain/loan.js';
import type { NotSentRow } from '../domain/notice.js';
import type { SentLetter } from '../domain/notice-log.js';
import { gatherLoanText } from '../read/loan-text.js';
import { type LetterTemplates, TemplateFailure } from '../template/letter-templates.js';
import { newBorrowerBench } from '../triage/assess-borrower.js';
import { type LetterWords, planLetters } from '../triage/plan-letters.js';
import { type Manifest, writeManifest } from '../write/manifest.js';
import { manifestRow, writeNoticeManifest } from '../write/notice-manifest.js';
import { letterFileName, notSentColumns, renderLetter } from '../write/notices.js';
import type { RunDirectory } from '../write/run-directory.js';
import { writeCsv } from '../write/tables.js';
import { manifestOf } from './describe-run.js';
import type { OpenNoticeLog } from './notice-log.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

export interface NoticeCounts {
  readonly written: number;
  readonly notSent: number;
  /** As the manifest has them. */
  readonly letters: readonly SentLetter[];
}

/** What letters are asked for. */
export interface NoticeRequest {
  /** Null where the calendar and limitation choose. */
  readonly kind: LetterKind | null;
  readonly format: LetterFormat;
  /** Undefined: as the policy says. */
  readonly language: Language | undefined;
  /** Letters of earlier runs, if there is a log. */
  readonly log?: OpenNoticeLog | null;
}

/** By the calendar, as text: what `triage --notices` writes. */
export const USUAL_LETTERS = { kind: null, format: 'txt', language: undefined } as const;

/**
 * Letters about the loans of `borrowers`, in that order, below `folder` ('' or ending in `/`). Letters carry their
 * addressee's data unmasked; nothing of them is told anywhere else.
 */
export function writeNotices(
  run: RunDirectory,
  folder: string,
  open: OpenBook,
  borrowers: Int32Array,
  templates: LetterTemplates,
  request: NoticeRequest,
  rows: Map<string, number>,
): NoticeCounts {
  const { portfolio, terms } = open;
  const { language: stated } = terms.policy.notice;
  const language = request.language ?? (stated === 'auto' ? open.listLanguage : stated);
  const bench = newBorrowerBench(portfolio, terms);
  const wordsOf = readWords(open, borrowers);
  const log = request.log?.earlier;
  const notSent: NotSentRow[] = [];
  const letters: SentLetter[] = [];
  for (const borrower of borrowers) {
    const plan = planLetters(bench, borrower, wordsOf(borrower), { kind: request.kind, language, log });
    notSent.push(...plan.notSent);
    for (const planned of plan.letters) {
      let text: string;
      try {
        text = renderLetter(planned, templates, request.format);
      } catch (error) {
        if (!(error instanceof TemplateFailure)) throw error;
        const { borrowerId, letter, loanIds, partyId } = planned;
        const { kind } = letter;
        const reason = 'template-failed';
        notSent.push({
          borrowerId,
          partyId,
          role: letter.addressee.role,
          kind,
          loans: loanIds,
          reason,
          detail: error.message,
        });
        continue;
      }
      const name = letterFileName(planned, request.format);
      const file = run.create(`${folder}${name}`);
      file.write(text);
      const { sha256 } = file.close();
      letters.push(manifestRow(planned, { file: name, sha256, pages: null }, templates, terms.policy.notice.channels));
    }
  }
  const name = `${folder}not-sent.csv`;
  const file = run.create(name);
  rows.set(
    name,
    writeCsv(notSentColumns(open.listLanguage), notSent, 'names', (bytes) => file.write(bytes)),
  );
  file.close();
  writeNoticeManifest(run, folder, letters, rows);
  return { written: letters.length, notSent: notSent.length, letters };
}

/** Names, addresses and contract numbers of the borrowers' loans. */
function readWords(open: OpenBook, borrowers: Int32Array): (borrower: number) => LetterWords {
  const { portfolio, terms } = open;
  const { borrowerStart, loansByBorrower } = portfolio;
  const placeOf = new Map<number, number>();
  for (const borrower of borrowers) {
    for (let at = borrowerStart[borrower]!; at < borrowerStart[borrower + 1]!; at++) {
      placeOf.set(loansByBorrower[at]!, placeOf.size);
    }
  }
  const texts = gatherLoanText(open.loansTable, portfolio, Int32Array.from(placeOf.keys()), [
    'borrower_name',
    'address',
    'contract_number',
  ]);
  const textOf = (loan: number, column: string) => texts.text(placeOf.get(loan)!, column);
  return (borrower) => {
    const spokesman = loanWithAddress(open, borrower, terms.asOf);
    return {
      name: textOf(spokesman, 'borrower_name'),
      address: textOf(spokesman, 'address'),
      contractOf: (loan) => textOf(loan, 'contract_number'),
    };
  };
}

/** The loan whose row gives the borrower's name and address: its first on which something is owed. */
function loanWithAddress({ portfolio }: OpenBook, borrower: number, asOf: number): number {
  const { borrowerStart, loans, loansByBorrower } = portfolio;
  const from = borrowerStart[borrower]!;
  for (let at = from; at < borrowerStart[borrower + 1]!; at++) {
    const loan = loansByBorrower[at]!;
    if (!owesNothing(loans.status[loan]!, loans.disbursedOn[loan]!, asOf)) return loan;
  }
  return loansByBorrower[from]!;
}

/** Writes a directory of letters about `borrowers`, with its manifest, and commits it. */
export function writeNoticeRun(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  borrowers: Int32Array,
  templates: LetterTemplates,
  request: NoticeRequest,
  asked: Manifest['options'],
): NoticeCounts {
  const rows = new Map<string, number>();
  const counts = writeNotices(run, '', open, borrowers, templates, request, rows);
  writeManifest(
    run,
    manifestOf(open, triaged, {
      asked,
      unmasked: true,
      counts: { notices_written: counts.written, notices_not_sent: counts.notSent },
    }),
    rows,
  );
  request.log?.refuseChanged();
  run.commit();
  request.log?.append(counts.letters);
  return counts;
}
