/** Opens a book, triages it and settles the exit code: what every command that answers from a whole book begins with. */

import { formatIsoDate } from '../domain/civil-date.js';
import type { ListFilter } from '../domain/list-filter.js';
import { formatFen } from '../domain/money.js';
import { FINISHED_WITH_FINDINGS, UserError } from './exit.js';
import { formatBankTotals, formatRejectLimit } from './input-demands.js';
import { didYouMean, someOf } from './mistyped.js';
import { type OpenBook, openBook, openPolicy } from './open-book.js';
import { hearSignals } from './open-run.js';
import { type BookOptions, capacityOf, type FilterOptions, filterOf } from './options.js';
import type { ExpectedRun } from './options-of-run.js';
import { secondThreadFor } from './second-thread.js';
import { log } from './streams.js';
import { type TriagedBook, triageBook } from './triage-book.js';

export interface BookRun {
  readonly open: OpenBook;
  readonly triaged: TriagedBook;
  readonly filter: ListFilter;
  /** What was asked for, as the manifest records it and `--from` reads it back. */
  readonly asked: Readonly<Record<string, string | number | boolean>>;
}

/**
 * Throws {@link UserError} when the input cannot be used or the control totals do not meet. With `reconciles`, each loan is
 * held against what the bank reports of it.
 */
export async function runBook(
  options: BookOptions & FilterOptions & { readonly expected?: ExpectedRun },
  second = secondThreadFor(options),
  reconciles = false,
): Promise<BookRun> {
  const { open, filter } = await openFiltered(options, second);
  if (options.expected !== undefined) refuseChangedRun(open, options.expected, options.policy);
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  const triaged = await triageBook(open, { filter, capacity: capacityOf(options), limit }, reconciles);
  await hearSignals();
  checkTotals(triaged);
  settleExitCode(open);
  return { open, triaged, filter, asked: askedOf(options, open) };
}

/** The book, and the filter over it. */
export async function openFiltered(
  options: BookOptions & FilterOptions,
  second = secondThreadFor(options),
): Promise<Pick<BookRun, 'open' | 'filter'>> {
  const policy = await openPolicy(options.policy);
  // Before the files are read: a slip in a filter is told at once.
  const filter = filterOf(
    options,
    policy.ageing.buckets.map((bucket) => bucket.code),
  );
  const open = await openBook(options, policy, second);
  tellUnknownNames(open, filter);
  await hearSignals();
  return { open, filter };
}

/** Letters about an earlier run's list must be about the very bytes that it read, under the very policy. */
function refuseChangedRun(open: OpenBook, expected: ExpectedRun, policy: string): void {
  const changed = expected.inputs
    .filter(({ table, sha256 }) => open.inputs.some((input) => input.table === table && input.sha256 !== sha256))
    .map(({ file }) => file);
  if (open.terms.policy.hash !== expected.policySha256) changed.push(policy);
  if (changed.length === 0) return;
  const names = changed.join(', ');
  throw new UserError(
    { en: `${names} has changed since that run.`, zh: `${names} 在该次运行之后已有改动。` },
    {
      en: 'Run arrears triage again, or give the files instead of --from.',
      zh: '请重新运行 arrears triage，或直接给出文件而不用 --from。',
    },
  );
}

/** A name that no loan has leaves the list empty: right on a quiet day, wrong after a slip of the pen. */
export function tellUnknownNames(open: OpenBook, filter: ListFilter): void {
  const { regions, branches, officers, products } = open.portfolio;
  const asked: readonly [string, readonly string[], readonly string[]][] = [
    ['--region', filter.regions, regions],
    ['--branch', filter.branches, branches],
    ['--officer', filter.officers, officers],
    ['--product', filter.products, products],
  ];
  for (const [option, names, known] of asked) {
    for (const name of names) {
      if (known.includes(name)) continue;
      const near = didYouMean(name, known);
      const some = someOf(
        known.filter((other) => other !== ''),
        open.language,
      );
      log(
        'warning',
        'unknown-filter-value',
        { option },
        open.language === 'zh'
          ? `注意：${option}：没有借据属于“${name}”${near.zh}${some === '' ? '' : `\n  台账中有：${some}`}`
          : `note: ${option}: no loan has "${name}"${near.en}${some === '' ? '' : `\n  the book has: ${some}`}`,
      );
    }
  }
}

/** Rows that were rejected, or files with faults, are findings; warnings are not. */
export function settleExitCode(open: OpenBook): void {
  if (open.problems.some((problem) => problem.severity === 'error')) process.exitCode = FINISHED_WITH_FINDINGS;
}

/** A list whose totals do not meet is not handed out. */
export function checkTotals({ controlTotals }: Pick<TriagedBook, 'controlTotals'>): void {
  const apart = controlTotals.filter((total) => !total.meets);
  if (apart.length === 0) return;
  for (const { name, unit, left, right } of apart) {
    const shown = (value: number) => (unit === 'fen' ? formatFen(value) : String(value));
    log(
      'error',
      'control-total-apart',
      { name, left: shown(left), right: shown(right) },
      `arrears: control total does not meet: ${name}: ${shown(left)} against ${shown(right)}`,
    );
  }
  throw new UserError(
    { en: 'the control totals do not meet; nothing was written.', zh: '控制总数不符，未写入任何文件。' },
    { en: 'This is a defect of arrears: please report it.', zh: '这是 arrears 的缺陷，请报告。' },
  );
}

function askedOf(options: BookOptions & FilterOptions, open: OpenBook): Record<string, string | number | boolean> {
  const { region, branch, officer, product, group, bucket, type, minOverdue, maxOverdue, expiringWithin } = options;
  const { capacity, per, limit, maxRejects, expect } = options;
  const asked: Record<string, string | number | boolean> = {
    as_of: formatIsoDate(open.terms.asOf),
    policy: options.policy,
    list_language: open.listLanguage,
  };
  for (const [name, values] of Object.entries({ region, branch, officer, product, group, bucket, type })) {
    if (values !== undefined && values.length > 0) asked[name] = values.join(',');
  }
  if (options.encoding !== undefined) asked['encoding'] = options.encoding;
  if (maxRejects !== undefined) asked['max_rejects'] = formatRejectLimit(maxRejects);
  if (expect !== undefined) asked['expect'] = formatBankTotals(expect);
  if (minOverdue !== undefined) asked['min_overdue'] = formatFen(minOverdue);
  if (maxOverdue !== undefined) asked['max_overdue'] = formatFen(maxOverdue);
  if (expiringWithin !== undefined) asked['expiring_within'] = expiringWithin;
  if (capacity !== undefined) asked['capacity'] = capacity;
  if (per !== undefined) asked['per'] = per;
  if (limit !== undefined) asked['limit'] = limit;
  return asked;
}
