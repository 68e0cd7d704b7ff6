/** `arrears triage`: the main job. */
import { type Command, Option } from 'commander';
import type { EpochDay } from '../../domain/civil-date.js';
import { languageOf } from '../asked-language.js';
import { refuseUsage } from '../exit.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  collectFile,
  type FilterOptions,
  NOTICE_LOG_HELP,
  parseOutFolder,
  parseWholeNumber,
} from '../options.js';
import { addFormatOption, type RowsForm } from '../rows-form.js';
import type { SurveyCounts } from '../write-survey.js';

interface TriageOptions extends BookOptions, FilterOptions, RowsForm {
  readonly out?: string;
  readonly notices?: boolean;
  readonly noticeLog?: string[];
  readonly upcoming?: number;
  readonly keep?: number;
}

export function registerTriage(program: Command): void {
  const command = program
    .command('triage')
    .addOption(
      new Option(
        '--out <dir>',
        'write all files of the run into this directory; {as_of} in its name stands for the date',
      ).argParser(parseOutFolder),
    )
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
    'csv for spreadsheets, with --out every csv file of the run: UTF-8 with a byte-order mark (bom), or gb18030 for older ones; long numbers and leading zeros stay text',
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
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --excel --out out
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --max-rejects 1% --out out
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --memory 512MB --out out
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --quiet --out 'runs/{as_of}' --keep 30
  $ cat payments.csv | arrears triage --loans loans.csv --payments - --as-of 2026-11-20 --out out --notices
  $ arrears triage --loans loans.csv --payments payments.csv --as-of 2026-11-20 --out out --notices --notice-log notice-log.csv
`;

async function triage(options: TriageOptions): Promise<void> {
  if (options.notices === true && options.out === undefined) {
    refuseUsage(
      '--notices needs --out: letters are files, one per borrower',
      '--notices 须与 --out 并用：信函是文件，每户一份',
    );
  }
  if (options.noticeLog !== undefined && options.notices !== true) {
    refuseUsage('--notice-log needs --notices: it is about letters', '--notice-log 须与 --notices 并用：它针对信函');
  }
  if (options.upcoming !== undefined && options.out === undefined) {
    refuseUsage(
      '--upcoming needs --out here: arrears worklist --upcoming shows the reminders by themselves',
      '此处 --upcoming 须与 --out 并用：只看提醒请用 arrears worklist --upcoming',
    );
  }
  if (options.keep !== undefined) {
    const { namesDays } = await import('../out-by-day.js');
    if (options.out === undefined || !namesDays(options.out)) {
      refuseUsage(
        '--keep needs {as_of} once in the last name of --out, such as --out runs/{as_of}',
        '--keep 要求 --out 的最后一级名称中含一处 {as_of}，如 --out runs/{as_of}',
      );
    }
    if (options.keep === 0) {
      refuseUsage('--keep 0 would remove what was just written', '--keep 0 会删除刚写出的结果');
    }
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
    { runBook },
    { summarise, tellUnfilledNotice },
    { printWorkList },
    { reconcile, settleReconciliation },
  ] = await Promise.all([
    import('../open-run.js'),
    import('../write-run.js'),
    import('../run-book.js'),
    import('../summary.js'),
    import('../print-work-list.js'),
    import('../reconciliation.js'),
  ]);
  // Opened first: a target that cannot be written is told before a long read, not after it.
  const run = options.out === undefined ? null : openRun(options.out, languageOf(options.lang, process.env));
  try {
    // Before the book is read: a fault of a template is told at once.
    const { templates, log } = options.notices === true ? await openLetters(options) : NO_LETTERS;
    const { open, triaged, asked, filter } = await runBook(
      { ...options, ...(run === null ? {} : { spillFolder: run.draft }) },
      second,
      true,
    );
    const reconciliation = reconcile(open, triaged);
    let survey: SurveyCounts | null = null;
    if (run !== null) {
      survey = await writeRun(run, open, triaged, reconciliation, {
        workbook: options.format === 'xlsx',
        form: options.excel ?? null,
        templates,
        log,
        upcoming: options.upcoming === undefined ? null : { withinDays: options.upcoming, filter },
        asked: {
          ...asked,
          ...(options.upcoming === undefined ? {} : { upcoming: options.upcoming }),
          ...(options.excel === undefined ? {} : { excel: options.excel }),
        },
      });
    }
    if (options.notices === true) tellUnfilledNotice(open);
    settleReconciliation(reconciliation);
    summarise(open, triaged, options.out, reconciliation, survey);
    if (given.keep !== undefined && given.out !== undefined) {
      const { keepRuns } = await import('../out-by-day.js');
      keepRuns(given.out, open.terms.asOf, given.keep, open.language === 'zh');
    }
    // A workbook beside --out is a file of the run.
    if (run === null || (options.format !== undefined && options.format !== 'xlsx')) {
      await printWorkList(open, triaged, options);
    }
  } finally {
    run?.abandon();
  }
}

const NO_LETTERS = { templates: null, log: null };

/** What letters are written with; a run without any loads none of it. */
async function openLetters({ policy, noticeLog, out, lang }: TriageOptions) {
  const [{ openPolicy }, { openLetterTemplates }, { openNoticeLog }] = await Promise.all([
    import('../open-book.js'),
    import('../letter-templates.js'),
    import('../notice-log.js'),
  ]);
  const templates = await openLetterTemplates(await openPolicy(policy));
  return { templates, log: await openNoticeLog(noticeLog, out, lang) };
}
