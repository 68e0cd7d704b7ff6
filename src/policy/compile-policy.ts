/**
 * Checked settings made ready for use: names to codes, conditions to functions. Reads no file and needs neither YAML
 * nor schema, so that every thread compiles the settings that it was sent for itself.
 */
import type { AgeingSchedule } from '../domain/ageing.js';
import { SECURITIES, type Security } from '../domain/claim.js';
import { BORROWER_SUBTYPES, BORROWER_TYPES, type EvidenceRule, type TypingTerms } from '../domain/evidence.js';
import { LETTER_KINDS } from '../domain/letter.js';
import { EVENT_KINDS } from '../domain/loan.js';
import { type MaskingRules, masksOf } from '../domain/masking-rules.js';
import type { MinimumGap } from '../domain/notice.js';
import type { RecoveryTable, Treatment } from '../domain/work.js';
import { compileCalendars, compilePlaybook, isYes } from './compile-calendar.js';
import { compileMappings } from './compile-mappings.js';
import { compileRestructuring } from './compile-restructuring.js';
import { compileCondition, type FactSlots, factsOf, rangesOf, slotsWith, windowsOf } from './condition.js';
import type { NoticeSettings, Policy, PolicyFile, PolicySource } from './policy.js';
import type { PolicySettings, RuleSettings } from './schema.js';

/** Percent as a share in units of 1e-8. */
const PERCENT = 1_000_000;

/** The policy of checked settings; settings that did not pass the checks must not come here. */
export function compilePolicy(source: PolicySource, letterFiles: readonly PolicyFile[] = []): Policy {
  const { settings } = source;
  const ageingSchedules = Object.entries(settings.ageing_schedules).map(([id, buckets]) => compileAgeing(id, buckets));
  const ageing = ageingSchedules.find(({ id }) => id === settings.ageing)!;
  return {
    name: settings.name,
    version: settings.version,
    hash: source.hash,
    timeZone: settings.time_zone,
    currency: settings.currency,
    ageing,
    ageingSchedules,
    conventions: compileConventions(settings.conventions),
    limitation: {
      expiringWithinDays: settings.limitation.expiring_within_days,
      paymentWithoutChannel: settings.limitation.payment_without_channel,
      reading: settings.limitation.reading,
      lender: settings.limitation.lender,
      debitBasis: settings.limitation.debit_basis,
    },
    reconciliation: {
      toleranceDays: settings.reconciliation.tolerance_days,
      toleranceFen: settings.reconciliation.tolerance_fen,
      graceDays: settings.reconciliation.grace_days,
      reportAgeDays: settings.reconciliation.report_age_days,
      mostDiffering: settings.reconciliation.most_differing_percent / 100,
    },
    mappings: compileMappings(settings.columns),
    typing: compileTyping(settings),
    treatments: BORROWER_TYPES.map((type) => compileTreatment(settings.treatments[type])),
    subtypeTreatments: BORROWER_SUBTYPES.map((subtype) =>
      subtype === '' ? null : compileTreatment(settings.subtype_treatments[subtype]),
    ),
    ...compileCalendars(settings.calendar),
    playbook: compilePlaybook(settings.playbook),
    conduct: {
      applyTo: settings.conduct.apply_to,
      complaintStandsDays: settings.conduct.complaint_stands_days,
    },
    dossier: compileDossier(settings.dossier),
    priority: {
      rightsAtRiskWithinDays: settings.priority.rights_at_risk_within_days,
      brokenPromiseCountsDays: settings.priority.broken_promise_counts_days,
      recovery: compileRecovery(settings.priority.recovery[ageing.id]!, ageing),
    },
    restructuring: compileRestructuring(settings.restructuring),
    notice: compileNotice(settings.notice),
    letterFiles,
    masking: compileMasking(settings.masking),
    listLanguage: settings.list_language,
    source,
  };
}

function compileAgeing(id: string, buckets: PolicySettings['ageing_schedules'][string]): AgeingSchedule {
  return {
    id,
    buckets: buckets.map(({ code, from, to, title }) => ({ code, fromDpd: from, toDpd: lastDpd(to), title })),
  };
}

function lastDpd(to: number | 'open'): number {
  return to === 'open' ? Number.POSITIVE_INFINITY : to;
}

function compileConventions(written: PolicySettings['conventions']): Policy['conventions'] {
  const markup = written.penalty_markup_percent_when_blank;
  return {
    firstDayPastDue: written.first_day_past_due,
    dayCountBasis: written.day_count_basis,
    periodInterest: {
      equalInstalment: written.period_interest.equal_instalment,
      equalPrincipal: written.period_interest.equal_principal,
      interestOnly: written.period_interest.interest_only,
      bullet: written.period_interest.bullet,
    },
    waterfall: written.waterfall,
    cardWaterfallWhenLate: written.card_waterfall_when_late,
    compoundOnUnpaidInterest: isYes(written.compound_on_unpaid_interest),
    periodWhenBlank: written.period_when_blank,
    penaltyMarkupWhenBlank: markup === 'unknown' ? Number.NaN : Math.round(markup * PERCENT),
  };
}

function compileTreatment({ title, handling, trace_assets, source }: PolicySettings['treatments']['4-bad']): Treatment {
  return { title, handling, tracesAssets: isYes(trace_assets), source };
}

function compileTyping({ typing, evidence }: PolicySettings): TypingTerms {
  const windows = windowsOf(evidence.map(({ when }) => when));
  const slots = slotsWith(windows);
  const haircuts: Partial<Record<Security, number>> = typing.collateral_haircuts;
  return {
    rules: evidence.map((rule) => compileRule(rule, slots)),
    decisiveBalance: typing.decisive_balance,
    windows,
    leastPartPayments: typing.least_part_payments_fen,
    surveyValidDays: typing.survey_valid_days,
    surveySheetBorrowers: typing.survey_sheet_borrowers,
    recoveryHorizonMonths: typing.recovery_horizon_months,
    // A value without any security named is one of which nobody knows how it is secured.
    collateralKept: SECURITIES.map((security) => 1 - (haircuts[security] ?? typing.collateral_haircuts.unknown)),
  };
}

function compileRule({ id, axis, says, weight, title, source, when }: RuleSettings, slots: FactSlots): EvidenceRule {
  const facts = factsOf(when);
  return {
    id,
    axis,
    direction: says === 'for' ? 1 : -1,
    weight,
    title,
    source,
    facts,
    slots: facts.map((key) => slots.get(key)!),
    holds: compileCondition(when, slots),
    ranges: rangesOf(when, slots),
  };
}

function compileRecovery(
  byType: PolicySettings['priority']['recovery'][string],
  ageing: AgeingSchedule,
): RecoveryTable {
  return { rates: BORROWER_TYPES.map((type) => ageing.buckets.map(({ code }) => byType[type]![code]!)) };
}

function compileDossier({ rows, find_out, asset_clues }: PolicySettings['dossier']): Policy['dossier'] {
  return {
    rows,
    findOut: find_out.map(({ id, title, held_by, source }) => ({ id, title, heldBy: held_by, source })),
    assetClues: asset_clues.map(({ id, title, words, shown_by, look, source }) => {
      const small = words.map((word) => word.toLowerCase());
      return { id, title, words: small, shownBy: shown_by, look, source };
    }),
  };
}

function compileNotice(written: PolicySettings['notice']): NoticeSettings {
  const unfilled = Object.entries(written).filter(([, text]) => typeof text === 'string' && text.includes('【'));
  return {
    lender: written.lender,
    branch: written.branch,
    accountName: written.account_name,
    accountNumber: written.account_number,
    accountBank: written.account_bank,
    contact: written.contact,
    phone: written.phone,
    dueWithinDays: written.due_within_days,
    unfilled: unfilled.map(([setting]) => setting),
    enquiries: written.enquiries ?? '',
    lawFirm: written.law_firm ?? '',
    lawyer: written.lawyer ?? '',
    language: written.language,
    isAddressRequired: isYes(written.address_required),
    remindWithinDays: written.remind_within_days,
    channels: written.channel,
    minimumGaps: Object.fromEntries(
      LETTER_KINDS.map((kind) => [kind, compileGap(written.minimum_gap[kind])]),
    ) as NoticeSettings['minimumGaps'],
    forbiddenWords: written.forbidden_words,
  };
}

function compileMasking(written: PolicySettings['masking']): MaskingRules {
  return masksOf(typeof written === 'object' ? written : isYes(written));
}

function compileGap({ days, after }: PolicySettings['notice']['minimum_gap']['demand']): MinimumGap {
  const afterCode = new Uint8Array(EVENT_KINDS.length + 1);
  for (const kind of after) afterCode[EVENT_KINDS.indexOf(kind) + 1] = 1;
  return { days, after, afterCode };
}
