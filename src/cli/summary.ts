/** What a run tells its user at the end, on stderr, within 80 columns. */
import { Chalk } from 'chalk';
import { formatIsoDate } from '../domain/civil-date.js';
import { formatFen, formatFenGrouped } from '../domain/money.js';
import type { OutputColumn } from '../write/columns.js';
import { formatTable } from '../write/terminal-table.js';
import { type OpenBook, plural } from './open-book.js';
import { describeReconciliation, type Reconciliation } from './reconciliation.js';
import { log, say } from './streams.js';
import { tellCuts } from './tell-cuts.js';
import { type BucketLine, bucketLines, type TriagedBook } from './triage-book.js';
import { countTypeChanges, describeTypeChanges } from './type-changes.js';
import type { SurveyCounts } from './write-survey.js';

const BUCKET_COLUMNS: readonly OutputColumn<BucketLine>[] = [
  { name: 'bucket', zh: '账龄', en: 'bucket', kind: 'text', of: (line) => line.bucket },
  { name: 'loans', zh: '借据数', en: 'loans', kind: 'integer', of: (line) => line.loans },
  { name: 'balance', zh: '本金余额', en: 'balance', kind: 'fen', of: (line) => line.balance },
  { name: 'overdue', zh: '逾期合计', en: 'overdue', kind: 'fen', of: (line) => line.overdue },
];

/** Colour only on a terminal that wants it: chalk reads NO_COLOR and FORCE_COLOR, the stream is ours to check. */
function paint(): InstanceType<typeof Chalk> {
  const wanted = process.stderr.isTTY === true && !process.env['NO_COLOR'];
  return new Chalk({ level: wanted ? 1 : 0 });
}

export function summarise(
  open: OpenBook,
  triaged: TriagedBook,
  out: string | undefined,
  reconciliation: Reconciliation | null,
  survey: SurveyCounts | null = null,
): void {
  const colour = paint();
  const zh = open.language === 'zh';
  const { sums, list, controlTotals } = triaged;
  const { terms } = open;
  const rejected = open.inputs.reduce((sum, input) => sum + input.rejected, 0);
  log('info', 'run-finished', {
    as_of: formatIsoDate(terms.asOf),
    loans: sums.loans,
    borrowers: open.portfolio.borrowerCount,
    borrowers_listed: list.order.length,
    borrowers_cut: list.cutByCapacity.borrowers + list.cutByLimit.borrowers,
    borrowers_filtered_out: list.filteredOut.borrowers,
    loans_undetermined: sums.undeterminedLoans,
    balance_listed: formatFen(list.balance),
    rows_rejected: rejected,
    control_totals: controlTotals.length,
    out: out ?? null,
  });
  say('');
  say(
    colour.bold(
      zh
        ? `截至 ${formatIsoDate(terms.asOf)}：${sums.loans} 笔贷款，${open.portfolio.borrowerCount} 户`
        : `As of ${formatIsoDate(terms.asOf)}: ${plural(sums.loans, 'loan')} of ${plural(open.portfolio.borrowerCount, 'borrower')}`,
    ),
  );
  const unknown = unknownOverdue(triaged);
  // A bucket of which nothing is known has a blank, not a zero.
  const lines = bucketLines(terms.policy.ageing, sums).map((line, at) =>
    line.loans > 0 && unknown[at] === line.loans ? { ...line, overdue: Number.NaN } : line,
  );
  say(
    formatTable(BUCKET_COLUMNS, lines, {
      language: open.language,
      width: Math.min(process.stderr.columns ?? 80, 80),
      most: 100,
    }).trimEnd(),
  );
  const unknownLoans = unknown.reduce((sum, loans) => sum + loans, 0);
  if (unknownLoans > 0) {
    say(
      zh
        ? `  ${unknownLoans} 笔贷款的逾期金额待定，未计入逾期合计`
        : `  overdue amount not known and not in these sums: ${plural(unknownLoans, 'loan')}`,
    );
  }
  say(
    zh
      ? `工作清单 ${list.order.length} 户，本金余额 ${formatFenGrouped(list.balance)} 元`
      : `Work list: ${plural(list.order.length, 'borrower')}, balance ${formatFenGrouped(list.balance)}`,
  );
  tellCuts(open, triaged);
  if (list.filteredOut.borrowers > 0) {
    say(
      zh
        ? `  筛选排除 ${list.filteredOut.borrowers} 户，本金余额 ${formatFenGrouped(list.filteredOut.balance)} 元`
        : `  filtered out: ${plural(list.filteredOut.borrowers, 'borrower')}, balance ${formatFenGrouped(list.filteredOut.balance)}`,
    );
  }
  if (survey !== null && survey.untyped > 0) tellSurvey(survey, zh, out);
  if (sums.undeterminedLoans > 0) {
    say(
      colour.yellow(
        zh
          ? `  ${sums.undeterminedLoans} 笔贷款缺少要素，无法判定逾期（arrears explain 可查缺什么）`
          : `  ${plural(sums.undeterminedLoans, 'loan')} without a position, for want of facts; arrears explain says which`,
      ),
    );
  }
  const { previousType } = open.portfolio;
  if (previousType !== null) {
    const changes = countTypeChanges(previousType, triaged.book.positions.borrowerType);
    for (const line of describeTypeChanges(changes, open.language)) say(line);
  }
  if (reconciliation !== null) {
    const lines = describeReconciliation(reconciliation, open.language, out);
    for (const line of lines) say(reconciliation.differ > 0 ? colour.yellow(line) : line);
  }
  if (sums.conductFindings > 0) {
    say(
      colour.yellow(
        zh
          ? `  催收行为：${sums.conductFindings} 次联系违反当日限制，涉及 ${sums.conductBorrowers} 户（arrears explain 可查）`
          : `  conduct: ${plural(sums.conductFindings, 'contact')} beyond the limits of the day, ${plural(sums.conductBorrowers, 'borrower')}; arrears explain says which`,
      ),
    );
  }
  if (rejected > 0) {
    say(
      colour.yellow(
        zh
          ? `  ${rejected} 行未采用${out === undefined ? '' : `，见 ${out}/rejected/`}`
          : `  ${plural(rejected, 'row')} rejected${out === undefined ? '' : `; see ${out}/rejected/`}`,
      ),
    );
  }
  say(
    colour.green(
      zh ? `控制总数 ${controlTotals.length} 项全部相符` : `All ${controlTotals.length} control totals meet`,
    ),
  );
  if (out !== undefined) say(zh ? `结果已写入 ${out}` : `Written to ${out}`);
  say(zh ? '各项期限日期均为估算，不构成法律意见。' : 'Dates of deadlines are estimates to act on, not legal advice.');
}

/** Whose type cannot be told, and where the questions stand that would tell it. */
function tellSurvey({ untyped, rows }: SurveyCounts, zh: boolean, out: string | undefined): void {
  say(
    zh
      ? `  ${untyped} 户类型待定，调查表见 survey.csv`
      : `  type undetermined: ${plural(untyped, 'borrower')}; what to ask them stands in survey.csv`,
  );
  if (rows === untyped) return;
  say(
    zh
      ? `    其中列入前 ${rows} 户；全部可用 arrears survey --from ${out} 写出`
      : `    the first ${rows} of them; arrears survey --from ${out} writes all`,
  );
}

/** Loans by bucket, the undetermined last, whose overdue total is not known: the rate, the mark-up or more is missing. */
function unknownOverdue({ book, sums }: TriagedBook): number[] {
  const { determined, bucket, overdueTotal } = book.positions;
  const counts = new Array<number>(sums.loansByBucket.length).fill(0);
  for (let loan = 0; loan < sums.loans; loan++) {
    if (determined[loan] === 0) counts[counts.length - 1]!++;
    else if (Number.isNaN(overdueTotal[loan]!)) counts[bucket[loan]!]!++;
  }
  return counts;
}

/** Letters with blanks in them must not be posted: says which settings of the policy are still to be filled in. */
export function tellUnfilledNotice(open: OpenBook): void {
  const { unfilled } = open.terms.policy.notice;
  if (unfilled.length === 0) return;
  log(
    'warning',
    'notice-placeholders',
    { settings: [...unfilled] },
    open.language === 'zh'
      ? `注意：策略包中 notice 尚有未填写的项目（${unfilled.join('、')}），信函中以【…】标出，填写后方可寄出。`
      : `note: the policy's notice settings still hold placeholders (${unfilled.join(', ')}); the letters show them as 【…】 and are not ready to send.`,
  );
}
