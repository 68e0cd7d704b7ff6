/** The second thread as the loader sees it; `payments-thread.ts` is what runs there. */
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../domain/problem.js';
import type { OpenTable } from '../open-table.js';
import type { ScanRange } from '../scan-table.js';
import type { PaymentContext } from './payments.js';
import type { PaymentsScan } from './scan-payments.js';

export type ThreadRequest =
  | { readonly ask: 'scan'; readonly open: OpenTable; readonly range: ScanRange; readonly context: PaymentContext }
  | { readonly ask: 'hash'; readonly open: OpenTable };

export type ScanAnswer = PaymentsScan & { readonly problems: readonly Problem[] };

/** Work is sent off when a function is called, before its promise is awaited; answers come in the order of the calls. */
export interface PaymentsHelper {
  scan(open: OpenTable, range: ScanRange, context: PaymentContext): Promise<ScanAnswer>;
  /** SHA-256 of a table's file, in hex. */
  hash(open: OpenTable): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the thread, which takes some tens of milliseconds: start it early. Undefined where the program runs from its
 * TypeScript source, which a worker cannot load.
 */
export function startPaymentsHelper(): PaymentsHelper | undefined {
  const thread = new URL('../payments-thread.js', import.meta.url);
  if (import.meta.url.endsWith('.ts')) return undefined;
  // Options of the node process itself (a script given by `-e`, a profiler) are not meant for the thread.
  const worker = new Worker(thread, { execArgv: [] });
  const waiting: { answer: (answer: never) => void; fail: (error: unknown) => void }[] = [];
  const failAll = (error: unknown): void => {
    for (const { fail } of waiting.splice(0)) fail(error);
  };
  worker.on('message', (answer) => waiting.shift()?.answer(answer as never));
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('the thread that reads payments ended before its work was done')));

  function ask<T>(request: ThreadRequest): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => waiting.push({ answer: resolve, fail: reject }));
    // Should the caller fail before it awaits the answer, its own error is the one to report.
    answer.catch(() => undefined);
    worker.postMessage(request);
    return answer;
  }

  return {
    scan: (open, range, context) => ask<ScanAnswer>({ ask: 'scan', open, range, context }),
    hash: (open) => ask<string>({ ask: 'hash', open }),
    stop: async () => {
      await worker.terminate();
    },
  };
}
