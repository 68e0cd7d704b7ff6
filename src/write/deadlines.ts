/** `deadlines.csv`: one row per clock, with the estimate, the reasons, the articles and what is missing. */
import type { Language } from '../domain/language.js';
import type { DeadlineRow } from '../domain/work.js';
import type { OutputColumn } from './columns.js';
import type { TablePlan } from './terminal-table.js';
import { describeMissing, describeReason, type RecordPlaces } from './words.js';

/** The contract's columns, then this version's own; reasons and missing facts in the given language. */
export function deadlineColumns(language: Language, places: RecordPlaces = {}): readonly OutputColumn<DeadlineRow>[] {
  const joint = language === 'zh' ? '；' : '; ';
  return [
    { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (row) => row.loanId },
    { name: 'party_id', zh: '当事人号', en: 'party', kind: 'text', of: (row) => row.partyId },
    { name: 'clock', zh: '期限种类', en: 'clock', kind: 'text', of: (row) => row.clock },
    { name: 'status', zh: '状态', en: 'status', kind: 'text', of: (row) => row.status },
    { name: 'base_on', zh: '届满日（估算）', en: 'ends on (estimate)', kind: 'day', of: (row) => row.baseOn },
    { name: 'rolled_on', zh: '顺延后（估算）', en: 'rolled over holidays', kind: 'day', of: (row) => row.rolledOn },
    { name: 'days_left', zh: '剩余天数', en: 'days left', kind: 'integer', of: (row) => row.daysLeft },
    {
      name: 'because',
      zh: '推算过程',
      en: 'because',
      kind: 'text',
      of: (row) => row.because.map((reason) => describeReason(reason, language, places)).join(joint),
    },
    { name: 'articles', zh: '依据', en: 'articles', kind: 'text', of: (row) => row.articles.join('; ') },
    {
      name: 'missing',
      zh: '缺少',
      en: 'missing',
      kind: 'text',
      of: (row) => row.missing.map((fact) => describeMissing(fact, language)).join(joint),
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
      of: (row) => row.improvements.map((fact) => describeMissing(fact, language)).join(joint),
    },
  ];
}

/** What a terminal shows, by its width. */
export const DEADLINE_PLANS: readonly TablePlan[] = [
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
  { from: 0, columns: ['loan_id', 'clock', 'base_on'], flexible: ['loan_id'] },
];
