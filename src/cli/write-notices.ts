/** Writes the letters about the listed borrowers, and the list of those that were not written with the reason. */

import type { Language } from '../domain/language.js';
import type { LetterKind, PlannedLetter } from '../domain/letter.js';
import type { PrintGroup } from '../domain/letter-format.js';
import { owesNothing } from '../domain/loan.js';
import { UNMASKED } from '../domain/masking-rules.js';
import type { NoticeRefusal, NotSentRow } from '../domain/notice.js';
import type { SentLetter } from '../domain/notice-log.js';
import { gatherLoanText } from '../read/loan-text.js';
import { type LetterTemplates, TemplateFailure } from '../template/letter-templates.js';
import { newBorrowerBench } from '../triage/assess-borrower.js';
import { workGroups } from '../triage/capacity.js';
import { type LetterWords, planLetters } from '../triage/plan-letters.js';
import type { CsvForm } from '../write/csv-form.js';
import { DocumentFault } from '../write/docx/merge-letter.js';
import { type LetterOutput, printFileName, textOutput } from '../write/letter-output.js';
import { looseShelf } from '../write/letter-shelf.js';
import { type Manifest, writeManifest } from '../write/manifest.js';
import { manifestRow, writeNoticeManifest } from '../write/notice-manifest.js';
import { letterBlocks, notSentColumns } from '../write/notices.js';
import type { RunDirectory } from '../write/run-directory.js';
import { writeCsv } from '../write/tables.js';
import { manifestOf } from './describe-run.js';
import type { OpenNoticeLog } from './notice-log.js';
import type { OpenBook } from './open-book.js';
import { beginStep, endProgress, tickProgress } from './progress.js';
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
  /** Undefined: as the policy says. */
  readonly language: Language | undefined;
  /** Null for a file of its own for each letter. */
  readonly print: PrintGroup | null;
  readonly openOutput: OpenLetterOutput;
  /** Letters of earlier runs, if there is a log. */
  readonly log?: OpenNoticeLog | null;
  /** How manifest.csv and not-sent.csv are written. */
  readonly form: CsvForm;
}

/** Opens where letters go, below `folder` ('' or ending in `/`) of the run. */
export type OpenLetterOutput = (run: RunDirectory, folder: string, templates: LetterTemplates) => LetterOutput;

/** By the calendar, as text: what `triage --notices` writes. */
export const USUAL_LETTERS: NoticeRequest = {
  kind: null,
  language: undefined,
  print: null,
  form: null,
  openOutput: (run, folder) => textOutput(looseShelf(run, folder)),
};

/**
 * Letters about the loans of `borrowers`, in that order – in print files by group and address – below `folder` ('' or ending in
 * `/`). Letters carry their addressee's data unmasked; nothing of them is told anywhere else.
 */
export async function writeNotices(
  run: RunDirectory,
  folder: string,
  open: OpenBook,
  triaged: Pick<TriagedBook, 'book'>,
  borrowers: Int32Array,
  templates: LetterTemplates,
  request: NoticeRequest,
  rows: Map<string, number>,
): Promise<NoticeCounts> {
  const { portfolio, terms } = open;
  const { language: stated } = terms.policy.notice;
  const language = request.language ?? (stated === 'auto' ? open.listLanguage : stated);
  const bench = newBorrowerBench(portfolio, terms);
  const wordsOf = readWords(open, borrowers);
  const log = request.log?.earlier;
  const notSent: NotSentRow[] = [];
  const letters: SentLetter[] = [];
  const output = request.openOutput(run, folder, templates);
  let done = 0;
  beginStep(
    { what: { en: 'writing the letters', zh: '生成信函' }, total: borrowers.length, done: () => done },
    open.language,
  );
  for (const { borrower, printFile } of inPrintOrder(open, triaged, borrowers, wordsOf, request.print)) {
    done++;
    tickProgress();
    const plan = planLetters(bench, borrower, wordsOf(borrower), { kind: request.kind, language, log });
    notSent.push(...plan.notSent);
    for (const planned of plan.letters) {
      try {
        const blocks = letterBlocks(templates.markupOf(planned.letter));
        const unprintable = output.unprintable(blocks);
        if (unprintable.length > 0) {
          notSent.push(refused(planned, 'no-glyph', unprintable.map(nameCharacter).join(' ')));
          continue;
        }
        // The row is all that is kept of a letter: a print file is written long after its first letter was planned.
        const row = manifestRow(planned, templates, terms.policy.notice.channels);
        await output.take(planned, blocks, printFile, (place) => letters.push({ ...row, ...place }));
      } catch (error) {
        if (!(error instanceof TemplateFailure || error instanceof DocumentFault)) throw error;
        notSent.push(refused(planned, 'template-failed', error.message));
      }
    }
  }
  await output.finish();
  endProgress();
  const name = `${folder}not-sent.csv`;
  const file = run.create(name);
  rows.set(
    name,
    writeCsv(notSentColumns(open.listLanguage), notSent, 'names', (bytes) => file.write(bytes), request.form),
  );
  file.close();
  writeNoticeManifest(run, folder, letters, request.form, rows);
  return { written: letters.length, notSent: notSent.length, letters };
}

function refused(
  { borrowerId, letter, loanIds, partyId }: PlannedLetter,
  reason: NoticeRefusal,
  detail: string,
): NotSentRow {
  return { borrowerId, partyId, role: letter.addressee.role, kind: letter.kind, loans: loanIds, reason, detail };
}

/** The character and its number, for nobody may have a font that shows it. */
function nameCharacter(character: string): string {
  return `${character} U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * The borrowers, each with the print file of its letters. Those of one file follow one another, by address, so that a round
 * is put into envelopes in the order in which it is delivered; those without an address last.
 */
function inPrintOrder(
  { portfolio }: OpenBook,
  { book }: Pick<TriagedBook, 'book'>,
  borrowers: Int32Array,
  wordsOf: (borrower: number) => LetterWords,
  print: PrintGroup | null,
): readonly { readonly borrower: number; readonly printFile: string }[] {
  if (print === null) return Array.from(borrowers, (borrower) => ({ borrower, printFile: '' }));
  const groups = print === 'all' ? null : workGroups(portfolio, book.borrowers, print);
  const placed = Array.from(borrowers, (borrower) => {
    const group = groups === null ? null : groups.names[groups.codeOf(borrower)]!;
    return { borrower, group: group ?? '', printFile: printFileName(group), address: wordsOf(borrower).address };
  });
  return placed.sort(
    (one, other) =>
      compareText(one.group, other.group) ||
      Number(one.address === '') - Number(other.address === '') ||
      compareText(one.address, other.address),
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
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
  const texts = gatherLoanText(
    open.loansTable,
    portfolio,
    Int32Array.from(placeOf.keys()),
    ['borrower_name', 'address', 'contract_number'],
    UNMASKED,
  );
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
export async function writeNoticeRun(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  borrowers: Int32Array,
  templates: LetterTemplates,
  request: NoticeRequest,
  asked: Manifest['options'],
): Promise<NoticeCounts> {
  const rows = new Map<string, number>();
  const counts = await writeNotices(run, '', open, triaged, borrowers, templates, request, rows);
  writeManifest(
    run,
    manifestOf(open, triaged, {
      asked,
      holdsLetters: true,
      sums: {},
      reconciliation: null,
      counts: { notices_written: counts.written, notices_not_sent: counts.notSent },
    }),
    rows,
  );
  request.log?.refuseChanged();
  run.commit();
  request.log?.append(counts.letters);
  return counts;
}
