/** The rows of `arrears classify`: one borrower in arrears each, with its type and the evidence. */
import { BORROWER_SUBTYPES, BORROWER_TYPES, type EvidenceFinding, TRUE } from '../domain/evidence.js';
import { borrowerIdOf } from '../portfolio/borrower-ids.js';
import { textOf } from '../portfolio/id-table.js';
import { assessBorrower, factsToAsk, newBorrowerBench } from '../triage/assess-borrower.js';
import type { OutputColumn } from '../write/columns.js';
import type { TablePlan } from '../write/terminal-table.js';
import { evidenceText } from './evidence-text.js';
import type { OpenBook } from './open-book.js';
import type { TriagedBook } from './triage-book.js';

export interface ClassifiedRow {
  readonly borrowerId: string;
  readonly loans: readonly string[];
  readonly type: string;
  /** '' where there is none or it cannot be told. */
  readonly subtype: string;
  readonly confidence: number;
  readonly willingness: number;
  readonly ability: number;
  readonly evidence: readonly string[];
  readonly missing: readonly string[];
}

export const CLASSIFIED_COLUMNS: readonly OutputColumn<ClassifiedRow>[] = [
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
  { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  {
    name: 'borrower_type',
    zh: '客户类型',
    en: 'type',
    kind: 'text',
    vocabulary: 'borrowerTypes',
    of: (row) => row.type,
  },
  { name: 'type_confidence', zh: '把握', en: 'confidence', kind: 'integer', of: (row) => row.confidence },
  { name: 'willingness', zh: '还款意愿', en: 'willingness', kind: 'number', of: (row) => row.willingness },
  { name: 'ability', zh: '还款能力', en: 'ability', kind: 'number', of: (row) => row.ability },
  { name: 'evidence', zh: '依据', en: 'evidence', kind: 'list', of: (row) => row.evidence },
  { name: 'missing', zh: '缺少', en: 'missing', kind: 'list', of: (row) => row.missing },
  { name: 'borrower_subtype', zh: '客户细类', en: 'sub-type', kind: 'text', of: (row) => row.subtype },
];

/** What a terminal shows, by its width. */
export const CLASSIFIED_PLANS: readonly TablePlan[] = [
  {
    from: 118,
    columns: ['borrower_id', 'borrower_type', 'type_confidence', 'willingness', 'ability', 'evidence', 'missing'],
    flexible: ['evidence', 'missing'],
  },
  { from: 78, columns: ['borrower_id', 'borrower_type', 'type_confidence', 'evidence'], flexible: ['evidence'] },
  { from: 0, columns: ['borrower_id', 'borrower_type'], flexible: ['borrower_id'] },
];

export function* classifiedRows(open: OpenBook, triaged: TriagedBook): Generator<ClassifiedRow> {
  const { portfolio, terms } = open;
  const bench = newBorrowerBench(portfolio, terms);
  for (const borrower of triaged.list.order) {
    const findings: EvidenceFinding[] = [];
    const { typing, balance, loans } = assessBorrower(bench, borrower, false, findings);
    yield {
      borrowerId: borrowerIdOf(portfolio.borrowerIds, borrower),
      loans: loans.map(({ loan }) => textOf(portfolio.loanIds, loan)),
      type: BORROWER_TYPES[typing?.type ?? 0]!,
      subtype: BORROWER_SUBTYPES[typing?.subtype ?? 0]!,
      confidence: typing?.confidence ?? 0,
      willingness: balance?.willingness ?? Number.NaN,
      ability: balance?.ability ?? Number.NaN,
      evidence: findings
        .filter(({ outcome }) => outcome === TRUE)
        .map((finding) => evidenceText(finding, open.listLanguage)),
      missing: balance === null || typing === null ? [] : factsToAsk(bench, balance, typing),
    };
  }
}
