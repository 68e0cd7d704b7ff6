/** Writes everything that a run leaves in its directory; it appears whole or not at all. */
import type { ListFilter } from '../domain/list-filter.js';
import { readHeaderTitles, readRecordCells } from '../read/record-text.js';
import type { LetterTemplates } from '../template/letter-templates.js';
import { type Manifest, writeManifest } from '../write/manifest.js';
import { writeProblemLines } from '../write/problem-list.js';
import { writeRejected } from '../write/rejected.js';
import type { RunDirectory } from '../write/run-directory.js';
import { writeCsv } from '../write/tables.js';
import { manifestOf } from './describe-run.js';
import type { OpenNoticeLog } from './notice-log.js';
import type { OpenBook } from './open-book.js';
import { hearSignals } from './open-run.js';
import { workListWorkbook } from './print-work-list.js';
import { type Reconciliation, reconcile, reconciliationColumns } from './reconciliation.js';
import type { TriagedBook } from './triage-book.js';
import { upcomingColumns, upcomingRows } from './upcoming-rows.js';
import { writeWorkList } from './work-list-table.js';
import { startLoanTables } from './write-loan-tables.js';
import { USUAL_LETTERS, writeNotices } from './write-notices.js';

export interface RunSettings {
  /** Write the work list as a workbook too. */
  readonly workbook: boolean;
  /** For letters; null where none are asked for. */
  readonly templates: LetterTemplates | null;
  /** Letters of earlier runs; null without a log. */
  readonly log: OpenNoticeLog | null;
  /** Write the reminders of instalments that fall due soon too; null for none. */
  readonly upcoming: { readonly withinDays: number; readonly filter: ListFilter } | null;
  /** What the command line asked for, for the manifest. */
  readonly asked: Readonly<Record<string, string | number | boolean>>;
}

/** Writes all files of the run and commits it. Returns how the book agrees with the bank's figures. */
export async function writeRun(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  settings: RunSettings,
): Promise<Reconciliation | null> {
  const rows = new Map<string, number>();
  const language = open.listLanguage;
  const { portfolio, terms, problems } = open;
  const { book, second } = triaged;
  const loanTables = startLoanTables(run, { portfolio, terms, book }, { language, places: open.places }, second, rows);

  const workList = run.create('work-list.csv');
  rows.set(
    'work-list.csv',
    writeWorkList(open, triaged, language, (bytes) => workList.write(bytes)),
  );
  workList.close();

  await hearSignals();
  if (settings.workbook) {
    const workbook = run.create('work-list.xlsx');
    workbook.write(await workListWorkbook(open, triaged));
    workbook.close();
    rows.set('work-list.xlsx', triaged.list.order.length);
  }

  if (settings.upcoming !== null) writeUpcoming(run, open, triaged, settings.upcoming, rows);
  const reconciliation = writeReconciliation(run, open, triaged, rows);
  await loanTables.finish();
  await hearSignals();

  for (const [table, openTable] of open.openTables) {
    const own = problems.filter((problem) => problem.table === table);
    if (own.length === 0) continue;
    const rejected = writeRejected(
      run,
      {
        table,
        file: openTable.file,
        titles: readHeaderTitles(openTable),
        cellsAt: (offset) => readRecordCells(openTable, offset),
      },
      own,
      open.language,
    );
    if (rejected > 0) rows.set(run.written.at(-1)!.name, rejected);
  }
  const problemLines = run.create('problems.jsonl');
  rows.set(
    'problems.jsonl',
    writeProblemLines(problems, open.language, (bytes) => problemLines.write(bytes)),
  );
  problemLines.close();

  await hearSignals();
  const letters = { ...USUAL_LETTERS, log: settings.log };
  const notices =
    settings.templates === null
      ? null
      : await writeNotices(run, 'notices/', open, triaged, triaged.list.order, settings.templates, letters, rows);

  writeManifest(
    run,
    manifestOf(open, triaged, {
      asked: settings.asked,
      holdsLetters: settings.templates !== null,
      sums: sumsOfTables(triaged),
      reconciliation,
      counts: notices === null ? {} : { notices_written: notices.written, notices_not_sent: notices.notSent },
    }),
    rows,
  );
  await hearSignals();
  settings.log?.refuseChanged();
  run.commit();
  if (notices !== null) settings.log?.append(notices.letters);
  return reconciliation;
}

/** What the columns of the tables must add up to, from the sums that were kept while the book was assessed. */
function sumsOfTables({ sums, list }: TriagedBook): Manifest['sums'] {
  const determined = (byBucket: readonly number[]) => byBucket.slice(0, -1).reduce((sum, part) => sum + part, 0);
  return {
    'positions.csv': {
      outstanding_principal: determined(sums.balanceByBucket),
      overdue_total: determined(sums.overdueByBucket),
    },
    'work-list.csv': { outstanding_principal: list.balance },
  };
}

function writeReconciliation(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  rows: Map<string, number>,
): Reconciliation | null {
  return reconcile(open, triaged, (found) => {
    const file = run.create('reconciliation.csv');
    const columns = reconciliationColumns(open);
    rows.set(
      'reconciliation.csv',
      writeCsv(columns, found, 'names', (bytes) => file.write(bytes)),
    );
    file.close();
  });
}

/** Every loan that falls due soon: a limit of the work list does not cut the reminders. */
function writeUpcoming(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  { withinDays, filter }: { readonly withinDays: number; readonly filter: ListFilter },
  rows: Map<string, number>,
): void {
  const limit = Number.POSITIVE_INFINITY;
  const reminders = upcomingRows(open, triaged, { withinDays, filter, limit });
  const file = run.create('upcoming.csv');
  rows.set(
    'upcoming.csv',
    writeCsv(upcomingColumns(open, triaged), reminders, 'names', (bytes) => file.write(bytes)),
  );
  file.close();
}
