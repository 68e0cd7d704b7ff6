/**
 * The survey table: the answers of field surveys by borrower. Of several answers to one question the latest counts;
 * answers given after the as-of date do not exist yet.
 */
import { type EpochDay, formatIsoDate, NO_DAY } from '../../domain/civil-date.js';
import type { ProblemDetail } from '../../domain/problem.js';
import { QUESTION_COUNT, SURVEY_QUESTIONS, type SurveyColumns } from '../../domain/survey.js';
import { float64Column, int32Column, uint32Column } from '../../portfolio/columns.js';
import { findId, type IdTable } from '../../portfolio/id-table.js';
import { shownCell } from '../cells.js';
import { columnPosition, SURVEY } from '../shapes.js';
import { nearestAnswer, readAnswer, spellingsOf } from '../survey-answers.js';
import type { RecordBatch } from '../table.js';
import { positionsOf } from './batch-columns.js';

export interface SurveyContext {
  readonly loanIds: IdTable;
  readonly borrowerIds: IdTable;
  readonly borrowerOfLoan: Int32Array;
  readonly asOf: EpochDay;
  /** Titles of the file's own columns, by canonical name; the canonical name itself where the file lacks one. */
  readonly titleOf: (column: string) => string;
}

interface SurveyRow {
  readonly borrower: number;
  readonly answeredOn: EpochDay;
  readonly answers: Float64Array;
  readonly line: number;
  readonly offset: number;
}

/** A row that another one contradicts, to be set aside. */
export interface SurveyConflict {
  readonly line: number;
  readonly offset: number;
  readonly detail: Extract<ProblemDetail, { code: 'contradicting-answers' }>;
}

export interface SurveyIntake {
  take(batch: RecordBatch): void;
  finish(): { readonly survey: SurveyColumns; readonly rows: number; readonly conflicts: readonly SurveyConflict[] };
}

/** Takes the records of a survey table; rows of unknown borrowers and with unknown answers are set aside. */
export function receiveSurvey(context: SurveyContext): SurveyIntake {
  const at = positionsOf(SURVEY, ['borrower_id', 'answered_on', 'loans']);
  const questionAt = SURVEY_QUESTIONS.map(({ id }) => columnPosition(SURVEY, id));
  const { loanIds, borrowerIds, borrowerOfLoan, titleOf } = context;
  const rows: SurveyRow[] = [];

  /** By its number; a row without one, by the first of its loans. Negative where the book has no such borrower. */
  function borrowerOf(batch: RecordBatch, row: number): number {
    const start = batch.start[at.borrower_id]![row]!;
    const end = batch.end[at.borrower_id]![row]!;
    if (start !== end) return findId(borrowerIds, batch.bytes, start, end);
    const loan = Buffer.from(batch.text(row, at.loans).split(';')[0]!.trim());
    const index = findId(loanIds, loan, 0, loan.length);
    return index < 0 ? -1 : borrowerOfLoan[index]!;
  }

  function answersOf(batch: RecordBatch, row: number): Float64Array | undefined {
    const answers = new Float64Array(QUESTION_COUNT).fill(Number.NaN);
    let isSound = true;
    for (let slot = 0; slot < QUESTION_COUNT; slot++) {
      const question = SURVEY_QUESTIONS[slot]!;
      const cell = batch.text(row, questionAt[slot]!);
      const answer = readAnswer(question, cell);
      if (answer !== undefined) {
        answers[slot] = answer;
        continue;
      }
      isSound = false;
      const near = nearestAnswer(question, cell);
      batch.reject(row, {
        code: 'unknown-answer',
        column: titleOf(question.id),
        cell: shownCell(cell, { name: question.id, kind: 'choice' }),
        answers: question.kind,
        choices: spellingsOf(question),
        ...(near === undefined ? {} : { didYouMean: near }),
      });
    }
    return isSound ? answers : undefined;
  }

  function take(batch: RecordBatch): void {
    for (let row = 0; row < batch.count; row++) {
      const isNamed = batch.start[at.borrower_id]![row] !== batch.end[at.borrower_id]![row];
      if (!isNamed && batch.text(row, at.loans) === '') {
        batch.reject(row, { code: 'blank-required', column: titleOf('borrower_id'), cell: '' });
        continue;
      }
      const borrower = borrowerOf(batch, row);
      if (borrower < 0) {
        batch.reject(row, { code: 'unknown-borrower' });
        continue;
      }
      const answers = answersOf(batch, row);
      if (answers === undefined) continue;
      const day = batch.values[at.answered_on]![row]!;
      if (Number.isNaN(day) && answers.some((answer) => !Number.isNaN(answer))) {
        batch.reject(row, { code: 'answer-without-day', column: titleOf('answered_on') });
        continue;
      }
      const answeredOn = Number.isNaN(day) ? NO_DAY : day;
      rows.push({ borrower, answeredOn, answers, line: batch.line[row]!, offset: batch.offset[row]! });
    }
  }

  return { take, finish: () => settleRows(rows, context) };
}

function settleRows(rows: readonly SurveyRow[], { borrowerIds, asOf, titleOf }: SurveyContext) {
  const byBorrower = new Map<number, SurveyRow[]>();
  for (const row of rows) {
    const others = byBorrower.get(row.borrower);
    if (others === undefined) byBorrower.set(row.borrower, [row]);
    else others.push(row);
  }
  const conflicts: SurveyConflict[] = [];
  const rowOfBorrower = int32Column(borrowerIds.count).fill(-1);
  const answers = float64Column(byBorrower.size * QUESTION_COUNT).fill(Number.NaN);
  const answeredOn = int32Column(byBorrower.size * QUESTION_COUNT).fill(NO_DAY);
  const line = uint32Column(byBorrower.size * QUESTION_COUNT);
  let count = 0;
  for (const [borrower, own] of byBorrower) {
    const contradicted = own.length === 1 ? [] : conflictsAmong(own, titleOf);
    conflicts.push(...contradicted);
    const setAside = new Set(contradicted.map(({ line }) => line));
    const base = count * QUESTION_COUNT;
    rowOfBorrower[borrower] = count++;
    for (const row of own) {
      if (setAside.has(row.line) || row.answeredOn === NO_DAY || row.answeredOn > asOf) continue;
      for (let slot = 0; slot < QUESTION_COUNT; slot++) {
        const isLater = answeredOn[base + slot] === NO_DAY || row.answeredOn > answeredOn[base + slot]!;
        if (Number.isNaN(row.answers[slot]!) || !isLater) continue;
        answers[base + slot] = row.answers[slot]!;
        answeredOn[base + slot] = row.answeredOn;
        line[base + slot] = row.line;
      }
    }
  }
  conflicts.sort((first, second) => first.line - second.line);
  return { survey: { rowOfBorrower, answers, answeredOn, line }, rows: rows.length - conflicts.length, conflicts };
}

/** The rows of one borrower that answer a question differently on one day, each with the first such question. */
function conflictsAmong(rows: readonly SurveyRow[], titleOf: (column: string) => string): SurveyConflict[] {
  const found: SurveyConflict[] = [];
  for (const row of rows) {
    for (let slot = 0; slot < QUESTION_COUNT; slot++) {
      const answer = row.answers[slot]!;
      if (Number.isNaN(answer)) continue;
      const other = rows.find(
        (candidate) =>
          candidate.answeredOn === row.answeredOn &&
          !Number.isNaN(candidate.answers[slot]!) &&
          candidate.answers[slot] !== answer,
      );
      if (other === undefined) continue;
      found.push({
        line: row.line,
        offset: row.offset,
        detail: {
          code: 'contradicting-answers',
          column: titleOf(SURVEY_QUESTIONS[slot]!.id),
          answeredOn: formatIsoDate(row.answeredOn),
          otherLine: other.line,
        },
      });
      break;
    }
  }
  return found;
}
