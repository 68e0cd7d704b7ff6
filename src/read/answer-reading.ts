/**
 * What the reader asks of a second thread: to read half of the loans and of the payments, to group its payments, and to
 * work out hashes of the inputs while the main thread goes on. `loaders/reading-helper.ts` is the other end.
 */
import type { Problem } from '../domain/problem.js';
import { newPartGrouping, type PartGrouping } from '../portfolio/group-payments.js';
import { columnsToHandOver } from './loaders/loan-rows.js';
import { buffersOf, type LoansAnswer, type PaymentsAnswer, type ThreadRequest } from './loaders/reading-helper.js';
import { scanLoans } from './loaders/scan-loans.js';
import { scanPayments } from './loaders/scan-payments.js';
import { hashOriginal, type Source } from './source.js';

/** An answer to be posted; the memory in `transfer` moves with it instead of being copied. */
export interface ReadingAnswer {
  readonly answer: string | LoansAnswer | PaymentsAnswer | undefined;
  readonly transfer: ArrayBuffer[];
}

/** The payments that are being grouped here, from the first step to the last. */
let grouping: PartGrouping = newPartGrouping();

export async function answerReading(request: ThreadRequest): Promise<ReadingAnswer> {
  switch (request.ask) {
    case 'hash':
      return { answer: hashIfReadable(request.source), transfer: [] };
    case 'loans': {
      const log = newLog();
      const { rows, report } = scanLoans(request.open, request.range, request.currency, log);
      return { answer: { rows, report, problems: log.problems }, transfer: buffersOf(columnsToHandOver(rows)) };
    }
    case 'payments': {
      const log = newLog();
      const { rows, report } = scanPayments(request.open, request.range, request.context, log);
      return { answer: { rows, report, problems: log.problems }, transfer: buffersOf(Object.values(rows.columns)) };
    }
    case 'count':
      grouping = newPartGrouping();
      await grouping.count(...request.given);
      break;
    case 'place':
      await grouping.place(...request.given);
      break;
    case 'sort':
      await grouping.sort(...request.given);
  }
  return { answer: undefined, transfer: [] };
}

/** Undefined where the file cannot be read: the main thread finds the same and tells of it. */
function hashIfReadable(source: Source): string | undefined {
  try {
    return hashOriginal(source);
  } catch {
    return undefined;
  }
}

function newLog() {
  const problems: Problem[] = [];
  return { add: (found: Problem) => problems.push(found), problems };
}
