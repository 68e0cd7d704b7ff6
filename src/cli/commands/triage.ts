/** `arrears triage`: the main job. */
import { type Command, Option } from 'commander';
import type { EpochDay } from '../../domain/civil-date.js';
import {
  addBookOptions,
  addFilterOptions,
  addFormatOption,
  type BookOptions,
  collectFile,
  type FilterOptions,
  type ListFormat,
  languageOf,
  NOTICE_LOG_HELP,
  parseWholeNumber,
} from '../options.js';

interface TriageOptions extends BookOptions, FilterOptions {
  readonly out?: string;
  readonly format?: ListFormat;
  readonly notices?: boolean;
  readonly noticeLog?: string[];
  readonly upcoming?: number;
  readonly keep?: number;
}

export function registerTriage(program: Command): void {
  const command = program
    .command('triage')
    .description('Age, type, check limitation and rank a book; write positions, deadlines and the work list.')
    .option('--out <dir>', 'write all files of the run into this directory; {as_of} in its name stands for the date')
    .addOption(
      new Option(
        '--keep <n>',
        'with --out …/{as_of}: remove the runs there of all but the latest n dates, and nothing else',
      ).argParser(parseWholeNumber),
    )
    .option('--notices', 'with --out: also write the letters that the calendar asks for (names and addresses in full)')
    .option('--notice-log <file>', NOTICE_LOG_HELP, collectFile)
    .addOption(
      new Option(
        '--upcoming <days>',
        'with --out: also write upcoming.csv, the loans without arrears whose next instalment falls due within so many days',
      ).argParser(parseWholeNumber),
    )
    .option('--unmask', 'write personal data in full, whatever the masking of the policy; recorded in run.json');
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
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --max-rejects 1% --out out
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --quiet --out 'runs/{as_of}' --keep 30
  $ cat payments.csv | arrears triage --loans loans.csv --payments - --as-of 2026-11-20 --out out --notices
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --out out --notices --notice-log notice-log.csv
`;

async function triage(options: TriageOptions, command: Command): Promise<void> {
  if (options.notices === true && options.out === undefined) {
    command.error('error: --notices needs --out: letters are files, one per borrower');
  }
  if (options.noticeLog !== undefined && options.notices !== true) {
    command.error('error: --notice-log needs --notices: it is about letters');
  }
  if (options.upcoming !== undefined && options.out === undefined) {
    command.error('error: --upcoming needs --out here: arrears worklist --upcoming shows the reminders by themselves');
  }
  if (options.keep !== undefined) {
    const { namesDays } = await import('../out-by-day.js');
    if (options.out === undefined || !namesDays(options.out)) {
      command.error('error: --keep needs {as_of} once in the last name of --out, such as --out runs/{as_of}');
    }
    if (options.keep === 0) command.error('error: --keep 0 would remove what was just written');
  }
  await triageInto(options.out === undefined ? undefined : await targetOf(options.out, options), options);
}

/** Where a run of a settled day goes. */
interface RunTarget {
  readonly out: string;
  readonly asOf?: EpochDay;
}

/** The date stands in the name of the directory: then it is settled before anything is read. */
async function targetOf(out: string, { asOf, policy }: TriageOptions): Promise<RunTarget> {
  const { DAY_MARK, outOfDay, settleDay } = await import('../out-by-day.js');
  if (!out.includes(DAY_MARK)) return { out };
  const day = await settleDay(asOf, policy);
  return { out: outOfDay(out, day), asOf: day };
}

async function triageInto(target: RunTarget | undefined, given: TriageOptions): Promise<void> {
  const options = { ...given, ...target };
  // The thread loads its modules while this one loads its own.
  const { secondThreadFor } = await import('../second-thread.js');
  const second = secondThreadFor(options);
  const [
    { openRun },
    { writeRun },
    { openNoticeLog },
    { openLetterTemplates },
    { openPolicy },
    { runBook },
    { summarise, tellUnfilledNotice },
    { printWorkList },
    { reconcile, settleReconciliation },
  ] = await Promise.all([
    import('../open-run.js'),
    import('../write-run.js'),
    import('../notice-log.js'),
    import('../letter-templates.js'),
    import('../open-book.js'),
    import('../run-book.js'),
    import('../summary.js'),
    import('../print-work-list.js'),
    import('../reconciliation.js'),
  ]);
  // Opened first: a target that cannot be written is told before a long read, not after it.
  const run = options.out === undefined ? null : openRun(options.out, languageOf(options.lang, process.env));
  try {
    // Before the book is read: a fault of a template is told at once.
    const templates = options.notices === true ? await openLetterTemplates(await openPolicy(options.policy)) : null;
    const log = await openNoticeLog(options.noticeLog, options.out!, options.lang);
    const { open, triaged, asked, filter } = await runBook(options, second);
    let reconciliation = run === null ? reconcile(open, triaged) : null;
    if (run !== null) {
      reconciliation = await writeRun(run, open, triaged, {
        workbook: options.format === 'xlsx',
        templates,
        log,
        upcoming: options.upcoming === undefined ? null : { withinDays: options.upcoming, filter },
        asked: options.upcoming === undefined ? asked : { ...asked, upcoming: options.upcoming },
      });
    }
    if (options.notices === true) tellUnfilledNotice(open);
    settleReconciliation(reconciliation);
    summarise(open, triaged, options.out, reconciliation);
    if (given.keep !== undefined && given.out !== undefined) {
      const { keepRuns } = await import('../out-by-day.js');
      keepRuns(given.out, open.terms.asOf, given.keep, open.language === 'zh');
    }
    // A workbook beside --out is a file of the run.
    if (run === null || (options.format !== undefined && options.format !== 'xlsx')) {
      await printWorkList(open, triaged, options.format);
    }
  } finally {
    run?.abandon();
  }
}
