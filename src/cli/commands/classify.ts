/** `arrears classify`: the type of each borrower in arrears, with the evidence, as rows for a pipe. */
import { type Command, Option } from 'commander';
import { BORROWER_TYPES, type EvidenceFinding, TRUE } from '../../domain/evidence.js';
import { borrowerIdOf } from '../../portfolio/borrower-ids.js';
import { textOf } from '../../portfolio/id-table.js';
import { assessBorrower, factsToAsk, newBorrowerBench } from '../../triage/assess-borrower.js';
import type { OutputColumn } from '../../write/columns.js';
import { evidenceText } from '../evidence-text.js';
import type { OpenBook } from '../open-book.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  LIST_FORMATS,
  type ListFormat,
} from '../options.js';
import { printRows } from '../print-rows.js';
import { runBook } from '../run-book.js';
import type { TriagedBook } from '../triage-book.js';

export function registerClassify(program: Command): void {
  const command = program
    .command('classify')
    .description('The four types – willingness × ability – of the borrowers in arrears, with the evidence.')
    .addOption(
      new Option('--format <format>', 'table on a terminal, csv in a pipe by default').choices([...LIST_FORMATS]),
    );
  addFilterOptions(addBookOptions(command))
    .action(classify)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears classify --loans loans.csv --payments payments.csv --events events.csv
  $ arrears classify --loans loans.csv --payments payments.csv --type undetermined --format jsonl
`,
    );
}

interface ClassifiedRow {
  readonly borrowerId: string;
  readonly loans: readonly string[];
  readonly type: string;
  readonly confidence: number;
  readonly willingness: number;
  readonly ability: number;
  readonly evidence: readonly string[];
  readonly missing: readonly string[];
}

const COLUMNS: readonly OutputColumn<ClassifiedRow>[] = [
  { name: 'borrower_id', zh: '客户号', en: 'borrower', kind: 'text', of: (row) => row.borrowerId },
  { name: 'loans', zh: '借据号', en: 'loans', kind: 'list', of: (row) => row.loans },
  { name: 'borrower_type', zh: '客户类型', en: 'type', kind: 'text', of: (row) => row.type },
  { name: 'type_confidence', zh: '把握', en: 'confidence', kind: 'integer', of: (row) => row.confidence },
  { name: 'willingness', zh: '还款意愿', en: 'willingness', kind: 'number', of: (row) => row.willingness },
  { name: 'ability', zh: '还款能力', en: 'ability', kind: 'number', of: (row) => row.ability },
  { name: 'evidence', zh: '依据', en: 'evidence', kind: 'list', of: (row) => row.evidence },
  { name: 'missing', zh: '缺少', en: 'missing', kind: 'list', of: (row) => row.missing },
];

async function classify(options: BookOptions & FilterOptions & { readonly format?: ListFormat }): Promise<void> {
  const { open, triaged } = await runBook(options);
  await triaged.second?.stop();
  printRows(COLUMNS, classifiedRows(open, triaged), options.format, open);
}

function* classifiedRows(open: OpenBook, triaged: TriagedBook): Generator<ClassifiedRow> {
  const { portfolio, terms } = open;
  const bench = newBorrowerBench(portfolio, terms);
  for (const borrower of triaged.list.order) {
    const findings: EvidenceFinding[] = [];
    const { typing, balance, loans } = assessBorrower(bench, borrower, false, findings);
    yield {
      borrowerId: borrowerIdOf(portfolio.borrowerIds, borrower),
      loans: loans.map(({ loan }) => textOf(portfolio.loanIds, loan)),
      type: BORROWER_TYPES[typing?.type ?? 0]!,
      confidence: typing?.confidence ?? 0,
      willingness: balance?.willingness ?? Number.NaN,
      ability: balance?.ability ?? Number.NaN,
      evidence: findings
        .filter(({ outcome }) => outcome === TRUE)
        .map((finding) => evidenceText(finding, open.listLanguage)),
      missing: balance === null ? [] : factsToAsk(bench, balance),
    };
  }
}
