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
import { openPartFile } from '../write/run-file.js';
import { formatDeadlines } from './deadline-rows.js';

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
      readonly from: number;
      readonly until: number;
      readonly part: string;
      readonly language: Language;
    };

const { portfolio, book, policy: source, asOf } = workerData as ThreadBook;
const policy = compilePolicy(source);
const terms = termsOn(asOf, formatIsoDate(asOf), policy, lawOfChina);

parentPort?.on('message', (task: ThreadTask) => {
  parentPort?.postMessage(perform(task));
});

function perform(task: ThreadTask): unknown {
  if (task.kind === 'assess') return assessBook(portfolio, terms, task.from, task.until, book);
  const part = openPartFile(task.part);
  let rows = task.until - task.from;
  if (task.kind === 'positions') {
    const codes = positionCodes(asOf, policy.ageing);
    formatPositions(book.positions, portfolio, task.from, task.until, codes, (bytes) => part.write(bytes));
  } else {
    rows = formatDeadlines(portfolio, terms, book, task.from, task.until, task.language, (bytes) => part.write(bytes));
  }
  part.close();
  return rows;
}
