/** 逾期贷款催收通知书 as text for a page of fixed pitch, and the list of those that were not written. */
import { formatChineseAmount, parseChineseAmount } from '../domain/chinese-amount.js';
import { formatChineseDate, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { Language } from '../domain/language.js';
import { COMPANY, INDIVIDUAL } from '../domain/loan.js';
import { type Fen, formatFenGrouped, formatRatePercent } from '../domain/money.js';
import type { DemandNotice, NoticeLoan, NoticeRefusal, NotSentRow } from '../domain/notice.js';
import type { OutputColumn } from './columns.js';
import { safeName } from './safe-name.js';
import { padTo, widthOf, withoutControls, wrapText } from './wrap-text.js';

/** 38 full-width characters. */
const LINE = 76;
const INDENT = '    ';

/** How the letter speaks to its reader, by borrower kind; both ways where the kind does not tell. */
const READERS: Readonly<Record<number, string>> = { [INDIVIDUAL]: '您', [COMPANY]: '贵单位' };

/**
 * The letter. Amounts stand broken down per loan, in figures and in capital characters, which are read back and compared;
 * a letter whose amounts do not agree, or are unknown, throws RangeError and must not be sent.
 */
export function renderDemandNotice(notice: DemandNotice): string {
  const total = checkedTotal(notice);
  const { lender } = notice;
  const today = formatChineseDate(notice.asOf);
  const from = `${lender.lender}${lender.branch}`;
  const name = clean(notice.borrowerName);
  const you = READERS[notice.borrowerKind] ?? '您（贵单位）';
  const lines = [
    centred('逾期贷款催收通知书'),
    '',
    ...paragraph(`编号：${noticeNumber(notice)}`, ''),
    '',
    ...paragraph(`${name}：`, ''),
    ...paragraph(`地址：${clean(notice.address) || '＿'.repeat(24)}`, ''),
    '',
    ...paragraph(
      `截至${today}，${you}在${from}的下列贷款已经逾期。依据双方签订的借款合同及《中华人民共和国民法典》关于借款合同的规定，现正式通知并请求${you}履行还款义务。`,
    ),
    '',
    ...notice.loans.flatMap((loan, index) => paragraph(`${index + 1}. ${termsOf(loan)}`, '')),
    '',
    ...paragraph(`截至${today}应付而未付的金额（单位：元）：`, ''),
    ...amountsOf(notice.loans),
    '',
    ...paragraph(`合计人民币 ${formatFenGrouped(total)} 元，大写：人民币${checkedWords(total)}。`, ''),
    '',
    ...paragraph(
      `一、请于${formatChineseDate(notice.dueBy)}前（含当日）将上述款项付至下列账户，并注明借据号。自${formatChineseDate(notice.asOf + 1)}起至实际清偿之日止的利息、罚息和复利，按合同约定另行计算，付款前请向下述联系人核实当日金额。`,
    ),
    ...paragraph(`户名：${lender.accountName}`, INDENT),
    ...paragraph(`账号：${lender.accountNumber}`, INDENT),
    ...paragraph(`开户行：${lender.accountBank}`, INDENT),
    '',
    ...paragraph(
      `二、${you}有权查询账户和还款明细。如对上述金额有异议，或已经还款，请于${formatChineseDate(notice.dueBy)}前告知联系人并提供凭证，我方将予以登记、核实和答复；如确有还款困难，也请及时联系，协商还款安排。联系人：${lender.contact}，电话：${lender.phone}。`,
    ),
    '',
    ...paragraph(
      '三、如逾期仍未履行且未与我方达成一致，我方将依照合同约定和法律规定主张权利，包括继续计收罚息和复利、依法提起诉讼或者申请仲裁，有担保的，请求担保人承担担保责任、依法行使担保物权；还款情况将按照国家征信管理的规定如实报送。',
    ),
    '',
    ...paragraph('四、本通知不免除、不变更合同约定的其他义务，也不表示我方放弃任何权利。', INDENT),
    '',
    ...signature(from, today),
    '',
    '- '.repeat(LINE / 2).trimEnd(),
    ...receipt(notice, name, from, total),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

/** File name of a borrower's letter. A borrower without an identifier is named by its loan. */
export function noticeFileName(borrowerId: string, firstLoanId: string): string {
  return borrowerId === '' ? `demand-~loan-${safeName(firstLoanId)}.txt` : `demand-${safeName(borrowerId)}.txt`;
}

/** The same letter always has the same number. */
function noticeNumber(notice: DemandNotice): string {
  const subject = notice.borrowerId === '' ? notice.loans[0]!.loanId : notice.borrowerId;
  return `${clean(subject)}-${formatIsoDate(notice.asOf).replaceAll('-', '')}`;
}

function checkedTotal(notice: DemandNotice): Fen {
  if (notice.loans.length === 0) throw new RangeError('a letter needs at least one loan');
  let total = 0;
  for (const loan of notice.loans) {
    const sum = PARTS.reduce((sofar, part) => sofar + part.of(loan), 0);
    if (sum !== loan.overdueTotal || !(sum > 0)) {
      throw new RangeError(`the amounts of loan ${loan.loanId} do not add up to its overdue total`);
    }
    if (bearsPenalty(loan) && Number.isNaN(loan.penaltyAnnualRate)) {
      throw new RangeError(`the penalty rate of loan ${loan.loanId} is not known`);
    }
    total += sum;
  }
  return total;
}

/** The amount in capital characters, read back: a letter never carries words that say another amount than its figures. */
function checkedWords(amount: Fen): string {
  const words = formatChineseAmount(amount);
  if (parseChineseAmount(words) !== amount) throw new RangeError(`${amount} fen and ${words} do not agree`);
  return words;
}

function bearsPenalty(loan: NoticeLoan): boolean {
  return loan.penaltyInterest + loan.compoundInterest > 0;
}

function termsOf(loan: NoticeLoan): string {
  const facts = [`借据号 ${clean(loan.loanId)}`];
  if (loan.contractSignedOn !== NO_DAY) facts.push(`合同签订于${formatChineseDate(loan.contractSignedOn)}`);
  facts.push(`${formatChineseDate(loan.disbursedOn)}发放，${formatChineseDate(loan.maturesOn)}到期`);
  facts.push(
    `贷款金额 ${formatFenGrouped(loan.principal)} 元，本金余额 ${formatFenGrouped(loan.outstandingPrincipal)} 元`,
  );
  facts.push(`自${formatChineseDate(loan.oldestUnpaidDueOn)}应还款项起未足额偿还，逾期 ${loan.daysPastDue} 天`);
  if (!Number.isNaN(loan.annualRate)) facts.push(`年利率 ${formatRatePercent(loan.annualRate)}%`);
  if (bearsPenalty(loan)) {
    facts.push(`罚息、复利年利率 ${formatRatePercent(loan.penaltyAnnualRate)}%`);
  }
  return `${facts.join('；')}。`;
}

const PARTS: readonly { readonly title: string; readonly of: (loan: NoticeLoan) => Fen }[] = [
  { title: '逾期本金', of: (loan) => loan.overduePrincipal },
  { title: '逾期利息', of: (loan) => loan.overdueInterest },
  { title: '罚息', of: (loan) => loan.penaltyInterest },
  { title: '复利', of: (loan) => loan.compoundInterest },
  { title: '费用', of: (loan) => loan.overdueFee },
];

/** One row per loan where the page is wide enough for the amounts, one line per amount where it is not. */
function amountsOf(loans: readonly NoticeLoan[]): string[] {
  const parts = PARTS.filter((part) => part.title !== '费用' || loans.some((loan) => part.of(loan) > 0));
  const columns = [...parts, { title: '小计', of: (loan: NoticeLoan) => loan.overdueTotal }];
  const rows = [
    ['序号', ...columns.map((column) => column.title)],
    ...loans.map((loan, index) => [String(index + 1), ...columns.map((column) => formatFenGrouped(column.of(loan)))]),
  ];
  if (loans.length > 1) {
    const sums = columns.map((column) => loans.reduce((sum, loan) => sum + column.of(loan), 0));
    rows.push(['合计', ...sums.map(formatFenGrouped)]);
  }
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))));
  const gap = 2;
  const width = widths.reduce((sum, column) => sum + column + gap, -gap);
  if (width <= LINE) {
    const rule = '-'.repeat(LINE);
    const formatted = rows.map((row) => row.map((cell, column) => padTo(cell, widths[column]!, 'left')).join('  '));
    return [rule, formatted[0]!, rule, ...formatted.slice(1), rule];
  }
  return rows
    .slice(1)
    .flatMap((row) => [
      row[0] === '合计' ? '合计' : `第 ${row[0]} 笔`,
      ...columns.map((column, at) => `${INDENT}${padTo(column.title, 10)}${padTo(row[at + 1]!, 24, 'left')}`),
    ]);
}

function signature(from: string, today: string): string[] {
  return [`${from}（盖章）`, today].flatMap((line) => wrapText(line, LINE).map((part) => padTo(part, LINE, 'left')));
}

/** 回执: what comes back signed. It confirms receipt; whether the debt is admitted is for the signer to tick. */
function receipt(notice: DemandNotice, name: string, from: string, total: Fen): string[] {
  return [
    '',
    centred('回    执'),
    '',
    ...paragraph(`${from}：`, ''),
    ...paragraph(
      `本人（单位）已收到编号为 ${noticeNumber(notice)} 的《逾期贷款催收通知书》，知悉截至${formatChineseDate(notice.asOf)}应付金额为人民币 ${formatFenGrouped(total)} 元（大写：${checkedWords(total)}）。`,
    ),
    ...paragraph('对上述款项：□ 无异议   □ 有异议，理由：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿', INDENT),
    ...paragraph('还款安排：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿', INDENT),
    '',
    ...paragraph(`收件人：${name}`, INDENT),
    '',
    ...paragraph('签收人（签字或盖章）：＿＿＿＿＿＿＿＿＿＿   与收件人关系：＿＿＿＿＿＿', INDENT),
    '',
    padTo('签收日期：    年    月    日', LINE, 'left'),
  ];
}

function centred(text: string): string {
  return ' '.repeat(Math.max(0, Math.floor((LINE - widthOf(text)) / 2))) + text;
}

/** Lines of a paragraph, its first line indented. */
function paragraph(text: string, indent: string = INDENT): string[] {
  const [first, ...rest] = wrapText(indent + text, LINE);
  return [first!, ...rest];
}

/** A line end or control character in a name must not break the letter. */
function clean(text: string): string {
  return withoutControls(text).trim();
}

const REFUSALS: Readonly<Record<NoticeRefusal, { readonly en: string; readonly zh: string }>> = {
  hold: { en: 'a hold stops collection contact', zh: '已暂停催收联系' },
  'amount-undetermined': { en: 'an amount is not known', zh: '金额待定' },
  'nothing-due': { en: 'nothing is overdue', zh: '没有逾期款项' },
  'no-name': { en: 'the borrower has no name', zh: '缺少客户名称' },
};

/** Columns of `not-sent.csv`. */
export function notSentColumns(language: Language): readonly OutputColumn<NotSentRow>[] {
  return [
    { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
    { name: 'reason', zh: '原因代码', en: 'reason', kind: 'text', of: (row) => row.reason },
    { name: 'explanation', zh: '原因', en: 'explanation', kind: 'text', of: (row) => REFUSALS[row.reason][language] },
    { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  ];
}
