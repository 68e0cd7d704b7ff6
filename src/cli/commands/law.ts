/** `arrears law`: what the law pack says on a date, with sources and verification marks, for a lawyer to read. */
import { type Command, Option } from 'commander';
import { type EpochDay, formatIsoDate } from '../../domain/civil-date.js';
import { LANGUAGES, type Language } from '../../domain/language.js';
import { parseDay } from '../options.js';
import { isTerminal, terminalWidth, writeResult } from '../streams.js';

interface LawOptions {
  readonly asOf?: EpochDay;
  readonly format?: 'text' | 'md' | 'json';
  readonly lang: Language;
}

export function registerLaw(program: Command): void {
  program
    .command('law')
    .addOption(new Option('--as-of <date>', 'date; today in Shanghai by default').argParser(parseDay))
    .addOption(
      new Option('--format <format>', 'text on a terminal, md in a pipe by default').choices(['text', 'md', 'json']),
    )
    .addOption(new Option('--lang <language>', 'language of the table').choices([...LANGUAGES]).default('en'))
    .action(async (options: LawOptions) => {
      const [{ todayIn }, { lawOfChina }, { formatLawTable }, { formatLawText }] = await Promise.all([
        import('../today.js'),
        import('../../law/cn/index.js'),
        import('../../write/law-table.js'),
        import('../../write/law-text.js'),
      ]);
      const day = options.asOf ?? (await todayIn('Asia/Shanghai'));
      const format = options.format ?? (isTerminal() ? 'text' : 'md');
      const iso = formatIsoDate(day);
      writeResult(
        format === 'text'
          ? formatLawText(lawOfChina, iso, options.lang, terminalWidth())
          : formatLawTable(lawOfChina, iso, format, options.lang),
      );
    })
    .addHelpText(
      'after',
      `
Examples:
  $ arrears law --as-of 2026-11-20
  $ arrears law --as-of 2017-09-30 --format json
  $ arrears law --lang zh > law.md
`,
    );
}
