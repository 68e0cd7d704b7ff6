/** A helper thread that takes half of a large book. Small books are faster without one. */
import { Worker } from 'node:worker_threads';
import type { ThreadBook, ThreadTask } from './book-thread.js';

/** Loans from which starting a thread pays. */
export const LOANS_WORTH_A_THREAD = 50_000;

export interface SecondThread {
  /** Hands over a task at once; the promise is of its result. Tasks are done one after the other. */
  perform<Result>(task: ThreadTask): Promise<Result>;
  stop(): Promise<void>;
}

export function startSecondThread(book: ThreadBook): SecondThread {
  const worker = new Worker(new URL('./book-thread.js', import.meta.url), { workerData: book });
  const waiting: { readonly resolve: (result: unknown) => void; readonly reject: (reason: unknown) => void }[] = [];
  worker.on('message', (result: unknown) => waiting.shift()?.resolve(result));
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    perform: <Result>(task: ThreadTask) =>
      new Promise<Result>((resolve, reject) => {
        waiting.push({ resolve: (result) => resolve(result as Result), reject });
        // Posted before this returns: the caller's own half of the work must not hold the message back.
        worker.postMessage(task);
      }),
    stop: async () => {
      await worker.terminate();
    },
  };
}
