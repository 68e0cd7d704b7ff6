/** Every input file into one book: the loans first, then what is held against them. */
import type { EpochDay } from '../domain/civil-date.js';
import type { Problem, TableName } from '../domain/problem.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { type BookReading, readBook } from './loaders/read-book.js';
import type { RowCounts } from './loaders/read-payments.js';
import { isWorthAThread, type ReadingHelper } from './loaders/reading-helper.js';
import { describeTable, type OpenTable, openTable, type TableReport } from './open-table.js';
import { hashSource } from './record-text.js';
import { TABLE_SHAPES } from './shapes.js';
import type { ColumnMapping, ProblemLog } from './table.js';

export interface InputFiles {
  readonly loans: string;
  readonly payments: string;
  readonly schedule?: string | undefined;
  readonly events?: string | undefined;
  readonly parties?: string | undefined;
  readonly collateral?: string | undefined;
  readonly survey?: string | undefined;
  /** `positions.csv` of an earlier run. */
  readonly positions?: string | undefined;
}

export interface LoadOptions {
  readonly encoding?: string | undefined;
  readonly mappings: Partial<Record<TableName, ColumnMapping>>;
  /** ISO code of the one currency of the book; a loan in another is set aside. */
  readonly currency: string;
  /**
   * Reversals dated up to this day are taken off their receipts; later ones have not happened yet. Receipts after it
   * stay in the columns: the rules pass over them.
   */
  readonly asOf: EpochDay;
  /** Another thread that takes its part where a table is large enough; without one, this thread reads all. */
  readonly helper?: ReadingHelper | undefined;
}

/** A table as it was read: `rows` = rows kept + `rejected`; totals rows are none and stand in `setAside`. */
export interface InputReport extends TableReport, RowCounts {
  /** Of the file itself, in hex. */
  readonly sha256: string;
}

export interface LoadedBook {
  readonly portfolio: Portfolio;
  /** In the order of {@link TABLE_ORDER}, files that were given only. */
  readonly inputs: readonly InputReport[];
  /** By table, then line; those of a whole file first. */
  readonly problems: readonly Problem[];
  readonly loansTable: OpenTable;
  readonly openTables: ReadonlyMap<TableName, OpenTable>;
}

export const TABLE_ORDER: readonly TableName[] = [
  'loans',
  'payments',
  'schedule',
  'events',
  'parties',
  'collateral',
  'survey',
  'positions',
];

/** Tables that two threads read half of each. */
const SHARED_TABLES: readonly TableName[] = ['loans', 'payments'];

/**
 * Reads a whole book. Where a file cannot be read at all, the others are still read so that one run shows every
 * problem, and the answer is `refused`. Without loans nothing can be held against them: then only the headers of the
 * other files are looked at, and the same where not one row of the loans file was sound.
 */
export async function loadPortfolio(
  files: InputFiles,
  options: LoadOptions,
): Promise<LoadedBook | { readonly refused: readonly Problem[] }> {
  const log = newProblemLog();
  const openTables = await openAll(files, options, log);
  const isComplete = TABLE_ORDER.every((table) => files[table] === undefined || openTables.has(table));
  const loansTable = openTables.get('loans');
  if (loansTable === undefined) return { refused: inOrder(log.problems) };

  const reading: BookReading = {
    openTables,
    currency: options.currency,
    asOf: options.asOf,
    log,
    helper: isWorthAHelper(openTables) ? options.helper : undefined,
    counts: new Map(),
    hashes: new Map(),
  };
  const portfolio = await readBook(reading, loansTable);
  if (!isComplete) return { refused: inOrder(log.problems) };
  const inputs = await reportInputs(reading);
  return { portfolio, inputs, problems: inOrder(log.problems), loansTable, openTables };
}

async function openAll(
  files: InputFiles,
  options: LoadOptions,
  log: ProblemLog,
): Promise<ReadonlyMap<TableName, OpenTable>> {
  const opened = new Map<TableName, OpenTable>();
  for (const table of TABLE_ORDER) {
    const file = files[table];
    if (file === undefined) continue;
    const mapping = options.mappings[table];
    const open = await openTable(
      TABLE_SHAPES[table],
      file,
      {
        ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
        ...(mapping === undefined ? {} : { mapping }),
      },
      log,
    );
    if (open !== undefined) opened.set(table, open);
  }
  return opened;
}

function isWorthAHelper(openTables: ReadonlyMap<TableName, OpenTable>): boolean {
  return SHARED_TABLES.some((table) => openTables.has(table) && isWorthAThread(openTables.get(table)!));
}

async function reportInputs({ openTables, counts, hashes }: BookReading): Promise<InputReport[]> {
  const none: RowCounts = { rows: 0, rejected: 0, setAside: 0 };
  return Promise.all(
    Array.from(openTables, async ([table, open]) => ({
      ...describeTable(open),
      ...(counts.get(table) ?? none),
      sha256: (await hashes.get(table)) ?? hashSource(open),
    })),
  );
}

function newProblemLog(): ProblemLog {
  const problems: Problem[] = [];
  return { add: (found) => problems.push(found), problems };
}

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (first, second) => TABLE_ORDER.indexOf(first.table) - TABLE_ORDER.indexOf(second.table) || first.line - second.line,
  );
}
