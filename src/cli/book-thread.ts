/**
 * The second thread of a run: reads its half of the large tables, then assesses borrowers and writes its part of the
 * tables with a row per loan. It gets the book's columns as shared memory and compiles the policy for itself, since
 * functions cannot be posted.
 */
import { parentPort } from 'node:worker_threads';
import { formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { lawOfChina } from '../law/cn/index.js';
import { compilePolicy } from '../policy/compile-policy.js';
import type { PolicySource } from '../policy/policy.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { answerReading } from '../read/answer-reading.js';
import type { ThreadRequest } from '../read/loaders/reading-helper.js';
import { type TriageTerms, termsOn } from '../triage/assess-loan.js';
import { assessBook, type BookAssessment } from '../triage.js';
import { formatPositions, positionCodes } from '../write/positions.js';
import { openPartFile, openRunFile, type WrittenFile } from '../write/run-file.js';
import { writeDeadlines } from './deadline-rows.js';
import { takeRanges, type WorkRanges } from './work-ranges.js';

export interface ThreadBook {
  readonly portfolio: Portfolio;
  readonly book: BookAssessment;
  readonly policy: PolicySource;
  readonly asOf: number;
}

/** What the main thread may ask for once the book is read; the `assess` task comes first and brings the book. */
export type ThreadTask =
  | { readonly kind: 'assess'; readonly thread: ThreadBook; readonly borrowers: WorkRanges }
  | { readonly kind: 'positions'; readonly from: number; readonly until: number; readonly part: string }
  | {
      readonly kind: 'deadlines';
      /** The whole file, written at `path` as `name` of the run. */
      readonly path: string;
      readonly name: string;
      readonly language: Language;
    };

/** What became of a `deadlines` task. */
export interface DeadlinesWritten {
  readonly rows: number;
  readonly file: WrittenFile;
}

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
  if (message.kind === 'assess') opened = openThreadBook(message.thread);
  if (opened === undefined) throw new Error('the book was not handed over');
  parentPort?.postMessage(perform(message, opened));
}

function openThreadBook(thread: ThreadBook): OpenedBook {
  const { asOf, policy } = thread;
  return { ...thread, terms: termsOn(asOf, formatIsoDate(asOf), compilePolicy(policy), lawOfChina) };
}

function perform(task: ThreadTask, { portfolio, book, terms }: OpenedBook): unknown {
  switch (task.kind) {
    case 'assess':
      return assessBook(portfolio, terms, takeRanges(task.borrowers), book);
    case 'positions': {
      const part = openPartFile(task.part);
      const codes = positionCodes(terms.asOf, terms.policy.ageing);
      formatPositions(book.positions, portfolio, task.from, task.until, codes, (bytes) => part.write(bytes));
      part.close();
      return task.until - task.from;
    }
    case 'deadlines': {
      const file = openRunFile(task.path, task.name, () => undefined);
      const rows = writeDeadlines(portfolio, terms, book, task.language, (bytes) => file.write(bytes));
      return { rows, file: file.close() } satisfies DeadlinesWritten;
    }
  }
}
