/** `arrears notices`: letters for the borrowers of a list. */

import { resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { formatIsoDate } from '../../domain/civil-date.js';
import { UserError } from '../exit.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  type FilterOptions,
  languageOf,
  refuseWhatTheRunDecides,
  requireOptions,
} from '../options.js';
import { log } from '../streams.js';

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
    .option('--out <dir>', 'folder for the letters, not-sent.csv and run.json')
    .option('--from <dir>', 'a run directory of arrears triage: the same files, date, policy and filters again')
    .addOption(new Option('--kind <kind>', 'kind of letter').choices(['demand']).default('demand'))
    .addOption(new Option('--format <format>', 'form of the letters').choices(['txt']).default('txt'));
  requireOptions(addFilterOptions(addBookOptions(command, false)), 'out')
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
  if (options.from !== undefined) {
    refuseWhatTheRunDecides(command, BESIDE_FROM);
    refuseReplacing(options.from, options.out);
  }
  const [
    { openRun },
    { optionsOfRun },
    { runBook },
    { plural },
    { tellUnfilledNotice },
    { writeNoticeRun },
    { tellCuts },
  ] = await Promise.all([
    import('../open-run.js'),
    import('../options-of-run.js'),
    import('../run-book.js'),
    import('../open-book.js'),
    import('../summary.js'),
    import('../write-notices.js'),
    import('../tell-cuts.js'),
  ]);
  const run = openRun(options.out, languageOf(options.lang, process.env));
  try {
    const { open, triaged, asked } = await runBook(
      options.from === undefined ? options : optionsOfRun(options.from, options),
    );
    tellUnfilledNotice(open);
    tellCuts(open, triaged);
    const counts = writeNoticeRun(run, open, triaged, { ...asked, kind: options.kind, format: options.format });
    log(
      'info',
      'notices-written',
      { written: counts.written, not_sent: counts.notSent, out: options.out },
      open.language === 'zh'
        ? `截至 ${formatIsoDate(open.terms.asOf)}：已生成 ${counts.written} 封，未生成 ${counts.notSent} 户（见 ${options.out}/not-sent.csv）`
        : `As of ${formatIsoDate(open.terms.asOf)}: ${plural(counts.written, 'letter')} written, ${plural(counts.notSent, 'borrower')} without one (${options.out}/not-sent.csv)`,
    );
  } finally {
    run.abandon();
  }
}

/** Options of the letters themselves; everything else is settled by the run that `--from` names. */
const BESIDE_FROM: ReadonlySet<string> = new Set(['from', 'out', 'kind', 'format', 'lang', 'threads']);

/** Letters are a run directory of their own: they would take the place of the list that they are about. */
function refuseReplacing(from: string, out: string): void {
  const list = resolve(from);
  const letters = resolve(out);
  if (list !== letters && !list.startsWith(letters + sep)) return;
  throw new UserError(
    { en: `--out ${out} would replace the run in ${from}.`, zh: `--out ${out} 会覆盖 ${from} 中的运行结果。` },
    { en: 'Name another directory for the letters.', zh: '请为信函另选目录。' },
  );
}
