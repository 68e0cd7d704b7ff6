/** What the field survey says about a borrower, as long as its answers are fresh enough to count. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import { FACT_SLOT, type FactName } from '../domain/evidence.js';
import { factOfAnswer, QUESTION_COUNT, QUESTION_SLOT, SURVEY_QUESTIONS, type SurveyColumns } from '../domain/survey.js';
import { addSource, type FactSources } from './fact-sources.js';

/** Slot in a row of facts by question. */
const SLOTS = SURVEY_QUESTIONS.map(({ fact }) => FACT_SLOT[fact as FactName]);
const RECOVERY = QUESTION_SLOT.get('recovery_months')!;

/**
 * Fills the answers about a borrower into a row of facts; those older than `validDays` are not known any more. Returns
 * the day on which it was told when ability returns, NO_DAY where that is not known. With `sources`, the rows of the
 * answers are added.
 */
export function collectSurveyFacts(
  survey: SurveyColumns,
  borrower: number,
  asOf: EpochDay,
  validDays: number,
  facts: Float64Array,
  sources?: FactSources,
): EpochDay {
  const row = survey.rowOfBorrower[borrower]!;
  if (row < 0) return NO_DAY;
  let typedOn: EpochDay = NO_DAY;
  for (let question = 0; question < QUESTION_COUNT; question++) {
    const at = row * QUESTION_COUNT + question;
    const day = survey.answeredOn[at]!;
    if (day === NO_DAY || day > asOf || asOf - day > validDays) continue;
    const slot = SLOTS[question]!;
    const fact = factOfAnswer(SURVEY_QUESTIONS[question]!, survey.answers[at]!);
    facts[slot] = fact;
    if (Number.isNaN(fact)) continue;
    if (question === RECOVERY) typedOn = day;
    if (sources !== undefined) addSource(sources, slot, 'survey', survey.line[at]!);
  }
  return typedOn;
}
