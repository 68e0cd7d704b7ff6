/** The second thread as the loader sees it; `reading-thread.ts` is what runs there. */
import type { Problem } from '../../domain/problem.js';
import { WORTH_A_THREAD } from '../large-files.js';
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
}

export function isWorthAThread({ bodyFrom, bodyUntil }: OpenTable): boolean {
  return bodyUntil - bodyFrom > WORTH_A_THREAD;
}

/** A helper behind `ask`, which takes a request to the thread where `answerReading` answers it. */
export function readingHelper(ask: <Answer>(request: ThreadRequest) => Promise<Answer>): ReadingHelper {
  return {
    scanLoans: (open, range, currency) => ask<LoansAnswer>({ ask: 'loans', open, range, currency }),
    scanPayments: (open, range, context) => ask<PaymentsAnswer>({ ask: 'payments', open, range, context }),
    hash: (open) => ask<string>({ ask: 'hash', open }),
  };
}
