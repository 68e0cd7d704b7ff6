/** `survey.csv` of a run: the sheet for the borrowers on the list whose type cannot be told. */
import { TYPE_UNDETERMINED } from '../domain/evidence.js';
import type { CsvForm } from '../write/csv-form.js';
import type { RunDirectory } from '../write/run-directory.js';
import { SURVEY_NAME } from '../write/run-directory.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

/** How many borrowers cannot be typed, and how many of them the sheet of the run holds. */
export interface SurveyCounts {
  readonly untyped: number;
  readonly rows: number;
}

/** Those on the list whose type cannot be told, in order of work. */
export function untypedOf({ book, list }: TriagedBook): readonly number[] {
  const { type } = book.borrowers;
  return Array.from(list.order).filter((borrower) => type[borrower] === TYPE_UNDETERMINED);
}

/** Writes the first of them, as many as the policy lets into a run; the sheet is there even when nobody has to be asked. */
export async function writeSurvey(
  run: RunDirectory,
  open: OpenBook,
  triaged: TriagedBook,
  form: CsvForm,
  rows: Map<string, number>,
): Promise<SurveyCounts> {
  const [{ surveySheet }, { writeSurveyCsv }] = await Promise.all([
    import('./survey-rows.js'),
    import('../write/survey-sheet.js'),
  ]);
  const untyped = untypedOf(triaged);
  const sheet = surveySheet(open, triaged, untyped.slice(0, open.terms.policy.typing.surveySheetBorrowers));
  const file = run.create(SURVEY_NAME);
  writeSurveyCsv(sheet.rows, open.listLanguage, (bytes) => file.write(bytes), form ?? undefined);
  file.close();
  rows.set(SURVEY_NAME, sheet.rows.length);
  return { untyped: untyped.length, rows: sheet.rows.length };
}
