/** Reads back the manifest of an earlier run: which files it read and what it was asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../domain/language.js';
import type { TableName } from '../domain/problem.js';
import { reasonOf } from './gathered-bytes.js';
import type { ColumnMapping } from './table.js';

const dateOrder = z.enum(['day_first', 'month_first', 'excel_serial']);

const manifestSchema = z.object({
  as_of: z.iso.date(),
  policy: z.object({ sha256: z.string() }),
  config: z
    .object({
      file: z.string(),
      sha256: z.string(),
      columns: z
        .record(
          z.string(),
          z.object({ titles: z.record(z.string(), z.string()), date_order: z.record(z.string(), dateOrder) }),
        )
        .default({}),
    })
    .nullable()
    .default(null),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  inputs: z.array(z.object({ table: z.string(), file: z.string(), sha256: z.string() })),
});

const total = z.union([z.string(), z.number(), z.null()]);

const verifiableSchema = z.object({
  as_of: z.iso.date(),
  inputs: z.array(z.object({ file: z.string(), sha256: z.string(), bytes: z.number() })),
  outputs: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number(), rows: z.number().nullable() })),
  counts: z.record(z.string(), z.number()),
  options: z.object({ excel: z.string().optional() }).default({}),
  sums: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  control_totals: z.array(z.object({ name: z.string(), left: total, right: total, meets: z.boolean() })),
});

/** What a run directory can be held against. */
export interface VerifiableRun {
  /** ISO date. */
  readonly asOf: string;
  readonly inputs: readonly { readonly file: string; readonly sha256: string; readonly bytes: number }[];
  readonly outputs: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly bytes: number;
    /** Null for a file that is no table. */
    readonly rows: number | null;
  }[];
  readonly counts: Readonly<Record<string, number>>;
  /** Encoding of its CSV files. */
  readonly csvEncoding: 'utf-8' | 'gb18030';
  /** Amounts by file and column. */
  readonly sums: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly controlTotals: readonly {
    readonly name: string;
    readonly left: string | number | null;
    readonly right: string | number | null;
    readonly meets: boolean;
  }[];
}

export interface EarlierRun {
  /** ISO date. */
  readonly asOf: string;
  readonly policySha256: string;
  /** The arrears.yaml of which it took settings; null for none. */
  readonly config: {
    readonly file: string;
    readonly sha256: string;
    readonly mappings: Readonly<Partial<Record<TableName, ColumnMapping>>>;
  } | null;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly inputs: readonly { readonly table: TableName; readonly file: string; readonly sha256: string }[];
}

type Fault = { readonly fault: Record<Language, string> };

/** The run in `directory`, or what is wrong with its `run.json`. */
export function readEarlierRun(directory: string): EarlierRun | Fault {
  const read = readManifest(directory, manifestSchema);
  if ('fault' in read) return read;
  const { as_of: asOf, policy, config, options, inputs } = read.manifest;
  return {
    asOf,
    policySha256: policy.sha256,
    config: config === null ? null : { file: config.file, sha256: config.sha256, mappings: mappingsOf(config.columns) },
    options,
    inputs: inputs as EarlierRun['inputs'],
  };
}

type WrittenColumns = NonNullable<z.infer<typeof manifestSchema>['config']>['columns'];

function mappingsOf(columns: WrittenColumns): Readonly<Partial<Record<TableName, ColumnMapping>>> {
  return Object.fromEntries(
    Object.entries(columns).map(([table, { titles, date_order }]) => [table, { titles, dateOrder: date_order }]),
  );
}

/** As {@link readEarlierRun}, of everything that can be worked out again. */
export function readVerifiableRun(directory: string): VerifiableRun | Fault {
  const read = readManifest(directory, verifiableSchema);
  if ('fault' in read) return read;
  const { as_of: asOf, control_totals: controlTotals, options, ...run } = read.manifest;
  return { asOf, controlTotals, csvEncoding: options.excel === 'gb18030' ? 'gb18030' : 'utf-8', ...run };
}

function readManifest<Manifest>(
  directory: string,
  schema: z.ZodType<Manifest>,
): { readonly manifest: Manifest } | Fault {
  const path = join(directory, 'run.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = reasonOf(error);
    return { fault: { en: `${path} cannot be read: ${reason}`, zh: `无法读取 ${path}：${reason}` } };
  }
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    return { fault: { en: `${path} is not JSON`, zh: `${path} 不是 JSON` } };
  }
  const checked = schema.safeParse(plain);
  if (checked.success) return { manifest: checked.data };
  const { path: at, message } = checked.error.issues[0]!;
  const reason = `${at.join('.')}: ${message}`;
  return {
    fault: {
      en: `${path} is not a manifest of arrears: ${reason}`,
      zh: `${path} 不是 arrears 的运行清单：${reason}`,
    },
  };
}
