/** `arrears age`: where each loan stands, as rows for a pipe. */
import type { Command } from 'commander';
import type { ListFilter } from '../../domain/list-filter.js';
import type { PositionColumns } from '../../portfolio/position-columns.js';
import type { OpenBook } from '../open-book.js';
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
  // The thread loads its modules while this one loads its own.
  const { secondThreadFor } = await import('../second-thread.js');
  const second = secondThreadFor(options);
  const [{ openFiltered, runBook, settleExitCode }, { ageBook, printAgedLoans }, { printRows, usualFormat }] =
    await Promise.all([import('../run-book.js'), import('../age-book.js'), import('../print-rows.js')]);
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  if (options.type !== undefined && options.type.length > 0) {
    // Which loans are meant hangs on their borrowers' types: then the whole triage is asked for.
    const { open, triaged, filter } = await runBook(options, second);
    await printAgedRows(open, triaged.book.positions, filter);
    return;
  }
  const { open, filter } = await openFiltered(options, second);
  const aged = await ageBook(open);
  settleExitCode(open);
  if (usualFormat(options) === 'csv' && options.excel === undefined) await printAgedLoans(open, aged, filter, limit);
  else await printAgedRows(open, aged.positions, filter);

  async function printAgedRows(book: OpenBook, positions: PositionColumns, of: ListFilter): Promise<void> {
    const { AGED_PLANS, agedColumns, agedLoans } = await import('../aged-loans.js');
    const subject = { name: { en: 'ageing', zh: '账龄' }, plans: AGED_PLANS };
    await printRows(agedColumns(book, positions), agedLoans(book, positions, of, limit), subject, options, book);
  }
}
