/** Reads back the manifest of an earlier run: which files it read and what it was asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Language } from '../domain/language.js';
import type { TableName } from '../domain/problem.js';
import { reasonOf } from './source.js';

const manifestSchema = z.object({
  as_of: z.iso.date(),
  policy: z.object({ sha256: z.string() }),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  inputs: z.array(z.object({ table: z.string(), file: z.string(), sha256: z.string() })),
});

export interface EarlierRun {
  /** ISO date. */
  readonly asOf: string;
  readonly policySha256: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly inputs: readonly { readonly table: TableName; readonly file: string; readonly sha256: string }[];
}

/** The run in `directory`, or what is wrong with its `run.json`. */
export function readEarlierRun(directory: string): EarlierRun | { readonly fault: Record<Language, string> } {
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
  const checked = manifestSchema.safeParse(plain);
  if (!checked.success) {
    const { path: at, message } = checked.error.issues[0]!;
    const reason = `${at.join('.')}: ${message}`;
    return {
      fault: {
        en: `${path} is not a manifest of arrears: ${reason}`,
        zh: `${path} 不是 arrears 的运行清单：${reason}`,
      },
    };
  }
  const { as_of: asOf, policy, options, inputs } = checked.data;
  return { asOf, policySha256: policy.sha256, options, inputs: inputs as EarlierRun['inputs'] };
}
