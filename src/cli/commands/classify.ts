/** `arrears classify`: the type of each borrower in arrears, with the evidence, as rows for a pipe. */
import { type Command, Option } from 'commander';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  LIST_FORMATS,
  type ListFormat,
} from '../options.js';

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

async function classify(options: BookOptions & FilterOptions & { readonly format?: ListFormat }): Promise<void> {
  const [{ runBook }, { CLASSIFIED_COLUMNS, CLASSIFIED_PLANS, classifiedRows }, { printRows }, { tellCuts }] =
    await Promise.all([
      import('../run-book.js'),
      import('../classified-rows.js'),
      import('../print-rows.js'),
      import('../tell-cuts.js'),
    ]);
  const { open, triaged } = await runBook(options);
  tellCuts(open, triaged);
  printRows(CLASSIFIED_COLUMNS, CLASSIFIED_PLANS, classifiedRows(open, triaged), options.format, open);
}
