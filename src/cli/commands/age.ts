/** `arrears age`: where each loan stands, as rows for a pipe. */
import type { Command } from 'commander';
import { addBookOptions, addFilterOptions, type BookOptions, type FilterOptions } from '../options.js';
import { addFormatOption, type RowsForm } from '../rows-form.js';

export function registerAge(program: Command): void {
  const command = program.command('age');
  addFilterOptions(addBookOptions(addFormatOption(command)), 'loans')
    .action(age)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears age --loans loans.csv --payments payments.csv --as-of 2026-11-20
  $ arrears age --loans loans.csv --payments payments.csv --format jsonl
  $ arrears age --loans loans.csv --payments payments.csv --excel gb18030 > age.csv
  $ arrears age --loans loans.csv --payments payments.csv --bucket M3 | cut -d, -f1,4
`,
    );
}

async function age(options: BookOptions & FilterOptions & RowsForm): Promise<void> {
  const [{ runBook }, { AGED_PLANS, agedColumns, agedLoans }, { printRows }] = await Promise.all([
    import('../run-book.js'),
    import('../aged-loans.js'),
    import('../print-rows.js'),
  ]);
  const { open, triaged, filter } = await runBook(options);
  const loans = agedLoans(open, triaged, filter, options.limit ?? Number.POSITIVE_INFINITY);
  const subject = { name: { en: 'ageing', zh: '账龄' }, plans: AGED_PLANS };
  await printRows(agedColumns(open, triaged), loans, subject, options, open);
}
