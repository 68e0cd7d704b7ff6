/** Reads what a command was given – policy, law, files – and says what was wrong with it. */
import { basename } from 'node:path';
import type { UsedConfig } from '../config/read-config.js';
import { formatIsoDate } from '../domain/civil-date.js';
import { formatProblem } from '../domain/describe-problem.js';
import type { Language } from '../domain/language.js';
import { type Masking, openMasking } from '../domain/masking-rules.js';
import type { Problem } from '../domain/problem.js';
import { lawOfChina } from '../law/cn/index.js';
import { describePolicyFault } from '../policy/fault.js';
import { layMappings } from '../policy/join-mappings.js';
import { loadPolicy } from '../policy/load-policy.js';
import type { Policy } from '../policy/policy.js';
import { bringIn } from '../portfolio/bring-in.js';
import { isKnownEncoding } from '../read/encoding.js';
import { type InputFiles, type LoadedBook, loadPortfolio } from '../read/load-portfolio.js';
import { positionsOfRun } from '../read/previous-run.js';
import { type TriageTerms, termsOn } from '../triage/assess-loan.js';
import type { ControlTotal } from '../write/manifest.js';
import type { RecordPlaces } from '../write/words.js';
import { languageOf } from './asked-language.js';
import { holdAgainstBank, refuseMissedTotals, refuseTooManyRejected } from './check-input.js';
import { UserError } from './exit.js';
import { asMemoryRefusal, memoryBudget } from './memory-budget.js';
import { didYouMean } from './mistyped.js';
import { type BookOptions, USUAL_ENCODINGS } from './options.js';
import { endProgress, progressOfReading } from './progress.js';
import { type SecondThread, secondThreadFor } from './second-thread.js';
import { freeMemory, keepHeapSmall } from './small-heap.js';
import { type LogFields, log } from './streams.js';
import { todayIn } from './today.js';

export interface OpenBook extends LoadedBook {
  readonly terms: TriageTerms;
  /** Through it goes whatever may hold personal data. */
  readonly masking: Masking;
  /** What helped to read the book and may help with it further; null on one thread. */
  readonly second: SecondThread | null;
  /** Of messages. */
  readonly language: Language;
  /** Of lists and letters. */
  readonly listLanguage: Language;
  /** The totals that the bank gave, against what was read. They meet, unless the book was opened to be checked. */
  readonly bankTotals: readonly ControlTotal[];
  /** How reasons name the records that they speak of. */
  readonly places: RecordPlaces;
  /** The arrears.yaml of which settings were taken; null for none. */
  readonly config: UsedConfig | null;
}

/** Problems of one code shown on the terminal; all of them stand in `problems.jsonl` and in `arrears check`. */
const SHOWN_PER_CODE = 3;

export async function openPolicy(nameOrFolder: string): Promise<Policy> {
  const outcome = await loadPolicy(nameOrFolder);
  if ('policy' in outcome) return outcome.policy;
  for (const fault of outcome.faults) {
    const text = describePolicyFault(fault);
    log('error', 'policy-fault', { message: text }, text);
  }
  const { length: count } = outcome.faults;
  throw new UserError({
    en: `the policy "${nameOrFolder}" cannot be used: ${plural(count, 'fault')}.`,
    zh: `策略包“${nameOrFolder}”有 ${count} 处错误，无法使用。`,
  });
}

/** The input files as the loader wants them. */
export function inputFilesOf(options: BookOptions): InputFiles {
  const { loans, payments, schedule, events, parties, collateral, survey, previous } = options;
  const given = {
    schedule,
    events,
    parties,
    collateral,
    survey,
    positions: previous === undefined ? undefined : positionsOfRun(previous),
  };
  const optional = Object.fromEntries(Object.entries(given).filter(([, file]) => file !== undefined));
  const files = [loans, payments, ...Object.values(optional)];
  if (files.filter((file) => file === '-').length > 1) {
    throw new UserError(
      { en: 'standard input (-) can be read only once.', zh: '标准输入（-）只能读取一次。' },
      { en: 'Give the other files by name.', zh: '其余文件请给出文件名。' },
    );
  }
  return { loans, payments, ...optional };
}

/**
 * Loads the files. Problems are told on stderr, a few of each kind. Throws {@link UserError} when the run cannot go on. A
 * book `toBeChecked` has all its problems told, and the bank's totals need not meet.
 */
export async function openBook(
  options: BookOptions,
  policy: Policy,
  second = secondThreadFor(options),
  toBeChecked = false,
): Promise<OpenBook> {
  const language = languageOf(options.lang, process.env);
  refuseUnknownEncoding(options.encoding);
  const asOf = options.asOf ?? (await todayIn(policy.timeZone));
  const memory = options.memory === undefined ? undefined : memoryBudget(options.memory, options.spillFolder);
  if (memory !== undefined) keepHeapSmall();
  const loaded = await loadPortfolio(inputFilesOf(options), {
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
    mappings: layMappings(policy.mappings, options.usedConfig?.mappings ?? {}),
    currency: policy.currency,
    asOf,
    helper: second?.reading,
    rejectLimit: options.maxRejects,
    memory,
    progress: progressOfReading(language),
  }).catch((error: unknown) => {
    throw asMemoryRefusal(error);
  });
  endProgress();
  freeMemory();
  const problems = 'refused' in loaded ? loaded.refused : loaded.problems;
  tellProblems(problems, language, toBeChecked ? Number.POSITIVE_INFINITY : SHOWN_PER_CODE);
  if ('refused' in loaded) {
    if (loaded.exceeded !== undefined) throw refuseTooManyRejected(loaded.exceeded, options.maxRejects!);
    throw new UserError({ en: 'the input cannot be read; nothing was written.', zh: '无法读取输入，未写入任何文件。' });
  }
  const expected = options.expect ?? {};
  if (!toBeChecked) refuseMissedTotals(loaded, expected);
  return {
    ...loaded,
    bankTotals: holdAgainstBank(loaded, expected),
    terms: termsOn(asOf, formatIsoDate(asOf), policy, lawOfChina),
    masking: openMasking(policy.masking, options.unmask === true),
    second,
    language,
    listLanguage: listLanguageOf(options, policy, loaded),
    places: placesOf(loaded),
    config: options.usedConfig ?? null,
  };
}

/** The same book under another policy. It is not read again: see `joinMappings`. */
export function underPolicy(open: OpenBook, policy: Policy): OpenBook {
  const { asOf } = open.terms;
  const masking = openMasking(policy.masking, open.masking.isLifted);
  return { ...open, masking, terms: termsOn(asOf, formatIsoDate(asOf), policy, lawOfChina) };
}

/** The same book for telling of these borrowers: of one that lies in files, what concerns them is brought into memory. */
export function withBorrowersHeld(open: OpenBook, borrowers: readonly number[]): OpenBook {
  return open.portfolio.windows === null ? open : { ...open, portfolio: bringIn(open.portfolio, borrowers) };
}

/** `events.csv` and so on; standard input goes by the name of its table. */
function placesOf({ openTables }: LoadedBook): RecordPlaces {
  return Object.fromEntries(
    Array.from(openTables, ([table, { file }]) => [table, file === '-' ? table : basename(file)]),
  );
}

export function refuseUnknownEncoding(encoding: string | undefined): void {
  if (encoding === undefined || isKnownEncoding(encoding)) return;
  const near = didYouMean(encoding, USUAL_ENCODINGS);
  throw new UserError(
    { en: `--encoding does not know "${encoding}"${near.en}`, zh: `--encoding 没有“${encoding}”这一取值${near.zh}` },
    { en: 'It takes utf-8, gb18030, gbk, utf-16le and the like.', zh: '可用取值：utf-8、gb18030、gbk、utf-16le 等。' },
  );
}

/** As asked; else as the policy says; else Chinese for a book whose titles or names are Chinese. */
function listLanguageOf(options: BookOptions, policy: Policy, loaded: LoadedBook): Language {
  if (options.lang !== undefined) return options.lang;
  if (policy.listLanguage !== 'auto') return policy.listLanguage;
  const titles = loaded.inputs.flatMap((input) => input.columnsTaken.map((column) => column.title));
  const { branches, officers, products } = loaded.portfolio;
  return [...titles, ...branches.slice(0, 20), ...officers.slice(0, 20), ...products.slice(0, 20)].some(isChinese)
    ? 'zh'
    : 'en';
}

function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Tells problems on stderr in file order, at most `most` of each code and file, and counts the others. */
function tellProblems(problems: readonly Problem[], language: Language, most: number): void {
  const told = new Map<string, number>();
  for (const problem of problems) {
    const kind = `${problem.file}\0${problem.code}`;
    const count = (told.get(kind) ?? 0) + 1;
    told.set(kind, count);
    if (count <= most) log(problem.severity, 'problem', fieldsOf(problem), formatProblem(problem, language));
  }
  for (const [kind, count] of told) {
    if (count <= most) continue;
    const [file = '', code = ''] = kind.split('\0');
    log(
      'warning',
      'problems-not-shown',
      { file, code, count: count - most },
      language === 'zh'
        ? `${file}：${code} 另有 ${count - most} 处；运行 arrears check 查看全部`
        : `${file}: ${count - most} more of ${code}; arrears check shows all`,
    );
  }
}

/** Where a problem stands and what kind it is; what the cell says, and whose row it is, stays in the files. */
function fieldsOf(problem: Problem): LogFields {
  const { severity, code, table, file, line } = problem;
  return { severity, code, table, file, line: line === 0 ? null : line };
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
