/**
 * What runs on the second thread: it reads half of the payments table, and afterwards works out hashes of the inputs
 * while the main thread goes on. `loaders/payments-helper.ts` is the other end.
 */
import { parentPort } from 'node:worker_threads';
import type { Problem } from '../domain/problem.js';
import type { PaymentRows } from '../portfolio/payment-rows.js';
import type { ScanAnswer, ThreadRequest } from './loaders/payments-helper.js';
import { scanPayments } from './loaders/scan-payments.js';
import { hashSource } from './record-text.js';

/** The memory of the columns moves to the main thread instead of being copied. */
function buffersOf(rows: PaymentRows): ArrayBuffer[] {
  return Object.values(rows.columns).map((column) => column.buffer as ArrayBuffer);
}

parentPort?.on('message', (request: ThreadRequest) => {
  if (request.ask === 'hash') {
    parentPort?.postMessage(hashSource(request.open));
    return;
  }
  const problems: Problem[] = [];
  const log = { add: (found: Problem) => problems.push(found), problems };
  const { rows, report } = scanPayments(request.open, request.range, request.context, log);
  const answer: ScanAnswer = { rows, report, problems };
  parentPort?.postMessage(answer, buffersOf(rows));
});
