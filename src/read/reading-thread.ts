/**
 * What runs on the second thread: it reads half of the loans and of the payments, and works out hashes of the inputs
 * while the main thread goes on. `loaders/reading-helper.ts` is the other end.
 */
import { parentPort } from 'node:worker_threads';
import type { Problem } from '../domain/problem.js';
import type { Column } from '../portfolio/columns.js';
import { columnsToHandOver } from './loaders/loan-rows.js';
import type { LoansAnswer, PaymentsAnswer, ThreadRequest } from './loaders/reading-helper.js';
import { scanLoans } from './loaders/scan-loans.js';
import { scanPayments } from './loaders/scan-payments.js';
import { hashSource } from './record-text.js';

parentPort?.on('message', (request: ThreadRequest) => {
  if (request.ask === 'hash') {
    parentPort?.postMessage(hashSource(request.open));
    return;
  }
  const problems: Problem[] = [];
  const log = { add: (found: Problem) => problems.push(found), problems };
  if (request.ask === 'loans') {
    const { rows, report } = scanLoans(request.open, request.range, request.currency, log);
    const answer: LoansAnswer = { rows, report, problems };
    parentPort?.postMessage(answer, buffersOf(columnsToHandOver(rows)));
    return;
  }
  const { rows, report } = scanPayments(request.open, request.range, request.context, log);
  const answer: PaymentsAnswer = { rows, report, problems };
  parentPort?.postMessage(answer, buffersOf(Object.values(rows.columns)));
});

/** The memory of the columns moves to the main thread instead of being copied. */
function buffersOf(columns: readonly Column[]): ArrayBuffer[] {
  return columns.map((column) => column.buffer as ArrayBuffer);
}
