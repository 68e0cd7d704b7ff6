/** The schedule table into the book's given instalments, grouped by loan. */
import { formatIsoDate } from '../../domain/civil-date.js';
import type { GivenInstalmentColumns } from '../../domain/loan.js';
import { formatFen } from '../../domain/money.js';
import type { ProblemDetail } from '../../domain/problem.js';
import {
  type Column,
  FIRST_CAPACITY,
  float64Column,
  int32Column,
  nextCapacity,
  regrow,
  release,
  uint32Column,
} from '../../portfolio/columns.js';
import { placeRows, scatter, sortWithinGroups, startsOfGroups } from '../../portfolio/grouping.js';
import { findIds, type IdTable, newIdLookup } from '../../portfolio/id-table.js';
import type { RowMarks } from '../../portfolio/payment-rows.js';
import { SCHEDULE } from '../shapes.js';
import type { RecordBatch } from '../table.js';
import { copyDays, copyLines, copyNumbers, newKeptRows, positionsOf } from './batch-columns.js';
import { markBatch } from './look-again.js';

export interface ScheduleContext {
  readonly loanIds: IdTable;
  /** Principal of each loan in fen. */
  readonly principal: Float64Array;
  readonly disbursedOn: Int32Array;
}

export interface ScheduleIntake {
  take(batch: RecordBatch): void;
  /** For finding again the rows that {@link GroupedSchedule.problems} names. */
  readonly marks: RowMarks;
  /** `incomplete`: the loans of which a row was rejected; without it the rest is not the schedule that was agreed. */
  finish(incomplete: ReadonlySet<number>): Promise<GroupedSchedule>;
}

export interface GroupedSchedule {
  readonly given: GivenInstalmentColumns;
  readonly givenStart: Int32Array;
  /** Problems that show only once a loan's instalments stand together, by line. */
  readonly problems: readonly { readonly line: number; readonly detail: ProblemDetail }[];
  /** Rows dropped for those problems; more than the problems, for a schedule is dropped as a whole. */
  readonly droppedRows: number;
}

interface InstalmentRows {
  readonly [name: string]: Column;
  readonly loan: Int32Array;
  readonly sequence: Float64Array;
  readonly dueOn: Int32Array;
  readonly principal: Float64Array;
  readonly interest: Float64Array;
  readonly fee: Float64Array;
  readonly line: Uint32Array;
}

function newInstalmentRows(capacity: number): InstalmentRows {
  return {
    loan: int32Column(capacity, 'own'),
    sequence: float64Column(capacity, 'own'),
    dueOn: int32Column(capacity, 'own'),
    principal: float64Column(capacity, 'own'),
    interest: float64Column(capacity, 'own'),
    fee: float64Column(capacity, 'own'),
    line: uint32Column(capacity, 'own'),
  };
}

/**
 * Takes the records of a schedule table; a blank interest or fee stays NaN. Sets aside instalments of unknown loans,
 * those due before their loan was disbursed, and the second of two with the same loan and sequence number. A loan whose
 * instalments do not repay exactly its principal, or of which a row was rejected, has no given schedule: all its rows
 * are dropped, with one problem at the first. A number that is left out is told; the instalments are used.
 */
export function receiveSchedule(context: ScheduleContext, tableBytes: number): ScheduleIntake {
  const at = positionsOf(SCHEDULE, ['loan_id', 'seq', 'due_on', 'principal', 'interest', 'fee']);
  const lookup = newIdLookup();
  const kept = newKeptRows();
  let rows = newInstalmentRows(FIRST_CAPACITY);
  const marks: RowMarks = { line: [], offset: [] };
  let count = 0;

  function take(batch: RecordBatch): void {
    markBatch(marks, batch);
    if (count + batch.count > rows.loan.length) {
      rows = regrow(rows, count, nextCapacity(count, batch.offset[0]!, tableBytes), 'own');
    }
    findIds(context.loanIds, lookup, batch.count, batch.bytes, batch.start[at.loan_id]!, batch.end[at.loan_id]!);
    kept.count = 0;
    const dueOn = batch.values[at.due_on]!;
    for (let row = 0; row < batch.count; row++) {
      const loan = lookup.found[row]!;
      if (loan < 0) {
        batch.reject(row, { code: 'unknown-loan' });
        continue;
      }
      const due = dueOn[row]!;
      if (due < context.disbursedOn[loan]!) {
        const disbursedOn = formatIsoDate(context.disbursedOn[loan]!);
        batch.reject(row, { code: 'instalment-before-disbursement', dueOn: formatIsoDate(due), disbursedOn });
        continue;
      }
      rows.loan[count + kept.count] = loan;
      kept.rows[kept.count++] = row;
    }
    copyNumbers(batch.values[at.seq]!, kept, rows.sequence, count);
    copyDays(batch.values[at.due_on]!, kept, rows.dueOn, count);
    copyNumbers(batch.values[at.principal]!, kept, rows.principal, count);
    copyNumbers(batch.values[at.interest]!, kept, rows.interest, count);
    copyNumbers(batch.values[at.fee]!, kept, rows.fee, count);
    copyLines(batch, kept, rows.line, count);
    count += kept.count;
  }

  return { take, marks, finish: (incomplete) => groupSchedule(rows, count, context.principal, incomplete) };
}

async function groupSchedule(
  rows: InstalmentRows,
  count: number,
  principals: Float64Array,
  incomplete: ReadonlySet<number>,
): Promise<GroupedSchedule> {
  const places = rows.loan.subarray(0, count);
  const givenStart = startsOfGroups([places], principals.length);
  placeRows([places], givenStart);
  const sequence = scatter(rows.sequence, places, float64Column(count, 'own'));
  const line = scatter(rows.line, places, uint32Column(count, 'own'));
  const given = {
    dueOn: scatter(rows.dueOn, places, int32Column(count)),
    principal: scatter(rows.principal, places, float64Column(count)),
    interest: scatter(rows.interest, places, float64Column(count)),
    fee: scatter(rows.fee, places, float64Column(count)),
  };
  await release(Object.values(rows));

  const { isDropped, droppedRows, problems } = checkSchedules(
    givenStart,
    { sequence, line, scheduled: given.principal },
    principals,
    incomplete,
  );
  if (droppedRows > 0) closeGaps(givenStart, isDropped, [sequence, ...Object.values(given)]);
  const left = count - droppedRows;
  const { dueOn, principal, interest, fee } = given;
  // Of instalments that fall due on one day the one with the lower number is paid first, wherever it stands in the file.
  sortBySequence(givenStart, sequence, [dueOn, principal, interest, fee]);
  await release([sequence, line]);
  sortWithinGroups(givenStart, dueOn, [principal, interest, fee]);
  return {
    given: {
      dueOn: dueOn.subarray(0, left),
      principal: principal.subarray(0, left),
      interest: interest.subarray(0, left),
      fee: fee.subarray(0, left),
    },
    givenStart,
    problems: problems.sort((first, second) => first.line - second.line),
    droppedRows,
  };
}

interface ScheduledRows {
  readonly sequence: Float64Array;
  readonly line: Uint32Array;
  /** Principal of each instalment in fen. */
  readonly scheduled: Float64Array;
}

function checkSchedules(
  starts: Int32Array,
  { sequence, line, scheduled }: ScheduledRows,
  principals: Float64Array,
  incomplete: ReadonlySet<number>,
) {
  const isDropped = new Uint8Array(sequence.length);
  const problems: { line: number; detail: ProblemDetail }[] = [];
  let droppedRows = 0;
  for (let loan = 0; loan < principals.length; loan++) {
    const from = starts[loan]!;
    const until = starts[loan + 1]!;
    if (from === until) continue;
    if (!isStrictlyRising(sequence, from, until)) {
      for (const { row, first } of repeatedSequences(sequence, from, until)) {
        isDropped[row] = 1;
        droppedRows++;
        const detail = { code: 'duplicate-instalment', sequence: sequence[row]!, firstLine: line[first]! } as const;
        problems.push({ line: line[row]!, detail });
      }
    }
    let sum = 0;
    let left = 0;
    for (let row = from; row < until; row++) {
      if (isDropped[row] === 1) continue;
      sum += scheduled[row]!;
      left++;
    }
    const isComplete = !incomplete.has(loan);
    if (isComplete && sum === principals[loan]) {
      const missing = firstMissing(sequence.subarray(from, until));
      if (missing !== null) problems.push({ line: line[from]!, detail: { code: 'instalment-left-out', ...missing } });
      continue;
    }
    isDropped.fill(1, from, until);
    droppedRows += left;
    const principal = formatFen(principals[loan]!);
    problems.push({
      line: line[from]!,
      detail: isComplete
        ? { code: 'schedule-principal-mismatch', scheduled: formatFen(sum), principal }
        : { code: 'incomplete-schedule' },
    });
  }
  return { isDropped, problems, droppedRows };
}

/** The first number that is left out between the least and the greatest; null where none is. */
function firstMissing(sequence: Float64Array): { readonly sequence: number; readonly after: number } | null {
  if (sequence.at(-1)! - sequence[0]! === sequence.length - 1 && isStrictlyRising(sequence, 0, sequence.length))
    return null;
  const numbers = sequence.slice().sort();
  for (let at = 1; at < numbers.length; at++) {
    const after = numbers[at - 1]!;
    if (numbers[at]! > after + 1) return { sequence: after + 1, after };
  }
  return null;
}

/** Puts the rows of each group in rising order of `sequence`, which repeats in none. */
function sortBySequence(starts: Int32Array, sequence: Float64Array, others: readonly Column[]): void {
  for (let group = 0; group + 1 < starts.length; group++) {
    const from = starts[group]!;
    const until = starts[group + 1]!;
    if (isStrictlyRising(sequence, from, until)) continue;
    const order = Uint32Array.from({ length: until - from }, (_, row) => from + row);
    order.sort((first, second) => sequence[first]! - sequence[second]!);
    for (const column of others) {
      const sorted = Array.from(order, (row) => column[row]!);
      column.set(sorted, from);
    }
  }
}

function isStrictlyRising(column: Float64Array, from: number, until: number): boolean {
  for (let row = from + 1; row < until; row++) if (column[row]! <= column[row - 1]!) return false;
  return true;
}

/** Rows whose sequence number stood earlier in the group, with the row of its first occurrence. */
function repeatedSequences(sequence: Float64Array, from: number, until: number): { row: number; first: number }[] {
  const firstOf = new Map<number, number>();
  const repeated: { row: number; first: number }[] = [];
  for (let row = from; row < until; row++) {
    const first = firstOf.get(sequence[row]!);
    if (first === undefined) firstOf.set(sequence[row]!, row);
    else repeated.push({ row, first });
  }
  return repeated;
}

/** Takes dropped rows out of grouped columns, and out of the starts of the groups. */
function closeGaps(starts: Int32Array, isDropped: Uint8Array, columns: readonly Column[]): void {
  let next = 0;
  let row = 0;
  for (let group = 0; group + 1 < starts.length; group++) {
    const until = starts[group + 1]!;
    starts[group] = next;
    for (; row < until; row++) {
      if (isDropped[row] === 1) continue;
      for (const column of columns) column[next] = column[row]!;
      next++;
    }
  }
  starts[starts.length - 1] = next;
}
