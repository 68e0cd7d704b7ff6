/** Every input file into one book: the loans first, then what is held against them. */
import type { EpochDay } from '../domain/civil-date.js';
import { type BookTable, type Problem, problem, type TableName } from '../domain/problem.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { LONGEST_RECORD, type RecordTooLong } from './byte-window.js';
import { type BookReading, readBook } from './loaders/read-book.js';
import { isWorthAThread, type ReadingHelper } from './loaders/reading-helper.js';
import { type MemoryBudget, planMemory, SpillFolder } from './memory-plan.js';
import { describeTable, openTable, type TableReport } from './open-table.js';
import type { OpenTable } from './opened-table.js';
import type { ReadingProgress } from './reading-progress.js';
import { type LimitExceeded, TooManyRejected } from './reject-limit.js';
import { TABLE_SHAPES } from './shapes.js';
import { type Inspection, inspectOriginal, type Source, type Spool } from './source.js';
import type { ColumnMapping, ProblemLog, RejectLimit, RowCounts } from './table.js';

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
  /** How many rows of any one table may be rejected. Reading stops when it is certain that they are more. */
  readonly rejectLimit?: RejectLimit | undefined;
  /** What the run may take; without it nothing goes to files. */
  readonly memory?: MemoryBudget | undefined;
  /** Told how far the reading has come. */
  readonly progress?: ReadingProgress | undefined;
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

export const TABLE_ORDER: readonly BookTable[] = [
  'loans',
  'payments',
  'schedule',
  'events',
  'parties',
  'collateral',
  'survey',
  'positions',
];

const RECORD_TOO_LONG: RecordTooLong['name'] = 'RecordTooLong';

/** Tables that are large in a large book. */
const LARGE_TABLES: readonly TableName[] = ['loans', 'payments', 'events'];

export type LoadOutcome =
  | LoadedBook
  | {
      readonly refused: readonly Problem[];
      /** Why reading stopped before its end, where it did. */
      readonly exceeded?: LimitExceeded;
    };

/**
 * Reads a whole book. Where a file cannot be read at all, the others are still read so that one run shows every
 * problem, and the answer is `refused`. Without loans nothing can be held against them: then only the headers of the
 * other files are looked at, and the same where not one row of the loans file was sound. Throws `MemoryTooLittle` and
 * `SpillRefused` under a memory budget.
 */
export async function loadPortfolio(files: InputFiles, options: LoadOptions): Promise<LoadOutcome> {
  return (await loadPresuming([], files, options)) ?? (await loadPresuming(undefined, files, options))!;
}

/**
 * Looking through large files for their encoding before they are read would be one more pass: the pass that hashes them
 * tells. Undefined where one of those `presumed` to be in UTF-8 turns out not to be; what was read is then void.
 */
async function loadPresuming(
  presumed: Source[] | undefined,
  files: InputFiles,
  options: LoadOptions,
): Promise<LoadOutcome | undefined> {
  const { currency, asOf, progress } = options;
  const log = newProblemLog(options.rejectLimit, progress);
  const { memory } = options;
  const folder = memory === undefined ? null : new SpillFolder(memory);
  const openTables = await openAll(files, options, presumed, log, folder?.spool);
  const helper = isWorthAHelper(openTables) ? options.helper : undefined;
  const inspect = newInspector(helper, openTables);
  const isComplete = TABLE_ORDER.every((table) => files[table] === undefined || openTables.has(table));
  const loansTable = openTables.get('loans');
  const spills = folder === null ? null : planMemory(openTables, memory!.bytes, folder);
  const reading: BookReading = { openTables, currency, asOf, log, helper, progress, spills, counts: new Map() };
  const portfolio = loansTable === undefined ? undefined : await readOrRefuse(reading, loansTable);

  progress?.begin({ kind: 'checksums' });
  for (const source of presumed ?? []) {
    if ((await inspect(source)).isUtf8) continue;
    folder?.close();
    return undefined;
  }
  if (portfolio instanceof TooManyRejected) return { refused: inOrder(log.problems), exceeded: portfolio.exceeded };
  if (loansTable === undefined || portfolio === undefined || !isComplete) return { refused: inOrder(log.problems) };
  const inputs = await reportInputs(reading, inspect);
  return { portfolio, inputs, problems: inOrder(log.problems), loansTable, openTables };
}

/** Too many rejected rows stop the reading. Undefined, and logged, where a file has a row that no table has: it is one without line ends. */
async function readOrRefuse(
  reading: BookReading,
  loansTable: OpenTable,
): Promise<Portfolio | TooManyRejected | undefined> {
  try {
    return await readBook(reading, loansTable);
  } catch (error) {
    if (error instanceof TooManyRejected) return error;
    const { name, path } = error as Partial<RecordTooLong>;
    if (name !== RECORD_TOO_LONG) throw error;
    const { file, shape } = [...reading.openTables.values()].find(({ source }) => source.path === path) ?? loansTable;
    const detail = { code: 'too-large', what: 'record', most: `${LONGEST_RECORD / 1024 ** 2} MiB` } as const;
    reading.log.add(problem({ file, table: shape.table, line: 0, offset: -1 }, detail));
    return undefined;
  }
}

type Inspect = (source: Source) => Promise<Inspection>;

/** A helper begins at once with the files that are open; without one, a file is looked through when that is asked for. */
function newInspector(helper: ReadingHelper | undefined, openTables: ReadonlyMap<TableName, OpenTable>): Inspect {
  const inspections = new Map<Source, Promise<Inspection>>();
  const inspect: Inspect = (source) => {
    const known = inspections.get(source);
    if (known !== undefined) return known;
    const begun = inspectWith(helper, source);
    inspections.set(source, begun);
    return begun;
  };
  if (helper !== undefined) for (const { source } of openTables.values()) inspect(source).catch(() => undefined);
  return inspect;
}

async function inspectWith(helper: ReadingHelper | undefined, source: Source): Promise<Inspection> {
  return (await helper?.inspect(source)) ?? inspectOriginal(source);
}

async function openAll(
  files: InputFiles,
  options: LoadOptions,
  presumedUtf8: Source[] | undefined,
  log: ProblemLog,
  spool: Spool | undefined,
): Promise<ReadonlyMap<TableName, OpenTable>> {
  const opened = new Map<TableName, OpenTable>();
  for (const table of TABLE_ORDER) {
    const file = files[table];
    if (file === undefined) continue;
    const mapping = options.mappings[table];
    // What the user says is of the bank's exports; a run of ours is in its own form.
    const encoding = table === 'positions' ? undefined : options.encoding;
    const open = await openTable(
      TABLE_SHAPES[table],
      file,
      {
        ...(encoding === undefined ? {} : { encoding }),
        ...(mapping === undefined ? {} : { mapping }),
        presumedUtf8,
        progress: options.progress,
        spool,
      },
      log,
    );
    if (open !== undefined) opened.set(table, open);
  }
  return opened;
}

function isWorthAHelper(openTables: ReadonlyMap<TableName, OpenTable>): boolean {
  return LARGE_TABLES.some((table) => openTables.has(table) && isWorthAThread(openTables.get(table)!));
}

async function reportInputs({ openTables, counts }: BookReading, inspect: Inspect): Promise<InputReport[]> {
  const none: RowCounts = { rows: 0, rejected: 0, setAside: 0 };
  return Promise.all(
    Array.from(openTables, async ([table, open]) => ({
      ...describeTable(open),
      ...(counts.get(table) ?? none),
      sha256: (await inspect(open.source)).sha256,
    })),
  );
}

function newProblemLog(limit: RejectLimit | undefined, progress: ReadingProgress | undefined): ProblemLog {
  const problems: Problem[] = [];
  return { add: (found) => problems.push(found), problems, limit, advance: progress?.advance };
}

const placeOf = (table: TableName) => (TABLE_ORDER as readonly TableName[]).indexOf(table);

function inOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort(
    (first, second) => placeOf(first.table) - placeOf(second.table) || first.line - second.line,
  );
}
