/** A restructuring proposal for a reader: options with their costs and schedules, or the ways out, or why there is none. */
import { formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import { BORROWER_SUBTYPES } from '../domain/evidence.js';
import type { Language } from '../domain/language.js';
import { formatFenGrouped, formatRatePercent } from '../domain/money.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { claimedOn } from '../triage/loan-in-distress.js';
import type { BorrowerProposal, LoanProposal, OptionTotal } from '../triage/propose-restructuring.js';
import type { OutputColumn } from '../write/columns.js';
import { formatTable } from '../write/terminal-table.js';
import { withoutControls } from '../write/wrap-text.js';
import { typeInWords } from './dossier/codes-in-words.js';
import { type OpenBook, plural } from './open-book.js';
import { optionLines, whatAllLack } from './proposal-option-text.js';
import { hung, missingLines, type Page, type Say, sentence } from './proposal-page.js';
import { optionTitle } from './proposal-tables.js';

/** Facts with this cause are named in one line: there may be many. */
const SETTLES_THE_TYPE = 'settles-the-type';

/** Lines as wide as the terminal at most. */
export function proposalText(open: OpenBook, proposal: BorrowerProposal, width: number): string {
  const language = open.listLanguage;
  const page: Page = { open, language, say: (en, zh) => (language === 'zh' ? zh : en), width };
  const { say } = page;
  const { portfolio, terms } = open;
  const { typing } = proposal;
  const subtype = typing === null ? '' : BORROWER_SUBTYPES[typing.subtype]!;
  const lines = [
    `${say('Restructuring proposal', '重组方案')}  ${say('borrower', '客户')} ${withoutControls(borrowerIdOf(portfolio.borrowerIds, proposal.borrower))}  ${say('as of', '截至')} ${formatIsoDate(terms.asOf)}`,
  ];
  if (typing !== null) {
    const type = typeInWords(typing.type, language);
    const name = subtype === '' ? type : `${type}${say(` (${subtype})`, `（${subtype}）`)}`;
    lines.push(`  ${say('type: ', '客户类型：')}${name}   ${say('confidence', '把握')} ${typing.confidence}`);
  }
  lines.push(...hung('  ', verdictText(proposal, say) + sentence(proposal.because, page), page));
  const asked = proposal.missing.filter(({ because }) => because === SETTLES_THE_TYPE).map(({ fact }) => fact);
  if (asked.length > 0) lines.push(...hung(`  ${say('would settle it: ', '还需查明：')}`, asked.join(', '), page));
  for (const missing of proposal.missing) {
    if (missing.because !== SETTLES_THE_TYPE) lines.push(...missingLines(missing, page));
  }
  if (proposal.verdict === 'options') lines.push(...horizonLines(proposal, page));
  if (proposal.currentLoans > 0 && proposal.verdict !== 'none') {
    const count = proposal.currentLoans;
    lines.push(
      ...hung(
        '  ',
        say(
          `${count} other loan${count === 1 ? ' is' : 's are'} paid as agreed and stay${count === 1 ? 's' : ''} as ${count === 1 ? 'it is' : 'they are'}`,
          `另有 ${count} 笔贷款正常还款，维持不变`,
        ),
        page,
      ),
    );
  }
  lines.push(...handlingLines(proposal, page), '');
  for (const loan of proposal.loans) lines.push(...loanLines(loan, proposal, page));
  if (proposal.loans.length > 1 && proposal.totals.length > 0) lines.push(...totalLines(proposal, page));
  if (proposal.verdict === 'disposal') lines.push(...disposalLines(proposal, page));
  if (proposal.verdict !== 'none') {
    lines.push(
      ...hung(
        '',
        say(
          'A proposal to negotiate from, worked out by the policy’s settings: no offer, no approval, no legal advice.',
          '本方案按政策参数测算，供协商参考：不构成要约、审批意见或法律意见。',
        ),
        page,
      ),
    );
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

function verdictText({ verdict, loans }: BorrowerProposal, say: Say): string {
  if (verdict === 'options' && !loans.some(hasOffer))
    return say('No terms can be proposed yet – ', '暂无可提出的方案：');
  if (verdict === 'options') return say('New terms can be proposed – ', '可提出新的还款方案：');
  if (verdict === 'disposal') return say('No extension – ', '不予展期：');
  return say('No restructuring is proposed – ', '不提出重组方案：');
}

function hasOffer({ options }: LoanProposal): boolean {
  return options.some(({ proposed }) => proposed.kind === 'offered');
}

function horizonLines(
  { recoveryMonths, answeredOn, ableOn, hardshipVerified }: BorrowerProposal,
  page: Page,
): string[] {
  const { say, open } = page;
  const { asOf } = open.terms;
  const lines: string[] = [];
  if (ableOn !== NO_DAY) {
    const days = ableOn - asOf;
    const left =
      days < 0 ? say(', which has passed', '，已过') : say(`, in ${plural(days, 'day')}`, `，距今 ${days} 天`);
    const text = say(
      `able again: ${formatIsoDate(ableOn)} (${plural(recoveryMonths, 'month')} from the answer of ${formatIsoDate(answeredOn)})${left}`,
      `预计恢复还款能力：${formatIsoDate(ableOn)}（${formatIsoDate(answeredOn)} 调查答复 ${recoveryMonths} 个月）${left}`,
    );
    lines.push(...hung('  ', text, page));
  }
  if (hardshipVerified !== 1) {
    const text = Number.isNaN(hardshipVerified)
      ? say('first verify the hardship with documents: nobody has yet', '须先凭资料核实困难原因：尚未核实')
      : say('first verify the hardship: the survey says that it is not verified', '须先核实困难原因：调查显示未能核实');
    lines.push(...hung('  ', text, page));
  }
  return lines;
}

function handlingLines({ treatment, nextStep, verdict, isOnHold }: BorrowerProposal, page: Page): string[] {
  const { language, say } = page;
  const lines: string[] = [];
  // While collection is on hold only the step of the hold is to be taken.
  if (treatment !== null && !isOnHold) {
    const label = verdict === 'none' ? say('instead: ', '应采取：') : say('handling: ', '处理：');
    const steps = treatment.handling.map((step) => step[language]).join(say('; ', '；'));
    lines.push(...hung(`  ${label}`, steps, page));
  }
  if (nextStep !== null && verdict === 'none') {
    const { step, by } = nextStep;
    const text = say(
      `${step.title.en} (${step.who.en}), by ${formatIsoDate(by)}`,
      `${step.title.zh}（${step.who.zh}），不晚于 ${formatIsoDate(by)}`,
    );
    lines.push(...hung(`  ${say('next step: ', '下一步：')}`, text, page));
  }
  return lines;
}

function loanLines(proposal: LoanProposal, { ableOn }: BorrowerProposal, page: Page): string[] {
  const { open, say } = page;
  const { claim, options, effects } = proposal;
  const { portfolio } = open;
  const loanId = withoutControls(textOf(portfolio.loanIds, proposal.loan));
  const lines = [`${say('Loan', '借据')} ${loanId}`];
  if (claim === null) {
    lines.push(
      ...hung('  ', say('position undetermined: nothing can be proposed', '逾期状况待定，无法提出方案'), page),
    );
    for (const missing of proposal.missing) lines.push(...missingLines(missing, page));
    lines.push('');
    return lines;
  }
  const amount = (value: number) => formatFenGrouped(value) || '?';
  const rate = formatRatePercent(portfolio.loans.annualRate[proposal.loan]!) || '?';
  const asOf = formatIsoDate(page.open.terms.asOf);
  lines.push(
    ...hung(
      '  ',
      say(
        `owed on ${asOf}: principal ${amount(claim.principal)} + interest ${amount(claim.interest)} + fees ${amount(claim.fee)} + penalty ${amount(claim.penalty)} + compound ${amount(claim.compound)} = ${amount(claimedOn(claim))} at ${rate} % a year, ${plural(proposal.daysPastDue, 'day')} past due`,
        `截至 ${asOf} 欠款：本金 ${amount(claim.principal)} ＋ 利息 ${amount(claim.interest)} ＋ 费用 ${amount(claim.fee)} ＋ 罚息 ${amount(claim.penalty)} ＋ 复利 ${amount(claim.compound)} ＝ ${amount(claimedOn(claim))} 元，年利率 ${rate}%，逾期 ${proposal.daysPastDue} 天`,
      ),
      page,
    ),
  );
  const unknown = whatAllLack(options);
  if (unknown.length > 0) {
    lines.push(`  ${say('no option can be worked out:', '各方案均无法测算：')}`);
    for (const missing of unknown) lines.push(...missingLines(missing, page));
    return [...lines, ''];
  }
  for (const option of options) lines.push('', ...optionLines(option, ableOn, page));
  if (options.length > 0 && options.every(({ proposed }) => proposed.kind === 'refused')) {
    lines.push('', ...hung('  ', sentence({ code: 'proposal-nothing-fits', saw: {} }, page), page));
  }
  // Where nothing can be signed it does nothing.
  if (options.length > 0 && !hasOffer(proposal)) return [...lines, ''];
  lines.push('', `  ${say('What an agreement does', '签约的法律后果')}`);
  for (const effect of effects.effects) lines.push(...hung('  - ', sentence(effect, page), page));
  for (const missing of effects.missing) lines.push(...missingLines(missing, page));
  lines.push('');
  return lines;
}

function totalLines({ totals, loans }: BorrowerProposal, page: Page): string[] {
  const { say, language, width } = page;
  const count = loans.length;
  const columns: readonly OutputColumn<OptionTotal>[] = [
    { name: 'option', zh: '方案', en: 'option', kind: 'text', of: (row) => totalTitle(row, language) },
    { name: 'loans', zh: '笔数', en: 'loans', kind: 'integer', of: (row) => row.loans },
    { name: 'claimed', zh: '欠款', en: 'owed', kind: 'fen', of: (row) => row.claimed },
    { name: 'waived', zh: '减免', en: 'waived', kind: 'fen', of: (row) => row.waived },
    { name: 'cost', zh: '成本现值', en: 'cost', kind: 'fen', of: (row) => row.cost },
    { name: 'change', zh: '收回增减', en: 'receipts +/−', kind: 'fen', of: (row) => row.changeOfReceipts },
  ];
  const title = say(
    `All ${count} loans together (an option counts the loans for which it is offered)`,
    `${count} 笔贷款合计（各方案只计可适用的贷款）`,
  );
  const table = formatTable(columns, totals, { language, width, most: 100 }).trimEnd();
  return [...hung('', title, page), table, ''];
}

function totalTitle({ option, method }: OptionTotal, language: Language): string {
  if (option !== 'extension') return optionTitle({ option, method }, language);
  return language === 'zh' ? '展期' : 'extension';
}

function disposalLines({ disposal }: BorrowerProposal, page: Page): string[] {
  const { say, language } = page;
  const standings = {
    open: say('open', '可行'),
    closed: say('closed', '不可行'),
    unknown: say('not known', '待查'),
  };
  const lines = [say('The ways out, in order', '处置路径（依次尝试）')];
  for (const [at, step] of disposal.entries()) {
    lines.push(...hung(`  ${at + 1}. [${standings[step.standing]}] `, step.title[language], page));
    for (const reason of step.because) lines.push(...hung('     ', sentence(reason, page), page));
    for (const missing of step.missing) lines.push(...missingLines(missing, page));
  }
  const refusal = say(
    'If the borrower refuses all of them it is typed again, as 3 where there is something to pay with, else as 4: record the refusal as an event, or the answer in the survey.',
    '客户均拒绝配合的，重新归类：有可供还款的资产归第三类，否则归第四类；请登记拒绝事件，或在调查表中填写。',
  );
  lines.push(...hung('  ', refusal, page), '');
  return lines;
}
