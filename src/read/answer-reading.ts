/**
 * What the reader asks of a second thread: to read half of the loans and of the payments, and to work out hashes of
 * the inputs while the main thread goes on. `loaders/reading-helper.ts` is the other end.
 */
import type { Problem } from '../domain/problem.js';
import type { Column } from '../portfolio/columns.js';
import { columnsToHandOver } from './loaders/loan-rows.js';
import type { LoansAnswer, PaymentsAnswer, ThreadRequest } from './loaders/reading-helper.js';
import { scanLoans } from './loaders/scan-loans.js';
import { scanPayments } from './loaders/scan-payments.js';
import { hashSource } from './record-text.js';

/** An answer to be posted; the memory in `transfer` moves with it instead of being copied. */
export interface ReadingAnswer {
  readonly answer: string | LoansAnswer | PaymentsAnswer;
  readonly transfer: ArrayBuffer[];
}

export function answerReading(request: ThreadRequest): ReadingAnswer {
  if (request.ask === 'hash') return { answer: hashSource(request.open), transfer: [] };
  const problems: Problem[] = [];
  const log = { add: (found: Problem) => problems.push(found), problems };
  if (request.ask === 'loans') {
    const { rows, report } = scanLoans(request.open, request.range, request.currency, log);
    return { answer: { rows, report, problems }, transfer: buffersOf(columnsToHandOver(rows)) };
  }
  const { rows, report } = scanPayments(request.open, request.range, request.context, log);
  return { answer: { rows, report, problems }, transfer: buffersOf(Object.values(rows.columns)) };
}

function buffersOf(columns: readonly Column[]): ArrayBuffer[] {
  return columns.map((column) => column.buffer as ArrayBuffer);
}
