/** The options of an earlier run, so that letters are about exactly what its list was about. */
import { parseIsoDate } from '../domain/civil-date.js';
import { readEarlierRun } from '../read/run-manifest.js';
import { UserError } from './exit.js';
import { type BookOptions, type FilterOptions, parseYuan } from './options.js';

export interface ExpectedInput {
  readonly table: string;
  readonly file: string;
  readonly sha256: string;
}

/** Files, date, policy and filters of the run in `directory`; language and threads stay those of `options`. */
export function optionsOfRun(
  directory: string,
  options: BookOptions & FilterOptions,
): BookOptions & FilterOptions & { readonly expectedInputs: readonly ExpectedInput[] } {
  const run = readEarlierRun(directory);
  if ('fault' in run) throw new UserError(run.fault, 'Name the --out directory of an arrears triage run.');
  const fileOf = (table: string) => run.inputs.find((input) => input.table === table)?.file;
  const loans = fileOf('loans');
  const payments = fileOf('payments');
  if (loans === undefined || payments === undefined) {
    throw new UserError(`${directory}/run.json names no loans or payments file.`);
  }
  if (run.inputs.some((input) => input.file === '-')) {
    throw new UserError(
      `the run in ${directory} read standard input, which cannot be read again.`,
      'Give --loans and --payments instead of --from.',
    );
  }
  const optional = Object.fromEntries(
    ['schedule', 'events', 'parties', 'collateral'].flatMap((table) => {
      const file = fileOf(table);
      return file === undefined ? [] : [[table, file]];
    }),
  );
  const { options: asked } = run;
  const list = (name: string) => (asked[name] === undefined ? [] : String(asked[name]).split(','));
  const yuan = (name: string) => (asked[name] === undefined ? undefined : parseYuan(String(asked[name])));
  const minOverdue = yuan('min_overdue');
  const maxOverdue = yuan('max_overdue');
  return {
    loans,
    payments,
    ...optional,
    asOf: parseIsoDate(run.asOf)!,
    policy: String(asked['policy'] ?? 'default'),
    ...(asked['encoding'] === undefined ? {} : { encoding: String(asked['encoding']) }),
    ...(options.lang === undefined ? {} : { lang: options.lang }),
    threads: options.threads,
    region: list('region'),
    branch: list('branch'),
    officer: list('officer'),
    product: list('product'),
    group: list('group'),
    bucket: list('bucket'),
    type: list('type'),
    ...(minOverdue === undefined ? {} : { minOverdue }),
    ...(maxOverdue === undefined ? {} : { maxOverdue }),
    ...(asked['limit'] === undefined ? {} : { limit: Number(asked['limit']) }),
    expectedInputs: run.inputs,
  };
}
