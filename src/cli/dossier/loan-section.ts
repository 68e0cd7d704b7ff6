/** The loans with their positions, what is unpaid of each, and how they have been paid so far. */
import { type EpochDay, NO_DAY } from '../../domain/civil-date.js';
import { CHANNELS } from '../../domain/loan.js';
import { formatRatePercent } from '../../domain/money.js';
import { RISK_GRADES } from '../../domain/risk-grade.js';
import { heldPayments } from '../../portfolio/bring-in.js';
import { textOf } from '../../portfolio/id-table.js';
import { NO_CODE } from '../../portfolio/position-columns.js';
import type { ExplainedInstalment, LoanExplanation } from '../../triage/explain-loan.js';
import {
  type PageBlock,
  type PageColumn,
  type PageSection,
  pageList,
  pageRecord,
  pageTable,
} from '../../write/page.js';
import { describeMissing, wordsIn } from '../../write/words.js';
import { methodInWords, statusInWords } from './codes-in-words.js';
import type { Dossier } from './dossier.js';

export function loanSection(dossier: Dossier): PageSection {
  const { explanation, language, say } = dossier;
  const totals = pageRecord(
    'totals',
    '',
    [
      { name: 'loans', zh: '借据数', en: 'loans', kind: 'integer', of: ({ loans }) => loans.length },
      { name: 'days_past_due', zh: '最长逾期天数', en: 'days past due', kind: 'integer', of: (all) => all.daysPastDue },
      { name: 'overdue_total', zh: '逾期合计', en: 'overdue in all', kind: 'fen', of: (all) => all.overdueTotal },
      {
        name: 'outstanding',
        zh: '本金余额合计',
        en: 'principal outstanding',
        kind: 'fen',
        of: (all) => all.outstanding,
      },
    ],
    explanation,
    language,
  );
  const blocks = explanation.loans.flatMap((loan, at) => loanBlocks(dossier, loan, at + 1));
  return {
    name: 'loans',
    title: say('Loans', '借据'),
    note: say('amounts in yuan; penalty and compound interest to the as-of date', '金额单位：元；罚息、复利计至截止日'),
    isUrgent: false,
    blocks: [totals, ...blocks],
  };
}

function loanBlocks(dossier: Dossier, loan: LoanExplanation, number: number): PageBlock[] {
  const { language, open, say } = dossier;
  const id = textOf(open.portfolio.loanIds, loan.loan);
  const record = pageRecord(`loan_${number}`, id, loanColumns(dossier, loan), loan, language);
  const { missing } = loan.assessment;
  const items = missing.map((fact) => ({ mark: 'open' as const, text: describeMissing(fact, language) }));
  if (loan.assessment.position === null) {
    return [record, pageList(`missing_${number}`, say('arrears not known, missing:', '无法判定逾期，缺少：'), items)];
  }
  const unknown = pageList(`missing_${number}`, say('amounts not known, missing:', '金额待定，缺少：'), items);
  const known = items.length === 0 ? [record] : [record, unknown];
  const { dossier: terms } = open.terms.policy;
  const missed = loan.schedule.filter(({ dueOn, open: unpaid }) => dueOn < open.terms.asOf && unpaid > 0);
  if (missed.length === 0 || loan.assessment.position.daysPastDue === 0) return known;
  const shown = missed.slice(0, terms.rows.instalments);
  const more = missed.length - shown.length;
  const title = say(
    `instalments not paid in full, the oldest first${more > 0 ? ` (${more} more)` : ''}`,
    `未足额归还的各期，由早到晚${more > 0 ? `（另有 ${more} 期）` : ''}`,
  );
  return [...known, pageTable(`missed_${number}`, title, INSTALMENT_COLUMNS, shown, language, '')];
}

const INSTALMENT_COLUMNS: readonly PageColumn<ExplainedInstalment>[] = [
  { name: 'number', zh: '期次', en: 'no', kind: 'integer', of: (row) => row.number },
  { name: 'due_on', zh: '应还日', en: 'due on', kind: 'day', of: (row) => row.dueOn },
  { name: 'principal', zh: '应还本金', en: 'principal', kind: 'fen', of: (row) => row.principal },
  { name: 'interest', zh: '应还利息', en: 'interest', kind: 'fen', of: (row) => row.interest },
  { name: 'paid', zh: '已还', en: 'paid', kind: 'fen', of: (row) => row.paid },
  { name: 'open', zh: '未还', en: 'open', kind: 'fen', of: (row) => row.open },
];

function loanColumns(dossier: Dossier, loan: LoanExplanation): readonly PageColumn<LoanExplanation>[] {
  const { explanation, language, open, say } = dossier;
  const { loans, loanIds, products } = open.portfolio;
  const at = loan.loan;
  const { position, bucket } = loan.assessment;
  const fen = (name: string, zh: string, en: string, amount: number | undefined): PageColumn<LoanExplanation> => {
    return { name, zh, en, kind: 'fen', of: () => amount ?? Number.NaN };
  };
  const text = (name: string, zh: string, en: string, of: string): PageColumn<LoanExplanation> => {
    return { name, zh, en, kind: 'text', of: () => of };
  };
  const count = (name: string, zh: string, en: string, of: number | undefined): PageColumn<LoanExplanation> => {
    return { name, zh, en, kind: 'integer', of: () => of ?? Number.NaN };
  };
  const day = (name: string, zh: string, en: string, of: EpochDay | undefined): PageColumn<LoanExplanation> => {
    return { name, zh, en, kind: 'day', of: () => of ?? NO_DAY, optional: true };
  };
  const buckets = open.terms.policy.ageing.buckets;
  const bucketText = bucket === NO_CODE ? '' : `${buckets[bucket]!.code} ${buckets[bucket]!.title[language]}`;
  const next = explanation.nextDues[explanation.loans.indexOf(loan)] ?? undefined;
  const rate = formatRatePercent(loans.annualRate[at]!);
  return [
    { ...text('loan_id', '借据号', 'loan', textOf(loanIds, at)), jsonOnly: true },
    text('product', '产品', 'product', products[loans.product[at]!]!),
    text('status', '状态', 'status', statusInWords(loans.status[at]!, language)),
    fen('principal', '贷款金额', 'lent', loans.principal[at]),
    text('annual_rate_percent', '年利率', 'rate a year', rate === '' ? '' : `${rate} %`),
    text('repayment_method', '还款方式', 'repayment', methodInWords(loans.method[at]!, language)),
    day('disbursed_on', '放款日', 'lent on', loans.disbursedOn[at]),
    day('matures_on', '到期日', 'matures on', loans.maturesOn[at]),
    day('accelerated_on', '宣布提前到期日', 'called due on', loans.acceleratedOn[at]),
    day('bankrupt_on', '受理破产申请日', 'bankruptcy accepted on', loan.bankruptOn),
    day('restructured_on', '重组日', 'restructured on', loans.restructuredOn[at]),
    count('days_past_due', '逾期天数', 'days past due', position?.daysPastDue),
    day('oldest_unpaid_due_on', '最早未还应还日', 'unpaid since', position?.oldestUnpaidDueOn),
    count('missed_instalments', '欠期', 'instalments missed', position?.missedInstalments),
    text('bucket', '账龄', 'bucket', bucketText),
    text('risk_grade', '五级分类', 'grade', loan.grade === NO_CODE ? '' : gradeText(dossier, loan)),
    fen('overdue_principal', '逾期本金', 'overdue principal', position?.overduePrincipal),
    fen('overdue_interest', '逾期利息', 'overdue interest', position?.overdueInterest),
    fen('overdue_fee', '逾期费用', 'overdue fees', position?.overdueFee),
    fen('penalty_interest', '罚息', 'penalty interest', position?.penaltyInterest),
    fen('compound_interest', '复利', 'compound interest', position?.compoundInterest),
    fen('overdue_total', '逾期合计', 'overdue in all', position?.overdueTotal),
    fen('outstanding_principal', '本金余额', 'principal outstanding', position?.outstandingPrincipal),
    fen('unallocated', '未分配款项', 'not allocated', position?.unallocated),
    day('next_due_on', '下一期应还日', 'next instalment on', next?.dueOn),
    ...(next === undefined ? [] : [fen('next_due', '下一期应还', 'next instalment', next.amount)]),
    text('place', '来源', 'from', dossier.placeOf('loans', loans.line[at]!)),
    ...(loan.grade === loan.assessment.ownGrade || loan.grade === NO_CODE
      ? []
      : [text('grade_note', '分类说明', 'grade', say('raised by the other loans', '受同一客户其他贷款影响上调'))]),
  ];
}

function gradeText({ language }: Dossier, { grade }: LoanExplanation): string {
  const name = RISK_GRADES[grade]!;
  return wordsIn(language).riskGrades[name];
}

interface Receipt {
  readonly loanId: string;
  readonly paidOn: EpochDay;
  readonly amount: number;
  readonly channel: string;
  readonly place: string;
}

const RECEIPT_COLUMNS: readonly PageColumn<Receipt>[] = [
  { name: 'paid_on', zh: '还款日', en: 'paid on', kind: 'day', of: (row) => row.paidOn },
  { name: 'amount', zh: '金额', en: 'amount', kind: 'fen', of: (row) => row.amount },
  { name: 'channel', zh: '渠道', en: 'channel', kind: 'text', of: (row) => row.channel },
  { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (row) => row.loanId },
  { name: 'place', zh: '来源', en: 'from', kind: 'text', of: (row) => row.place },
];

export function paymentSection(dossier: Dossier): PageSection {
  const { explanation, language, open, say } = dossier;
  const receipts = receiptsOf(dossier);
  const shown = receipts.slice(0, open.terms.policy.dossier.rows.payments);
  const last = pageTable(
    'last_payments',
    say(`last payments (${shown.length} of ${receipts.length})`, `最近还款（${shown.length}/${receipts.length} 笔）`),
    RECEIPT_COLUMNS,
    shown,
    language,
    say('no payment is on record', '没有还款记录'),
  );
  const known = explanation.loans.filter(({ assessment }) => assessment.position !== null);
  const patterns = known.map((loan, at) => {
    const title = textOf(open.portfolio.loanIds, loan.loan);
    return pageRecord(`pattern_${at + 1}`, title, patternColumns(dossier), loan, language);
  });
  return {
    name: 'payments',
    title: say('How it has paid', '还款表现'),
    note: '',
    isUrgent: false,
    blocks: [...patterns, last],
  };
}

function patternColumns({ language, open }: Dossier): readonly PageColumn<LoanExplanation>[] {
  const of = (loan: LoanExplanation) => loan.assessment.position!.behaviour;
  const times = (ratio: number) => (Number.isNaN(ratio) ? '' : `×${Math.round(ratio * 100) / 100}`);
  const percent = (share: number) => (Number.isNaN(share) ? '' : `${Math.round(share * 100)} %`);
  return [
    {
      name: 'loan_id',
      zh: '借据号',
      en: 'loan',
      kind: 'text',
      of: (loan) => textOf(open.portfolio.loanIds, loan.loan),
      jsonOnly: true,
    },
    {
      name: 'longest_days_past_due',
      zh: '最长逾期天数',
      en: 'longest arrears, days',
      kind: 'integer',
      of: (loan) => of(loan).longestDaysPastDue,
    },
    { name: 'cured_episodes', zh: '曾结清次数', en: 'cured', kind: 'integer', of: (loan) => of(loan).curedEpisodes },
    {
      name: 'last_cured_on',
      zh: '最近结清',
      en: 'last cured',
      kind: 'day',
      of: (loan) => of(loan).lastCuredOn,
      optional: true,
    },
    {
      name: 'part_payments_while_overdue',
      zh: '逾期中部分还款',
      en: 'parts while overdue',
      kind: 'integer',
      of: (loan) => of(loan).partPaymentsWhileOverdue,
    },
    {
      name: 'due_paid_share_6_months',
      zh: '近6月偿付率',
      en: 'paid of dues, 6 months',
      kind: 'text',
      of: (loan) => percent(of(loan).duePaidShare6Months),
    },
    {
      name: 'payment_trend',
      zh: '近三次/前三次还款',
      en: 'last 3 payments / 3 before',
      kind: 'text',
      of: (loan) => times(of(loan).paymentTrend),
    },
    {
      name: 'first_payment_default',
      zh: '首期违约',
      en: 'first payment default',
      kind: 'text',
      of: (loan) => ({ en: ['no', 'yes'], zh: ['否', '是'] })[language][of(loan).firstPaymentDefault ? 1 : 0]!,
    },
  ];
}

/** Up to the as-of date, the latest first. */
function receiptsOf({ explanation, language, open, placeOf }: Dossier): Receipt[] {
  const { loanIds, paymentStart } = open.portfolio;
  const payments = heldPayments(open.portfolio);
  const { values } = wordsIn(language);
  const receipts = explanation.loans.flatMap(({ loan }) => {
    const own: Receipt[] = [];
    for (let at = paymentStart[loan]!; at < paymentStart[loan + 1]!; at++) {
      if (payments.paidOn[at]! > open.terms.asOf) break;
      const channel = CHANNELS[payments.channel[at]! - 1];
      own.push({
        loanId: textOf(loanIds, loan),
        paidOn: payments.paidOn[at]!,
        amount: payments.amount[at]!,
        channel: channel === undefined ? '' : values[channel],
        place: placeOf('payments', payments.line[at]!),
      });
    }
    return own.reverse();
  });
  return receipts.sort((first, second) => second.paidOn - first.paidOn);
}
