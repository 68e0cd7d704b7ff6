/**
 * The second thread of a run: reads its half of the large tables, then assesses borrowers and writes its part of the
 * tables with a row per loan. It gets the book's columns as shared memory and compiles the policy for itself, since
 * functions cannot be posted.
 */
import { parentPort } from 'node:worker_threads';
import { formatIsoDate } from '../domain/civil-date.js';
import { lawOfChina } from '../law/cn/index.js';
import { compilePolicy } from '../policy/compile-policy.js';
import { newBookWindows } from '../portfolio/portfolio.js';
import { answerReading } from '../read/answer-reading.js';
import type { ThreadRequest } from '../read/loaders/reading-helper.js';
import { spillAccess } from '../read/spill-files.js';
import { type TriageTerms, termsOn } from '../triage/assess-loan.js';
import { ageBook, assessBook } from '../triage.js';
import { OutputRefused, orRefuse } from '../write/output-refused.js';
import { appendPart, openRunFile, type RunFile } from '../write/run-file.js';
import { agedRows } from './aged-rows.js';
import { type AssessedBook, type LoanTable, loanTableHeader, type TableWords, writeLoanRows } from './loan-tables.js';
import { freeMemory, keepHeapSmall } from './small-heap.js';
import type { RefusedTask, TableTask, ThreadBook, ThreadTask } from './thread-tasks.js';
import { takeFromFront, takeRanges } from './work-ranges.js';

interface OpenedBook extends ThreadBook {
  readonly terms: TriageTerms;
}

let opened: OpenedBook | undefined;

/** One message after the other: an answer may take more than one turn of the event loop. */
let before = Promise.resolve();

parentPort?.on('message', (message: ThreadRequest | ThreadTask) => {
  before = before.then(() => answer(message));
});

async function answer(message: ThreadRequest | ThreadTask): Promise<void> {
  if ('ask' in message) {
    const { answer, transfer } = await answerReading(message);
    parentPort?.postMessage(answer, transfer);
    return;
  }
  if (message.kind === 'assess' || message.kind === 'age') opened = openThreadBook(message.thread);
  if (opened === undefined) throw new Error('the book was not handed over');
  try {
    parentPort?.postMessage(perform(message, opened));
  } catch (error) {
    if (!(error instanceof OutputRefused)) throw error;
    parentPort?.postMessage({ refused: error.problem } satisfies RefusedTask);
  }
}

/** Nothing is written to the files of a spill any more. */
const READ_ONLY = spillAccess('');

function openThreadBook(thread: ThreadBook): OpenedBook {
  const { asOf, policy, keepsSmall } = thread;
  if (keepsSmall) keepHeapSmall();
  freeMemory();
  const portfolio = { ...thread.portfolio, windows: newBookWindows(thread.portfolio, READ_ONLY) };
  return { ...thread, portfolio, terms: termsOn(asOf, formatIsoDate(asOf), compilePolicy(policy), lawOfChina) };
}

function perform(task: ThreadTask, { portfolio, book, terms }: OpenedBook): unknown {
  switch (task.kind) {
    case 'assess':
      return freeing(assessBook(portfolio, terms, takeRanges(task.borrowers), book));
    case 'age':
      return freeing(ageBook(portfolio, terms, takeRanges(task.borrowers), book.positions));
    case 'aged-rows':
      return agedRows(book.positions, portfolio, terms, task);
    case 'begin-tables':
      return task.tasks.map((table) => beginTable(table, { portfolio, book, terms }, task.words));
    case 'end-tables':
      for (const { table, path } of task.parts) orRefuse(path, () => appendPart(tableFiles.get(table)!, path));
      return [...tableFiles.values()].map((file) => file.close());
  }
}

function freeing<Result>(result: Result): Result {
  freeMemory();
  return result;
}

/** Files whose last parts are still to come. */
const tableFiles = new Map<LoanTable, RunFile>();

/** Writes the table from its front until nothing is left, and returns the rows. */
function beginTable({ table, path, loans }: TableTask, assessed: AssessedBook, words: TableWords): number {
  const file = orRefuse(path, () => openRunFile(path, table, () => undefined));
  tableFiles.set(table, file);
  file.write(loanTableHeader(table, words));
  return writeLoanRows(table, assessed, words, takeFromFront(loans), (bytes) => file.write(bytes));
}
