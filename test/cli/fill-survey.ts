/** Fills in a survey sheet as a willing borrower in verified hardship would answer it. */
import { stringify } from 'csv-stringify/sync';
import { SURVEY_QUESTIONS } from '../../src/domain/survey.js';

const YES: ReadonlySet<string> = new Set([
  'says_will_pay',
  'names_a_date',
  'date_is_plausible',
  'gives_documents',
  'signed_undertaking',
  'cooperates',
  'forgot_or_travelling',
  'understands_credit',
  'hardship_verified',
  'agrees_to_dispose_assets',
]);

function answerTo(question: (typeof SURVEY_QUESTIONS)[number], language: 'en' | 'zh'): string {
  if (question.kind === 'choice') return question.choices[1]!.title[language];
  if (question.kind === 'months') return '12';
  return { en: ['no', 'yes'], zh: ['否', '是'] }[language][YES.has(question.id) ? 1 : 0]!;
}

/** Answers every open cell of the rows (titles first) and dates each row. */
export function fillRows(rows: readonly (readonly string[])[], answeredOn: string): string[][] {
  const [titles, ...people] = rows;
  return [
    [...titles!],
    ...people.map((row) => {
      const filled = titles!.map((_, at) => row[at] ?? '');
      for (const question of SURVEY_QUESTIONS) {
        for (const language of ['en', 'zh'] as const) {
          const at = titles!.indexOf(question.title[language]);
          if (at >= 0 && filled[at] === '') filled[at] = answerTo(question, language);
        }
      }
      filled[titles!.findIndex((title) => title === '调查日期' || title === 'answered on')] = answeredOn;
      return filled;
    }),
  ];
}

export function csvOf(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][]);
}
