/**
 * The shape of a policy pack as analysts write it. What a shape cannot say – gaps between buckets, rules that can
 * never fire, steps out of order – is checked after it, in the `check-…` files.
 */
import { z } from 'zod';
import { LENDERS, type Security } from '../domain/claim.js';
import { READINGS } from '../domain/clock.js';
import { ASSET_SIGNS, DOSSIER_FACTS } from '../domain/dossier.js';
import { BORROWER_TYPES, type BorrowerSubtype } from '../domain/evidence.js';
import { LETTER_KINDS, type LetterKind } from '../domain/letter.js';
import { EVENT_KINDS, type HOLDS } from '../domain/loan.js';
import { MASKED_COLUMNS, type MaskedColumn, masksFor } from '../domain/masking-rules.js';
import { SENDING_CHANNELS } from '../domain/notice.js';
import { DISPOSAL_WAYS } from '../domain/restructuring.js';
import { NEVER } from '../domain/survey.js';
import { EMERGENCIES } from '../domain/work.js';
import { columns, words } from './columns-schema.js';
import type { Condition } from './condition.js';

const MOST_DAYS = 100_000;
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .describe('small letters and digits, joined by single hyphens');
const bilingual = z.strictObject({ en: words, zh: words });
const days = z.int().min(0).max(MOST_DAYS).describe(`a whole number of days from 0 to ${MOST_DAYS}`);
const lastDay = z
  .union([days, z.literal('open')])
  .describe(`a whole number of days from 0 to ${MOST_DAYS}, or open for no last day`);
const share = z.number().min(0).max(1).describe('a share from 0 to 1');
const yesNo = z.union([z.boolean(), z.enum(['yes', 'no'])]).describe('yes or no');

const bucket = z.strictObject({ code: words, from: days, to: lastDay, title: bilingual });

const waterfallStep = z.enum(['fee', 'interest', 'principal', 'penalty', 'compound']);
const interestMethod = z.enum(['periodic', 'actual']);

const conventions = z.strictObject({
  first_day_past_due: z.enum(['day_after_due', 'due_day']),
  day_count_basis: z.literal([360, 365]).describe('360 or 365'),
  period_interest: z.strictObject({
    equal_instalment: interestMethod,
    equal_principal: interestMethod,
    interest_only: interestMethod,
    bullet: interestMethod,
  }),
  waterfall: z.array(waterfallStep),
  card_waterfall_when_late: z.array(waterfallStep),
  compound_on_unpaid_interest: yesNo,
  period_when_blank: z.enum(['monthly', 'quarterly', 'yearly', 'unknown']),
  penalty_markup_percent_when_blank: z
    .union([z.number().min(0).max(1000), z.literal('unknown')])
    .describe('a percentage of the contract rate from 0 to 1000, or unknown'),
});

const limitation = z.strictObject({
  expiring_within_days: days,
  payment_without_channel: z.enum(['undetermined', 'by_debtor', 'not_by_debtor']),
  reading: z.enum(READINGS),
  lender: z.enum(LENDERS),
  debit_basis: z.enum(['undetermined', 'agreed', 'none']),
});

const reconciliation = z.strictObject({
  tolerance_days: days,
  tolerance_fen: z.int().min(0).max(100_000_000).describe('a whole number of fen from 0 to 100000000'),
  grace_days: days,
  report_age_days: days,
  most_differing_percent: z.number().min(0).max(100).describe('a percentage from 0 to 100'),
});

const evidenceRule = z.strictObject({
  id: code,
  axis: z.enum(['willingness', 'ability']),
  says: z.enum(['for', 'against']),
  weight: z.number().positive().max(100).describe('a number above 0, at most 100'),
  title: bilingual,
  source: words,
  /** Read by compile-condition.ts, whose messages know the facts. */
  when: z.unknown(),
});

const typing = z.strictObject({
  decisive_balance: z.number().positive().max(1000).describe('a number above 0, at most 1000'),
  survey_valid_days: days,
  least_part_payments_fen: z.int().min(0).max(100_000_000).describe('a whole number of fen from 0 to 100000000'),
  survey_sheet_borrowers: z.int().min(0).max(1_000_000).describe('a whole number of borrowers from 0 to 1000000'),
  recovery_horizon_months: z
    .int()
    .min(1)
    .max(NEVER - 1)
    .describe(`a whole number of months from 1 to ${NEVER - 1}`),
  /** Share of the value that a sale under pressure is expected to lose. */
  collateral_haircuts: z.strictObject({
    mortgage: share,
    registered_pledge: share,
    possessory_pledge: share,
    unknown: share,
  } satisfies Record<Exclude<Security, 'none'>, typeof share>),
});

const treatment = z.strictObject({
  title: bilingual,
  handling: z.array(bilingual).min(1).describe('a list with at least one entry'),
  trace_assets: yesNo.default(false),
  source: words,
});

const eventKind = z.enum(EVENT_KINDS);

const letterKind = z.enum(LETTER_KINDS);
/** Which letters a step asks for; left out for none. */
const letters = z
  .union([letterKind, z.array(letterKind).min(1)])
  .describe(`a kind of letter or a list of them: ${LETTER_KINDS.join(', ')}`)
  .optional();

const specialStep = z.strictObject({ id: code, title: bilingual, who: bilingual, source: words });

const calendarStep = z.strictObject({
  id: code,
  from: days,
  to: lastDay,
  title: bilingual,
  who: bilingual,
  done_by: z.array(eventKind),
  letter: letters,
  trace_assets: yesNo.default(false),
  source: words,
});

const emergency = z.strictObject({
  id: code,
  within_days: days,
  title: bilingual,
  who: bilingual,
  raised_by: z.array(eventKind),
  done_by: z.array(eventKind),
  letter: letters,
  ended_by: z.array(eventKind),
  trace_assets: yesNo.default(false),
  source: words,
});

const emergencyByName = Object.fromEntries(EMERGENCIES.map((name) => [name, emergency])) as Record<
  (typeof EMERGENCIES)[number],
  typeof emergency
>;

const steps = z.array(calendarStep).min(1).describe('a list with at least one entry');

const calendar = z.strictObject({
  /** `loans` or the name of a variant. */
  use: words,
  /** Product → `loans` or the name of a variant. */
  by_product: z.record(words, words),
  make_up_within_days: days,
  steps,
  variants: z.record(code, steps),
  emergencies: z.strictObject({
    disappeared_after_days: z.int().min(1).max(MOST_DAYS).describe(`a whole number of days from 1 to ${MOST_DAYS}`),
    agreement_silent_days: days,
    ...emergencyByName,
  }),
  /** `none` stops nothing and so has no step. */
  holds: z.strictObject({
    dispute: specialStep,
    bankruptcy: specialStep,
    cease: specialStep,
    deceased: specialStep,
  } satisfies Record<Exclude<(typeof HOLDS)[number], 'none'>, typeof specialStep>),
  position_unknown: specialStep,
});

const playbook = z.strictObject({
  stages: z
    .array(z.strictObject({ id: code, from: days, to: lastDay, title: bilingual, trace_assets: yesNo.default(false) }))
    .min(1)
    .describe('a list with at least one entry'),
  most_in_list: z.int().min(0).max(100).describe('a whole number from 0 to 100'),
  moves: z.array(
    z.strictObject({
      id: code,
      name: bilingual,
      offered_as: bilingual.optional(),
      /** One of the two. */
      lawful: bilingual.optional(),
      not_offered: bilingual.optional(),
      types: z.array(z.enum(BORROWER_TYPES)).default([]),
      stages: z.array(words).default([]),
      /** Types whom it helps in every stage. */
      any_stage_for: z.array(z.enum(BORROWER_TYPES)).default([]),
      source: words,
    }),
  ),
});

const conduct = z.strictObject({
  apply_to: z.enum(['as_law', 'everybody']),
  complaint_stands_days: days,
});

const mostRows = z.int().min(1).max(1000).describe('a whole number from 1 to 1000');

const dossier = z.strictObject({
  rows: z.strictObject({ instalments: mostRows, payments: mostRows, contacts: mostRows }),
  find_out: z.array(
    z.strictObject({ id: code, title: bilingual, held_by: z.array(z.enum(DOSSIER_FACTS)), source: words }),
  ),
  asset_clues: z.array(
    z.strictObject({
      id: code,
      title: bilingual,
      words: z.array(words),
      shown_by: z.array(z.enum(ASSET_SIGNS)),
      look: bilingual,
      source: words,
    }),
  ),
});

const priority = z.strictObject({
  rights_at_risk_within_days: days,
  broken_promise_counts_days: days,
  /** Schedule id → type → bucket code → share. */
  recovery: z.record(words, z.record(words, z.record(words, share))),
});

const minimumGap = z.strictObject({ days, after: z.array(eventKind) });
const channelByKind = Object.fromEntries(LETTER_KINDS.map((kind) => [kind, z.enum(SENDING_CHANNELS)])) as Record<
  LetterKind,
  z.ZodEnum<{ [Channel in (typeof SENDING_CHANNELS)[number]]: Channel }>
>;

const minimumGapByKind = Object.fromEntries(LETTER_KINDS.map((kind) => [kind, minimumGap])) as Record<
  LetterKind,
  typeof minimumGap
>;

const wholeMonths = (least: number) =>
  z
    .int()
    .min(least)
    .max(NEVER - 1)
    .describe(`a whole number of months from ${least} to ${NEVER - 1}`);

const restructuring = z.strictObject({
  extension_limits: z
    .array(
      z.strictObject({
        term_to_months: z
          .union([wholeMonths(1), z.literal('open')])
          .describe(`a whole number of months from 1 to ${NEVER - 1}, or open for every longer term`),
        most_share_of_term: share,
        most_months: wholeMonths(0),
      }),
    )
    .min(1)
    .describe('a list with at least one entry'),
  extend_matured_loans: yesNo,
  recovery_passed_days: days,
  most_grace_months: wholeMonths(0),
  least_repayment_months: wholeMonths(1),
  keep_term_from_months: wholeMonths(1),
  down_payment_share: share,
  waived_shares: z.strictObject({ interest: share, penalty: share, compound: share }),
  interest_instalments: z.int().min(1).max(100).describe('a whole number from 1 to 100'),
  methods: z.array(z.enum(['equal_instalment', 'equal_principal', 'interest_only', 'bullet'])),
  period_without_own: z.enum(['monthly', 'quarterly', 'yearly']),
  disposal: z.array(z.strictObject({ way: z.enum(DISPOSAL_WAYS), title: bilingual, source: words })),
});

const notice = z.strictObject({
  lender: words,
  branch: words,
  account_name: words,
  /** Text: a number would lose its last digits. */
  account_number: words,
  account_bank: words,
  contact: words,
  phone: words,
  due_within_days: z.int().min(1).max(365).describe('a whole number of days from 1 to 365'),
  enquiries: words.optional(),
  law_firm: words.optional(),
  lawyer: words.optional(),
  language: z.enum(['auto', 'en', 'zh']),
  address_required: yesNo,
  remind_within_days: days,
  channel: z.strictObject(channelByKind),
  minimum_gap: z.strictObject(minimumGapByKind),
  forbidden_words: z.array(words),
});

const treatmentByType = Object.fromEntries(BORROWER_TYPES.map((type) => [type, treatment])) as Record<
  (typeof BORROWER_TYPES)[number],
  typeof treatment
>;

const maskOf = (column: MaskedColumn) => z.enum(masksFor(column)).optional();
const maskByColumn = Object.fromEntries(MASKED_COLUMNS.map((column) => [column, maskOf(column)])) as Record<
  MaskedColumn,
  ReturnType<typeof maskOf>
>;

export const policySchema = z.strictObject({
  name: words,
  version: words,
  time_zone: words,
  currency: z.literal('CNY').describe('CNY'),
  ageing: words,
  ageing_schedules: z.record(words, z.array(bucket).min(1).describe('a list with at least one entry')),
  conventions,
  limitation,
  reconciliation,
  columns: columns.default({}),
  typing,
  evidence: z.array(evidenceRule),
  treatments: z.strictObject(treatmentByType),
  subtype_treatments: z.strictObject({
    '1-weak-awareness': treatment,
    '2a': treatment,
    '2b': treatment,
  } satisfies Record<Exclude<BorrowerSubtype, ''>, typeof treatment>),
  calendar,
  playbook,
  conduct,
  dossier,
  priority,
  restructuring,
  notice,
  masking: z
    .union([yesNo, z.strictObject(maskByColumn)])
    .describe('yes, no, or a block of columns and how each is masked'),
  list_language: z.enum(['auto', 'en', 'zh']),
});

/** A pack as written, in the right shape. */
export type WrittenSettings = z.infer<typeof policySchema>;
type WrittenRule = WrittenSettings['evidence'][number];

/** An evidence rule with its condition read. */
export type RuleSettings = Omit<WrittenRule, 'when'> & { readonly when: Condition };

/** A pack's settings after the checks: plain values only, so that they can be posted to another thread. */
export type PolicySettings = Omit<WrittenSettings, 'evidence'> & { readonly evidence: readonly RuleSettings[] };
