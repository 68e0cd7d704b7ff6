/** Reads back the manifest of an earlier run: which files it read and what it was asked for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { TableName } from '../domain/problem.js';

const manifestSchema = z.object({
  as_of: z.iso.date(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  inputs: z.array(z.object({ table: z.string(), file: z.string(), sha256: z.string() })),
});

export interface EarlierRun {
  /** ISO date. */
  readonly asOf: string;
  readonly options: Readonly<Record<string, string | number | boolean>>;
  readonly inputs: readonly { readonly table: TableName; readonly file: string; readonly sha256: string }[];
}

/** The run in `directory`, or what is wrong with its `run.json`. */
export function readEarlierRun(directory: string): EarlierRun | { readonly fault: string } {
  const path = join(directory, 'run.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return { fault: `${path} cannot be read: ${(error as Error).message}` };
  }
  let plain: unknown;
  try {
    plain = JSON.parse(text);
  } catch {
    return { fault: `${path} is not JSON` };
  }
  const checked = manifestSchema.safeParse(plain);
  if (!checked.success) {
    const { path: at, message } = checked.error.issues[0]!;
    return { fault: `${path} is not a manifest of arrears: ${at.join('.')}: ${message}` };
  }
  const { as_of: asOf, options, inputs } = checked.data;
  return { asOf, options, inputs: inputs as EarlierRun['inputs'] };
}
