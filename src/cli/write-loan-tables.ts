/**
 * The loan tables of a run, written by the second thread where there is one. The main thread relieves it when it has
 * nothing else to do: what it then writes, from the end of the tables, becomes part files that are taken in last.
 */
import type { Language } from '../domain/language.js';
import type { RunDirectory } from '../write/run-directory.js';
import { openPartFile, type WrittenFile } from '../write/run-file.js';
import { type AssessedBook, loanTableHeader, loanTablesOf, type TableWords, writeLoanRows } from './loan-tables.js';
import { beginStep, tickingAfter } from './progress.js';
import type { SecondThread } from './second-thread.js';
import type { TablePart, TableTask } from './thread-tasks.js';
import { newRelievedRanges, piecesOf, ROWS_AT_ONCE, type RowRange, rowsLeft, takeLatterHalf } from './work-ranges.js';

export interface LoanTablesWriting {
  /** Helps until nothing is left; then takes the files into the run and notes their rows. */
  finish(): Promise<void>;
}

/**
 * Starts the second thread on the tables; without one, they are written when the writing is finished. Progress is told
 * in `language`.
 */
export function startLoanTables(
  run: RunDirectory,
  assessed: AssessedBook,
  words: TableWords,
  second: SecondThread | null,
  rows: Map<string, number>,
  language: Language,
): LoanTablesWriting {
  if (second === null) return { finish: async () => writeHere(run, assessed, words, rows, language) };
  const tasks = loanTablesOf(assessed.book).map(
    (table): TableTask => ({
      table,
      path: run.pathFor(table),
      loans: newRelievedRanges(assessed.portfolio.count),
    }),
  );
  const begun = second.perform<readonly number[]>({ kind: 'begin-tables', tasks, words });
  return {
    async finish() {
      const total = tasks.length * assessed.portfolio.count;
      /** Taken from the tasks by this thread, and not yet written. */
      let held = 0;
      beginTables(total, language, () => total - held - tasks.reduce((sum, { loans }) => sum + rowsLeft(loans), 0));
      const inHand = function* (range: RowRange): Generator<RowRange> {
        held = range.until - range.from;
        yield* tickingAfter(piecesOf(range, ROWS_AT_ONCE), (piece) => {
          held -= piece.until - piece.from;
        });
      };
      const parts: TablePart[] = [];
      for (let task = longest(tasks); task !== undefined; task = longest(tasks)) {
        const { table, loans } = task;
        const range = takeLatterHalf(loans);
        if (range === null) continue;
        const path = run.partPath(table, parts.length);
        const file = openPartFile(path);
        const written = writeLoanRows(table, assessed, words, inHand(range), (bytes) => file.write(bytes));
        file.close();
        rows.set(table, (rows.get(table) ?? 0) + written);
        parts.push({ table, path, from: range.from });
      }
      const written = await begun;
      for (const [at, { table }] of tasks.entries()) rows.set(table, (rows.get(table) ?? 0) + written[at]!);
      parts.sort((first, other) => first.from - other.from);
      for (const file of await second.perform<readonly WrittenFile[]>({ kind: 'end-tables', parts })) run.adopt(file);
    },
  };
}

/** The table of which most is left; undefined where nothing is. */
function longest(tasks: readonly TableTask[]): TableTask | undefined {
  let found: TableTask | undefined;
  let most = 0;
  for (const task of tasks) {
    const left = rowsLeft(task.loans);
    if (left > most) {
      found = task;
      most = left;
    }
  }
  return found;
}

function beginTables(total: number, language: Language, done: () => number): void {
  beginStep({ what: { en: 'writing the tables', zh: '写出各表' }, total, done }, language);
}

function writeHere(
  run: RunDirectory,
  assessed: AssessedBook,
  words: TableWords,
  rows: Map<string, number>,
  language: Language,
): void {
  const { count } = assessed.portfolio;
  const tables = loanTablesOf(assessed.book);
  let done = 0;
  const all = () =>
    tickingAfter(piecesOf({ from: 0, until: count }, ROWS_AT_ONCE), (piece) => {
      done += piece.until - piece.from;
    });
  beginTables(tables.length * count, language, () => done);
  for (const table of tables) {
    const file = run.create(table);
    file.write(loanTableHeader(table, words));
    rows.set(
      table,
      writeLoanRows(table, assessed, words, all(), (bytes) => file.write(bytes)),
    );
    file.close();
  }
}
