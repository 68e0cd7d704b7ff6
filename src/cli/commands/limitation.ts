/** `arrears limitation`: until when each claim in arrears can be sued on, as far as the files tell. */
import { type Command, Option } from 'commander';
import { addBookOptions, type BookOptions, LIST_FORMATS, type ListFormat } from '../options.js';

export function registerLimitation(program: Command): void {
  const command = program
    .command('limitation')
    .description('Estimated limitation dates of the loans in arrears, with reasons and articles.')
    .addOption(
      new Option('--format <format>', 'table on a terminal, csv in a pipe by default').choices([...LIST_FORMATS]),
    );
  addBookOptions(command)
    .action(limitation)
    .addHelpText(
      'after',
      `
Dates are estimates to act on, not legal advice. Work to base_on; rolled_on adds holidays.

Examples:
  $ arrears limitation --loans loans.csv --payments payments.csv --as-of 2026-11-20
  $ arrears limitation --loans loans.csv --payments payments.csv --format jsonl
`,
    );
}

async function limitation(options: BookOptions & { readonly format?: ListFormat }): Promise<void> {
  const [{ runBook }, { deadlineRows }, { DEADLINE_PLANS, deadlineColumns }, { printRows }] = await Promise.all([
    import('../run-book.js'),
    import('../deadline-rows.js'),
    import('../../write/deadlines.js'),
    import('../print-rows.js'),
  ]);
  const { open, triaged } = await runBook(options);
  const rows = deadlineRows(open.portfolio, open.terms, triaged.book, 0, open.portfolio.count);
  printRows(deadlineColumns(open.listLanguage), DEADLINE_PLANS, rows, options.format, open);
}
