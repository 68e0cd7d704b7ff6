/** `deadlines.csv`: one row per clock, with the estimate, the reasons, the articles and what is missing. */
import type { Language } from '../domain/language.js';
import type { DeadlineRow } from '../domain/work.js';
import type { OutputColumn } from './columns.js';
import type { TablePlan } from './terminal-table.js';
import { describeAllMissing, type RecordPlaces, tellReasons } from './words.js';

/** The contract's columns, then this version's own; reasons and missing facts in the given language. */
export function deadlineColumns(language: Language, places: RecordPlaces = {}): readonly OutputColumn<DeadlineRow>[] {
  return [
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (row) => row.loanId },
    { name: 'party_id', zh: '当事人号', en: 'party', kind: 'text', of: (row) => row.partyId },
    { name: 'clock', zh: '期限种类', en: 'clock', kind: 'term', vocabulary: 'clocks', of: (row) => row.clock },
    {
      name: 'status',
      zh: '状态',
      en: 'status',
      kind: 'term',
      vocabulary: 'limitationStatuses',
      of: (row) => row.status,
    },
    { name: 'base_on', zh: '届满日（估算）', en: 'ends on (estimate)', kind: 'day', of: (row) => row.baseOn },
    { name: 'rolled_on', zh: '顺延后（估算）', en: 'rolled over holidays', kind: 'day', of: (row) => row.rolledOn },
    { name: 'days_left', zh: '剩余天数', en: 'days left', kind: 'integer', of: (row) => row.daysLeft },
    {
      name: 'because',
      zh: '推算过程',
      en: 'because',
      kind: 'words',
      tell: (row, into) => tellReasons(row.because, language, into, places),
    },
    { name: 'articles', zh: '依据', en: 'articles', kind: 'term', of: (row) => joined(row.articles) },
    {
      name: 'missing',
      zh: '缺少',
      en: 'missing',
      kind: 'text',
      of: (row) => (row.missing.length === 0 ? '' : describeAllMissing(row.missing, language)),
    },
    {
      name: 'conservative_on',
      zh: '最早届满（从严）',
      en: 'earliest end',
      kind: 'day',
      of: (row) => row.conservativeOn,
    },
    { name: 'favourable_on', zh: '最晚届满（从宽）', en: 'latest end', kind: 'day', of: (row) => row.favourableOn },
    {
      name: 'improve',
      zh: '可补强',
      en: 'would improve it',
      kind: 'text',
      of: (row) => (row.improvements.length === 0 ? '' : describeAllMissing(row.improvements, language)),
    },
  ];
}

/** A book cites the same few lists of articles throughout. */
const JOINED = new WeakMap<readonly string[], string>();

function joined(articles: readonly string[]): string {
  let text = JOINED.get(articles);
  if (text === undefined) {
    text = articles.join('; ');
    JOINED.set(articles, text);
  }
  return text;
}

/** What a terminal shows, by its width. */
const DEADLINE_PLANS: readonly TablePlan[] = [
  {
    from: 150,
    columns: [
      'loan_id',
      'party_id',
      'clock',
      'status',
      'base_on',
      'days_left',
      'conservative_on',
      'because',
      'missing',
    ],
    flexible: ['because', 'missing'],
  },
  {
    from: 118,
    columns: ['loan_id', 'clock', 'status', 'base_on', 'days_left', 'because', 'missing'],
    flexible: ['because', 'missing'],
  },
  { from: 78, columns: ['loan_id', 'clock', 'status', 'base_on', 'because'], flexible: ['because'] },
  { from: 60, columns: ['loan_id', 'clock', 'status', 'base_on'], flexible: ['loan_id'] },
  { from: 0, columns: ['loan_id', 'clock', 'base_on'], flexible: ['loan_id'] },
];

/** What the rows are about: the name of their sheet in a workbook, and their terminal table. */
export const DEADLINES_SUBJECT = { name: { en: 'deadlines', zh: '权利期限' }, plans: DEADLINE_PLANS };
