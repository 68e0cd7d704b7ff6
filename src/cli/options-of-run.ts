/** The options of an earlier run, so that letters are about exactly what its list was about. */
import { CAPACITY_GROUPS } from '../domain/capacity.js';
import { parseIsoDate } from '../domain/civil-date.js';
import { readEarlierRun } from '../read/run-manifest.js';
import { UserError } from './exit.js';
import { type BookOptions, type FilterOptions, parseYuan } from './options.js';

export interface ExpectedInput {
  readonly table: string;
  readonly file: string;
  readonly sha256: string;
}

/** What must not have changed since an earlier run for its list to come out again. */
export interface ExpectedRun {
  readonly inputs: readonly ExpectedInput[];
  readonly policySha256: string;
}

/** Files, date, policy and filters of the run in `directory`; language, threads and masking stay those of `options`. */
export function optionsOfRun(
  directory: string,
  options: BookOptions & FilterOptions,
): BookOptions & FilterOptions & { readonly expected: ExpectedRun } {
  const run = readEarlierRun(directory);
  if ('fault' in run) {
    throw new UserError(run.fault, {
      en: 'Name the --out directory of an arrears triage run.',
      zh: '请给出 arrears triage 的 --out 目录。',
    });
  }
  const fileOf = (table: string) => run.inputs.find((input) => input.table === table)?.file;
  const loans = fileOf('loans');
  const payments = fileOf('payments');
  if (loans === undefined || payments === undefined) {
    throw new UserError({
      en: `${directory}/run.json names no loans or payments file.`,
      zh: `${directory}/run.json 中没有借据或还款流水文件。`,
    });
  }
  if (run.inputs.some((input) => input.file === '-')) {
    throw new UserError(
      {
        en: `the run in ${directory} read standard input, which cannot be read again.`,
        zh: `${directory} 的运行读取的是标准输入，无法再次读取。`,
      },
      { en: 'Give --loans and --payments instead of --from.', zh: '请改用 --loans 和 --payments。' },
    );
  }
  const optional = Object.fromEntries(
    ['schedule', 'events', 'parties', 'collateral', 'survey', 'positions'].flatMap((table) => {
      const file = fileOf(table);
      return file === undefined ? [] : [[table === 'positions' ? 'previous' : table, file]];
    }),
  );
  const { options: asked } = run;
  const list = (name: string) => (asked[name] === undefined ? [] : String(asked[name]).split(','));
  const yuan = (name: string) => (asked[name] === undefined ? undefined : parseYuan(String(asked[name])));
  const per = CAPACITY_GROUPS.find((group) => group === asked['per']);
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
    ...(options.unmask === undefined ? {} : { unmask: options.unmask }),
    region: list('region'),
    branch: list('branch'),
    officer: list('officer'),
    product: list('product'),
    group: list('group'),
    bucket: list('bucket'),
    type: list('type'),
    ...(minOverdue === undefined ? {} : { minOverdue }),
    ...(maxOverdue === undefined ? {} : { maxOverdue }),
    ...(asked['expiring_within'] === undefined ? {} : { expiringWithin: Number(asked['expiring_within']) }),
    ...(asked['capacity'] === undefined ? {} : { capacity: Number(asked['capacity']) }),
    ...(per === undefined ? {} : { per }),
    ...(asked['limit'] === undefined ? {} : { limit: Number(asked['limit']) }),
    // Its column titles, not those of an arrears.yaml that may have changed since.
    ...(run.config === null ? {} : { usedConfig: run.config }),
    expected: { inputs: run.inputs, policySha256: run.policySha256 },
  };
}
