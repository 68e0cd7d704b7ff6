/** `arrears sample`: a synthetic book to try things on. Nobody in it is real. */
import { type Command, Option } from 'commander';
import { type EpochDay, formatIsoDate, parseIsoDate } from '../../domain/civil-date.js';
import { Mistyped } from '../mistyped.js';
import { parseDay, parseOutFolder, parseWholeNumber, requireOptions } from '../options.js';
import { say } from '../streams.js';

interface SampleCommandOptions {
  readonly out: string;
  readonly loans: number;
  readonly seed: number;
  readonly asOf: EpochDay;
  readonly gb18030?: boolean;
  readonly chineseHeaders?: boolean;
  readonly badRows?: boolean;
}

/** The date that the bundled book speaks of: fixed, so that the same seed gives the same bytes on every day. */
const SAMPLE_AS_OF = parseIsoDate('2026-11-20')!;

export function registerSample(program: Command): void {
  const command = program
    .command('sample')
    .addOption(
      new Option('--out <dir>', 'folder for the six files; files of the same name are replaced').argParser(
        parseOutFolder,
      ),
    )
    .addOption(new Option('--loans <n>', 'number of loans').argParser(parseLoans).default(300))
    .addOption(new Option('--seed <n>', 'seed').argParser(parseWholeNumber).default(1))
    .addOption(
      new Option('--as-of <date>', 'date up to which payments run')
        .argParser(parseDay)
        .default(SAMPLE_AS_OF, formatIsoDate(SAMPLE_AS_OF)),
    )
    .option('--gb18030', 'encode as GB18030, as older core banking systems do')
    .option('--chinese-headers', 'Chinese titles, dates and amounts as a core banking system writes them')
    .option('--bad-rows', 'add rows that must be reported');
  requireOptions(command, 'out')
    .action(sample)
    .addHelpText(
      'after',
      `
Examples:
  $ arrears sample --loans 500 --out book
  $ arrears sample --loans 300 --seed 7 --gb18030 --chinese-headers --bad-rows --out export
`,
    );
}

function parseLoans(text: string): number {
  const loans = parseWholeNumber(text);
  if (loans === 0) throw new Mistyped('a book has at least one loan.', '至少要有一笔借据。');
  return loans;
}

async function sample(options: SampleCommandOptions): Promise<void> {
  const [{ openPolicy, plural }, { lawOfChina }, { writeSample }, { scheduleBuilderFor, termsOn }] = await Promise.all([
    import('../open-book.js'),
    import('../../law/cn/index.js'),
    import('../../sample/write-sample.js'),
    import('../../triage/assess-loan.js'),
  ]);
  const policy = await openPolicy('default');
  const report = await writeSample(
    {
      out: options.out,
      loans: options.loans,
      seed: options.seed,
      asOf: options.asOf,
      encoding: options.gb18030 === true ? 'gb18030' : 'utf-8',
      headers: options.chineseHeaders === true ? 'zh' : 'names',
      badRows: options.badRows === true,
    },
    scheduleBuilderFor(termsOn(options.asOf, formatIsoDate(options.asOf), policy, lawOfChina)),
  );
  for (const { path, rows } of report.files) say(`${path}: ${plural(rows, 'row')}`);
  say(
    `${plural(report.loans, 'loan')} of ${plural(report.borrowers, 'borrower')}, as of ${formatIsoDate(options.asOf)}`,
  );
}
