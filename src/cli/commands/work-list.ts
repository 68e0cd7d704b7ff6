/** `arrears worklist`: whom to work, in what order, as rows for a pipe. */
import { type Command, Option } from 'commander';
import { refuseUsage } from '../exit.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  parseWholeNumber,
} from '../options.js';
import { addFormatOption, type RowsForm } from '../rows-form.js';

export function registerWorkList(program: Command): void {
  const command = program
    .command('worklist')
    .addOption(
      new Option(
        '--upcoming <days>',
        'instead: loans without arrears whose next instalment falls due within so many days, to be reminded',
      ).argParser(parseWholeNumber),
    )
    .option('--unmask', 'personal data in full, whatever the masking of the policy');
  addFilterOptions(addBookOptions(addFormatOption(command)))
    .action(workList)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears worklist --loans loans.csv --payments payments.csv --limit 20
  $ arrears worklist --loans loans.csv --payments payments.csv --officer 王芳 --format csv > today.csv
  $ arrears worklist --loans loans.csv --payments payments.csv --excel > today.csv
  $ arrears worklist --loans loans.csv --payments payments.csv --capacity 40 --per officer --format xlsx > today.xlsx
  $ arrears worklist --loans loans.csv --payments payments.csv --upcoming 3 --branch 城东支行
  $ arrears worklist --loans loans.csv --payments payments.csv --type 3,4 --min-overdue 50000 --format jsonl
`,
    );
}

interface WorkListOptions extends BookOptions, FilterOptions, RowsForm {
  readonly upcoming?: number;
}

async function workList(options: WorkListOptions): Promise<void> {
  if (options.upcoming !== undefined) {
    if (options.capacity !== undefined) {
      refuseUsage(
        '--capacity is of borrowers in arrears: a reminder with --upcoming goes to every loan',
        '--capacity 针对逾期客户：--upcoming 的提醒面向每笔借据',
      );
    }
    return remind(options, options.upcoming);
  }
  const [{ runBook }, { printWorkList }, { tellCuts }] = await Promise.all([
    import('../run-book.js'),
    import('../print-work-list.js'),
    import('../tell-cuts.js'),
  ]);
  const { open, triaged } = await runBook(options);
  tellCuts(open, triaged);
  await printWorkList(open, triaged, options);
}

/** Pre-due reminders: a list of loans, of their own, because these borrowers are not in arrears. */
async function remind(options: WorkListOptions, withinDays: number): Promise<void> {
  const [{ runBook }, { UPCOMING_PLANS, upcomingColumns, upcomingRows }, { printRows }] = await Promise.all([
    import('../run-book.js'),
    import('../upcoming-rows.js'),
    import('../print-rows.js'),
  ]);
  const { open, triaged, filter } = await runBook(options);
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const rows = upcomingRows(open, triaged, { withinDays, filter, limit });
  await printRows(
    upcomingColumns(open, triaged),
    rows,
    { name: { en: 'reminders', zh: '到期提醒' }, plans: UPCOMING_PLANS },
    options,
    open,
  );
}
