/** `arrears worklist`: whom to work, in what order, as rows for a pipe. */
import { type Command, Option } from 'commander';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  LIST_FORMATS,
  type ListFormat,
} from '../options.js';
import { isTerminal } from '../streams.js';

export function registerWorkList(program: Command): void {
  const command = program
    .command('worklist')
    .description('The borrowers to work, in order, one row each.')
    .addOption(
      new Option('--format <format>', 'table on a terminal, csv in a pipe by default').choices([...LIST_FORMATS]),
    )
    .option('--unmask', 'names and phone numbers in full');
  addFilterOptions(addBookOptions(command))
    .action(workList)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears worklist --loans loans.csv --payments payments.csv --limit 20
  $ arrears worklist --loans loans.csv --payments payments.csv --officer 王芳 --format csv > today.csv
  $ arrears worklist --loans loans.csv --payments payments.csv --type 3,4 --min-overdue 50000 --format jsonl
`,
    );
}

async function workList(
  options: BookOptions & FilterOptions & { readonly format?: ListFormat; readonly unmask?: boolean },
): Promise<void> {
  const [{ runBook }, { printWorkList }] = await Promise.all([
    import('../run-book.js'),
    import('../print-work-list.js'),
  ]);
  const { open, triaged } = await runBook(options);
  printWorkList(open, triaged, options.format ?? (isTerminal() ? 'table' : 'csv'), options.unmask === true);
}
