/**
 * What two policies make of one book: which borrowers they type, age, schedule or rank differently. Numbers only, one
 * byte per borrower and kind of change; the words are made for the rows that are shown.
 */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { changeBit } from '../domain/policy-change.js';
import type { CalendarStep } from '../domain/work.js';
import type { Policy } from '../policy/policy.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import type { BookAssessment } from '../triage.js';
import type { RankedList } from './rank.js';

/** One book under one policy. */
export interface PolicyRun {
  readonly policy: Policy;
  readonly book: BookAssessment;
  readonly list: RankedList;
}

export interface PolicyComparison {
  /** Borrowers on at least one of the lists: those of B in its order, then those that are on A's only, in its order. */
  readonly borrowers: Int32Array;
  /** Sums of change bits, in the order of `borrowers`; 0 where nothing changes. */
  readonly changes: Uint8Array;
  /** By borrower number: the place on each list, from 1; 0 where the borrower is not on it. */
  readonly rankA: Int32Array;
  readonly rankB: Int32Array;
}

const TYPE_BIT = changeBit('type');
const BUCKET_BIT = changeBit('bucket');
const STEP_BIT = changeBit('step');
const RANK_BIT = changeBit('rank');

/**
 * Compares the borrowers on the two lists. Only the `kinds` (a sum of change bits) are looked for. A rank counts as
 * changed from `leastMove` places on (at least 1), and where the borrower is on one list only.
 *
 * Whoever is on neither list is not compared: it is in arrears under neither policy, or left out of both lists by filter
 * or limit.
 */
export function comparePolicies(
  portfolio: Portfolio,
  a: PolicyRun,
  b: PolicyRun,
  kinds: number,
  leastMove: number,
): PolicyComparison {
  const rankA = ranksOf(portfolio, a.list);
  const rankB = ranksOf(portfolio, b.list);
  const borrowers = onEitherList(a.list.order, b.list.order, rankB);
  const bucketsDiffer = bucketComparer(a, b);
  const stepsDiffer = stepComparer(a, b);
  const changes = new Uint8Array(borrowers.length);
  for (let at = 0; at < borrowers.length; at++) {
    const borrower = borrowers[at]!;
    let bits = 0;
    if (typesDiffer(a, b, borrower)) bits |= TYPE_BIT;
    if (someLoan(portfolio, borrower, bucketsDiffer)) bits |= BUCKET_BIT;
    if (stepsDiffer(borrower)) bits |= STEP_BIT;
    if (ranksDiffer(rankA[borrower]!, rankB[borrower]!, leastMove)) bits |= RANK_BIT;
    changes[at] = bits & kinds;
  }
  return { borrowers, changes, rankA, rankB };
}

function ranksOf({ borrowerCount }: Portfolio, { order }: RankedList): Int32Array {
  const ranks = new Int32Array(borrowerCount);
  for (let at = 0; at < order.length; at++) ranks[order[at]!] = at + 1;
  return ranks;
}

function onEitherList(orderA: Int32Array, orderB: Int32Array, rankB: Int32Array): Int32Array {
  const onlyA = orderA.filter((borrower) => rankB[borrower] === 0);
  const borrowers = new Int32Array(orderB.length + onlyA.length);
  borrowers.set(orderB);
  borrowers.set(onlyA, orderB.length);
  return borrowers;
}

/** A borrower that is in arrears under one policy only has a type under that one only. */
function typesDiffer(a: PolicyRun, b: PolicyRun, borrower: number): boolean {
  const before = a.book.borrowers;
  const after = b.book.borrowers;
  if (before.listed[borrower] !== after.listed[borrower]) return true;
  return before.type[borrower] !== after.type[borrower] || before.subtype[borrower] !== after.subtype[borrower];
}

function ranksDiffer(rankA: number, rankB: number, leastMove: number): boolean {
  if (rankA === 0 || rankB === 0) return rankA !== rankB;
  return Math.abs(rankA - rankB) >= leastMove;
}

/** Tells of each loan whether its bucket goes by another code. */
export function bucketComparer(a: PolicyRun, b: PolicyRun): (loan: number) => boolean {
  const names = new Map<string, number>();
  const namesA = numbersOf(bucketCodes(a), names, UNDETERMINED_BUCKET);
  const namesB = numbersOf(bucketCodes(b), names, UNDETERMINED_BUCKET);
  const bucketA = a.book.positions.bucket;
  const bucketB = b.book.positions.bucket;
  return (loan) => namesA[bucketA[loan]!] !== namesB[bucketB[loan]!];
}

function bucketCodes({ policy }: PolicyRun): string[] {
  return policy.ageing.buckets.map((bucket) => bucket.code);
}

/**
 * Tells of each borrower whether its next step differs as a list shows it: what is to be done, by whom, or by when.
 */
function stepComparer(a: PolicyRun, b: PolicyRun): (borrower: number) => boolean {
  const names = new Map<string, number>();
  const namesA = numbersOf(a.policy.calendar.allSteps.map(nameOfStep), names, '');
  const namesB = numbersOf(b.policy.calendar.allSteps.map(nameOfStep), names, '');
  const before = a.book.borrowers;
  const after = b.book.borrowers;
  return (borrower) => {
    if (before.listed[borrower] !== after.listed[borrower]) return true;
    if (before.listed[borrower] === 0) return false;
    return (
      namesA[before.step[borrower]!] !== namesB[after.step[borrower]!] ||
      before.stepBy[borrower] !== after.stepBy[borrower]
    );
  };
}

function nameOfStep({ title, who }: CalendarStep): string {
  return [title.en, title.zh, who.en, who.zh].join('\n');
}

/** A number for each name, the same for the same name in both policies; at {@link NO_CODE} that of `unknown`. */
function numbersOf(names: readonly string[], known: Map<string, number>, unknown: string): Int32Array {
  const numbers = new Int32Array(NO_CODE + 1).fill(numberOf(unknown, known));
  names.forEach((name, at) => {
    numbers[at] = numberOf(name, known);
  });
  return numbers;
}

function numberOf(name: string, known: Map<string, number>): number {
  const number = known.get(name) ?? known.size;
  known.set(name, number);
  return number;
}

function someLoan(
  { borrowerStart, loansByBorrower }: Portfolio,
  borrower: number,
  holds: (loan: number) => boolean,
): boolean {
  for (let at = borrowerStart[borrower]!; at < borrowerStart[borrower + 1]!; at++) {
    if (holds(loansByBorrower[at]!)) return true;
  }
  return false;
}
