/** The shape of `columns:`, in a pack and in arrears.yaml. */
import { z } from 'zod';

/** Text that says something. */
export const words = z.string().trim().min(1).describe('text (in quotes where it is made of digits)');

const columnMapping = z.strictObject({
  titles: z.record(words, words).default({}),
  date_order: z.record(words, z.enum(['day_first', 'month_first', 'excel_serial'])).default({}),
});

export const columns = z.strictObject({
  loans: columnMapping.optional(),
  payments: columnMapping.optional(),
  schedule: columnMapping.optional(),
  events: columnMapping.optional(),
  parties: columnMapping.optional(),
  collateral: columnMapping.optional(),
  survey: columnMapping.optional(),
});

/** As written, in the right shape. */
export type WrittenColumns = z.infer<typeof columns>;
