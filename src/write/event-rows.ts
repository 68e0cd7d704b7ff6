/** Rows of the events table, with its columns by their canonical names and in the contract's order. */
import { type EpochDay, formatIsoDate, NO_DAY } from '../domain/civil-date.js';
import type { EventKind, EvidenceGrade } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import type { OutputColumn } from './columns.js';

export interface EventRow {
  readonly eventId: string;
  readonly loanId: string;
  readonly borrowerId: string;
  readonly happenedOn: EpochDay;
  readonly kind: EventKind;
  /** '' where it concerns the borrower. */
  readonly partyId: string;
  readonly evidence: EvidenceGrade;
  /** NO_DAY and NaN where none. */
  readonly promisedOn: EpochDay;
  readonly amount: Fen;
  readonly result: string;
  readonly note: string;
}

export const EVENT_COLUMNS: readonly OutputColumn<EventRow>[] = [
  { name: 'event_id', zh: '事件编号', en: 'event', kind: 'text', of: (row) => row.eventId },
  { name: 'loan_id', zh: '借据号', en: 'loan', kind: 'text', of: (row) => row.loanId },
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
  { name: 'happened_at', zh: '发生日期', en: 'happened', kind: 'day', of: (row) => row.happenedOn },
  { name: 'kind', zh: '事件类型', en: 'kind', kind: 'term', of: (row) => row.kind },
  { name: 'party_id', zh: '关系人编号', en: 'party', kind: 'text', of: (row) => row.partyId },
  { name: 'evidence', zh: '证据', en: 'evidence', kind: 'term', of: (row) => row.evidence },
  { name: 'ended_on', zh: '结束日期', en: 'ended', kind: 'day', of: () => NO_DAY },
  { name: 'promised_on', zh: '承诺还款日', en: 'promised for', kind: 'day', of: (row) => row.promisedOn },
  { name: 'amount', zh: '金额', en: 'amount', kind: 'fen', of: (row) => row.amount },
  { name: 'result', zh: '结果', en: 'result', kind: 'text', of: (row) => row.result },
  { name: 'actor', zh: '经办人', en: 'actor', kind: 'text', of: () => '' },
  { name: 'note', zh: '备注', en: 'note', kind: 'text', of: (row) => row.note },
];

/** What distinguishes the events of one receipt: its letter, its day, then loan and act where there are several. */
export function eventId(number: string, on: EpochDay, further: readonly (string | number)[]): string {
  return [number, formatIsoDate(on).replaceAll('-', ''), ...further].join('-');
}
