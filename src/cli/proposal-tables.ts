/** What options are called, and the table of a new schedule with its sums. */
import { type EpochDay, NO_DAY } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import type { Fen } from '../domain/money.js';
import type { NewTerms, ProposedOption } from '../domain/restructuring.js';
import type { OutputColumn } from '../write/columns.js';

type Titles = Readonly<Record<Language, string>>;

/** By code into REPAYMENT_METHODS; 0 has none of its own. */
const METHODS: readonly Titles[] = [
  { en: 'no method of its own', zh: '无固定方式' },
  { en: 'equal instalments', zh: '等额本息' },
  { en: 'equal principal', zh: '等额本金' },
  { en: 'interest first, principal at the end', zh: '按期付息到期还本' },
  { en: 'all at the end', zh: '到期一次还本付息' },
];

export function optionTitle({ option, method }: Pick<ProposedOption, 'option' | 'method'>, language: Language): string {
  const by = METHODS[method]![language];
  if (option === 'extension') return language === 'zh' ? `展期（${by}）` : `extension (${by})`;
  if (option === 'changed_method') return language === 'zh' ? `变更还款方式为${by}` : `changed method: ${by}`;
  return language === 'zh' ? '减免罚息、先本后息' : 'reduced penalty interest, principal first';
}

interface ScheduleRow {
  readonly label: string;
  readonly dueOn: EpochDay;
  readonly principal: Fen;
  readonly interest: Fen;
  readonly arrears: Fen;
  readonly total: Fen;
}

/** The dates and, last, the sums. */
export function scheduleRows(terms: NewTerms, language: Language): readonly ScheduleRow[] {
  const { schedule, principal, interest, arrears, total } = terms;
  const signing = language === 'zh' ? '签约' : 'sign';
  const rows = schedule.map((row): ScheduleRow => {
    const label = row.number === 0 ? signing : String(row.number);
    return { ...row, label, total: row.principal + row.interest + row.arrears };
  });
  return [...rows, { label: language === 'zh' ? '合计' : 'sum', dueOn: NO_DAY, principal, interest, arrears, total }];
}

export const SCHEDULE_COLUMNS: readonly OutputColumn<ScheduleRow>[] = [
  { name: 'number', zh: '期次', en: 'no', kind: 'text', of: (row) => row.label },
  { name: 'due_on', zh: '还款日', en: 'due on', kind: 'day', of: (row) => row.dueOn },
  { name: 'principal', zh: '本金', en: 'principal', kind: 'fen', of: (row) => row.principal },
  { name: 'interest', zh: '利息', en: 'interest', kind: 'fen', of: (row) => row.interest },
  { name: 'arrears', zh: '欠息罚息', en: 'arrears', kind: 'fen', of: (row) => row.arrears },
  { name: 'total', zh: '合计', en: 'total', kind: 'fen', of: (row) => row.total },
];
