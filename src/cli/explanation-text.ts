/** The explanation of a loan for a reader: what fell due, what was paid, what accrued, and what each rule saw. */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_SUBTYPES, type BorrowerTyping, FALSE, TRUE } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { formatFenGrouped, formatRatePercent } from '../domain/money.js';
import type { Accrual, Application, Position } from '../domain/position.js';
import { type GradeHold, RISK_GRADES } from '../domain/risk-grade.js';
import { TIERS } from '../domain/work.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { NO_CODE } from '../portfolio/position-columns.js';
import type { ExplainedInstalment, LoanExplanation } from '../triage/explain-loan.js';
import type { OutputColumn } from '../write/columns.js';
import { formatTable } from '../write/terminal-table.js';
import { describeMissing, wordsIn } from '../write/words.js';
import { withoutControls, wrapHanging } from '../write/wrap-text.js';
import { clockLines } from './clock-text.js';
import { deadlineRow } from './deadline-rows.js';
import { methodInWords, typeInWords } from './dossier/codes-in-words.js';
import { evidenceText } from './evidence-text.js';
import { factLines } from './fact-text.js';
import { careNotesOf, guidanceLines } from './guidance-text.js';
import { type OpenBook, plural } from './open-book.js';

const SCHEDULE_COLUMNS: readonly OutputColumn<ExplainedInstalment>[] = [
  { name: 'number', zh: '期次', en: 'no', kind: 'integer', of: (row) => row.number },
  { name: 'due_on', zh: '应还日', en: 'due on', kind: 'day', of: (row) => row.dueOn },
  { name: 'principal', zh: '应还本金', en: 'principal', kind: 'fen', of: (row) => row.principal },
  { name: 'interest', zh: '应还利息', en: 'interest', kind: 'fen', of: (row) => row.interest },
  { name: 'paid', zh: '已还', en: 'paid', kind: 'fen', of: (row) => row.paid },
  { name: 'open', zh: '未还', en: 'open', kind: 'fen', of: (row) => row.open },
];

const ACCRUAL_COLUMNS: readonly OutputColumn<Accrual>[] = [
  { name: 'kind', zh: '种类', en: 'kind', kind: 'term', vocabulary: 'parts', of: (row) => row.kind },
  { name: 'from', zh: '自（不含）', en: 'after', kind: 'day', of: (row) => row.from },
  { name: 'to', zh: '至（含）', en: 'to', kind: 'day', of: (row) => row.to },
  { name: 'days', zh: '天数', en: 'days', kind: 'integer', of: (row) => row.days },
  { name: 'base', zh: '计息基数', en: 'base', kind: 'fen', of: (row) => row.base },
  { name: 'rate', zh: '年利率%', en: '% a year', kind: 'text', of: (row) => formatRatePercent(row.annualRate) },
  { name: 'amount', zh: '金额', en: 'amount', kind: 'fen', of: (row) => row.amount },
];

const APPLICATION_COLUMNS: readonly OutputColumn<Application>[] = [
  { name: 'paid_on', zh: '还款日', en: 'paid on', kind: 'day', of: (row) => row.paidOn },
  { name: 'amount', zh: '金额', en: 'amount', kind: 'fen', of: (row) => row.amount },
  { name: 'instalment', zh: '期次', en: 'no', kind: 'integer', of: (row) => row.instalment || Number.NaN },
  { name: 'part', zh: '用于', en: 'part', kind: 'term', vocabulary: 'parts', of: (row) => row.part },
];

/** Why the days past due alone would have given a better grade. */
const GRADE_HOLDS: Readonly<Record<GradeHold, Readonly<Record<Language, string>>>> = {
  '': { en: '', zh: '' },
  'restructured-again': {
    en: ' (restructured again while under observation)',
    zh: '（观察期内再次重组）',
  },
  'upgrade-wait': {
    en: ' (was non-performing; not yet paid punctually for long enough to be graded up)',
    zh: '（曾为不良，连续正常还款的时间尚不足以上调）',
  },
};

/** The loans one after the other; those of one borrower together, with what is said of the borrower once. No line wider than `width`. */
export function explanationText(open: OpenBook, explanations: readonly LoanExplanation[], width: number): string {
  const borrowers = [...new Set(explanations.map(({ borrower }) => borrower))];
  const lines = borrowers.flatMap((borrower) => {
    const own = explanations.filter((explanation) => explanation.borrower === borrower);
    const tellClocks = (of: LoanExplanation) => clockSection(open, of, width, own.length > 1);
    return [
      ...own.flatMap((of) => loanLines(open, of, width)),
      ...borrowerLines(open, own[0]!),
      ...own.flatMap(tellClocks),
    ];
  });
  const shown = lines.flatMap((line) => line.split('\n')).flatMap((line) => wrapHanging(line, width));
  return `${shown.join('\n')}\n`;
}

function loanLines(open: OpenBook, explanation: LoanExplanation, width: number): string[] {
  const language = open.listLanguage;
  const say = (en: string, zh: string) => (language === 'zh' ? zh : en);
  const { portfolio, terms } = open;
  const { assessment, loan, trace } = explanation;
  const { position } = assessment;
  const { loans } = portfolio;
  const loanId = textOf(portfolio.loanIds, loan);
  const table = <Row>(columns: readonly OutputColumn<Row>[], rows: readonly Row[]) =>
    formatTable(columns, rows, { language, width, most: 600 }).trimEnd();
  const lines = [
    `${say('Loan', '借据')} ${withoutControls(loanId)}  ${say('borrower', '客户')} ${withoutControls(borrowerIdOf(portfolio.borrowerIds, explanation.borrower))}  ${say('as of', '截至')} ${formatIsoDate(terms.asOf)}`,
    `  ${[
      `${say('principal', '贷款金额')} ${formatFenGrouped(loans.principal[loan]!)}`,
      `${formatRatePercent(loans.annualRate[loan]!) || '?'} %`,
      methodInWords(loans.method[loan]!, language) || '?',
      `${formatIsoDate(loans.disbursedOn[loan]!)} – ${formatIsoDate(loans.maturesOn[loan]!)}`,
    ].join(say(', ', '，'))}  ${bracketed(`${open.places['loans'] ?? 'loans'}:${loans.line[loan]!}`, language)}`,
    '',
  ];
  if (position === null) {
    lines.push(say('Position undetermined. Missing:', '无法判定逾期，缺少：'));
    for (const fact of assessment.missing) lines.push(`  ${describeMissing(fact, language)}`);
  } else {
    lines.push(
      say('Schedule and what was paid on it', '还款计划与已还'),
      table(SCHEDULE_COLUMNS, explanation.schedule),
      '',
      say('Receipts and where they went', '还款及其分配'),
      trace.applications.length === 0 ? `  ${say('none', '无')}` : table(APPLICATION_COLUMNS, trace.applications),
      '',
      say('Penalty and compound interest', '罚息与复利'),
      trace.accruals.length === 0 ? `  ${say('none', '无')}` : table(ACCRUAL_COLUMNS, trace.accruals),
      '',
      ...positionLines(position, say),
      ...bankruptcyLines(explanation.bankruptOn, say),
      ...assessment.missing.map(
        (fact) => `  ${say('not known for want of', '缺少')}: ${describeMissing(fact, language)}`,
      ),
    );
  }
  const bucket = assessment.bucket === NO_CODE ? null : terms.policy.ageing.buckets[assessment.bucket]!;
  lines.push(
    `  ${say('bucket: ', '账龄：')}${bucket === null ? say('undetermined', '无法判定') : `${bucket.code} ${bracketed(bucket.title[language], language)}`}   ${say('grade: ', '五级分类：')}${explanation.grade === NO_CODE ? '?' : RISK_GRADES[explanation.grade]!}${explanation.grade !== assessment.ownGrade ? say(' (raised by the borrower’s other loans)', '（受同一客户其他贷款影响上调）') : GRADE_HOLDS[assessment.gradeHold][language]}`,
    '',
  );
  return lines;
}

function borrowerLines(open: OpenBook, explanation: LoanExplanation): string[] {
  const language = open.listLanguage;
  const say = (en: string, zh: string) => (language === 'zh' ? zh : en);
  const { typing, balance, nextStep, priority } = explanation;
  const lines: string[] = [];
  if (typing !== null && balance !== null) {
    lines.push(
      `${say('Type: ', '客户类型：')}${typeInWords(typing.type, language)}${subtypeText(typing, language)}  ${say('confidence', '把握')} ${typing.confidence}  ${say('willingness', '意愿')} ${signed(balance.willingness)}  ${say('ability', '能力')} ${signed(balance.ability)}`,
    );
    if (explanation.previousType !== NO_CODE && explanation.previousType !== typing.type) {
      lines.push(
        `  ${say('changed since the earlier run: ', '较上期变化：')}${typeInWords(explanation.previousType, language)} → ${typeInWords(typing.type, language)}`,
      );
    }
    for (const finding of explanation.findings) {
      const mark = finding.outcome === TRUE ? '✓' : finding.outcome === FALSE ? '·' : '?';
      lines.push(`  ${mark} ${evidenceText(finding, language)}`);
    }
    lines.push(
      `  ${say('facts:', '事实：')}`,
      ...factLines(explanation.facts, open.places, language).map((line) => `  ${line}`),
    );
    if (explanation.factsToAsk.length > 0) {
      lines.push(`  ${say('would settle it: ', '还需查明：')}${explanation.factsToAsk.join(', ')}`);
    }
    if (explanation.treatment !== null) {
      lines.push(
        `  ${say('handling: ', '处理：')}${explanation.treatment.handling.map((step) => step[language]).join(say('; ', '；'))}`,
      );
    }
    lines.push('');
  }
  if (nextStep !== null && priority !== null) {
    lines.push(
      `${say('Next step: ', '下一步：')}${nextStep.step.title[language]}${say(' ', '')}${bracketed(nextStep.step.who[language], language)}${say(', by', '，不晚于')} ${formatIsoDate(nextStep.by)}${nextStep.overdue ? say(`, ${plural(nextStep.overdueDays, 'day')} overdue`, `，已过期 ${nextStep.overdueDays} 天`) : ''}${say('; tier', '；优先级')} ${wordsIn(language).tiers[TIERS[priority.tier]!]}`,
      '',
    );
  }
  return [...lines, ...guidanceLines(open, explanation.guidance, careNotesOf(open, explanation.borrower))];
}

/** In the brackets of the language. */
function bracketed(text: string, language: Language): string {
  return language === 'zh' ? `（${text}）` : `(${text})`;
}

/** With the loan named where there are several. */
function clockSection(open: OpenBook, { clocks, loan }: LoanExplanation, width: number, isNamed: boolean): string[] {
  const language = open.listLanguage;
  const loanId = textOf(open.portfolio.loanIds, loan);
  const { law } = open.terms;
  const title = {
    en: 'Clocks (estimates, not legal advice)',
    zh: '各项期限（估算，不构成法律意见）',
  }[language];
  const lines = [isNamed ? `${title}  ${withoutControls(loanId)}` : title];
  const telling = { language, places: open.places, law, width };
  for (const clock of clocks) lines.push(...clockLines(deadlineRow(loanId, clock, law), telling), '');
  return lines;
}

function bankruptcyLines(bankruptOn: EpochDay, say: (en: string, zh: string) => string): string[] {
  if (bankruptOn === NO_DAY) return [];
  const day = formatIsoDate(bankruptOn);
  return [
    `  ${say(`bankruptcy of the debtor accepted on ${day}: all of it is due, and bears nothing from that day on`, `${day} 受理债务人破产申请：全部债权视为到期，自该日起停止计息`)}`,
  ];
}

function positionLines(position: Position, say: (en: string, zh: string) => string): string[] {
  const amount = (value: number) => formatFenGrouped(value) || '?';
  const { behaviour } = position;
  return [
    say('Position', '状况'),
    `  ${say('days past due: ', '逾期天数：')}${position.daysPastDue}${position.oldestUnpaidDueOn === NO_DAY ? '' : say(` since ${formatIsoDate(position.oldestUnpaidDueOn)}`, `（自 ${formatIsoDate(position.oldestUnpaidDueOn)} 起）`)}   ${say('instalments missed: ', '欠期：')}${position.missedInstalments}`,
    `  ${say('overdue principal', '逾期本金')} ${amount(position.overduePrincipal)} + ${say('interest', '利息')} ${amount(position.overdueInterest)} + ${say('fees', '费用')} ${amount(position.overdueFee)} + ${say('penalty', '罚息')} ${amount(position.penaltyInterest)} + ${say('compound', '复利')} ${amount(position.compoundInterest)} = ${amount(position.overdueTotal)}`,
    `  ${say('outstanding principal: ', '本金余额：')}${amount(position.outstandingPrincipal)}   ${say('unallocated: ', '未分配：')}${amount(position.unallocated)}`,
    `  ${say('longest arrears: ', '最长逾期：')}${behaviour.longestDaysPastDue}   ${say('cured: ', '曾结清逾期：')}${behaviour.curedEpisodes}   ${say('part payments while overdue: ', '逾期期间部分还款：')}${behaviour.partPaymentsWhileOverdue}`,
  ];
}

/** The sub-type, or that a 2b which will not cooperate was typed again. */
function subtypeText({ subtype, retyped }: BorrowerTyping, language: Language): string {
  if (retyped)
    return language === 'zh' ? '（原为2b，拒绝配合，重新归类）' : ' (typed again: a 2b that will not cooperate)';
  const name = BORROWER_SUBTYPES[subtype]!;
  return name === '' ? '' : language === 'zh' ? `（${name}）` : ` (${name})`;
}

function signed(value: number): string {
  return value > 0 ? `+${value}` : String(value);
}
