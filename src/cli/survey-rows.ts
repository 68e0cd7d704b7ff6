/** The rows of a survey sheet, grouped by area for visits, and how many fall to each area. */
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { NO_DAY } from '../domain/civil-date.js';
import { BORROWER_TYPES, TRUE } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import type { Fen } from '../domain/money.js';
import { NEVER, QUESTION_COUNT, SURVEY_QUESTIONS, type SurveyQuestion } from '../domain/survey.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import { gatherLoanText } from '../read/loan-text.js';
import { newBorrowerBench } from '../triage/assess-borrower.js';
import { type SurveyedBorrower, surveyBorrower } from '../triage/survey-borrower.js';
import type { OutputColumn } from '../write/columns.js';
import type { SurveyRow } from '../write/survey-sheet.js';
import { wordsIn } from '../write/words.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';
import { openLoansOf } from './work-list-rows.js';

export interface SurveySheet {
  readonly rows: readonly SurveyRow[];
  /** Empty cells over all rows. */
  readonly questions: number;
  /** Rows whose type no answers could settle. */
  readonly unsettled: number;
  /** Rows of borrowers whom nobody may ask, for contact is stopped. */
  readonly notToAsk: number;
}

/** Rows for `borrowers`, which come in order of work: by region, then branch, and within a branch in that order. */
export function surveySheet(
  open: OpenBook,
  { book: { borrowers: columns } }: TriagedBook,
  borrowers: readonly number[],
): SurveySheet {
  const { portfolio, terms, listLanguage: language } = open;
  const { regions, branches, officers, loans } = portfolio;
  const { buckets } = terms.policy.ageing;
  const placeOf = (borrower: number) => {
    const lead = columns.leadLoan[borrower]!;
    return { region: regions[loans.region[lead]!]!, branch: branches[loans.branch[lead]!]! };
  };
  // Stable: within a branch the order of work stays.
  const order = [...borrowers].sort((first, second) => {
    const one = placeOf(first);
    const other = placeOf(second);
    return byName(one.region, other.region) || byName(one.branch, other.branch);
  });
  const texts = gatherLoanText(
    open.loansTable,
    portfolio,
    Int32Array.from(order, (borrower) => columns.leadLoan[borrower]!),
    ['borrower_name', 'phone', 'address'],
    open.masking,
  );
  const bench = newBorrowerBench(portfolio, terms);
  let questions = 0;
  let unsettled = 0;
  let notToAsk = 0;
  const rows = order.map((borrower, at): SurveyRow => {
    const surveyed = surveyBorrower(bench, borrower);
    const wanted = surveyed.asked.reduce((sum, asked) => sum + asked, 0);
    questions += wanted;
    if (surveyed.isContactStopped) notToAsk++;
    if (!surveyed.canSettle) unsettled++;
    const bucket = columns.bucket[borrower]!;
    const daysPastDue = columns.daysPastDue[borrower]!;
    const type = columns.type[borrower]!;
    return {
      borrowerId: borrowerIdOf(portfolio.borrowerIds, borrower),
      borrowerName: texts.text(at, 'borrower_name'),
      ...placeOf(borrower),
      officer: officers[loans.officer[columns.leadLoan[borrower]!]!]!,
      phone: texts.text(at, 'phone'),
      address: texts.text(at, 'address'),
      loans: openLoansOf(portfolio, borrower, terms.asOf),
      daysPastDue: daysPastDue === NO_DAY ? Number.NaN : daysPastDue,
      bucket: bucket === NO_CODE ? UNDETERMINED_BUCKET : buckets[bucket]!.code,
      overdueTotal: columns.overdueTotal[borrower]!,
      borrowerType: type === NO_CODE ? '' : wordsIn(language).borrowerTypes[BORROWER_TYPES[type]!],
      known: knownOf(surveyed, language),
      questions: questionsOf(surveyed, wanted, language),
      asked: surveyed.asked,
    };
  });
  return { rows, questions, unsettled, notToAsk };
}

/** By code units, so that every machine has the same order; a place that is not given comes last. */
function byName(first: string, second: string): number {
  if (first === second) return 0;
  if (first === '' || second === '') return first === '' ? 1 : -1;
  return first < second ? -1 : 1;
}

/** The evidence that speaks, for and against, and what earlier surveys answered. */
function knownOf({ findings, answered }: SurveyedBorrower, language: Language): string {
  const fired = findings.filter(({ outcome }) => outcome === TRUE).map(({ rule }) => rule.title[language]);
  const answers: string[] = [];
  for (let slot = 0; slot < QUESTION_COUNT; slot++) {
    if (Number.isNaN(answered[slot]!)) continue;
    const question = SURVEY_QUESTIONS[slot]!;
    answers.push(`${question.title[language]}: ${answerText(question, answered[slot]!, language)}`);
  }
  return [...new Set([...fired, ...answers])].join(language === 'zh' ? '；' : '; ');
}

function answerText({ kind }: SurveyQuestion, answer: number, language: Language): string {
  if (kind !== 'months') return { en: ['no', 'yes'], zh: ['否', '是'] }[language][answer]!;
  if (answer === NEVER) return { en: 'never', zh: '不能恢复' }[language];
  return String(answer);
}

function questionsOf(
  { asked, canSettle, isContactStopped, isPositionKnown }: SurveyedBorrower,
  wanted: number,
  language: Language,
): string {
  if (!isPositionKnown) return TERMS_MISSING[language];
  if (!canSettle) return NOTHING_SETTLES[language];
  if (wanted === 0) return NOTHING_TO_ASK[language];
  const wording: string[] = [];
  SURVEY_QUESTIONS.forEach(({ asks }, slot) => {
    if (asked[slot] === 1) wording.push(`${wording.length + 1}) ${asks[language]}`);
  });
  const questions = wording.join(' ');
  return isContactStopped ? CONTACT_STOPPED[language] + questions : questions;
}

/** As the dossier has it. */
const CONTACT_STOPPED = {
  en: 'CONTACT IS STOPPED, ask nobody; to find out without asking: ',
  zh: '【停止接触，不得询问客户及他人】只可不经询问查明：',
};
const TERMS_MISSING = {
  en: 'no answer would settle the type: terms of a loan are missing, so that its arrears are not known (arrears explain)',
  zh: '回答问题无法确定类型：借据要素缺失，逾期情况不明（见 arrears explain）',
};
const NOTHING_SETTLES = {
  en: 'no further answer would settle the type: what is known speaks on both sides (arrears explain)',
  zh: '再问也无法确定类型：已知情况正反相抵（见 arrears explain）',
};
const NOTHING_TO_ASK = { en: 'nothing to ask', zh: '无需提问' };

/** How many borrowers of a sheet are in one place. */
export interface Concentration {
  readonly region: string;
  readonly branch: string;
  readonly borrowers: number;
  /** Of all borrowers of the sheet, in percent. */
  readonly share: number;
  readonly overdue: Fen;
}

/** The places of the sheet, the one with most borrowers first. An unknown amount makes its place's sum unknown. */
export function concentrationOf(rows: readonly SurveyRow[]): Concentration[] {
  const places = new Map<string, { region: string; branch: string; borrowers: number; overdue: Fen }>();
  for (const { region, branch, overdueTotal } of rows) {
    const key = `${region}\0${branch}`;
    const place = places.get(key) ?? { region, branch, borrowers: 0, overdue: 0 };
    place.borrowers++;
    place.overdue += overdueTotal;
    places.set(key, place);
  }
  // Stable: places of one size keep the order of the sheet.
  return [...places.values()]
    .sort((first, second) => second.borrowers - first.borrowers)
    .map((place) => ({ ...place, share: (100 * place.borrowers) / rows.length }));
}

export const CONCENTRATION_COLUMNS: readonly OutputColumn<Concentration>[] = [
  { name: 'region', zh: '区域', en: 'region', kind: 'text', of: (place) => place.region },
  { name: 'branch', zh: '支行', en: 'branch', kind: 'text', of: (place) => place.branch },
  { name: 'borrowers', zh: '户数', en: 'borrowers', kind: 'integer', of: (place) => place.borrowers },
  { name: 'share', zh: '占比%', en: 'share %', kind: 'number', of: (place) => Math.round(place.share * 10) / 10 },
  { name: 'overdue', zh: '逾期总额', en: 'overdue', kind: 'fen', of: (place) => place.overdue },
];
