/** The work list: columns of the contract, in its order. */
import type { WorkListRow } from '../domain/work.js';
import type { OutputColumn } from './columns.js';
import type { TablePlan } from './terminal-table.js';

export const WORK_LIST_COLUMNS: readonly OutputColumn<WorkListRow>[] = [
  { name: 'rank', zh: '序号', en: 'rank', kind: 'integer', of: (row) => row.rank },
  { name: 'why', zh: '原因', en: 'why', kind: 'text', of: (row) => row.why },
  { name: 'next_step', zh: '下一步', en: 'next step', kind: 'term', of: (row) => row.nextStep },
  { name: 'next_step_by', zh: '最迟日期', en: 'by', kind: 'day', of: (row) => row.nextStepBy },
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
  { name: 'borrower_name', zh: '客户名称', en: 'name', kind: 'text', of: (row) => row.borrowerName },
  { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  { name: 'days_past_due', zh: '逾期天数', en: 'days past due', kind: 'integer', of: (row) => row.daysPastDue },
  { name: 'bucket', zh: '账龄', en: 'bucket', kind: 'term', vocabulary: 'buckets', of: (row) => row.bucket },
  {
    name: 'risk_grade',
    zh: '五级分类',
    en: 'risk grade',
    kind: 'term',
    vocabulary: 'riskGrades',
    of: (row) => row.riskGrade,
  },
  { name: 'overdue_total', zh: '逾期总额', en: 'overdue total', kind: 'fen', of: (row) => row.overdueTotal },
  {
    name: 'outstanding_principal',
    zh: '贷款余额',
    en: 'outstanding principal',
    kind: 'fen',
    of: (row) => row.outstandingPrincipal,
  },
  {
    name: 'borrower_type',
    zh: '客户类型',
    en: 'type',
    kind: 'term',
    vocabulary: 'borrowerTypes',
    of: (row) => row.borrowerType,
  },
  { name: 'type_confidence', zh: '类型把握', en: 'confidence', kind: 'integer', of: (row) => row.typeConfidence },
  {
    name: 'nearest_deadline',
    zh: '最近期限',
    en: 'nearest deadline',
    kind: 'term',
    vocabulary: 'clocks',
    of: (row) => row.nearestDeadline,
  },
  {
    name: 'nearest_deadline_on',
    zh: '期限届满（估算）',
    en: 'deadline on (estimate)',
    kind: 'day',
    of: (row) => row.nearestDeadlineOn,
  },
  { name: 'officer', zh: '客户经理', en: 'officer', kind: 'term', of: (row) => row.officer },
  { name: 'branch', zh: '支行', en: 'branch', kind: 'term', of: (row) => row.branch },
  { name: 'region', zh: '区域', en: 'region', kind: 'term', of: (row) => row.region },
  { name: 'phone', zh: '电话', en: 'phone', kind: 'text', of: (row) => row.phone },
  { name: 'flags', zh: '标记', en: 'flags', kind: 'list', vocabulary: 'flags', of: (row) => row.flags },
  { name: 'score', zh: '得分', en: 'score', kind: 'number', of: (row) => row.score },
  { name: 'moves', zh: '可用招式', en: 'moves', kind: 'term', of: (row) => row.moves },
  { name: 'borrower_subtype', zh: '客户细类', en: 'sub-type', kind: 'term', of: (row) => row.borrowerSubtype },
];

/**
 * What the terminal shows, by how wide it is. `flexible` columns share what is left; the others take what they need.
 * The first plan that fits the width is taken.
 */
export const WORK_LIST_PLANS: readonly TablePlan[] = [
  {
    from: 150,
    columns: [
      'rank',
      'borrower_id',
      'borrower_name',
      'days_past_due',
      'bucket',
      'overdue_total',
      'borrower_type',
      'why',
      'next_step',
      'next_step_by',
      'officer',
    ],
    flexible: ['why', 'next_step'],
  },
  {
    from: 118,
    columns: [
      'rank',
      'borrower_id',
      'borrower_name',
      'days_past_due',
      'overdue_total',
      'why',
      'next_step',
      'next_step_by',
    ],
    flexible: ['why', 'next_step'],
  },
  {
    from: 78,
    columns: ['rank', 'borrower_id', 'days_past_due', 'overdue_total', 'why', 'next_step'],
    flexible: ['why', 'next_step'],
  },
  { from: 0, columns: ['rank', 'borrower_id', 'why'], flexible: ['why'] },
];
