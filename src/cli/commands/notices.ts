/** `arrears notices`: letters for the borrowers of a list. */
import { type Command, Option } from 'commander';
import { formatIsoDate } from '../../domain/civil-date.js';
import { plural } from '../open-book.js';
import { addBookOptions, addFilterOptions, type BookOptions, type FilterOptions } from '../options.js';
import { optionsOfRun } from '../options-of-run.js';
import { runBook } from '../run-book.js';
import { say } from '../streams.js';
import { writeNoticeRun } from '../write-notices.js';
import { openRun } from '../write-run.js';

interface NoticeOptions extends BookOptions, FilterOptions {
  readonly from?: string;
  readonly out: string;
  readonly kind: 'demand';
  readonly format: 'txt';
}

export function registerNotices(program: Command): void {
  const command = program
    .command('notices')
    .description('Write a demand letter (逾期贷款催收通知书) for each listed borrower, and who gets none and why.')
    .requiredOption('--out <dir>', 'folder for the letters, not-sent.csv and run.json')
    .option('--from <dir>', 'a run directory of arrears triage: the same files, date, policy and filters again')
    .addOption(new Option('--kind <kind>', 'kind of letter').choices(['demand']).default('demand'))
    .addOption(new Option('--format <format>', 'form of the letters').choices(['txt']).default('txt'));
  addFilterOptions(addBookOptions(command, false))
    .action(notices)
    .addHelpText(
      'after',
      `
Letters carry names and addresses in full; the folder and its files are readable by their owner only.

Examples:
  $ arrears notices --from out --kind demand --format txt --out letters
  $ arrears notices --loans loans.csv --payments payments.csv --bucket M2,M3 --out letters
`,
    );
}

async function notices(options: NoticeOptions, command: Command): Promise<void> {
  if (options.from === undefined && (options.loans === undefined || options.payments === undefined)) {
    command.error('error: notices needs --from, or --loans and --payments');
  }
  const run = openRun(options.out);
  try {
    const { open, triaged, asked } = await runBook(
      options.from === undefined ? options : optionsOfRun(options.from, options),
    );
    await triaged.second?.stop();
    const { unfilled } = open.terms.policy.notice;
    if (unfilled.length > 0) {
      say(
        open.language === 'zh'
          ? `注意：政策包中 notice 尚有未填写的项目（${unfilled.join('、')}），信函中以【…】标出，填写后方可寄出。`
          : `note: the policy's notice settings still hold placeholders (${unfilled.join(', ')}); the letters show them as 【…】 and are not ready to send.`,
      );
    }
    const counts = writeNoticeRun(run, open, triaged, { ...asked, kind: options.kind, format: options.format });
    say(
      open.language === 'zh'
        ? `截至 ${formatIsoDate(open.terms.asOf)}：已生成 ${counts.written} 封，未生成 ${counts.notSent} 户（见 ${options.out}/not-sent.csv）`
        : `As of ${formatIsoDate(open.terms.asOf)}: ${plural(counts.written, 'letter')} written, ${plural(counts.notSent, 'borrower')} without one (${options.out}/not-sent.csv)`,
    );
  } finally {
    run.abandon();
  }
}
