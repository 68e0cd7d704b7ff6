/** The sheet of a field survey as CSV and as a workbook: one row a borrower, one column a question. */
import type { Language } from '../domain/language.js';
import type { Fen } from '../domain/money.js';
import {
  type AnswerKind,
  SHEET_COLUMNS,
  type SheetColumnName,
  SURVEY_QUESTIONS,
  type SurveyQuestion,
} from '../domain/survey.js';
import type { SheetCellKind, SheetColumn, SheetPlan } from '../xlsx/workbook.js';
import type { ByteSink, OutputColumn } from './columns.js';
import type { ExcelForm } from './csv-form.js';
import { writeCsv } from './tables.js';

export interface SurveyRow {
  /** '' for a loan that names no borrower: it is found again by its loan. */
  readonly borrowerId: string;
  readonly borrowerName: string;
  readonly region: string;
  readonly branch: string;
  readonly officer: string;
  readonly phone: string;
  readonly address: string;
  readonly loans: readonly string[];
  /** NaN where not known, as for the amount. */
  readonly daysPastDue: number;
  readonly bucket: string;
  readonly overdueTotal: Fen;
  readonly borrowerType: string;
  /** What is known of the borrower, in words. */
  readonly known: string;
  /** What is to be asked, in words. */
  readonly questions: string;
  /** By question slot: 1 where the answer is wanted. */
  readonly asked: Uint8Array;
}

/** Stands in the cells that need no answer. */
export const NOT_NEEDED = '—';

type KnownColumn = OutputColumn<SurveyRow>;
type Plain =
  | { kind: 'text'; of: (row: SurveyRow) => string }
  | { kind: 'integer' | 'fen'; of: (row: SurveyRow) => number };

const CELLS: Readonly<Record<SheetColumnName, Plain | { kind: 'list'; of: (row: SurveyRow) => readonly string[] }>> = {
  borrower_name: { kind: 'text', of: (row) => row.borrowerName },
  region: { kind: 'text', of: (row) => row.region },
  branch: { kind: 'text', of: (row) => row.branch },
  officer: { kind: 'text', of: (row) => row.officer },
  phone: { kind: 'text', of: (row) => row.phone },
  address: { kind: 'text', of: (row) => row.address },
  loans: { kind: 'list', of: (row) => row.loans },
  days_past_due: { kind: 'integer', of: (row) => row.daysPastDue },
  bucket: { kind: 'text', of: (row) => row.bucket },
  overdue_total: { kind: 'fen', of: (row) => row.overdueTotal },
  borrower_type: { kind: 'text', of: (row) => row.borrowerType },
  known: { kind: 'text', of: (row) => row.known },
  questions: { kind: 'text', of: (row) => row.questions },
};

/** Every column in its order: whom it is about, what is known, the questions, who asked and when. */
export const SURVEY_SHEET_COLUMNS: readonly KnownColumn[] = [
  { name: 'borrower_id', zh: '客户号', en: 'borrower id', kind: 'text', of: (row) => row.borrowerId },
  ...SHEET_COLUMNS.map((titles): KnownColumn => ({ ...titles, ...CELLS[titles.name] })),
  ...SURVEY_QUESTIONS.map(
    ({ id, title }, slot): KnownColumn => ({
      name: id,
      ...title,
      kind: 'term',
      of: (row) => (row.asked[slot] === 1 ? '' : NOT_NEEDED),
    }),
  ),
  { name: 'answered_on', zh: '调查日期', en: 'answered on', kind: 'text', of: () => '' },
  { name: 'answered_by', zh: '调查人', en: 'answered by', kind: 'text', of: () => '' },
];

/** A sheet is filled in with a spreadsheet: it is always in a form for one. */
export function writeSurveyCsv(
  rows: readonly SurveyRow[],
  language: Language,
  sink: ByteSink,
  form: ExcelForm = 'bom',
): void {
  writeCsv(SURVEY_SHEET_COLUMNS, rows, language, sink, form);
}

/** The sheet with drop-downs, and a second one that explains the questions. Written by `writeWorkbook`. */
export function surveyWorkbook(rows: readonly SurveyRow[], language: Language): readonly SheetPlan[] {
  const questionsFrom = SURVEY_SHEET_COLUMNS.findIndex(({ name }) => name === SURVEY_QUESTIONS[0]!.id);
  const answeredOn = SURVEY_SHEET_COLUMNS.findIndex(({ name }) => name === 'answered_on');
  const columns = SURVEY_SHEET_COLUMNS.map((column, at): SheetColumn => {
    const title = column[language];
    const question = SURVEY_QUESTIONS[at - questionsFrom];
    if (question !== undefined) return questionColumn(question, language);
    if (at === answeredOn)
      return { title, kind: 'day', width: 12, rule: { kind: 'day' }, prompt: DAY_PROMPT[language] };
    return {
      title,
      kind: KINDS[column.kind],
      width: WIDTHS[column.name] ?? 12,
      ...(WRAPPED.has(column.name) ? { kind: 'wrapped' } : {}),
    };
  });
  return [
    {
      name: { en: 'survey', zh: '调查表' }[language],
      columns,
      rows: rows.map((row) => SURVEY_SHEET_COLUMNS.map((column) => cellOf(column, row))),
      frozenColumns: 2,
      greyed: NOT_NEEDED,
    },
    explanations(language),
  ];
}

const KINDS: Readonly<Record<KnownColumn['kind'], SheetCellKind>> = {
  text: 'text',
  term: 'text',
  words: 'wrapped',
  list: 'text',
  integer: 'integer',
  number: 'integer',
  fen: 'yuan',
  day: 'day',
};
const WRAPPED: ReadonlySet<string> = new Set(['known', 'questions', 'address']);
const WIDTHS: Readonly<Record<string, number>> = {
  borrower_id: 16,
  branch: 16,
  phone: 14,
  address: 28,
  loans: 18,
  days_past_due: 9,
  bucket: 8,
  overdue_total: 14,
  borrower_type: 14,
  known: 40,
  questions: 48,
};
const QUESTION_WIDTH = 11;

function cellOf(column: KnownColumn, row: SurveyRow): string | number {
  switch (column.kind) {
    case 'list':
      return column.of(row).join(';');
    case 'words':
      throw new TypeError(`${column.name} is made of words`);
    default:
      return column.of(row);
  }
}

function questionColumn({ kind, title, asks, choices }: SurveyQuestion, language: Language): SheetColumn {
  const common = { title: title[language], width: QUESTION_WIDTH, prompt: asks[language] };
  switch (kind) {
    case 'yes_no':
      return { ...common, kind: 'text', rule: { kind: 'list', values: YES_AND_NO[language] } };
    case 'choice':
      return {
        ...common,
        kind: 'text',
        rule: { kind: 'list', values: choices.map((choice) => choice.title[language]) },
      };
    case 'months':
      return { ...common, kind: 'integer', rule: { kind: 'whole', most: MOST_MONTHS, words: [NEVER_SPELT[language]] } };
  }
}

const YES_AND_NO: Readonly<Record<Language, readonly string[]>> = { en: ['yes', 'no'], zh: ['是', '否'] };
const NEVER_SPELT: Readonly<Record<Language, string>> = { en: 'never', zh: '不能恢复' };
/** As the reader takes them. */
const MOST_MONTHS = 480;

const DAY_PROMPT: Readonly<Record<Language, string>> = {
  en: 'The day on which the borrower was asked (YYYY-MM-DD). Answers without a day are not used.',
  zh: '询问客户的日期（YYYY-MM-DD）。没有日期的回答不予采用。',
};

function explanations(language: Language): SheetPlan {
  const titles = { en: ['column', 'question', 'answers', 'tells'], zh: ['栏目', '问题', '可填内容', '用于判断'] }[
    language
  ];
  const widths = [20, 60, 44, 24];
  const rows = SURVEY_QUESTIONS.map((question) => [
    question.title[language],
    question.asks[language],
    answersTo(question, language),
    AIMS[question.aim][language],
  ]);
  const notes = NOTES[language].map((note) => ['', note, '', '']);
  return {
    name: { en: 'questions', zh: '填表说明' }[language],
    columns: titles.map((title, at) => ({ title, kind: 'wrapped', width: widths[at]! })),
    rows: [...rows, ...notes],
    frozenColumns: 0,
  };
}

function answersTo({ kind, choices }: SurveyQuestion, language: Language): string {
  const or: Readonly<Record<AnswerKind, Readonly<Record<Language, string>>>> = {
    yes_no: { en: 'yes / no', zh: '是 / 否' },
    choice: {
      en: choices.map(({ title }) => title.en).join(' / '),
      zh: choices.map(({ title }) => title.zh).join(' / '),
    },
    months: { en: 'whole months, such as 6, or never', zh: '整数月数（如 6），或“不能恢复”' },
  };
  return or[kind][language];
}

const AIMS: Readonly<Record<SurveyQuestion['aim'], Readonly<Record<Language, string>>>> = {
  willingness: { en: 'willingness to pay', zh: '还款意愿' },
  ability: { en: 'ability to pay', zh: '还款能力' },
  '1-incidental': { en: 'type 1: weak credit awareness or not', zh: '第一类：是否信用意识淡薄' },
  '2-hardship': { en: 'type 2: recoverable (2a) or not (2b)', zh: '第二类：可恢复（2a）或难以恢复（2b）' },
};

const NOTES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    `Only empty cells need an answer; ${NOT_NEEDED} is not asked: the records tell that side already, or no answer would. What is written over it counts all the same.`,
    'Leave a cell empty where you do not know: not knowing is an answer too, and never counts as "no".',
    'Fill in "answered on" with the day on which the borrower was asked; do not change the borrower id and the loans.',
    'Ask the borrower only: family, colleagues and neighbours are not to be questioned about the debt.',
  ],
  zh: [
    `只需填写空白单元格；“${NOT_NEEDED}”表示不必询问：该方面已可由记录判定，或回答也无法判定。如另行填写，同样计入。`,
    '不清楚的请留空：不清楚也是一种回答，绝不视为“否”。',
    '“调查日期”填询问客户当天的日期；请勿改动客户号和借据号。',
    '只向客户本人询问，不得向其家人、同事、邻居询问债务情况。',
  ],
};
