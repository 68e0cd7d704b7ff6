/** The tables about letters: the log, whose columns are those of a manifest, and the list of returned receipts. */
import { LANGUAGES } from '../domain/language.js';
import { LETTER_KINDS, LETTER_ROLES } from '../domain/letter.js';
import { SENDING_CHANNELS } from '../domain/notice.js';
import { AGREEMENTS, RECEIPT_OUTCOMES, SIGNERS } from '../domain/receipt.js';
import type { Spellings } from './choice-titles.js';
import type { ColumnKind, ColumnShape, TableShape } from './table.js';

export const YES_NO = ['yes', 'no'] as const;
const YES_NO_TITLES: Spellings = {
  yes: ['y', 'true', '1', '是', '有', '√', '✓'],
  no: ['n', 'false', '0', '否', '无'],
};

/** What shows that a letter was refused, where the cell says it instead of yes. */
const PROOFS = '录像 视频 录音 照片 拍照 公证 公证书 见证 见证人 快递记录 快递回单 邮政记录 邮政回执'.split(' ');

function column(name: string, kind: Exclude<ColumnKind, 'choice'>, titles = '', required = false): ColumnShape {
  return { name, kind, required, titles: titles === '' ? [] : titles.split(' ') };
}

function choice(
  name: string,
  choices: readonly string[],
  choiceTitles: Spellings = {},
  titles = '',
  required = false,
): ColumnShape {
  return { name, kind: 'choice', required, titles: titles === '' ? [] : titles.split(' '), choices, choiceTitles };
}

/** Written by the program, so without other titles; whoever keeps it may add columns of his own. */
export const NOTICE_LOG: TableShape = {
  table: 'notice_log',
  hasOtherColumns: true,
  columns: [
    column('file', 'text'),
    column('page_from', 'whole_number'),
    column('page_to', 'whole_number'),
    column('sha256', 'text'),
    column('number', 'identifier', '', true),
    column('borrower_id', 'identifier'),
    column('party_id', 'identifier'),
    choice('role', LETTER_ROLES, {}, '', true),
    choice('company', YES_NO, YES_NO_TITLES),
    column('loans', 'text', '', true),
    choice('kind', LETTER_KINDS, {}, '', true),
    choice('language', LANGUAGES),
    column('as_of', 'date', '', true),
    column('principal', 'amount'),
    column('interest', 'amount'),
    column('penalty', 'amount'),
    column('compound_interest', 'amount'),
    column('fee', 'amount'),
    column('total', 'amount'),
    column('deadline', 'date'),
    column('template_hash', 'text'),
    choice('channel', SENDING_CHANNELS),
    choice('cancelled', YES_NO, YES_NO_TITLES),
  ],
};

/** Columns that may be blank but not missing: without them a row does not say to whom a letter went. */
export const ADDRESSEE_COLUMNS = ['borrower_id', 'party_id'] as const;

export const RECEIPTS: TableShape = {
  table: 'receipts',
  columns: [
    column('number', 'identifier', '编号 函件编号 信函编号 通知书编号 文号'),
    column('file', 'text', '文件 文件名'),
    column('returned_on', 'date', '回执日期 收回日期 退回日期 返回日期', true),
    choice(
      'outcome',
      RECEIPT_OUTCOMES,
      {
        signed: ['签收', '已签收', '签字', '签章', '盖章'],
        refused: ['拒收', '拒签', '拒绝签收'],
        undeliverable: ['退回', '退件', '无法投递', '无法送达', '查无此人', '地址不详', '迁移新址', '逾期未领'],
        left: ['留置', '留置送达', '放置', '投入信箱'],
        online: ['线上确认', '在线确认', '电子签收', '电子确认'],
      },
      '结果 回执结果 签收结果 送达结果',
      true,
    ),
    choice(
      'signed_by',
      SIGNERS,
      {
        addressee: ['本人', '收件人', '收件人本人', '本单位'],
        debtor: ['借款人', '债务人', 'borrower'],
        co_borrower: ['共同借款人', '共借人'],
        guarantor: ['保证人', '担保人'],
        adult_family: ['同住成年亲属', '同住成年家属'],
        other: ['其他', '其他人', '他人'],
      },
      '签收人身份 拒收人身份',
    ),
    // A name, or what signed_by says where the sheet has no column for that.
    column('signer', 'text', '签收人 拒收人 签收人姓名 拒收人姓名'),
    column('signed_on', 'date', '签收日期 签收日 签字日期'),
    column('relation', 'text', '关系 与收件人关系 签收人关系'),
    choice('proof', YES_NO, { ...YES_NO_TITLES, yes: [...YES_NO_TITLES['yes']!, ...PROOFS] }, '证明 送达证明 拒收证明'),
    choice(
      'agrees',
      AGREEMENTS,
      {
        yes: ['y', 'true', '1', '是', '同意', '同意履行', '√', '✓'],
        no: ['n', 'false', '0', '否', '不同意', '拒绝'],
        part: ['部分', '部分同意', '同意部分履行'],
      },
      '同意履行 是否同意 是否同意履行',
    ),
    column('promised_on', 'date', '承诺还款日 承诺还款日期 承诺日期'),
    column('promised_amount', 'amount', '承诺金额 承诺还款金额'),
    column('note', 'text', '备注 说明'),
  ],
};
