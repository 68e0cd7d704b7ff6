/** What a field survey should find out about one borrower, and what is known of it already. */
import type { EvidenceFinding } from '../domain/evidence.js';
import { FACT_SLOT, type FactName } from '../domain/evidence.js';
import { QUESTION_COUNT, SURVEY_QUESTIONS } from '../domain/survey.js';
import { askSurvey, type SurveyNeed } from '../rules/ask-survey.js';
import { assessBorrower, type BorrowerBench } from './assess-borrower.js';

export interface SurveyedBorrower extends SurveyNeed {
  /** False where not even the arrears are known: then nobody asks for a type. */
  readonly isPositionKnown: boolean;
  /** A hold or an open complaint: what is wanted may only be found out without asking the borrower. */
  readonly isContactStopped: boolean;
  /** What every evidence rule saw and said; none where not even the arrears are known. */
  readonly findings: readonly EvidenceFinding[];
  /** By question slot: what earlier surveys answered and still counts, as the fact of the question; NaN where nothing does. */
  readonly answered: Float64Array;
}

/** A borrower whose arrears are not known is asked nothing: its loan's terms are missing, not its answers. */
export function surveyBorrower(bench: BorrowerBench, borrower: number): SurveyedBorrower {
  const findings: EvidenceFinding[] = [];
  const { balance, isListed, typing } = assessBorrower(bench, borrower, false, findings);
  const isContactStopped = isListed && bench.guide.isContactStopped;
  const answered = new Float64Array(QUESTION_COUNT).fill(Number.NaN);
  if (balance === null || typing === null) {
    return {
      asked: new Uint8Array(QUESTION_COUNT),
      canSettle: false,
      isPositionKnown: false,
      isContactStopped,
      findings,
      answered,
    };
  }
  SURVEY_QUESTIONS.forEach(({ fact }, question) => {
    answered[question] = bench.facts[FACT_SLOT[fact as FactName]]!;
  });
  const need = askSurvey(balance, typing.type, bench.facts, bench.terms.policy.typing);
  return { ...need, isPositionKnown: true, isContactStopped, findings, answered };
}
