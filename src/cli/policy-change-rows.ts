/** The rows of `arrears policy compare`: one borrower each, with what it is under either policy and why they differ. */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES } from '../domain/evidence.js';
import type { Fen } from '../domain/money.js';
import { type ChangeKind, changesOf } from '../domain/policy-change.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import type { Portfolio } from '../portfolio/portfolio.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { newBorrowerBench } from '../triage/assess-borrower.js';
import { bucketComparer, type PolicyRun } from '../triage/compare-policies.js';
import { firedRules } from '../triage/fired-rules.js';
import type { OutputColumn } from '../write/columns.js';
import type { TablePlan } from '../write/terminal-table.js';
import type { ComparedBook, ComparedSide } from './compare-on-book.js';
import { whyTeller } from './why-changed.js';
import { openLoansOf, textsOfSteps } from './work-list-rows.js';

/** What a borrower is under one policy. */
interface SideOfRow {
  /** '' where it is not in arrears. */
  readonly type: string;
  readonly subtype: string;
  /** Of the loans whose bucket differs, in their order. */
  readonly buckets: readonly string[];
  /** '' where it is not in arrears. */
  readonly nextStep: string;
  readonly nextStepBy: EpochDay;
  /** NaN where it is not on the list. */
  readonly rank: number;
  /** NaN where a part is unknown. */
  readonly overdueTotal: Fen;
}

interface PolicyChangeRow {
  readonly borrowerId: string;
  readonly loans: readonly string[];
  /** Empty where nothing changes. */
  readonly changed: readonly ChangeKind[];
  readonly rebucketed: readonly string[];
  readonly a: SideOfRow;
  readonly b: SideOfRow;
  readonly why: readonly string[];
}

type Side = 'a' | 'b';

/** The column of either policy. */
function pair(of: (side: Side) => OutputColumn<PolicyChangeRow>): OutputColumn<PolicyChangeRow>[] {
  return [of('a'), of('b')];
}

function titled(name: string, zh: string, en: string, side: Side): Pick<OutputColumn<unknown>, 'name' | 'zh' | 'en'> {
  const mark = side.toUpperCase();
  return { name: `${name}_${side}`, zh: `${zh}${mark}`, en: `${en} ${mark}` };
}

export const POLICY_CHANGE_COLUMNS: readonly OutputColumn<PolicyChangeRow>[] = [
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
  { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  { name: 'changed', zh: '变化', en: 'changed', kind: 'list', of: (row) => row.changed },
  ...pair((side) => ({ ...titled('type', '类型', 'type', side), kind: 'text', of: (row) => row[side].type })),
  ...pair((side) => ({ ...titled('subtype', '细类', 'sub-type', side), kind: 'text', of: (row) => row[side].subtype })),
  { name: 'bucket_loans', zh: '账龄变化借据', en: 'loans in other buckets', kind: 'list', of: (row) => row.rebucketed },
  ...pair((side) => ({ ...titled('bucket', '账龄', 'bucket', side), kind: 'list', of: (row) => row[side].buckets })),
  ...pair((side) => ({
    ...titled('next_step', '下一步', 'next step', side),
    kind: 'text',
    of: (row) => row[side].nextStep,
  })),
  ...pair((side) => ({
    ...titled('next_step_by', '期限', 'by', side),
    kind: 'day',
    of: (row) => row[side].nextStepBy,
  })),
  ...pair((side) => ({ ...titled('rank', '排位', 'rank', side), kind: 'integer', of: (row) => row[side].rank })),
  ...pair((side) => ({
    ...titled('in_list', '在清单', 'in list', side),
    kind: 'text',
    of: (row) => (Number.isNaN(row[side].rank) ? 'no' : 'yes'),
  })),
  ...pair((side) => ({
    ...titled('overdue_total', '逾期合计', 'overdue total', side),
    kind: 'fen',
    of: (row) => row[side].overdueTotal,
  })),
  { name: 'why', zh: '原因', en: 'why', kind: 'list', of: (row) => row.why },
];

/** What a terminal shows, by its width. */
export const POLICY_CHANGE_PLANS: readonly TablePlan[] = [
  {
    from: 118,
    columns: ['borrower_id', 'changed', 'type_a', 'type_b', 'bucket_a', 'bucket_b', 'rank_a', 'rank_b', 'why'],
    flexible: ['borrower_id', 'changed', 'bucket_a', 'bucket_b', 'why'],
  },
  {
    from: 78,
    columns: ['borrower_id', 'changed', 'rank_a', 'rank_b', 'why'],
    flexible: ['borrower_id', 'changed', 'why'],
  },
  { from: 0, columns: ['borrower_id', 'changed'], flexible: ['borrower_id', 'changed'] },
];

/** Borrowers assessed under one policy before the same are assessed under the other: turning from one to the other costs. */
const ROWS_AT_ONCE = 512;

/** One row per borrower that changes, in the order of the comparison; with `all` also those that do not. */
export function* policyChangeRows({ a, b, comparison }: ComparedBook, all: boolean): Generator<PolicyChangeRow> {
  const { portfolio, terms, listLanguage } = a.open;
  const { borrowers, changes, rankA, rankB } = comparison;
  const benchA = newBorrowerBench(portfolio, terms);
  const benchB = newBorrowerBench(portfolio, b.open.terms);
  const bucketDiffers = bucketComparer(a.run, b.run);
  const sideA = sideTeller(a, rankA);
  const sideB = sideTeller(b, rankB);
  const tellWhy = whyTeller(portfolio, a.run, b.run, comparison, listLanguage);
  const { length: countA } = a.run.policy.typing.rules;
  const { length: countB } = b.run.policy.typing.rules;

  for (const places of stretches(changes, all)) {
    const chosen = places.map((place) => borrowers[place]!);
    const firedA = firedRules(benchA, chosen);
    const firedB = firedRules(benchB, chosen);
    for (let row = 0; row < chosen.length; row++) {
      const borrower = chosen[row]!;
      const place = places[row]!;
      const rebucketed = loansOf(portfolio, borrower).filter(bucketDiffers);
      const fired = {
        a: firedA.subarray(row * countA, (row + 1) * countA),
        b: firedB.subarray(row * countB, (row + 1) * countB),
      };
      yield {
        borrowerId: borrowerIdOf(portfolio.borrowerIds, borrower),
        loans: openLoansOf(portfolio, borrower, terms.asOf),
        changed: changesOf(changes[place]!),
        rebucketed: rebucketed.map((loan) => textOf(portfolio.loanIds, loan)),
        a: sideA(borrower, rebucketed),
        b: sideB(borrower, rebucketed),
        why: tellWhy(place, fired, changes[place]!, rebucketed),
      };
    }
  }
}

/** The places of the rows to show, some at a time. */
function* stretches(changes: Uint8Array, all: boolean): Generator<Int32Array> {
  const places = new Int32Array(ROWS_AT_ONCE);
  let count = 0;
  for (let at = 0; at < changes.length; at++) {
    if (!all && changes[at] === 0) continue;
    places[count++] = at;
    if (count < ROWS_AT_ONCE) continue;
    yield places.slice();
    count = 0;
  }
  if (count > 0) yield places.slice(0, count);
}

function loansOf({ borrowerStart, loansByBorrower }: Portfolio, borrower: number): number[] {
  return Array.from(loansByBorrower.subarray(borrowerStart[borrower]!, borrowerStart[borrower + 1]!));
}

function sideTeller(
  { open, run }: ComparedSide,
  ranks: Int32Array,
): (borrower: number, rebucketed: readonly number[]) => SideOfRow {
  const steps = textsOfSteps(run.policy.calendar.allSteps, open.listLanguage);
  const { borrowers: columns } = run.book;
  return (borrower, rebucketed) => {
    const isListed = columns.listed[borrower] === 1;
    const rank = ranks[borrower]!;
    return {
      type: isListed ? BORROWER_TYPES[columns.type[borrower]!]! : '',
      subtype: isListed ? BORROWER_SUBTYPES[columns.subtype[borrower]!]! : '',
      buckets: rebucketed.map((loan) => bucketCodeOf(run, loan)),
      nextStep: isListed ? steps[columns.step[borrower]!]! : '',
      nextStepBy: isListed ? columns.stepBy[borrower]! : NO_DAY,
      rank: rank === 0 ? Number.NaN : rank,
      overdueTotal: columns.overdueTotal[borrower]!,
    };
  };
}

function bucketCodeOf({ policy, book }: PolicyRun, loan: number): string {
  const bucket = book.positions.bucket[loan]!;
  return bucket === NO_CODE ? UNDETERMINED_BUCKET : policy.ageing.buckets[bucket]!.code;
}
