/**
 * The second thread of a run: assesses its half of the borrowers, then formats its part of the tables with a row per
 * loan. It gets the book's columns as shared memory and compiles the policy for itself, since functions cannot be posted.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { formatIsoDate } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { lawOfChina } from '../law/cn/index.js';
import { compilePolicy } from '../policy/compile-policy.js';
import type { PolicySource } from '../policy/policy.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { termsOn } from '../triage/assess-loan.js';
import { assessBook, type BookAssessment } from '../triage.js';
import { formatPositions, positionCodes } from '../write/positions.js';
import { openPartFile, openRunFile, type WrittenFile } from '../write/run-file.js';
import type { RecordPlaces } from '../write/words.js';
import { writeDeadlines } from './deadline-rows.js';

export interface ThreadBook {
  readonly portfolio: Portfolio;
  readonly book: BookAssessment;
  readonly policy: PolicySource;
  readonly asOf: number;
}

/** What the main thread may ask for. Ranges are of borrowers to assess, of loans to write; ends exclusive. */
export type ThreadTask =
  | { readonly kind: 'assess'; readonly from: number; readonly until: number }
  | { readonly kind: 'positions'; readonly from: number; readonly until: number; readonly part: string }
  | {
      readonly kind: 'deadlines';
      /** The whole file, written at `path` as `name` of the run. */
      readonly path: string;
      readonly name: string;
      readonly language: Language;
      readonly places: RecordPlaces;
    };

/** What became of a `deadlines` task. */
export interface DeadlinesWritten {
  readonly rows: number;
  readonly file: WrittenFile;
}

const { portfolio, book, policy: source, asOf } = workerData as ThreadBook;
const policy = compilePolicy(source);
const terms = termsOn(asOf, formatIsoDate(asOf), policy, lawOfChina);

parentPort?.on('message', (task: ThreadTask) => {
  parentPort?.postMessage(perform(task));
});

function perform(task: ThreadTask): unknown {
  switch (task.kind) {
    case 'assess':
      return assessBook(portfolio, terms, task.from, task.until, book);
    case 'positions': {
      const part = openPartFile(task.part);
      const codes = positionCodes(asOf, policy.ageing);
      formatPositions(book.positions, portfolio, task.from, task.until, codes, (bytes) => part.write(bytes));
      part.close();
      return task.until - task.from;
    }
    case 'deadlines': {
      const file = openRunFile(task.path, task.name, () => undefined);
      const rows = writeDeadlines(portfolio, terms, book, task.language, task.places, (bytes) => file.write(bytes));
      return { rows, file: file.close() } satisfies DeadlinesWritten;
    }
  }
}
