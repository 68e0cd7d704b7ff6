/** The second thread as the loader sees it; `reading-thread.ts` is what runs there. */
import { Worker } from 'node:worker_threads';
import type { Problem } from '../../domain/problem.js';
import type { OpenTable } from '../open-table.js';
import type { ScanRange } from '../scan-table.js';
import type { PaymentContext } from './payments.js';
import type { LoansScan } from './scan-loans.js';
import type { PaymentsScan } from './scan-payments.js';

export type ThreadRequest =
  | { readonly ask: 'loans'; readonly open: OpenTable; readonly range: ScanRange; readonly currency: string }
  | { readonly ask: 'payments'; readonly open: OpenTable; readonly range: ScanRange; readonly context: PaymentContext }
  | { readonly ask: 'hash'; readonly open: OpenTable };

export type LoansAnswer = LoansScan & { readonly problems: readonly Problem[] };
export type PaymentsAnswer = PaymentsScan & { readonly problems: readonly Problem[] };

/**
 * Work is sent off when a function is called, before its promise is awaited; answers come in the order of the calls.
 * Scans number their lines and problems from the first line of their range.
 */
export interface ReadingHelper {
  scanLoans(open: OpenTable, range: ScanRange, currency: string): Promise<LoansAnswer>;
  scanPayments(open: OpenTable, range: ScanRange, context: PaymentContext): Promise<PaymentsAnswer>;
  /** SHA-256 of a table's file, in hex. */
  hash(open: OpenTable): Promise<string>;
  stop(): Promise<void>;
}

/** A table above this many bytes is worth a second thread. */
const WORTH_A_THREAD = 8 << 20;

export function isWorthAThread({ bodyFrom, bodyUntil }: OpenTable): boolean {
  return bodyUntil - bodyFrom > WORTH_A_THREAD;
}

/**
 * Starts the thread, which takes some tens of milliseconds: start it early. Undefined where the program runs from its
 * TypeScript source, which a worker cannot load.
 */
export function startReadingHelper(): ReadingHelper | undefined {
  const thread = new URL('../reading-thread.js', import.meta.url);
  if (import.meta.url.endsWith('.ts')) return undefined;
  // Options of the node process itself (a script given by `-e`, a profiler) are not meant for the thread.
  const worker = new Worker(thread, { execArgv: [] });
  const waiting: { answer: (answer: never) => void; fail: (error: unknown) => void }[] = [];
  const failAll = (error: unknown): void => {
    for (const { fail } of waiting.splice(0)) fail(error);
  };
  worker.on('message', (answer) => waiting.shift()?.answer(answer as never));
  worker.on('error', failAll);
  worker.on('exit', () => failAll(new Error('the second reading thread ended before its work was done')));

  function ask<T>(request: ThreadRequest): Promise<T> {
    const answer = new Promise<T>((resolve, reject) => waiting.push({ answer: resolve, fail: reject }));
    // Should the caller fail before it awaits the answer, its own error is the one to report.
    answer.catch(() => undefined);
    worker.postMessage(request);
    return answer;
  }

  return {
    scanLoans: (open, range, currency) => ask<LoansAnswer>({ ask: 'loans', open, range, currency }),
    scanPayments: (open, range, context) => ask<PaymentsAnswer>({ ask: 'payments', open, range, context }),
    hash: (open) => ask<string>({ ask: 'hash', open }),
    stop: async () => {
      await worker.terminate();
    },
  };
}
