/** Opens a book, triages it and settles the exit code: what every command that answers from a whole book begins with. */

import { formatIsoDate } from '../domain/civil-date.js';
import { formatFen } from '../domain/money.js';
import { FINISHED_WITH_FINDINGS, UserError } from './exit.js';
import { type OpenBook, openBook } from './open-book.js';
import { type BookOptions, type FilterOptions, filterOf } from './options.js';
import type { ExpectedInput } from './options-of-run.js';
import { say } from './streams.js';
import { type TriagedBook, triageBook } from './triage-book.js';

export interface BookRun {
  readonly open: OpenBook;
  readonly triaged: TriagedBook;
  /** What was asked for, as the manifest records it and `--from` reads it back. */
  readonly asked: Readonly<Record<string, string | number | boolean>>;
}

/** Throws {@link UserError} when the input cannot be used or the control totals do not meet. */
export async function runBook(
  options: BookOptions & FilterOptions & { readonly expectedInputs?: readonly ExpectedInput[] },
): Promise<BookRun> {
  const open = await openBook(options);
  refuseChangedInputs(open, options.expectedInputs ?? []);
  const codes = open.terms.policy.ageing.buckets.map((bucket) => bucket.code);
  const filter = filterOf(options, codes);
  const triaged = await triageBook(open, options.threads, filter, options.limit ?? Number.POSITIVE_INFINITY);
  await checkTotals(triaged);
  settleExitCode(open);
  return { open, triaged, asked: askedOf(options, open) };
}

/** Letters about an earlier run's list must be about the very bytes that it read. */
function refuseChangedInputs(open: OpenBook, expected: readonly ExpectedInput[]): void {
  for (const { table, file, sha256 } of expected) {
    const now = open.inputs.find((input) => input.table === table);
    if (now === undefined || now.sha256 === sha256) continue;
    throw new UserError(
      `${file} has changed since that run.`,
      'Run arrears triage again, or give the files instead of --from.',
    );
  }
}

/** Rows that were rejected, or files with faults, are findings; warnings are not. */
export function settleExitCode(open: OpenBook): void {
  if (open.problems.some((problem) => problem.severity === 'error')) process.exitCode = FINISHED_WITH_FINDINGS;
}

/** A list whose totals do not meet is not handed out. */
async function checkTotals(triaged: TriagedBook): Promise<void> {
  const apart = triaged.controlTotals.filter((total) => !total.meets);
  if (apart.length === 0) return;
  await triaged.second?.stop();
  for (const { name, unit, left, right } of apart) {
    const shown = (value: number) => (unit === 'fen' ? formatFen(value) : String(value));
    say(`arrears: control total does not meet: ${name}: ${shown(left)} against ${shown(right)}`);
  }
  throw new UserError(
    'the control totals do not meet; nothing was written.',
    'This is a defect of arrears: please report it.',
  );
}

function askedOf(options: BookOptions & FilterOptions, open: OpenBook): Record<string, string | number | boolean> {
  const { region, branch, officer, product, group, bucket, type, minOverdue, maxOverdue, limit } = options;
  const asked: Record<string, string | number | boolean> = {
    as_of: formatIsoDate(open.terms.asOf),
    policy: options.policy,
    list_language: open.listLanguage,
  };
  for (const [name, values] of Object.entries({ region, branch, officer, product, group, bucket, type })) {
    if (values.length > 0) asked[name] = values.join(',');
  }
  if (options.encoding !== undefined) asked['encoding'] = options.encoding;
  if (minOverdue !== undefined) asked['min_overdue'] = formatFen(minOverdue);
  if (maxOverdue !== undefined) asked['max_overdue'] = formatFen(maxOverdue);
  if (limit !== undefined) asked['limit'] = limit;
  return asked;
}
