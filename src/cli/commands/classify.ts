/** `arrears classify`: the type of each borrower in arrears, with the evidence, as rows for a pipe. */
import type { Command } from 'commander';
import { addBookOptions, addFilterOptions, type BookOptions, type FilterOptions } from '../options.js';
import { addFormatOption, type RowsForm } from '../rows-form.js';

export function registerClassify(program: Command): void {
  const command = program.command('classify');
  addFilterOptions(addBookOptions(addFormatOption(command)))
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

async function classify(options: BookOptions & FilterOptions & RowsForm): Promise<void> {
  const [{ runBook }, { CLASSIFIED_COLUMNS, CLASSIFIED_PLANS, classifiedRows }, { printRows }, { tellCuts }] =
    await Promise.all([
      import('../run-book.js'),
      import('../classified-rows.js'),
      import('../print-rows.js'),
      import('../tell-cuts.js'),
    ]);
  const { open, triaged } = await runBook(options);
  tellCuts(open, triaged);
  const subject = { name: { en: 'types', zh: '客户类型' }, plans: CLASSIFIED_PLANS, total: triaged.list.order.length };
  await printRows(CLASSIFIED_COLUMNS, classifiedRows(open, triaged), subject, options, open);
}
