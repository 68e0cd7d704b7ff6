/** Options that several commands share, and how their texts become values. */
import { type Command, Option } from 'commander';
import { CONFIG_NAME } from '../config/find-config.js';
import type { UsedConfig } from '../config/read-config.js';
import { UNDETERMINED_BUCKET } from '../domain/ageing.js';
import { CAPACITY_GROUPS, type Capacity, type CapacityGroup } from '../domain/capacity.js';
import type { EpochDay } from '../domain/civil-date.js';
import { BORROWER_TYPES } from '../domain/evidence.js';
import { LANGUAGES, type Language } from '../domain/language.js';
import type { ListFilter } from '../domain/list-filter.js';
import { BORROWER_KINDS } from '../domain/loan.js';
import type { Fen } from '../domain/money.js';
import { parseTypedDate } from '../domain/typed-date.js';
import type { RejectLimit } from '../read/table.js';
import { refuseUsage } from './exit.js';
import { BANK_TOTALS, type BankTotals, readBankTotals, readRejectLimit } from './input-demands.js';
import { takingWords } from './known-words.js';
import { readMemorySize } from './memory-size.js';
import { Mistyped, oneOf } from './mistyped.js';

/** What every command that reads a book is given. */
export interface BookOptions {
  readonly loans: string;
  readonly payments: string;
  readonly schedule?: string;
  readonly events?: string;
  readonly parties?: string;
  readonly collateral?: string;
  readonly survey?: string;
  readonly previous?: string;
  readonly asOf?: EpochDay;
  readonly policy: string;
  readonly encoding?: string;
  readonly lang?: Language;
  readonly threads: 1 | 2;
  /** Most bytes that the run may take; undefined for no limit. */
  readonly memory?: number;
  /** Where a run that is being written may put what does not fit. */
  readonly spillFolder?: string;
  readonly maxRejects?: RejectLimit;
  readonly expect?: BankTotals;
  /** Where options that were not given here come from; undefined where none do. */
  readonly usedConfig?: UsedConfig;
  /** Of commands that show personal data: all of it, whatever the policy's masking says. */
  readonly unmask?: boolean;
}

export interface FilterOptions {
  readonly region?: string[];
  readonly branch?: string[];
  readonly officer?: string[];
  readonly product?: string[];
  readonly group?: string[];
  readonly bucket?: string[];
  readonly type?: string[];
  readonly minOverdue?: Fen;
  readonly maxOverdue?: Fen;
  readonly expiringWithin?: number;
  readonly capacity?: number;
  readonly per?: CapacityGroup;
  readonly limit?: number;
}

/** Encodings that exports are usually in; others are taken too. */
export const USUAL_ENCODINGS = ['utf-8', 'gb18030', 'gbk', 'utf-16le', 'utf-16be', 'big5'] as const;

/** Adds the input files and the settings that decide how a book is read. `required` is false where `--from` can stand in. */
export function addBookOptions(command: Command, required = true): Command {
  if (required) requireOptions(command, 'loans', 'payments');
  addInputFiles(command).option(
    '--previous <dir|file>',
    'an earlier run, or its positions.csv: shows whose type has changed',
    parseFile,
  );
  return addReadingOptions(addAsOf(command).option('--policy <name|dir>', 'policy pack', 'default'));
}

/** As {@link addBookOptions}, for a command that judges the book by policies of its own. */
export function addBookOptionsWithoutPolicy(command: Command): Command {
  return addReadingOptions(addAsOf(addInputFiles(requireOptions(command, 'loans', 'payments'))));
}

function addInputFiles(command: Command): Command {
  return command
    .option(
      '--loans <file>',
      'loan export (借据); .gz and .xlsx (book.xlsx#sheet) are read, - is standard input',
      parseFile,
    )
    .option('--payments <file>', 'payment export (还款流水)', parseFile)
    .option('--schedule <file>', 'instalments as agreed (还款计划), where the terms do not give them', parseFile)
    .option('--events <file>', 'contacts, promises and legal steps (催收/法律事件)', parseFile)
    .option('--parties <file>', 'co-borrowers and guarantors', parseFile)
    .option('--collateral <file>', 'collateral (抵质押物)', parseFile)
    .option(
      '--survey <file>',
      'answers of a field survey (调查表), csv or xlsx as arrears survey writes it',
      parseFile,
    );
}

function addAsOf(command: Command): Command {
  return command.addOption(
    new Option('--as-of <date>', 'position date; today in the policy’s time zone by default').argParser(parseDay),
  );
}

/** Adds the options that say what goes to stderr, and in what form; {@link settleLog} has read them by then. */
export function addLogOptions(command: Command): Command {
  return command
    .option('--quiet', 'tell problems, warnings and errors only')
    .option('--log-json', 'write standard error for machines: one JSON object a line, without personal data');
}

/** Adds `--config` and `--no-config`: see `settle-config.ts`. */
export function addConfigOptions(command: Command): Command {
  return command
    .option(
      '--config <file>',
      `settings for what is not given here; ${CONFIG_NAME} in this folder or the nearest above by default`,
      parseFile,
    )
    .option('--no-config', `take nothing from an ${CONFIG_NAME}`);
}

function addReadingOptions(command: Command): Command {
  return addLogOptions(addConfigOptions(command))
    .addOption(
      new Option(
        '--max-rejects <n|n%>',
        'stop where more rows of any one input are rejected than this many, or this share of its rows',
      ).argParser(parseRejectLimit),
    )
    .addOption(
      takingWords(
        new Option(
          '--expect <totals>',
          `the bank's own totals, to be met to the row and the fen: ${BANK_TOTALS.map((name) => `${name}=N`).join(',')}`,
        ).argParser(parseBankTotals),
        BANK_TOTALS.map((name) => `${name}=`),
      ),
    )
    .addOption(
      takingWords(
        new Option('--encoding <name>', 'encoding of the files, when it should not be detected'),
        USUAL_ENCODINGS,
      ),
    )
    .addOption(
      takingWords(new Option('--threads <n>', 'threads to use: 1 or 2').argParser(parseThreads).default(2), ['1', '2']),
    )
    .addOption(
      new Option(
        '--memory <size>',
        'most memory to take, such as 512MB or 2GB: payments and events that do not fit lie on disk meanwhile',
      ).argParser(parseMemorySize),
    )
    .addOption(new Option('--lang <language>', 'language of messages and lists').choices([...LANGUAGES]));
}

/**
 * Options without which a command cannot run. Asked for after the unknown ones, unlike commander's own mandatory
 * options, so that a misspelt option is told as such and not as missing.
 */
export function requireOptions(command: Command, ...names: readonly string[]): Command {
  return command.hook('preAction', (owner, invoked) => {
    // A command below this one has options of its own.
    if (owner !== invoked) return;
    for (const option of invoked.options) {
      const name = option.attributeName();
      if (!names.includes(name) || invoked.getOptionValue(name) !== undefined) continue;
      // Where a sheet goes is no setting: saying that the file lacks it would send the user there.
      const mayBeSet = name !== 'out' && invoked.options.some(({ long }) => long === '--config');
      refuseUsage(
        `required option '${option.flags}' not specified${mayBeSet ? `, nor set in an ${CONFIG_NAME}` : ''}`,
        `缺少必需的选项“${option.flags}”${mayBeSet ? `（${CONFIG_NAME} 中也没有）` : ''}`,
      );
    }
  });
}

/** They decide nothing about a run: beside --from an arrears.yaml gives the language and no more. */
const UNDECIDING_OPTIONS: ReadonlySet<string> = new Set(['quiet', 'logJson', 'config']);

/**
 * Beside `--from` only the options named in `allowed` may stand: a filter that is passed over in silence makes letters
 * or sheets about people whom nobody meant.
 */
export function refuseWhatTheRunDecides(command: Command, allowed: ReadonlySet<string>): void {
  for (const option of command.options) {
    const name = option.attributeName();
    if (allowed.has(name) || UNDECIDING_OPTIONS.has(name) || command.getOptionValueSource(name) !== 'cli') continue;
    refuseUsage(
      `${option.long} cannot stand beside --from: the run has settled files, date, policy and filters`,
      `${option.long} 不能与 --from 并用：文件、日期、策略和筛选条件已由该次运行确定`,
    );
  }
}

/**
 * Adds the options that choose `what` for the list. Repeat one, or separate values by commas, for alternatives. Capacity is
 * of borrowers only: loans are not handed out one by one.
 */
export function addFilterOptions(command: Command, what: 'borrowers' | 'loans' = 'borrowers'): Command {
  addFilters(command);
  if (what === 'borrowers') addCapacity(command);
  return command.addOption(new Option('--limit <n>', `at most this many ${what}`).argParser(parseWholeNumber));
}

function addCapacity(command: Command): void {
  command
    .addOption(
      new Option(
        '--capacity <n>',
        'at most this many borrowers for each --per, the first in order of work; before --limit',
      ).argParser(parseWholeNumber),
    )
    .addOption(
      new Option(
        '--per <group>',
        'whose capacity: that of each officer, branch (team) or region; without it that of the whole list',
      ).choices([...CAPACITY_GROUPS]),
    )
    .hook('preAction', (_, invoked) => {
      if (invoked.getOptionValue('per') === undefined || invoked.getOptionValue('capacity') !== undefined) return;
      refuseUsage(
        '--per needs --capacity: how many borrowers each of them can work',
        '--per 须与 --capacity 并用：每人（机构）可承办多少户',
      );
    });
}

function addFilters(command: Command): Command {
  return command
    .option('--region <names>', 'only these regions', collect)
    .option('--branch <names>', 'only these branches', collect)
    .option('--officer <names>', 'only these officers', collect)
    .option('--product <names>', 'only these products', collect)
    .addOption(listOption('--group <kinds>', 'only these borrower kinds', BORROWER_KINDS))
    .option('--bucket <codes>', `only these ageing buckets; ${UNDETERMINED_BUCKET} too`, collect)
    .addOption(listOption('--type <types>', 'only these borrower types', BORROWER_TYPES))
    .addOption(new Option('--min-overdue <yuan>', 'least overdue total').argParser(parseYuan))
    .addOption(new Option('--max-overdue <yuan>', 'greatest overdue total').argParser(parseYuan))
    .addOption(
      new Option('--expiring-within <days>', 'only those with a deadline at most this many days away').argParser(
        parseWholeNumber,
      ),
    );
}

/** An option that takes some of `words`; the description names them. */
function listOption(flags: string, description: string, words: readonly string[]): Option {
  const option = new Option(flags, `${description}: ${words.join(', ')}`).argParser(collect);
  return takingWords(option, words, { isList: true });
}

/** How many borrowers each can work; null where nobody said. */
export function capacityOf({ capacity, per }: FilterOptions): Capacity | null {
  return capacity === undefined ? null : { most: capacity, per: per ?? null };
}

/** The filter that the options ask for. Unknown kinds, types and buckets are refused with the nearest name. */
export function filterOf(options: FilterOptions, bucketCodes: readonly string[]): ListFilter {
  const { region = [], branch = [], officer = [], product = [], group = [], bucket = [], type = [] } = options;
  const known = [...bucketCodes, UNDETERMINED_BUCKET];
  return {
    regions: region,
    branches: branch,
    officers: officer,
    products: product,
    kinds: group.map((name) => oneOf('--group', name, BORROWER_KINDS) + 1),
    buckets: bucket.map((code) => known[oneOf('--bucket', code, known)]!),
    types: type.map((name) => typeNamed(name)),
    atLeastOverdue: options.minOverdue ?? Number.NaN,
    atMostOverdue: options.maxOverdue ?? Number.NaN,
    expiringWithinDays: options.expiringWithin ?? Number.NaN,
  };
}

function typeNamed(name: string): number {
  // `3`, `wilful` and `3-wilful` all name the same type.
  const at = BORROWER_TYPES.findIndex((type) => type === name || type.slice(2) === name || type.slice(0, 1) === name);
  return at >= 0 ? at : oneOf('--type', name, BORROWER_TYPES);
}

export function collect(text: string, before: string[] = []): string[] {
  return [
    ...before,
    ...text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ];
}

/** Of a log of letters that may be named several times. */
export const NOTICE_LOG_HELP =
  'log or manifest of earlier letters, so that nobody is asked twice; this run is added to the first one named; repeatable';

export function collectFile(text: string, before: string[] = []): string[] {
  return [...before, parseFile(text)];
}

export function parseDay(text: string): EpochDay {
  const day = parseTypedDate(text);
  if (day === undefined) {
    throw new Mistyped(
      `"${text}" is not a calendar date; write YYYY-MM-DD.`,
      `“${text}”不是日历上的日期，请写作 YYYY-MM-DD。`,
    );
  }
  return day;
}

/** A folder to write into; `-`, which stands for a stream wherever it stands for anything, holds no files. */
export function parseOutFolder(text: string): string {
  if (text === '-' || text === '') {
    throw new Mistyped(
      `"${text}" is no folder; name one that the files are to stand in.`,
      `“${text}”不是文件夹，请指定存放文件的文件夹。`,
    );
  }
  return text;
}

export function parseWholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text.trim()) || !Number.isSafeInteger(value)) {
    throw new Mistyped(`"${text}" is not a whole number, such as 20.`, `“${text}”不是整数，应如 20。`);
  }
  return value;
}

function parseRejectLimit(text: string): RejectLimit {
  const limit = readRejectLimit(text);
  if (limit === undefined) {
    throw new Mistyped(
      `"${text}" is neither a number of rows, such as 100, nor a share, such as 1%.`,
      `“${text}”既不是行数（如 100），也不是比例（如 1%）。`,
    );
  }
  return limit;
}

function parseBankTotals(text: string, before?: BankTotals): BankTotals {
  const totals = readBankTotals(text, before);
  if ('fault' in totals) throw new Mistyped(totals.fault.en, totals.fault.zh);
  return totals;
}

function parseMemorySize(text: string): number {
  const bytes = readMemorySize(text);
  if (bytes === undefined) {
    throw new Mistyped(
      `"${text}" is no size of memory, such as 512MB or 2GB.`,
      `“${text}”不是内存大小，应如 512MB 或 2GB。`,
    );
  }
  return bytes;
}

function parseThreads(text: string): number {
  if (text !== '1' && text !== '2') throw new Mistyped('It takes 1 or 2.', '只能是 1 或 2。');
  return Number(text);
}

/** An empty name is what an unset variable of a script leaves. */
function parseFile(text: string): string {
  if (text.trim() === '')
    throw new Mistyped('an empty name; a file name or - is wanted.', '名称为空，应为文件名或 -。');
  return text;
}

/** `1234.56` or `1,234.56` yuan in fen. */
export function parseYuan(text: string): Fen {
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (match === null) {
    throw new Mistyped(
      `"${text}" is not an amount in yuan, such as 5000 or 1234.56.`,
      `“${text}”不是以元为单位的金额，应如 5000 或 1234.56。`,
    );
  }
  return Number(match[1]!.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
