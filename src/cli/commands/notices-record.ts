/** `arrears notices record`: returned receipts become events, which interrupt limitation in the next triage. */
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../../domain/language.js';
import type { Problem } from '../../domain/problem.js';
import type { ByteSink } from '../../write/columns.js';
import { languageOf } from '../asked-language.js';
import { collectFile, requireOptions } from '../options.js';
import { say, writeResult } from '../streams.js';

interface RecordOptions {
  readonly log: string[];
  readonly receipts: string;
  readonly out?: string;
  readonly encoding?: string;
  readonly lang?: Language;
}

export function registerNoticesRecord(notices: Command): void {
  // `notices help` would be one more word for --help.
  notices.enablePositionalOptions().helpCommand(false);
  const command = notices
    .command('record')
    .description(
      'Turn returned receipts (回执) into rows of the events file, with the evidence that the law sees in them.',
    )
    .option('--log <file>', 'the notice log, or manifest.csv of the letters; repeatable', collectFile)
    .option('--receipts <file>', 'the receipts that came back; .gz is read, - is standard input')
    .option('--out <file>', 'where the events go; an existing file is not replaced; standard output without it')
    .option('--encoding <name>', 'encoding of the receipts, when it should not be detected')
    .addOption(new Option('--lang <language>', 'language of messages and notes').choices([...LANGUAGES]));
  requireOptions(command, 'log', 'receipts')
    .action(record)
    .addHelpText(
      'after',
      `
Columns of the receipts (* required; the usual Chinese titles and values too):
  number or file*   reference number on the letter, or the name of its file
  returned_on*      day on which it was signed or refused, or came back
  outcome*          signed 签收, refused 拒收, undeliverable 退回, left 留置,
                    online 线上确认
  signed_by         who signed or refused: addressee 本人 (debtor, co_borrower,
                    guarantor), adult_family 同住成年亲属, other 其他
  signer            his name; without signed_by, what he is, as there
  signed_on         day on the receipt where it came back later: that day counts
  relation          of adult_family or other: 配偶, 授权代理人, 收发室 …
  proof             yes: a courier's record or a witness shows who refused it
  agrees            of a confirmation: yes, no or part
  promised_on, promised_amount   a promise to pay on the receipt
  note              free text

Examples:
  $ arrears notices record --log notice-log.csv --receipts receipts.csv --out events-add.csv
  $ arrears notices record --log letters/manifest.csv --receipts receipts.csv | tail -n +2 >> events.csv
`,
    );
}

async function record(options: RecordOptions): Promise<void> {
  const [
    { readLogs },
    { readReceipts },
    { eventsOfReceipts },
    { EVENT_COLUMNS },
    { writeCsv },
    { refuseExisting, writeWholeFile },
    { NoticeLog },
    { formatProblem },
    { FINISHED_WITH_FINDINGS, UserError },
    { plural, refuseUnknownEncoding },
  ] = await Promise.all([
    import('../notice-log.js'),
    import('../../read/receipts.js'),
    import('../record-receipts.js'),
    import('../../write/event-rows.js'),
    import('../../write/tables.js'),
    import('../../write/whole-file.js'),
    import('../../domain/notice-log.js'),
    import('../../domain/describe-problem.js'),
    import('../exit.js'),
    import('../open-book.js'),
  ]);
  const { encoding, lang, log: logs, out, receipts: file } = options;
  refuseUnknownEncoding(encoding);
  // Told before the work, not after it.
  if (out !== undefined && out !== '-') refuseExisting(out);
  const language = languageOf(lang, process.env);
  const read = await readLogs(logs, lang);
  const problems: Problem[] = [];
  const receipts = await readReceipts(file, new NoticeLog(read.map(({ letters }) => letters)), encoding, {
    add: (found) => problems.push(found),
    problems,
  });
  for (const problem of problems) say(formatProblem(problem, language));
  if (receipts === undefined) {
    throw new UserError({
      en: 'the receipts cannot be read; nothing was written.',
      zh: '无法读取回执，未写入任何文件。',
    });
  }
  const events = eventsOfReceipts(receipts, language);
  const produce = (sink: ByteSink) => {
    writeCsv(EVENT_COLUMNS, events, 'names', sink);
  };
  if (out === undefined || out === '-') produce(writeResult);
  else writeWholeFile(out, produce);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) process.exitCode = FINISHED_WITH_FINDINGS;
  say(
    language === 'zh'
      ? `回执 ${receipts.length} 张，事件 ${events.length} 条，未采用 ${errors} 行`
      : `${plural(receipts.length, 'receipt')}, ${plural(events.length, 'event')}; ${plural(errors, 'row')} not used`,
  );
}
