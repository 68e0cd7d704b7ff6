/**
 * The shape of `arrears.yaml`: what a lender types into every command. What changes with the day or with the export –
 * `as_of`, the bank's totals, filters – and what must be said each time – `unmask` – has no place in it.
 */
import { z } from 'zod';
import { LANGUAGES } from '../domain/language.js';
import { columns } from '../policy/columns-schema.js';

const file = z.string().trim().min(1).describe('the name of a file, relative to the folder of this file').optional();

/** As `--memory` takes it. */
const memorySize = z
  .string()
  .regex(/^[1-9]\d{0,11}(\.\d{1,6})? ?[kKmMgGtT][iI]?[bB]?$/)
  .describe('a size of memory, such as 512MB or 2GB');

/** As `--max-rejects` takes it. */
const rejectLimit = z
  .union([z.int().min(0), z.string().regex(/^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)[%％]$/)])
  .describe('a whole number of rows, such as 100, or a share, such as 1%');

export const configSchema = z.strictObject({
  loans: file,
  payments: file,
  schedule: file,
  events: file,
  parties: file,
  collateral: file,
  survey: file,
  previous: file,
  encoding: z.string().trim().min(1).describe('the name of an encoding, such as utf-8 or gb18030').optional(),
  columns: columns.optional(),
  policy: z
    .string()
    .trim()
    .min(1)
    .describe('the name of a bundled pack, or a folder relative to that of this file')
    .optional(),
  lang: z.enum(LANGUAGES).optional(),
  threads: z.literal([1, 2]).describe('1 or 2').optional(),
  memory: memorySize.optional(),
  max_rejects: rejectLimit.optional(),
  out: z.string().trim().min(1).describe('a directory, relative to the folder of this file').optional(),
  keep: z.int().min(1).describe('a whole number from 1').optional(),
});

/** As written, in the right shape. */
export type WrittenConfig = z.infer<typeof configSchema>;
