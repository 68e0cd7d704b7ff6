/** Letters as files of a form, and the list of those that were not written. */
import type { Language } from '../domain/language.js';
import type { LetterKind, LetterRole, PlannedLetter } from '../domain/letter.js';
import type { LetterFormat } from '../domain/letter-format.js';
import type { NoticeRefusal, NotSentRow } from '../domain/notice.js';
import { type LetterBlock, parseMarkup } from '../template/letter-markup.js';
import { TAG_LINE } from '../template/letter-templates.js';
import type { OutputColumn } from './columns.js';
import { safeName } from './safe-name.js';

/** What stands in the letter, block by block, for every form that is made of it. */
export function letterBlocks(markup: string): LetterBlock[] {
  return parseMarkup(markup, TAG_LINE);
}

/** The title of a letter. */
export function titleOf(blocks: readonly LetterBlock[]): string {
  const title = blocks.find(({ kind }) => kind === 'title');
  return title !== undefined && 'text' in title ? title.text : '';
}

/** File name of a letter. A borrower without an identifier is named by its loan; a party stands behind its borrower. */
export function letterFileName(
  {
    letter,
    borrowerId,
    partyId,
    loanIds,
  }: Pick<PlannedLetter, 'borrowerId' | 'partyId' | 'loanIds'> & {
    readonly letter: { readonly kind: LetterKind };
  },
  format: LetterFormat,
): string {
  const subject = borrowerId === '' ? `~loan-${safeName(loanIds[0]!)}` : safeName(borrowerId);
  const party = partyId === '' ? '' : `~party-${safeName(partyId)}`;
  return `${letter.kind}-${subject}${party}.${format}`;
}

const REFUSALS: Readonly<Record<NoticeRefusal, { readonly en: string; readonly zh: string }>> = {
  settled: { en: 'every loan is settled', zh: '贷款均已结清' },
  dispute: { en: 'the debt is disputed: no collection until it is settled', zh: '债务有异议，核查期间暂停催收' },
  bankruptcy: { en: 'bankruptcy: file the claim with the administrator', zh: '已进入破产程序，应向管理人申报债权' },
  hold: { en: 'contact is to cease', zh: '已要求停止联系' },
  deceased: { en: 'the borrower has died: look for the estate', zh: '客户已故，应查明遗产及管理人' },
  'position-undetermined': { en: 'what is owed on a loan cannot be worked out', zh: '有贷款的欠款情况无法计算' },
  'rows-rejected': {
    en: 'a row about a loan was rejected: what it owes may be another sum',
    zh: '有贷款的数据行未被采用，欠款金额可能有误',
  },
  'amount-undetermined': { en: 'an amount is not known', zh: '有金额无法确定' },
  'nothing-due': { en: 'nothing is due', zh: '没有应还款项' },
  'no-letter-now': { en: 'the calendar asks for no letter at this step', zh: '催收进程当前步骤不发函' },
  'no-guarantor': { en: 'nobody guarantees these loans', zh: '没有登记保证人' },
  'guarantee-ended': { en: 'the guarantee period may have ended (estimate)', zh: '保证期间可能已届满（估算）' },
  'nothing-to-call': { en: 'no principal is left that is not due', zh: '没有尚未到期的本金' },
  'limitation-undetermined': { en: 'it is not known whether limitation has ended', zh: '无法判定诉讼时效是否届满' },
  'not-expired': { en: 'limitation is estimated not to have ended', zh: '诉讼时效预计尚未届满（估算）' },
  expired: {
    en: 'limitation may have ended (estimate): only a confirmation helps',
    zh: '诉讼时效可能已届满（估算），应取得同意履行的确认',
  },
  'already-written': { en: 'the notice log has this very letter', zh: '发函登记簿中已有同一封信函' },
  'too-soon': { en: 'too soon after the last letter of this kind', zh: '距上次同类信函未满最短间隔' },
  'no-name': { en: 'the addressee has no name', zh: '缺少收件人名称' },
  'no-address': { en: 'the addressee has no address', zh: '缺少收件人地址' },
  'amounts-disagree': { en: 'figures, words or sums contradict one another', zh: '小写、大写或合计不一致' },
  'no-glyph': {
    en: 'no font has these characters; give one with --font',
    zh: '字体缺少下列字符，请用 --font 指定字体',
  },
  'template-failed': { en: 'the template did not make a letter', zh: '模板未能生成信函' },
};

const ROLES: Readonly<Record<LetterRole, { readonly en: string; readonly zh: string }>> = {
  borrower: { en: 'borrower', zh: '借款人' },
  co_borrower: { en: 'co-borrower', zh: '共同借款人' },
  guarantor: { en: 'guarantor', zh: '保证人' },
};

/** Columns of `not-sent.csv`. */
export function notSentColumns(language: Language): readonly OutputColumn<NotSentRow>[] {
  return [
    { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
    { name: 'reason', zh: '原因代码', en: 'reason', kind: 'text', of: (row) => row.reason },
    { name: 'explanation', zh: '原因', en: 'explanation', kind: 'text', of: (row) => REFUSALS[row.reason][language] },
    { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
    { name: 'kind', zh: '信函种类', en: 'kind', kind: 'text', of: (row) => row.kind ?? '' },
    { name: 'role', zh: '收件人', en: 'addressee', kind: 'text', of: (row) => ROLES[row.role][language] },
    { name: 'party_id', zh: '关系人编号', en: 'party', kind: 'text', of: (row) => row.partyId },
    { name: 'detail', zh: '位置', en: 'where', kind: 'text', of: (row) => row.detail },
  ];
}
