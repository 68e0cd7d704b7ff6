/** Runs the triage over an opened book, on one thread or two, and checks that its totals meet. */
import { type AgeingSchedule, UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { type ListRequest, type RankedList, rankBorrowers } from '../triage/rank.js';
import { addSums, assessBook, type BookAssessment, type BookSums, newBookAssessment } from '../triage.js';
import { type ControlTotal, controlTotal } from '../write/manifest.js';
import type { OpenBook } from './open-book.js';
import { beginStep, endProgress, tickingAfter } from './progress.js';
import { LOANS_WORTH_A_THREAD, type SecondThread } from './second-thread.js';
import { freeMemory, isHeapSmall } from './small-heap.js';
import type { ThreadBook } from './thread-tasks.js';
import { newWorkRanges, rowsTaken, takeRanges } from './work-ranges.js';

export interface TriagedBook {
  readonly book: BookAssessment;
  readonly sums: BookSums;
  readonly list: RankedList;
  readonly controlTotals: readonly ControlTotal[];
  /** Has the book, ready for more tasks; null where the book is not worth one. */
  readonly second: SecondThread | null;
}

/** Borrowers that a thread takes at a time: few enough that both end together, enough that taking costs nothing. */
export const BORROWERS_AT_ONCE = 8192;

/**
 * Assesses every borrower and ranks those that filter, capacity and limit leave on the list. With `reconciles`, also holds
 * each loan against what the bank reports of it.
 */
export async function triageBook(open: OpenBook, request: ListRequest, reconciles = false): Promise<TriagedBook> {
  const { portfolio, terms } = open;
  const book = newBookAssessment(portfolio, reconciles);
  const second = portfolio.count >= LOANS_WORTH_A_THREAD ? open.second : null;
  const borrowers = newWorkRanges(portfolio.borrowerCount, BORROWERS_AT_ONCE);
  const thread = threadBookOf(open, book);
  const others = second?.perform<BookSums>({ kind: 'assess', thread, borrowers });
  beginStep(
    {
      what: { en: 'assessing the borrowers', zh: '逐户评估' },
      total: borrowers.rows,
      done: () => rowsTaken(borrowers),
    },
    open.language,
  );
  let sums = assessBook(portfolio, terms, tickingAfter(takeRanges(borrowers)), book);
  // Integers all: their sums are the same however the borrowers were divided.
  if (others !== undefined) sums = addSums(sums, await others);
  freeMemory();
  const list = rankBorrowers(portfolio, book.borrowers, request, terms.policy.ageing, terms.asOf);
  endProgress();
  freeMemory();
  return { book, sums, list, controlTotals: controlTotalsOf(open, sums, list), second };
}

/** The book as another thread gets it: that has windows of its own on what lies in files. */
export function threadBookOf({ portfolio, terms }: OpenBook, book: BookAssessment): ThreadBook {
  return {
    portfolio: { ...portfolio, windows: null },
    book,
    policy: terms.policy.source,
    asOf: terms.asOf,
    keepsSmall: isHeapSmall(),
  };
}

/** Every row and every fen that came in must be found again; see the README for what each line compares. */
function controlTotalsOf(open: OpenBook, sums: BookSums, list: RankedList): ControlTotal[] {
  const balance = balanceOf(sums);
  const totals = controlTotalsOfLoans(open, sums);
  // Before the last, which is about payments.
  totals.splice(
    -1,
    0,
    controlTotal(
      'balance = list + cut + filtered out + not in arrears',
      'fen',
      balance,
      list.balance +
        list.cutByCapacity.balance +
        list.cutByLimit.balance +
        list.filteredOut.balance +
        sums.unlistedBalance,
    ),
  );
  if (list.groups.length > 0) totals.push(totalOfGroups(list));
  return [...totals, ...open.bankTotals];
}

function balanceOf(sums: BookSums): number {
  return sums.principal - sums.allocatedPrincipal - sums.settledRemainder - sums.undeterminedReduction;
}

/** Those that hold for the loans, whether or not borrowers are put on a list; the one of payments is the last. */
export function controlTotalsOfLoans(open: OpenBook, sums: BookSums): ControlTotal[] {
  const { portfolio, inputs } = open;
  const totals: ControlTotal[] = [];
  for (const input of inputs) {
    if (input.table !== 'loans' && input.table !== 'payments') continue;
    const used = input.table === 'loans' ? sums.loans : portfolio.totals.paymentRows;
    totals.push(controlTotal(`${input.table}: rows read = used + rejected`, 'rows', input.rows, used + input.rejected));
  }
  const byBucket = sums.balanceByBucket.reduce((sum, part) => sum + part, 0);
  const allocated =
    sums.allocatedFee +
    sums.allocatedInterest +
    sums.allocatedPrincipal +
    sums.allocatedPenalty +
    sums.allocatedCompound;
  totals.push(
    controlTotal(
      'loans read = loans in buckets',
      'rows',
      portfolio.count,
      sums.loansByBucket.reduce((sum, part) => sum + part, 0),
    ),
    controlTotal('principal read = principal assessed', 'fen', portfolio.totals.principal, sums.principal),
    controlTotal('balance = sum of the buckets', 'fen', balanceOf(sums), byBucket),
    controlTotal(
      'payments read = allocated + unallocated + after the as-of date + on undetermined loans',
      'fen',
      portfolio.totals.payments,
      allocated + sums.unallocated + sums.afterAsOf + sums.onUndetermined,
    ),
  );
  return totals;
}

/** Nobody is lost between the officers, branches or regions, and nobody is counted twice. */
function totalOfGroups({ order, cutByCapacity, cutByLimit, groups }: RankedList): ControlTotal {
  return controlTotal(
    'borrowers on the list + cut = sum of the groups of --per',
    'rows',
    order.length + cutByCapacity.borrowers + cutByLimit.borrowers,
    groups.reduce((sum, { listed, byCapacity, byLimit }) => sum + listed + byCapacity.borrowers + byLimit.borrowers, 0),
  );
}

/** One line per bucket of the ageing summary, the undetermined last and only where there are any. */
export interface BucketLine {
  readonly bucket: string;
  readonly title: { readonly en: string; readonly zh: string };
  readonly loans: number;
  readonly balance: number;
  readonly overdue: number;
}

export function bucketLines(schedule: AgeingSchedule, sums: BookSums): BucketLine[] {
  const undetermined = { code: UNDETERMINED_BUCKET, title: { en: 'undetermined', zh: '无法判定' } };
  return [...schedule.buckets, undetermined]
    .map((bucket, at) => ({
      bucket: bucket.code,
      title: bucket.title,
      loans: sums.loansByBucket[at]!,
      balance: sums.balanceByBucket[at]!,
      overdue: sums.overdueByBucket[at]!,
    }))
    .filter((line) => line.bucket !== UNDETERMINED_BUCKET || line.loans > 0);
}
