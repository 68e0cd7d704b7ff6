/** A log of letters, or the manifest of a run, into {@link SentLetter}s. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { NO_DAY } from '../domain/civil-date.js';
import { LANGUAGES } from '../domain/language.js';
import { LETTER_KINDS, LETTER_ROLES } from '../domain/letter.js';
import { SENDING_CHANNELS } from '../domain/notice.js';
import type { SentLetter } from '../domain/notice-log.js';
import { problem } from '../domain/problem.js';
import { ADDRESSEE_COLUMNS, NOTICE_LOG, YES_NO } from './notice-shapes.js';
import { openTable } from './open-table.js';
import type { OpenTable } from './opened-table.js';
import { scanTable, wholeBody } from './scan-table.js';
import { columnPosition } from './shapes.js';
import type { ProblemLog, RecordBatch } from './table.js';

export interface ReadLog {
  readonly letters: readonly SentLetter[];
  readonly open: OpenTable;
}

/** Undefined where the file cannot be used. Rows that cannot be read are left out; `log` has both. */
export async function readNoticeLog(file: string, log: ProblemLog): Promise<ReadLog | undefined> {
  const open = await openTable(NOTICE_LOG, file, {}, log);
  if (open === undefined) return undefined;
  let isComplete = true;
  for (const column of ADDRESSEE_COLUMNS) {
    if (open.columnOf.includes(columnPosition(NOTICE_LOG, column))) continue;
    const place = { file, table: NOTICE_LOG.table, line: 0, offset: -1 };
    log.add(problem(place, { code: 'missing-column', column, titles: [column] }));
    isComplete = false;
  }
  if (!isComplete) return undefined;
  const letters: SentLetter[] = [];
  scanTable(
    open,
    wholeBody(open),
    (batch) => {
      for (let row = 0; row < batch.count; row++) letters.push(letterAt(batch, row));
    },
    log,
  );
  return { letters, open };
}

const at = Object.fromEntries(NOTICE_LOG.columns.map(({ name }, position) => [name, position]));

function letterAt(batch: RecordBatch, row: number): SentLetter {
  const text = (column: string) => batch.text(row, at[column]!);
  const value = (column: string) => batch.values[at[column]!]![row]!;
  const day = (column: string) => (Number.isNaN(value(column)) ? NO_DAY : value(column));
  const oneOf = <Choice>(choices: readonly Choice[], column: string) => choices[value(column) - 1];
  return {
    file: text('file'),
    pageFrom: value('page_from'),
    pageTo: value('page_to'),
    sha256: text('sha256'),
    number: text('number'),
    borrowerId: text('borrower_id'),
    partyId: text('party_id'),
    role: oneOf(LETTER_ROLES, 'role')!,
    isCompany: oneOf(YES_NO, 'company') === 'yes',
    loans: text('loans')
      .split(';')
      .map((loan) => loan.trim())
      .filter((loan) => loan !== ''),
    kind: oneOf(LETTER_KINDS, 'kind')!,
    language: oneOf(LANGUAGES, 'language') ?? '',
    asOf: value('as_of'),
    principal: value('principal'),
    interest: value('interest'),
    penalty: value('penalty'),
    compound: value('compound_interest'),
    fee: value('fee'),
    total: value('total'),
    deadline: day('deadline'),
    templateHash: text('template_hash'),
    channel: oneOf(SENDING_CHANNELS, 'channel') ?? '',
    isCancelled: oneOf(YES_NO, 'cancelled') === 'yes',
  };
}

/** Of the bytes as they are now; null where there is no such file. */
export function stateOfFile(path: string): string | null {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
}
