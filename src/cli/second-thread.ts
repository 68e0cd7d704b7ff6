/**
 * The second thread of a run, from the reading of the files to the writing of the tables. Small books are faster
 * without one. `book-thread.ts` is what runs there.
 */
import { Worker } from 'node:worker_threads';
import { largeFilesOf } from '../read/large-files.js';
import { type ReadingHelper, readingHelper, type ThreadRequest } from '../read/loaders/reading-helper.js';
import { OutputRefused } from '../write/output-refused.js';
import type { BookOptions } from './options.js';
import type { RefusedTask, ThreadTask } from './thread-tasks.js';

/** Loans from which the thread pays for assessing and writing a book. */
export const LOANS_WORTH_A_THREAD = 50_000;

export interface SecondThread {
  /** For the reader. */
  readonly reading: ReadingHelper;
  /**
   * Hands over a task at once; the promise is of its result. Tasks are done one after the other. The process waits for
   * a task that is under way, but an idle thread does not keep it alive.
   */
  perform<Result>(task: ThreadTask): Promise<Result>;
}

/**
 * The thread that `options` allow, null where they allow one only. A book that seems large has it started at once, so
 * that it has loaded its modules by the time the files are opened; otherwise the first task starts it.
 */
export function secondThreadFor({
  threads,
  memory,
  loans,
  payments,
}: Pick<BookOptions, 'threads' | 'memory' | 'loans' | 'payments'>): SecondThread | null {
  // A worker cannot load the TypeScript source.
  if (threads === 1 || import.meta.url.endsWith('.ts')) return null;
  const large = largeFilesOf([loans, payments]);
  const isSmall = memory !== undefined;
  let post = large.length > 0 ? startThread(isSmall) : undefined;
  const ask = <Answer>(message: ThreadRequest | ThreadTask, transfer?: ArrayBuffer[]): Promise<Answer> => {
    post ??= startThread(isSmall);
    return post(message, transfer) as Promise<Answer>;
  };
  return { reading: readingHelper(ask, large), perform: ask };
}

function isRefused(answer: unknown): answer is RefusedTask {
  return typeof answer === 'object' && answer !== null && 'refused' in answer;
}

/** Most megabytes of short-lived objects on a thread that is to take little memory: they are collected more often. */
const FEW_YOUNG_OBJECTS_MB = 6;

/** Starts the thread. Messages are posted when the function is called; answers come in the order of the calls. */
function startThread(
  isSmall: boolean,
): (message: ThreadRequest | ThreadTask, transfer?: ArrayBuffer[]) => Promise<unknown> {
  // Options of the node process itself (a script given by `-e`, a profiler) are not meant for the thread.
  const worker = new Worker(new URL('./book-thread.js', import.meta.url), {
    execArgv: [],
    ...(isSmall ? { resourceLimits: { maxYoungGenerationSizeMb: FEW_YOUNG_OBJECTS_MB } } : {}),
  });
  const waiting: { readonly answer: (answer: unknown) => void; readonly fail: (error: unknown) => void }[] = [];
  const failAll = (error: unknown): void => {
    for (const { fail } of waiting.splice(0)) fail(error);
  };
  worker.unref();
  worker.on('message', (answer: unknown) => {
    const first = waiting.shift();
    if (isRefused(answer)) first?.fail(new OutputRefused(answer.refused));
    else first?.answer(answer);
    if (waiting.length === 0) worker.unref();
  });
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('the second thread ended before its work was done')));
  return (message, transfer = []) => {
    const answer = new Promise((resolve, reject) => waiting.push({ answer: resolve, fail: reject }));
    // Should the caller fail before it awaits the answer, its own error is the one to report.
    answer.catch(() => undefined);
    worker.ref();
    worker.postMessage(message, transfer);
    return answer;
  };
}
