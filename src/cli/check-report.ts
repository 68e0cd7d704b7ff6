/** What `arrears check` found: how each file was read, whether the totals meet, and the book by bucket. */
import type { Language } from '../domain/language.js';
import { formatFen } from '../domain/money.js';
import type { InputReport } from '../read/load-portfolio.js';
import type { ControlTotal } from '../write/manifest.js';
import { padTo, withoutControls } from '../write/wrap-text.js';
import { type OpenBook, plural } from './open-book.js';
import { bucketLines, type TriagedBook } from './triage-book.js';

/** `compared` says how the book agrees with the bank's own figures. */
export function checkReport(open: OpenBook, triaged: TriagedBook, compared: readonly string[]): string {
  const { language } = open;
  const zh = language === 'zh';
  const errors = open.problems.filter((problem) => problem.severity === 'error').length;
  const warnings = open.problems.length - errors;
  const lines = [
    ...open.inputs.flatMap((input) => linesOf(input, language)),
    '',
    zh ? '控制总数' : 'control totals',
    ...triaged.controlTotals.map((total) => totalLine(total, language)),
    ...(compared.length === 0 ? [] : ['', ...compared]),
    '',
    zh ? '账龄' : 'ageing',
    ...bucketLines(open.terms.policy.ageing, triaged.sums).map(({ bucket, loans, balance }) =>
      zh
        ? `  ${padTo(bucket, 12)} ${String(loans).padStart(8)} 笔  本金余额 ${formatFen(balance)}`
        : `  ${padTo(bucket, 12)} ${plural(loans, 'loan').padStart(14)}  balance ${formatFen(balance)}`,
    ),
    '',
    zh ? `${errors} 处错误，${warnings} 处提示` : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`,
  ];
  return `${lines.join('\n')}\n`;
}

function linesOf(input: InputReport, language: Language): string[] {
  const { file, table, encoding, rows, rejected, setAside, sheet, headerLine } = input;
  const delimiter = JSON.stringify(input.delimiter);
  const columns = input.columnsTaken.map(({ title, column }) =>
    title === column ? column : `${withoutControls(title)} → ${column}`,
  );
  if (language === 'zh') {
    return [
      `${file}  ${table}，${sheet === null ? `编码 ${encoding}，分隔符 ${delimiter}` : `工作表“${withoutControls(sheet)}”`}${headerLine === 1 ? '' : `，表头在第 ${headerLine} 行`}`,
      `  共 ${rows} 行：采用 ${rows - rejected} 行，未采用 ${rejected} 行，另有合计行 ${setAside} 行`,
      `  列：${columns.join('、')}`,
    ];
  }
  return [
    `${file}  ${table}, ${sheet === null ? `${encoding}, delimiter ${delimiter}` : `sheet "${withoutControls(sheet)}"`}${headerLine === 1 ? '' : `, header on line ${headerLine}`}`,
    `  ${plural(rows, 'row')}: ${rows - rejected} used, ${rejected} rejected, ${plural(setAside, 'totals row')} left out`,
    `  columns: ${columns.join(', ')}`,
  ];
}

/** What `run.json` calls the totals, in Chinese. */
const TOTALS_ZH: Readonly<Record<string, string>> = {
  'loans: rows read = used + rejected': '借据：读入行数＝采用＋未采用',
  'payments: rows read = used + rejected': '还款流水：读入行数＝采用＋未采用',
  'loans read = loans in buckets': '采用的借据＝各账龄借据之和',
  'principal read = principal assessed': '采用的贷款金额＝评估的贷款金额',
  'balance = sum of the buckets': '本金余额＝各账龄余额之和',
  'balance = list + cut + filtered out + not in arrears': '本金余额＝清单＋截去＋筛除＋未逾期',
  'payments read = allocated + unallocated + after the as-of date + on undetermined loans':
    '采用的还款＝已分配＋未分配＋基准日之后＋待定借据上的还款',
  'borrowers on the list + cut = sum of the groups of --per': '清单及截去的户数＝各 --per 分组之和',
  'loans: expected by the bank = read': '借据笔数：银行合计＝读入',
  'principal: expected by the bank = read': '贷款金额：银行合计＝读入',
  'balance: expected by the bank = read': '贷款余额：银行合计＝读入',
  'payments: expected by the bank = read': '还款笔数：银行合计＝读入',
  'receipts: expected by the bank = read': '还款金额：银行合计＝读入',
};

function totalLine({ name, unit, left, right, meets }: ControlTotal, language: Language): string {
  const shown = (value: number) => {
    if (Number.isNaN(value)) return language === 'zh' ? '未知' : 'not known';
    return unit === 'fen' ? formatFen(value) : String(value);
  };
  if (language === 'zh')
    return `  ${meets ? '相符' : '不符'}  ${TOTALS_ZH[name] ?? name}：${shown(left)}${meets ? '' : ` ≠ ${shown(right)}`}`;
  return `  ${meets ? 'meets' : 'FAILS'}  ${name}: ${shown(left)}${meets ? '' : ` against ${shown(right)}`}`;
}
