/** `arrears policy compare`: what another policy would make of the same book, before it goes live. */
import { Argument, type Command, Option } from 'commander';
import { CHANGE_KINDS, changeBit } from '../../domain/policy-change.js';
import { FINISHED_WITH_FINDINGS, UserError } from '../exit.js';
import { BUNDLED_POLICIES, takingWords } from '../known-words.js';
import { Mistyped, oneOf } from '../mistyped.js';
import {
  addBookOptionsWithoutPolicy,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  parseWholeNumber,
} from '../options.js';
import { addFormatOption, LIST_FORMATS, type ListFormat, type RowsForm, refuseExcelBeside } from '../rows-form.js';
import { isTerminal, writeResult } from '../streams.js';

interface CompareOptions extends Omit<BookOptions, 'policy'>, FilterOptions, RowsForm {
  readonly out?: string;
  readonly only?: string[];
  readonly leastMove: number;
  readonly all?: boolean;
  readonly exitCode?: boolean;
}

export function registerPolicyCompare(policy: Command): void {
  const command = policy
    .command('compare')
    .description(
      'Back-test: the borrowers of a book whose type, bucket, next step or rank is another under policy B than under A.',
    )
    .addArgument(policyArgument('<A>', 'the policy in use: a bundled name or a folder'))
    .addArgument(policyArgument('<B>', 'the policy to try'))
    .option('--out <file>', 'write the rows to this file: .csv, .xlsx, .json or .jsonl; - is standard output')
    .addOption(
      takingWords(
        new Option('--only <kinds>', `only these kinds of change: ${CHANGE_KINDS.join(', ')}`).argParser(splitKinds),
        CHANGE_KINDS,
        { isList: true },
      ),
    )
    .addOption(
      new Option('--least-move <places>', 'a rank counts as changed from so many places on')
        .argParser(parsePlaces)
        .default(1),
    )
    .option('--all', 'also the borrowers that do not change')
    .option('--exit-code', 'exit with 1 when something changes, as git diff does');
  addFormatOption(command, undefined, (invoked) => ![undefined, '-'].includes(invoked.getOptionValue('out')));
  addFilterOptions(addBookOptionsWithoutPolicy(command))
    .action(compare)
    .addHelpText(
      'after',
      `
Compared are the borrowers on at least one of the two work lists, as filters, --capacity and --limit leave them. The book is read
once; a column title that one policy lacks is taken from the other.

Examples:
  $ arrears policy compare default ./our-policy --loans loans.csv --payments payments.csv --as-of 2026-11-20
  $ arrears policy compare default ./our-policy --loans loans.csv --payments payments.csv --only type,bucket --out changes.csv
  $ arrears policy compare default ./our-policy --loans loans.csv --payments payments.csv --limit 40 --format jsonl | head
`,
    );
}

function policyArgument(name: string, description: string): Argument {
  return takingWords(new Argument(name, description), BUNDLED_POLICIES, { orDirectory: true });
}

function splitKinds(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').map((kind) => kind.trim())];
}

function parsePlaces(text: string): number {
  const places = parseWholeNumber(text);
  if (places < 1) throw new Mistyped('it takes 1 or more.', '至少为 1。');
  return places;
}

async function compare(nameA: string, nameB: string, options: CompareOptions): Promise<void> {
  const { only = [...CHANGE_KINDS], leastMove } = options;
  const kinds = only.reduce((bits, kind) => bits | changeBit(CHANGE_KINDS[oneOf('--only', kind, CHANGE_KINDS)]!), 0);
  const [{ compareOnBook }, rows, { tellPolicyChanges }, { rowsWriter }, { refuseExisting, writeWholeFile }] =
    await Promise.all([
      import('../compare-on-book.js'),
      import('../policy-change-rows.js'),
      import('../tell-policy-changes.js'),
      import('../print-rows.js'),
      import('../../write/whole-file.js'),
    ]);
  const out = options.out === '-' ? undefined : options.out;
  // Told before a long read, not after it.
  const format = options.format ?? (out === undefined && options.excel !== undefined ? 'csv' : formatFor(out));
  refuseExcelBeside(format, options.excel);
  if (out !== undefined) refuseExisting(out);
  const compared = await compareOnBook(nameA, nameB, options, { kinds, leastMove });
  tellPolicyChanges(compared, kinds);
  const changed = rows.policyChangeRows(compared, options.all === true);
  const subject = { name: { en: 'policy changes', zh: '策略变化' }, plans: rows.POLICY_CHANGE_PLANS };
  const write = await rowsWriter(rows.POLICY_CHANGE_COLUMNS, changed, subject, { ...options, format }, compared.a.open);
  if (options.exitCode === true && compared.comparison.changes.some((bits) => bits !== 0)) {
    process.exitCode = FINISHED_WITH_FINDINGS;
  }
  if (out === undefined) write(writeResult);
  else writeWholeFile(out, write);
}

/** The form that the ending of the file names. */
function formatFor(out: string | undefined): ListFormat {
  if (out === undefined) return isTerminal() ? 'table' : 'csv';
  const ending = /\.([^./\\]+)$/.exec(out)?.[1]?.toLowerCase();
  const format = LIST_FORMATS.find((known) => known === ending);
  if (format !== undefined) return format;
  throw new UserError(
    { en: `--out ${out} does not say which form is meant.`, zh: `--out ${out} 未表明所用格式。` },
    {
      en: `Name the file .csv, .xlsx, .json or .jsonl, or give --format: ${LIST_FORMATS.join(', ')}.`,
      zh: `请以 .csv、.xlsx、.json 或 .jsonl 结尾，或给出 --format：${LIST_FORMATS.join('、')}。`,
    },
  );
}
