/** `arrears notices`: letters for the borrowers of a list. */

import { resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { formatIsoDate } from '../../domain/civil-date.js';
import { LANGUAGES, type Language } from '../../domain/language.js';
import { LETTER_KINDS, type LetterKind } from '../../domain/letter.js';
import { LETTER_FORMATS, PRINT_GROUPS } from '../../domain/letter-format.js';
import { languageOf } from '../asked-language.js';
import { refuseUsage, UserError } from '../exit.js';
import type { LetterForm, LetterFormOptions } from '../letter-forms.js';
import {
  addBookOptions,
  addFilterOptions,
  type BookOptions,
  collectFile,
  type FilterOptions,
  NOTICE_LOG_HELP,
  parseOutFolder,
  refuseWhatTheRunDecides,
  requireOptions,
} from '../options.js';
import { addExcelOption, type RowsForm } from '../rows-form.js';
import { log } from '../streams.js';
import { registerNoticesRecord } from './notices-record.js';

interface NoticeOptions extends BookOptions, FilterOptions, LetterFormOptions, Pick<RowsForm, 'excel'> {
  readonly from?: string;
  readonly out: string;
  readonly kind: LetterKind | 'calendar';
  readonly letterLang?: Language;
  readonly noticeLog?: string[];
}

export function registerNotices(program: Command): void {
  const command = program
    .command('notices')
    .addOption(
      new Option('--out <dir>', 'folder for the letters, manifest.csv, not-sent.csv and run.json').argParser(
        parseOutFolder,
      ),
    )
    .option('--from <dir>', 'a run directory of arrears triage: the same files, date, policy and filters again')
    .addOption(
      new Option('--kind <kind>', 'kind of letter; calendar takes what the next step and limitation ask for')
        .choices(['calendar', ...LETTER_KINDS])
        .default('calendar'),
    )
    .addOption(new Option('--format <format>', 'form of the letters').choices([...LETTER_FORMATS]).default('txt'))
    .addOption(
      new Option(
        '--print-file <group>',
        'pdf: one print file for each officer or branch, or for all, by address; not a file for each letter',
      ).choices([...PRINT_GROUPS]),
    )
    .option('--zip', 'all letters in letters.zip')
    .option(
      '--document <file>',
      'docx: a Word document with placeholders, in place of the pack’s; {@letter} is the whole letter',
    )
    .option('--font <file>', 'pdf: a font for characters that the bundled one lacks; may be repeated', collectFiles)
    .addOption(
      new Option('--letter-lang <language>', 'language of the letters, whatever that of the lists').choices([
        ...LANGUAGES,
      ]),
    )
    .option('--notice-log <file>', NOTICE_LOG_HELP, collectFile);
  addExcelOption(
    command,
    'manifest.csv and not-sent.csv for spreadsheets: UTF-8 with a byte-order mark (bom), or gb18030 for older ones',
  );
  registerNoticesRecord(command);
  requireOptions(addFilterOptions(addBookOptions(command, false)), 'out')
    .action(notices)
    .addHelpText(
      'after',
      `
Kinds of letter:
  reminder           an instalment falls due soon (到期还款提醒)
  first-reminder     the first days past due (逾期还款提醒)
  demand             demand with a receipt to be signed (逾期贷款催收通知书)
  guarantor-demand   to guarantors: what they guarantee (担保人履行责任通知书)
  acceleration       calls the whole debt (贷款提前到期通知书)
  limitation-demand  a demand that preserves limitation before it ends
  confirmation       after limitation has ended: the debtor agrees to perform
  lawyers-letter     draft for a lawyer to check and sign (律师函)

Letters carry names and addresses in full; the folder and its files are readable
by their owner only.

Examples:
  $ arrears notices --from out --out letters
  $ arrears notices --from out --kind demand --format html --out letters
  $ arrears notices --from out --format pdf --print-file branch --out prints
  $ arrears notices --from out --format docx --zip --out letters
  $ arrears notices --loans loans.csv --payments payments.csv --bucket M2,M3 --out letters
  $ arrears notices --from out --excel --out letters
  $ arrears notices --from out --notice-log notice-log.csv --out letters
`,
    );
}

function collectFiles(file: string, before: readonly string[] = []): readonly string[] {
  return [...before, file];
}

/** Which form of letters each of these options is about. */
const FORM_OF_OPTION = { printFile: 'pdf', font: 'pdf', document: 'docx' } as const;

async function notices(options: NoticeOptions, command: Command): Promise<void> {
  if (options.from === undefined && (options.loans === undefined || options.payments === undefined)) {
    refuseUsage(
      'notices needs --from, or --loans and --payments, here or in an arrears.yaml',
      'notices 需要 --from，或者 --loans 和 --payments（也可写在 arrears.yaml 里）',
    );
  }
  for (const [name, format] of Object.entries(FORM_OF_OPTION)) {
    if (command.getOptionValue(name) === undefined || options.format === format) continue;
    const { long } = command.options.find((option) => option.attributeName() === name)!;
    refuseUsage(
      `${long} is about letters in ${format}: add --format ${format}`,
      `${long} 仅用于 ${format} 信函：请加 --format ${format}`,
    );
  }
  if (options.from !== undefined) {
    refuseWhatTheRunDecides(command, BESIDE_FROM);
    refuseReplacing(options.from, options.out);
  }
  const [
    { openRun },
    { openNoticeLog },
    { optionsOfRun },
    { runBook },
    { openPolicy, plural },
    { tellUnfilledNotice },
    { openLetterTemplates },
    { writeNoticeRun },
    { borrowersToRemind },
    { openLetterForm },
    { tellCuts },
  ] = await Promise.all([
    import('../open-run.js'),
    import('../notice-log.js'),
    import('../options-of-run.js'),
    import('../run-book.js'),
    import('../open-book.js'),
    import('../summary.js'),
    import('../letter-templates.js'),
    import('../write-notices.js'),
    import('../upcoming-rows.js'),
    import('../letter-forms.js'),
    import('../tell-cuts.js'),
  ]);
  const run = openRun(options.out, languageOf(options.lang, process.env));
  let form: LetterForm | undefined;
  try {
    const given = options.from === undefined ? options : optionsOfRun(options.from, options);
    // Before the book is read: a fault of a template is told at once.
    const policy = await openPolicy(given.policy);
    const templates = await openLetterTemplates(policy);
    form = await openLetterForm(options, policy);
    const noticeLog = await openNoticeLog(options.noticeLog, options.out, options.lang);
    const { open, triaged, asked, filter } = await runBook(given);
    tellUnfilledNotice(open);
    tellCuts(open, triaged);
    const { document, format, kind, letterLang: language, printFile, zip } = options;
    // Whoever is to be reminded is not in arrears, and so on no list.
    const borrowers =
      kind === 'reminder'
        ? borrowersToRemind(open, triaged, filter, open.terms.policy.notice.remindWithinDays)
        : triaged.list.order;
    const counts = await writeNoticeRun(
      run,
      open,
      triaged,
      borrowers,
      templates,
      {
        kind: kind === 'calendar' ? null : kind,
        language,
        print: printFile ?? null,
        openOutput: form.openOutput,
        log: noticeLog,
        form: options.excel ?? null,
      },
      {
        ...asked,
        kind,
        format,
        ...(language === undefined ? {} : { letter_language: language }),
        ...(printFile === undefined ? {} : { print_file: printFile }),
        ...(zip === true ? { zip } : {}),
        ...(document === undefined ? {} : { document }),
        ...(options.excel === undefined ? {} : { excel: options.excel }),
      },
    );
    log(
      'info',
      'notices-written',
      { written: counts.written, not_sent: counts.notSent, out: options.out },
      open.language === 'zh'
        ? `截至 ${formatIsoDate(open.terms.asOf)}：已生成 ${counts.written} 封，未生成 ${counts.notSent} 封（见 ${options.out}/not-sent.csv）`
        : `As of ${formatIsoDate(open.terms.asOf)}: ${plural(counts.written, 'letter')} written, ${counts.notSent} not written (${options.out}/not-sent.csv)`,
    );
  } finally {
    form?.close();
    run.abandon();
  }
}

/** Options of the letters themselves; everything else is settled by the run that `--from` names. */
const BESIDE_FROM: ReadonlySet<string> = new Set([
  'from',
  'out',
  'kind',
  'format',
  'printFile',
  'zip',
  'document',
  'font',
  'letterLang',
  'noticeLog',
  'excel',
  'lang',
  'threads',
  'memory',
]);

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
