/** `manifest.csv`: which letters a run wrote, for whom and over what, and the same rows added to a log. No names, no addresses. */
import { createHash } from 'node:crypto';
import { LETTER_KINDS, type LetterKind, type PlannedLetter } from '../domain/letter.js';
import type { SendingChannel } from '../domain/notice.js';
import type { LetterPlace, SentLetter } from '../domain/notice-log.js';
import type { LetterTemplates } from '../template/letter-templates.js';
import type { OutputColumn } from './columns.js';
import type { CsvForm } from './csv-form.js';
import type { RunDirectory } from './run-directory.js';
import { writeCsv } from './tables.js';

/** The row of a letter but for the place where it is written. */
export function manifestRow(
  { borrowerId, letter, loanIds, partyId }: PlannedLetter,
  templates: LetterTemplates,
  channels: Readonly<Record<LetterKind, SendingChannel>>,
): Omit<SentLetter, keyof LetterPlace> {
  const { addressee, total } = letter;
  const { compound, fee, interest, penalty, sum } = total;
  return {
    number: letter.number,
    borrowerId,
    partyId,
    role: addressee.role,
    isCompany: addressee.isCompany,
    loans: loanIds,
    kind: letter.kind,
    language: letter.language,
    asOf: letter.date.day,
    // What is asked for: with the principal that an acceleration calls, and without it elsewhere.
    principal: sum.fen - interest.fen - penalty.fen - compound.fen - fee.fen,
    interest: interest.fen,
    penalty: penalty.fen,
    compound: compound.fen,
    fee: fee.fen,
    total: sum.fen,
    deadline: letter.deadline.day,
    templateHash: templateHash(templates, letter),
    channel: channels[letter.kind],
    isCancelled: false,
  };
}

const hashes = new WeakMap<LetterTemplates, Map<string, string>>();

/** SHA-256 in hex over the names and texts of the template and of every partial that it renders. */
function templateHash(templates: LetterTemplates, letter: PlannedLetter['letter']): string {
  const known = hashes.get(templates) ?? new Map<string, string>();
  hashes.set(templates, known);
  const key = `${LETTER_KINDS.indexOf(letter.kind)} ${letter.language}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const hash = createHash('sha256');
  for (const { name, text } of templates.sourcesOf(letter)) hash.update(`${name}\0${text}\0`);
  const digest = hash.digest('hex');
  known.set(key, digest);
  return digest;
}

/** Columns of `manifest.csv` and of the log. `cancelled` is for people: yes says that a letter was never sent. */
export const MANIFEST_COLUMNS: readonly OutputColumn<SentLetter>[] = [
  { name: 'file', zh: '文件', en: 'file', kind: 'text', of: (row) => row.file },
  { name: 'page_from', zh: '起始页', en: 'from page', kind: 'integer', of: (row) => row.pageFrom },
  { name: 'page_to', zh: '终止页', en: 'to page', kind: 'integer', of: (row) => row.pageTo },
  { name: 'sha256', zh: '文件摘要', en: 'sha256', kind: 'text', of: (row) => row.sha256 },
  { name: 'number', zh: '编号', en: 'number', kind: 'text', of: (row) => row.number },
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
  { name: 'party_id', zh: '关系人编号', en: 'party', kind: 'text', of: (row) => row.partyId },
  { name: 'role', zh: '收件人', en: 'addressee', kind: 'term', of: (row) => row.role },
  { name: 'company', zh: '是否单位', en: 'company', kind: 'term', of: (row) => (row.isCompany ? 'yes' : '') },
  { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  { name: 'kind', zh: '信函种类', en: 'kind', kind: 'term', of: (row) => row.kind },
  { name: 'language', zh: '语言', en: 'language', kind: 'term', of: (row) => row.language },
  { name: 'as_of', zh: '日期', en: 'as of', kind: 'day', of: (row) => row.asOf },
  { name: 'principal', zh: '本金', en: 'principal', kind: 'fen', of: (row) => row.principal },
  { name: 'interest', zh: '利息', en: 'interest', kind: 'fen', of: (row) => row.interest },
  { name: 'penalty', zh: '罚息', en: 'penalty', kind: 'fen', of: (row) => row.penalty },
  { name: 'compound_interest', zh: '复利', en: 'compound interest', kind: 'fen', of: (row) => row.compound },
  { name: 'fee', zh: '费用', en: 'fee', kind: 'fen', of: (row) => row.fee },
  { name: 'total', zh: '合计', en: 'total', kind: 'fen', of: (row) => row.total },
  { name: 'deadline', zh: '还款期限', en: 'deadline', kind: 'day', of: (row) => row.deadline },
  { name: 'template_hash', zh: '模板摘要', en: 'template', kind: 'text', of: (row) => row.templateHash },
  { name: 'channel', zh: '寄送方式', en: 'channel', kind: 'term', of: (row) => row.channel },
  { name: 'cancelled', zh: '未寄出', en: 'cancelled', kind: 'term', of: (row) => (row.isCancelled ? 'yes' : '') },
];

/** Writes the manifest into `folder` of the run ('' or ending in `/`), also where no letter was written. */
export function writeNoticeManifest(
  run: RunDirectory,
  folder: string,
  letters: readonly SentLetter[],
  form: CsvForm,
  rows: Map<string, number>,
): void {
  const name = `${folder}manifest.csv`;
  const file = run.create(name);
  rows.set(
    name,
    writeCsv(MANIFEST_COLUMNS, letters, 'names', (bytes) => file.write(bytes), form),
  );
  file.close();
}
