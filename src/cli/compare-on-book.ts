/** Opens a book once, triages it under two policies and compares what came of it. */
import { type EpochDay, formatIsoDate } from '../domain/civil-date.js';
import { joinMappings } from '../policy/join-mappings.js';
import type { Policy } from '../policy/policy.js';
import { comparePolicies, type PolicyComparison, type PolicyRun } from '../triage/compare-policies.js';
import { UserError } from './exit.js';
import { type OpenBook, openBook, openPolicy, underPolicy } from './open-book.js';
import { type BookOptions, capacityOf, type FilterOptions, filterOf } from './options.js';
import { checkTotals, settleExitCode, tellUnknownNames } from './run-book.js';
import { type SecondThread, secondThreadFor } from './second-thread.js';
import { log } from './streams.js';
import { todayIn } from './today.js';
import { type TriagedBook, triageBook } from './triage-book.js';

/** One of the two: the book under it, and what came of it. */
export interface ComparedSide {
  /** The pack as the user named it. */
  readonly name: string;
  readonly open: OpenBook;
  readonly triaged: TriagedBook;
  readonly run: PolicyRun;
}

export interface ComparedBook {
  readonly a: ComparedSide;
  readonly b: ComparedSide;
  readonly comparison: PolicyComparison;
}

export interface ComparisonSettings {
  /** Sum of change bits: what is looked for. */
  readonly kinds: number;
  /** Places from which a rank counts as changed, at least 1. */
  readonly leastMove: number;
}

/** Throws {@link UserError} when a policy, the files or the pair of them cannot be used. */
export async function compareOnBook(
  nameA: string,
  nameB: string,
  options: Omit<BookOptions, 'policy'> & FilterOptions,
  { kinds, leastMove }: ComparisonSettings,
): Promise<ComparedBook> {
  const second = secondThreadFor(options);
  const policyA = await openPolicy(nameA);
  const policyB = await openPolicy(nameB);
  const codes = [...policyA.ageing.buckets, ...policyB.ageing.buckets].map(({ code }) => code);
  // A bucket that only one policy knows chooses nobody under the other.
  const filter = filterOf(options, [...new Set(codes)]);
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const asOf = options.asOf ?? (await todayUnder(policyA, policyB));
  const openA = await openForBoth(nameA, policyA, nameB, policyB, { ...options, asOf }, second);
  tellUnknownNames(openA, filter);

  const sideOf = async (name: string, open: OpenBook, policy: Policy): Promise<ComparedSide> => {
    const triaged = await triageBook(open, { filter, capacity: capacityOf(options), limit });
    checkTotals(triaged);
    return { name, open, triaged, run: { policy, book: triaged.book, list: triaged.list } };
  };
  const a = await sideOf(nameA, openA, policyA);
  const b = await sideOf(nameB, underPolicy(openA, policyB), policyB);
  settleExitCode(openA);
  return { a, b, comparison: comparePolicies(openA.portfolio, a.run, b.run, kinds, leastMove) };
}

/** Two days of one book would differ for reasons that are not the policies'. */
async function todayUnder(policyA: Policy, policyB: Policy): Promise<EpochDay> {
  const now = Date.now();
  const dayA = await todayIn(policyA.timeZone, now);
  const dayB = await todayIn(policyB.timeZone, now);
  if (dayA === dayB) return dayA;
  const [isoA, isoB] = [formatIsoDate(dayA), formatIsoDate(dayB)];
  throw new UserError(
    {
      en: `today is ${isoA} in ${policyA.timeZone} and ${isoB} in ${policyB.timeZone}.`,
      zh: `按 ${policyA.timeZone} 今天是 ${isoA}，按 ${policyB.timeZone} 是 ${isoB}。`,
    },
    { en: 'Say with --as-of which day is meant.', zh: '请用 --as-of 指定日期。' },
  );
}

/** The book as both policies read it, under the first. */
async function openForBoth(
  nameA: string,
  policyA: Policy,
  nameB: string,
  policyB: Policy,
  options: Omit<BookOptions, 'policy'>,
  second: SecondThread | null,
): Promise<OpenBook> {
  const joined = joinMappings(policyA.mappings, policyB.mappings);
  if ('conflict' in joined) {
    const { table, name, first, second: other } = joined.conflict;
    throw new UserError(
      {
        en: `the policies read the ${table} file differently: "${name}" is ${first} in ${nameA} and ${other} in ${nameB}.`,
        zh: `两个策略对 ${table} 文件的读法不同：“${name}”在 ${nameA} 中为 ${first}，在 ${nameB} 中为 ${other}。`,
      },
      {
        en: 'Give both the same columns: for this export, then compare what they make of it.',
        zh: '请先将两者对该文件的 columns 设为一致，再作比较。',
      },
    );
  }
  const open = await openBook({ ...options, policy: nameA }, { ...policyA, mappings: joined.mappings }, second);
  const tellLent = (tables: readonly string[], lender: string, taker: string): void => {
    if (tables.length === 0) return;
    log(
      'warning',
      'column-titles-lent',
      { taker, lender, tables: [...tables] },
      open.language === 'zh'
        ? `注意：${taker} 缺少 ${tables.join('、')} 的部分列名，按 ${lender} 的 columns 读取`
        : `note: ${taker} lacks column titles for ${tables.join(', ')}; those of ${lender} are used for both`,
    );
  };
  tellLent(joined.lentBySecond, nameB, nameA);
  tellLent(joined.lentByFirst, nameA, nameB);
  return underPolicy(open, policyA);
}
