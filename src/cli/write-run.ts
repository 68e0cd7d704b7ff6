/** Writes everything that a run leaves in its directory; it appears whole or not at all. */
import { hostname } from 'node:os';
import { readHeaderTitles, readRecordCells } from '../read/record-text.js';
import { writeManifest } from '../write/manifest.js';
import { formatPositions, POSITIONS_HEADER, positionCodes } from '../write/positions.js';
import { writeProblemLines } from '../write/problem-list.js';
import { writeRejected } from '../write/rejected.js';
import { openRunDirectory, type RunDirectory } from '../write/run-directory.js';
import { writeCsv } from '../write/tables.js';
import { WORK_LIST_COLUMNS } from '../write/work-list.js';
import type { DeadlinesWritten } from './book-thread.js';
import { writeDeadlines } from './deadline-rows.js';
import { manifestOf } from './describe-run.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';
import { workListRows } from './work-list-rows.js';
import { writeNotices } from './write-notices.js';

export interface RunSettings {
  readonly unmasked: boolean;
  /** Write demand letters for the listed borrowers too. */
  readonly notices: boolean;
  /** What the command line asked for, for the manifest. */
  readonly asked: Readonly<Record<string, string | number | boolean>>;
}

const DEADLINES = 'deadlines.csv';

/** Opens the target so that a refusal comes before the work. */
export function openRun(out: string): RunDirectory {
  return openRunDirectory(out, { host: hostname(), pid: process.pid, isAlive });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Writes all files of the run and commits it. */
export async function writeRun(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  settings: RunSettings,
): Promise<void> {
  const rows = new Map<string, number>();
  const language = open.listLanguage;
  const { portfolio, terms, problems } = open;
  const { book, second } = triaged;
  const middle = second === null ? portfolio.count : portfolio.count >> 1;

  const positionsPart = run.partPath('positions.csv');
  const laterPositions = second?.perform<number>({
    kind: 'positions',
    from: middle,
    until: portfolio.count,
    part: positionsPart,
  });
  const laterDeadlines = second?.perform<DeadlinesWritten>({
    kind: 'deadlines',
    path: run.pathFor(DEADLINES),
    name: DEADLINES,
    language,
    places: open.places,
  });

  const positions = run.create('positions.csv');
  positions.write(POSITIONS_HEADER);
  formatPositions(book.positions, portfolio, 0, middle, positionCodes(terms.asOf, terms.policy.ageing), (bytes) =>
    positions.write(bytes),
  );

  const workList = run.create('work-list.csv');
  rows.set(
    'work-list.csv',
    writeCsv(WORK_LIST_COLUMNS, workListRows(open, triaged, language, settings.unmasked), 'names', (bytes) =>
      workList.write(bytes),
    ),
  );
  workList.close();

  if (laterPositions !== undefined) {
    await laterPositions;
    run.append('positions.csv', positionsPart);
  }
  positions.close();
  rows.set('positions.csv', portfolio.count);

  if (laterDeadlines === undefined) {
    const deadlines = run.create(DEADLINES);
    rows.set(
      DEADLINES,
      writeDeadlines(portfolio, terms, book, language, open.places, (bytes) => deadlines.write(bytes)),
    );
    deadlines.close();
  } else {
    const { rows: count, file } = await laterDeadlines;
    rows.set(DEADLINES, count);
    run.adopt(file);
  }

  for (const [table, openTable] of open.openTables) {
    const own = problems.filter((problem) => problem.table === table);
    if (own.length === 0) continue;
    writeRejected(
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
  }
  const problemLines = run.create('problems.jsonl');
  rows.set(
    'problems.jsonl',
    writeProblemLines(problems, open.language, (bytes) => problemLines.write(bytes)),
  );
  problemLines.close();

  const notices = settings.notices ? writeNotices(run, 'notices/', open, triaged.list.order, rows) : null;

  writeManifest(
    run,
    manifestOf(open, triaged, {
      asked: settings.asked,
      unmasked: settings.unmasked || settings.notices,
      counts: notices === null ? {} : { notices_written: notices.written, notices_not_sent: notices.notSent },
    }),
    rows,
  );
  run.commit();
}
