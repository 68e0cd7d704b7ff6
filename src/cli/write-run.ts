/** Writes everything that a run leaves in its directory; it appears whole or not at all. */
import type { ListFilter } from '../domain/list-filter.js';
import { readHeaderTitles, readRecordCells } from '../read/record-text.js';
import type { LetterTemplates } from '../template/letter-templates.js';
import type { CsvForm } from '../write/csv-form.js';
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
import { beginStep, endProgress } from './progress.js';
import type { Reconciliation } from './reconciliation.js';
import { freeMemory } from './small-heap.js';
import type { TriagedBook } from './triage-book.js';
import { upcomingColumns, upcomingRows } from './upcoming-rows.js';
import { writeWorkList } from './work-list-table.js';
import { startLoanTables } from './write-loan-tables.js';
import type { NoticeCounts } from './write-notices.js';
import { type SurveyCounts, writeSurvey } from './write-survey.js';

export interface RunSettings {
  /** Write the work list as a workbook too. */
  readonly workbook: boolean;
  /** How its CSV files are written. */
  readonly form: CsvForm;
  /** For letters; null where none are asked for. */
  readonly templates: LetterTemplates | null;
  /** Letters of earlier runs; null without a log. */
  readonly log: OpenNoticeLog | null;
  /** Write the reminders of instalments that fall due soon too; null for none. */
  readonly upcoming: { readonly withinDays: number; readonly filter: ListFilter } | null;
  /** What the command line asked for, for the manifest. */
  readonly asked: Readonly<Record<string, string | number | boolean>>;
}

/** Writes all files of the run and commits it. Says how many of the untyped borrowers its survey sheet holds. */
export async function writeRun(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  reconciliation: Reconciliation | null,
  settings: RunSettings,
): Promise<SurveyCounts> {
  const rows = new Map<string, number>();
  const language = open.listLanguage;
  const { portfolio, terms, problems } = open;
  const { book, second } = triaged;
  const { form } = settings;
  const words = { language, places: open.places, form };
  const loanTables = startLoanTables(run, { portfolio, terms, book }, words, second, rows, open.language);

  beginStep({ what: { en: 'writing the work list', zh: '写出工作清单' } }, open.language);
  const workList = run.create('work-list.csv');
  rows.set(
    'work-list.csv',
    writeWorkList(open, triaged, language, (bytes) => workList.write(bytes), form),
  );
  workList.close();
  freeMemory();

  await hearSignals();
  if (settings.workbook) {
    const workbook = run.create('work-list.xlsx');
    workbook.write(await workListWorkbook(open, triaged));
    workbook.close();
    rows.set('work-list.xlsx', triaged.list.order.length);
  }

  if (settings.upcoming !== null) writeUpcoming(run, open, triaged, settings.upcoming, form, rows);
  const survey = await writeSurvey(run, open, triaged, form, rows);
  await loanTables.finish();
  endProgress();
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
      form,
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
  const notices = await writeLetters(run, open, triaged, settings, rows);

  writeManifest(
    run,
    manifestOf(open, triaged, {
      asked: settings.asked,
      holdsLetters: settings.templates !== null,
      sums: sumsOfTables(triaged),
      reconciliation,
      counts: {
        borrowers_untyped: survey.untyped,
        ...(notices === null ? {} : { notices_written: notices.written, notices_not_sent: notices.notSent }),
      },
    }),
    rows,
  );
  await hearSignals();
  settings.log?.refuseChanged();
  run.commit();
  if (notices !== null) settings.log?.append(notices.letters);
  return survey;
}

/** The letters, with what makes them: a run without any loads none of it. */
async function writeLetters(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  { templates, log, form }: RunSettings,
  rows: Map<string, number>,
): Promise<NoticeCounts | null> {
  if (templates === null) return null;
  const { USUAL_LETTERS, writeNotices } = await import('./write-notices.js');
  const letters = { ...USUAL_LETTERS, log, form };
  return writeNotices(run, 'notices/', open, triaged, triaged.list.order, templates, letters, rows);
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

/** Every loan that falls due soon: a limit of the work list does not cut the reminders. */
function writeUpcoming(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  { withinDays, filter }: { readonly withinDays: number; readonly filter: ListFilter },
  form: CsvForm,
  rows: Map<string, number>,
): void {
  const limit = Number.POSITIVE_INFINITY;
  const reminders = upcomingRows(open, triaged, { withinDays, filter, limit });
  const file = run.create('upcoming.csv');
  rows.set(
    'upcoming.csv',
    writeCsv(upcomingColumns(open, triaged), reminders, 'names', (bytes) => file.write(bytes), form),
  );
  file.close();
}
