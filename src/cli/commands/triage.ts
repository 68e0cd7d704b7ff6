/** `arrears triage`: the main job. */
import { type Command, Option } from 'commander';
import {
  addBookOptions,
  addFilterOptions,
  addFormatOption,
  type BookOptions,
  type FilterOptions,
  type ListFormat,
  parseWholeNumber,
} from '../options.js';

interface TriageOptions extends BookOptions, FilterOptions {
  readonly out?: string;
  readonly format?: ListFormat;
  readonly notices?: boolean;
  readonly upcoming?: number;
  readonly unmask?: boolean;
}

export function registerTriage(program: Command): void {
  const command = program
    .command('triage')
    .description('Age, type, check limitation and rank a book; write positions, deadlines and the work list.')
    .option('--out <dir>', 'write all files of the run into this directory')
    .option(
      '--notices',
      'with --out: also write a demand letter for each listed borrower (names and addresses in full)',
    )
    .addOption(
      new Option(
        '--upcoming <days>',
        'with --out: also write upcoming.csv, the loans without arrears whose next instalment falls due within so many days',
      ).argParser(parseWholeNumber),
    )
    .option('--unmask', 'write names and phone numbers in full; recorded in run.json');
  addFormatOption(
    command,
    'work list on standard output: table on a terminal, csv in a pipe by default; xlsx beside --out is work-list.xlsx in it',
    (invoked) => invoked.getOptionValue('out') !== undefined,
  );
  addFilterOptions(addBookOptions(command)).action(triage).addHelpText('after', EXAMPLES);
}

const EXAMPLES = `
Examples:
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --out out
  $ arrears triage --loans loans.csv.gz --payments payments.csv.gz --as-of 2026-11-20 --events events.csv --limit 40 | head
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --branch 城东支行 --bucket M2,M3 --format json
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --out out --upcoming 3
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --capacity 40 --per officer --format xlsx --out out
  $ cat payments.csv | arrears triage --loans loans.csv --payments - --as-of 2026-11-20 --out out --notices
`;

async function triage(options: TriageOptions, command: Command): Promise<void> {
  if (options.notices === true && options.out === undefined) {
    command.error('error: --notices needs --out: letters are files, one per borrower');
  }
  if (options.upcoming !== undefined && options.out === undefined) {
    command.error('error: --upcoming needs --out here: arrears worklist --upcoming shows the reminders by themselves');
  }
  // The thread loads its modules while this one loads its own.
  const { secondThreadFor } = await import('../second-thread.js');
  const second = secondThreadFor(options);
  const [
    { openRun, writeRun },
    { runBook },
    { summarise, tellUnfilledNotice },
    { printWorkList },
    { reconcile, settleReconciliation },
  ] = await Promise.all([
    import('../write-run.js'),
    import('../run-book.js'),
    import('../summary.js'),
    import('../print-work-list.js'),
    import('../reconciliation.js'),
  ]);
  // Opened first: a target that cannot be written is told before a long read, not after it.
  const run = options.out === undefined ? null : openRun(options.out);
  try {
    const { open, triaged, asked, filter } = await runBook(options, second);
    let reconciliation = run === null ? reconcile(open, triaged) : null;
    if (run !== null) {
      reconciliation = await writeRun(run, open, triaged, {
        unmasked: options.unmask === true,
        workbook: options.format === 'xlsx',
        notices: options.notices === true,
        upcoming: options.upcoming === undefined ? null : { withinDays: options.upcoming, filter },
        asked: options.upcoming === undefined ? asked : { ...asked, upcoming: options.upcoming },
      });
    }
    if (options.notices === true) tellUnfilledNotice(open);
    settleReconciliation(reconciliation);
    summarise(open, triaged, options.out, reconciliation);
    // A workbook beside --out is a file of the run.
    if (run === null || (options.format !== undefined && options.format !== 'xlsx')) {
      await printWorkList(open, triaged, options.format, options.unmask === true);
    }
  } finally {
    run?.abandon();
  }
}
